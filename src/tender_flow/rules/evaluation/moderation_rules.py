"""How a published model makes one mark from several, as values.

    moderation: {method: consensus, tolerance: 1, within_tolerance: median, minimum_marks: 3}
    moderation: {method: mean, off_scale: discuss, tolerance: {share: 40}}

Under `consensus` the panel agrees a mark that the scale has. Under the other methods the marks
themselves give it: their mean, their median, or their mean without the highest and lowest. An
average may fall between two marks of the scale, so such a model states under `off_scale` what
then counts. Consensus and average are both allowed if chosen in advance and kept to (University
of Guelph, procurement guidance), but an average that leaves the scale and has no reason of the
authority's own was unlawful in Bromcom v United Learning Trust [2022] EWHC 3262 (TCC). So each
average still gets the panel's reason on the record, and `model check` warns.

What these values do to marks is in `moderation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.scales import Scale

CONSENSUS = "consensus"
TRIMMED = "trimmed_mean"
METHODS = (CONSENSUS, "mean", "median", TRIMMED)
"""The ways from individual marks to the panel's mark; all but the first are averages."""

ALLOW, DISCUSS = "allow", "discuss"
OFF_SCALE = (
    DISCUSS,
    "nearest_half_up",
    "nearest_half_down",
    "next_below",
    "next_above",
    ALLOW,
)
"""What counts where an average falls between two marks of the scale.

`discuss`: the panel agrees a mark of the scale; `nearest_…`: the nearer mark, the higher or the
lower of two that are equally near; `next_…`: the mark below or above; `allow`: the average
itself, unrounded.
"""

OVERRIDERS = ("lead", "chair")
"""Who may override a mark, where a model lets one of them."""

HALF = 50
"""Per cent of the marks: who leaves out as many at each end leaves nothing."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far apart marks may lie: in marks, or in per cent of the scale's range.

    A distance of exactly the tolerance lies within it (VendorPanel: a discrepancy is *more*
    than 40 per cent). `far` marks a second band above which an item is shown as far apart
    (Cotiss colours 20 and 50 per cent).
    """

    value: Decimal
    is_share: bool = False
    far: Decimal | None = None

    def on(self, scale: Scale) -> Decimal:
        """The largest distance on this scale, in marks, that need not be discussed."""
        return self._marks(self.value, scale)

    def far_on(self, scale: Scale) -> Decimal | None:
        """Above which distance, in marks, an item is far apart; None where no band is stated."""
        return None if self.far is None else self._marks(self.far, scale)

    def _marks(self, value: Decimal, scale: Scale) -> Decimal:
        span = scale.highest.mark - scale.lowest.mark
        return (value * span).scaleb(-2) if self.is_share else value


@dataclass(frozen=True, slots=True)
class Trim:
    """How many marks a trimmed mean leaves out at each end: a number, or per cent of them."""

    each_end: int | None = None
    share: Decimal | None = None
    """Per cent of the marks; a part of a mark is not left out (10 per cent of 15 marks: one)."""

    def cut(self, count: int) -> int:
        """How many of so many marks are left out at each end."""
        if self.each_end is not None:
            return self.each_end
        assert self.share is not None
        return int(count * self.share // 100)


@dataclass(frozen=True, slots=True)
class Override:
    """Who may set a mark aside, always with a reason, and whether a second person must stand by."""

    role: str
    """One of `OVERRIDERS`."""
    second_approver: bool


@dataclass(frozen=True, slots=True)
class Moderation:
    """How individual marks become the panel's mark."""

    method: str
    """One of `METHODS`."""
    tolerance: Tolerance | None
    """How far apart marks may lie without being discussed; None: any distance."""
    within_tolerance: str | None = None
    """`consensus`: the rule that gives a mark to adopt within tolerance (`median`), or None."""
    minimum_marks: int = 1
    """How many individual marks an answer needs; “cannot mark” is none."""
    off_scale: str | None = None
    """Averages: one of `OFF_SCALE`."""
    trim: Trim | None = None
    """`trimmed_mean`: how many marks are left out."""
    override: Override | None = None
    """None: nobody may set the panel's mark aside."""

    @property
    def is_average(self) -> bool:
        """Do the marks themselves give the panel's mark?"""
        return self.method != CONSENSUS

    @property
    def may_leave_the_scale(self) -> bool:
        """May a mark count that the scale doesn't have?"""
        return self.is_average and self.off_scale == ALLOW

    @property
    def rule(self) -> str:
        """The rule that gives a mark without the panel choosing it; empty where there is none."""
        return self.method if self.is_average else self.within_tolerance or ""

    @property
    def needed_marks(self) -> int:
        """The fewest marks that give one: the stated minimum, and what a trimmed mean needs."""
        trimmed = 1 + 2 * (self.trim.each_end or 0) if self.trim is not None else 1
        return max(self.minimum_marks, trimmed)
