"""Section 4: the tenders received, how they were checked, and what was asked and answered."""

from __future__ import annotations

from tender_flow.i18n import _
from tender_flow.i18n.award_rules import over_lots
from tender_flow.publishing.report_data import (
    CheckLine,
    DecidedLine,
    InterviewLine,
    QueryLine,
    ReportData,
    TenderLine,
)
from tender_flow.publishing.section import Part, Section
from tender_flow.publishing.sheet import Sheet
from tender_flow.publishing.table import Column, Row, table
from tender_flow.publishing.words import (
    DIRECTIONS,
    OUTCOMES,
    QUERY_STATUS,
    TENDER_STATUS,
    at,
    listed,
    on,
    word,
    yes,
)


def section(data: ReportData) -> Section:
    """Tenders received."""
    return Section(
        _("Tenders received"),
        (
            Part("", lambda sheet: _received(sheet, data)),
            Part(_("Pass or fail requirements"), lambda sheet: _checks(sheet, data)),
            Part(_("Queries and interviews"), lambda sheet: _exchanges(sheet, data)),
        ),
    )


def _received(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Bidder"), 28),
        Column(_("Lots"), 16),
        Column(_("Received"), 17),
        Column(_("Late"), 7),
        Column(_("State"), 13),
        Column(_("Opened by"), 19),
    )
    rows: list[Row] = []
    for one in data.tenders.received:
        rows.append(_tender(one))
        said = over_lots(one.supplier, one.capacity, one.preference)
        rows += [Row((line,), wide=True) for line in said]
        rows += [Row((_decided(line),), wide=True) for line in one.decided]
    table(sheet, columns, rows, empty=_("No tender has been received yet."))


def _tender(one: TenderLine) -> Row:
    name = one.supplier
    if one.partners:
        name = _("{supplier}, with {partners}").format(
            supplier=one.supplier, partners=", ".join(one.partners)
        )
    opened = f"{listed(one.opened_by)}, {at(one.opened_at)}" if one.opened_at else "–"
    status = word(TENDER_STATUS, one.status)
    return Row((name, listed(one.lots), at(one.received_at), yes(one.late), status, opened))


def _decided(one: DecidedLine) -> str:
    about = word(TENDER_STATUS, one.status)
    if one.status == "received":
        about = _("admitted")
    if one.lot:
        about = f"{one.lot}, {about}"
    return _("Decided: {about}. {reason} ({name}, {at})").format(
        about=about, reason=one.reason, name=one.decided_by, at=at(one.decided_at)
    )


def _checks(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Requirement"), 30),
        Column(_("Outcome"), 10),
        Column(_("Evidence and reason"), 38),
        Column(_("Decided by"), 22),
    )
    rows: list[Row] = []
    for supplier in dict.fromkeys(one.supplier for one in data.tenders.checks):
        rows.append(Row((supplier,), band=True))
        mine = [one for one in data.tenders.checks if one.supplier == supplier]
        rows += [Row(_check(one)) for one in mine]
    table(sheet, columns, rows, empty=_("Nothing has been decided yet."))


def _check(one: CheckLine) -> tuple[str, ...]:
    name = ", ".join(part for part in (one.requirement, one.lot) if part)
    if one.revision > 1:
        name = _("{requirement} (changed: decision {revision})").format(
            requirement=name, revision=one.revision
        )
    who = one.decided_by
    if one.second:
        who = _("{first}, approved by {second}").format(first=who, second=one.second)
    because = "\n".join(text for text in (one.evidence, one.reason) if text)
    return name, word(OUTCOMES, one.outcome), because, who


def _exchanges(sheet: Sheet, data: ReportData) -> None:
    sheet.heading(_("Queries and answers"), 3)
    _queries(sheet, data)
    sheet.heading(_("Interviews"), 3)
    _interviews(sheet, data)


def _queries(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("No."), 6, right=True),
        Column(_("About"), 24),
        Column(_("Asked"), 35),
        Column(_("Answered"), 35),
    )
    rows = [_query(one) for one in data.tenders.queries]
    table(sheet, columns, rows, empty=_("No query has been recorded."))


def _query(one: QueryLine) -> tuple[str, ...]:
    whose = one.supplier or _("all bidders")
    about = _("{direction} {bidder}").format(
        direction=word(DIRECTIONS, one.direction), bidder=whose
    )
    about = "\n".join(text for text in (about, one.question) if text)
    asked = f"{one.text}\n{at(one.asked_at)}"
    if not one.answer:
        return str(one.number), about, asked, word(QUERY_STATUS, one.status)
    shared = _("The same answer went to all bidders.")
    if not one.to_all:
        shared = _("To this bidder only: {reason}").format(reason=one.not_to_all_reason)
    answer = f"{one.answer}\n{at(one.answered_at)}. {shared}"
    return str(one.number), about, asked, answer


def _interviews(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Bidder"), 24),
        Column(_("Question"), 24),
        Column(_("Held on"), 14),
        Column(_("Present"), 22),
        Column(_("Recorded by"), 16),
    )
    rows: list[Row] = []
    for one in data.tenders.interviews:
        rows.append(Row(_interview(one)))
        if one.reason:
            text = _("The first record was replaced: {reason}").format(reason=one.reason)
            rows.append(Row((text,), wide=True))
    table(sheet, columns, rows, empty=_("No interview has been recorded."))


def _interview(one: InterviewLine) -> tuple[str, ...]:
    question = ", ".join(part for part in (one.question, one.lot) if part)
    recorded = f"{one.recorded_by}, {at(one.recorded_at)}"
    return one.supplier, question, on(one.held_on), listed(one.present), recorded
