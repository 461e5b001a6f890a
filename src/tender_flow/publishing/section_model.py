"""Section 5: the model as published: tree, effective weights, scale, minimums, price, rules.

The effective weight of each question is shown per lot, because weights that only a calculation
reveals have cost an authority its award (Mears v Leeds [2011] EWHC 1031 (TCC)).
"""

from __future__ import annotations

from collections.abc import Iterator

from tender_flow.i18n import _, ngettext
from tender_flow.i18n.award_rules import award_rules
from tender_flow.i18n.formats import span
from tender_flow.i18n.moderation import plain_words as moderation_words
from tender_flow.i18n.outcomes import method_text
from tender_flow.i18n.price_rules import correction_lines
from tender_flow.i18n.stages import stage_lines
from tender_flow.i18n.steps import setting_text
from tender_flow.i18n.tie_rules import rule_text
from tender_flow.publishing.report_data import ReportData
from tender_flow.publishing.section import Draw, Part, Section
from tender_flow.publishing.sheet import SMALL, Sheet
from tender_flow.publishing.table import Column, Row, facts, table
from tender_flow.publishing.words import PERIODS, RANK_ON, ROUNDING, at, plain, price, word
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import ALL_LOTS, Criterion, Model, PriceTerms
from tender_flow.rules.evaluation.prices import AS_PRICE, FORMULAS
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.evaluation.targets import TARGET_RULES


def section(data: ReportData) -> Section:
    """The published model."""
    model = data.model
    return Section(
        _("The published model"),
        (
            Part("", lambda sheet: _about(sheet, data)),
            Part(_("Criteria and weights"), lambda sheet: _tree(sheet, model)),
            *(
                Part(_("Scale: {scale}").format(scale=name.replace("_", " ")), _scale(model, name))
                for name in model.scales
            ),
            Part(_("Price, rounding, ties and award"), lambda sheet: _rules(sheet, model)),
            Part(_("Questions"), lambda sheet: _questions(sheet, model)),
        ),
    )


def _about(sheet: Sheet, data: ReportData) -> None:
    model = data.model
    pairs = [
        (_("Model"), model.title),
        (_("Version"), str(data.model_version)),
        (_("Published"), at(data.model_published_at)),
        (_("Source"), " ".join(model.source.split())),
    ]
    if model.illustrative:
        pairs.append((_("Illustrative"), " ".join(model.illustrative.split())))
    facts(sheet, pairs)


def _tree(sheet: Sheet, model: Model) -> None:
    lots = model.lots
    columns = (
        Column(_("Criterion"), 46),
        Column(_("Minimum"), 16),
        Column(_("Weight"), 12, right=True),
        *(
            Column(
                _("Share of {lot}").format(lot=lot.title or _("the whole")), 15, right=True
            )
            for lot in lots
        ),
    )  # fmt: skip
    rows = [row for top in model.criteria for row in _branch(model, top, 0)]
    table(sheet, columns, rows, dense=True)
    sheet.text(
        _(
            "Weight: the criterion's share among those beside it. Share: its share of a lot's "
            "whole, which is all weights on its way multiplied; it counts with its full share "
            "where the mark is the highest of the scale."
        ),
        SMALL,
    )


def _branch(model: Model, criterion: Criterion, depth: int) -> Iterator[Row]:
    weight = f"{exact_text(criterion.weight)}%" if criterion.weight is not None else "–"
    shares = [model.effective_weight(criterion.id, lot.id) for lot in model.lots]
    yield Row(
        (
            criterion.label,
            _minimum(criterion),
            weight,
            *(exact_text(share) if share else "–" for share in shares),
        ),
        strong=depth == 0,
        indent=12 * depth,
    )
    for child in criterion.criteria:
        yield from _branch(model, child, depth + 1)


def _minimum(criterion: Criterion) -> str:
    if criterion.kind == "pass_fail":
        return _("must be met")
    if criterion.minimum is None:
        return "–"
    if criterion.target is not None:
        return plain(criterion.minimum)
    if criterion.is_leaf:
        return _("mark {mark}").format(mark=plain(criterion.minimum))
    return _("{share}% of its points").format(share=plain(criterion.minimum))


def _questions(sheet: Sheet, model: Model) -> None:
    columns = (Column(_("Question"), 30, bold=True), Column(_("As published"), 70))
    rows = [
        (leaf.label, "\n".join(text for text in (leaf.question, _facts_of(leaf)) if text))
        for leaf in model.leaves()
        if leaf.kind != "price"
    ]
    table(sheet, columns, rows)


def _facts_of(leaf: Criterion) -> str:
    """Word limit and whether one answer counts in every lot."""
    texts = []
    if leaf.words is not None:
        limit = ngettext("At most {count} word.", "At most {count} words.", leaf.words)
        texts.append(limit.format(count=leaf.words))
    if leaf.shared and leaf.kind == "scored":
        texts.append(_("One answer, marked once, for all its lots."))
    if leaf.target is not None:
        text = _("A figure that the bidder promises: {unit}. Points: {formula}; {settings}.")
        rule = TARGET_RULES[leaf.target.rule]
        settings = [f"{name} {setting_text(one)}" for name, one in leaf.target.settings.items()]
        texts.append(
            text.format(unit=leaf.target.unit, formula=rule.text, settings=", ".join(settings))
        )
    return " ".join(texts)


def _scale(model: Model, name: str) -> Draw:
    def draw(sheet: Sheet) -> None:
        columns = (
            Column(_("Mark"), 8, right=True, bold=True),
            Column(_("Name"), 20, bold=True),
            Column(_("What earns it"), 72),
        )
        rows = [
            (span(plain(one.lowest), plain(one.highest)), one.name, one.description)
            for one in model.scales[name].bands
        ]
        table(sheet, columns, rows)
        if model.scales[name].is_range:
            text = _("Marks are given in steps of {step}.")
            sheet.text(text.format(step=plain(model.scales[name].step)))

    return draw


def _rules(sheet: Sheet, model: Model) -> None:
    rounding = model.rounding
    places = ngettext("{count} decimal place", "{count} decimal places", rounding.places)
    pairs = [
        (_("Result"), f"{method_text(model)}\n{COMBINES[model.combine].source}"),
        *_price_terms(model),
        (
            _("Rounding"),
            _("Totals to {places}; {mode}. Nothing is rounded before the total.").format(
                places=places.format(count=rounding.places), mode=word(ROUNDING, rounding.mode)
            ),
        ),
        (_("Comparison"), word(RANK_ON, rounding.rank_on)),
        (_("Equal totals"), _ties(model)),
        (_("Award"), " ".join(award_rules(model))),
        (_("Moderation"), "\n".join(moderation_words(model.moderation))),
    ]
    if model.stages:
        pairs.insert(0, (_("Stages"), "\n".join(stage_lines(model))))
    if model.minimum_total is not None:
        pairs.append((_("Least total"), plain(model.minimum_total)))
    facts(sheet, pairs)


def _price_terms(model: Model) -> list[tuple[str, str]]:
    leaf = model.price()
    if leaf is None or leaf.price is None:
        return [(_("Price"), _("Only quality counts."))]
    terms = leaf.price
    vat = _("VAT excluded") if terms.vat == "excluded" else _("VAT included")
    ceilings = [
        f"{_lot_title(model, lot)}: {price(amount, terms.currency)}"
        for lot, amount in terms.ceilings.items()
    ]
    return [
        (_("Price formula"), _price_rule(model, terms)),
        (_("Price asked"), f"{terms.currency}, {vat}, {word(PERIODS, terms.period)}"),
        (_("Prices made comparable"), "\n".join(correction_lines(terms)) or _("no rule published")),
        (_("Ceilings"), "\n".join(ceilings) or _("none")),
    ]


def _price_rule(model: Model, terms: PriceTerms) -> str:
    if terms.formula == AS_PRICE:
        return _("A price earns no points of its own: it is compared as money.")
    text = _(
        "{formula}, where W is the price's share, P the bid's own price, and Pmin, Pmax and Pmean "
        "the lowest, highest and mean price of the bids still in."
    )
    return text.format(formula=FORMULAS[terms.formula].text)


def _lot_title(model: Model, lot: str) -> str:
    return _("all lots together") if lot == ALL_LOTS else model.lot(lot).title or lot


def _ties(model: Model) -> str:
    if not model.ties:
        return _("No rule is published: a tie is reported, and nobody is proposed.")
    return "\n".join(
        f"{number}. {rule_text(model, rule)}" for number, rule in enumerate(model.ties, 1)
    )
