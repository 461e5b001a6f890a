"""What comes back from a member: the declaration, the marks and the slip.

Each is built on the member's own machine, signed with their key inside and sealed to the
council's key outside; `tender_flow.packs.reading` opens and checks it on the lead's side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tender_flow.packs.contents import TO_MEMBER, Case
from tender_flow.packs.keys import PublicKey

CHOICES = ("none", "may", "ask")
"""No conflict · I have or may have one, explained · I don't know enough and will ask."""


@dataclass(frozen=True, slots=True)
class Declared:
    """The choice for one bidder, or one of its partners: `none`, `may` (explained) or `ask`."""

    tender_id: str
    supplier: str
    choice: str
    explanation: str = ""
    partner: str = ""
    """Empty: the bidder with all its partners."""
    lot: str = ""
    """A lot's id; empty: every lot that it bids for."""


@dataclass(frozen=True, slots=True)
class DeclarationReturn:
    """The signed agreement and declaration, with the member's new public halves."""

    case: Case
    member_id: str
    name_typed: str
    invitation: int
    agreement_digest: str
    agreement_read_at: datetime
    guidance_digest: str
    guidance_read_at: datetime
    declarations: tuple[Declared, ...]
    key: PublicKey
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class GivenMark:
    """A mark as it goes back; `value` None means "cannot mark", with the reason."""

    answer_id: str
    question_id: str
    tender_id: str
    lot: str | None
    revision: int
    value: Decimal | None
    cannot_reason: str
    strengths: str
    weaknesses: str
    why: str
    given_at: datetime
    answer_digest: str
    changed_at: datetime | None = None
    """When the mark or one of its reasons was last changed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a bidder, which the lead puts to them."""

    question_id: str
    tender_id: str
    text: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class LateConflict:
    """A conflict declared after the pack was opened; its marks are frozen, not sent."""

    tender_id: str
    explanation: str
    declared_at: datetime
    pack: int
    """The number of the pack in which it was declared."""


@dataclass(frozen=True, slots=True)
class MarksReturn:
    """A member's marks with their reasons; every complete mark, each with its revision."""

    case: Case
    member_id: str
    pack: int
    number: int
    part: bool
    model_digest: str
    round: str
    marks: tuple[GivenMark, ...]
    queries: tuple[Asked, ...]
    conflicts: tuple[LateConflict, ...]
    statement: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """The member's word on one agreed mark; disagreeing needs a reason."""

    item_id: str
    agrees: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeReturn:
    """The slip: the member signs what was agreed, item by item."""

    case: Case
    member_id: str
    name_typed: str
    outcome: int
    outcome_digest: str
    verdicts: tuple[Verdict, ...]
    statement: str
    signed_at: datetime


TO_LEAD: dict[str, type] = {
    "declaration": DeclarationReturn,
    "marks": MarksReturn,
    "slip": OutcomeReturn,
}
"""The kinds of file that go to the lead, with the value that each holds."""

KINDS: dict[str, type] = {**TO_MEMBER, **TO_LEAD}

ReturnContents = DeclarationReturn | MarksReturn | OutcomeReturn


def kind_of(contents: object) -> str:
    """The file kind of a value: `scoring` for `ScoringContents`."""
    return next(kind for kind, held in KINDS.items() if isinstance(contents, held))
