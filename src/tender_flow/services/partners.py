"""The members of a consortium as it stands; whoever left stays in the record only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tender_flow.services.office import Reading


def partners_of(reading: Reading, tender: str) -> list[dict[str, Any]]:
    """The partner rows of a tender (its id) that haven't left; the lead isn't among them."""
    return reading.of("partner", tender=tender, left_at=None)
