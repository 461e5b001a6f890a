"""The words for where an answer stands: the sign in the grid, the sentence, the missing part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import _, ngettext
from tender_flow.i18n.formats import LONDON
from tender_flow.rules.evaluation.rounding import mark_text as exact_mark
from tender_flow.tui.texts import apart, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tender_flow.packs.contents import Question, Scale, ScoringContents
    from tender_flow.packs.mark_state import MarkState, Status
    from tender_flow.packs.marking import Marking
    from tender_flow.rules.evaluation.marks import PanelMark

BOXES = ("strengths", "weaknesses", "why")


def mark_text(mark: PanelMark | None) -> str:
    """A mark as it is written: 3, 2.5, and 3 1/3 for a mean whose digits don't end."""
    return "" if mark is None else exact_mark(mark)


def sign(status: Status) -> str:
    """What stands in a cell of the grid."""
    mark = mark_text(status.value)
    if status.state == "waiting":
        return f"{mark}q"
    if status.state == "to_finish":
        return f"{mark}?"
    if status.state == "frozen":
        return f"({mark})" if mark else "()"
    return {
        "done": mark,
        "cannot": "x",
        "not_started": "·",
        "not_yours": "--",
        "no_answer": "",
    }[status.state]


def signs_meaning() -> str:
    """What stands below the grid to explain the signs."""
    return apart(
        (
            _("4 done"),
            _("3? reasons to finish"),
            _("· not started"),
            _("q waiting for a bidder's reply"),
            _("x you said you cannot mark it"),
            _("-- not yours: you declared a conflict"),
        )
    )


def why_question(mark: MarkState, scale: Scale) -> str:
    """What the third box asks: why this mark and not the next one up."""
    if mark.value is None:
        return _("Why this mark and not the next: what decided it?")
    above = scale.above(mark.value)
    if above is None:
        return _("Why the top mark: what goes beyond the requirement?")
    return _("Why {mark} and not {above}: what decided it?").format(
        mark=mark_text(mark.value), above=mark_text(above.mark)
    )


def why_name(mark: MarkState, scale: Scale) -> str:
    """The short name of the third box."""
    return why_question(mark, scale).partition(":")[0]


def box_name(box: str, mark: MarkState, scale: Scale) -> str:
    """The short name of a box."""
    if box == "strengths":
        return _("Strengths")
    return _("Weaknesses") if box == "weaknesses" else why_name(mark, scale)


def box_question(box: str, mark: MarkState, scale: Scale) -> str:
    """The question that a box asks."""
    if box == "strengths":
        return _("Strengths: what earned marks?")
    if box == "weaknesses":
        return _("Weaknesses: what cost marks?")
    return why_question(mark, scale)


def mark_sentence(mark: MarkState, scale: Scale) -> str:
    """`3 Good`, `cannot mark: …` or `no mark yet`."""
    if mark.value is not None:
        level = scale.level(mark.value)
        name = f" {one_line(level.name)}" if level and level.name else ""
        return mark_text(mark.value) + name
    if mark.cannot_reason:
        return _("cannot mark: {reason}").format(reason=one_line(mark.cannot_reason))
    return _("no mark yet")


def cell_sentence(marking: Marking, answer_id: str) -> str:
    """One answer as a sentence: question, bidder, mark, what is left."""
    question, bidder = marking.question_of(answer_id), marking.bidder_of(answer_id)
    name = f"{question.number} {one_line(question.title)}, {one_line(bidder.name)}"
    return f"{name}: {state_sentence(marking, answer_id)}"


def state_sentence(marking: Marking, answer_id: str) -> str:
    """The same without question and bidder."""
    status, mark = marking.status(answer_id), marking.mark(answer_id)
    scale = marking.scale_of(answer_id)
    given = mark_sentence(mark, scale)
    if status.state == "not_started":
        return _("not started.")
    if status.state == "frozen":
        return _("{mark}, frozen: you said that you may have a conflict.").format(mark=given)
    if status.state == "waiting":
        return _("{mark}, waiting for the bidder's reply.").format(mark=given)
    if not status.missing:
        return _("{mark}, complete.").format(mark=given)
    left = missing_words(status.missing, mark, scale)
    return _("{mark}. To do: {left} !").format(mark=given, left=left)


def missing_words(missing: Sequence[str], mark: MarkState, scale: Scale) -> str:
    """What is left to do, as words: `why 3 and not 4`."""
    names = {
        "mark": _("the mark"),
        "strengths": _("strengths"),
        "weaknesses": _("weaknesses"),
        "second_look": _("a second look at the new answer"),
        "reason": _("a reason to look at again"),
    }
    why = why_name(mark, scale)
    names["why"] = why[:1].lower() + why[1:]
    return ", ".join(names[part] for part in missing)


def question_title(contents: ScoringContents, question: Question, lot: str | None) -> str:
    """A question's number and title, with the lot where it is answered lot by lot."""
    title = f"{question.number} {one_line(question.title)}"
    named = lot_title(contents, lot)
    return f"{title} · {named}" if named else title


def lot_title(contents: ScoringContents, lot: str | None) -> str:
    """A lot's title by its id; empty for an answer that all lots share."""
    if lot is None:
        return ""
    return next((one_line(each.title) for each in contents.lots if each.id == lot), lot)


def weight_words(contents: ScoringContents, question: Question, lot: str | None) -> str:
    """`Weight 14.4%, minimum 3.`: the share of the whole, and the published minimum."""
    parts = []
    share = share_of(contents, question, lot)
    if share:
        parts.append(_("weight {share}").format(share=share))
    if question.minimum is not None:
        parts.append(_("minimum {mark}").format(mark=mark_text(question.minimum)))
    return " · ".join(parts)


def share_of(contents: ScoringContents, question: Question, lot: str | None) -> str:
    """The effective share, `14.4%`; both where lots differ and the answer is shared."""
    if lot is not None:
        wanted = {lot, lot_title(contents, lot)}
        shares = [share.percent for share in question.shares if share.lot in wanted]
    else:
        shares = [share.percent for share in question.shares]
    return " / ".join(f"{percent}%" for percent in dict.fromkeys(shares))


def closes_words(closes_at: datetime) -> str:
    """`Send by Fri 24 Oct, 17:00`, in the time of the place."""
    from tender_flow.i18n import formats

    local = closes_at.astimezone(LONDON)
    weekday = formats.weekday(local.date())[:3]
    day = formats.day(local.date(), "medium").rsplit(" ", 1)[0]
    return _("Send by {weekday} {day}, {time}").format(
        weekday=weekday, day=day, time=formats.clock(closes_at)
    )


def of_answers(done: int, total: int) -> str:
    """`12 of 40`."""
    return _("{done} of {total}").format(done=done, total=total)


def marks_count(count: int) -> str:
    """`1 mark`, `39 marks`."""
    return ngettext("{count} mark", "{count} marks", count).format(count=count)
