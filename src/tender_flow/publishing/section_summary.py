"""Section 1: what is recommended for each lot, with total and margin, and where it stands."""

from __future__ import annotations

from decimal import Decimal

from tender_flow.i18n import _
from tender_flow.i18n.formats import number
from tender_flow.publishing.report_data import LotPart, ReportData
from tender_flow.publishing.section import Part, Section
from tender_flow.publishing.sheet import STRONG, Sheet
from tender_flow.publishing.table import Column, table
from tender_flow.publishing.words import LOT_OUTCOMES, on, price, word
from tender_flow.rules.evaluation.rounding import shown


def section(data: ReportData) -> Section:
    """The summary."""
    return Section(_("Summary"), (Part("", lambda sheet: _draw(sheet, data)),))


def _draw(sheet: Sheet, data: ReportData) -> None:
    for lot in data.lots:
        sheet.text(lot.title, STRONG, after=1)
        sheet.text(_sentence(data, lot), after=9)
    columns = (
        Column(_("Lot"), 22),
        Column(_("Recommended"), 26),
        Column(_("Total"), 10, right=True),
        Column(_("Margin"), 10, right=True),
        Column(_("Price"), 18, right=True),
        Column(_("Outcome"), 14),
    )
    sheet.gap(4)
    table(sheet, columns, [_row(data, lot) for lot in data.lots])
    where = (
        Column(_("Lot"), 22),
        Column(_("Bids received"), 14, right=True),
        Column(_("In the ranking"), 14, right=True),
        Column(_("Agreed"), 26),
        Column(_("Standstill ends"), 24),
    )
    table(sheet, where, [_where(data, lot) for lot in data.lots])
    sheet.text(
        _(
            "The margin is the distance between the recommended bid's total and the next one's, "
            "in points of 100. Section 8 has every step behind each total, section 6 every mark "
            "with its reasons."
        )
    )


def _where(data: ReportData, lot: LotPart) -> tuple[str, ...]:
    received = sum(lot.title in tender.lots for tender in data.tenders.received)
    return (
        lot.title,
        str(received),
        str(len(lot.result.standings)),
        f"{on(lot.approval.dated)}, {lot.approval.body}" if lot.approval else _("not yet"),
        on(lot.standstill.period.ends_on) if lot.standstill else _("not yet"),
    )


def _sentence(data: ReportData, lot: LotPart) -> str:
    made = lot.recommendation
    if made is None:
        return _("Nothing has been recommended yet.")
    if made.supplier is None:
        return _("It is recommended not to award this lot. Reasons: {reasons}").format(
            reasons=made.reasons
        )
    facts = {"supplier": made.supplier, "total": made.total, "margin": margin(data, lot)}
    second = _next(lot)
    if second is None:
        text = _("{supplier} is recommended, with {total} of 100. No other bid is in the ranking.")
        return text.format(**facts)
    text = _(
        "{supplier} is recommended, with {total} of 100. Next is {next} with {next_total}: "
        "a margin of {margin} points."
    )
    return text.format(**facts, next=second[0], next_total=second[1])


def _next(lot: LotPart) -> tuple[str, str] | None:
    """The bid after the recommended one in the ranking, with its total."""
    assert lot.recommendation is not None
    for standing in lot.result.standings:
        if standing.supplier != lot.recommendation.supplier:
            return standing.supplier, standing.total.shown
    return None


def margin(data: ReportData, lot: LotPart) -> str:
    """Points between the recommended bid and the next one, rounded as the model rounds."""
    made = lot.recommendation
    if made is None or made.supplier is None:
        return "–"
    own = [one for one in lot.result.standings if one.supplier == made.supplier]
    others = [one for one in lot.result.standings if one.supplier != made.supplier]
    if not own or not others:
        return "–"
    return shown(own[0].total.exact - others[0].total.exact, data.model.rounding)


def _row(data: ReportData, lot: LotPart) -> tuple[str, ...]:
    made = lot.recommendation
    supplier = made.supplier if made else None
    amounts = [one.price for one in lot.result.standings if one.supplier == supplier]
    return (
        lot.title,
        supplier or (_("no award") if made else "–"),
        number(Decimal(made.total)) if made and made.total else "–",
        margin(data, lot),
        price(amounts[0] if amounts else None),
        word(LOT_OUTCOMES, lot.outcome),
    )
