"""A progress report: where a procurement stood on a day, rebuilt from its journal.

    progress(office, "kent-da", date(2014, 9, 1))
    # stage, planned and actual, slips with reasons, decisions, risks, what comes next

The state of a past day isn't stored anywhere: the journal's entries up to the end of that day are
replayed, and the same code that shows the present looks at the result. As of today it is the
present state, and a report of a day comes out the same whenever it is made. It names no bidder,
no price and no mark, so that a commissioning body can have it at any stage. Reads only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, Place
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.decision_log import log_of
from tender_flow.services.notices import notices
from tender_flow.services.overview import (
    baseline_lines,
    begun,
    dates,
    delay_lines,
    next_moves,
    pauses,
    steps,
)
from tender_flow.services.past import as_it_was
from tender_flow.services.plan_check import check_reading
from tender_flow.services.risks import risk_views

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tender_flow.services.case_view import (
        BaselineLine,
        DateLine,
        DelayLine,
        NextMove,
        Pause,
        StageStep,
    )
    from tender_flow.services.office import Office, Reading
    from tender_flow.services.risks import RiskView


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision: which body took it, when, where it is minuted; not for whom."""

    kind: str
    """About a lot: recommendation, approval or award. Of a body: note, endorse, agree, approve."""
    about: str
    """The lot or the matter; empty for an exempt item."""
    awarded: bool
    """False where it is not to award."""
    body: str
    dated: date
    minute: str
    status: str
    """taken, withdrawn or replaced."""
    in_force_on: date | None = None
    """The first day after call-in, where a body approved."""


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A notice that is owed and isn't out."""

    kind: str
    lot: str
    due_on: date
    source: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """A procurement as it was at the end of a day."""

    ref: str
    title: str
    authority: str
    rehearsal: bool
    illustrative: str
    as_of: date
    stage: str
    stage_title: str
    stage_since: date
    stages: tuple[StageStep, ...]
    ended_on: date | None
    pauses: tuple[Pause, ...]
    baselines: tuple[BaselineLine, ...]
    dates: tuple[DateLine, ...]
    """Every stage and task: planned by each baseline, begun, and the slip."""
    delays: tuple[DelayLine, ...]
    decisions: tuple[DecisionLine, ...]
    risks: tuple[RiskView, ...]
    concerns: tuple[Finding, ...]
    """What can't work as it is planned, and what is late without a reason."""
    next: tuple[NextMove, ...]
    owed: tuple[OwedLine, ...]
    entries: int
    head: str
    """Digest of the last journal entry of that day."""


def progress(office: Office, ref: str, as_of: date | None = None) -> Progress:
    """The progress of a procurement at the end of a day; None is now, from the tables.

    Raises:
        BadInputError: the day is still to come, or lies before the procurement was made.
    """
    with office.reading(ref) as reading:
        if as_of is None:
            head = reading.rows.one("chain_head", chain=reading.id)
            return _progress(reading, int(head["sequence"]), head["digest"])
        then, last = as_it_was(reading, as_of)
        return _progress(then, last.sequence, last.digest)


def _progress(reading: Reading, entries: int, head: str) -> Progress:
    case, workflow = reading.case, reading.workflow()
    stages = begun(reading)
    ended = case["ended_at"]
    return Progress(
        ref=reading.ref,
        title=case["title"],
        authority=case["authority"],
        rehearsal=case["rehearsal"],
        illustrative=case["illustrative"],
        as_of=local_day(reading.now),
        stage=case["stage"],
        stage_title=workflow.stage(case["stage"]).title,
        stage_since=_since(reading),
        stages=steps(workflow, case["stage"]),
        ended_on=local_day(ended) if ended is not None else None,
        pauses=pauses(reading),
        baselines=baseline_lines(reading),
        dates=dates(reading),
        delays=delay_lines(reading),
        decisions=_decisions(reading),
        risks=risk_views(reading),
        concerns=_concerns(reading, stages),
        next=() if ended is not None else next_moves(reading),
        owed=_owed(reading),
        entries=entries,
        head=head,
    )


def _since(reading: Reading) -> date:
    """The day on which it last came into its stage."""
    moved = reading.last("move")
    return local_day(moved["moved_at"] if moved is not None else reading.case["created_at"])


def _decisions(reading: Reading) -> tuple[DecisionLine, ...]:
    lots = {row["id"]: row["title"] for row in reading.of("lot")}
    return tuple(
        DecisionLine(
            row["kind"],
            lots[row["lot"]],
            row["bid"] is not None,
            row["body"],
            row["dated"],
            row["minute"],
            row["status"],
        )
        for row in reading.of("decision")
    ) + tuple(
        DecisionLine(
            one.kind,
            one.title,
            True,
            one.body,
            one.dated,
            ", ".join(filter(None, (one.meeting, one.minute))),
            "taken",
            one.in_force_on,
        )
        for one in log_of(reading, public=True)
    )


def _concerns(reading: Reading, stages: dict[str, date]) -> tuple[Finding, ...]:
    if reading.case["ended_at"] is not None:
        return ()
    return tuple(one for one in check_reading(reading, stages).findings if one.stops)


def _owed(reading: Reading) -> tuple[OwedLine, ...]:
    return tuple(
        OwedLine(one.kind, one.lot, one.due_on, one.source, one.overdue)
        for one in notices(reading)
        if one.published_on is None
    )


def write(path: Path, text: str) -> None:
    """Writes a progress report as text or JSON.

    Raises:
        BadInputError: the file can't be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        facts = {"path": str(path), "reason": error.strerror or "unwritable"}
        raise BadInputError(Finding("report-not-written", facts, place=Place(str(path)))) from error
