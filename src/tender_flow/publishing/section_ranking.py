"""Sections 7 and 8: prices with the formula applied, and the ranking with every step behind it.

Points are printed with the prices and the formula, because points alone can't be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tender_flow.i18n import _
from tender_flow.i18n.formats import number
from tender_flow.i18n.outcomes import (
    compared_text,
    currency,
    gives_price_points,
    method_line,
    method_text,
    ranking_cells,
    ranking_headings,
    result_name,
    result_text,
)
from tender_flow.i18n.sentences import say
from tender_flow.i18n.steps import explain, explain_step
from tender_flow.publishing.chart import plain_bars, stacked_bars
from tender_flow.publishing.columns import in_columns
from tender_flow.publishing.report_data import LotPart, ReportData
from tender_flow.publishing.report_lot_data import DrawLine
from tender_flow.publishing.section import Draw, Part, Section
from tender_flow.publishing.sheet import SMALL, Sheet
from tender_flow.publishing.table import Column, Row, table
from tender_flow.publishing.words import at, listed, price
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Criterion, Model
from tender_flow.rules.evaluation.prices import FORMULAS
from tender_flow.rules.evaluation.results import Excluded, Standing
from tender_flow.rules.evaluation.rounding import shown

_MADE_UP = ("item", "compared")
"""The steps before a price is compared."""

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
    if leaf is None or leaf.price is None:
        return
    if gives_price_points(data.model):
        text = _("Points of a price by the published formula: {formula}.")
        sheet.text(text.format(formula=FORMULAS[leaf.price.formula].text))
    else:
        text = _("Prices earn no points: they are compared as money. {method}.")
        sheet.text(text.format(method=method_text(data.model)))


def _lot_prices(data: ReportData, lot: LotPart) -> Draw:
    model = data.model
    last = _("Points") if gives_price_points(model) else result_name(model)

    def draw(sheet: Sheet) -> None:
        columns = (
            Column(_("Bidder"), 24),
            Column(_("Price as read"), 19, right=True),
            Column(_("The formula applied"), 41),
            Column(last, 16, right=True),
        )
        _adjusted(sheet, model, lot)
        rows = [_priced(model, one) for one in lot.result.standings]
        out = (*lot.result.excluded, *lot.result.incomplete)
        without = _("not in the ranking")
        rows += [(one.supplier, price(one.price, currency(model)), without, "–") for one in out]
        table(sheet, columns, rows, empty=_("There is no bid in this lot."))
        ceiling = model.ceiling(lot.code)
        if ceiling is not None:
            amount = price(ceiling, currency(model))
            sheet.text(_("Ceiling of this lot: {amount}.").format(amount=amount), SMALL)

    return draw


def _adjusted(sheet: Sheet, model: Model, lot: LotPart) -> None:
    """Every item, correction and adjustment, from the price as read to the one compared."""
    if not any(step.what in _MADE_UP for one in lot.result.standings for step in one.steps):
        return
    blocks = [
        (
            f"{one.supplier}: {compared_text(model, one)}",
            [explain_step(model, step, one.scores) for step in one.steps if step.what in _MADE_UP],
        )
        for one in lot.result.standings
    ]
    sheet.heading(_("How each price is made up"), 3)
    in_columns(sheet, blocks)


def _priced(model: Model, one: Standing) -> tuple[str, ...]:
    """A price with the step that used it: its points, or the result where it earns none."""
    points = gives_price_points(model)
    used = "price" if points else "combined"
    steps = [step for step in one.steps if step.what == used]
    applied = explain_step(model, steps[0], one.scores) if steps else "–"
    amount = price(one.price, currency(model))
    if points:
        return one.supplier, amount, applied, number(Decimal(one.price_score.shown))
    return one.supplier, amount, applied, result_text(model, one.total.shown)


def rankings(data: ReportData) -> Section:
    """The ranking of each lot."""
    if data.prices_opened_at is None and data.model.price() is not None:
        text = _("There is no ranking before the prices have been opened.")
        return Section(_("Ranking"), (Part("", lambda sheet: sheet.text(text)),))
    parts = tuple(Part(lot.title, _ranking(data, lot), new_page=True) for lot in data.lots)
    return Section(_("Ranking"), parts)


def _ranking(data: ReportData, lot: LotPart) -> Draw:
    def draw(sheet: Sheet) -> None:
        _order(sheet, data.model, lot)
        _bars(sheet, data.model, lot)
        _matrix(sheet, data, lot)
        _steps(sheet, data, lot)

    return draw


def _order(sheet: Sheet, model: Model, lot: LotPart) -> None:
    headings = ranking_headings(model)
    strong = result_name(model)
    columns = (
        Column(_("Rank"), 8, right=True),
        Column(_("Bidder"), 32, bold=True),
        *(
            Column(heading, 60 / len(headings), right=True, bold=heading == strong)
            for heading in headings
        ),
    )
    rows = [
        (str(one.rank), one.supplier, *ranking_cells(model, one)) for one in lot.result.standings
    ]
    table(sheet, columns, rows, empty=_("No bid is in the ranking of this lot."))
    if line := method_line(model):
        sheet.text(line, after=3)
    out = [_reason(one) for one in (*lot.result.excluded, *lot.result.incomplete)]
    if out:
        sheet.heading(_("Without a rank"), 3)
        sheet.bullets(out)
    for finding in (*lot.result.findings, *lot.proposal_findings):
        sheet.text(say(finding), after=3)
    for line in lot.together:
        sheet.text(line.strip(), after=3)
    for draw in lot.draws:
        sheet.text(_draw(draw), after=3)


def _draw(one: DrawLine) -> str:
    """A draw by lot in a sentence, and whether it still counts."""
    text = _("Drawn by lot on {at}: {order}. {how} Witnesses: {witnesses}.")
    if not one.counts:
        text += " " + _("This draw is void: the ranking has changed since.")
    names = {"order": listed(one.order), "witnesses": listed(one.witnesses)}
    return text.format(at=at(one.drawn_at), how=one.how, **names)


def _reason(one: Excluded) -> str:
    reasons = " ".join(say(finding) for finding in one.reasons)
    if one.supplier in reasons:
        return reasons
    return _("{supplier}: {reasons}").format(supplier=one.supplier, reasons=reasons)


def _bars(sheet: Sheet, model: Model, lot: LotPart) -> None:
    """Points as stacked bars of 100; any other result as one bar for each bid."""
    standings = lot.result.standings
    if not standings:
        return
    if not gives_price_points(model):
        _plain_bars(sheet, model, standings)
        return
    sheet.heading(_("Points of each bid"), 3)
    bars = [
        (one.supplier, (_quality_part(model, one), one.price_score.shown), one.total.shown)
        for one in standings
    ]
    quality = _("Quality") if model.combine == "weighted_sum" else _("Quality, as it counts")
    stacked_bars(sheet, (quality, _("Price")), bars)


def _quality_part(model: Model, one: Standing) -> str:
    """What quality adds to the total; more than its points where they are rescaled to the best."""
    return shown(one.total.exact - one.price_score.exact, model.rounding)


def _plain_bars(sheet: Sheet, model: Model, standings: Sequence[Standing]) -> None:
    if any(one.total.exact < 0 for one in standings):
        return  # a result below zero has no length; the table above says it all
    sheet.heading(_("Result of each bid"), 3)
    best = _("the highest wins") if COMBINES[model.combine].higher_wins else _("the lowest wins")
    title = _("{name}: {best}").format(name=result_name(model), best=best)
    bars = [
        (one.supplier, one.total.shown, result_text(model, one.total.shown)) for one in standings
    ]
    plain_bars(sheet, title, bars, most="100" if COMBINES[model.combine].unit == "points" else "")


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
    totals = [
        result_text(data.model, one.total.shown) if isinstance(one, Standing) else "–"
        for one in bids
    ]
    return [*rows, Row((result_name(data.model), *totals), strong=True)]


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
    sheet.heading(_("How each result came about"), 3)
    blocks = [
        (
            f"{one.rank}. {one.supplier}: {result_text(data.model, one.total.shown)}",
            explain(data.model, one),
        )
        for one in lot.result.standings
    ]
    in_columns(sheet, blocks)
    text = _("Every number is rounded for print only; sums use the exact values.")
    if data.model.rounding.rank_on != "exact":
        text = _("Parts are rounded for print only; totals are compared as printed.")
    sheet.text(text, SMALL)
