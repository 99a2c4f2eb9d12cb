"""What the tests of the command line share."""

import pytest


@pytest.fixture(autouse=True)
def application(qapp):
    """The application that paints is made once, whichever test comes first: a command would make a smaller one, and it would stay."""
