"""A page of the web as a reader has it, by a parser of HTML and of XML, and by nothing of what wrote it."""

import base64
import json
import re
import xml.etree.ElementTree as ET
import zlib
from html.parser import HTMLParser
from pathlib import Path

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_VOID = {"meta", "link", "input", "path", "rect"}


class Document(HTMLParser):
    """A page: its elements, and the text within each by id."""

    def __init__(self, path):
        super().__init__()
        self.elements, self.text, self._open = [], {}, []
        self.feed(Path(path).read_text(encoding="utf-8"))
        assert not self._open, f"not closed: {self._open}"
        data = zlib.decompress(base64.b64decode(self.text["data"], validate=True))
        self.data = json.loads(data)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append((tag, dict(attrs).get("id", tag)))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if self._open:
            name = self._open[-1][1]
            self.text[name] = self.text.get(name, "") + data

    # Pictures

    @property
    def views(self):
        return [attrs["data-view"] for tag, attrs in self.elements if tag == "figure"]

    def list_at(self, steps, at):
        """A list of numbers at a position."""
        found = []
        for step in steps[: at + 1]:
            for start, count, numbers in step:
                found[start : start + count] = numbers
        return found

    @property
    def pieces(self):
        """Of each picture its steps, with the numbers of pieces in the place of how many new ones ago each was new."""
        count, found = 0, []
        for panel in self.data["panels"]:
            found.append([])
            for step in panel["pieces"]:
                found[-1].append([])
                for start, gone, every in step:
                    numbers = []
                    for ago in every:
                        numbers.append(count - ago)
                        count += ago == 0
                    found[-1][-1].append((start, gone, numbers))
        return found

    def spelt(self, pieces):
        """Pieces with the outlines of letters in the place of their signs."""
        return re.sub(r"\^([-. 0-9]*)([^^]+)\^", self._word, pieces)

    def _word(self, found):
        x, drawn = 0, ""
        for sign in found[2]:
            # What stands for one half of a pair in UTF-16 is no sign.
            outline, right, down = self.data["letters"][ord(sign) - (0x100 if ord(sign) < 0xD800 else 0x900)]
            x += right
            drawn += f'<use href="#g{outline}" x="{_hundredths(x)}" y="{_hundredths(down)}"/>'
        if not found[1]:
            return drawn
        place, scale, colour = found[1].rsplit(" ", 2)
        return f'<g transform="translate({place}) scale({scale})" fill="var(--c{colour})">{drawn}</g>'

    def heard(self, view, at):
        """What is read out of a picture."""
        steps = self.data["panels"][self.views.index(view)]["heard"]
        return [self.data["texts"][number] for number in self.list_at(steps, at)]

    def picture(self, view, at, theme):
        """The elements of a picture at a position, in a theme (0 light, 1 dark)."""
        pieces = "".join(self.data["pieces"][number] for number in self.list_at(self.pieces[self.views.index(view)], at))
        coloured = re.sub(r"var\(--c(\d+)\)", lambda one: self.data["colours"][int(one[1])].split()[theme], self.spelt(pieces))
        drawn = re.sub(r"~([^~]+)~", _line, coloured)
        document = f'<svg xmlns="{SVG[1:-1]}"><defs>{self.data["definitions"]}</defs>{drawn}</svg>'
        other = ("dark", "light")[theme]
        root = ET.fromstring(document)
        for group in list(root.findall(f"{SVG}g[@class='{other}']")):
            root.remove(group)
        return told(root)


def _hundredths(value):
    return f"{value / 100:.2f}".rstrip("0").rstrip(".")


def _line(found):
    numbers = [int(one) for one in found[1].split(" ")]
    points, ahead = [(0, 0)], (0, 0)
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        last = points[-1]
        points.append((last[0] + ahead[0] + x, last[1] + ahead[1] + y))
        ahead = (points[-1][0] - last[0], points[-1][1] - last[1]) if len(points) > 2 else (0, 0)
    return "M" + "L".join(f"{_hundredths(x)} {_hundredths(y)}" for x, y in points[1:])


def told(root):
    """The elements of an SVG in the order in which they are painted, with what they use in the place of its name."""
    defined = {element.get("id"): element for element in root.iter() if element.get("id")}

    def one(element):
        found = dict(element.attrib)
        link = found.pop(LINK, None) or found.pop("href", None)
        if link is not None and link.startswith("#"):
            found["used"] = defined[link[1:]].get("d")
        elif link is not None:
            found["pixels"] = link
        if "clip-path" in found:
            found["clip-path"] = str(sorted(defined[found["clip-path"][5:-1]][0].attrib.items()))
        within = [one(child) for child in element]
        if element.get("class") in ("light", "dark"):
            return within
        return (element.tag.removeprefix(SVG), sorted(found.items()), within)

    left_out = {f"{SVG}{name}" for name in ("title", "desc", "defs")}
    found = []
    for element in root:
        if element.tag not in left_out:
            shown = one(element)
            found += shown if isinstance(shown, list) else [shown]
    return found


def told_file(path):
    """The same of an SVG file, without its paper."""
    return told(ET.parse(path).getroot())[1:]
