"""Starts the application."""

import sys

from visprop.cli import main

if __name__ == "__main__":
    sys.exit(main())
