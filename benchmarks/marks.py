"""84,000 marks from the store to exact ranks: ours, and SQLModel objects summed in Decimal trees.

    python benchmarks/marks.py

200 bids, 60 questions in a tree of three levels, 7 evaluators, marks of two decimals, 20 pairs
of true ties. Ours: `records.tally` (the database adds up whole numbers, weights multiply) and
`rules.evaluation.bulk` (ranks of whole numbers). The other: a table of marks as one would make
it, read as SQLModel objects, summed by walking the tree of weights in Decimal.

The marks are written past the services, straight into a record of our own shape: what is
measured is reading. Everything is invented.
"""

from __future__ import annotations

import gc
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from comparing import folders, goal, interleaved, seconds, show
from kent_cases import address
from sqlmodel import Field, Session, SQLModel, create_engine, select

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import find_definition
from tender_flow.records.database import Database, open_database
from tender_flow.records.ids import new_id
from tender_flow.records.tally import weighted_totals
from tender_flow.rules.evaluation.bulk import leaf_weights, rank_totals
from tender_flow.rules.evaluation.criteria import Criterion, LotRule, Model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

BIDS, EVALUATORS = 200, 7
LEVELS = (4, 5, 3)
TOP = 5
NOW = datetime(2014, 10, 24, 16, 0, tzinfo=UTC)

WORDS = "A clear plan with named staff; the evidence for the last point is thin. "

Tree = list[tuple[int, list[tuple[int, list[int]]]]]
"""Whole per cents of sections, parts and questions."""
Marks = list[list[list[int]]]
"""Hundredths of a mark by bid, question and evaluator."""


def main() -> None:
    chance = random.Random(7)
    tree, marks = a_tree(chance), invented_marks(chance)
    exact = rank_totals([walked(tree, bid, Fraction(0)) for bid in marks])
    for folder in folders():
        database, ids = our_record(folder / "ours.db", marks)
        model = our_model(tree)
        engine = others_table(folder / "others.db", marks)
        tally = partial(ours, database, model, *ids)
        objects = partial(sqlmodel, engine, of_numbers(tree, hundredths))
        assert tally() == exact, "whole numbers rank as fractions do"
        wrong = differing(tally(), exact), differing(objects(), exact)
        print(f"Ranks that differ from exact fractions, of {BIDS}: "
              "tender-flow {}, Decimal tree {}".format(*wrong))  # fmt: skip
        ways = {
            "tender-flow, store to ranks": partial(seconds, tally, times=5),
            "SQLModel objects, Decimal tree": partial(seconds, objects),
        }
        gc.collect()
        gc.freeze()  # what was made up to fill the tables is not to be looked through again
        times = interleaved(ways)
        show(
            f"{BIDS * 60 * EVALUATORS:,} marks, processor time",
            times,
            "SQLModel objects, Decimal tree",
        )
        goal(times, *ways, at_most=1 / 40)
        database.close()
    print("Exactness in 100,000 generated evaluations is a test:"
          " tests/rules/evaluation/test_evaluation_bulk.py")  # fmt: skip


def differing(ranks: list[int], exact: list[int]) -> int:
    return sum(one != other for one, other in zip(ranks, exact, strict=True))


def split(chance: random.Random, parts: int) -> list[int]:
    """Whole per cents that add up to 100."""
    cuts = sorted(chance.sample(range(1, 100), parts - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]


def a_tree(chance: random.Random) -> Tree:
    sections, parts, questions = LEVELS
    return [
        (section, [(part, split(chance, questions)) for part in split(chance, parts)])
        for section in split(chance, sections)
    ]


def invented_marks(chance: random.Random) -> Marks:
    """Marks with ties: every second bid of the first 40 has its neighbour's marks, reordered."""
    marks = [
        [[chance.randrange(TOP * 100 + 1) for _ in range(EVALUATORS)] for _ in range(60)]
        for _ in range(BIDS)
    ]
    for at in range(0, 40, 2):
        marks[at + 1] = [sorted(given, reverse=True) for given in marks[at]]
    return marks


def walked(tree: Any, bid: Any, zero: Any) -> Any:
    """The obvious way: means of the evaluators, weighted up the tree, in any kind of number."""
    total, at = zero, 0
    for section, parts in tree:
        of_section = zero
        for part, questions in parts:
            of_part = zero
            for weight in questions:
                of_part += weight * (sum(bid[at], zero) / EVALUATORS)
                at += 1
            of_section += part * of_part
        total += section * of_section
    return total


def of_numbers(tree: Tree, number: Callable[[int], Any]) -> Any:
    """The tree with its per cents as another kind of number."""
    return [
        (number(section), [(number(part), [number(own) for own in questions])
                           for part, questions in parts])
        for section, parts in tree
    ]  # fmt: skip


def our_model(tree: Tree) -> Model:
    """A model of 60 questions for one lot, with the scale of the Kent model."""
    kent = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014")).model
    assert kent is not None
    scale = kent.scale_of(kent.questions()[0]).id
    criteria = tuple(
        Criterion(f"s{s}", "Section", "group", Fraction(section), tuple(
            Criterion(f"p{s}{p}", "Part", "group", Fraction(part), tuple(
                Criterion(f"q{s}{p}{q}", "Question", "scored", Fraction(weight), scale=scale)
                for q, weight in enumerate(questions)
            ))
            for p, (part, questions) in enumerate(parts)
        ))
        for s, (section, parts) in enumerate(tree)
    )  # fmt: skip
    return replace(kent, criteria=criteria, lots=(LotRule("whole", "Whole"),))


def question_ids() -> list[str]:
    sections, parts, questions = (range(count) for count in LEVELS)
    return [f"q{s}{p}{q}" for s, p, q in product(sections, parts, questions)]


def ours(database: Database, model: Model, case: str, round: str, lot: str) -> list[int]:
    """Weights from the model, sums from the store, ranks of whole numbers."""
    packed = leaf_weights(model, "whole")
    with database.snapshot() as rows:
        totals = weighted_totals(rows, case, round, lot, packed.weights)
    return rank_totals([totals.by_bid[bid] for bid in sorted(totals.by_bid)])


def our_record(path: Path, marks: Marks) -> tuple[Database, tuple[str, str, str]]:
    """A record with the answers and their marks; gives case, round and lot."""
    database = open_database(address(path), create=True, now=NOW)
    case, round, lot = new_id(NOW), new_id(NOW), new_id(NOW)
    at = "2014-10-24T16:00:00.000000Z"
    members = [new_id(NOW) for _ in range(EVALUATORS)]
    with closing(sqlite3.connect(path)) as connection:
        for bid in marks:
            tender = new_id(NOW)
            insert(connection, "bid", [{"id": new_id(NOW), "procurement": case, "tender": tender,
                                        "lot": lot, "status": "in"}])  # fmt: skip
            for question, given in zip(question_ids(), bid, strict=True):
                answer = new_id(NOW)
                insert(connection, "answer", [{
                    "id": answer, "procurement": case, "tender": tender, "question": question,
                    "lot": lot, "round": "written", "text": WORDS * 10, "words": 200,
                    "digest": "0" * 64, "recorded_at": at,
                }])  # fmt: skip
                insert(connection, "mark", [{
                    "id": new_id(NOW), "procurement": case, "round": round, "answer": answer,
                    "member": member, "revision": 1, "value": mark * 100, "cannot_reason": "",
                    "strengths": WORDS, "weaknesses": WORDS, "why": WORDS, "withheld": 0,
                    "pack_return": round, "model_version": 1, "given_at": at, "accepted_at": at,
                } for member, mark in zip(members, given, strict=True)])  # fmt: skip
        connection.commit()
    return database, (case, round, lot)


def insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows past the journal: only reading is measured here."""
    names = list(rows[0])
    places = ", ".join("?" * len(names))
    sql = f"insert into {table} ({', '.join(names)}) values ({places})"
    connection.executemany(sql, [list(row.values()) for row in rows])


class Mark(SQLModel, table=True):
    """A mark as one would model it first: numbers only, no text to read past."""

    __tablename__ = "plain_mark"
    id: int | None = Field(default=None, primary_key=True)
    bid: int
    question: int
    evaluator: int
    hundredths: int


def hundredths(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


def others_table(path: Path, marks: Marks) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    Mark.__table__.create(engine)  # type: ignore[attr-defined]
    rows = [
        {"bid": b, "question": q, "evaluator": e, "hundredths": mark}
        for b, bid in enumerate(marks)
        for q, given in enumerate(bid)
        for e, mark in enumerate(given)
    ]
    with closing(sqlite3.connect(path)) as connection:
        insert(connection, "plain_mark", rows)
        connection.commit()
    return engine


def sqlmodel(engine: Engine, tree: Any) -> list[int]:
    """Objects from a session, means in Decimal, the tree walked for each bid."""
    bids: list[list[list[Decimal]]] = [
        [[Decimal(0)] * EVALUATORS for _ in range(60)] for _ in range(BIDS)
    ]
    with Session(engine) as session:
        for mark in session.exec(select(Mark)):
            bids[mark.bid][mark.question][mark.evaluator] = hundredths(mark.hundredths)
    return rank_totals([walked(tree, bid, Decimal(0)) for bid in bids])


if __name__ == "__main__":
    main()
