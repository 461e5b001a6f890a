"""The desk of the scoring view: where its parts stand at each size, and which are open.

Narrow (under 120 columns): the answer on top, and below it only the part in use; while reading
a part that says in words what is there. Wide: answer at the left, everything else at the right.
Large (from 150): the whole scheme and the question are open too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from tender_flow.i18n import _
from tender_flow.tui.frame import LARGE, WIDE
from tender_flow.tui.panel.answer import AnswerText
from tender_flow.tui.panel.mark import BESIDE, COMPACT, LIST, MarkChooser
from tender_flow.tui.texts import Row, cut, row, wrap
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.lines import Lines
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

BOXES = ("strengths", "weaknesses", "why", "notes")
STOPS = ("answer", "mark", *BOXES)
"""The order of focus, at all sizes."""


class QuestionLines(Lines):
    """The question's text on a few lines; `q` opens all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._most = 2

    def show(self, text: str, most: int) -> None:
        """Another question, or another number of lines."""
        if (text, most) != (self._text, self._most):
            self._text, self._most = text, most
            self.changed()

    def build(self, width: int) -> list[Row]:
        """Wrapped; what is cut says so."""
        lines = wrap(self._text, min(width - 2, 84))
        if len(lines) <= self._most:
            return [row(f" {line}") for line in lines]
        more = _(" … q: all")
        last = cut(lines[self._most - 1], min(width - 2, 84) - len(more)).removesuffix("…")
        return [
            *(row(f" {line}") for line in lines[: self._most - 1]),
            Row(((f" {last.rstrip()}", "text"), (more, "quiet"))),
        ]


class Divider(Lines):
    """The line between the columns."""

    DEFAULT_CSS = "Divider { width: 3; height: 100%; }"

    def build(self, width: int) -> list[Row]:
        """A bar per line."""
        return [row(" │ ", "heading") for _line in range(max(1, self.size.height))]


class Desk(Horizontal):
    """The parts of the scoring view."""

    DEFAULT_CSS = """
    Desk { height: 1fr; background: $tf-background; }
    Desk #left, Desk #right { background: $tf-background; overflow: hidden; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.answer = AnswerText()
        self.mark = MarkChooser()
        self.boxes = {name: Box(id=name) for name in BOXES}
        for box in self.boxes.values():
            box.is_work = True
        self.question = QuestionLines()
        self.question_beside = QuestionLines()
        self.summary = Note("", id="summary", indent=" ", tight=True)
        self.status = Note("", id="status", indent=" ", tight=True)
        self.parts = {
            "answer": Part(_("ANSWER"), self.answer, grow=True),
            "summary": Part(_("MARK AND REASONS"), self.summary),
            "mark": Part(_("MARK"), self.mark),
            **{name: Part(name, box) for name, box in self.boxes.items()},
        }
        self.about = Part(_("QUESTION"), self.question_beside)

    def compose(self) -> ComposeResult:
        """Left the answer, right the rest; stacked where it is narrow."""
        with Vertical(id="left"):
            yield self.question
            yield self.parts["answer"]
        yield Divider()
        with Vertical(id="right"):
            yield self.about
            for name, part in self.parts.items():
                if name != "answer":
                    yield part
            yield self.status

    def stop(self, name: str) -> AnswerText | MarkChooser | Box:
        """The widget of a part that takes the focus."""
        if name == "answer":
            return self.answer
        return self.mark if name == "mark" else self.boxes[name]

    def lay_out(self, width: int, height: int, part: str) -> None:
        """Opens and closes parts for a size and the part in use."""
        if width >= WIDE:
            self._lay_out_wide(width, part)
        else:
            self._lay_out_narrow(height, part)

    def _lay_out_narrow(self, height: int, part: str) -> None:
        left, right = self.query_one("#left"), self.query_one("#right")
        self.styles.layout = "vertical"
        left.styles.width, left.styles.height = "100%", "1fr"
        right.styles.width, right.styles.height = "100%", "auto"
        self.query_one(Divider).display = False
        self.about.display = False
        self.question.display = True
        self.mark.lay_out(BESIDE)
        shown = "summary" if part == "answer" else part
        for name, each in self.parts.items():
            each.display = name in {"answer", shown}
            each.styles.height = "1fr" if name == "answer" else "auto"
        self.mark.styles.max_height = max(7, height - 13)
        for box in self.boxes.values():
            box.styles.height = max(4, min(10, height // 2 - 8))
        self.status.display = part in BOXES

    def _lay_out_wide(self, width: int, part: str) -> None:
        left, right = self.query_one("#left"), self.query_one("#right")
        large = width >= LARGE
        self.styles.layout = "horizontal"
        left.styles.width = min(88, width * 54 // 100)
        left.styles.height = "100%"
        right.styles.width, right.styles.height = "1fr", "100%"
        self.query_one(Divider).display = True
        self.about.display = True
        self.question.display = False
        self.mark.lay_out(LIST if large else BESIDE if part == "mark" else COMPACT)
        for name, each in self.parts.items():
            each.display = name != "summary"
            is_box = name in BOXES
            each.styles.height = "1fr" if is_box or name == "answer" else "auto"
            each.styles.min_height = 2 if is_box else None
        self.mark.styles.max_height = 30 if large else 12
        for box in self.boxes.values():
            box.styles.height = "1fr"
        self.status.display = False

    def show_question(self, text: str, weight: str, width: int) -> None:
        """The question above the answer (two lines), or at the right (one, or all of it)."""
        self.question.show(text, 2)
        self.question_beside.show(text, 6 if width >= LARGE else 1)
        self.about.say(state=weight)
