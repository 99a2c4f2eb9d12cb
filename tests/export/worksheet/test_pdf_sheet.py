"""A worksheet as a PDF: pages of A4, all within them, solutions on pages of their own."""

import pypdfium2
import pytest

from tests.export.worksheet.pages import pages_of
from tests.export.worksheet.test_worksheet import sheet
from visprop.export.worksheet.making import of_lesson
from visprop.export.worksheet.pdf_sheet import A4, pdf_sheets
from visprop.export.worksheet.questions import Origin
from visprop.lessons.shelf import open_lesson
from visprop.scenario.builtin import open_scenario


@pytest.fixture(scope="module")
def content():
    row = open_scenario("linear")
    return pdf_sheets([sheet(row, "0.1", number) for number in (1, 2)], 2, True)


def ink(content):
    """Of each page, how far what is drawn is from left, top, right and bottom, in points."""
    for page in pypdfium2.PdfDocument(content):
        dark = page.render(scale=1.0, grayscale=True).to_numpy().squeeze() < 128
        rows, columns = dark.any(axis=1).nonzero()[0], dark.any(axis=0).nonzero()[0]
        yield columns[0], rows[0], dark.shape[1] - columns[-1], dark.shape[0] - rows[-1]


def test_pages_are_a4_and_nothing_is_cut(content):
    document = pypdfium2.PdfDocument(content)
    assert {(round(page.get_width()), round(page.get_height())) for page in document} == {tuple(map(round, A4))}
    for left, top, right, bottom in ink(content):
        assert min(left, top, right, bottom) >= 36


def test_each_variant_and_each_solution_begins_a_page(content):
    pages = pages_of(content)
    starts = [page.splitlines()[0].strip() for page in pages]
    assert [one for one in starts if "Four neurons in a row" in one] == [
        "Four neurons in a row Variant 1",
        "Four neurons in a row Variant 2",
        "Four neurons in a row Solutions of variant 1",
        "Four neurons in a row Solutions of variant 2",
    ]
    feet = [page.strip().splitlines()[-1].strip() for page in pages]
    assert feet[0].startswith("Four neurons in a row, variant 1, page 1 of ")
    counts = {foot.rsplit(", page", 1)[0]: foot.rsplit(" ", 1)[1] for foot in feet}
    assert [sum(foot.startswith(which) for foot in feet) for which in counts] == [int(count) for count in counts.values()]
    # No heading is left alone at the end of a page.
    assert not [page for page in pages if page.strip().splitlines()[-2].startswith("Line ")]


def test_there_is_a_line_to_write_on_for_each_number(content):
    """As many lines of their length as numbers are asked, and none where solutions stand."""
    count = len(sheet(open_scenario("linear")).questions)
    found = {"sheet": 0, "solved": 0}
    for page, text in zip(pypdfium2.PdfDocument(content), pages_of(content), strict=True):
        boxes = [one.get_bounds() for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
        rules = [box for box in boxes if abs(box[2] - box[0] - 68) < 2 and box[3] - box[1] < 2]
        found["solved" if "olutions of variant" in text.splitlines()[-1] else "sheet"] += len(rules)
    assert found == {"sheet": 2 * count, "solved": 0}


def test_a_chapter_is_a_handout():
    chapter = of_lesson(open_lesson("lesson:13-blame"), Origin("lesson:13-blame", "", 0, 1))
    content = pdf_sheets([chapter], 0, False)
    text = " ".join(" ".join(pages_of(content)).split())
    for words in ("Blame, and the biases", "Neuron 3 is not wrong by itself", "from neuron 2 to neuron 3"):
        assert words in text
    for left, top, right, bottom in ink(content):
        assert min(left, top, right, bottom) >= 36
