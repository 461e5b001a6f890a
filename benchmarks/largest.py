"""All conditions of the largest procedure's fullest move, with the move: against others.

    python benchmarks/largest.py

The competitive flexible procedure has the most stages. Its move to the tender notice asks for
papers, pack, money, model, conflicts, equality, lots, engagement and consultation. Beside ours,
on copies of the same record (WAL, synchronous=FULL, one commit each):

* raw sqlite3: the very statements of our move, made again by the standard library;
* SQLModel: a session, the same rows as objects, the same questions in plain Python, a machine
  made for the procurement, the same rows and an audit entry;
* SpiffWorkflow, where it is installed: the line of stages as user tasks with a gateway each, its
  state as JSON in a row: read, restored, run, written, with an audit row. It reads no papers and
  keeps no rows of a case: the gateway is told that all is met.

Everything but the procedure is made up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import moves
from comparing import Times, folders, goal, note, show
from kent_cases import BEGAN, LEAD, MOVED, address
from moves import CASES, COPIES, Deed, copied, ours, raw, take_down, without_guards
from sqlmodel import Session, create_engine, select
from transitions import Machine

from tender_flow.definitions.shipped import find_definition
from tender_flow.definitions.workflows import load_workflow
from tender_flow.packs.keys import make_key
from tender_flow.records import tables
from tender_flow.records.database import open_database
from tender_flow.records.tables.premarket import EngagementItem
from tender_flow.services import amendments, conflicts, considerations, document, procurement
from tender_flow.services.moves import advance
from tender_flow.services.office import Office

NAME, MODEL, MOVE = "pa_2023_competitive_flexible", "kent_domestic_abuse_2014", "publish"
WORKFLOW = load_workflow(find_definition("workflows", NAME)).workflow
LINE = [stage.id for stage in WORKFLOW.path]
PAPERS = ("business_case", "invitation_to_tender", "specification", "draft_contract", "equality")
CONSIDERED = {"equality_full": "no_change", "lots": "divided", "estimated_value": "stated"}


def main() -> None:
    """Measures the ways in turn, case by case."""
    for folder in folders():
        start = folder / "start.db"
        refs = ready(start)
        taken = take_down(copied(start, folder / "taken.db"), refs, MOVE)
        bare = without_guards(copied(start, folder / "bare.db"))
        ways: dict[str, tuple[Path, moves.Way]] = {
            "tender-flow": (start, ours),
            "raw sqlite3": (bare, partial(raw, taken)),
            "SQLModel, a machine per procurement": (bare, sqlmodel),
            **({"SpiffWorkflow": (bare, spiff)} if has_spiff() else {}),
        }
        times: Times = {name: [] for name in ways}
        computing: Times = {name: [] for name in ways}
        moves.check = lambda path, target: None  # SpiffWorkflow keeps its stage elsewhere
        for at in range(COPIES):
            note(f"copy {at + 1} of {COPIES}")
            moves.in_turn(folder, ways, refs, MOVE, times, computing)
        note("")
        gates, count = len(WORKFLOW.move(MOVE).gates), len(taken[refs[0]])
        say(f"{MOVE}: {gates} gates, {count} statements, one durable commit", times)
        say(f"{MOVE}: processor time alone", computing)


def say(title: str, times: Times) -> None:
    """The figures and whether the goals were reached."""
    show(title, times, "raw sqlite3")
    goal(times, "tender-flow", "raw sqlite3", at_most=3.5, stretch=2.5)
    goal(times, "tender-flow", "SQLModel, a machine per procurement", at_most=1 / 4)
    if "SpiffWorkflow" in times:
        goal(times, "tender-flow", "SpiffWorkflow", at_most=1 / 25)


def ready(path: Path) -> list[str]:
    """A new record with cases that may publish their tender notice."""
    refs = [f"case-{at:02}" for at in range(1, CASES + 1)]
    office = Office(open_database(address(path), create=True, now=BEGAN), LEAD.login, BEGAN)
    key = make_key("Kent County Council", "authority").public
    for ref in refs:
        note(f"preparing {ref} of {CASES}")
        given = {"workflow": NAME, "model": MODEL, "key": key, "lead": LEAD, "rehearsal": True}
        procurement.new(office, ref=ref, **given)
        for kind in PAPERS:
            paper = path.parent / f"{kind}.txt"
            paper.write_text(f"{kind}, made up.\n", encoding="utf-8")
            document.add(office, ref, path=paper, kind=kind, dated=date(2014, 5, 30))
        for kind, choice in CONSIDERED.items():
            considerations.record(
                office, ref, kind, choice=choice, reason="Made up.", dated=date(2014, 5, 30),
                amount=Decimal(900_000), document="equality",
            )  # fmt: skip
        texts = {"found": "None.", "perceived": "None.", "steps": "None."}
        conflicts.assess(office, ref, dated=date(2014, 5, 30), **texts)
        fund(office, ref, path.parent)
        amendments.publish(office, ref)
        advance(office, ref, "prepare_at_once")
    office.database.close()
    note("")
    return refs


def fund(office: Office, ref: str, folder: Path) -> None:
    """The money up to the model's ceiling, and a ceiling if the model names none."""
    paper = folder / "funding_statement.txt"
    paper.write_text("Made up.\n", encoding="utf-8")
    document.add(
        office, ref, path=paper, kind="funding_statement", dated=date(2014, 5, 30),
        amount=Decimal(100_000_000),
    )  # fmt: skip


@contextmanager
def sqlmodel(path: Path) -> Iterator[Deed]:
    """The same deed by a session and a machine made for each procurement."""
    engine = create_engine(f"sqlite:///{path}")
    moves.sqlalchemy.event.listen(engine, "connect", moves._durable)
    yield partial(_session_move, engine)
    engine.dispose()


def _session_move(engine: Any, ref: str, move: str) -> None:
    with Session(engine) as session:
        case = session.exec(select(tables.Procurement).where(tables.Procurement.ref == ref)).one()
        actor = session.exec(select(tables.Person).where(tables.Person.login == LEAD.login)).one()
        members = rows(session, tables.Member, case)
        assert any(one.person == actor.id and one.role == "lead" for one in members)
        position = moves.Position(conditions(session, case))
        machine_for(position, case.stage)
        source = case.stage
        assert position.trigger(move)  # type: ignore[attr-defined]
        case.stage, case.version = position.state, case.version + 1
        session.add(moves._move_row(case, source, move))
        moves._audited(session, case, actor, source, move)
        session.commit()


def rows(session: Session, table: Any, case: tables.Procurement) -> list[Any]:
    """A case's rows of a table as objects."""
    return list(session.exec(select(table).where(table.procurement == case.id)).all())


def conditions(session: Session, case: tables.Procurement) -> dict[str, bool]:
    """The rows that our gates read for this move, and the same questions asked of them."""
    documents = rows(session, tables.Document, case)
    kinds = {paper.kind for paper in documents} | {
        one.item for one in rows(session, tables.ChecklistAnswer, case)
    }
    considered = {one.kind for one in rows(session, tables.Consideration, case)}
    lots, comments = (
        rows(session, tables.Lot, case),
        rows(session, tables.ConsultationComment, case),
    )
    published = rows(session, tables.PublishedNotice, case)
    rows(session, tables.NoticeStatement, case)
    declared = rows(session, tables.Declaration, case)
    reviews = rows(session, tables.ConflictsReview, case)
    definitions = rows(session, tables.Definition, case)
    return {
        "not suspended": not rows(session, tables.Suspension, case),
        "pack": kinds.issuperset(PAPERS[1:4]),
        "considered": considered.issuperset(CONSIDERED),
        "lots": bool(lots),
        "answered": all(comment.answered_at for comment in comments),
        "shared": all(item.shared_on for item in rows(session, EngagementItem, case)),
        "conflicts": bool(reviews) and not declared and not published,
        "model": any(one.kind == "model" and one.published_at for one in definitions),
        "money": sum(paper.amount or 0 for paper in documents) >= (case.ceiling or 0),
    }


def machine_for(position: moves.Position, stage: str) -> Machine:
    """A machine of this procurement's own."""
    transitions = [
        {
            "trigger": move.id,
            "source": list(move.sources),
            "dest": move.target,
            **({} if move.id == WORKFLOW.termination else {"conditions": "may_invite"}),
        }
        for move in WORKFLOW.moves
    ]
    states = [one.id for one in WORKFLOW.stages]
    return Machine(
        position, states=states, transitions=transitions, initial=stage, auto_transitions=False
    )


def has_spiff() -> bool:
    """Is SpiffWorkflow installed beside us?"""
    try:
        import SpiffWorkflow  # noqa: F401
    except ImportError:
        print("SpiffWorkflow isn't installed: left out.")
        return False
    return True


def process() -> bytes:
    """The line of stages as BPMN: for each a user task, and a gateway that asks if all is met."""
    head = (
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">'
        '<bpmn:process id="line" isExecutable="true"><bpmn:startEvent id="start"/>'
        '<bpmn:endEvent id="finish"/><bpmn:endEvent id="refused"/>'
    )
    said = "".join(
        f'<bpmn:userTask id="{stage}" name="{stage}"/>'
        f'<bpmn:exclusiveGateway id="g_{stage}" default="no_{stage}"/>'
        f"{flow(f'to_{stage}', stage, f'g_{stage}')}{flow(f'no_{stage}', f'g_{stage}', 'refused')}"
        f"{flow(f'yes_{stage}', f'g_{stage}', after, 'met')}"
        for stage, after in zip(LINE, [*LINE[1:], "finish"], strict=True)
    )
    tail = f"{flow('first', 'start', LINE[0])}</bpmn:process></bpmn:definitions>"
    return f"{head}{said}{tail}".encode()


def flow(name: str, source: str, target: str, condition: str = "") -> str:
    """An arrow of the process, with its condition if it has one."""
    kind = 'xsi:type="bpmn:tFormalExpression"'
    asked = f"<bpmn:conditionExpression {kind}>{condition}</bpmn:conditionExpression>"
    return (
        f'<bpmn:sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">'
        f"{asked if condition else ''}</bpmn:sequenceFlow>"
    )


@contextmanager
def spiff(path: Path) -> Iterator[Deed]:
    """State from the row, one task run, state to the row, an audit row, one durable commit."""
    from lxml import etree
    from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
    from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(process()))
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

    def run(workflow: Any) -> str:
        task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
        task.data["met"] = True
        task.run()
        workflow.do_engine_steps()
        return str(task.task_spec.name)

    begun = BpmnWorkflow(parser.get_spec("line"))
    begun.do_engine_steps()
    while run(begun) != "engagement":
        pass  # up to the stage in which the tender is prepared
    state = serializer.serialize_json(begun)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma synchronous=full")
    connection.execute("create table spiff (ref text primary key, state text)")
    connection.execute("create table spiff_audit (ref text, task text, at text)")
    refs = connection.execute("select ref from procurement").fetchall()
    connection.executemany("insert into spiff values (?, ?)", [(ref, state) for (ref,) in refs])

    def deed(ref: str, _move: str) -> None:
        connection.execute("begin immediate")
        (text,) = connection.execute("select state from spiff where ref=?", (ref,)).fetchone()
        workflow = serializer.deserialize_json(text)
        done = run(workflow)
        written = (serializer.serialize_json(workflow), ref)
        connection.execute("update spiff set state=? where ref=?", written)
        connection.execute("insert into spiff_audit values (?, ?, ?)", (ref, done, str(MOVED)))
        connection.execute("commit")

    yield deed
    connection.close()


if __name__ == "__main__":
    main()
