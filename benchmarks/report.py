"""The evaluation report as PDF: ours against naive platypus with the very same texts.

    python benchmarks/report.py

The values are those of the tests' example (four bidders, six evaluators, invented), and the same
with its questions and answers four times. Every text, heading and table row that our report
draws is taken down once; naive platypus then gets them as one would write it at first: a
Paragraph in each cell, a Table with a repeated header row. Both embed DejaVu Sans. Each document
is made in a process of its own, imports included; values are read from a file.

Platypus is spared what it would need a second run for (the contents with page numbers, "of 59"),
as well as header, footer notes, bookmarks and chart.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from functools import partial
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from comparing import folders, goal, interleaved, show

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[1] / "tests" / "publishing"
NAIVE, OURS = "platypus, a Paragraph in each cell", "tender-flow"
Content = list[tuple[str, Any]]
"""What was drawn: ("heading", (text, level)), ("text", text), ("table", (shares, rows))."""


def main() -> None:
    for folder in folders():
        for name, times_over in (("the example", 1), ("four times the questions", 4)):
            values = prepared(folder, times_over)
            content = folder / "content.json"
            content.write_text(json.dumps(taken_down(values.read_bytes())), encoding="utf-8")
            compare(folder, name, values, content)


def compare(folder: Path, name: str, values: Path, content: Path) -> None:
    ways = {
        NAIVE: partial(made, "naive", content, folder / "naive.pdf"),
        OURS: partial(made, "ours", values, folder / "ours.pdf"),
    }
    times = interleaved(ways)
    sizes = {one: pages(folder / f"{one}.pdf") for one in ("ours", "naive")}
    show(f"Evaluation report, {name}: {sizes['ours']} pages, naive {sizes['naive']}", times, NAIVE)
    goal(times, OURS, NAIVE, at_most=0.5)


def made(way: str, source: Path, out: Path) -> float:
    """Seconds of a process that makes one document."""
    began = perf_counter()
    command = [sys.executable, __file__, way, str(source), str(out)]
    subprocess.run(command, check=True)
    return perf_counter() - began


def prepared(folder: Path, times_over: int) -> Path:
    """The values of a report, in a file."""
    from dataclasses import replace

    sys.path.insert(0, str(EXAMPLE))
    from report_example import example

    data = example()
    path = folder / "values.pickle"
    path.write_bytes(pickle.dumps(replace(data, questions=data.questions * times_over)))
    return path


def pages(path: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


def ours(source: Path, out: Path) -> None:
    """The product's own rendering."""
    from tender_flow.publishing.evaluation_report import render

    out.write_bytes(render(pickle.loads(source.read_bytes())))


def taken_down(values: bytes) -> Content:
    """Every text of our report in the order in which it is drawn."""
    from tender_flow.publishing import table as tables
    from tender_flow.publishing.evaluation_report import render
    from tender_flow.publishing.sheet import Sheet

    content: Content = []
    heading, text = Sheet.heading, Sheet.text
    header, row = tables._Table.__init__, tables._Table.row

    def note_heading(sheet: Sheet, words: str, level: int = 1, **given: Any) -> None:
        content.append(("heading", (words, level)))
        heading(sheet, words, level, **given)

    def note_text(sheet: Sheet, words: str, *given: Any, **more: Any) -> None:
        content.append(("text", words))
        text(sheet, words, *given, **more)

    def note_table(one: Any, sheet: Sheet, columns: Any, *given: Any) -> None:
        shares = [column.share for column in columns]
        content.append(("table", (shares, [[column.title for column in columns]])))
        header(one, sheet, columns, *given)

    def note_row(one: Any, cells: Any, *given: Any) -> None:
        content[-1][1][1].append(list(cells.cells))
        row(one, cells, *given)

    changed = (
        (Sheet, "heading", note_heading),
        (Sheet, "text", note_text),
        (tables._Table, "__init__", note_table),
        (tables._Table, "row", note_row),
    )
    with_facts = _facts_noted(content)
    kept = [(owner, name, getattr(owner, name)) for owner, name, _new in changed]
    for owner, name, new in changed:
        setattr(owner, name, new)
    try:
        render(pickle.loads(values))
    finally:
        for owner, name, old in [*kept, *with_facts]:
            setattr(owner, name, old)
    return content


def _facts_noted(content: Content) -> list[tuple[Any, str, Callable[..., None]]]:
    """Names with values are a table of two columns to platypus, steps are paragraphs."""
    from tender_flow.publishing import section_ranking
    from tender_flow.publishing.columns import in_columns
    from tender_flow.publishing.table import facts

    def note_facts(sheet: Any, pairs: Any, **given: Any) -> None:
        content.append(("table", ([30, 70], [list(pair) for pair in pairs])))
        facts(sheet, pairs, **given)

    def note_columns(sheet: Any, blocks: Any) -> None:
        for title, lines in blocks:
            content.append(("text", title))
            content.extend(("text", line) for line in lines)
        in_columns(sheet, blocks)

    found: list[tuple[Any, str, Callable[..., None]]] = [
        (section_ranking, "in_columns", in_columns)
    ]
    section_ranking.in_columns = note_columns  # type: ignore[attr-defined]
    for name, module in list(sys.modules.items()):
        if name.startswith("tender_flow.publishing.") and getattr(module, "facts", None) is facts:
            found.append((module, "facts", facts))
            module.facts = note_facts  # type: ignore[attr-defined]
    return found


def naive(source: Path, out: Path) -> None:
    """What one would write first."""
    from xml.sax.saxutils import escape

    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        path = files("tender_flow.publishing") / "fonts" / f"{name}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))
    body = ParagraphStyle("body", fontName="DejaVuSans", fontSize=9.5, leading=13.5, spaceAfter=6)
    cell = ParagraphStyle("cell", fontName="DejaVuSans", fontSize=8, leading=10.5)
    head = ParagraphStyle("head", parent=cell, fontName="DejaVuSans-Bold")
    titles = {
        level: ParagraphStyle(f"h{level}", fontName="DejaVuSans-Bold", fontSize=size,
                              leading=size * 1.3, spaceBefore=8, spaceAfter=6)
        for level, size in ((1, 17), (2, 11.5), (3, 9.5))
    }  # fmt: skip
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.25, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    story: list[Any] = []
    for kind, what in json.loads(source.read_text(encoding="utf-8")):
        if kind == "heading":
            story.append(Paragraph(escape(what[0]), titles[what[1]]))
        elif kind == "text":
            story.append(Paragraph(escape(what), body))
        else:
            shares, rows = what
            full = [row + [""] * (len(shares) - len(row)) for row in rows]
            cells = [
                [Paragraph(escape(text), cell if at else head) for text in row]
                for at, row in enumerate(full)
            ]
            spans = [
                ("SPAN", (0, at), (-1, at)) for at, row in enumerate(rows) if len(row) < len(shares)
            ]  # a band or a reason over the whole width
            widths = [483 * share / sum(shares) for share in shares]
            story += [Table(cells, widths, repeatRows=1, style=grid + spans), Spacer(1, 10)]
    document = SimpleDocTemplate(
        str(out), pagesize=A4, leftMargin=56, rightMargin=56, topMargin=76, bottomMargin=74
    )
    document.build(story, onFirstPage=_numbered, onLaterPages=_numbered)


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont("DejaVuSans", 8)
    canvas.drawRightString(539, 49, f"Page {document.page}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"ours": ours, "naive": naive}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
