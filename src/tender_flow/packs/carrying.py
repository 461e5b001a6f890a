"""What happens to a member's marks when a pack is issued again.

Marks follow their answer. Where the answer was replaced since, the mark stays and needs a
second look (errors 6 and 20); where it is gone (a bidder withdrew), the mark is kept aside and
never sent. Marks that came back from an earlier pack are in the new pack itself, so the work
survives a lost laptop.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tender_flow.packs.mark_state import MarkingState, MarkState
from tender_flow.rules.findings import Finding, Hint, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tender_flow.packs.contents import EarlierMark, ScoringContents
    from tender_flow.packs.marking import Marking


def carry_over(old: MarkingState | None, contents: ScoringContents) -> MarkingState:
    """The state to begin (or go on) with in a pack: earlier marks and this laptop's, merged.

    The higher revision wins; at the same revision this laptop's, which may hold words written
    since. Notes, questions, conflicts and the list of return files stay.
    """
    kept = old or MarkingState()
    digests = {answer.id: answer.digest for answer in contents.answers}
    marks = {mark.answer_id: _from_earlier(mark) for mark in contents.earlier}
    for answer_id, mark in (*kept.retired.items(), *kept.marks.items()):
        if answer_id not in marks or mark.revision >= marks[answer_id].revision:
            marks[answer_id] = mark
    return replace(
        kept,
        marks={
            key: _looked_at(mark, digests[key]) for key, mark in marks.items() if key in digests
        },
        retired={key: mark for key, mark in marks.items() if key not in digests},
        pack=contents.number,
    )


def second_looks(marking: Marking) -> tuple[Finding, ...]:
    """A note per mark whose answer was replaced, for the first screen of a new pack."""
    return tuple(
        Finding(
            "answer-was-replaced",
            {
                "question": marking.question_of(answer.id).number,
                "bidder": marking.bidder_of(answer.id).name,
            },
            Severity.WARNING,
            hint=Hint("go", {"answer": answer.id, "part": "answer"}),
        )
        for answer in marking.reading_order()
        if marking.mark(answer.id).second_look
    )


def _looked_at(mark: MarkState, digest: str) -> MarkState:
    """The mark, waiting for a second look if it judged another version of the answer."""
    if not mark.decided or not mark.answer_digest or mark.answer_digest == digest:
        return mark
    return replace(mark, second_look=True)


def _from_earlier(mark: EarlierMark) -> MarkState:
    return MarkState(
        value=mark.value,
        cannot_reason=mark.cannot_reason,
        strengths=mark.strengths,
        weaknesses=mark.weaknesses,
        why=mark.why,
        given_at=mark.given_at,
        changed_at=mark.changed_at,
        revision=mark.revision,
        sent=True,
        answer_digest=mark.answer_digest,
    )


def marks_of(states: Mapping[str, MarkState]) -> int:
    """How many of these hold a mark or "cannot mark"."""
    return sum(state.decided for state in states.values())
