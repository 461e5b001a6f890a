"""Section 6: every mark with its reasons: each evaluator's own, then the panel's.

Question by question, as the panel marked. An average is printed only where the published model
makes it the panel's mark. Who didn't agree is named with the reason: the notes must let the
reason for each mark be understood (Woods v Milton Keynes [2015] EWHC 2011 (TCC);
Lancashire Care v Lancashire [2018] EWHC 1589 (TCC)).
"""

from __future__ import annotations

from collections.abc import Iterator

from tender_flow.i18n import _
from tender_flow.i18n.moderation import rule_word
from tender_flow.publishing.report_data import (
    AgreedLine,
    GivenMark,
    MarkedAnswer,
    MarkedQuestion,
    ReportData,
    Said,
)
from tender_flow.publishing.section import Draw, Part, Section
from tender_flow.publishing.sheet import Sheet
from tender_flow.publishing.table import Column, Row, table
from tender_flow.publishing.words import (
    MARK_STATES,
    ROUNDS,
    ROUTES,
    at,
    listed,
    plain,
    word,
)


def section(data: ReportData) -> Section:
    """Marks and reasons."""
    return Section(
        _("Marks and reasons"),
        (
            Part(_("Moderation meetings"), lambda sheet: _meetings(sheet, data)),
            Part(_("Agreed marks at a glance"), lambda sheet: _glance(sheet, data)),
            *(
                Part(_("Question {label}").format(label=_title(one)), _question(one))
                for one in data.questions
            ),
        ),
    )


def _title(one: MarkedQuestion) -> str:
    return f"{one.question}, {one.lot}" if one.lot else one.question


def _round(name: str) -> str:
    base, _colon, number = name.partition(":")
    title = word(ROUNDS, base)
    return (
        _("{round}, marked again ({number})").format(round=title, number=number)
        if number
        else title
    )


def _meetings(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Round"), 13),
        Column(_("Opened"), 13),
        Column(_("Closed"), 13),
        Column(_("Chair, note taker"), 19),
        Column(_("Evaluators who came"), 21),
        Column(_("Signed the outcome"), 21),
    )
    rows = [
        (
            _round(one.round),
            at(one.opened_at),
            at(one.closed_at) if one.closed_at else _("not yet"),
            f"{one.chair}, {one.note_taker}",
            listed(one.present),
            listed(one.signed),
        )
        for one in data.meetings
    ]
    table(sheet, columns, rows, empty=_("No moderation meeting has been opened yet."))


def _glance(sheet: Sheet, data: ReportData) -> None:
    """Bidders across, questions down: marks only, no totals."""
    bidders = sorted({answer.bidder for one in data.questions for answer in one.answers})
    if not bidders:
        sheet.text(_("Nothing has been marked yet."))
        return
    for start in range(0, len(bidders), 5):
        shown = bidders[start : start + 5]
        columns = (
            Column(_("Question"), 40),
            *(Column(name, 60 / len(shown), right=True) for name in shown),
        )
        table(sheet, columns, [(_title(one), *_marks(one, shown)) for one in data.questions])


def _marks(one: MarkedQuestion, bidders: list[str]) -> list[str]:
    agreed = {answer.bidder: answer.agreed for answer in one.answers}
    found = []
    for name in bidders:
        mark = agreed.get(name)
        found.append(plain(mark.mark) if mark else "–")
    return found


def _question(one: MarkedQuestion) -> Draw:
    def draw(sheet: Sheet) -> None:
        columns = (
            Column(_("Bidder, panel and members"), 22),
            Column(_("Mark"), 7, right=True),
            Column(_("Reasons"), 71),
        )
        rows = [row for answer in one.answers for row in _answer(answer)]
        table(sheet, columns, rows, empty=_("No answer is marked here."))

    return draw


def _answer(answer: MarkedAnswer) -> Iterator[Row]:
    yield Row((answer.bidder,), band=True)
    if answer.agreed is None:
        yield Row((_("Agreed by the panel"), "–", _("not agreed yet")))
    else:
        yield _agreed(answer.agreed)
    for given in answer.marks:
        yield Row((_member(given), "–" if given.mark is None else plain(given.mark), _own(given)))


def _agreed(agreed: AgreedLine) -> Row:
    reasons = [agreed.reason, _route(agreed), *_assents(agreed.said)]
    reasons += [
        _("Before: {mark}, reopened because: {reason}").format(mark=plain(mark), reason=reason)
        for mark, reason in agreed.earlier
    ]
    title = _("Agreed by the panel: {level}").format(level=agreed.level or _("between two marks"))
    if agreed.overridden_by:
        title = _("Overridden: {level}").format(level=agreed.level)
    return Row((title, plain(agreed.mark), "\n".join(reasons)), lead=True)


def _route(agreed: AgreedLine) -> str:
    if agreed.overridden_by:
        return _overridden(agreed)
    route = word(ROUTES, agreed.route)
    if agreed.rule:
        route = _("{route} ({rule})").format(route=route, rule=rule_word(agreed.rule))
    text = _("How: {route}, {at}.")
    if agreed.reason_from:
        text = _("How: {route}, {at}. The reason began as {member}'s.")
    return text.format(route=route, at=at(agreed.agreed_at), member=agreed.reason_from)


def _overridden(agreed: AgreedLine) -> str:
    """Who set the panel's mark aside, and who approved it."""
    who, *second = agreed.overridden_by
    text = _("Overridden by {who}, {at}. No second person was asked for.")
    if second:
        text = _("Overridden by {who}, approved by {second}, {at}.")
    return text.format(who=who, second=listed(tuple(second)), at=at(agreed.agreed_at))


def _assents(said: tuple[Said, ...]) -> list[str]:
    """Who agrees, who doesn't and why, who wasn't there."""
    lines = []
    if agree := [one.member for one in said if one.choice == "agrees"]:
        lines.append(_("Agree: {names}.").format(names=listed(agree)))
    for one in said:
        if one.choice == "disagrees":
            text = _("{name} disagrees: {reason}")
            lines.append(text.format(name=one.member, reason=one.reason))
    if away := [one.member for one in said if one.choice == "not_present"]:
        lines.append(_("Not present: {names}.").format(names=listed(away)))
    if silent := [one.member for one in said if not one.choice]:
        lines.append(_("Not asked yet: {names}.").format(names=listed(silent)))
    return lines


def _member(given: GivenMark) -> str:
    if given.left_panel:
        return _("{name} (left the panel; the mark doesn't count)").format(name=given.member)
    return given.member


def _own(given: GivenMark) -> str:
    if given.state == "cannot":
        return _("Cannot mark: {reason}").format(reason=given.cannot_reason)
    if given.state != "marked":
        return word(MARK_STATES, given.state).capitalize()
    parts = (
        (_("Strengths: {text}"), given.strengths),
        (_("Weaknesses: {text}"), given.weaknesses),
        (_("What decided it: {text}"), given.why),
    )
    return "\n".join(label.format(text=text) for label, text in parts if text) or "–"
