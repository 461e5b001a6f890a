"""Named price formulas: the points of a price, given the prices of the bids still in.

A model names its formula; adding one is a function in `price_formulas` and a line in `FORMULAS`.
Prices are the *valid* ones only: a bid that failed a requirement or a minimum never sets the
lowest price (World Bank, Selection and Employment of Consultants, quality- and cost-based
selection). A price of zero or below has no ratio and is refused before it gets here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tender_flow.rules.evaluation import price_formulas as formulas
from tender_flow.rules.evaluation.irrational import Near
from tender_flow.rules.evaluation.settings import Asked, Settings

ZERO = Fraction(0)
ONE = Fraction(1)

REFERENCES: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "lowest": min,
    "highest": max,
    "mean": lambda prices: sum(prices, ZERO) / len(prices),
}
"""What of the other bids a formula may look at. A bid's leaving can move nothing else."""


@dataclass(frozen=True, slots=True)
class PriceFormula:
    """A formula that buyers publish, with its words and its source."""

    share: Callable[[Fraction, Sequence[Fraction], Settings], Near]
    """(this price, all valid prices, settings) to the share of the full points."""
    text: str
    """The formula as published: letters only, the same in every language."""
    source: str
    asks: tuple[Asked, ...] = ()
    """The settings that the model must state."""
    looks_at: tuple[str, ...] = ("lowest",)
    """Names in `REFERENCES`; none for a formula that no other bid can move."""


_BELOW_ZERO = Asked("below_zero", ("floor", "allow"))
_ABOVE_FULL = Asked("above_full", ("cap", "allow", "refuse"))
_REFERENCE = Asked("reference", above=ZERO)
_EXPONENT = Asked("exponent", above=ZERO, at_most=Fraction(20))

AS_PRICE = "as_price"
"""Stands where price is compared as money: the `combine` uses it, it has no points."""

FORMULAS: dict[str, PriceFormula] = {
    "lowest_over_price": PriceFormula(
        formulas.lowest_over_price,
        "W × Pmin / P",
        "gov.uk, How to score Digital Outcomes and Specialists suppliers",
    ),
    "reference_over_price": PriceFormula(
        formulas.reference_over_price,
        "W × Pref / P",
        "TenderWolf, price formulas (tenderwolf.com)",
        (_REFERENCE, _ABOVE_FULL),
        (),
    ),
    "linear_from_lowest": PriceFormula(
        formulas.linear_from_lowest,
        "W × (2 × Pmin − P) / Pmin",
        "DFØ, Veileder i evaluering av tilbud (anskaffelser.no); below 0: KOFA 2015/60",
        (_BELOW_ZERO,),
    ),
    "price_span": PriceFormula(
        formulas.price_span,
        "W × (Pmin × (1 + s) − P) / (Pmin × s)",
        "Swiss practice, submissionsrecht.ch; CROMP, Guide romand pour les marchés publics",
        (Asked("span", above=ZERO),),
    ),
    "times_lowest": PriceFormula(
        formulas.times_lowest,
        "W × (n × Pmin − P) / ((n − 1) × Pmin)",
        "weka.fr, Méthode de jugement des offres; UfAB, Interpolationsmethode",
        (Asked("times", above=ONE), _BELOW_ZERO),
    ),
    "full_range": PriceFormula(
        formulas.full_range,
        "W × (Pmax − P) / (Pmax − Pmin)",
        "vergabe24 and cosinex on its distortion; accepted in AGVE 2005 no. 44 (Aargau)",
        (Asked("all_equal", ("full", "zero")),),
        ("lowest", "highest"),
    ),
    "fixed_bounds": PriceFormula(
        formulas.fixed_bounds,
        "W × (U − P) / (U − L)",
        "Negometrix, weighted factor score (support.negometrix.com)",
        (
            Asked("lower", at_least=ZERO, below="upper"),
            Asked("upper", above=ZERO),
            _BELOW_ZERO,
            _ABOVE_FULL,
        ),
        (),
    ),
    "power_of_ratio": PriceFormula(
        formulas.power_of_ratio,
        "W × (Pmin / P)^k",
        "CROMP, Guide romand pour les marchés publics, annex T2: k = 2 services, k = 3 works",
        (_EXPONENT,),
    ),
    "deviation_from_mean": PriceFormula(
        formulas.deviation_from_mean,
        "W × (m + e × 100 × (Pmean − P) / Pmean) / 100",
        "procurementtemplates.co.uk, Mean calculation: m = 50, e = 1",
        (
            Asked("at_mean", above=ZERO, at_most=Fraction(100)),
            Asked("each_per_cent", above=ZERO),
            _BELOW_ZERO,
            Asked("above_full", ("cap", "allow")),
        ),
        ("mean",),
    ),
    "logarithmic": PriceFormula(
        formulas.logarithmic,
        "W × (1 − log(P / Pmin) / log A)",
        "Negometrix, log formula (support.negometrix.com); Chen 2008",
        (Asked("base", above=ONE), _BELOW_ZERO),
    ),
    "optimal_price": PriceFormula(
        formulas.optimal_price,
        "W × (Pmax − P) / (Pmax − Popt)",
        "procurementtemplates.co.uk, Mean calculation (optimal price); Negometrix",
        (Asked("optimum", above=ZERO), Asked("above_full", ("cap", "refuse"))),
        ("highest",),
    ),
    "ratio_to_highest": PriceFormula(
        formulas.ratio_to_highest,
        "W × X / Xmax",
        "Belgian Council of State 266216 (tenderwolf.com): for figures where more is better",
        (),
        ("highest",),
    ),
    "superformula": PriceFormula(
        formulas.superformula,
        "W × (P / Pref)^−n",
        "Negometrix, super formula (support.negometrix.com), price half",
        (_REFERENCE, _EXPONENT, _ABOVE_FULL),
        (),
    ),
    AS_PRICE: PriceFormula(
        lambda _price, _prices, _settings: Near(ZERO),
        "P",
        "Price is compared as money by the model's combine",
        (),
        (),
    ),
}
"""Every formula that a model may name."""

POINT_FORMULAS = tuple(name for name in FORMULAS if name != AS_PRICE)
"""Those that give points."""


def price_points(
    name: str, settings: Settings, full: Fraction, price: Fraction, prices: Sequence[Fraction]
) -> Near:
    """The points of a price out of `full`, with the published edges applied."""
    share = FORMULAS[name].share(price, prices, settings)
    if share.value < 0 and settings.get("below_zero") == "floor":
        share = Near(ZERO)
    if share.value > 1 and settings.get("above_full") == "cap":
        share = Near(ONE)
    return share.times(full)


def refused(name: str, settings: Settings, price: Fraction) -> bool:
    """Has this price no points, because it would earn more than all and the model refuses that?

    Formulas that offer this choice look at published figures, so the price alone decides.
    """
    if settings.get("above_full") != "refuse":
        return False
    return FORMULAS[name].share(price, [price], settings).value > 1


def enough(name: str, prices: Sequence[Fraction]) -> Sequence[Fraction]:
    """As few prices as give a formula the same lowest, highest or mean as all of them.

    So that a lot's cost grows with its bids and not with their square.
    """
    looks_at = set(FORMULAS[name].looks_at)
    if prices and looks_at <= {"lowest", "highest"}:
        return [min(prices), max(prices)]
    return [REFERENCES["mean"](prices)] if prices and looks_at == {"mean"} else prices


def references(name: str, prices: Sequence[Fraction]) -> dict[str, Fraction]:
    """What the formula looks at of all prices: the lowest, the highest, their mean."""
    return {one: REFERENCES[one](prices) for one in FORMULAS[name].looks_at}
