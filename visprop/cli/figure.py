"""`visprop figure`: the article's figures, written to files; it needs no display."""

from __future__ import annotations

import argparse
from pathlib import Path

from visprop.cli.command import UsageError
from visprop.cli.streams import say
from visprop.kinds.article_figures import FIGURES, ArticleFigure

ALL = "all"
"""What stands for all of them."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command; its choices are the figures."""
    parser.epilog = "; ".join(f"{figure.name}: {figure.caption}" for figure in FIGURES.values())
    parser.add_argument("number", choices=(*FIGURES, ALL), metavar="NUMBER", help=f"{', '.join(FIGURES)}, or {ALL}")
    output = "the file, or the folder of all of them"
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.{svg,pdf,png} | FOLDER", help=output)
    parser.add_argument("--as", dest="suffix", choices=("svg", "pdf", "png"), default="svg", help="in a folder (default svg)")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="the colours (default light)")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw them."""
    if arguments.number != ALL:
        _write(FIGURES[arguments.number], arguments.output, arguments.theme)
        return 0
    if arguments.output.exists() and not arguments.output.is_dir():
        raise UsageError(f"{arguments.output} is no folder")
    arguments.output.mkdir(exist_ok=True)
    for figure in FIGURES.values():
        path = arguments.output / f"figure-{figure.name}.{arguments.suffix}"
        _write(figure, path, arguments.theme)
        say(f"{path}: {figure.caption}")
    return 0


def _write(figure: ArticleFigure, path: Path, theme: str) -> None:
    from visprop.export.formats import ExportError
    from visprop.export.paper import Paper
    from visprop.export.registry import export_view
    from visprop.figures.base.style import TEXT_SIZE, THEMES
    from visprop.figures.moment import ViewOptions

    view, moment, options = figure.picture(ViewOptions(theme=THEMES[theme]))
    try:
        export_view(view, moment, options, Paper(*figure.size, TEXT_SIZE), path)
    except ExportError as error:
        raise UsageError(str(error)) from error
