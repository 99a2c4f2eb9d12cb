"""The main window: actions, menus, tool bar, documents.

In the order in which data flows:

    autosave.py           Keeps the session in the user's state folder
    errors.py             What the program did wrong: caught, told once, written down
    focus_rim.py          A rim around the widget that has the focus
    interrupt.py          Ctrl+C in the terminal closes the window
    announcer.py          Says aloud what each executed line has computed
    keystrokes.py         Which keystrokes belong to the widget that has the focus
    menus_by_keyboard.py  Menus by keyboard: the menu bar, and the menu of what has the focus
    tab_order.py          Tab goes through the window as it is read
    tables.py             Tables of the user's own, and data sets, taken as examples
    documents.py          Scenario files: opened, saved, remembered
    actions.py            Every action: its name, shortcut, tool tip and icon
    commands.py           What each action does: the tables by which actions are connected
    memory.py             What the window remembers from one start to the next
    workspace_tabs.py     The workspaces at the end of the menu bar
    stepper.py            One unit of time in the tool bar
    toolbar.py            The tool bar
    ground.py             A strip of ground at each side of the panels
    bars.py               The bars of the window
    choice_menu.py        A menu of which one entry is checked
    option_controls.py    How the window offers the options of views
    context_menus.py      What can be done with what is pointed at
    starts.py             The dialogues that need more of the window than the session
    kind_window.py        What a kind of experiment has of the window, beside what all kinds share
    present_window.py     What a second screen shows
    showing.py            What the window itself shows of the session
    panel_header.py       The header of a panel
    dock_parts.py         What stands in docks, and what a double click on their titles does
    docks.py              The registry's views and the panels beside them, in docks
    tabs_that_fit.py      A bar of tabs that shows those for which there is room, whole, and has the others in a menu
    dock_tabs.py          The tabs of panels that stand in one place
    arrangement.py        Which workspace is shown, and how the user has left each
    panel_commands.py     What actions do with panels
    connections.py        What the window does with a panel once it is made
    presenting.py         The hall: a workspace without bars, and a second screen
    network_window.py     A network's run in the window: its panels, its workspaces, its commands
    bench_window.py       A bench in the window: its controls, its workspaces
    workspace_menu.py     The menu of the workspaces of the kind that is open
    mnemonics.py          The letters by which the entries of menus are chosen
    menus.py              The menu bar, made from its table
    kind_shown.py         Of the window, what belongs to the kind of experiment that is open
    main_window.py        The window
    beginning.py          What the start of the application shows
    application.py        Starts the application
"""
