"""A warm LibreOffice Calc with the evaluation as a workbook, driven over its socket.

    with Calc(folder, tree, marks) as calc:
        calc.whole(), calc.one_change(), calc.ranks()

The workbook is what a council would make: marks on one sheet, a mean for each answer, the tree's
weights multiplied out, a weighted sum and a rank for each bid. `soffice` runs headless with a
profile of its own in the folder; the Python that has `uno` (Debian's own) talks to it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

from marks import EVALUATORS, Marks, Tree

PORT = 28_713
PYTHON = "/usr/bin/python3"
"""The interpreter for which Debian packages `uno`."""

HELPER = """
import json, sys, time, uno
from com.sun.star.beans import PropertyValue

def told(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one

local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(600):
    try:
        there = resolver.resolve("uno:socket,host=127.0.0.1,port=%s;urp;"
                                 "StarOffice.ComponentContext" % sys.argv[2])
        break
    except Exception:
        time.sleep(0.1)
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
url = "file://" + sys.argv[1]

def opened():
    return desktop.loadComponentFromURL(url, "_blank", 0, (told("Hidden", True),))

kept = opened()
kept.calculateAll()
values = 0
for line in sys.stdin:
    what = line.strip()
    began = time.perf_counter()
    if what == "whole":
        book = opened()
        book.calculateAll()
        book.storeToURL(url + ".out.xlsx", (told("FilterName", "Calc MS Excel 2007 XML"),))
        book.close(True)
    elif what == "change":
        values += 1
        kept.Sheets.getByName("Marks").getCellByPosition(3, 3).setValue(values % 6)
        kept.Sheets.getByName("Result").getCellByPosition(61, 3).getValue()
    elif what == "ranks":
        cells = kept.Sheets.getByName("Result").getCellRangeByPosition(61, 0, 61, 199)
        print(json.dumps([int(row[0]) for row in cells.getDataArray()]), flush=True)
        continue
    else:
        break
    print(json.dumps(time.perf_counter() - began), flush=True)
kept.close(True)
try:
    desktop.terminate()
except Exception:
    pass
"""


class Calc:
    """One process of LibreOffice with the workbook open, and one that asks it."""

    def __init__(self, folder: Path, tree: Tree, marks: Marks) -> None:
        book, helper = folder / "evaluation.xlsx", folder / "calc_helper.py"
        write(book, tree, marks)
        helper.write_text(HELPER, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder / 'profile'}"
        listen = f"--accept=socket,host=127.0.0.1,port={PORT};urp"
        self.office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", profile, listen],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self.helper = subprocess.Popen(
            [PYTHON, str(helper), str(book), str(PORT)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=own,
        )  # fmt: skip

    @staticmethod
    def can_run() -> bool:
        """Is there a Python with LibreOffice's bridge?"""
        if shutil.which(PYTHON) is None:
            return False
        asked = subprocess.run([PYTHON, "-c", "import uno"], check=False, capture_output=True)
        return asked.returncode == 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.helper.stdin is not None
        self.helper.stdin.close()
        self.helper.wait(60)
        self.office.wait(60)

    def whole(self) -> float:
        """Seconds to load the workbook, recalculate everything and save it."""
        return self._asked("whole")

    def one_change(self) -> float:
        """Seconds to change one mark in the open workbook, until a rank can be read."""
        return self._asked("change")

    def ranks(self) -> list[int]:
        """By bid, the workbook's rank."""
        return self._asked("ranks")

    def _asked(self, what: str) -> Any:
        assert self.helper.stdin is not None
        assert self.helper.stdout is not None
        self.helper.stdin.write(what + "\n")
        self.helper.stdin.flush()
        return json.loads(self.helper.stdout.readline())


def write(path: Path, tree: Tree, marks: Marks) -> None:
    """The workbook, with formulas and no results."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter as letter

    book = Workbook()
    given, result, weights = book.active, book.create_sheet("Result"), book.create_sheet("Weights")
    given.title = "Marks"
    for bid in marks:
        given.append([one / 100 for answer in bid for one in answer])
    paths = [(s, p, q) for s, parts in tree for p, leaves in parts for q in leaves]
    for at, shares in enumerate(paths, start=1):
        for row, share in enumerate(shares, start=1):
            weights.cell(row, at, share / 100)
        weights.cell(4, at, "={0}1*{0}2*{0}3".format(letter(at)))
    last, total = letter(len(paths)), letter(len(paths) + 1)
    for row in range(1, len(marks) + 1):
        means = [
            f"=AVERAGE(Marks!{letter(at * EVALUATORS + 1)}{row}:"
            f"{letter((at + 1) * EVALUATORS)}{row})"
            for at in range(len(paths))
        ]
        added = f"=SUMPRODUCT(A{row}:{last}{row},Weights!$A$4:${last}$4)"
        rank = f"=RANK({total}{row},{total}$1:{total}${len(marks)})"
        result.append([*means, added, rank])
    book.save(path)
