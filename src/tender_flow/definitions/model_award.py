"""Reads how the lots of a model are awarded together, and what must hold about it.

award:
  per_lot: 1
  method: least_total_price              # unless said: lot_by_lot
  maximum_lots_per_supplier: 2
  not_together: [[north, south]]
  minimum_suppliers: 2
  conditional_discounts: true
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tender_flow.definitions.model_checks import CLEAR_WEIGHTS, Places
from tender_flow.definitions.reader import Fields, Node
from tender_flow.rules.evaluation.allocating import GOALS
from tender_flow.rules.evaluation.award import LOT_BY_LOT, WHEN_CAPPED
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import AwardRules, LotRule, Model
from tender_flow.rules.findings import Fact, Finding, Severity

_KEYS = (
    "per_lot",
    "method",
    "maximum_lots_per_supplier",
    "when_capped",
    "not_together",
    "minimum_suppliers",
    "conditional_discounts",
)


def read_award(fields: Fields, places: Places, lots: tuple[LotRule, ...]) -> AwardRules:
    """The rules of the award; a count below one, or a pair that is none, is a finding."""
    node = fields.node_of("award")
    if node is None:
        return AwardRules()
    places["award"] = [node.place]
    found = node.fields(*_KEYS)
    known = tuple(lot.id for lot in lots)
    pairs = [_pair(item, known) for item in found.items("not_together", required=False)]
    return AwardRules(
        per_lot=count(found, "per_lot", required=True) or 1,
        maximum_lots_per_supplier=count(found, "maximum_lots_per_supplier"),
        when_capped=found.choice("when_capped", tuple(WHEN_CAPPED), "") or None,
        method=found.choice("method", (LOT_BY_LOT, *GOALS), LOT_BY_LOT) or LOT_BY_LOT,
        not_together=tuple(pair for pair in pairs if pair is not None),
        minimum_suppliers=count(found, "minimum_suppliers") or 1,
        conditional_discounts=found.flag("conditional_discounts"),
    )


def count(fields: Fields, key: str, *, required: bool = False) -> int | None:
    """A whole number of one or more; None and a finding for anything else."""
    if key not in fields and not required:
        return None
    found = fields.integer(key)
    if found is not None and found < 1:
        fields.entries[key].problem("count-below-one", field=key)
        return None
    return found


def _pair(node: Node, known: tuple[str, ...]) -> tuple[str, str] | None:
    lots = tuple(item.as_text() for item in node.items())
    if len(set(lots)) != 2 or len(lots) != 2 or not set(lots) <= set(known):
        node.problem("not-together-unusable", lots=lots, known=known)
        return None
    return lots[0], lots[1]


def goal_fits_the_model(model: Model, places: Places) -> Iterator[Finding]:
    """A sum of prices needs prices; a sum of totals means something where the highest wins."""
    method = model.award.method
    about: dict[str, Fact] = {"method": method, "combine": model.combine}
    if method == "least_total_price" and model.price() is None:
        yield _problem(places, "award-method-needs-price", about)
    if method == "best_total_score" and not COMBINES[model.combine].higher_wins:
        yield _problem(places, "award-method-needs-highest", about)


def limits_fit_the_method(model: Model, places: Places) -> Iterator[Finding]:
    """What only a comparison of whole allocations can keep is stated only with one."""
    award = model.award
    whole = award.method != LOT_BY_LOT
    if whole and award.when_capped is not None:
        yield _problem(places, "when-capped-not-asked", {"method": award.method})
    for key, stated in (
        ("minimum_suppliers", award.minimum_suppliers > 1),
        ("conditional_discounts", award.conditional_discounts),
    ):
        if stated and not whole:
            yield _problem(places, "award-key-needs-whole", {"key": key, "methods": tuple(GOALS)})
    leaf = model.price()
    terms = leaf.price if leaf is not None else None
    if award.conditional_discounts and (terms is None or terms.basket or terms.corrections.any):
        yield _problem(places, "discounts-need-one-price", {})
    if award.minimum_suppliers > len(model.lots) * award.per_lot:
        facts: dict[str, Fact] = {"least": award.minimum_suppliers, "lots": len(model.lots)}
        yield _problem(places, "minimum-suppliers-impossible", facts)


def a_limit_has_a_rule(model: Model, places: Places) -> Iterator[Finding]:
    """A limit that can bite needs an objective, published rule for who gets which lot."""
    award = model.award
    cap = award.maximum_lots_per_supplier
    bites = cap is not None and cap < len(model.lots)
    if award.method != LOT_BY_LOT or award.when_capped is not None:
        return
    place = places["award"][0] if places.get("award") else None
    if bites:
        yield Finding("cap-without-rule", {"cap": cap}, Severity.WARNING, place, CLEAR_WEIGHTS)
    elif award.not_together:
        yield Finding("pair-without-rule", {}, Severity.WARNING, place, CLEAR_WEIGHTS)


AWARD_CHECKS: list[Callable[[Model, Places], Iterator[Finding]]] = [
    goal_fits_the_model,
    limits_fit_the_method,
    a_limit_has_a_rule,
]
"""The checks about the award, as `model_checks.CHECKS` are about the rest."""


def _problem(places: Places, code: str, facts: dict[str, Fact]) -> Finding:
    return Finding(code, facts, place=places["award"][0] if places.get("award") else None)
