"""The hour of a deadline: a day, an hour and a place give one instant, or none at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding

LONDON = "Europe/London"
"""The zone in which councils set their hours."""


def deadline_instant(day: date, hour: time, zone: str = LONDON) -> datetime:
    """The instant (UTC) of a deadline that was set as a day, an hour and a place.

    Raises:
        BadInputError: clocks go forward or back just then, so that the hour doesn't exist or
            comes twice; nobody could say which bid is late.
    """
    place = ZoneInfo(zone)
    local = datetime.combine(day, hour)
    earlier = local.replace(tzinfo=place, fold=0)
    later = local.replace(tzinfo=place, fold=1)
    facts: dict[str, Fact] = {"day": day, "hour": hour.strftime("%H:%M"), "zone": zone}
    if earlier.astimezone(UTC).astimezone(place).replace(tzinfo=None) != local:
        raise BadInputError(Finding("time-does-not-exist", facts))
    if earlier.utcoffset() != later.utcoffset():
        raise BadInputError(Finding("time-comes-twice", facts))
    return earlier.astimezone(UTC)


def local_day(instant: datetime, zone: str = LONDON) -> date:
    """The day that an instant falls on where the council is."""
    return instant.astimezone(ZoneInfo(zone)).date()
