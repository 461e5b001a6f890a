"""The days of a low price's steps: flagged, notified, answered, then accepted or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.bid_checks import LowPriceStep, fault_of_step
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from tender_flow.services.office import Deed, Reading

Row = dict[str, Any]


def last_step(reading: Reading, bid: str) -> LowPriceStep | None:
    """The last step of a bid's low price (its id); None before the first one."""
    row = reading.last("bid_check", bid=bid, kind="low_price")
    if row is None:
        return None
    dated = reading.first("low_price_day", bid_check=row["id"])
    if dated is None:
        return LowPriceStep(row["outcome"], local_day(row["decided_at"]))
    return LowPriceStep(row["outcome"], dated["happened_on"], dated["answer_by"])


def faults(reading: Reading, bid: str, step: LowPriceStep) -> list[Finding]:
    """Why a step can't be recorded now: its order, its days, or it hasn't come yet."""
    found = fault_of_step(last_step(reading, bid), step)
    if step.on > local_day(reading.now):
        found.append(Finding("day-in-the-future", {"what": "--on", "on": step.on}))
    return found


def keep_days(deed: Deed, check: str, step: LowPriceStep) -> None:
    """Writes down when a recorded step happened."""
    values = {"bid_check": check, "happened_on": step.on, "answer_by": step.answer_by}
    deed.insert("low_price_day", values)
