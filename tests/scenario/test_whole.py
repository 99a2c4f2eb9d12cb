"""Files are written as a whole or not at all, whatever happens meanwhile."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from visprop.scenario.builtin import open_scenario
from visprop.scenario.files import whole
from visprop.scenario.files.document import Document, load, save
from visprop.scenario.files.whole import replacing, write_whole
from visprop.scenario.run import Run


def test_what_fails_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path):
    (tmp_path / "a").write_bytes(b"old")

    def half():
        with replacing(tmp_path / "a") as file:
            file.write(b"half of the new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_is_told_and_the_old_file_stays(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("view", ["network", "equations"])
@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_a_failed_export_leaves_the_old_file(tmp_path, monkeypatch, qapp, view, suffix, capsys):
    from visprop.cli.main import main

    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"old")

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole.os, "fsync", full)
    assert main(["export", "two-neurons", "--view", view, "--at", "0.1.3", "-o", str(path)]) == 2
    assert "No space left" in capsys.readouterr().err
    assert path.read_bytes() == b"old"


def test_mode_and_link_are_kept(tmp_path):
    (tmp_path / "deep").mkdir()
    target = tmp_path / "deep" / "a"
    target.write_bytes(b"old")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_that_the_system_gives_new_files(tmp_path):
    (tmp_path / "by hand").write_bytes(b"")
    write_whole(tmp_path / "a", b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "by hand").stat().st_mode


def test_two_savers_never_damage_a_file(tmp_path):
    script = (
        "import sys; from pathlib import Path; from visprop.scenario.files.whole import write_whole\n"
        "for _ in range(60): write_whole(Path(sys.argv[1]), sys.argv[2].encode() * 200_000)"
    )
    savers = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "a"), letter]) for letter in "xy"]
    seen = set()
    while any(saver.poll() is None for saver in savers):
        if (tmp_path / "a").exists():
            text = (tmp_path / "a").read_bytes()
            seen.add((text[:1], len(text), len(set(text))))
    assert seen <= {(b"x", 200_000, 1), (b"y", 200_000, 1)}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


_KILLED = """
import sys
from pathlib import Path
from visprop.scenario.builtin import open_scenario
from visprop.scenario.files.document import Document, save
from visprop.scenario.run import Run
run = Run(open_scenario("iris"))
print("ready", flush=True)
while True:
    save(Document(run), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("after", [0.0, 0.003, 0.011])
def test_a_saver_that_is_killed_loses_nothing_and_leaves_nothing(tmp_path, after):
    path = tmp_path / "a.visprop"
    save(Document(Run(open_scenario("iris"))), path)
    with subprocess.Popen([sys.executable, "-c", _KILLED, str(path)], stdout=subprocess.PIPE) as saver:
        assert saver.stdout is not None
        saver.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            saver.wait(after)
        saver.kill()
    assert load(path).run.scenario.title == open_scenario("iris").title
    # What a killed process cannot take away, the next one does.
    save(Document(Run(open_scenario("iris"))), path)
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".part"] == []


_WRITING = """
import sys
from pathlib import Path
from visprop.scenario.files.whole import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"slowly")
    print("ready", flush=True)
    sys.stdin.readline()
"""


def test_what_another_living_process_writes_is_left_alone(tmp_path):
    """Held by the system: a process number would be another process's in a container, or after it was given again."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITING, str(tmp_path / "b")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        writer.stdout.readline()
        write_whole(tmp_path / "a", b"")
        assert len(list(tmp_path.glob(".visprop-*.part"))) == 1
        writer.stdin.write("go on\n")
        writer.stdin.close()
        assert writer.wait(20) == 0
    assert (tmp_path / "b").read_bytes() == b"slowly"
    assert not list(tmp_path.glob(".visprop-*.part"))


def test_a_device_or_a_pipe_is_written_to_and_never_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    write_whole(tmp_path / "pipe", b"through")
    assert reader.communicate()[0] == b"through"
    assert (tmp_path / "pipe").is_fifo()


def test_no_folder_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(Path(tmp_path / "no" / "a"), b"")
