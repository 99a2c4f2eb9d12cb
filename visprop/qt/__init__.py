"""The window. Qt is known from here on.

In the order in which data flows:

    typed.py          Numbers that are typed into the window
    plain.py          Text that comes from files is shown as it is
    caption.py        Lists of choices with a name for screen readers
    copied_values.py  Values of weights and biases on the clipboard
    gui_thread.py     From other threads into the window's own
    waiting.py        Waiting for what takes long without stopping the window
    clipboard.py      Figures on the clipboard, as pixels, as SVG and as text
    copied_equations.py  Equations on the clipboard
    allocator.py      Free memory of the C library goes back to the system
    adapter.py        Between the session and the widgets: a clock, and one signal a turn
    later.py          More of what takes long, a little later
    plot_library.py   The library of plots, loaded in pieces
    look/             Letters, measures, icons and colours
    views/            Widgets that paint one figure each
    panels/           What stands around the views: fields, tables and choices
    dialogs/          Windows beside the main one
    window/           The main window: actions, menus, tool bar, documents
"""
