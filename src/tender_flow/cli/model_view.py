"""A model for people: the tree with every effective weight, scales and rules.

The effective weight is a leaf's share of the whole: what was not disclosed of it lost Mears v
Leeds, so it is shown before publication.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from tender_flow.cli.tables import print_table
from tender_flow.i18n import formats
from tender_flow.i18n.award_rules import award_rules
from tender_flow.i18n.moderation import plain_words as moderation_words
from tender_flow.i18n.outcomes import method_line
from tender_flow.i18n.price_rules import correction_lines
from tender_flow.i18n.stages import stage_lines
from tender_flow.i18n.steps import setting_text
from tender_flow.i18n.texts import _
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import ALL_LOTS
from tender_flow.rules.evaluation.parts import in_stage
from tender_flow.rules.evaluation.prices import AS_PRICE, FORMULAS
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.evaluation.targets import TARGET_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.definitions.models import LoadedModel
    from tender_flow.rules.evaluation.criteria import Criterion, Model, Scale
    from tender_flow.rules.evaluation.settings import Settings

INDENT = "  "


def print_model(loaded: LoadedModel) -> None:
    """Prints a model as a person would read it aloud at a meeting."""
    model = loaded.model
    click.echo(model.title)
    for text in (model.illustrative, model.source):
        if text:
            click.echo(text)
    click.echo()
    lots = [lot.title or lot.id for lot in model.lots]
    headings = [_("No."), _("Criterion"), _("Weight"), *lots, _("Minimum"), _("Notes")]
    right = {2, *range(3, 3 + len(lots))}
    print_table(headings, list(_rows(model, model.criteria, 0)), right=right)
    for scale in model.scales.values():
        click.echo()
        _print_scale(scale)
    click.echo()
    for line in _rule_lines(model):
        click.echo(line)


def _rows(model: Model, criteria: tuple[Criterion, ...], depth: int) -> Iterator[list[str]]:
    for one in criteria:
        yield [
            one.number,
            INDENT * depth + one.title,
            exact_text(one.weight) if one.weight is not None else "",
            *(_share(model, one, lot.id) for lot in model.lots),
            _minimum(one),
            _notes(one),
        ]
        yield from _rows(model, one.criteria, depth + 1)


def _share(model: Model, criterion: Criterion, lot: str) -> str:
    """The effective weight in a lot: per cent, or a fraction of 100 where per cents don't end.

    In brackets where it only selects: it is a share of the selection, not of the total.
    """
    share = model.effective_weight(criterion.id, lot)
    if share and any(
        in_stage(leaf, stage)
        for stage in model.stages
        if not stage.counts
        for leaf in criterion.walk()
    ):
        return f"({exact_text(share)}%)"
    return f"{exact_text(share)}%" if share else "–"


def _minimum(criterion: Criterion) -> str:
    if criterion.minimum is None:
        return ""
    text = formats.number(criterion.minimum)
    return text if criterion.is_leaf else f"{text}%"


def _notes(criterion: Criterion) -> str:
    notes = []
    if criterion.kind == "pass_fail":
        notes.append(_("pass or fail"))
    if criterion.kind == "scored":
        notes.append(_("shared") if criterion.shared else _("each lot"))
        notes.append(_("round {name}").format(name=criterion.round))
    if criterion.target is not None:
        notes.append(_("target: {unit}").format(unit=criterion.target.unit))
        notes.append(_("shared") if criterion.shared else _("each lot"))
    if criterion.words is not None:
        notes.append(_("{count} words").format(count=formats.number(Decimal(criterion.words))))
    if criterion.specialism is not None:
        notes.append(criterion.specialism)
    return ", ".join(notes)


def _print_scale(scale: Scale) -> None:
    click.echo(_("Scale {name}").format(name=scale.id))
    rows = [
        (
            formats.span(formats.number(band.lowest), formats.number(band.highest)),
            band.name,
            band.description,
        )
        for band in scale.bands
    ]
    print_table([_("Mark"), _("Name"), _("Description")], rows, right={0})
    if scale.is_range:
        text = _("Marks are given in steps of {step}.")
        click.echo(text.format(step=formats.number(scale.step)))


def _rule_lines(model: Model) -> Iterator[str]:
    """The rules in plain lines."""
    yield _("Combined by: {name}").format(name=model.combine)
    if model.combine != "weighted_sum":
        yield method_line(model)
        yield _("Source of the rule: {source}").format(source=COMBINES[model.combine].source)
    yield from _setting_lines(model.combine_settings)
    yield from _price_lines(model)
    yield from _target_lines(model)
    yield from stage_lines(model)
    yield from _moderation_lines(model)
    rounding = model.rounding
    yield _("Rounding: {places} places, {mode}, at the {at}; ranks on {basis} totals").format(
        places=rounding.places, mode=rounding.mode, at=rounding.at, basis=rounding.rank_on
    )
    yield _("Ties: {rules}").format(rules=", ".join(model.ties) or _("no published rule"))
    if model.minimum_total is not None:
        yield _("Minimum total: {points}").format(points=formats.number(model.minimum_total))
    yield from award_rules(model)
    yield from _practice_lines(model)
    yield from _screen_lines(model)


def _price_lines(model: Model) -> Iterator[str]:
    price = model.price()
    if price is None or price.price is None:
        return
    terms = price.price
    formula = FORMULAS[terms.formula]
    name = terms.formula if terms.formula != AS_PRICE else _("compared as money")
    yield _("Price: {name}, {formula}; {currency}, VAT {vat}, per {period}").format(
        name=name,
        formula=formula.text,
        currency=terms.currency,
        vat=terms.vat,
        period=terms.period,
    )
    yield from _setting_lines(terms.settings)
    for item, quantity in terms.basket.items():
        yield _("Basket: {item} × {quantity}").format(item=item, quantity=formats.number(quantity))
    yield from correction_lines(terms)
    for lot, ceiling in terms.ceilings.items():
        title = _("all lots together") if lot == ALL_LOTS else model.lot(lot).title
        amount = formats.money(ceiling, terms.currency)
        yield _("Ceiling of {lot}: {amount}").format(lot=title, amount=amount)


def _target_lines(model: Model) -> Iterator[str]:
    """How each promised figure is scored."""
    for leaf in model.targets():
        assert leaf.target is not None
        terms, rule = leaf.target, TARGET_RULES[leaf.target.rule]
        yield _("Target {label}: {unit}; {rule}, {formula}").format(
            label=leaf.label, unit=terms.unit, rule=terms.rule, formula=rule.text
        )
        yield from _setting_lines(terms.settings)
        if terms.most is not None:
            yield INDENT + _("most: {number}").format(number=formats.number(terms.most))


def _setting_lines(settings: Settings) -> Iterator[str]:
    """The settings of a formula, each on its line; tables as mark and number."""
    for name, value in settings.items():
        yield f"{INDENT}{name}: {setting_text(value)}"


def _screen_lines(model: Model) -> Iterator[str]:
    for screen in model.screens:
        yield _("Test for abnormally low prices: {rule}").format(rule=screen.rule)
        yield from _setting_lines(screen.settings)


def _moderation_lines(model: Model) -> Iterator[str]:
    yield _("Moderation:")
    for words in moderation_words(model.moderation):
        yield f"  {words}"


def _practice_lines(model: Model) -> Iterator[str]:
    """That the panel gets a practice answer, and to which question."""
    if model.practice is None:
        return
    asked = model.practice.question
    yield _("Practice answer for the panel, invented and never recorded, to: {question}").format(
        question=asked.label or asked.question
    )
