"""Facts of a procurement's own course: when it came where, and the least days that bind it.

They stand in `CaseFacts` beside the others; this module only keeps `facts` short.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EntryFact:
    """A move into a stage; a stage that was left and entered again has several."""

    stage: str
    entered_at: datetime
