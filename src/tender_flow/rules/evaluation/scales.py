"""A scale: the marks that a panel may give, each with the words that earn it.

Most scales name each mark (0 to 5). Where technical scores have decimals, such as 87.35 of 100,
a scale is a range instead: every step between two ends is a mark, and a band of marks shares its
words. Either way `levels` has every mark, and `bands` what people read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LISTED = 11
"""Marks that a sentence lists; of more only the first three and the last."""


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One mark of a scale with its name (“Good”) and the words that earn it."""

    mark: Decimal
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Band:
    """The marks that share a name and words, both ends counted; one mark where each has its own."""

    lowest: Decimal
    highest: Decimal
    name: str
    description: str

    def holds(self, mark: Decimal | Fraction) -> bool:
        """Does the mark lie in this band?"""
        return self.lowest <= mark <= self.highest


@dataclass(frozen=True, slots=True)
class Scale:
    """The marks that may be given, ascending; nothing between them is a mark.

    Marks on the published scale only: Bromcom v United Learning Trust [2022] EWHC 3262 (TCC).
    """

    id: str
    levels: tuple[ScaleLevel, ...]
    ranges: tuple[Band, ...] = ()
    """The bands of a scale that is a range; () where each mark has its own words."""

    @property
    def is_range(self) -> bool:
        """Is it given as a range, and not mark by mark?"""
        return bool(self.ranges)

    @property
    def bands(self) -> tuple[Band, ...]:
        """What people read: the bands of a range, else each mark by itself."""
        return self.ranges or tuple(
            Band(one.mark, one.mark, one.name, one.description) for one in self.levels
        )

    @property
    def step(self) -> Decimal:
        """How far apart the two lowest marks are: in a range, all of them."""
        return self.levels[1].mark - self.levels[0].mark

    @property
    def allowed(self) -> tuple[str, ...]:
        """The marks as a sentence lists them."""
        return listed([level.mark for level in self.levels])

    @property
    def lowest(self) -> ScaleLevel:
        """The level with the least mark."""
        return self.levels[0]

    @property
    def highest(self) -> ScaleLevel:
        """The level with the top mark; a leaf's full weight goes with it."""
        return self.levels[-1]

    def level(self, mark: Decimal) -> ScaleLevel:
        """The level of a mark.

        Raises:
            KeyError: the mark is not on the scale.
        """
        if not self.has(mark):
            raise KeyError(mark)
        return self.levels[self.place_of(mark)]

    def above(self, mark: Decimal) -> ScaleLevel | None:
        """The next level up, or None at the top."""
        place = self.place_of(mark) + self.has(mark)
        return self.levels[place] if place < len(self.levels) else None

    def has(self, mark: Decimal | Fraction) -> bool:
        """Is this mark on the scale?"""
        place = self.place_of(mark)
        return place < len(self.levels) and self.levels[place].mark == mark

    def place_of(self, mark: Decimal | Fraction) -> int:
        """How many marks of the scale are lower."""
        return bisect_left(self.levels, mark, key=lambda level: level.mark)


def range_scale(name: str, step: Decimal, highest: Decimal, bands: Sequence[ScaleLevel]) -> Scale:
    """A range: each band from its mark up to the next, every step from the first to `highest`.

    `bands` ascend and lie on the grid, as the loader made sure.
    """
    levels: list[ScaleLevel] = []
    ranges: list[Band] = []
    ends = [*(band.mark - step for band in bands[1:]), highest]
    for band, end in zip(bands, ends, strict=True):
        marks = int((end - band.mark) / step) + 1
        levels += (
            ScaleLevel(_plain(band.mark + place * step), band.name, band.description)
            for place in range(marks)
        )
        ranges.append(Band(_plain(band.mark), _plain(end), band.name, band.description))
    return Scale(name, tuple(levels), tuple(ranges))


def _plain(mark: Decimal) -> Decimal:
    """The same mark without zeros at its end: 40, not 40.00."""
    return Decimal(f"{mark.normalize():f}")


def listed(marks: Sequence[Decimal]) -> tuple[str, ...]:
    """Marks as texts for a sentence; of many only the first three and the last."""
    texts = tuple(
        f"{mark:f}" for mark in ([*marks[:3], marks[-1]] if len(marks) > LISTED else marks)
    )
    return (*texts[:3], "…", texts[-1]) if len(marks) > LISTED else texts
