"""Moving a procurement from stage to stage: all gates first, then the machine, then the record.

    moves.gates(office, "kent-da")                        # what stands before each move
    moves.advance(office, "kent-da", "invite_tenders", seen=7)

`seen` is the case's version as the person saw it when they decided: where two leads move a case
at once, the second is refused and looks again. `terminate` ends a procurement early, from any
stage, with a reason; its open lots are then withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.workflow import (
    GateState,
    fire,
    gate_states,
    machine,
    moves_from,
    next_moves,
    parts_needed,
    unmet,
)
from tender_flow.services.facts import case_facts
from tender_flow.services.notices import owe_after_move

if TYPE_CHECKING:
    from tender_flow.rules.procedure.workflow import Move, Workflow
    from tender_flow.services.notices import OwedNotice
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class Moved:
    """A move as recorded."""

    move: str
    title: str
    source: str
    target: str
    target_title: str
    ended: bool
    clocks: tuple[str, ...]
    """Periods that the move starts, by name; a standstill is counted from the letters."""
    owed: tuple[OwedNotice, ...]


@dataclass(frozen=True, slots=True)
class PossibleMove:
    """A move from here, with each of its gates: met, or what is missing."""

    move: str
    title: str
    target: str
    target_title: str
    role: str
    source: str
    is_termination: bool
    gates: tuple[GateState, ...]
    findings: tuple[Finding, ...]
    """Everything that stands before it, each once; empty if it may be made."""


@dataclass(frozen=True, slots=True)
class Gates:
    """Where a procurement stands and what stands before each move from there."""

    ref: str
    title: str
    illustrative: str
    rehearsal: bool
    stage: str
    stage_title: str
    version: int
    """What `advance` takes as `seen`."""
    moves: tuple[PossibleMove, ...]


def gates(office: Office, ref: str) -> Gates:
    """Every gate of every move from the present stage, asked now."""
    with office.reading(ref) as reading:
        workflow = reading.workflow()
        case = reading.case
        return Gates(
            ref=reading.ref,
            title=case["title"],
            illustrative=case["illustrative"],
            rehearsal=case["rehearsal"],
            stage=case["stage"],
            stage_title=workflow.stage(case["stage"]).title,
            version=case["version"],
            moves=tuple(
                _possible(reading, workflow, move) for move in moves_from(workflow, case["stage"])
            ),
        )


def _possible(reading: Reading, workflow: Workflow, move: Move) -> PossibleMove:
    facts = case_facts(reading, parts_needed(move))
    return PossibleMove(
        move=move.id,
        title=move.title,
        target=move.target,
        target_title=workflow.stage(move.target).title,
        role=move.role,
        source=move.source,
        is_termination=move.id == workflow.termination,
        gates=gate_states(move, facts),
        findings=unmet(workflow, move, facts),
    )


def advance(
    office: Office,
    ref: str,
    move: str | None = None,
    *,
    reason: str = "",
    seen: int | None = None,
    dry_run: bool = False,
) -> Moved:
    """Makes a move, or the only one that leads on from here; refused with all that is missing.

    Raises:
        RefusedError: gates that aren't met, or the case moved since it was seen.
    """
    with office.deed("procurement.advance", ref, while_suspended=True, dry_run=dry_run) as deed:
        workflow = deed.workflow()
        if seen is not None and seen != deed.case["version"]:
            raise RefusedError(_moved_meanwhile(deed, workflow))
        chosen = workflow.move(move) if move is not None else _only_move(deed, workflow)
        if chosen.id == workflow.termination:
            raise RefusedError(Finding("terminate-has-its-own-deed", {"move": chosen.id}))
        moved = _make(deed, workflow, chosen, reason)
        if moved.ended:
            _withdraw_open_lots(deed)
        return moved


def terminate(office: Office, ref: str, *, reason: str, dry_run: bool = False) -> Moved:
    """Ends a procurement early, for a reason that its bidders are owed; also while suspended."""
    with office.deed("procurement.terminate", ref, while_suspended=True, dry_run=dry_run) as deed:
        workflow = deed.workflow()
        moved = _make(deed, workflow, workflow.move(workflow.termination), reason)
        _withdraw_open_lots(deed)
        for pause in deed.of("suspension", ended_at=None):
            deed.update("suspension", pause["id"], ended_at=deed.now, ended_reason=reason)
        return moved


def _withdraw_open_lots(deed: Deed) -> None:
    """What has ended awards nothing any more."""
    for lot in deed.of("lot", outcome="open"):
        deed.update("lot", lot["id"], outcome="withdrawn")


def _moved_meanwhile(deed: Deed, workflow: Workflow) -> Finding:
    latest = deed.last("move")
    facts = {
        "ref": deed.ref,
        "stage": workflow.stage(deed.case["stage"]).title,
        "moved_at": latest["moved_at"] if latest is not None else None,
    }
    return Finding("stage-moved", facts)


def _only_move(deed: Deed, workflow: Workflow) -> Move:
    stage = deed.case["stage"]
    possible = next_moves(workflow, stage)
    if not possible:
        title = workflow.stage(stage).title
        raise RefusedError(Finding("procurement-ended", {"ref": deed.ref, "stage": title}))
    if len(possible) > 1:
        names = tuple(move.id for move in possible)
        raise BadInputError(Finding("move-not-named", {"ref": deed.ref, "possible": names}))
    return possible[0]


def _make(deed: Deed, workflow: Workflow, move: Move, reason: str) -> Moved:
    """Asks everything, makes the move, writes what follows from it."""
    facts = case_facts(deed, parts_needed(move))
    deed.refuse(
        [*_not_theirs(deed, move), *unmet(workflow, move, facts), *_no_reason(move, reason)]
    )
    source = deed.case["stage"]
    target = fire(machine(workflow), source, move.id)
    ended = workflow.is_final(target)
    changed = {"stage": target, "version": deed.case["version"] + 1}
    deed.update("procurement", deed.id, **changed, **({"ended_at": deed.now} if ended else {}))
    deed.insert(
        "move",
        {
            "name": move.id,
            "source": source,
            "target": target,
            "reason": reason,
            "workflow_version": deed.case["workflow_version"],
            "moved_at": deed.now,
        },
    )
    owed = owe_after_move(deed, move)
    deed.note(move=move.id, source=source, target=target)
    clocks = tuple(clock.name for clock in move.starts)
    title = workflow.stage(target).title
    return Moved(move.id, move.title, source, target, title, ended, clocks, owed)


def _not_theirs(deed: Deed, move: Move) -> list[Finding]:
    if deed.has_role(move.role):
        return []
    login = deed.person["login"] if deed.person is not None else ""
    return [Finding("role-missing", {"login": login, "roles": (move.role,)})]


def _no_reason(move: Move, reason: str) -> list[Finding]:
    return [Finding("reason-missing")] if move.needs_reason and not reason.strip() else []
