"""One line of the tree of criteria: a group, a question, a requirement, a target, the price.

    quality (group)  >  service (group)  >  safeguarding (scored)

What a leaf needs to be marked or priced stands beside it; the whole tree is `criteria.Model`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from tender_flow.rules.evaluation.corrections import Corrections
from tender_flow.rules.evaluation.settings import Settings

HUNDRED = Fraction(100)
"""The total of weights at a level, where a model doesn't state another."""

Kind = Literal["group", "scored", "pass_fail", "price", "target"]
"""What a criterion is; `group` has criteria below it, the others are leaves."""


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """How price is asked and turned into points: formula, unit and ceilings."""

    formula: str
    """A name in `prices.FORMULAS`."""
    currency: str
    """ISO 4217: GBP."""
    vat: str
    """`excluded` or `included`."""
    period: str
    """What one price covers: `year`, `contract` …"""
    ceilings: Mapping[str, Decimal]
    """The most that may be paid, by lot id; `all` is for the awarded lots together."""
    settings: Settings = field(default_factory=dict)
    """What the formula must be told, by name."""
    basket: Mapping[str, Decimal] = field(default_factory=dict)
    """Where bidders price items: the quantity of each, by item."""
    corrections: Corrections = field(default_factory=Corrections)
    """What is published about making prices comparable; by default nothing."""


@dataclass(frozen=True, slots=True)
class TargetTerms:
    """What figure a bidder is asked to promise, and the rule that turns it into points."""

    unit: str
    """What the figure counts, as published: “% of residents”, “referrals a year”."""
    rule: str
    """A name in `targets.TARGET_RULES`."""
    settings: Settings
    """What the rule must be told, by name; `better` is among them."""
    most: Decimal | None = None
    """The largest figure that means anything (100 for a per cent); above it is a slip."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the tree: a group of criteria, a question, a requirement, a target, the price."""

    id: str
    title: str
    kind: Kind
    weight: Fraction | None = None
    """Its share among its siblings, as written; None for what has no weight (pass/fail)."""
    criteria: tuple[Criterion, ...] = ()
    total: Fraction = HUNDRED
    """What the weights of a group's children add up to."""
    question: str = ""
    """The text that bidders answer."""
    guidance: str = ""
    """What a panel member should look for; published with the question."""
    scale: str | None = None
    minimum: Decimal | None = None
    """Question: the least mark. Target: the worst figure that is accepted. Group: the least per
    cent of the group's points. Below it: out."""
    words: int | None = None
    """The word limit of an answer."""
    specialism: str | None = None
    """The knowledge that a marker of this question needs."""
    shared: bool = False
    """Answered and marked once, for each of its lots."""
    lots: tuple[str, ...] = ()
    """The lots it counts in; none named means every lot."""
    round: str = "written"
    price: PriceTerms | None = None
    target: TargetTerms | None = None
    number: str = ""
    """Its place in the tree, as people say it: “2.1”."""

    @property
    def is_leaf(self) -> bool:
        """Is this something to be marked, decided or priced?"""
        return self.kind != "group"

    @property
    def label(self) -> str:
        """Number and title: “2.1 Safeguarding”."""
        return f"{self.number} {self.title}".strip()

    def applies_to(self, lot: str) -> bool:
        """Does it count in this lot?"""
        return not self.lots or lot in self.lots

    def children_for(self, lot: str) -> tuple[Criterion, ...]:
        """The criteria directly below that count in this lot."""
        return tuple(child for child in self.criteria if child.applies_to(lot))

    def walk(self) -> Iterator[Criterion]:
        """Itself and everything below it, in the order of the file."""
        yield self
        for child in self.criteria:
            yield from child.walk()
