"""Sections 7 and 8: prices with the formula applied, and the ranking with every step behind it.

Points are printed with the prices and the formula, because points alone can't be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tender_flow.i18n import _
from tender_flow.i18n.formats import number
from tender_flow.i18n.sentences import say
from tender_flow.i18n.steps import explain, explain_step
from tender_flow.publishing.chart import stacked_bars
from tender_flow.publishing.columns import in_columns
from tender_flow.publishing.report_data import LotPart, ReportData
from tender_flow.publishing.section import Draw, Part, Section
from tender_flow.publishing.sheet import SMALL, Sheet
from tender_flow.publishing.table import Column, Row, table
from tender_flow.publishing.words import at, listed, price
from tender_flow.rules.evaluation.criteria import Criterion
from tender_flow.rules.evaluation.prices import FORMULAS
from tender_flow.rules.evaluation.results import Excluded, Standing

_ACROSS = 5
"""Bidders beside each other in one table; more go into a further table."""


def prices(data: ReportData) -> Section:
    """Prices as read, and their points."""
    opened = data.prices_opened_at is not None
    parts = [Part("", lambda sheet: _opened(sheet, data))]
    if opened:
        parts += [Part(lot.title, _lot_prices(data, lot)) for lot in data.lots]
    return Section(_("Prices"), tuple(parts))


def _opened(sheet: Sheet, data: ReportData) -> None:
    if data.prices_opened_at is None:
        sheet.text(_("The prices have not been opened yet. They are sealed in the record."))
        return
    text = _("The prices were opened on {at} by {keepers}, after the quality marks were locked.")
    keepers = listed(data.price_keepers)
    sheet.text(text.format(at=at(data.prices_opened_at), keepers=keepers))
    leaf = data.model.price()
    if leaf is not None and leaf.price is not None:
        formula = FORMULAS[leaf.price.formula].text
        sheet.text(
            _("Points of a price by the published formula: {formula}.").format(formula=formula)
        )


def _lot_prices(data: ReportData, lot: LotPart) -> Draw:
    def draw(sheet: Sheet) -> None:
        columns = (
            Column(_("Bidder"), 26),
            Column(_("Price as read"), 20, right=True),
            Column(_("The formula applied"), 40),
            Column(_("Points"), 10, right=True),
        )
        rows = [_priced(data, one) for one in lot.result.standings]
        out = (*lot.result.excluded, *lot.result.incomplete)
        without = _("no points: not in the ranking")
        rows += [(one.supplier, price(one.price), without, "–") for one in out]
        table(sheet, columns, rows, empty=_("There is no bid in this lot."))
        ceiling = data.model.ceiling(lot.code)
        if ceiling is not None:
            sheet.text(_("Ceiling of this lot: {amount}.").format(amount=price(ceiling)), SMALL)

    return draw


def _priced(data: ReportData, one: Standing) -> tuple[str, ...]:
    steps = [step for step in one.steps if step.what == "price"]
    applied = explain_step(data.model, steps[0], one.scores) if steps else "–"
    return one.supplier, price(one.price), applied, number(Decimal(one.price_score.shown))


def rankings(data: ReportData) -> Section:
    """The ranking of each lot."""
    if data.prices_opened_at is None and data.model.price() is not None:
        text = _("There is no ranking before the prices have been opened.")
        return Section(_("Ranking"), (Part("", lambda sheet: sheet.text(text)),))
    parts = tuple(Part(lot.title, _ranking(data, lot), new_page=True) for lot in data.lots)
    return Section(_("Ranking"), parts)


def _ranking(data: ReportData, lot: LotPart) -> Draw:
    def draw(sheet: Sheet) -> None:
        _order(sheet, lot)
        _bars(sheet, lot)
        _matrix(sheet, data, lot)
        _steps(sheet, data, lot)

    return draw


def _order(sheet: Sheet, lot: LotPart) -> None:
    columns = (
        Column(_("Rank"), 8, right=True),
        Column(_("Bidder"), 38, bold=True),
        Column(_("Quality"), 13, right=True),
        Column(_("Price points"), 15, right=True),
        Column(_("Total"), 13, right=True, bold=True),
        Column(_("Price"), 21, right=True),
    )
    rows = [
        (
            str(one.rank),
            one.supplier,
            number(Decimal(one.quality.shown)),
            number(Decimal(one.price_score.shown)),
            number(Decimal(one.total.shown)),
            price(one.price),
        )
        for one in lot.result.standings
    ]
    table(sheet, columns, rows, empty=_("No bid is in the ranking of this lot."))
    out = [_reason(one) for one in (*lot.result.excluded, *lot.result.incomplete)]
    if out:
        sheet.heading(_("Without a rank"), 3)
        sheet.bullets(out)
    for finding in (*lot.result.findings, *lot.proposal_findings):
        sheet.text(say(finding), after=3)


def _reason(one: Excluded) -> str:
    reasons = " ".join(say(finding) for finding in one.reasons)
    if one.supplier in reasons:
        return reasons
    return _("{supplier}: {reasons}").format(supplier=one.supplier, reasons=reasons)


def _bars(sheet: Sheet, lot: LotPart) -> None:
    if not lot.result.standings:
        return
    sheet.heading(_("Points of each bid"), 3)
    bars = [
        (one.supplier, (one.quality.shown, one.price_score.shown), one.total.shown)
        for one in lot.result.standings
    ]
    stacked_bars(sheet, (_("Quality"), _("Price")), bars)


def _matrix(sheet: Sheet, data: ReportData, lot: LotPart) -> None:
    """Points by criterion: the mark and what it is worth, bidders across."""
    bids = _scored(lot)
    if not bids:
        return
    sheet.heading(_("Points by criterion"), 3)
    for start in range(0, len(bids), _ACROSS):
        shown = bids[start : start + _ACROSS]
        columns = (
            Column(_("Criterion"), 42),
            *(Column(one.supplier, 58 / len(shown), right=True) for one in shown),
        )
        table(sheet, columns, _matrix_rows(data, lot, shown), dense=True)


def _scored(lot: LotPart) -> list[Standing | Excluded]:
    """Bids with points: those ranked, then those out with what they had reached."""
    return [*lot.result.standings, *(one for one in lot.result.excluded if one.scores)]


def _matrix_rows(data: ReportData, lot: LotPart, bids: Sequence[Standing | Excluded]) -> list[Row]:
    rows = []
    for top in data.model.criteria:
        for criterion, depth in _walk(top, lot.code, 0):
            cells = [_points(one, criterion) for one in bids]
            if any(cell != "–" for cell in cells):
                group = not criterion.is_leaf or depth == 0
                rows.append(Row((criterion.label, *cells), bold=group, indent=8 * depth))
    totals = [one.total.shown if isinstance(one, Standing) else "–" for one in bids]
    return [*rows, Row((_("Total"), *totals), strong=True)]


def _walk(criterion: Criterion, lot: str, depth: int) -> list[tuple[Criterion, int]]:
    found = [(criterion, depth)]
    for child in criterion.children_for(lot):
        found += _walk(child, lot, depth + 1)
    return found


def _points(one: Standing | Excluded, criterion: Criterion) -> str:
    score = one.scores.get(criterion.id)
    return "–" if score is None else score.shown


def _steps(sheet: Sheet, data: ReportData, lot: LotPart) -> None:
    if not lot.result.standings:
        return
    sheet.heading(_("How each total came about"), 3)
    blocks = [
        (f"{one.rank}. {one.supplier}: {one.total.shown}", explain(data.model, one))
        for one in lot.result.standings
    ]
    in_columns(sheet, blocks)
    text = _("Every number is rounded for print only; sums use the exact values.")
    if data.model.rounding.rank_on != "exact":
        text = _("Parts are rounded for print only; totals are compared as printed.")
    sheet.text(text, SMALL)
