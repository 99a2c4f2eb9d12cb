"""The formats of animations, and the one way to write one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from visprop.engine.registry import Registry, require
from visprop.export.formats import ExportError
from visprop.scenario.files.whole import replacing

if TYPE_CHECKING:
    # Imported late: the help needs no pictures.
    from visprop.figures.base.shading import Pixels


@dataclass(frozen=True)
class Writing:
    """What a writer is told beside the pictures.

    Attributes:
        seconds: how long each of them stands.
        rate: pictures a second of what has a fixed rate.
        is_endless: whether it begins again at its end.
    """

    seconds: Sequence[float]
    rate: float
    is_endless: bool


@dataclass(frozen=True)
class AnimationFormat:
    """One format.

    Attributes:
        suffix: how its files' names end, without the dot.
        words: what it is, as the user reads it.
        write: (path, pictures in their order, what else is told) → writes them, as a whole or not at all.
        has_rate: whether all its pictures stand equally long.
        can_end: whether it can play once.
    """

    suffix: str
    words: str
    write: Callable[[Path, Iterator[Pixels], Writing], None]
    has_rate: bool = False
    can_end: bool = True

    def __post_init__(self) -> None:
        require(self, "format of animations", name=self.suffix)


_HUNDREDTH, _MILLISECOND = 0.01, 0.001
_FASTEST = 0.02
"""What stands shorter, in seconds, is played five times as slow by browsers (Chromium 156, from 10 ms down)."""


def _write_gif(path: Path, pictures: Iterator[Pixels], told: Writing) -> None:
    from visprop.export.animation.gif import write_gif
    from visprop.export.animation.timing import in_ticks, merged

    frames = merged(zip(pictures, told.seconds, strict=True))
    with replacing(path) as file:
        write_gif(file, in_ticks(frames, _HUNDREDTH, round(_FASTEST / _HUNDREDTH)), told.is_endless)


def _write_apng(path: Path, pictures: Iterator[Pixels], told: Writing) -> None:
    from visprop.export.animation.apng import write_apng
    from visprop.export.animation.timing import in_ticks, merged

    frames = merged(zip(pictures, told.seconds, strict=True))
    with replacing(path) as file:
        write_apng(file, in_ticks(frames, _MILLISECOND, round(_FASTEST / _MILLISECOND)), told.is_endless)


def _write_webp(path: Path, pictures: Iterator[Pixels], told: Writing) -> None:
    from visprop.export.animation.timing import ticks_of
    from visprop.export.animation.webp import write_webp

    with replacing(path) as file:
        milliseconds = list(ticks_of(told.seconds, _MILLISECOND, round(_FASTEST / _MILLISECOND)))
        write_webp(file, pictures, milliseconds, told.is_endless)


def _write_mp4(path: Path, pictures: Iterator[Pixels], told: Writing) -> None:
    from visprop.export.animation.mp4 import write_mp4
    from visprop.export.animation.timing import in_ticks, merged

    frames = merged(zip(pictures, told.seconds, strict=True))
    with replacing(path) as file:
        write_mp4(file, in_ticks(frames, 1.0 / told.rate, 1), told.rate)


def _write_numbered(path: Path, pictures: Iterator[Pixels], told: Writing) -> None:
    from visprop.export.animation.numbered import write_numbered
    from visprop.export.animation.timing import in_ticks, merged

    frames = merged(zip(pictures, told.seconds, strict=True))
    write_numbered(path, in_ticks(frames, 1.0 / told.rate, 1))


NUMBERED = "%04d.png"
ANIMATION_FORMATS: Registry[AnimationFormat] = Registry(
    (
        AnimationFormat("gif", "GIF: plays everywhere, 256 colours a picture", _write_gif),
        AnimationFormat("png", "APNG: exact colours, for the web", _write_apng),
        AnimationFormat("webp", "WebP: exact colours, small, for the web", _write_webp),
        AnimationFormat("mp4", "MP4: a video, for slides", _write_mp4, has_rate=True, can_end=False),
        AnimationFormat(NUMBERED, "Numbered PNG files, for video programs", _write_numbered, has_rate=True, can_end=False),
    ),
    name_of=lambda found: found.suffix,
)
"""Every format by the ending of its files."""


def animation_format_of(path: Path) -> AnimationFormat:
    """The format that a file's name asks for.

    Raises:
        ExportError: the ending is of none, or there is no such folder.
    """
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}")
    if "%" in path.name:
        return _numbered(path)
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in ANIMATION_FORMATS:
        endings = ", ".join(name for name in ANIMATION_FORMATS if name != NUMBERED)
        raise ExportError(f"{path.name}: animations are written as {endings}, or numbered as NAME-%04d.png")
    return ANIMATION_FORMATS[suffix]


def _numbered(path: Path) -> AnimationFormat:
    try:
        names = {path.name % number for number in (1, 2)}
    except (TypeError, ValueError) as error:
        raise ExportError(f"{path.name}: of numbered pictures the name holds one number, as NAME-%04d.png") from error
    if len(names) < 2 or path.suffix.lower() != ".png":
        raise ExportError(f"{path.name}: numbered pictures are PNG, as NAME-%04d.png")
    return ANIMATION_FORMATS[NUMBERED]


def write_animation(path: Path, pictures: Iterator[Pixels], told: Writing) -> None:
    """Write pictures as an animation, as a whole or not at all; they are taken one after the other, and never all held.

    Raises:
        ExportError: it cannot be written so, or there.
    """
    found = animation_format_of(path)
    try:
        found.write(path, pictures, told)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


def require_writer(found: AnimationFormat) -> None:
    """Make sure that what writes a format is there, before anything is drawn.

    Raises:
        ExportError: it is not.
    """
    try:
        import_module("av" if found.suffix == "mp4" else "PIL")
    except ModuleNotFoundError as error:
        raise ExportError("this needs Pillow, and for MP4 PyAV: pip install 'visprop[animations]'") from error
