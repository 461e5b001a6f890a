"""A scale: the marks that a panel may give, each with the words that earn it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One mark of a scale with its name (“Good”) and the words that earn it."""

    mark: Decimal
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The marks that may be given, ascending; nothing between them is a mark.

    Marks on the published scale only: Bromcom v United Learning Trust [2022] EWHC 3262 (TCC).
    """

    id: str
    levels: tuple[ScaleLevel, ...]

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
        for level in self.levels:
            if level.mark == mark:
                return level
        raise KeyError(mark)

    def above(self, mark: Decimal) -> ScaleLevel | None:
        """The next level up, or None at the top."""
        return next((level for level in self.levels if level.mark > mark), None)

    def has(self, mark: Decimal) -> bool:
        """Is this mark on the scale?"""
        return any(level.mark == mark for level in self.levels)
