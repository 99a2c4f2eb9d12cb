"""Windows on a file system that is really full, and in process namespaces of their own, as containers have them.

`python -m tests.real_system`, as root on Linux: it mounts a small file system and unshares namespaces.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

from tests.window_kills import LOOK_MS, WINDOW
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, load, save
from visprop.scenario.run import Run
from visprop.session.kept_files import KeptFiles

NAMESPACE = ("unshare", "--pid", "--fork", "--mount-proc", "--kill-child")


@contextmanager
def window(folder: Path, scenario: str, before: tuple[str, ...] = ()) -> Iterator[subprocess.Popen[str]]:
    """A window that trains, and is killed at the end."""
    words = [*before, sys.executable, "-c", WINDOW, str(folder), scenario, str(LOOK_MS)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        try:
            yield child
        finally:
            child.kill()


def full(folder: Path) -> None:
    """A window goes on where nothing can be written any more, and says so; files there stay whole."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", folder], check=True)
    try:
        small = folder / "small.visprop"
        save(Document(Run(open_scenario("xor"))), small)
        with window(folder, "digits") as child:
            sleep(4.0)
            assert child.poll() is None, "the window ended"
            child.kill()
            assert child.stderr is not None
            errors = child.stderr.read()
        assert "Traceback" not in errors, errors[-600:]
        (folder / "filler").write_bytes(b"")
        with (folder / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                pass
        before = small.read_bytes()
        with pytest.raises(OSError, match="No space left"):
            save(Document(Run(open_scenario("iris"))), small)
        assert small.read_bytes() == before
        assert load(small).run.scenario.title == open_scenario("xor").title
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def namespaces(folder: Path) -> None:
    """Two windows with the same process number: the one that was killed is offered, the other stays its own."""
    with window(folder, "xor", NAMESPACE) as first, window(folder, "iris", NAMESPACE) as second:
        sleep(2.0)
        files = KeptFiles(folder / "state")
        assert files.left() == [], "a living window's session is offered"
        first.kill()
        sleep(1.0)
        assert second.poll() is None
        (left,) = files.left()
        assert left.title == open_scenario("xor").title, left
        files.forget(left.path)
        (other,) = (folder / "state").glob("session-*.json")
        files.forget(other)
        assert other.exists(), "a living window's session was deleted"
    sleep(0.5)
    (left,) = KeptFiles(folder / "state").left()
    assert left.title == open_scenario("iris").title


def main() -> None:
    """Try both; an AssertionError tells what does not hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for trial in (full, namespaces):
        with tempfile.TemporaryDirectory() as folder:
            trial(Path(folder))
        print(f"{trial.__name__}: holds", flush=True)


if __name__ == "__main__":
    main()
