"""Where the parts of the question view stand at each size, and which are open.

Narrow (under 120 columns, and on a projector with large letters): marks and reasons while the
panel talks; when it agrees, the reasons fold away and the agreed mark opens. Wide: the answer
stands at the left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from tender_flow.i18n import _
from tender_flow.tui.frame import WIDE
from tender_flow.tui.moderation.parts import AgreedLines, Assents, MarksGiven
from tender_flow.tui.panel.answer import AnswerText
from tender_flow.tui.panel.desk import Divider, QuestionLines
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

STOPS = ("agreed", "reason", "assents", "marks", "answer")
"""The order of Tab: the way from the agreed mark to each member's word comes first."""
AGREEING = ("reason", "assents")
"""The stops in which the reasons of the members fold away."""


class ItemDesk(Horizontal):
    """The parts of the question view."""

    DEFAULT_CSS = """
    ItemDesk { height: 1fr; background: $tf-background; }
    ItemDesk #left, ItemDesk #right { background: $tf-background; overflow: hidden; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.answer = AnswerText()
        self.question = QuestionLines()
        self.marks = MarksGiven()
        self.agreed = AgreedLines()
        self.box = Box(id="reason")
        self.assents = Assents()
        self.asked = Note("", id="asked", indent=" ", tight=True)
        self.says = Note("", id="says", indent=" ", tight=True)
        self.stay = Note("", id="stay", indent=" ", tight=True)
        self.answer_part = Part(_("ANSWER"), self.answer, grow=True)
        self.marks_part = Part(_("MARKS GIVEN BEFORE THE MEETING"), self.marks)
        self.agreed_part = Part(
            _("AGREED MARK"), self.agreed, self.asked, self.box, self.says, self.assents, self.stay
        )

    def compose(self) -> ComposeResult:
        """Left the answer, right the rest."""
        with Vertical(id="left"):
            yield self.answer_part
        yield Divider()
        with Vertical(id="right"):
            yield self.question
            yield self.marks_part
            yield self.agreed_part

    def stop(self, name: str) -> Widget:
        """The widget that takes the focus."""
        return {
            "agreed": self.agreed,
            "reason": self.box,
            "assents": self.assents,
            "marks": self.marks,
            "answer": self.answer,
        }[name]

    def lay_out(self, width: int, height: int, part: str, *, writing: bool, asking: bool) -> None:
        """Opens what the size and the part in use need.

        `writing`: there is a mark, so a reason can be written; `asking`: members can be asked.
        """
        wide = width >= WIDE
        left, right = self.query_one("#left"), self.query_one("#right")
        left.display = wide
        self.query_one(Divider).display = wide
        left.styles.width = min(88, width * 50 // 100)
        left.styles.height = right.styles.height = "100%"
        right.styles.width = "1fr"
        roomy = height >= 34
        agreeing = part in AGREEING or (asking and part == "agreed")
        members = max(1, len(self.marks.item.marks) if self.marks.item else 1)
        each = 2 if 2 * members <= height - 16 else 1
        self.marks.fold(agreeing and not roomy, each if height < 44 else 4)
        lines = height - (24 if not wide else 26)
        self.marks.styles.max_height = max(6, height - 12) if not agreeing else max(4, height - 20)
        shown = writing and (agreeing or roomy)
        self.asked.display = self.box.display = shown
        self.box.styles.height = max(3, min(6, 3 + lines))
        for widget in (self.says, self.assents, self.stay):
            widget.display = asking and (agreeing or roomy)
