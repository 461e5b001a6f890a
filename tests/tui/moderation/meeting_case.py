"""The meeting that the screens' tests hold: four evaluators, chair, notes, three bidders."""

from __future__ import annotations

from pathlib import Path

from builders import LEAD, REF, an_office, moment
from moderation_builders import BEACON, ELM, MEDWAY, Marked, agenda, marked

from tender_flow.services import moderation
from tender_flow.services.moderation_view import standing
from tender_flow.tui.moderation.app import ModerationApp, opened

NOW = moment("2014-10-28T10:02")
QUESTIONS = ("mobilisation", "safeguarding", "children")
MARKS = {
    ("safeguarding", ELM): (2, 3, 3, 4),
    ("safeguarding", MEDWAY): (1, 2, 3, 3),
    ("children", ELM): (3, 3, 4, 4),
    ("children", MEDWAY): (3, 3, 3, None),
}
GIVEN = {
    "questions": QUESTIONS,
    "conflicts": [("david.hill", BEACON)],
    "deputy": "ben.okafor",
}


def without_meeting(path: Path, **given: object) -> Marked:
    """Every mark in."""
    office = an_office(f"sqlite:///{path}")
    case = marked(office, MARKS, **{**GIVEN, **given})
    office.database.close()
    return case


def prepared(path: Path, **given: object) -> Marked:
    """The meeting open, evaluators and chair in the room."""
    case = without_meeting(path, **given)
    office = an_office(f"sqlite:///{path}")
    moderation.open_meeting(
        office, REF, round_name="written", chair="r.price", note_taker=LEAD.login, quorum=3
    )
    for member in [*case.members, case.chair]:
        moderation.attend(office, REF, round_name="written", member=member, here=True)
    office.database.close()
    return case


def in_golden_order(path: Path) -> bool:
    """Does this meeting take the bidders as the golden files show them?"""
    office = an_office(f"sqlite:///{path}", NOW)
    bidders = [item.bidder for item in agenda(office).items[:3]]
    office.database.close()
    return bidders == [ELM, MEDWAY, BEACON]


class Table:
    """One test's record with its ids, and the program on it."""

    def __init__(self, path: Path, case: Marked) -> None:
        self.path, self.case = path, case
        self.url = f"sqlite:///{path}"
        self.office = an_office(self.url, NOW)

    def app(self, round_name: str | None = None) -> ModerationApp:
        """The program; without a round on the first that isn't closed."""
        return ModerationApp(
            lambda: opened(self.url, LEAD.login, NOW),
            REF,
            standing(self.office, REF, round_name=round_name),
            clock=lambda: NOW,
            folder=self.path.parent,
        )

    def answer(self, question: str = "safeguarding", bidder: str = ELM) -> str:
        """The id of an item."""
        return self.case.answers[question, bidder]

    def item(self, question: str = "safeguarding", bidder: str = ELM):
        """An item as the record has it."""
        return agenda(self.office).item(self.answer(question, bidder))

    def agenda(self):
        """The agenda as the record has it."""
        return agenda(self.office)
