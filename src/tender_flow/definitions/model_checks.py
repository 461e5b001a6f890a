"""What must hold over a whole evaluation model, as a list of small checks.

Each check gets the model as far as it could be read and the lines of its parts, and yields its
findings. Adding a rule is a function, a line in `CHECKS` and a test. A check never repeats what
reading has already said: a weight that isn't a number is left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import ALL_LOTS, WHOLE, Criterion, Model
from tender_flow.rules.evaluation.parts import counted_model, part_of
from tender_flow.rules.evaluation.rounding import exact_text
from tender_flow.rules.evaluation.ties import DRAWN_BY_LOT, WORDS, rule_parts
from tender_flow.rules.findings import Fact, Finding, Place, Severity

Places = dict[str, list[Place]]
"""Where things stand: criteria by id, `lots.east`, `scales.x`, `ceiling.east`, `ties.0` …"""

CLEAR_WEIGHTS = "Procurement Act 2023 s.23"

WEIGHED = {"scored", "target", "price"}
"""The leaves that earn points."""

PRICED = {"points", "weight"}
"""The ways of combining in which price has a weight."""


def ids_are_unique(model: Model, places: Places) -> Iterator[Finding]:
    """Two criteria or two lots with the same id can't be told apart in marks and prices."""
    ids = [criterion.id for criterion in model.walk()] + [f"lots.{lot.id}" for lot in model.lots]
    for one in dict.fromkeys(ids):
        stands = places.get(one, [])
        for place in stands[1:]:
            facts: dict[str, Fact] = {"id": one.removeprefix("lots."), "first": stands[0].line}
            if facts["id"]:
                yield Finding("id-twice", facts, place=place)


def lot_ids_are_free(model: Model, places: Places) -> Iterator[Finding]:
    """`all` and `whole` have a meaning of their own."""
    for lot in model.lots:
        if f"lots.{lot.id}" in places and lot.id in {ALL_LOTS, WHOLE}:
            yield _at(places, f"lots.{lot.id}", "lot-id-taken", id=lot.id)


def something_is_weighed(model: Model, places: Places) -> Iterator[Finding]:
    """A model without anything to mark or price ranks nobody."""
    if not any(leaf.kind in WEIGHED for leaf in model.leaves()):  # price as money too
        yield _at(places, "criteria", "nothing-to-weigh")


def everything_has_a_weight(model: Model, places: Places) -> Iterator[Finding]:
    """What is marked or priced counts for something; what is only met or not has no weight."""
    for criterion in model.walk():
        needs = _is_weighed(model, criterion)
        if needs and criterion.weight is None and _was_not_written(criterion, places):
            yield _at(places, criterion.id, "weight-missing", criterion=criterion.label)
        if not needs and criterion.criteria and criterion.weight is not None:
            yield _at(places, criterion.id, "weight-on-requirement", field=criterion.label)


def weights_add_up(model: Model, places: Places) -> Iterator[Finding]:
    """At every level, in every lot, the weights of what counts there add up to the total."""
    counted = counted_model(model)
    for tops in (counted, *(part_of(model, stage) for stage in model.stages if not stage.counts)):
        yield from _level(tops, places, None)
    for group in model.walk():
        if group.kind == "group" and _is_weighed(model, group):
            yield from _level(model, places, group)


def scales_are_known(model: Model, places: Places) -> Iterator[Finding]:
    """Every question is marked on a scale of this file."""
    known = tuple(model.scales)
    for leaf in model.questions():
        if leaf.scale and leaf.scale not in model.scales:
            facts: dict[str, Fact] = {"scale": leaf.scale, "known": known}
            yield _at(places, leaf.id, "scale-unknown", **facts)


def scales_can_mark(model: Model, places: Places) -> Iterator[Finding]:
    """A scale has two marks at least, none below zero."""
    for name, scale in model.scales.items():
        if not scale.levels and scale.is_range:
            continue  # its reader said what is wrong
        if len(scale.levels) < 2:
            yield _at(places, f"scales.{name}", "scale-too-short", scale=name)
        elif scale.lowest.mark < 0:
            yield _at(places, f"scales.{name}", "scale-below-zero", scale=name)


def ranges_are_marked_elsewhere(model: Model, places: Places) -> Iterator[Finding]:
    """Marks on a range can be evaluated from a file; the panel's screen has no room for them."""
    for name, scale in model.scales.items():
        if scale.is_range and scale.levels:
            place = _place(places, f"scales.{name}")
            yield Finding("scale-range-not-on-screen", {"scale": name}, Severity.WARNING, place)


def minimums_are_possible(model: Model, places: Places) -> Iterator[Finding]:
    """A question's minimum is on its scale; a section's or the total's lies within 0 and 100."""
    for criterion in model.walk():
        if criterion.minimum is None:
            continue
        if criterion.kind == "scored":
            yield from _leaf_minimum(model, places, criterion)
        elif criterion.kind == "target":
            continue  # a figure of its own: `model_targets`
        elif not 0 <= criterion.minimum <= 100:
            yield _at(places, criterion.id, "minimum-not-per-cent", minimum=criterion.minimum)
        elif any(below.kind == "price" for below in criterion.walk()):
            yield _at(places, criterion.id, "minimum-over-price", criterion=criterion.label)
        elif not any(below.kind in {"scored", "target"} for below in criterion.walk()):
            yield _at(places, criterion.id, "minimum-without-marks", field=criterion.label)
    if model.minimum_total is not None and not 0 <= model.minimum_total <= 100:
        yield _at(places, "minimum_total", "minimum-not-per-cent", minimum=model.minimum_total)


def lots_are_known(model: Model, places: Places) -> Iterator[Finding]:
    """Criteria and ceilings name only the model's lots; a criterion stays within its section's."""
    known = tuple(lot.id for lot in model.lots)
    for criterion in model.walk():
        for lot in criterion.lots:
            if lot and lot not in known:
                yield _at(places, criterion.id, "model-lot-unknown", lot=lot, known=known)
        for child in criterion.criteria:
            outside = tuple(
                lot for lot in child.lots if criterion.lots and lot not in criterion.lots
            )
            if outside:
                yield _at(places, child.id, "lot-outside-section", lots=outside)
    price = model.price()
    for lot in price.price.ceilings if price is not None and price.price is not None else ():
        if lot not in (*known, ALL_LOTS):
            yield _at(
                places, f"ceiling.{lot}", "model-lot-unknown", lot=lot, known=(*known, ALL_LOTS)
            )


def there_is_one_price(model: Model, places: Places) -> Iterator[Finding]:
    """A bid has one price per lot, so a model has at most one price criterion, in every lot."""
    prices = [leaf for leaf in model.leaves() if leaf.kind == "price"]
    for leaf in prices[1:]:
        yield _at(places, leaf.id, "price-twice", first=prices[0].id)
    for leaf in prices[:1]:
        if any(not leaf.applies_to(lot.id) for lot in model.lots):
            yield _at(places, leaf.id, "price-not-in-every-lot", criterion=leaf.label)


def rounds_are_known(model: Model, places: Places) -> Iterator[Finding]:
    """A question belongs to one of the model's rounds."""
    for leaf in model.questions():
        if leaf.round not in model.rounds:
            yield _at(places, leaf.id, "round-unknown", round=leaf.round, known=model.rounds)


def ties_can_be_broken(model: Model, places: Places) -> Iterator[Finding]:
    """A tie rule names a direction and a criterion that has points (or a price) in every lot.

    A draw leaves nothing to decide, so it stands last.
    """
    for index, rule in enumerate(model.ties):
        if rule not in WORDS:
            yield from tie_rule(model, places, rule, f"ties.{index}")
        elif rule == DRAWN_BY_LOT and index + 1 < len(model.ties):
            yield _at(places, f"ties.{index}", "tie-rule-after-draw", rule=model.ties[index + 1])


def tie_rule(model: Model, places: Places, rule: str, place: str) -> Iterator[Finding]:
    """One rule; the way of combining may carry one too."""
    direction, name = rule_parts(rule)
    if direction not in {"higher", "lower"} or not name:
        yield _at(places, place, "tie-rule-unreadable", rule=rule)
    elif direction == "lower":
        price = model.price()
        if price is None or name not in {"price", price.id}:
            yield _at(places, place, "tie-rule-needs-price", rule=rule)
    elif not _has_points_everywhere(model, name):
        yield _at(places, place, "tie-rule-needs-points", rule=rule, criterion=name)


def ties_are_published(model: Model, places: Places) -> Iterator[Finding]:
    """Without a published rule a tie stops the award; better known now."""
    if not model.ties:
        place = _place(places, "ties")
        yield Finding("ties-not-published", {}, Severity.WARNING, place, CLEAR_WEIGHTS)


def questions_have_words(model: Model, places: Places) -> Iterator[Finding]:
    """A panel member marks an answer against its question, so a pack needs the question's text."""
    for leaf in model.questions():
        if not leaf.question:
            place = _place(places, leaf.id)
            facts: dict[str, Fact] = {"criterion": leaf.label}
            yield Finding("question-without-text", facts, Severity.WARNING, place)


CHECKS: list[Callable[[Model, Places], Iterator[Finding]]] = [
    ids_are_unique,
    lot_ids_are_free,
    something_is_weighed,
    everything_has_a_weight,
    weights_add_up,
    scales_are_known,
    scales_can_mark,
    ranges_are_marked_elsewhere,
    minimums_are_possible,
    lots_are_known,
    there_is_one_price,
    rounds_are_known,
    ties_can_be_broken,
    ties_are_published,
    questions_have_words,
]
"""Every check of a model, in the order in which their findings make sense."""


def _place(places: Places, key: str) -> Place | None:
    return places[key][0] if places.get(key) else None


def _at(places: Places, key: str, code: str, /, **facts: Fact) -> Finding:
    return Finding(code, facts, place=_place(places, key))


def _is_weighed(model: Model, criterion: Criterion) -> bool:
    """Has it, or something below it, a share of the whole? Price has none where it is money."""
    kinds = WEIGHED if COMBINES[model.combine].price in PRICED else WEIGHED - {"price"}
    return any(leaf.kind in kinds for leaf in criterion.walk())


def _was_not_written(criterion: Criterion, places: Places) -> bool:
    """A weight that was written but can't be used has its own finding already."""
    return not places.get(f"weight.{criterion.id}")


def _level(model: Model, places: Places, group: Criterion | None) -> Iterator[Finding]:
    """The weights directly below a group, or at the top of the tree."""
    criteria, total = (
        (model.criteria, model.total) if group is None else (group.criteria, group.total)
    )
    weighed = [one for one in criteria if _is_weighed(model, one)]
    if not weighed or any(one.weight is None for one in weighed):
        return
    wrong: dict[Fraction, list[str]] = {}
    lots = [lot for lot in model.lots if group is None or group.applies_to(lot.id)]
    for lot in lots:
        found = sum(
            (one.weight or Fraction(0) for one in weighed if one.applies_to(lot.id)), Fraction(0)
        )
        if found != total:
            wrong.setdefault(found, []).append(lot.title or lot.id)
    for found, names in wrong.items():
        facts: dict[str, Fact] = {
            "criterion": group.label if group is not None else "criteria",
            "sum": exact_text(found),
            "total": exact_text(total),
            "lots": tuple(names),
        }
        code = "weights-not-total" if len(names) == len(lots) else "weights-not-total-in-lots"
        place = _place(places, group.id if group is not None else "criteria")
        yield Finding(code, facts, place=place, source=CLEAR_WEIGHTS)


def _leaf_minimum(model: Model, places: Places, leaf: Criterion) -> Iterator[Finding]:
    scale = model.scales.get(leaf.scale or "")
    assert leaf.minimum is not None
    if scale is None or not scale.levels or scale.has(leaf.minimum):
        return
    facts: dict[str, Fact] = {"minimum": leaf.minimum, "allowed": scale.allowed}
    yield _at(places, leaf.id, "minimum-off-scale", **facts)


def _has_points_everywhere(model: Model, name: str) -> bool:
    """In the total, that is: what only selects decides no tie there."""
    gives_points = COMBINES[model.combine].gives_points
    for criterion in counted_model(model).walk():
        if criterion.id == name:
            kinds = WEIGHED if gives_points else WEIGHED - {"price"}
            inside = [leaf for leaf in criterion.walk() if leaf.kind in kinds]
            return all(any(leaf.applies_to(lot.id) for leaf in inside) for lot in model.lots)
    return False


def _plain(number: Decimal) -> str:
    return f"{number:f}"
