"""A move with its gates, rows and journal entry, durable on SQLite: against what one would pick.

    python benchmarks/moves.py

Two moves of the Kent procedure are made on the same cases of the same record (WAL,
synchronous=FULL, one commit each): `invite_tenders` with its eleven gates, which read papers,
plan, definitions and panel, and `prepare_tenders` with its three. Beside ours:

* raw sqlite3: the very statements of our move, taken down once, made again by the standard
  library: no gate is asked, nothing is hashed, no guard stands in the tables. It is the floor.
* the same with the guards (triggers) that keep the journal append-only.
* SQLModel: a session, the same rows read as objects, the same conditions in plain Python, a
  `transitions` machine made for the procurement, the same rows and audit entry written.

The slower the disk, the more all ways draw together, so processor time is shown as well;
BENCH_FOLDER=/dev/shm takes the disk away altogether.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

import sqlalchemy
from comparing import Times, folders, goal, note, show
from kent_cases import LEAD, MOVED, address, ready
from sqlmodel import Session, create_engine, select
from transitions import Machine

from tender_flow.definitions.shipped import find_definition
from tender_flow.definitions.workflows import load_workflow
from tender_flow.records.database import open_database
from tender_flow.records.tables import award as _award  # noqa: F401
from tender_flow.records.tables.case import (
    Definition,
    Delay,
    Document,
    Move,
    Person,
    PlanTask,
    Procurement,
    Suspension,
)
from tender_flow.records.tables.journal import ChainHead, JournalEntry
from tender_flow.records.tables.panel import Member
from tender_flow.services import moves
from tender_flow.services.office import Office

CASES = int(os.environ.get("CASES", "24"))
COPIES = int(os.environ.get("ROUNDS", "9"))
"""How often all cases are moved, each time on fresh copies of the record."""
WARM = 4
"""Cases moved before the clock starts: whatever is made once is made by then."""

Statement = tuple[str, list[Any]]
Deed = Callable[[str, str], object]
Way = Callable[[Path], AbstractContextManager[Deed]]


def main() -> None:
    for folder in folders():
        start = folder / "start.db"
        refs = ready(start, CASES)
        for move in ("invite_tenders", "prepare_tenders"):  # each leads to the stage of its name
            compare(folder, start, refs, move)
            make_all(start, refs, move)


def compare(folder: Path, start: Path, refs: list[str], move: str) -> None:
    """One move by every way, on copies of the same record, case by case in turn."""
    taken = take_down(copied(start, folder / "taken.db"), refs, move)
    unguarded = without_guards(copied(start, folder / "unguarded.db"))
    ways: dict[str, tuple[Path, Way]] = {
        "tender-flow": (start, ours),
        "raw sqlite3": (unguarded, partial(raw, taken)),
        "raw sqlite3, guarded tables": (start, partial(raw, taken)),
        "SQLModel, a machine per procurement": (unguarded, sqlmodel),
    }
    times: Times = {name: [] for name in ways}
    computing: Times = {name: [] for name in ways}
    for at in range(COPIES):
        note(f"{move}: copy {at + 1} of {COPIES}")
        in_turn(folder, ways, refs, move, times, computing)
    note("")
    count = len(taken[refs[0]])
    show(f"{move}: {count} statements, one durable commit", times, "raw sqlite3")
    goal(times, "tender-flow", "raw sqlite3", at_most=3.5, stretch=2.5)
    goal(times, "tender-flow", "SQLModel, a machine per procurement", at_most=1 / 4)
    show(f"{move}: processor time alone, without waiting for the disk", computing, "raw sqlite3")
    goal(computing, "tender-flow", "SQLModel, a machine per procurement", at_most=1 / 4)


def in_turn(
    folder: Path,
    ways: dict[str, tuple[Path, Way]],
    refs: list[str],
    move: str,
    times: Times,
    computing: Times,
) -> None:
    """Each case is moved by every way before the next one, so that noise hits all alike."""
    with ExitStack() as stack:
        paths = {name: copied(start, folder / f"{at}.db")
                 for at, (name, (start, _way)) in enumerate(ways.items())}  # fmt: skip
        deeds = {
            name: stack.enter_context(way(paths[name])) for name, (_start, way) in ways.items()
        }
        for at, ref in enumerate(refs):
            for name, deed in deeds.items():
                began, used = perf_counter(), process_time()
                deed(ref, move)
                if at >= WARM:
                    times[name].append(perf_counter() - began)
                    computing[name].append(process_time() - used)
    for path in paths.values():
        check(path, move)


@contextmanager
def ours(path: Path) -> Iterator[Deed]:
    """`moves.advance` in an open office."""
    office = Office(open_database(address(path)), LEAD.login, MOVED)
    yield partial(moves.advance, office)
    office.database.close()


def make_all(path: Path, refs: list[str], move: str) -> None:
    """Makes the move on every case, to go on from there."""
    office = Office(open_database(address(path)), LEAD.login, MOVED)
    for ref in refs:
        moves.advance(office, ref, move)
    office.database.close()


def take_down(path: Path, refs: list[str], move: str) -> dict[str, list[Statement]]:
    """The statements of each case's move with their values, repeated ones once."""
    office = Office(open_database(address(path)), LEAD.login, MOVED)
    with office.reading(refs[0]):
        pass  # opens the reading connection too
    seen: list[Statement] = []
    for connection in (office.database._writer, office.database._reader):
        assert connection is not None
        connection.run = partial(_noted, seen, connection.run)
    taken: dict[str, list[Statement]] = {}
    for ref in refs:
        seen.clear()
        moves.advance(office, ref, move)
        own = [(sql, values) for sql, values in seen if not sql.startswith("begin")]
        own = [one for one in own if one[0] not in ("commit", "rollback")]
        taken[ref] = [one for at, one in enumerate(own) if one not in own[:at]]
    office.database.close()
    return taken


def _noted(seen: list[Statement], run: Callable[..., Any], sql: str, values: Any = ()) -> Any:
    seen.append((sql, list(values)))
    return run(sql, values)


@contextmanager
def raw(taken: dict[str, list[Statement]], path: Path) -> Iterator[Deed]:
    """The same statements through the standard library, in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None, cached_statements=512)) as connection:
        connection.execute("pragma synchronous=full")
        run = connection.cursor().execute
        yield lambda ref, _move: _replayed(run, taken[ref])


def _replayed(run: Callable[..., Any], statements: list[Statement]) -> None:
    run("begin immediate")
    for sql, values in statements:
        cursor = run(sql, values)
        if sql.startswith("SELECT"):
            cursor.fetchall()
    run("commit")


@contextmanager
def sqlmodel(path: Path) -> Iterator[Deed]:
    """The same deed by a session and a machine made for each procurement."""
    engine = create_engine(f"sqlite:///{path}")
    sqlalchemy.event.listen(engine, "connect", _durable)
    yield partial(_session_move, engine)
    engine.dispose()


def _durable(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")


WORKFLOW = load_workflow(find_definition("workflows", "kent_part_b_2014")).workflow
STATES = [stage.id for stage in WORKFLOW.stages]
NEEDED = ("consultation_plan", "consultation_report", "equality_impact_assessment",
          "social_value_consideration", "procurement_plan")  # fmt: skip


class Position:
    """What the machine moves; its conditions look at the rows that were read."""

    state: str

    def __init__(self, conditions: dict[str, bool]) -> None:
        self.conditions = conditions

    def may_invite(self) -> bool:
        """Every paper, the money, the model, the plan, the panel."""
        return all(self.conditions.values())


def _machine_for(position: Position, stage: str) -> Machine:
    transitions = [
        {
            "trigger": move.id,
            "source": list(move.sources),
            "dest": move.target,
            **({} if move.id == WORKFLOW.termination else {"conditions": "may_invite"}),
        }
        for move in WORKFLOW.moves
    ]
    return Machine(
        position, states=STATES, transitions=transitions, initial=stage, auto_transitions=False
    )


def _session_move(engine: Any, ref: str, move: str) -> None:
    with Session(engine) as session:
        case = session.exec(select(Procurement).where(Procurement.ref == ref)).one()
        actor = session.exec(select(Person).where(Person.login == LEAD.login)).one()
        members = session.exec(select(Member).where(Member.procurement == case.id)).all()
        assert any(one.person == actor.id and one.role == "lead" for one in members)
        position = Position(_conditions(session, case, list(members), move))
        _machine_for(position, case.stage)
        source = case.stage
        assert position.trigger(move)  # type: ignore[attr-defined]
        case.stage, case.version = position.state, case.version + 1
        session.add(_move_row(case, source, move))
        _audited(session, case, actor, source, move)
        session.commit()


def _conditions(
    session: Session, case: Procurement, members: list[Member], move: str
) -> dict[str, bool]:
    """The rows that our gates read for this move, and the same questions asked of them."""
    documents = session.exec(select(Document).where(Document.procurement == case.id)).all()
    tasks = session.exec(select(PlanTask).where(PlanTask.procurement == case.id)).all()
    session.exec(select(Delay).where(Delay.procurement == case.id)).all()
    paused = session.exec(select(Suspension).where(Suspension.procurement == case.id)).all()
    definitions = session.exec(select(Definition).where(Definition.procurement == case.id)).all()
    kinds = {document.kind for document in documents if document.dated}
    planned = {task.stage for task in tasks}
    said = {"not suspended": not paused, "planned": case.stage in planned}
    if move == "prepare_tenders":
        said["deadline"] = case.deadline_at is not None
        return said | {"invitation": "invitation_to_tender" in kinds}
    wanted = [member.person for member in members]
    names = session.exec(select(Person).where(Person.id.in_(wanted))).all()  # type: ignore[attr-defined]
    roles = {member.role for member in members}
    funded = sum(document.amount or 0 for document in documents) >= (case.ceiling or 0)
    published = any(one.kind == "model" and one.published_at for one in definitions)
    panel = {"chair", "custodian", "witness"} <= roles and len(names) >= 3
    guidance = "evaluation_guidance" in planned
    papers = kinds.issuperset(NEEDED)
    return said | {"papers": papers, "money": funded, "model": published, "panel": panel,
                   "guidance": guidance}  # fmt: skip


def _move_row(case: Procurement, source: str, move: str) -> Move:
    return Move(
        id=str(uuid4()),
        procurement=case.id,
        name=move,
        source=source,
        target=case.stage,
        reason="",
        workflow_version=case.workflow_version,
        moved_at=datetime.now(UTC),
    )


def _audited(session: Session, case: Procurement, actor: Person, source: str, move: str) -> None:
    head = session.get(ChainHead, case.id)
    assert head is not None
    at = datetime.now(UTC).isoformat()
    said = {
        "deed": "procurement.advance",
        "actor": actor.id,
        "at": at,
        "previous": head.digest,
        "move": move,
        "source": source,
        "target": case.stage,
        "version": case.version,
    }
    body = json.dumps(said, sort_keys=True)
    digest = sha256(body.encode()).hexdigest()
    head.sequence, head.digest, head.at = head.sequence + 1, digest, at
    session.add(JournalEntry(chain=case.id, sequence=head.sequence, body=body, digest=digest))


def copied(start: Path, to: Path) -> Path:
    """A copy of a closed record, on the disk before anything is measured."""
    for end in ("", "-wal", "-shm"):
        to.with_name(to.name + end).unlink(missing_ok=True)
    shutil.copyfile(start, to)
    with to.open("rb+") as file:
        os.fsync(file.fileno())
    return to


def without_guards(path: Path) -> Path:
    """The record as others would make it: no trigger in it."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("select name from sqlite_master where type='trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"drop trigger {name}")
        connection.commit()
    return path


def check(path: Path, target: str) -> None:
    """Every case stands where it should, with one more move, whatever way moved it."""
    with closing(sqlite3.connect(path)) as connection:
        stages = connection.execute("select distinct stage from procurement").fetchall()
        made = connection.execute("select count(*) from move where target = ?", [target]).fetchone()
    assert (stages, made) == ([(target,)], (CASES,)), (path, stages, made)


if __name__ == "__main__":
    main()
