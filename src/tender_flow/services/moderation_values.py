"""What the moderation meeting sees, as frozen values: agenda, items, people, what stops closing.

Nothing here holds an average, a total, a price or a mark of another answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from tender_flow.rules.evaluation.criteria import Criterion, Scale
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.rules.evaluation.moderation import Adoption
    from tender_flow.rules.findings import Finding
    from tender_flow.services.reasons import AgreedReasons


@dataclass(frozen=True, slots=True)
class MemberMark:
    """What one evaluator gave before the meeting. State: marked, cannot, missing, conflict."""

    member: str
    name: str
    organisation: str
    state: str
    mark: Decimal | None
    strengths: str
    weaknesses: str
    why: str
    cannot_reason: str

    @property
    def reason(self) -> str:
        """The member's words as one text, as the panel may make them its own."""
        parts = (self.why, self.strengths, self.weaknesses)
        return "\n".join(part.strip() for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class MemberAssent:
    """What one evaluator said to the agreed mark; `choice` None is not asked yet."""

    member: str
    name: str
    choice: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """A mark of the panel with its reason and the assents; `reopened_at` None is in force."""

    id: str
    mark: PanelMark
    reason: str
    reason_from: str | None
    route: str
    rule: str
    revision: int
    agreed_at: datetime
    change_reason: str
    reopened_at: datetime | None
    reopened_reason: str
    assents: tuple[MemberAssent, ...]
    overridden_by: tuple[str, ...] = ()
    """Where the panel's mark was overridden: by whom, and who approved it; by name."""

    @property
    def unasked(self) -> tuple[MemberAssent, ...]:
        """The evaluators who haven't said anything yet."""
        return tuple(assent for assent in self.assents if assent.choice is None)


@dataclass(frozen=True, slots=True)
class Item:
    """One answer on the agenda. State: to_discuss, within, agreed or reopened."""

    number: int
    answer: str
    tender: str
    question: Criterion
    scale: Scale
    bidder: str
    lot: str
    """The lot's title; empty where the answer is shared by the lots."""
    text: str
    words: int
    marks: tuple[MemberMark, ...]
    adoption: Adoption
    tolerance: Decimal | None
    """The largest distance that need not be discussed; None where the model has no moderation."""
    tolerance_words: str
    """The same as published: `1`, or `40%` of the scale; empty where nothing is."""
    rule: str
    """The published rule that gives a mark to adopt; empty where there is none."""
    agreed: Agreed | None
    earlier: tuple[Agreed, ...]
    """Agreed marks before this one, oldest first."""
    open_queries: tuple[str, ...]
    """What was asked about this answer and isn't closed."""
    first_speaker: str
    presiding: str
    """Who chairs this item, by name: the chair, the deputy where the chair has a conflict."""
    deputy: bool
    """Does the deputy chair this item?"""

    @property
    def state(self) -> str:
        """Where the item stands; only what is within tolerance may be adopted."""
        if self.agreed is not None:
            return "agreed"
        if self.earlier:
            return "reopened"
        return "within" if self.adoption.may_be_adopted else "to_discuss"

    @property
    def next_revision(self) -> int:
        """The number of the next mark that is recorded for this answer."""
        return len(self.earlier) + (1 if self.agreed else 0) + 1

    @property
    def done(self) -> bool:
        """Agreed, and every member has said something to it."""
        return self.agreed is not None and not self.agreed.unasked


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the meeting, once, whatever roles they have; and since when in or out."""

    member: str
    name: str
    organisation: str
    roles: tuple[str, ...]
    here: bool
    since: datetime | None
    first_came: datetime | None
    conflicts: tuple[str, ...]
    """Bidders for whose items this person leaves the room."""

    @property
    def marks(self) -> bool:
        """Is this one of the evaluators?"""
        return "evaluator" in self.roles


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody came or left. State: here, left."""

    name: str
    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting itself; `number` counts the round's meetings."""

    id: str
    number: int
    chair: str
    note_taker: str
    quorum: int
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole meeting."""

    ref: str
    case_title: str
    notes: tuple[str, ...]
    """Why the case is not real; for every screen and print."""
    round: str
    meeting: Meeting
    items: tuple[Item, ...]
    people: tuple[Person, ...]
    attendance: tuple[Coming, ...]
    stops: tuple[Finding, ...]
    """What keeps the meeting from closing."""
    head: str
    """The digest of the journal's last entry, for printed papers."""
    saved_at: datetime
    """When the journal's last entry was written."""
    reasons: AgreedReasons
    """What a reason of the panel is checked against."""

    @property
    def quorum(self) -> int:
        """How many evaluators must be in the room."""
        return self.meeting.quorum

    @property
    def here(self) -> tuple[Person, ...]:
        """The evaluators in the room."""
        return tuple(one for one in self.people if one.here and one.marks)

    @property
    def quorum_met(self) -> bool:
        """Are enough evaluators in the room to agree a mark?"""
        return len(self.here) >= self.quorum

    @property
    def closed(self) -> bool:
        """Is the meeting over, and are the round's marks locked?"""
        return self.meeting.closed_at is not None

    def item(self, answer: str) -> Item:
        """The item of an answer."""
        return next(item for item in self.items if item.answer == answer)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could chair or take notes."""

    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a round's moderation is: its agenda, or who could open a meeting."""

    case_title: str
    notes: tuple[str, ...]
    round: str
    agenda: Agenda | None
    chairs: tuple[Candidate, ...]
    note_takers: tuple[Candidate, ...]
    panel: int
    """How many evaluators there are: the largest possible quorum."""
