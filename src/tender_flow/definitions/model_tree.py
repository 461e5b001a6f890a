"""Reads a model's tree of criteria: what each line is, its weight, its number, its place.

A criterion is what its keys make it: `criteria` a group, `scale` a question, `pass_fail: true` a
requirement, `target` a figure that the bidder promises, `price` the price. `lots` and `round` of a
group hold for everything below it.

Numbers follow the tree: `2.1` is the first criterion of the second. A group with
`numbered: false` (such as “Quality” above everything that is marked) hands its place to its
children; requirements are numbered apart: R1, R2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from tender_flow.definitions.model_checks import Places
from tender_flow.definitions.model_settings import read_settings
from tender_flow.definitions.model_targets import read_target
from tender_flow.definitions.offer_reading import amounts, read_corrections
from tender_flow.definitions.reader import Fields, Node
from tender_flow.rules.evaluation.criteria import HUNDRED, Criterion, Kind, PriceTerms
from tender_flow.rules.evaluation.prices import AS_PRICE, FORMULAS, POINT_FORMULAS
from tender_flow.rules.findings import Fact

KEYS = (
    "id",
    "title",
    "weight",
    "total",
    "criteria",
    "scale",
    "pass_fail",
    "price",
    "target",
    "question",
    "guidance",
    "minimum",
    "words",
    "specialism",
    "shared",
    "lots",
    "round",
    "numbered",
)
"""What may stand in a criterion."""

_KINDS: dict[str, Kind] = {
    "criteria": "group",
    "scale": "scored",
    "pass_fail": "pass_fail",
    "price": "price",
    "target": "target",
}


@dataclass(slots=True)
class _Context:
    """What a criterion has from those above it."""

    places: Places
    round: str
    lots: tuple[str, ...] = ()
    unnumbered: set[str] = field(default_factory=set)


def read_criteria(fields: Fields, places: Places, first_round: str) -> tuple[Criterion, ...]:
    """The tree under `criteria`, numbered; `places` learns the line of every criterion."""
    context = _Context(places, first_round)
    criteria = tuple(_criterion(node, context) for node in fields.items("criteria"))
    requirements = _Counter()
    return tuple(_numbered(criteria, "", context.unnumbered, _Counter(), requirements))


def _criterion(node: Node, context: _Context) -> Criterion:
    fields = node.fields(*KEYS)
    kind = _kind(fields)
    lots = tuple(lot.as_identifier() for lot in fields.items("lots", required=False))
    below = replace(
        context,
        lots=lots or context.lots,
        round=fields.text("round", "") or context.round,
    )
    criterion = Criterion(
        id=fields.identifier("id"),
        title=fields.text("title"),
        kind=kind,
        weight=_weight(fields, kind),
        criteria=_children(fields, kind, below),
        total=_above_zero(fields, "total") or HUNDRED,
        question=fields.text("question", ""),
        guidance=fields.text("guidance", ""),
        scale=fields.text("scale") if kind == "scored" else None,
        minimum=_minimum(fields, kind),
        words=_words(fields),
        specialism=fields.identifier("specialism") if "specialism" in fields else None,
        shared=fields.flag("shared", default=kind == "pass_fail"),
        lots=below.lots,
        round=below.round,
        price=_price(fields, context.places) if kind == "price" else None,
        target=read_target(fields, context.places) if kind == "target" else None,
    )
    context.places.setdefault(criterion.id, []).append(node.place)
    if "weight" in fields:
        context.places[f"weight.{criterion.id}"] = [fields.entries["weight"].place]
    if "numbered" in fields and not fields.flag("numbered"):
        context.unnumbered.add(criterion.id)
    return criterion


def _children(fields: Fields, kind: Kind, below: _Context) -> tuple[Criterion, ...]:
    if kind != "group" or "criteria" not in fields:
        return ()
    children = tuple(_criterion(node, below) for node in fields.items("criteria"))
    if not children:
        fields.node.problem("criterion-without-criteria", field=fields.node.path)
    return children


def _kind(fields: Fields) -> Kind:
    """What the keys make of it; none or several is a finding."""
    found = [key for key in _KINDS if key in fields]
    if "pass_fail" in found and not fields.flag("pass_fail"):
        found.remove("pass_fail")
    if len(found) != 1:
        facts: dict[str, Fact] = {"field": fields.node.path, "allowed": tuple(_KINDS)}
        if found:
            fields.node.problem("criterion-kind-unclear", **facts, keys=tuple(found))
        else:
            fields.node.problem("criterion-kind-missing", **facts)
    return _KINDS[found[0]] if found else "group"


def _weight(fields: Fields, kind: Kind) -> Fraction | None:
    """The weight as written; whether one is needed is asked of the whole tree."""
    if kind == "pass_fail" and "weight" in fields:
        fields.entries["weight"].problem("weight-on-requirement", field=fields.node.path)
        return None
    return _above_zero(fields, "weight")


def _above_zero(fields: Fields, key: str) -> Fraction | None:
    node = fields.optional(key)
    number = node.as_decimal() if node is not None else None
    if node is None or number is None:
        return None
    if number <= 0:
        node.problem("number-not-above-zero", field=node.path, number=number)
        return None
    return Fraction(number)


def _minimum(fields: Fields, kind: Kind) -> Decimal | None:
    node = fields.optional("minimum")
    if node is None:
        return None
    if kind in {"pass_fail", "price"}:
        node.problem("minimum-without-marks", field=fields.node.path)
        return None
    return node.as_decimal()


def _words(fields: Fields) -> int | None:
    if "words" not in fields:
        return None
    words = fields.integer("words")
    if words is not None and words < 1:
        fields.entries["words"].problem("count-below-one", field="words")
    return words


def _price(fields: Fields, places: Places) -> PriceTerms:
    node = fields.node_of("price")
    assert node is not None
    formula = node.fields().choice("formula", POINT_FORMULAS, AS_PRICE) or AS_PRICE
    asks = FORMULAS[formula].asks
    keys = ("formula", "currency", "vat", "period", "ceiling", "basket", "corrections")
    found = node.fields(*keys, *(asked.name for asked in asks))
    return PriceTerms(
        formula=formula,
        settings=read_settings(found, formula, asks),
        basket=amounts(found, "basket"),
        corrections=read_corrections(found),
        currency=_currency(found),
        vat=found.choice("vat", ("excluded", "included")),
        period=found.identifier("period"),
        ceilings=_ceilings(found, places),
    )


def _currency(fields: Fields) -> str:
    """A currency by its code of ISO 4217, three capital letters."""
    text = fields.text("currency")
    if text and not re.fullmatch("[A-Z]{3}", text):
        fields.entries["currency"].problem("currency-not-a-code", text=text[:60])
    return text


def _ceilings(fields: Fields, places: Places) -> dict[str, Decimal]:
    node = fields.optional("ceiling")
    if node is None:
        return {}
    found = {}
    for lot, amount in node.fields():
        places[f"ceiling.{lot}"] = [amount.place]
        number = amount.as_decimal()
        if number is not None and number <= 0:
            amount.problem("number-not-above-zero", field=amount.path, number=number)
        elif number is not None:
            found[lot] = number
    return found


@dataclass(slots=True)
class _Counter:
    last: int = 0

    def next(self) -> int:
        """The next number."""
        self.last += 1
        return self.last


def _numbered(
    criteria: Sequence[Criterion],
    above: str,
    unnumbered: set[str],
    counter: _Counter,
    requirements: _Counter,
) -> Iterator[Criterion]:
    """The criteria with their numbers; lot-only alternatives count on like any other."""
    for one in criteria:
        if one.kind == "pass_fail":
            yield replace(one, number=f"R{requirements.next()}")
        elif one.id in unnumbered or _only_requirements(one):
            below = _numbered(one.criteria, above, unnumbered, counter, requirements)
            yield replace(one, criteria=tuple(below))
        else:
            number = f"{above}{counter.next()}"
            below = _numbered(one.criteria, f"{number}.", unnumbered, _Counter(), requirements)
            yield replace(one, number=number, criteria=tuple(below))


def _only_requirements(criterion: Criterion) -> bool:
    leaves = [one for one in criterion.walk() if one.is_leaf]
    return bool(leaves) and all(leaf.kind == "pass_fail" for leaf in leaves)
