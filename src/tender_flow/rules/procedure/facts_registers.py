"""Facts of the registers that are kept all the way: risks, communication, lessons.

They stand in `CaseFacts` beside the others; this module only keeps `facts` short.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RiskFact:
    """A risk of the register."""

    number: int
    """What a command calls it: the first one is 1."""
    review_on: date
    """The day of its next review."""
    closed: bool


@dataclass(frozen=True, slots=True)
class CommunicationFact:
    """A message of the communication plan."""

    number: int
    """What a command calls it: the first one is 1."""
    due_on: date
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class LessonFact:
    """A lesson that binds the procurement."""

    code: str
    text: str
    met: bool
    """Gates of the procurement's own workflow see to it."""
    answered: bool
