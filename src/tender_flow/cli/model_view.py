"""A model for people and for programs: the tree with every effective weight, scales and rules.

The effective weight is a leaf's share of the whole: what was not disclosed of it lost Mears v
Leeds, so it is shown before publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.plain import plain
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
    from tender_flow.rules.evaluation.criteria import Criterion, Model, Scale, Stage
    from tender_flow.rules.evaluation.moderation_rules import Override, Tolerance, Trim
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


def as_plain(loaded: LoadedModel) -> dict[str, Any]:
    """A model for programs; numbers are texts, so that no reader makes floats of them."""
    model = loaded.model
    return {
        "id": model.id,
        "title": model.title,
        "illustrative": model.illustrative,
        "source": model.source,
        "digest": loaded.digest,
        "combine": model.combine,
        "combine_settings": _plain_settings(model.combine_settings),
        "abnormally_low": [
            {"rule": one.rule, "settings": _plain_settings(one.settings)} for one in model.screens
        ],
        "lots": [{"id": lot.id, "title": lot.title} for lot in model.lots],
        "rounds": list(model.rounds),
        "stages": [_plain_stage(stage) for stage in model.stages],
        "criteria": [_plain_criterion(model, one) for one in model.criteria],
        "minimum_total": _text(model.minimum_total),
        "scales": {scale.id: _plain_scale(scale) for scale in model.scales.values()},
        "moderation": _plain_moderation(model),
        "rounding": {
            "places": model.rounding.places,
            "mode": model.rounding.mode,
            "at": model.rounding.at,
            "rank_on": model.rounding.rank_on,
        },
        "reasons": {
            "minimum_words": model.reasons.minimum_words,
            "gate": list(model.reasons.gate),
        },
        "ties": list(model.ties),
        "award": {
            "per_lot": model.award.per_lot,
            "maximum_lots_per_supplier": model.award.maximum_lots_per_supplier,
            "when_capped": model.award.when_capped,
            "method": model.award.method,
            "not_together": [list(pair) for pair in model.award.not_together],
            "minimum_suppliers": model.award.minimum_suppliers,
            "conditional_discounts": model.award.conditional_discounts,
        },
        "practice": _plain_practice(model),
    }


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


def _plain_setting(value: object) -> object:
    """A setting for programs: texts, or a mapping of them."""
    if isinstance(value, Mapping):
        return {setting_text(key): _plain_setting(one) for key, one in value.items()}
    return setting_text(value)


def _plain_settings(settings: Settings) -> dict[str, object]:
    return {name: _plain_setting(value) for name, value in settings.items()}


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


def _plain_practice(model: Model) -> dict[str, Any] | None:
    practice = model.practice
    if practice is None:
        return None
    asked = practice.question
    return {
        "question": asked.id,
        "title": asked.title,
        "text": asked.question,
        "scale": asked.scale,
        "answer": practice.answer,
    }


def _plain_criterion(model: Model, one: Criterion) -> dict[str, Any]:
    terms = one.price
    weights = {lot.id: str(model.effective_weight(one.id, lot.id)) for lot in model.lots}
    return {
        "id": one.id,
        "number": one.number,
        "title": one.title,
        "kind": one.kind,
        "weight": str(one.weight) if one.weight is not None else None,
        "total": str(one.total) if one.criteria else None,
        "effective_weight": weights,
        "lots": list(one.lots),
        "shared": one.shared,
        "round": one.round,
        "scale": one.scale,
        "minimum": _text(one.minimum),
        "words": one.words,
        "specialism": one.specialism,
        "question": one.question,
        "guidance": one.guidance,
        "price": None
        if terms is None
        else {
            "formula": terms.formula,
            "settings": _plain_settings(terms.settings),
            "corrections": plain(terms.corrections),
            "basket": {item: str(quantity) for item, quantity in terms.basket.items()},
            "currency": terms.currency,
            "vat": terms.vat,
            "period": terms.period,
            "ceiling": {lot: str(amount) for lot, amount in terms.ceilings.items()},
        },
        "target": _plain_target(one),
        "criteria": [_plain_criterion(model, below) for below in one.criteria],
    }


def _plain_stage(stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "title": stage.title,
        "rounds": list(stage.rounds),
        "points": "carry" if stage.counts else "select",
        "best": stage.best,
        "minimum": _text(stage.minimum),
        "tied": stage.tied,
        "ties": list(stage.ties),
    }


def _plain_target(one: Criterion) -> dict[str, Any] | None:
    if one.target is None:
        return None
    return {
        "unit": one.target.unit,
        "rule": one.target.rule,
        "settings": _plain_settings(one.target.settings),
        "most": _text(one.target.most),
    }


def _plain_scale(scale: Scale) -> list[dict[str, str]]:
    if scale.is_range:
        return [
            {
                "from": str(band.lowest),
                "to": str(band.highest),
                "step": str(scale.step),
                "name": band.name,
                "description": band.description,
            }
            for band in scale.bands
        ]
    return [
        {"mark": str(level.mark), "name": level.name, "description": level.description}
        for level in scale.levels
    ]


def _plain_moderation(model: Model) -> dict[str, Any] | None:
    moderation = model.moderation
    if moderation is None:
        return None
    return {
        "method": moderation.method,
        "tolerance": _plain_tolerance(moderation.tolerance),
        "within_tolerance": moderation.within_tolerance,
        "minimum_marks": moderation.minimum_marks,
        "off_scale": moderation.off_scale,
        "trim": _plain_trim(moderation.trim),
        "override": _plain_override(moderation.override),
        "words": list(moderation_words(moderation)),
    }


def _plain_tolerance(tolerance: Tolerance | None) -> dict[str, str | None] | None:
    if tolerance is None:
        return None
    unit = "share" if tolerance.is_share else "marks"
    return {unit: str(tolerance.value), "far": _text(tolerance.far)}


def _plain_trim(trim: Trim | None) -> dict[str, str | None] | None:
    if trim is None:
        return None
    each_end = str(trim.each_end) if trim.each_end is not None else None
    return {"each_end": each_end, "share": _text(trim.share)}


def _plain_override(override: Override | None) -> dict[str, str | bool] | None:
    if override is None:
        return None
    return {"role": override.role, "second_approver": override.second_approver}


def _text(number: Decimal | None) -> str | None:
    return str(number) if number is not None else None
