"""Section 2: the procedure, its planned times by both baselines, what came, delays, notices."""

from __future__ import annotations

from datetime import datetime

from tender_flow.i18n import _
from tender_flow.i18n.formats import day, month
from tender_flow.publishing.report_data import ReportData, RiskLine
from tender_flow.publishing.section import Part, Section
from tender_flow.publishing.sheet import SMALL, Sheet
from tender_flow.publishing.table import Column, facts, table
from tender_flow.publishing.words import PERIODS, REGIMES, at, on, planned, price, word


def section(data: ReportData) -> Section:
    """Procedure and dates."""
    procedure = data.procedure
    return Section(
        _("Procedure and dates"),
        (
            Part("", lambda sheet: _about(sheet, data)),
            Part(_("Stages: planned and actual"), lambda sheet: _stages(sheet, data)),
            Part(_("Delays and suspensions"), lambda sheet: _delays(sheet, data)),
            Part(_("Changes to the procedure or the model"), lambda sheet: _changes(sheet, data)),
            Part(_("Notices owed"), lambda sheet: _notices(sheet, data)),
            *([Part(_("Risks"), lambda sheet: _risks(sheet, data))] if procedure.risks else []),
        ),
    )


def _about(sheet: Sheet, data: ReportData) -> None:
    case, procedure = data.case, data.procedure
    deadline = _deadline(procedure.deadline_local)
    period = word(PERIODS, procedure.ceiling_period)
    most = f"{price(procedure.ceiling)} {period}".strip() if procedure.ceiling else "–"
    facts(
        sheet,
        [
            (_("Procedure"), word(REGIMES, case.regime)),
            (_("Lots"), ", ".join(lot.title for lot in data.lots)),
            (_("Highest budget"), most),
            (_("Tenders closed"), f"{deadline} ({procedure.deadline_zone})" if deadline else "–"),
            (_("Stage now"), case.stage),
        ],
    )


def _deadline(local: str) -> str:
    """Day and hour as they were set, in the place's own time."""
    if not local:
        return ""
    set_for = datetime.fromisoformat(local)
    return f"{day(set_for.date())}, {set_for:%H:%M}"


def _stages(sheet: Sheet, data: ReportData) -> None:
    baselines = data.procedure.baselines
    columns = [
        Column(_("Stage or task"), 34),
        *(Column(_("Baseline {number}").format(number=one.number), 20) for one in baselines),
        Column(_("Actual"), 20),
    ]
    rows = [
        (line.title, *(planned(text) for text in line.planned), on(line.begun_on))
        for line in data.procedure.dates
    ]
    table(sheet, columns, rows, empty=_("No plan has been recorded."))
    for one in baselines:
        text = _("Baseline {number}: {title}, {dated}. Source: {source}.")
        facts_ = {"number": one.number, "title": one.title, "dated": on(one.dated)}
        sheet.text(text.format(**facts_, source=one.source.rstrip(".")), SMALL, after=2)
    sheet.text(
        _("Actual: the day on which the stage began. Times that the plan gives as months stay so."),
        SMALL,
    )


def _delays(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Stage"), 20),
        Column(_("Now expected"), 15),
        Column(_("Reason"), 31),
        Column(_("Told"), 20),
        Column(_("Recorded"), 14),
    )
    rows = [
        (line.stage, month(line.expected), line.reason, line.told or "–", at(line.recorded_at))
        for line in data.procedure.delays
    ]
    table(sheet, columns, rows, empty=_("No delay has been recorded."))
    paused = (
        Column(_("Suspended"), 24),
        Column(_("From"), 16),
        Column(_("To"), 16),
        Column(_("Reason"), 44),
    )
    pauses = [
        (line.subject, at(line.began_at), at(line.ended_at), line.reason)
        for line in data.procedure.pauses
    ]
    table(sheet, paused, pauses, empty=_("The procurement has not been suspended."))


def _changes(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("What"), 20),
        Column(_("Reason"), 38),
        Column(_("Approved by"), 24),
        Column(_("Told"), 18),
    )
    names = {"workflow": _("Workflow, version {number}"), "model": _("Model, version {number}")}
    rows = [
        (
            names[one.kind].format(number=one.version),
            one.reason,
            f"{one.approver}, {on(one.dated)}",
            one.told or "–",
        )
        for one in data.procedure.changes
    ]
    table(sheet, columns, rows, empty=_("Neither has been changed since the case began."))


def _notices(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Notice"), 24),
        Column(_("Lot"), 16),
        Column(_("Due"), 18),
        Column(_("Published"), 18),
        Column(_("Source"), 30),
    )
    rows = [
        (
            line.kind.replace("_", " ").capitalize(),
            line.lot or _("all"),
            on(line.due_on),
            on(line.published_on) if line.published_on else _("not yet"),
            line.source,
        )
        for line in data.procedure.notices
    ]
    table(sheet, columns, rows, empty=_("No notice is owed yet."))


def _risks(sheet: Sheet, data: ReportData) -> None:
    """The register as it stood when the report was made."""
    columns = (
        Column(_("Risk"), 28),
        Column(_("Control"), 32),
        Column(_("Owner"), 18),
        Column(_("Next review"), 22),
    )
    rows = [
        (f"{line.number}. {line.risk}", line.control, line.owner, _review(line))
        for line in data.procedure.risks
    ]
    table(sheet, columns, rows)


def _review(line: RiskLine) -> str:
    if line.closed_on is not None:
        return _("closed on {day}").format(day=on(line.closed_on))
    return (
        _("{day}, overdue").format(day=on(line.review_on)) if line.overdue else on(line.review_on)
    )
