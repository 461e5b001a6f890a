"""Days off that are announced late, taken into a procurement: its running standstills move.

    done = announce(office, "kent-da", Path("extra_days.yaml"))
    done.moved          # each lot whose standstill ends later now, with both days

The days stay with the procurement: every later count has them, and `verify` counts with them. What
somebody set by hand (the deadline for tenders, the end of a call-in) isn't moved; it is named if
the new day touches it, so that somebody decides. A standstill that has ended stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.definitions.holidays import read_extra_days
from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.standstill_counting import count, record, terms_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tender_flow.services.office import Deed, Office


@dataclass(frozen=True, slots=True)
class RunningStandstill:
    """A standstill that was running when the days were announced; ends are whole days."""

    lot: str
    before: date
    after: date

    @property
    def moved(self) -> bool:
        """Does it end later now?"""
        return self.after > self.before


@dataclass(frozen=True, slots=True)
class Announced:
    """The days that were new, what they moved, and what somebody must look at."""

    days: tuple[tuple[date, str], ...]
    running: tuple[RunningStandstill, ...]
    findings: tuple[Finding, ...]

    @property
    def moved(self) -> tuple[RunningStandstill, ...]:
        """The standstills that end later now."""
        return tuple(one for one in self.running if one.moved)


def announce(office: Office, ref: str, path: Path, *, dry_run: bool = False) -> Announced:
    """Takes the days of a file in and moves what runs.

    Raises:
        BadInputError: the file can't be read, or has something else than days.
        RefusedError: the procurement has all of these days already.
    """
    wanted = read_extra_days(path)
    with office.deed(
        "calendar.announce", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        known = {row["day"] for row in deed.of("announced_holiday")}
        new = {day: name for day, name in sorted(wanted.items()) if day not in known}
        deed.refuse([] if new else [Finding("no-new-day-off", {"path": path.name})])
        for day, name in new.items():
            values = {"day": day, "name": name, "recorded_by": deed.person_id}
            deed.insert("announced_holiday", {**values, "recorded_at": deed.now})
        running = _recounted(deed)
        deed.note(
            days=[day.isoformat() for day in new], moved=str(sum(one.moved for one in running))
        )
        return Announced(tuple(new.items()), running, tuple(_touched(deed, new)))


def _recounted(deed: Deed) -> tuple[RunningStandstill, ...]:
    """Each standstill that hasn't ended, counted anew; one that ends later gets a new row."""
    terms, today = terms_of(deed), local_day(deed.now)
    found = []
    for lot in deed.of("lot", outcome="open"):
        last = deed.last("standstill", lot=lot["id"])
        if last is None or terms is None or last["ends_on"] < today:
            continue
        counted = count(deed, lot["id"], last["decision"])
        if counted is None:
            continue
        after = max(last["ends_on"], counted.period.ends_on)
        found.append(RunningStandstill(lot["title"], last["ends_on"], after))
        if found[-1].moved:
            record(deed, lot["id"], last["decision"], terms, counted)
    return tuple(found)


def _touched(deed: Deed, days: dict[date, str]) -> list[Finding]:
    """What was set by hand and falls on, or counts over, one of these days."""
    today = local_day(deed.now)
    found = []
    deadline = deed.case["deadline_at"]
    if deadline is not None and deadline > deed.now and local_day(deadline) in days:
        facts: dict[str, Fact] = {"day": local_day(deadline)}
        found.append(Finding("deadline-on-new-day-off", facts, Severity.WARNING))
    titles = {lot["id"]: lot["title"] for lot in deed.of("lot", outcome="open")}
    for row in deed.of("decision", kind="approval", status="taken"):
        ends = row["call_in_ends"]
        over = [day for day in days if ends is not None and row["dated"] < day <= ends]
        if over and ends >= today and row["lot"] in titles:
            facts = {"lot": titles[row["lot"]], "ends_on": ends, "day": over[0]}
            found.append(Finding("call-in-over-new-day-off", facts, Severity.WARNING))
    return found
