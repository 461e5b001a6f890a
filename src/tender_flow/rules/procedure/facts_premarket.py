"""Facts of what comes before the market is asked: engagement, consultation, preparation.

They stand in `CaseFacts` beside the others; this module only keeps `facts` short.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EngagementFact:
    """An event with suppliers before the tender notice."""

    title: str
    held_on: date


@dataclass(frozen=True, slots=True)
class EngagementItemFact:
    """Something that was told at an event."""

    number: int
    """What a command calls it: the first one is 1."""
    event: str
    """The event's title."""
    shared_on: date | None
    """When it went to everybody; None where it hasn't."""


@dataclass(frozen=True, slots=True)
class CommentFact:
    """A comment of the consultation."""

    number: int
    """What a command calls it: the first one is 1."""
    answered: bool


@dataclass(frozen=True, slots=True)
class ConsiderationFact:
    """What was considered, of each kind the newest: the answer, and what stands with it."""

    kind: str
    choice: str
    dated: date
    amount: Decimal | None
    until: date | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorsFact:
    """How many key performance indicators the law asks for at the estimated value."""

    least: int
    """0 where it asks for none."""


@dataclass(frozen=True, slots=True)
class ChecklistFact:
    """An item of the tender pack's checklist that was answered by a document or a reason."""

    item: str
