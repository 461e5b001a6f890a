"""One mark on a member's laptop, what it still lacks, and what is kept in `X.tfwork`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tender_flow.packs.contents import Question, Scale
from tender_flow.packs.returns import Asked, LateConflict

BOXES = ("strengths", "weaknesses", "why")
PARTS = ("answer", "mark", *BOXES, "notes")
"""The parts of the scoring view in their order of focus."""

REASON = "reason"
"""Missing although every box is filled: a check that the model lets stop a mark found something."""

GO_TO = {"second_look": "answer", REASON: "why"}
"""The part of the view for what is missing, where it has another name."""


@dataclass(frozen=True, slots=True)
class MarkState:
    """One mark with its reasons, as it stands on this laptop."""

    value: Decimal | None = None
    cannot_reason: str = ""
    strengths: str = ""
    weaknesses: str = ""
    why: str = ""
    given_at: datetime | None = None
    changed_at: datetime | None = None
    revision: int = 1
    sent: bool = False
    """This very content is in a return file."""
    answer_digest: str = ""
    """The version of the answer that was judged."""
    second_look: bool = False
    """The answer was replaced since; the mark waits for a second look."""

    @property
    def decided(self) -> bool:
        """A mark was given, or "cannot mark" was chosen."""
        return self.value is not None or bool(self.cannot_reason)

    @property
    def blank(self) -> bool:
        """Nothing given and nothing written."""
        return not (self.decided or any(getattr(self, box).strip() for box in BOXES))


@dataclass(frozen=True, slots=True)
class Position:
    """Where the member stopped: the answer, the part of the view, the line of the text."""

    answer_id: str = ""
    part: str = "answer"
    line: int = 0


@dataclass(frozen=True, slots=True)
class SentReturn:
    """A return file that was made on this laptop."""

    number: int
    file: str
    check_code: str
    at: datetime
    part: bool = False
    marks: int = 0


def next_number(returns: tuple[SentReturn, ...]) -> int:
    """The number of the next return file."""
    return 1 + max((sent.number for sent in returns), default=0)


@dataclass(slots=True)
class MarkingState:
    """What is kept in `X.tfwork` for a scoring pack."""

    marks: dict[str, MarkState] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    """Private notes by answer; they never leave this laptop."""
    queries: tuple[Asked, ...] = ()
    conflicts: tuple[LateConflict, ...] = ()
    position: Position = Position()
    returns: tuple[SentReturn, ...] = ()
    drafts: dict[str, str] = field(default_factory=dict)
    """Words in boxes that were not finished, by page; they never leave this laptop."""
    retired: dict[str, MarkState] = field(default_factory=dict)
    """Marks whose answer is in no later pack; kept, not sent."""
    pack: int = 0
    """The number of the pack that this state was last used with."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where one answer stands, for the grid and the message line.

    `state` is `done`, `cannot`, `to_finish`, `waiting` (for a bidder's reply), `not_started`,
    `frozen` (conflict declared late), `not_yours` (conflict) or `no_answer` (no bid there).
    `missing` are the parts still to do: `mark`, `strengths`, `weaknesses`, `why`,
    `second_look`, or `reason` where a check stops it.
    """

    state: str
    missing: tuple[str, ...] = ()
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid: a question, and the lot where it is answered lot by lot."""

    question: Question
    lot: str | None


def missing_parts(mark: MarkState, scale: Scale) -> tuple[str, ...]:
    """What a mark still needs before it can be sent.

    Always the mark itself (or "cannot mark" with its reason) and why it is this mark and not
    the next. Strengths are asked for above the bottom mark, weaknesses below the top mark: at
    the ends of the scale there may be none to name. "None." written by the member counts.
    Source: *Lancashire Care* [2018] EWHC 1589 (reasons must say what decided the mark).
    """
    if mark.value is None:
        return () if mark.cannot_reason else ("mark",)
    needed = [
        box
        for box, asked in (
            ("strengths", mark.value > scale.lowest.mark),
            ("weaknesses", mark.value < scale.highest.mark),
            ("why", True),
        )
        if asked and not getattr(mark, box).strip()
    ]
    return (*needed, "second_look") if mark.second_look else tuple(needed)
