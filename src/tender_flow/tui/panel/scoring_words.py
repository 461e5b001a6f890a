"""What the scoring view says about one answer: titles, headings, what is still to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import _, ngettext
from tender_flow.packs.mark_problems import to_look_at_again
from tender_flow.packs.mark_state import REASON
from tender_flow.tui.panel.words import (
    BOXES,
    box_name,
    box_question,
    mark_sentence,
    of_answers,
    question_title,
)
from tender_flow.tui.reason_words import look_again
from tender_flow.tui.texts import apart, one_line, words
from tender_flow.tui.widgets.header import Titles

if TYPE_CHECKING:
    from tender_flow.packs.contents import Scale
    from tender_flow.packs.mark_state import MarkState
    from tender_flow.packs.marking import Marking

COACHED = 3
"""Until so many marks are given, the message line says the next step after each step."""


def titles_of(marking: Marking, answer_id: str, case: str) -> Titles:
    """Question at the left, bidder at the right."""
    answer, contents = marking.answer(answer_id), marking.contents
    question, bidder = marking.question_of(answer_id), marking.bidder_of(answer_id)
    yours = [each.tender_id for each in contents.bidders]
    return Titles(
        case,
        _("Question {title}").format(title=question_title(contents, question, answer.lot)),
        _("Bidder {number} of {total}: {name}").format(
            number=yours.index(bidder.tender_id) + 1, total=len(yours), name=one_line(bidder.name)
        ),
    )


def heading_of(box: str, mark: MarkState, scale: Scale) -> str:
    """A part's heading: the box's name in capitals and what it asks."""
    if box == "notes":
        return _("PRIVATE NOTES: never sent")
    name, colon, asks = box_question(box, mark, scale).partition(":")
    return f"{name.upper()}{colon}{asks}"


def part_states(marking: Marking, answer_id: str) -> dict[str, str]:
    """What stands at the right of each heading."""
    mark, status = marking.mark(answer_id), marking.status(answer_id)
    states = {"notes": ""}
    for box in BOXES:
        count = words(getattr(mark, box))
        if count:
            states[box] = ngettext("{count} word", "{count} words", count).format(count=count)
        else:
            states[box] = _("to write !") if box in status.missing else ""
    count = words(marking.state.notes.get(answer_id, ""))
    if count:
        states["notes"] = ngettext("{count} word", "{count} words", count).format(count=count)
    states["summary"] = _left(len(status.missing), status.state)
    looks = sum(1 for _look in to_look_at_again(marking, answer_id))
    if looks and not status.missing:
        again = ngettext("{count} thing to look at", "{count} things to look at", looks)
        states["summary"] = f"{states['summary']} · {again.format(count=looks)}"
    return states


def _left(missing: int, state: str) -> str:
    if state == "not_started":
        return _("not started")
    if state == "frozen":
        return _("frozen")
    if state == "waiting":
        return _("waiting for the bidder's reply")
    if not missing:
        return _("complete")
    return ngettext("{count} thing left", "{count} things left", missing).format(count=missing)


def summary(marking: Marking, answer_id: str) -> tuple[str | tuple[str, str], ...]:
    """The mark with its description, and what is written; for the narrow view while reading."""
    mark, scale = marking.mark(answer_id), marking.scale_of(answer_id)
    level = scale.level(mark.value) if mark.value is not None else None
    given = mark_sentence(mark, scale)
    first = f"{given}: {one_line(level.description)}" if level else given[:1].upper() + given[1:]
    return first, apart(_written(marking, answer_id, ""))


def status_line(marking: Marking, answer_id: str, here: str) -> str:
    """`3 Good   Strengths: done   Weaknesses: here   Why 3 and not 4: to write !` on one line."""
    mark, scale = marking.mark(answer_id), marking.scale_of(answer_id)
    given = mark_sentence(mark, scale)
    return apart([given[:1].upper() + given[1:], *_written(marking, answer_id, here)])


def _written(marking: Marking, answer_id: str, here: str) -> list[str]:
    mark, scale = marking.mark(answer_id), marking.scale_of(answer_id)
    missing = marking.status(answer_id).missing
    parts = []
    for box in BOXES:
        name = box_name(box, mark, scale)
        if box == here:
            state = _("here")
        elif getattr(mark, box).strip():
            state = _("done")
        else:
            state = _("to write !") if box in missing and mark.decided else "–"
        parts.append(_("{part}: {state}").format(part=name, state=state))
    return [*parts, _("Second look: to do !")] if "second_look" in missing else parts


def what_next(marking: Marking, answer_id: str, *, after_mark: bool = False) -> str:
    """The next step: coaching for the first marks, afterwards only what is complete."""
    status, mark = marking.status(answer_id), marking.mark(answer_id)
    question, bidder = marking.question_of(answer_id), marking.bidder_of(answer_id)
    if status.state == "frozen":
        return _("Frozen: you said that you may have a conflict with {bidder}.").format(
            bidder=one_line(bidder.name)
        )
    if status.missing == (REASON,):
        answer = marking.answer(answer_id)
        return look_again(marking.checks.stopping(answer, mark, marking.state.marks))
    if "second_look" in status.missing:
        return _("The answer was replaced since you marked it. Read it, and give the mark again.")
    if status.state in {"done", "cannot"}:
        return _complete(marking, answer_id, question.number, one_line(bidder.name))
    decided = sum(each.decided for each in marking.state.marks.values())
    if status.state == "not_started" and decided < COACHED:
        return _("Read the answer, then press a number for its mark. q: question and scheme.")
    if after_mark and decided <= COACHED:
        return _("Press Tab to write why.")
    if mark.decided and status.missing and not after_mark:
        name = box_name(status.missing[0], mark, marking.scale_of(answer_id))
        return _("Still to write: {box}.").format(box=name)
    return ""


def _complete(marking: Marking, answer_id: str, number: str, bidder: str) -> str:
    counts = marking.counts()
    done = counts.get("done", 0) + counts.get("cannot", 0)
    text = _("{question}, {bidder} is complete. {count}.").format(
        question=number, bidder=bidder, count=of_answers(done, counts["all"])
    )
    order = [answer.id for answer in marking.reading_order()]
    place = order.index(answer_id) + 1
    here = marking.question_of(answer_id).id
    mine = [a.id for a in marking.reading_order() if a.question_id == here]
    if all(marking.status(each).state in {"done", "cannot", "frozen"} for each in mine):
        return f"{text} " + _("All your answers to {question} are marked.").format(question=number)
    if place < len(order) and marking.question_of(order[place]).id == here:
        name = one_line(marking.bidder_of(order[place]).name)
        return f"{text} " + _("→ next bidder: {bidder}.").format(bidder=name)
    return text
