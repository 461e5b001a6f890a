"""The hour at which tenders close: a day, an hour and a place, never only an instant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar import LONDON, deadline_instant

if TYPE_CHECKING:
    from tender_flow.services.office import Deed, Office

_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The deadline as recorded, with the one before if it was moved."""

    local: str
    """Local day and hour, `2014-09-26T12:00`."""
    zone: str
    at: datetime
    before: datetime | None


def deadline(
    office: Office,
    ref: str,
    *,
    local: str,
    zone: str = LONDON,
    reason: str = "",
    told: str = "",
    dry_run: bool = False,
) -> Deadline:
    """Sets the deadline, or moves it with a reason and who was told, before it has passed.

    A local time that doesn't exist or comes twice (when clocks change) is refused: nobody could
    say which tender is late.
    """
    at = _instant(local, zone)
    with office.deed(
        "procurement.deadline", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        before = deed.case["deadline_at"]
        deed.refuse(_faults(deed, at, reason, told))
        values = {"deadline_local": local.replace(" ", "T"), "deadline_zone": zone}
        deed.update("procurement", deed.id, deadline_at=at, **values)
        # Every bidder is told the reason, so it may stand where every role can read it.
        deed.note(**values, reason=reason or None, told=told or None)
        return Deadline(values["deadline_local"], zone, at, before)


def _instant(local: str, zone: str) -> datetime:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInputError(Finding("zone-unknown", {"zone": zone})) from None
    try:
        moment = datetime.fromisoformat(local) if _LOCAL.match(local) else None
    except ValueError:
        moment = None
    if moment is None:
        raise BadInputError(Finding("deadline-unreadable", {"text": local[:40]}))
    return deadline_instant(moment.date(), moment.time(), zone)


def _faults(deed: Deed, at: datetime, reason: str, told: str) -> list[Finding]:
    before = deed.case["deadline_at"]
    found = []
    if at <= deed.now:
        found.append(Finding("deadline-in-the-past", {"at": at, "now": deed.now}))
    if before is None:
        return found
    if before <= deed.now:
        found.append(Finding("deadline-has-passed", {"at": before}))
    if not reason.strip():
        found.append(Finding("reason-missing"))
    if not told.strip():
        found.append(Finding("told-missing"))
    return found
