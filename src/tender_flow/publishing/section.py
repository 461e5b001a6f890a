"""A report's sections: a title, and parts that draw themselves below it.

The titles are known before anything is drawn, so that the contents can have their pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tender_flow.publishing.sheet import Sheet

Draw = Callable[[Sheet], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a section; one without a title follows the section's own heading."""

    title: str
    draw: Draw
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section, which begins a page."""

    title: str
    parts: tuple[Part, ...]
