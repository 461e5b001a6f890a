"""Times that people type: of the place unless they carry a zone."""

from __future__ import annotations

from datetime import datetime


def instant_of(text: str) -> datetime:
    """A time of the place, as an instant; one that doesn't exist is refused."""
    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.calendar import deadline_instant

    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise BadInputError(Finding("time-unreadable", {"text": text})) from None
    return local if local.tzinfo else deadline_instant(local.date(), local.time())
