"""The statements: SQLAlchemy Core over the tables, compiled once per database to a text.

What costs time in Core is building and compiling a statement; what runs here is the finished
text on the driver's own cursor (a move with its journal entry stays near raw SQL). Texts are
made on first use and kept for the process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import (
    BigInteger,
    bindparam,
    cast,
    func,
    insert,
    literal_column,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from tender_flow.records.shapes import metadata_table, shape

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Column, ColumnElement, Dialect, Select
    from sqlalchemy.sql import ClauseElement

DialectName = Literal["sqlite", "postgresql"]

_DIALECTS: dict[DialectName, Dialect] = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="qmark"),
    "postgresql": PGDialect_psycopg(paramstyle="format"),  # type: ignore[no-untyped-call]  # theirs
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement's text and the names of its values in the order the driver wants them."""

    sql: str
    order: tuple[str, ...]


def prepare(dialect: DialectName, statement: ClauseElement) -> Prepared:
    """The statement as text for a database."""
    compiled = statement.compile(
        dialect=_DIALECTS[dialect], compile_kwargs={"render_postcompile": True}
    )
    return Prepared(str(compiled), tuple(compiled.positiontup or ()))  # type: ignore[attr-defined]  # SQL only


@cache
def select_rows(
    dialect: DialectName, table: str, equals: tuple[str, ...], nulls: tuple[str, ...]
) -> Prepared:
    """All columns of the rows where `equals` have their values and `nulls` are empty, by key."""
    found = metadata_table(table)
    statement = select(*found.columns).order_by(*(found.c[name] for name in shape(table).key))
    for name in equals:
        statement = statement.where(found.c[name] == bindparam(name))
    for name in nulls:
        statement = statement.where(found.c[name].is_(None))
    return prepare(dialect, statement)


@cache
def select_any(dialect: DialectName, table: str, column: str, count: int) -> Prepared:
    """All columns of the rows whose column holds one of so many values, by key."""
    found = metadata_table(table)
    wanted: list[BindParameter[Any]] = [bindparam(f"value_{at}") for at in range(count)]
    key = (found.c[name] for name in shape(table).key)
    return prepare(
        dialect, select(*found.columns).where(found.c[column].in_(wanted)).order_by(*key)
    )


@cache
def insert_row(dialect: DialectName, table: str) -> Prepared:
    """One row with all its columns."""
    return prepare(dialect, insert(metadata_table(table)))


@cache
def insert_new(dialect: DialectName, table: str) -> Prepared:
    """One row, or nothing where another connection has just written the same one."""
    statement = postgresql_insert(metadata_table(table)).on_conflict_do_nothing()
    if dialect == "sqlite":
        return insert_row(dialect, table)
    return prepare(dialect, statement)


@cache
def update_row(dialect: DialectName, table: str, columns: tuple[str, ...]) -> Prepared:
    """Columns of one row by its id and, in the tables of a case, by its case."""
    found = metadata_table(table)
    owner = shape(table).case_column
    statement = update(found).where(found.c["id"] == bindparam("_id"))
    if owner is not None:
        statement = statement.where(found.c[owner] == bindparam("_case"))
    return prepare(dialect, statement.values({name: bindparam(name) for name in columns}))


@cache
def select_head(dialect: DialectName, lock: bool) -> Prepared:
    """The head of a chain; with `lock` others wait until this transaction ends."""
    heads = metadata_table("chain_head")
    statement = select(heads.c.sequence, heads.c.digest, heads.c.at).where(
        heads.c.chain == bindparam("chain")
    )
    return prepare(dialect, statement.with_for_update() if lock else statement)


@cache
def move_head(dialect: DialectName) -> Prepared:
    """Moves the head of a chain."""
    heads = metadata_table("chain_head")
    names = ("sequence", "digest", "at")
    statement = update(heads).where(heads.c.chain == bindparam("_chain"))
    return prepare(dialect, statement.values({name: bindparam(name) for name in names}))


@cache
def has_artefact(dialect: DialectName) -> Prepared:
    """Is there an artefact of this digest?"""
    artefacts = metadata_table("artefact")
    return prepare(
        dialect, select(artefacts.c.digest).where(artefacts.c.digest == bindparam("digest"))
    )


@cache
def last_sequence(dialect: DialectName) -> Prepared:
    """The highest sequence of a chain's entries."""
    entries = metadata_table("journal_entry")
    statement = select(func.max(entries.c.sequence)).where(entries.c.chain == bindparam("chain"))
    return prepare(dialect, statement)


@cache
def journal_batch(dialect: DialectName) -> Prepared:
    """The entries of a chain from one sequence to another."""
    entries = metadata_table("journal_entry")
    statement = (
        select(entries.c.sequence, entries.c.body, entries.c.digest)
        .where(
            entries.c.chain == bindparam("chain"),
            entries.c.sequence >= bindparam("first"),
            entries.c.sequence <= bindparam("last"),
        )
        .order_by(entries.c.sequence)
    )
    return prepare(dialect, statement)


@cache
def sealed_batch(dialect: DialectName) -> Prepared:
    """The sealed values of a chain's entries from one sequence to another."""
    sealed = metadata_table("sealed_value")
    statement = (
        select(
            sealed.c.sequence, sealed.c.ordinal, sealed.c.salt, sealed.c.body, sealed.c.erased_under
        )
        .where(
            sealed.c.chain == bindparam("chain"),
            sealed.c.sequence >= bindparam("first"),
            sealed.c.sequence <= bindparam("last"),
        )
        .order_by(sealed.c.sequence, sealed.c.ordinal)
    )
    return prepare(dialect, statement)


@cache
def journal_chains(dialect: DialectName) -> Prepared:
    """The chains that have entries or a head."""
    entries, heads = metadata_table("journal_entry"), metadata_table("chain_head")
    return prepare(dialect, union(select(entries.c.chain), select(heads.c.chain)))


@cache
def owners(dialect: DialectName, table: str, column: str) -> Prepared:
    """The cases that a table has rows of."""
    return prepare(dialect, select(metadata_table(table).c[column]).distinct())


@cache
def bids_in(dialect: DialectName) -> Prepared:
    """The bids of a lot that are in: id, tender."""
    bids = metadata_table("bid")
    return prepare(
        dialect,
        select(bids.c.id, bids.c.tender).where(
            bids.c.procurement == bindparam("procurement"),
            bids.c.lot == bindparam("lot"),
            bids.c.status == literal_column("'in'"),
        ),
    )


@cache
def answers_for(dialect: DialectName) -> Prepared:
    """The answers that count in a lot, its own and the shared ones: id, tender, question."""
    answers = metadata_table("answer")
    return prepare(
        dialect,
        select(answers.c.id, answers.c.tender, answers.c.question).where(
            answers.c.procurement == bindparam("procurement"),
            or_(answers.c.lot == bindparam("lot"), answers.c.lot.is_(None)),
        ),
    )


@cache
def answer_sums(dialect: DialectName) -> Prepared:
    """The answers that count in a lot: tender, question, packed sum of a round's marks.

    A mark that isn't withheld adds 2**40 and its value (`tally.PACK`).
    """
    answers = metadata_table("answer")
    return prepare(dialect, _sums_of(dialect, answers.c.tender, answers.c.question))


@cache
def named_answer_sums(dialect: DialectName) -> Prepared:
    """The same with the answer's id first."""
    answers = metadata_table("answer")
    return prepare(dialect, _sums_of(dialect, answers.c.id, answers.c.tender, answers.c.question))


def _sums_of(dialect: DialectName, *columns: Column[Any]) -> Select[Any]:
    answers, marks = metadata_table("answer"), metadata_table("mark")
    total: ColumnElement[Any] = func.sum(marks.c.value + literal_column("1099511627776"))
    if dialect == "postgresql":
        total = cast(total, BigInteger)  # it adds up wide numbers as decimals
    # one look into the index for each answer: grouping the round's marks takes a third longer
    packed = (
        select(total)
        .where(
            marks.c.answer == answers.c.id,
            marks.c.round == bindparam("round"),
            marks.c.withheld.is_(False),
        )
        .scalar_subquery()
    )
    return select(*columns, packed).where(
        answers.c.procurement == bindparam("procurement"),
        or_(answers.c.lot == bindparam("lot"), answers.c.lot.is_(None)),
    )


@cache
def answers_marked_again(dialect: DialectName) -> Prepared:
    """The answers of a round with a mark of more than one revision."""
    marks = metadata_table("mark")
    # said this way SQLite reads the index of such marks, which is nearly empty, and not the one
    # of all the round's marks: 84,000 of them take 8 ms
    here = marks.c.round.concat(literal_column("''")) == bindparam("round")
    again = (here, marks.c.revision > literal_column("1"))
    return prepare(dialect, select(marks.c.answer).where(*again).distinct())


@cache
def marks_of_answer(dialect: DialectName) -> Prepared:
    """The marks of one answer in a round, in order of revision: member, value, withheld."""
    marks = metadata_table("mark")
    statement = (
        select(marks.c.member, marks.c.value, marks.c.withheld)
        .where(marks.c.round == bindparam("round"), marks.c.answer == bindparam("answer"))
        .order_by(marks.c.revision)
    )
    return prepare(dialect, statement)


@cache
def agreed_marks(dialect: DialectName) -> Prepared:
    """The agreed marks of a round in order of revision: answer, value, when reopened, divisor."""
    agreed = metadata_table("agreed_mark")
    return prepare(
        dialect,
        select(agreed.c.answer, agreed.c.value, agreed.c.reopened_at, agreed.c.divisor)
        .where(agreed.c.round == bindparam("round"))
        .order_by(agreed.c.revision),
    )
