"""Starts the application."""

import sys

from visprop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
