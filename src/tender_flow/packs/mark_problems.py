"""What stops a mark from being sent, and what only deserves a second look, each with its place.

Each finding's hint says where to go: `go` with the answer and the part of the scoring view.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tender_flow.packs.mark_state import BOXES, REASON
from tender_flow.rules.findings import Finding, Hint, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tender_flow.packs.marking import Marking

_WITHOUT = {
    "strengths": "mark-without-strengths",
    "weaknesses": "mark-without-weaknesses",
    "why": "mark-without-why",
}


def problems_of(marking: Marking, answer_id: str) -> Iterator[Finding]:
    """What stops one answer's mark; nothing where nothing was begun or a conflict froze it."""
    status = marking.status(answer_id)
    answer, mark = marking.answer(answer_id), marking.mark(answer_id)
    if status.state in {"frozen", "not_started"}:
        return
    if marking.open_question(answer.question_id, answer.tender_id) is not None:
        yield about(marking, "question-open", answer_id, "answer")
    if "mark" in status.missing and not mark.blank:
        yield about(marking, "reason-without-mark", answer_id, "mark")
    for box in BOXES:
        if box in status.missing:
            yield about(marking, _missing_code(marking, box, answer_id), answer_id, box)
    if "second_look" in status.missing:
        yield about(marking, "mark-needs-second-look", answer_id, "answer")
    if REASON in status.missing:
        for finding in marking.checks.stopping(answer, mark, marking.state.marks):
            yield _placed(finding, answer_id)


def to_look_at_again(marking: Marking, answer_id: str) -> Iterator[Finding]:
    """The warnings about one answer's reason; what stops it is among the problems."""
    answer, mark = marking.answer(answer_id), marking.mark(answer_id)
    if marking.is_frozen(answer.tender_id):
        return
    for finding in marking.checks.of_mark(answer, mark, marking.state.marks):
        if not finding.stops:
            yield _placed(finding, answer_id)


def _placed(finding: Finding, answer_id: str) -> Finding:
    return replace(finding, hint=Hint("go", {"answer": answer_id, "part": "why"}))


def _missing_code(marking: Marking, box: str, answer_id: str) -> str:
    top = marking.mark(answer_id).value == marking.scale_of(answer_id).highest.mark
    return "mark-without-why-top" if box == "why" and top else _WITHOUT[box]


def off_scale(marking: Marking, answer_id: str, value: Decimal) -> Finding:
    """A mark that the scale doesn't have; the one that was there stays."""
    scale = marking.scale_of(answer_id)
    allowed = tuple(format(level.mark, "f") for level in scale.levels)
    facts = {"given": value, "mark": marking.mark(answer_id).value, "allowed": allowed}
    return Finding("mark-not-on-scale", facts)


def about(marking: Marking, code: str, answer_id: str, part: str) -> Finding:
    """A problem of one answer, with the mark, the next one up, and where to go."""
    question, bidder = marking.question_of(answer_id), marking.bidder_of(answer_id)
    mark = marking.mark(answer_id).value
    above = None if mark is None else marking.scale_of(answer_id).above(mark)
    facts = {
        "question": question.number,
        "title": question.title,
        "bidder": bidder.name,
        "mark": mark,
        "next": above.mark if above else None,
    }
    hint = Hint("go", {"answer": answer_id, "part": part})
    return Finding(code, facts, Severity.PROBLEM, hint=hint)
