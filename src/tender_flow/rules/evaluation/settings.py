"""What a formula or a way of combining must be told, as a list that files are read by.

Wherever the sources leave something open (what happens below zero, above the full points, when
all prices are equal) the model must say it: there is no default here. Reading is
`tender_flow.definitions.model_settings`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

Amounts = Mapping[str, Fraction]
"""By criterion, a number."""

Levels = Mapping[Fraction, Fraction]
"""By mark, a number."""

Table = Mapping[str, Levels]
"""By criterion, what each mark is worth."""

Setting = Fraction | str | Amounts | Levels | Table
Settings = Mapping[str, Setting]
"""The settings of one formula, by name, as the model states them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One setting that a formula asks for."""

    name: str
    choices: tuple[str, ...] = ()
    """The texts that it may have; none: a number."""
    above: Fraction | None = None
    """A number must be more than this."""
    at_least: Fraction | None = None
    """A number may not be less than this."""
    at_most: Fraction | None = None
    """A number may not be more than this."""
    below: str = ""
    """The name of another setting, a number that must be larger."""
    kind: str = "number"
    """`number`; `amounts` (by criterion), `levels` (by mark), `table` (by criterion and mark);
    `question` (the id of one); `rule` (a tie rule)."""
    only_with: tuple[str, str] | None = None
    """Asked for only where another setting has this value."""


def number(settings: Settings, name: str) -> Fraction:
    """A number among the settings."""
    found = settings[name]
    assert isinstance(found, Fraction), name
    return found


def word(settings: Settings, name: str) -> str:
    """A choice among the settings."""
    found = settings[name]
    assert isinstance(found, str), name
    return found


def amounts(settings: Settings, name: str) -> Amounts:
    """Numbers by criterion among the settings."""
    return cast("Amounts", settings[name])


def levels(settings: Settings, name: str) -> Levels:
    """Numbers by mark among the settings."""
    return cast("Levels", settings[name])


def table(settings: Settings, name: str) -> Table:
    """Numbers by criterion and mark among the settings."""
    return cast("Table", settings[name])
