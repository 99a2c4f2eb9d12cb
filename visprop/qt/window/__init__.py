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
    style.py              How widgets look: what is clicked is large enough to be hit
    theme.py              The window's colours and icons, from the one style table
    actions.py            Every action: its name, shortcut, tool tip and icon
    commands.py           What each action does: the tables by which actions are connected
    memory.py             What the window remembers from one start to the next
    toolbar.py            The tool bar
    choice_menu.py        A menu of which one entry is checked
    message.py            What the user was told, in the status bar
    option_controls.py    How the window offers the options of views
    context_menus.py      What can be done with what is pointed at
    starts.py             The dialogues that need more of the window than the session
    kind_window.py        What a kind of experiment has of the window, beside what all kinds share
    present_window.py     What a second screen shows
    showing.py            What the window itself shows of the session
    docks.py              The registry's views and the panels beside them, in docks
    arrangement.py        Which workspace is shown, and how the user has left each
    panel_commands.py     What actions do with panels
    presenting.py         The hall: a workspace without bars, and a second screen
    network_window.py     A network's run in the window: its panels, its workspaces, its commands
    bench_window.py       A bench in the window: its controls, its workspaces
    workspace_menu.py     The menu of the workspaces of the kind that is open
    menus.py              The menu bar, made from its table
    kind_shown.py         Of the window, what belongs to the kind of experiment that is open
    main_window.py        The window
    beginning.py          What the start of the application shows
    application.py        Starts the application
"""
