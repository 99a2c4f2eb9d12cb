"""What the tests of the command line share."""

import pytest


@pytest.fixture(autouse=True)
def application(qapp):
    """The application that paints, made before a command can make a smaller one, which would stay."""
