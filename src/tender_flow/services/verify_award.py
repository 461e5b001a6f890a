"""What `verify` asks about the award: who decided, on what ground, and how long bidders had.

Decisions follow one another and are taken by different persons; a standstill lasts at least as
long as what began it gives when it is counted again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.services.award_holds import same_person
from tender_flow.services.office import Reading
from tender_flow.services.standstill_counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.records.rows import Row
    from tender_flow.services.verify_case import CaseCheck


def decision_findings(check: CaseCheck, decisions: list[Row]) -> Iterator[Finding]:
    """A recommended bid is ranked; what follows it gives the lot to the same bid."""
    by_id = {row["id"]: row for row in decisions}
    direct = {row["decision"] for row in check.memory.of("direct_award", procurement=check.chain)}
    for row in decisions:
        facts = {"decision": row["id"], "kind": row["kind"]}
        if row["id"] in direct:
            continue  # nothing is ranked where there is no competition
        if row["kind"] == "recommendation":
            standing = check.memory.first("standing", result=row["result"], bid=row["bid"])
            erased = ("standing", "rank") in check.erased
            unranked = standing is None or (standing["rank"] is None and not erased)
            if row["bid"] is not None and unranked:
                yield Finding("decision-without-ground", facts)
            continue
        before = by_id.get(row["follows"] or "")
        if before is None or (before["lot"], before["bid"]) != (row["lot"], row["bid"]):
            yield Finding("decision-without-ground", facts)
        elif row["kind"] == "approval" and _one_person(before, row):
            yield Finding("approval-by-recommender", facts)


def _one_person(recommended: Row, approved: Row) -> bool:
    """Are they one person on the case, or one by name? An erased name can't be compared."""
    if recommended["person"] == approved["person"]:
        return True
    makers = (recommended["maker"], approved["maker"])
    return None not in makers and same_person(*makers)


def standstill_findings(check: CaseCheck) -> tuple[int, list[Finding]]:
    """The standstill of each lot ends no earlier than what began it gives."""
    rows = {row["lot"]: row for row in check.memory.of("standstill", procurement=check.chain)}
    return len(rows), [one for lot, row in rows.items() for one in _too_short(check, lot, row)]


def _too_short(check: CaseCheck, lot: str, row: Row) -> Iterator[Finding]:
    title = str(check.memory.one("lot", id=lot)["title"])
    case = check.memory.one("procurement", id=check.chain)
    reading = Reading(check.memory, case, row["recorded_at"], None)
    counted = count(reading, lot, row["decision"])
    if counted is None:
        yield Finding("standstill-without-letters", {"lot": title})
    elif row["ends_on"] < counted.period.ends_on:
        # another calendar of bank holidays than then is no sign of a changed record
        same = counted.calendar == row["calendar"]
        facts: dict[str, Fact] = {
            "lot": title,
            "stored": row["ends_on"],
            "now": counted.period.ends_on,
        }
        severity = Severity.PROBLEM if same else Severity.WARNING
        yield Finding("standstill-shorter-than-counted", facts, severity)
