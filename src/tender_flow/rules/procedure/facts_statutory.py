"""Facts of what the law asks to be published, assessed, heard and shared.

They stand in `CaseFacts` beside the others; this module only keeps `facts` short.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """A notice in force: the newest of a chain of corrections, with when the first one was out."""

    id: str
    kind: str
    lot: str
    """The lot's id; empty where it is about the whole procurement."""
    first_published_on: date
    published_on: date
    reference: str
    states: Mapping[str, str]
    """What it says, by the names of `notice_kinds.STATEMENTS`."""
    recorded_at: datetime

    def out_since(self, decided_on: date) -> date:
        """Since when it tells of a decision of this day.

        A notice that was out before the decision told of an earlier one: then only the newest
        publication counts, never the first.
        """
        first = self.first_published_on
        return first if first >= decided_on else self.published_on


@dataclass(frozen=True, slots=True)
class ConflictsReviewFact:
    """An entry of the conflicts assessment: the assessment itself or a review of it."""

    kind: str
    dated: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class DeclarationFact:
    """The newest declaration of a member about one bidder, as far as the assessment needs it."""

    member: str
    """The member's name."""
    changed: bool
    """It is not the member's first word about this bidder."""
    conflict: bool
    declared_at: datetime
    known_at: datetime
    """When the council took it in."""


@dataclass(frozen=True, slots=True)
class ExclusionFact:
    """The last check of a supplier still in, or of a person that its tender relies on."""

    supplier: str
    subject: str
    """Whom it is about: the supplier's own name, or that of a partner or sub-contractor."""
    outcome: str
    """One of `exclusion_grounds.OUTCOMES`; empty where nobody has checked."""
    debarment_on: date | None
    """When the debarment list was last looked at for it."""
