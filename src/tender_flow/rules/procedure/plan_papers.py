"""What a plan's papers leave open, contradict or forget: money, people, diaries, blank fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.rules.procedure.plan_facts import Claim, Diary, Funding, PlannedRow, StageDuty
from tender_flow.rules.procedure.workflow import Workflow

DIARISED = "Review of the HIA tender, 28 January 2014: meetings diarised in advance"


def funding_gap(
    ceiling: Decimal | None, period: str, source: str, funding: Sequence[Funding]
) -> Iterator[Finding]:
    """The highest price that may be asked for against the money that is found for that period."""
    found = [one for one in funding if one.period == period and one.amount is not None]
    identified = sum((one.amount for one in found if one.amount is not None), Decimal(0))
    if ceiling is None or not found or identified >= ceiling:
        return
    facts: dict[str, Fact] = {"ceiling": ceiling, "identified": identified}
    facts |= {"missing": ceiling - identified, "period": period}
    papers = "; ".join(dict.fromkeys([source, *(one.source for one in found)]))
    yield Finding("ceiling-above-funding", facts, source=papers)


def disagreements(claims: Sequence[Claim], today: date | None = None) -> Iterator[Finding]:
    """Papers that say two things about one: each further answer against the first.

    With `today`, papers of a later day aren't known yet.
    """
    first: dict[str, Claim] = {}
    said: set[tuple[str, str]] = set()
    for claim in claims:
        if today is not None and claim.dated > today:
            continue
        one = first.setdefault(claim.about, claim)
        if claim.says == one.says or (claim.about, claim.says) in said:
            continue
        said.add((claim.about, claim.says))
        facts: dict[str, Fact] = {"about": claim.about, "first": one.says, "other": claim.says}
        source = "; ".join(dict.fromkeys((one.source, claim.source)))
        yield Finding("papers-disagree", facts, Severity.WARNING, source=source)


def left_blank(blank: tuple[str, ...], source: str) -> Iterator[Finding]:
    """The fields that the paper itself leaves open."""
    if blank:
        yield Finding("plan-leaves-blank", {"blank": blank}, Severity.WARNING, source=source)


def duties_missing(workflow: Workflow, duties: Sequence[StageDuty], source: str) -> list[Finding]:
    """Stages without an owner, and stages for which nobody is set aside to help."""
    found = []
    for role, code in (("owner", "stages-without-owner"), ("resource", "stages-without-resources")):
        covered = {stage for duty in duties if duty.role == role for stage in duty.stages}
        missing = tuple(stage.title for stage in workflow.path if stage.id not in covered)
        if missing:
            facts: dict[str, Fact] = {"stages": missing, "count": len(missing)}
            found.append(Finding(code, facts, Severity.WARNING, source=source))
    return found


def diary_clashes(rows: Sequence[PlannedRow], diaries: Sequence[Diary]) -> Iterator[Finding]:
    """Evaluators who are away when they are needed, and a plan that asked for no diaries."""
    planned = {row.stage: row for row in rows if row.stage}
    if not diaries and "evaluate" in planned:
        facts: dict[str, Fact] = {"task": planned["evaluate"].title}
        facts["planned"] = planned["evaluate"].planned.text
        yield Finding("diaries-not-asked", facts, Severity.WARNING, source=DIARISED)
    for diary in diaries:
        row = planned.get(diary.stage)
        if row is None or diary.away is None:
            continue
        first, last = diary.away.first, (diary.until or diary.away).last
        if first > row.last or last < row.planned.first:
            continue
        facts = {"who": diary.who, "task": row.title, "planned": row.planned.text}
        facts |= {"away": first, "until": last}
        whole = first <= row.planned.first and last >= row.last
        code = "evaluator-away-throughout" if whole else "evaluator-away"
        severity = Severity.PROBLEM if whole else Severity.WARNING
        yield Finding(code, facts, severity, source=DIARISED)
