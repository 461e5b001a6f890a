"""The office: one connection, one actor, one clock; and the deed, which is one transaction.

A front end holds an office and calls deeds, plain functions of the other modules here:

    with open_office(url, actor="jo.lowe") as office:
        procurement.advance(office, "kent-da", "invite_tenders")

A deed loads facts, asks the rules, writes rows and ends with **one** journal entry, or it is
refused and leaves nothing behind. `dry_run` is the same code, rolled back at the end.

    with office.deed("document.add", ref, roles=("lead",), dry_run=dry_run) as deed:
        deed.refuse(findings)                       # raises when one of them stops
        deed.insert("document", {...})
        deed.note(kind=kind)                        # facts that every role may see

Nothing below reads a clock or a global. A hand-set time (`--now`) is taken only on a case that
was made with `--rehearsal`.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.records.database import open_database
from tender_flow.rules.findings import Finding, Hint, problems
from tender_flow.services import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tender_flow.records.database import Database
    from tender_flow.records.rows import Rows
    from tender_flow.records.transaction import Transaction
    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.procedure.workflow import Workflow

Row = dict[str, Any]

PORTFOLIO = "portfolio"
"""The chain of persons, keys, schema upgrades and the first entry of each case."""


@contextmanager
def open_office(
    url: str, *, actor: str, now: datetime | None = None, create: bool = False
) -> Iterator[Office]:
    """An office at this record for this person; `now` sets the time by hand (rehearsals only)."""
    database = open_database(url, create=create)
    try:
        yield Office(database, actor, now)
    finally:
        database.close()


class Office:
    """Who acts, on which record, at what time."""

    def __init__(self, database: Database, actor: str, now: datetime | None = None) -> None:
        self.database = database
        self.actor = actor
        self.hand_set = now
        self._chains: dict[str, str] = {}

    def now(self) -> datetime:
        """The time of a deed: the hand-set one, or the clock's."""
        return self.hand_set or datetime.now(UTC)

    def at(self, now: datetime, actor: str | None = None) -> Office:
        """The same record at another hand-set time, for another person (rehearsals)."""
        return Office(self.database, actor or self.actor, now)

    @contextmanager
    def reading(self, ref: str) -> Iterator[Reading]:
        """One procurement as it is now, read consistently."""
        with self.database.snapshot() as rows:
            case = _case_of(rows, ref)
            if self.hand_set is not None and not case["rehearsal"]:
                raise RefusedError(Finding("time-set-by-hand", {"ref": case["ref"]}))
            yield Reading(rows, case, self.now(), self._person(rows))

    @contextmanager
    def deed(
        self,
        name: str,
        ref: str,
        *,
        roles: tuple[str, ...] = (),
        on_behalf_of: str | None = None,
        while_suspended: bool = False,
        once_ended: bool = False,
        dry_run: bool = False,
    ) -> Iterator[Deed]:
        """One deed on one procurement: refused whole, or written whole with its journal entry.

        `while_suspended` and `once_ended` (early) allow it then too.
        `roles` are those on the case of which the actor needs one; `on_behalf_of` is the person
        whose act it is, where another typed it; a deed that learns it from the record says so
        by `deed.is_act_of`.
        """
        with self.database.transaction(
            self._chain_of(ref), now=self.hand_set or self.now, dry_run=dry_run
        ) as transaction:
            case = transaction.one("procurement", id=transaction.chain)
            deed = Deed(transaction, case, transaction.now, self._person(transaction))
            deed.on_behalf_of = on_behalf_of
            deed.refuse(
                self._out_of_order(
                    deed, roles, while_suspended=while_suspended, once_ended=once_ended
                )
            )
            yield deed
            deed.head = transaction.append(
                deed=name,
                actor=deed.person_id,
                on_behalf_of=deed.on_behalf_of,
                facts=deed.facts,
            )

    def _chain_of(self, ref: str) -> str:
        """The chain of a procurement; its short name never changes, so it is asked once."""
        if ref not in self._chains:
            with self.database.snapshot() as rows:
                self._chains[ref] = str(_case_of(rows, ref)["id"])
        return self._chains[ref]

    def _person(self, rows: Rows) -> Row | None:
        found = rows.of("person", login=self.actor)
        return found[0] if found else None

    def _out_of_order(
        self, deed: Deed, roles: tuple[str, ...], *, while_suspended: bool, once_ended: bool
    ) -> list[Finding]:
        """Why this person may not do this now, whatever the deed is."""
        if deed.person is None:
            return [Finding("actor-unknown", {"login": self.actor}, hint=Hint("panel.add"))]
        found: list[Finding] = []
        if self.hand_set is not None and not deed.case["rehearsal"]:
            found.append(Finding("time-set-by-hand", {"ref": deed.case["ref"]}))
        if not once_ended and deed.case["ended_at"] is not None and _was_terminated(deed):
            found.append(Finding("case-terminated", {"ref": deed.case["ref"]}))
        if not while_suspended and deed.suspended_since is not None:
            since = {"ref": deed.case["ref"], "since": deed.suspended_since}
            found.append(Finding("case-suspended", since, hint=Hint("procurement.resume")))
        if roles and not deed.has_role(*roles):
            found.append(Finding("role-missing", {"login": self.actor, "roles": roles}))
        return found


class Reading:
    """One procurement's rows at one moment, with its frozen definitions."""

    def __init__(self, rows: Rows, case: Row, now: datetime, person: Row | None) -> None:
        self.rows = rows
        self.case = case
        self.now = now
        self.person = person

    @property
    def id(self) -> str:
        """The procurement's id."""
        return str(self.case["id"])

    @property
    def ref(self) -> str:
        """The procurement's short name, as typed in commands."""
        return str(self.case["ref"])

    @property
    def person_id(self) -> str:
        """The actor's id; a deed is never opened without one."""
        assert self.person is not None
        return str(self.person["id"])

    def of(self, table: str, **equals: object) -> list[Row]:
        """This procurement's rows of a table, oldest first."""
        return self.rows.of(table, procurement=self.id, **equals)

    def first(self, table: str, **equals: object) -> Row | None:
        """The first such row of this procurement, or None."""
        found = self.of(table, **equals)
        return found[0] if found else None

    def last(self, table: str, **equals: object) -> Row | None:
        """The latest such row of this procurement, or None."""
        found = self.of(table, **equals)
        return found[-1] if found else None

    def person_name(self, person_id: str) -> str:
        """The display name of a person."""
        found = self.rows.of("person", id=person_id)
        return str(found[0]["name"]) if found else person_id

    def has_role(self, *roles: str) -> bool:
        """Has the actor one of these roles on the case?"""
        if self.person is None:
            return False
        mine = self.of("member", person=self.person["id"], status="active")
        return any(member["role"] in roles for member in mine)

    @property
    def suspended_since(self) -> datetime | None:
        """Since when the whole procurement stands still; None if it doesn't."""
        running = self.of("suspension", scope="procurement", ended_at=None)
        return running[0]["began_at"] if running else None

    def definition(self, kind: str) -> Row:
        """The version of the workflow or model in force."""
        version = self.case[f"{kind}_version"]
        found = self.first("definition", kind=kind, version=version)
        if found is None:
            code = "no-model" if kind == "model" else "no-workflow"
            raise RefusedError(Finding(code, {"ref": self.ref}))
        return found

    def model(self) -> Model:
        """The frozen evaluation model in force."""
        digest = self.definition("model")["digest"]
        return frozen.model(digest, self.rows.artefact)

    def workflow(self) -> Workflow:
        """The frozen workflow in force."""
        digest = self.definition("workflow")["digest"]
        return frozen.workflow(digest, self.rows.artefact)

    def lot(self, code: str) -> Row:
        """A lot by its code; an unknown one is bad input that lists the known ones."""
        lots = self.of("lot")
        for lot in lots:
            if lot["code"] == code:
                return lot
        known = tuple(str(lot["code"]) for lot in lots)
        raise BadInputError(Finding("lot-unknown", {"lot": code, "known": known}))


class Deed(Reading):
    """A reading that may also write; ends in one journal entry."""

    def __init__(
        self, transaction: Transaction, case: Row, now: datetime, person: Row | None
    ) -> None:
        super().__init__(transaction, case, now, person)
        self.transaction = transaction
        self.facts: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self.head: Any = None
        self.on_behalf_of: str | None = None

    def is_act_of(self, person: str) -> None:
        """Says whose act this is (a person's id); nothing where they typed it themselves."""
        self.on_behalf_of = None if person == self.person_id else person

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Stops the deed if one of these findings is a problem; keeps the others to be shown."""
        found = tuple(findings)
        stopping = problems(found)
        if stopping:
            raise RefusedError(*stopping)
        self.findings.extend(found)

    def insert(self, table: str, values: Mapping[str, object]) -> str:
        """A new row of this procurement; gives its id."""
        return self.transaction.insert(table, {"procurement": self.id, **values})

    def update(self, table: str, row_id: str, **values: object) -> None:
        """Changes a row; what it was stays in the journal."""
        self.transaction.update(table, row_id, values)

    def keep(self, kind: str, data: bytes) -> str:
        """Keeps exact bytes under their digest."""
        return self.transaction.keep(kind, data)

    def note(self, **facts: str | bool | list[str] | None) -> None:
        """Facts of the entry that every role on the case may see: ids and codes, never names."""
        self.facts.update(facts)


def _was_terminated(reading: Reading) -> bool:
    """Did it end early? After a regular end notices may still be due, so deeds go on."""
    workflow = reading.workflow()
    return bool(reading.case["stage"] == workflow.move(workflow.termination).target)


def _case_of(rows: Rows, ref: str) -> Row:
    """The procurement with this short name (or id); an unknown one is bad input."""
    found = rows.of("procurement", ref=ref) or rows.of("procurement", id=ref)
    if not found:
        raise BadInputError(
            Finding("procurement-unknown", {"ref": ref}, hint=Hint("procurement.list"))
        )
    return found[0]
