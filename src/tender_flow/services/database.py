"""The record's own upkeep: bringing it to this version, and looking whether it is in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.records import inspection, upgrade

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The versions before and after; the same where there was nothing to do."""

    before: str
    after: str


def upgrade_database(url: str, *, actor: str, now: datetime | None = None) -> Upgraded:
    """Brings a record to this version; the upgrade leaves its entry in the portfolio."""
    return Upgraded(*upgrade.upgrade(url, now=now, actor=actor))


def check_database(url: str) -> tuple[Finding, ...]:
    """Version, file, guards and tables; what the rows say is `verify`'s matter."""
    return tuple(inspection.check(url))
