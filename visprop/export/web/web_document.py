"""The page of the web itself: what is packed, its style and its script, in one file that asks for no other."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from html import escape
from typing import Any

import visprop
from visprop.export.told import LANGUAGE
from visprop.figures.base.style import DARK, LIGHT, Theme, hex_of
from visprop.figures.views import View
from visprop.scenario.builtin import resources

_ALONE = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""What a browser lets the page ask for: nothing that is not in it."""
_OLD = "This browser cannot show the page: it needs JavaScript, and of Safari version 16.4, of Firefox 113, of Chrome 80."


def packed(content: Mapping[str, Any]) -> bytes:
    """A document of JSON, deflated and written in letters."""
    return b64encode(zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9))


def web_page(title: str, about: str, views: Sequence[View], data: bytes) -> bytes:
    """The file.

    Args:
        title, about: what it is of, and that in a sentence or two.
        views: the pictures that it has.
        data: what is packed.
    """
    panels = "\n".join(_panel(i, view) for i, view in enumerate(views))
    tabs = "".join(f'<button type="button" data-tab="{i}">{escape(view.title)}</button>' for i, view in enumerate(views) if i)
    buttons = "\n".join(f'<button type="button" id="{name}"{told}>{drawn}</button>' for name, told, drawn in _buttons())
    return b"".join(
        (
            _head(title, about).encode(),
            _BODY.format(title=escape(title), old=_OLD, panels=panels, tabs=tabs, buttons=buttons).encode(),
            b'<script type="text/plain" id="data">', data, b"</script>\n",
            b"<script>\n", _resource("page.js"), b"</script>\n</body>\n</html>\n",
        )
    )  # fmt: skip


def _resource(name: str) -> bytes:
    return (resources() / "web" / name).read_bytes()


def _head(title: str, about: str) -> str:
    style = "\n".join((_themes(), _resource("page.css").decode()))
    return f"""<!DOCTYPE html>
<html lang="{LANGUAGE}">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{escape(about)}">
<meta name="generator" content="visprop {visprop.__version__}">
<meta http-equiv="Content-Security-Policy" content="{_ALONE}">
<link rel="icon" href="data:,">
<style>
{style}
</style>
</head>
"""


_BODY = """<body>
<svg id="definitions" width="0" height="0" aria-hidden="true"><defs></defs></svg>
<header>
<h1>{title}</h1>
<button type="button" id="theme" title="Dark or light (D)"></button>
</header>
<noscript><p class="old">{old}</p></noscript>
<p class="old" id="old" hidden>{old}</p>
<main id="pictures">
<div id="told"><p id="caption"></p><p id="place"></p><p id="numbers"></p></div>
<nav id="tabs" aria-label="Which picture stands below the first one">{tabs}</nav>
{panels}
</main>
<p id="spoken" class="heard" role="status" aria-live="polite"></p>
<form id="controls" aria-label="Steps">
<span id="buttons">
{buttons}
</span>
<input type="range" id="slider" min="0" max="0" value="0" aria-label="Position">
<output id="where" for="slider"></output>
<label id="speed">Speed <select id="rate" title="How fast it plays (+ and −)"></select></label>
</form>
"""


def _buttons() -> Iterator[tuple[str, str, str]]:
    """The name of each button, what it says and its picture."""
    for name, words, key, icons in (
        ("first", "To the beginning", "Home", ("first",)), ("back", "Back", "Left arrow", ("line-back",)),
        ("play", "Play", "Space", ("run", "pause")), ("next", "Next", "Right arrow", ("line",)),
        ("last", "To the end", "End", ("first",)),
    ):  # fmt: skip
        yield name, f' title="{words} ({key})" aria-label="{words}"', "".join(map(_icon, icons))


def _icon(name: str) -> str:
    drawn = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").strip()
    return drawn.replace("<svg ", f'<svg class="{name}" aria-hidden="true" ')


def _panel(number: int, view: View) -> str:
    kind = "text" if view.page is not None else "picture"
    title, tip = escape(view.title), escape(view.tip)
    words = f"Enlarge {title}, or make it smaller again"
    enlarge = f'<button type="button" class="enlarge" aria-pressed="false" title="{words}">{_icon("enlarge")}</button>'
    return (
        f'<figure class="{kind}" id="panel{number}" data-view="{escape(view.name)}">\n'
        f"<figcaption><h2>{title}</h2>{enlarge}</figcaption>\n"
        f'<svg role="img" aria-label="{title}: {tip}" aria-describedby="heard{number}"></svg>\n'
        f'<ul class="heard" id="heard{number}"></ul>\n</figure>'
    )


# Colours


def _themes() -> str:
    """The colours as variables: those of the system's choice, or of the reader's; on paper the light ones."""
    light, dark = _variables(LIGHT), _variables(DARK)
    chosen = f":root[data-theme=dark] {{ {dark} }}"
    system = f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {dark} }} }}"
    return "\n".join((f":root {{ {light} }}", f"@media screen {{ {system} {chosen} }}"))


def _variables(theme: Theme) -> str:
    colours = ((one.name, getattr(theme, one.name)) for one in fields(theme))
    named = "; ".join(f"--{name}: {hex_of(colour)}" for name, colour in colours if name in _USED)
    return f"color-scheme: {'dark' if theme is DARK else 'light'}; {named}"


_USED = ("paper", "ink", "faint", "rule", "wash", "window", "panel", "rim", "tint", "now", "positive")
"""The colours of what surrounds the pictures."""
