"""A reader who fills a page in: its own script makes the file of answers, in Qt's engine of JavaScript."""

import json
import re
from html import unescape

import pytest
from PySide6.QtQml import QJSEngine

from visprop.cli.main import main

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FORM = "answersText(SHEET, NAME, filledIn({querySelectorAll: (what) => FIELDS}))"
"""What a click on *Save answers* does, with a form that has some fields."""


class Page:
    """A page of the web with worksheets.

    Args:
        text: of the page.
    """

    def __init__(self, text):
        self.text = text
        self.sheets = [json.loads(unescape(one)) for one in re.findall(r'data-sheet="([^"]*)"', text)]
        (script,) = SCRIPT.findall(text)
        self._engine = QJSEngine()
        assert not self._engine.evaluate(script).isError()

    def answered(self, answers, number=1, name="", choices=()):
        """The text of the file that the page saves when some fields of a variant are filled in."""
        fields = [{"type": "text", "name": one, "value": value, "checked": False} for one, value in answers.items()]
        for one, chosen in choices:
            fields += [{"type": "radio", "name": one, "value": str(i), "checked": i == chosen} for i in range(4)]
        code = FORM.replace("FIELDS", json.dumps(fields)).replace("SHEET", json.dumps(self.sheets[number - 1]))
        found = self._engine.evaluate(code.replace("NAME", json.dumps(name)))
        assert not found.isError(), found.toString()
        return found.toString()


@pytest.fixture(scope="module")
def page_of(qapp, tmp_path_factory):
    """The page that the command writes of a scenario."""

    def made(*words):
        path = tmp_path_factory.mktemp("pages") / "sheet.html"
        assert main(["worksheet", *map(str, words), "-o", str(path)]) == 0
        return Page(path.read_text(encoding="utf-8"))

    return made
