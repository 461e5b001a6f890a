"""Section 1: what is recommended for each lot, with total and margin, and where it stands."""

from __future__ import annotations

from tender_flow.i18n import _
from tender_flow.i18n.outcomes import (
    currency,
    margin_phrase,
    margin_text,
    method_line,
    result_is_price,
    result_name,
    result_phrase,
    result_text,
)
from tender_flow.publishing.report_data import LotPart, ReportData
from tender_flow.publishing.section import Part, Section
from tender_flow.publishing.sheet import STRONG, Sheet
from tender_flow.publishing.table import Column, table
from tender_flow.publishing.words import LOT_OUTCOMES, on, price, word
from tender_flow.rules.evaluation.results import Standing


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
        *([] if result_is_price(data.model) else [Column(result_name(data.model), 13, right=True)]),
        Column(_("Margin"), 12, right=True),
        Column(_("Price"), 15, right=True),
        Column(_("Outcome"), 12),
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
            "The margin is the distance between the recommended bid's result and the next one's. "
            "Section 8 has every step behind each result, section 6 every mark with its reasons."
        )
    )
    if line := method_line(data.model):
        sheet.text(line)


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
    own, second = _pair(lot)
    if own is None:
        return _("{supplier} is recommended.").format(supplier=made.supplier)
    result = result_phrase(data.model, own.total.shown)
    if second is None:
        text = _("{supplier} is recommended, with {result}. No other bid is in the ranking.")
        return text.format(supplier=made.supplier, result=result)
    text = _(
        "{supplier} is recommended, with {result}. Next is {next} with {next_result}: "
        "a margin of {margin}."
    )
    return text.format(
        supplier=made.supplier,
        result=result,
        next=second.supplier,
        next_result=result_text(data.model, second.total.shown),
        margin=margin_phrase(data.model, own.total, second.total),
    )


def _pair(lot: LotPart) -> tuple[Standing | None, Standing | None]:
    """The recommended bid in the ranking and the best of the others."""
    made = lot.recommendation.supplier if lot.recommendation is not None else None
    own = [one for one in lot.result.standings if one.supplier == made]
    others = [one for one in lot.result.standings if one.supplier != made]
    return (own[0] if own else None), (others[0] if others else None)


def margin(data: ReportData, lot: LotPart) -> str:
    """The distance between the recommended bid and the next one, rounded as the model rounds."""
    own, second = _pair(lot)
    if own is None or second is None:
        return "–"
    return margin_text(data.model, own.total, second.total)


def _row(data: ReportData, lot: LotPart) -> tuple[str, ...]:
    made = lot.recommendation
    supplier = made.supplier if made else None
    amounts = [one.price for one in lot.result.standings if one.supplier == supplier]
    result = result_text(data.model, made.total) if made and made.total else "–"
    return (
        lot.title,
        supplier or (_("no award") if made else "–"),
        *([] if result_is_price(data.model) else [result]),
        margin(data, lot),
        price(amounts[0] if amounts else None, currency(data.model)),
        word(LOT_OUTCOMES, lot.outcome),
    )
