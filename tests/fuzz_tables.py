"""Mutated tables: CSV, XLSX and ARFF as nobody would write them get one clear line, soon and with little memory.

`python -m tests.fuzz_tables [--files 2000] [--seed 0]`
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path
from time import perf_counter

import openpyxl

from tests.memory import resident_bytes
from visprop.scenario.data.columns import problems, usual_choice, without_problems
from visprop.scenario.data.importing import read_table
from visprop.scenario.fresh import taken

LONGEST, MOST_BYTES = 2.0, 500_000_000
"""What takes longer, in seconds, or more memory, is a fault."""
_SEEDS = (
    "a,b,c\n1,2,x\n3,4,y\n5,6,x\n",
    "day;price;kind\n1.2.2024;1.200,50;NA\n2.2.2024;900,00;good\n3.2.2024;?;bad\n",
    "# notes\nname\tv\nx\t1,200\ny\t45\nz\t7\n",
    "@relation r\n@attribute a numeric\n@attribute b {x,y}\n@data\n1,x\n2,y\n?,x\n",
    "a b c\n1 2 3\n4 5 6\n7 8 9\n",
)
_ODD = ("\0", '"', ",", ";", "\t", "\n", "nan", "1e400", "−", "é", "'", "{", "}", "%", "@data", "9" * 400, "\r", " ")


def _text(rng: random.Random) -> bytes:
    letters = list(rng.choice(_SEEDS) * rng.choice((1, 1, 1, 40)))
    for _ in range(rng.randint(0, 6)):
        at = rng.randrange(len(letters))
        letters[at : at + rng.randint(0, 3)] = [rng.choice(_ODD)]
    return "".join(letters).encode(rng.choice(("utf-8", "utf-16", "cp1252", "utf-8-sig")), "replace")


def _book(rng: random.Random) -> bytes:
    book = openpyxl.Workbook(write_only=rng.random() < 0.3)
    sheet = book.create_sheet("s")
    for i in range(rng.randint(0, 30)):
        sheet.append([rng.choice((i, i / 7, f"w{i % 3}", None, True, "=A1")) for _ in range(rng.randint(0, 5))])
    out = io.BytesIO()
    book.save(out)
    raw = bytearray(out.getvalue())
    if rng.random() < 0.4:
        for _ in range(rng.randint(1, 8)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        return bytes(raw[: rng.randrange(1, len(raw) + 1)]) if rng.random() < 0.3 else bytes(raw)
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    name = rng.choice(list(entries))
    content = bytearray(entries[name])
    for _ in range(rng.randint(0, 5)):
        at = rng.randrange(max(1, len(content)))
        content[at : at + rng.randint(0, 4)] = rng.choice(_ODD).encode()
    entries[name] = bytes(content)
    if rng.random() < 0.15:
        del entries[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for entry, written in entries.items():
            packed.writestr(entry, written)
    return out.getvalue()


def one(path: Path) -> bool:
    """Whether a table is taken; what is not refused in one line is raised."""
    try:
        table, _ = read_table(path)
        choice = usual_choice(table)
        problems(table, choice)
        taken(without_problems(table, choice), choice, 0.2, 0, "standard")
    except (ValueError, OSError) as error:
        if "\n" in str(error) or len(str(error)) > 600:
            raise AssertionError(f"no clear line: {str(error)[:900]!r}") from error
        return False
    return True


def main() -> None:
    """Go through the files; exit status 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng, read, faults, longest = random.Random(arguments.seed), 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for i in range(arguments.files):
            is_book = rng.random() < 0.5
            path = Path(folder) / ("t.xlsx" if is_book else rng.choice(("t.csv", "t.arff")))
            path.write_bytes(_book(rng) if is_book else _text(rng))
            began = perf_counter()
            try:
                read += one(path)
            except Exception:
                faults += 1
                print(f"file {i} of seed {arguments.seed}, {path.name}:\n{traceback.format_exc()[-1500:]}")
            longest = max(longest, perf_counter() - began)
    size = resident_bytes()
    faults += (longest > LONGEST) + (size > MOST_BYTES)
    print(f"{arguments.files} tables: {read} taken, the longest {longest:.2f} s, {size / 1e6:.0f} MB at the end; {faults} faults")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
