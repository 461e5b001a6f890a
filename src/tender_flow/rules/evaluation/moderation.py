"""May an answer be adopted with the mark that the published rule gives, or must it be discussed?

Within tolerance the model's rule gives a mark, which the panel still adopts one by one, with a
reason that it makes its own: an average that nobody reasoned lost Bromcom v United Learning
Trust [2022] EWHC 3262 (TCC). To the table go, each with its reason:

* `cannot-mark`: a member said that they can't mark it;
* `too-few-marks`: fewer marks than the model asks for;
* `mark-still-owed`: somebody who marks this answer hasn't given a mark yet;
* `outside-tolerance`: the marks lie further apart than the model allows;
* `no-rule`: the model has no rule that gives a mark;
* `even-split`: the middle of an even number of marks falls between two of them;
* `minimum-at-stake`: a mark lies below the minimum, so that the choice decides whether the
  bid stays in (Energysolutions v NDA [2016] EWHC 1988 (TCC): marks moved to save a bid).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tender_flow.rules.evaluation.criteria import Criterion, Model, Moderation
from tender_flow.rules.evaluation.marks import BROMCOM, median, spread
from tender_flow.rules.findings import Finding, Severity

ENERGYSOLUTIONS = "Energysolutions v NDA [2016] EWHC 1988 (TCC)"

WITHIN_TOLERANCE: dict[str, Callable[[Sequence[Decimal]], Decimal | None]] = {"median": median}
"""The rules that a model may publish; each gives a mark that a member gave, or None."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the published rule says about one answer's individual marks."""

    mark: Decimal | None
    """The rule's mark, where it gives one; only adopted if nothing sends it to the table."""
    spread: Decimal
    """The distance between highest and lowest mark, in marks."""
    to_table: tuple[Finding, ...]
    """Why it must be discussed; empty where it may be adopted."""

    @property
    def may_be_adopted(self) -> bool:
        """May the panel adopt the rule's mark without discussing the answer?"""
        return self.mark is not None and not self.to_table

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of why it must be discussed."""
        return tuple(finding.code for finding in self.to_table)


def adoption(
    model: Model, leaf: Criterion, individual: Sequence[Decimal | None], *, owed: int = 0
) -> Adoption:
    """Says whether an answer may be adopted, and with which mark; None is a “cannot mark”.

    Leave out members who are not marking this answer (a conflict of interest): theirs is not a
    missing mark. `owed` counts those who should have marked it and haven't.
    """
    marks = tuple(mark for mark in individual if mark is not None)
    mark = _rule_mark(model.moderation, marks)
    found = [
        *_cannot_mark(individual),
        *_too_few(model.moderation, marks),
        *([_note("mark-still-owed", count=owed)] if owed else []),
        *_tolerance(model.moderation, marks),
        *_rule(model.moderation, marks, mark),
        *_minimum(leaf, marks, mark),
    ]
    return Adoption(mark, spread(marks), tuple(found))


def least_present(quorum: int, able: int) -> int:
    """How many must be in the room: the quorum, or all who can decide where they are fewer.

    Members with a conflict of interest leave the room for the item (MRC funding meetings do
    the same), and a question may be marked by fewer members than the quorum.
    """
    return min(quorum, able)


def _rule_mark(moderation: Moderation | None, marks: tuple[Decimal, ...]) -> Decimal | None:
    if moderation is None or moderation.within_tolerance is None or not marks:
        return None
    return WITHIN_TOLERANCE[moderation.within_tolerance](marks)


def _note(code: str, source: str | None = None, **facts: int | Decimal) -> Finding:
    return Finding(code, facts, Severity.NOTE, source=source)


def _cannot_mark(individual: Sequence[Decimal | None]) -> list[Finding]:
    count = sum(mark is None for mark in individual)
    return [_note("cannot-mark", count=count)] if count else []


def _too_few(moderation: Moderation | None, marks: tuple[Decimal, ...]) -> list[Finding]:
    needed = moderation.minimum_marks if moderation is not None else 1
    if len(marks) >= max(needed, 1):
        return []
    return [_note("too-few-marks", count=len(marks), needed=max(needed, 1))]


def _tolerance(moderation: Moderation | None, marks: tuple[Decimal, ...]) -> list[Finding]:
    if moderation is None or spread(marks) <= moderation.tolerance:
        return []
    return [_note("outside-tolerance", spread=spread(marks), tolerance=moderation.tolerance)]


def _rule(
    moderation: Moderation | None, marks: tuple[Decimal, ...], mark: Decimal | None
) -> list[Finding]:
    if moderation is None or moderation.within_tolerance is None:
        return [_note("no-rule", BROMCOM)]
    return [_note("even-split", BROMCOM)] if marks and mark is None else []


def _minimum(leaf: Criterion, marks: tuple[Decimal, ...], mark: Decimal | None) -> list[Finding]:
    if leaf.minimum is None:
        return []
    given = [*marks, *([] if mark is None else [mark])]
    if all(one >= leaf.minimum for one in given):
        return []
    return [_note("minimum-at-stake", ENERGYSOLUTIONS, minimum=leaf.minimum)]
