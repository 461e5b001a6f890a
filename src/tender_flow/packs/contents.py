"""What each sealed file holds. This module alone decides it, so that one reader can check it.

A file can only carry what one of these values has a field for: no value for a panel member
has a field for a price or for somebody else's mark. The function that builds what a member
receives refuses rather than leave out: handing `scoring_contents` a conflicted bidder's answer
is a mistake that somebody should hear about.

What comes back is in `returns`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.errors import RefusedError
from tender_flow.packs.belonging import (
    foreign_answers,
    foreign_marks,
    foreign_replies,
    missing_scales,
)
from tender_flow.packs.codec import canonical
from tender_flow.packs.keys import PublicKey
from tender_flow.packs.reasons import ReasonRules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True, slots=True)
class Case:
    """The procurement, as far as a panel member needs to know it."""

    id: str
    ref: str
    title: str
    notes: tuple[str, ...] = ()
    """For every screen: "Rehearsal …", "Illustrative …"."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The person to ring; stands on every help page and in every clear first line."""

    name: str
    telephone: str
    email: str


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot's id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Member:
    """The panel member to whom the file belongs."""

    id: str
    name: str
    organisation: str
    specialism: str = ""


@dataclass(frozen=True, slots=True)
class InvitedBidder:
    """A bidder as the invitation names it: enough to declare a conflict, nothing of the bid."""

    tender_id: str
    supplier: str
    partners: tuple[str, ...]
    lots: tuple[Lot, ...]


@dataclass(frozen=True, slots=True)
class AssignedQuestion:
    """A question that the member will mark once cleared."""

    id: str
    number: str
    title: str
    lots: tuple[str, ...] = ()
    """Titles; empty means all lots."""


@dataclass(frozen=True, slots=True)
class InvitationContents:
    """What a member reads before the bids: agreement, bidders, guidance, questions."""

    case: Case
    member: Member
    lead: Lead
    authority: PublicKey
    number: int
    agreement: str
    guidance: str
    bidders: tuple[InvitedBidder, ...]
    questions: tuple[AssignedQuestion, ...]
    return_by: datetime | None
    work_key: str
    """A one-off age identity that seals the half-finished declaration: the member has no key."""
    practice: Practice | None = None
    """None where the model has none, and in invitations from before there was any."""

    @property
    def agreement_digest(self) -> str:
        """Which wording was signed."""
        return text_digest(self.agreement)

    @property
    def guidance_digest(self) -> str:
        """Which guidance was acknowledged."""
        return text_digest(self.guidance)


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One mark of a scale with its name and its description."""

    mark: Decimal
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale ("scheme" on the screens), lowest mark first."""

    id: str
    levels: tuple[ScaleLevel, ...]

    @property
    def lowest(self) -> ScaleLevel:
        """The bottom mark."""
        return self.levels[0]

    @property
    def highest(self) -> ScaleLevel:
        """The top mark."""
        return self.levels[-1]

    def level(self, mark: Decimal) -> ScaleLevel | None:
        """The level of a mark, None if it isn't on the scale."""
        return next((level for level in self.levels if level.mark == mark), None)

    def above(self, mark: Decimal) -> ScaleLevel | None:
        """The next level up, None at the top."""
        return next((level for level in self.levels if level.mark > mark), None)


@dataclass(frozen=True, slots=True)
class Share:
    """A question's effective share of the whole in one lot, as a text such as `14.4`."""

    lot: str
    percent: str


@dataclass(frozen=True, slots=True)
class Question:
    """A scored question as the member sees it."""

    id: str
    number: str
    title: str
    text: str
    guidance: str
    scale: str
    shares: tuple[Share, ...]
    minimum: Decimal | None = None
    words: int | None = None
    shared: bool = False
    """Marked once for all lots."""
    lots: tuple[str, ...] = ()
    """Ids; empty means all lots."""


@dataclass(frozen=True, slots=True)
class Practice:
    """An invented answer to mark once for practice; nothing of it is kept or sent."""

    scale: Scale
    question: Question
    answer: str


@dataclass(frozen=True, slots=True)
class ScoredBidder:
    """A bidder in a scoring pack; one that isn't the member's is there by name only."""

    tender_id: str
    name: str
    yours: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A bidder's answer to a question; `lot` is None where it is shared by all lots."""

    id: str
    question_id: str
    tender_id: str
    lot: str | None
    text: str
    words: int
    digest: str


@dataclass(frozen=True, slots=True)
class EarlierMark:
    """A mark of this member that came back from an earlier pack and is carried over."""

    member_id: str
    answer_id: str
    revision: int
    value: Decimal | None
    cannot_reason: str
    strengths: str
    weaknesses: str
    why: str
    given_at: datetime
    answer_digest: str
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A bidder's reply to a question that the member asked (or that goes to everybody)."""

    question_id: str
    tender_id: str
    asked: str
    reply: str


@dataclass(frozen=True, slots=True)
class ScoringContents:
    """Exactly what a cleared member may see: their questions and the cleared bidders' answers."""

    case: Case
    lots: tuple[Lot, ...]
    member: Member
    lead: Lead
    authority: PublicKey
    number: int
    issued_at: datetime
    closes_at: datetime
    model_digest: str
    round: str
    guidance: str
    scales: tuple[Scale, ...]
    questions: tuple[Question, ...]
    bidders: tuple[ScoredBidder, ...]
    """In this member's own recorded order."""
    answers: tuple[Answer, ...]
    earlier: tuple[EarlierMark, ...] = ()
    replies: tuple[Reply, ...] = ()
    changes: tuple[str, ...] = ()
    """What differs from the pack before, one sentence each."""
    cleared_again: tuple[str, ...] = ()
    """Tender ids for which a conflict declared late was considered and the member cleared."""
    reasons: ReasonRules | None = None
    """By which reasons are checked; None in packs from before there were any checks."""


@dataclass(frozen=True, slots=True)
class OutcomeItem:
    """One agreed mark in whose moderation the member took part."""

    id: str
    question_number: str
    question_title: str
    lot: str
    """The lot's title; empty where the answer is shared."""
    bidder: str
    own_mark: Decimal | None
    agreed_mark: Fraction
    """On the scale, or a published average between two of its marks (10/3)."""
    reason: str
    assent: str
    """`agrees`, `disagrees` or `not_present`, as recorded in the meeting."""
    assent_reason: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeContents:
    """The moderated outcome that a member signs from their own machine."""

    case: Case
    member: Member
    lead: Lead
    authority: PublicKey
    number: int
    issued_at: datetime
    round: str
    items: tuple[OutcomeItem, ...]

    @property
    def outcome_digest(self) -> str:
        """What exactly is signed."""
        return hashlib.sha256(canonical(self.items)).hexdigest()


TO_MEMBER: dict[str, type] = {
    "invitation": InvitationContents,
    "scoring": ScoringContents,
    "outcome": OutcomeContents,
}
"""The kinds of file that go to a member, with the value that each holds."""

PackContents = InvitationContents | ScoringContents | OutcomeContents


def text_digest(text: str) -> str:
    """SHA-256 of a text in NFC, so that the same words always have the same digest."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def own_order(tender_ids: Iterable[str], seed: str) -> tuple[str, ...]:
    """The tenders in one member's own order, the same for the same seed.

    Readers drift while they mark, so each member meets the bidders in another order (ux.md,
    principle 5). The seed is recorded; SHA-256 of seed and id decides, nothing else.
    """
    keyed = {tender: hashlib.sha256(f"{seed}\n{tender}".encode()).digest() for tender in tender_ids}
    return tuple(sorted(keyed, key=lambda tender: (keyed[tender], tender)))


def scoring_contents(
    *,
    case: Case,
    lots: tuple[Lot, ...],
    member: Member,
    lead: Lead,
    authority: PublicKey,
    number: int,
    issued_at: datetime,
    closes_at: datetime,
    model_digest: str,
    round: str,
    guidance: str,
    scales: tuple[Scale, ...],
    questions: tuple[Question, ...],
    bidders: tuple[tuple[str, str], ...],
    cleared: Collection[str],
    seed: str,
    answers: tuple[Answer, ...],
    earlier: tuple[EarlierMark, ...] = (),
    replies: tuple[Reply, ...] = (),
    changes: tuple[str, ...] = (),
    cleared_again: tuple[str, ...] = (),
    reasons: ReasonRules | None = None,
) -> ScoringContents:
    """A member's scoring pack; refused if it would hold more than the member may see.

    `bidders` are (tender id, name) in any order; `cleared` the tender ids for which this member
    is cleared; `seed` gives the member's own order. Raises `RefusedError` with every fault:
    an answer of a bidder for whom the member isn't cleared, an answer to a question that isn't
    in the pack, a mark of another member, a mark or reply for such an answer.
    """
    assigned = {question.id for question in questions}
    findings = [
        *foreign_answers(answers, cleared, assigned),
        *foreign_marks(earlier, member, {answer.id for answer in answers}),
        *foreign_replies(replies, cleared, assigned),
        *missing_scales(questions, {scale.id for scale in scales}),
    ]
    if findings:
        raise RefusedError(*findings)
    names = dict(bidders)
    ordered = tuple(
        ScoredBidder(tender, names[tender], tender in cleared) for tender in own_order(names, seed)
    )
    return ScoringContents(
        case, lots, member, lead, authority, number, issued_at, closes_at, model_digest, round,
        guidance, scales, questions, ordered, answers, earlier, replies, changes, cleared_again,
        reasons,
    )  # fmt: skip
