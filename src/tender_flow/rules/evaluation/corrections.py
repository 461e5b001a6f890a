"""What a model publishes about making prices comparable, before any formula sees them.

Under the Procurement Act 2023 s.23 and PCR 2015 reg 67 such rules hold only if they were
published; here each is off unless the model states it (World Bank, SPD Request for Bids, Works,
September 2025, ITB 31, 34 and 35; Procurement Regulations, annex X).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class LateCompletion:
    """A later completion costs a published rate for each week; earlier earns nothing."""

    per_week: Decimal | None
    """Money for each week; None where it is a share of the price."""
    per_week_per_cent: Decimal | None
    """Per cent of the price as read, for each week."""
    most_weeks: int
    """A bid that would be later than this is out."""

    def cost(self, price: Fraction, weeks: int) -> Fraction:
        """What `weeks` late add to a price, for comparison."""
        if self.per_week is not None:
            return Fraction(self.per_week) * weeks
        assert self.per_week_per_cent is not None
        return price * Fraction(self.per_week_per_cent) / 100 * weeks


@dataclass(frozen=True, slots=True)
class RunningCosts:
    """Yearly costs that bidders price, added as their net present cost."""

    rate: Decimal
    """Discount rate in per cent a year."""
    years: int
    paid: str
    """`end_of_year` or `start_of_year`: when each year's cost falls due."""
    items: Mapping[str, Decimal]
    """The quantity of each yearly cost."""

    @property
    def factor(self) -> Fraction:
        """What one a year is worth today: the sum of 1 / (1 + rate) ^ year, exact."""
        growth = 1 + Fraction(self.rate) / 100
        first = 1 if self.paid == "end_of_year" else 0
        years = range(first, self.years + first)
        return sum((ONE / growth**year for year in years), Fraction(0))


@dataclass(frozen=True, slots=True)
class Corrections:
    """The published rules; a model that states none has none."""

    missing_item: bool = False
    """An item without a price is added at the average of the other responsive bidders' prices."""
    estimates: Mapping[str, Decimal] = field(default_factory=dict)
    """The buyer's own price of an item, where no responsive bidder gave one."""
    arithmetic: bool = False
    """The unit price beats the line's total, and the lines beat the total."""
    late_completion: LateCompletion | None = None
    running_costs: RunningCosts | None = None

    @property
    def adjusts(self) -> bool:
        """Is anything published that makes the compared price another than the one read?"""
        return (
            self.missing_item or self.late_completion is not None or self.running_costs is not None
        )

    @property
    def any(self) -> bool:
        """Is anything published about prices before they are compared?"""
        return self.arithmetic or self.adjusts
