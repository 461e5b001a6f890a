"""How quality and price become one result: the model's `combine`.

Adding a way is a function in `combine_methods` and a line in `COMBINES`. A way says what it
wants of the price: `points` (weight and formula), `weight` (a weight, no formula: it is compared
as money), `money` (neither) or `none`; which end wins; and which settings the model must state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tender_flow.rules.evaluation import combine_methods as ways
from tender_flow.rules.evaluation.combine_methods import Field, Offer
from tender_flow.rules.evaluation.irrational import Near
from tender_flow.rules.evaluation.settings import Asked

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Combine:
    """A published way to one comparable result."""

    total: Callable[[Offer, Field], Near]
    higher_wins: bool
    text: str
    """The rule as published: letters only, the same in every language."""
    source: str
    price: str = "money"
    """`points`, `weight`, `money` or `none`."""
    asks: tuple[Asked, ...] = ()
    """The settings that the model must state."""
    looks_at: tuple[str, ...] = ()
    """What of the other offers it looks at, names in `REFERENCES`; none: it is absolute."""
    divides_by_quality: bool = False
    """An offer with no quality points has no result."""
    formula: str | None = None
    """The only price formula that it goes with, where the source names one."""
    wants_minimum: bool = False
    """The source asks for a published minimum of quality."""
    wants_ceiling: bool = False
    """The source asks for a published budget or ceiling."""
    unit: str = "money"
    """What the result is: `points` of 100, `price` itself, `money` compared in its place,
    `money_per_point`, or a `figure` without a unit."""

    @property
    def gives_points(self) -> bool:
        """Is the result in points of 100?"""
        return self.price == "points"


REFERENCES: Mapping[str, Callable[[Field], object]] = {
    "best_quality": ways.best_quality,
    "lowest_quality": ways.lowest_quality,
    "lowest_price": lambda field: min(one.price for one in field.offers),
    "all": lambda field: tuple((one.quality, one.price) for one in field.offers),
}
"""What a way may look at of the other offers. A bid's leaving can move nothing else."""

_FACTOR = Asked("factor", above=ZERO)
_LGP = "Local Government Procurement (NSW), Methods of evaluating price in tenders"
_WORLD_BANK = "World Bank, Guidelines: Selection and Employment of Consultants, 2011"
_NEGOMETRIX = "Negometrix / Mercell help (support.negometrix.com)"
_UFAB = "UfAB 2018, as described at cosinex and in VgV-Kommentar § 58"
_PROZORRO = "Prozorro, openprocurement.api and auction code"

COMBINES: dict[str, Combine] = {
    "weighted_sum": Combine(
        ways.weighted_sum,
        True,
        "Q + W × price",
        "Procurement Act 2023 s.23",
        "points",
        unit="points",
    ),
    "price_per_quality_point": Combine(
        ways.price_per_quality_point,
        False,
        "P / Q",
        f"Cabinet Office, Bid Evaluation Guidance Note, 7.3; PPN 002; {_LGP}, part 4",
        divides_by_quality=True,
        wants_minimum=True,
        unit="money_per_point",
    ),
    "value_for_money": Combine(
        ways.value_for_money,
        True,
        "f × Q / P",
        "Ministry of Defence practice (tessa, value for money index); buyingfor.vic.gov.au",
        asks=(_FACTOR,),
        wants_ceiling=True,
        unit="figure",
    ),
    "quality_price": Combine(
        ways.value_for_money,
        True,
        "X × Q / P",
        f"{_NEGOMETRIX}, quality-price",
        asks=(_FACTOR,),
        unit="figure",
    ),
    "utility_index": Combine(
        ways.utility_index,
        True,
        "(1 − (Qbest − Q) × Wq / Wp) / P × Pmin",
        f"{_NEGOMETRIX}, utility index",
        "weight",
        looks_at=("best_quality", "lowest_price"),
        unit="figure",
    ),
    "monetised_quality": Combine(
        ways.monetised_quality,
        False,
        "P − k × Q",
        "Ministry of Defence practice (tessa, monetising non-cost score)",
        asks=(Asked("per_point", above=ZERO),),
    ),
    "gunnen_op_waarde": Combine(
        ways.gunnen_op_waarde,
        False,
        "P − Σ value × per cent of the mark",
        f"{_NEGOMETRIX}, gunnen op waarde",
        asks=(Asked("values", kind="amounts", above=ZERO), Asked("per_cent", kind="levels")),
    ),
    "monetary_deduction": Combine(
        ways.monetary_deduction,
        False,
        "P − Σ amount of the mark",
        "Inköpsrådet, Metodhandboken, part 12; no floor: HFD 2022 ref. 41, 2023 ref. 7",
        asks=(Asked("deductions", kind="table"),),
    ),
    "superformula": Combine(
        ways.superformula,
        True,
        "(Q / Qref)^n + (P / Pref)^−n",
        f"{_NEGOMETRIX}, the super formula",
        asks=(
            Asked("reference_quality", above=ZERO, at_most=Fraction(100)),
            Asked("reference_price", above=ZERO),
            Asked("exponent", above=ZERO, at_most=Fraction(20)),
        ),
        unit="figure",
    ),
    "price_uplift": Combine(
        ways.price_uplift,
        False,
        "P × (1 + (Qmax − Q) / Qmax × Wq / Wp)",
        "abakus.as, Tilbydere; anskaffelser.no, Prissetting av kvalitet",
        "weight",
        asks=(Asked("best", ("highest_bid", "full_points")),),
        looks_at=("best_quality",),
    ),
    "quality_premium": Combine(
        ways.quality_premium,
        False,
        "P − E × (Q − Qlowest) / Wp",
        f"NZ Transport Agency, Procurement manual, appendix C; {_LGP}, part 5",
        "weight",
        asks=(Asked("estimate", above=ZERO),),
        looks_at=("lowest_quality",),
    ),
    "quality_rescaled": Combine(
        ways.quality_rescaled,
        True,
        "Wq × Q / Qbest + W × price",
        "Belgian Council of State 255923 (tenderwolf.com)",
        "points",
        looks_at=("best_quality",),
        unit="points",
    ),
    "rvc": Combine(
        ways.rvc,
        False,
        "P / ((Q + Qfull) / (Qlowest + Qfull))",
        f"{_LGP}, part 4 (relative value cost)",
        looks_at=("lowest_quality",),
    ),
    "qcbs": Combine(
        ways.weighted_sum,
        True,
        "T × St + P × Sf, Sf = 100 × Fm / F",
        f"{_WORLD_BANK}, section II",
        "points",
        formula="lowest_over_price",
        wants_minimum=True,
        unit="points",
    ),
    "rated_criteria": Combine(
        ways.quality_rescaled,
        True,
        "X × Clow / C × 100 + (1 − X) × T / Thigh × 100",
        "World Bank, SPD Request for Bids, Works, two envelopes, September 2025, section III",
        "points",
        looks_at=("best_quality",),
        formula="lowest_over_price",
        unit="points",
    ),
    "qbs": Combine(
        ways.quality_only,
        True,
        "Q",
        f"{_WORLD_BANK}, section III (quality-based selection)",
        "none",
        wants_minimum=True,
        unit="points",
    ),
    "fbs": Combine(
        ways.quality_only,
        True,
        "Q, P ≤ budget",
        f"{_WORLD_BANK}, section III (fixed budget)",
        wants_minimum=True,
        wants_ceiling=True,
        unit="points",
    ),
    "lcs": Combine(
        ways.price_only,
        False,
        "P",
        f"{_WORLD_BANK}, section III (least-cost selection)",
        wants_minimum=True,
        unit="price",
    ),
    "lowest_price": Combine(
        ways.price_only,
        False,
        "P",
        f"{_LGP}, part 3 (least cost, all requirements met)",
        unit="price",
    ),
    "ufab_simple": Combine(
        ways.value_for_money,
        True,
        "Z = f × L / P",
        f"{_UFAB}, einfache Richtwertmethode",
        asks=(_FACTOR,),
        unit="figure",
    ),
    "ufab_extended": Combine(
        ways.value_for_money,
        True,
        "Z = f × L / P; Z ≥ Zbest × (1 − band)",
        f"{_UFAB}, erweiterte Richtwertmethode",
        asks=(
            _FACTOR,
            Asked("band", above=ZERO, at_most=Fraction(10)),
            Asked("decide", kind="rule"),
        ),
        looks_at=("all",),
        unit="figure",
    ),
    "ufab_weighted": Combine(
        ways.ufab_weighted,
        True,
        "Z = GL × L / Lref − GP × P / Pref",
        f"{_UFAB}, gewichtete Richtwertmethode (mean, median or published reference)",
        "weight",
        asks=(
            Asked("reference", ("mean", "median", "published")),
            Asked("reference_quality", above=ZERO, only_with=("reference", "published")),
            Asked("reference_price", above=ZERO, only_with=("reference", "published")),
        ),
        looks_at=("all",),
        unit="figure",
    ),
    "prozorro_features": Combine(
        ways.prozorro_features,
        False,
        "P / (1 + v / (1 − vmax))",
        f"{_PROZORRO}, non-price features",
        asks=(Asked("features", kind="table", at_least=ZERO),),
    ),
    "prozorro_features_income": Combine(
        ways.prozorro_features_income,
        True,
        "P × (1 + v / (1 − vmax))",
        f"{_PROZORRO}, features of reverse contracts (ESCO)",
        asks=(Asked("features", kind="table", at_least=ZERO),),
    ),
    "preference_margin": Combine(
        ways.preference_margin,
        False,
        "P, or P × (1 + margin)",
        "Asian Development Bank, Procurement Guidelines, appendix 2 (domestic preference)",
        asks=(
            Asked("margin", above=ZERO, at_most=Fraction(100)),
            Asked("question", kind="question"),
        ),
    ),
}
"""Every way that a model may name."""


def references(name: str, field: Field) -> tuple[object, ...]:
    """What the way looks at of all offers; equal before and after a bid leaves: nothing moves."""
    return tuple(REFERENCES[one](field) for one in COMBINES[name].looks_at)
