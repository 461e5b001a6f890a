"""May an answer be adopted with the mark that the published rule gives, or must it be discussed?

Within tolerance the model's rule gives a mark, which the panel still adopts one by one, with a
reason that it makes its own: an average that nobody reasoned lost Bromcom v United Learning
Trust [2022] EWHC 3262 (TCC). Where the published method is itself an average (`mean`, `median`,
`trimmed_mean`), its result is the mark, discussed or not, because what was published is kept to.
To the table go, each with its reason:

* `cannot-mark`: a member said that they can't mark it;
* `too-few-marks`: fewer marks than the model asks for;
* `mark-still-owed`: somebody who marks this answer hasn't given a mark yet;
* `outside-tolerance`: the marks lie further apart than the model allows, and `marks-far-apart`:
  further than the second band that it may state;
* `no-rule`: the model has no rule that gives a mark;
* `even-split`: the middle of an even number of marks falls between two of them;
* `average-off-scale`: the published average falls between two marks, and the model lets the panel
  agree one of the scale;
* `minimum-at-stake`: a mark lies below the minimum, so that the choice decides whether the
  bid stays in (Energysolutions v NDA [2016] EWHC 1988 (TCC): marks moved to save a bid).

“Cannot mark” is never a zero: it is left out of every average and doesn't count towards the least
number of marks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.criteria import Criterion, Model, Scale
from tender_flow.rules.evaluation.marks import (
    BROMCOM,
    PanelMark,
    mean,
    median,
    middle,
    spread,
    trimmed_mean,
)
from tender_flow.rules.evaluation.moderation_rules import ALLOW, DISCUSS, Moderation
from tender_flow.rules.evaluation.rounding import exact_text, to_scale
from tender_flow.rules.findings import Finding, Severity

ENERGYSOLUTIONS = "Energysolutions v NDA [2016] EWHC 1988 (TCC)"

WITHIN_TOLERANCE: dict[str, Callable[[Sequence[Decimal]], Decimal | None]] = {"median": median}
"""The rules that a model may publish; each gives a mark that a member gave, or None."""


WAITS = frozenset({"too-few-marks", "mark-still-owed"})
"""Why an average can't be taken yet: the panel can't help that by agreeing a mark of its own."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the published rule says about one answer's individual marks."""

    mark: PanelMark | None
    """The rule's mark, where it gives one."""
    spread: Decimal
    """The distance between highest and lowest mark, in marks."""
    to_table: tuple[Finding, ...]
    """Why it must be discussed; empty where it may be adopted."""
    by_average: bool = False
    """Is the published method an average, whose mark the panel doesn't choose?"""

    @property
    def may_be_adopted(self) -> bool:
        """May the panel adopt the rule's mark without discussing the answer?"""
        return self.mark is not None and not self.to_table

    @property
    def settled(self) -> bool:
        """Is the rule's mark the only one that may be recorded, discussed or not?"""
        return self.by_average and self.mark is not None

    @property
    def waits_for(self) -> tuple[Finding, ...]:
        """What is missing before an average can be taken; nothing under consensus."""
        return tuple(one for one in self.to_table if self.by_average and one.code in WAITS)

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
    rules = model.moderation
    marks = tuple(mark for mark in individual if mark is not None)
    scale = model.scale_of(leaf)
    waits = [
        *_too_few(rules, marks),
        *([_note("mark-still-owed", count=owed)] if owed else []),
    ]
    by_average = rules is not None and rules.is_average
    mark, why_none = (
        _averaged(rules, marks, scale, waits=bool(waits))
        if rules is not None and rules.is_average
        else _chosen(rules, marks)
    )
    found = [
        *_cannot_mark(individual),
        *waits,
        *_tolerance(rules, marks, scale),
        *why_none,
        *_minimum(leaf, marks, mark),
    ]
    return Adoption(mark, spread(marks), tuple(found), by_average)


def average(rules: Moderation, marks: Sequence[Decimal]) -> Fraction | None:
    """What the published average of these marks is, exactly; None where there is none."""
    if not marks:
        return None
    if rules.trim is not None:
        return trimmed_mean(marks, rules.trim.cut(len(marks)))
    return middle(marks) if rules.method == "median" else mean(marks)


def least_present(quorum: int, able: int) -> int:
    """How many must be in the room: the quorum, or all who can decide where they are fewer.

    Members with a conflict of interest leave the room for the item (MRC funding meetings do
    the same), and a question may be marked by fewer members than the quorum.
    """
    return min(quorum, able)


def _averaged(
    rules: Moderation, marks: tuple[Decimal, ...], scale: Scale, *, waits: bool
) -> tuple[PanelMark | None, list[Finding]]:
    """The mark that the published average gives, or why it gives none."""
    found = None if waits else average(rules, marks)
    if found is None:
        return None, []
    text = exact_text(found)
    if "/" not in text and scale.has(Decimal(text)):
        return Decimal(text), []
    if rules.off_scale == DISCUSS:
        return None, [_note("average-off-scale", BROMCOM, average=found)]
    if rules.off_scale == ALLOW:
        return (found if "/" in text else Decimal(text)), []
    return to_scale(found, scale, rules.off_scale or ""), []


def _chosen(
    rules: Moderation | None, marks: tuple[Decimal, ...]
) -> tuple[PanelMark | None, list[Finding]]:
    """Under consensus: the mark that a rule offers within tolerance, or why it offers none."""
    if rules is None or rules.within_tolerance is None:
        return None, [_note("no-rule", BROMCOM)]
    mark = WITHIN_TOLERANCE[rules.within_tolerance](marks) if marks else None
    return mark, ([_note("even-split", BROMCOM)] if marks and mark is None else [])


def _note(code: str, source: str | None = None, **facts: int | Decimal | Fraction) -> Finding:
    return Finding(code, facts, Severity.NOTE, source=source)


def _cannot_mark(individual: Sequence[Decimal | None]) -> list[Finding]:
    count = sum(mark is None for mark in individual)
    return [_note("cannot-mark", count=count)] if count else []


def _too_few(moderation: Moderation | None, marks: tuple[Decimal, ...]) -> list[Finding]:
    needed = moderation.needed_marks if moderation is not None else 1
    if len(marks) >= needed:
        return []
    return [_note("too-few-marks", count=len(marks), needed=needed)]


def _tolerance(rules: Moderation | None, marks: tuple[Decimal, ...], scale: Scale) -> list[Finding]:
    if rules is None or rules.tolerance is None:
        return []
    apart, allowed = spread(marks), rules.tolerance.on(scale)
    far = rules.tolerance.far_on(scale)
    found = []
    if apart > allowed:
        found.append(_note("outside-tolerance", spread=apart, tolerance=allowed))
    if far is not None and apart > far:
        found.append(_note("marks-far-apart", spread=apart, far=far))
    return found


def _minimum(leaf: Criterion, marks: tuple[Decimal, ...], mark: PanelMark | None) -> list[Finding]:
    if leaf.minimum is None:
        return []
    given = [*marks, *([] if mark is None else [mark])]
    if all(one >= leaf.minimum for one in given):
        return []
    return [_note("minimum-at-stake", ENERGYSOLUTIONS, minimum=leaf.minimum)]
