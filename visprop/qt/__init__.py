"""The window. Qt is known from here on."""
