"""Facts of what happens on the way: irregularities, releases, changes of a consortium.

They stand in `CaseFacts` beside the others; this module only keeps `facts` short.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IrregularityFact:
    """An error or irregularity in a tender, decided or not."""

    number: int
    supplier: str
    decided: bool


@dataclass(frozen=True, slots=True)
class ReleaseFact:
    """What one bidder was last given of a kind of information."""

    kind: str
    supplier: str
    """Empty: nobody had it yet, and this bidder has a tender in."""
    document: str
    """The document's id; empty where this bidder was given nothing."""
    newest: str
    """The id of the newest document of that kind on file."""
    released_on: date | None


@dataclass(frozen=True, slots=True)
class PartnerChangeFact:
    """A change of a consortium, and what was looked at again since."""

    supplier: str
    partner: str
    joins: bool
    exclusions_checked: bool
    """For one that joins: somebody checked it for exclusion grounds since."""
    conflicts_reviewed: bool
    requirements_checked: bool
    """Every pass/fail requirement of the tender was decided again since."""
