"""The verdicts as tables: by file, and by question for all who answered it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from visprop.grading.marking import Marked, Paper, Verdict

_COLUMNS = ("file", "name", "title", "question", "answer", "right", "verdict", "slip")
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?[\d.,]+(?:[eE][-+]?\d+)?")


def told_papers(papers: Sequence[Paper]) -> Iterator[str]:
    """Every file in lines of text, and the totals of all where there are several."""
    for paper in papers:
        yield from _told_paper(paper)
        yield ""
    if len(papers) > 1:
        yield from told_totals(papers)
        yield ""
    used = {marked.verdict for paper in papers for marked in paper.marked}
    yield from (f"{verdict.value}: {verdict.meaning}" for verdict in Verdict if verdict in used)


def _told_paper(paper: Paper) -> Iterator[str]:
    yield f"{paper.file}: {paper.title}" + (f", by {paper.name}" if paper.name else "")
    sheets = dict.fromkeys(one.sheet for one in paper.marked)
    for sheet in sheets:
        # A file of several lessons has each of them under its name.
        yield from (f" {sheet}",) if len(sheets) > 1 else ()
        found = (one for one in paper.marked if one.sheet == sheet)
        yield from _aligned([(one.question, one.answer or "–", one.verdict.value, _said(one)) for one in found])
    counts = Counter(one.verdict for one in paper.marked)
    told = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    yield f"  of {len(paper.marked)}: {told}"


def _said(marked: Marked) -> str:
    """What helps beside a verdict: what would be right, and what was done wrong."""
    if marked.verdict in (Verdict.RIGHT, Verdict.SHOWN, Verdict.BLANK, Verdict.LATER):
        return marked.slip
    # Behind a semicolon a sentence goes on; a symbol at its beginning stays what it is.
    slip = marked.slip[:1].lower() + marked.slip[1:] if marked.slip[1:2].islower() else marked.slip
    return "; ".join(filter(None, (f"it is {marked.right}" if marked.right else "", slip)))


def told_totals(papers: Sequence[Paper]) -> Iterator[str]:
    """By question how many have which verdict, and what was done wrong most often."""
    totals = totals_of(papers)
    used = [verdict for verdict in Verdict if any(total["verdicts"].get(verdict.value) for total in totals)]
    yield f"{len(papers)} files, by question"
    for sheet in dict.fromkeys(total["sheet"] for total in totals):
        yield f" {sheet}"
        rows = [("", *(verdict.value for verdict in used), "most often")]
        for total in (one for one in totals if one["sheet"] == sheet):
            counts = (str(total["verdicts"].get(verdict.value, 0)) for verdict in used)
            rows.append((total["question"], *counts, total["slip"]))
        yield from _aligned(rows)


def totals_of(papers: Sequence[Paper]) -> list[dict[str, Any]]:
    """The same as plain data."""
    found: dict[tuple[str, str], list[Marked]] = {}
    for paper in papers:
        for marked in paper.marked:
            found.setdefault((marked.sheet, marked.question), []).append(marked)
    return [_total(sheet, question, all_of) for (sheet, question), all_of in found.items()]


def _total(sheet: str, question: str, all_of: Sequence[Marked]) -> dict[str, Any]:
    verdicts = Counter(one.verdict.value for one in all_of)
    usual = Counter(one.slip for one in all_of if one.slip and one.verdict is Verdict.WRONG).most_common(1)
    slip = f"{usual[0][0]} ({usual[0][1]})" if usual else ""
    return {"sheet": sheet, "question": question, "verdicts": dict(verdicts), "slip": slip}


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their columns below one another; the last may be of any length."""
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  " + "  ".join((*cells, row[-1])).rstrip()


def as_document(papers: Sequence[Paper]) -> dict[str, Any]:
    """The verdicts as what JSON holds."""
    return {"papers": [_paper(paper) for paper in papers], "questions": totals_of(papers)}


def _paper(paper: Paper) -> dict[str, Any]:
    answers = [
        {"sheet": one.sheet, "question": one.question, "answer": one.answer, "right": one.right,
         "verdict": one.verdict.value, "slip": one.slip}
        for one in paper.marked
    ]  # fmt: skip
    return {"file": paper.file, "name": paper.name, "title": paper.title, "answers": answers, "left": list(paper.left)}


def as_csv(papers: Iterable[Paper]) -> str:
    """A row an answer, with a head; what a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(_COLUMNS)
    for paper in papers:
        for one in paper.marked:
            row = (paper.file, paper.name, one.sheet, one.question, one.answer, one.right, one.verdict.value, one.slip)
            write.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
