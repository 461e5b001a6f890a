"""How the standstill of a lot is counted: by the workflow's clock, from what the record holds.

Under the Regulations of 2006 and 2015 the letters to the bidders start it, once every bidder has
been told; under the Procurement Act 2023 the contract award notice does, and may say that it is
longer; under the Provider Selection Regime the notice of intention. It is counted with the
bank holidays that the clock names and the days that were announced late for this procurement
(`tender_flow.services.announced`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import (
    Letter,
    Period,
    count_standstill,
    extended_to,
    local_day,
)
from tender_flow.rules.procedure.workflow import StandstillTerms, standstill_terms
from tender_flow.services.facts_statutory import published_notices

if TYPE_CHECKING:
    from tender_flow.definitions.holidays import BankHolidays
    from tender_flow.rules.procedure.facts_statutory import PublishedFact
    from tender_flow.services.office import Deed, Reading

AWARD_STAGE = "award"
"""The stage in which lots are concluded, in a workflow that has one."""

_USUAL = StandstillTerms(10, "pcr_2006", "england", voluntary=False)
"""Where a workflow without an award stage names no clock of its own."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A standstill as counted now, and the version of the calendar it was counted with."""

    period: Period
    calendar: str


def terms_of(reading: Reading) -> StandstillTerms | None:
    """How this procurement counts its standstill; None where it goes on without one."""
    workflow = reading.workflow()
    stages = {stage.id for stage in workflow.stages}
    return standstill_terms(workflow) or (None if AWARD_STAGE in stages else _USUAL)


def started_by_letters(reading: Reading) -> bool:
    """Do the letters to the bidders start the standstill here, and not a notice?"""
    terms = terms_of(reading)
    return terms is not None and terms.rule.method.starts == "letters"


def basis_of(terms: StandstillTerms) -> str:
    """How it is counted, by the workflow's own word; `voluntary` where nothing obliges to it."""
    return f"{terms.counted} voluntary" if terms.voluntary else terms.counted


def count(reading: Reading, lot: str, approval: str) -> Counted | None:
    """The standstill of a lot's approval as the record gives it; None if nothing started it.

    `lot` and `approval` are ids.
    """
    terms = terms_of(reading) or _USUAL
    if terms.rule.method.starts == "letters":
        return _from_letters(reading, terms, approval)
    return _from_notice(reading, terms, lot, approval)


def _from_letters(reading: Reading, terms: StandstillTerms, approval: str) -> Counted | None:
    sent = [
        Letter(row["means"], local_day(row["sent_at"]))
        for row in reading.of("notification", decision=approval)
    ]
    if not sent:
        return None
    holidays = holidays_of(reading, terms, max(letter.sent_on for letter in sent))
    return Counted(count_standstill(terms.rule, holidays, letters=sent), holidays.version)


def _from_notice(
    reading: Reading, terms: StandstillTerms, lot: str, approval: str
) -> Counted | None:
    """From the day of its first publication; a later end that the notice states counts.

    What was published before the approval announced another decision and starts nothing.
    """
    notice = starting_notice(reading, terms, lot)
    decision = reading.last("decision", id=approval)
    if notice is None or decision is None or notice.published_on < decision["dated"]:
        return None
    first = notice.first_published_on
    began = first if first >= decision["dated"] else notice.published_on
    holidays = holidays_of(reading, terms, began)
    period = count_standstill(terms.rule, holidays, published_on=began)
    stated = notice.states.get("standstill_ends_on")
    if stated is not None:
        period = extended_to(period, date.fromisoformat(stated), holidays)
    return Counted(period, holidays.version)


def starting_notice(reading: Reading, terms: StandstillTerms, lot: str) -> PublishedFact | None:
    """The notice in force that starts the standstill of a lot, its own or one for all lots."""
    kind = terms.rule.method.starts
    found = [one for one in published_notices(reading) if one.kind == kind and one.lot in {lot, ""}]
    return max(found, key=lambda one: (one.lot == lot, one.recorded_at), default=None)


def holidays_of(reading: Reading, terms: StandstillTerms, day: date) -> BankHolidays:
    """The bank holidays from a day on, with those announced late for this procurement."""
    from tender_flow.definitions.holidays import around

    announced = {row["day"]: row["name"] for row in reading.of("announced_holiday")}
    return around(day, place=terms.holidays).with_days(announced)


def begin(deed: Deed, lot: dict[str, Any], approval: dict[str, Any]) -> Period | None:
    """Writes the standstill of a lot down, where somebody is to win and something started it.

    Nothing is written where the last one recorded for this approval ends no earlier.
    """
    terms = terms_of(deed)
    if approval["bid"] is None or terms is None:
        return None
    counted = count(deed, lot["id"], approval["id"])
    if counted is None:
        return None
    last = deed.last("standstill", lot=lot["id"], decision=approval["id"])
    if last is None or last["ends_on"] < counted.period.ends_on:
        record(deed, lot["id"], approval["id"], terms, counted)
    return counted.period


def record(deed: Deed, lot: str, approval: str, terms: StandstillTerms, counted: Counted) -> None:
    """Writes a counted standstill down as a row of its own; earlier ones stay."""
    deed.insert(
        "standstill",
        {
            "lot": lot,
            "decision": approval,
            "starts_from": counted.period.starts_from,
            "ends_on": counted.period.ends_on,
            "days": counted.period.days,
            "basis": basis_of(terms),
            "calendar": counted.calendar,
            "recorded_at": deed.now,
        },
    )


def begin_by_notice(deed: Deed, kind: str, lot: str) -> tuple[tuple[str, Period], ...]:
    """After a notice was published: begins, or lengthens, the standstills that it starts.

    `lot` is an id, or "" for a notice about all lots. Gives each lot's title with its period.
    """
    terms = terms_of(deed)
    if terms is None or terms.rule.method.starts != kind:
        return ()
    found = []
    for row in deed.of("lot", outcome="open"):
        approval = deed.last("decision", lot=row["id"], kind="approval", status="taken")
        if lot in {row["id"], ""} and approval is not None:
            period = begin(deed, row, approval)
            if period is not None:
                found.append((row["title"], period))
    return tuple(found)


def stated_too_early(
    reading: Reading, kind: str, published_on: date, stated: str | None
) -> list[Finding]:
    """A notice can make the standstill that it starts longer, never shorter."""
    terms = terms_of(reading)
    if terms is None or stated is None or terms.rule.method.starts != kind:
        return []
    holidays = holidays_of(reading, terms, published_on)
    least = count_standstill(terms.rule, holidays, published_on=published_on).ends_on
    if date.fromisoformat(stated) >= least:
        return []
    facts: dict[str, Fact] = {"stated": date.fromisoformat(stated), "least": least}
    return [Finding("standstill-stated-too-early", facts)]
