"""What must hold between a model's way of combining and the rest of it: price, questions, rules."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tender_flow.definitions.model_checks import CLEAR_WEIGHTS, PRICED, Places, tie_rule
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Criterion, Model
from tender_flow.rules.evaluation.offers import TOTAL, running
from tender_flow.rules.evaluation.parts import counted_model
from tender_flow.rules.evaluation.prices import AS_PRICE
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.evaluation.scales import listed
from tender_flow.rules.evaluation.settings import Levels, amounts, levels, table, word
from tender_flow.rules.findings import Fact, Finding, Place, Severity


def price_fits_the_combine(model: Model, places: Places) -> Iterator[Finding]:
    """Price has a weight and a formula only where the way of combining counts them."""
    way, price = COMBINES[model.combine], model.price()
    about: dict[str, Fact] = {"combine": model.combine}
    if price is None:
        if way.price in {"weight", "money"} or way.formula is not None:
            yield _at(places, "combine", "combine-needs-price", about)
        return
    formula = price.price.formula if price.price is not None else AS_PRICE
    about = {**about, "criterion": price.label}
    if way.price == "points" and formula == AS_PRICE:
        yield _at(places, price.id, "price-formula-missing", about)
    elif way.price != "points" and formula != AS_PRICE:
        yield _at(places, price.id, "price-formula-not-counted", about)
    elif way.formula is not None and formula != way.formula:
        yield _at(places, price.id, "combine-needs-formula", {**about, "formula": way.formula})
    if way.price not in PRICED and price.weight is not None:
        yield _at(places, f"weight.{price.id}", "price-weight-not-counted", about)


def quality_fits_the_combine(model: Model, places: Places) -> Iterator[Finding]:
    """Only price alone goes without questions; some sources want a minimum or a ceiling."""
    way = COMBINES[model.combine]
    about: dict[str, Fact] = {"combine": model.combine}
    if (
        model.combine not in {"weighted_sum", "lowest_price"}
        and not counted_model(model).questions()
    ):
        yield _at(places, "combine", "combine-needs-questions", about)
    if way.wants_minimum and not any(one.minimum is not None for one in model.walk()):
        yield _at(places, "combine", "combine-wants-minimum", about, Severity.WARNING, way.source)
    price = model.price()
    ceilings = price.price.ceilings if price is not None and price.price is not None else {}
    if way.wants_ceiling and not ceilings:
        yield _at(places, "combine", "combine-wants-ceiling", about, Severity.WARNING, way.source)


def rules_fit_the_combine(model: Model, places: Places) -> Iterator[Finding]:
    """A least total and “largest total” mean something only for points, where the most wins."""
    way = COMBINES[model.combine]
    about: dict[str, Fact] = {"combine": model.combine}
    if model.minimum_total is not None and not way.gives_points:
        yield _at(places, "minimum_total", "minimum-total-needs-points", about)
    if model.award.when_capped == "largest_total" and not way.higher_wins:
        yield _at(places, "award", "cap-rule-needs-highest", about)


def tables_cover_the_questions(model: Model, places: Places) -> Iterator[Finding]:
    """A published table names every question and every mark of its scale, and nothing else."""
    for asked in COMBINES[model.combine].asks:
        if asked.name not in model.combine_settings:
            continue
        if asked.kind == "rule":
            yield from tie_rule(model, places, word(model.combine_settings, asked.name), "combine")
        elif asked.kind == "question":
            yield from _one_question(model, places, word(model.combine_settings, asked.name))
        elif asked.kind == "amounts":
            found = amounts(model.combine_settings, asked.name)
            yield from _every_question(model, places, asked.name, tuple(found))
        elif asked.kind == "levels":
            by_mark = levels(model.combine_settings, asked.name)
            for leaf in counted_model(model).questions():
                yield from _every_mark(model, places, asked.name, leaf, by_mark)
        elif asked.kind == "table":
            yield from _table(model, places, asked.name)


def features_stay_below_one(model: Model, places: Places) -> Iterator[Finding]:
    """Prozorro: the largest values of all features add up to less than 1."""
    if "features" not in model.combine_settings:
        return
    found = table(model.combine_settings, "features")
    most = sum((max(values.values()) for values in found.values() if values), Fraction(0))
    if most >= 1:
        yield _at(places, "combine", "features-not-below-one", {"sum": exact_text(most)})


def items_are_named_once(model: Model, places: Places) -> Iterator[Finding]:
    """Items have names of their own; estimates and running costs belong to items asked for."""
    price = model.price()
    if price is None or price.price is None:
        return
    terms = price.price
    items = (*terms.basket, *running(terms))
    if TOTAL in items:
        yield _at(places, price.id, "item-named-total", {})
    if terms.corrections.adjusts and terms.settings.get("above_full") == "refuse":
        # whether a price is refused is decided before it is adjusted
        yield _at(places, price.id, "refusal-beside-adjustments", {})
    if twice := tuple(item for item in terms.basket if item in running(terms)):
        yield _at(places, price.id, "item-twice", {"items": twice})
    if strange := tuple(one for one in terms.corrections.estimates if one not in items):
        yield _at(places, price.id, "estimate-of-no-item", {"unknown": strange, "known": items})


def preference_is_of_the_scope(model: Model, places: Places) -> Iterator[Finding]:
    """ADB: the margin is taken of the price adjusted for scope, so nothing else may adjust it."""
    price = model.price()
    if model.combine != "preference_margin" or price is None or price.price is None:
        return
    published = price.price.corrections
    others = {
        "late_completion": published.late_completion,
        "running_costs": published.running_costs,
    }
    if stated := tuple(name for name, rule in others.items() if rule is not None):
        yield _at(places, price.id, "preference-beside-adjustments", {"stated": stated})


COMBINE_CHECKS = [
    preference_is_of_the_scope,
    items_are_named_once,
    price_fits_the_combine,
    quality_fits_the_combine,
    rules_fit_the_combine,
    tables_cover_the_questions,
    features_stay_below_one,
]
"""Every check of a model's way of combining."""


def _table(model: Model, places: Places, setting: str) -> Iterator[Finding]:
    found = table(model.combine_settings, setting)
    yield from _every_question(model, places, setting, tuple(found))
    for leaf in counted_model(model).questions():
        if leaf.id in found:
            yield from _every_mark(model, places, setting, leaf, found[leaf.id])


def _every_question(
    model: Model, places: Places, setting: str, named: tuple[str, ...]
) -> Iterator[Finding]:
    questions = tuple(leaf.id for leaf in counted_model(model).questions())
    missing = tuple(one for one in questions if one not in named)
    unknown = tuple(one for one in named if one not in questions)
    if missing:
        facts: dict[str, Fact] = {"setting": setting, "missing": missing}
        yield _at(places, "combine", "setting-questions-missing", facts)
    if unknown:
        facts = {"setting": setting, "unknown": unknown, "known": questions}
        yield _at(places, "combine", "setting-questions-unknown", facts)


def _every_mark(
    model: Model, places: Places, setting: str, leaf: Criterion, by_mark: Levels
) -> Iterator[Finding]:
    scale = model.scales.get(leaf.scale or "")
    marks = [level.mark for level in scale.levels] if scale is not None else []
    missing = listed([mark for mark in marks if Fraction(mark) not in by_mark])
    if missing:
        facts: dict[str, Fact] = {
            "setting": setting,
            "criterion": leaf.label,
            "missing": missing,
        }
        yield _at(places, "combine", "setting-marks-missing", facts)


def _one_question(model: Model, places: Places, name: str) -> Iterator[Finding]:
    everywhere = tuple(
        leaf.id
        for leaf in counted_model(model).questions()
        if all(leaf.applies_to(lot.id) for lot in model.lots)
    )
    if name not in everywhere:
        facts: dict[str, Fact] = {
            "setting": "question",
            "unknown": (name,),
            "known": everywhere,
        }
        yield _at(places, "combine", "setting-questions-unknown", facts)


def _at(
    places: Places,
    key: str,
    code: str,
    facts: dict[str, Fact],
    severity: Severity = Severity.PROBLEM,
    source: str | None = CLEAR_WEIGHTS,
) -> Finding:
    found: list[Place] = places.get(key) or places.get("combine", [])
    return Finding(code, facts, severity, found[0] if found else None, source)
