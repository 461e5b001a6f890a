"""A model for programs: everything that `model show` says, as JSON takes it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tender_flow.cli.plain import plain
from tender_flow.i18n.moderation import plain_words as moderation_words
from tender_flow.i18n.steps import setting_text

if TYPE_CHECKING:
    from tender_flow.definitions.models import LoadedModel
    from tender_flow.rules.evaluation.criteria import Criterion, Model, Scale, Stage
    from tender_flow.rules.evaluation.moderation_rules import Override, Tolerance, Trim
    from tender_flow.rules.evaluation.settings import Settings


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


def _plain_setting(value: object) -> object:
    """A setting for programs: texts, or a mapping of them."""
    if isinstance(value, Mapping):
        return {setting_text(key): _plain_setting(one) for key, one in value.items()}
    return setting_text(value)


def _plain_settings(settings: Settings) -> dict[str, object]:
    return {name: _plain_setting(value) for name, value in settings.items()}


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
