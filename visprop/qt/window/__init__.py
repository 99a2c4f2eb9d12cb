"""The main window: actions, menus, tool bar, documents."""
