"""The communication plan: who is told what by when, and what went out.

Kent's review of the HIA tender (28 January 2014, 6(1)) asks for a communication strategy for
each cohort, that is developed and carried out; its report of July 2014 has it cover partners,
stakeholders and bidders. Nothing is sent from here: a person sends, and records it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class CommunicationView:
    """A message of the plan; `number` is how people name it."""

    number: int
    audience: str
    message: str
    due_on: date
    sent_on: date | None
    how: str
    overdue: bool
    """It was due before today and hasn't gone out."""
    planned_by: str
    sent_by: str
    """Who recorded that it went out; empty where it hasn't."""


def plan(
    office: Office,
    ref: str,
    *,
    audience: str,
    message: str,
    due_on: date,
    dry_run: bool = False,
) -> CommunicationView:
    """Puts a message on the plan: who is to be told what, and by which day."""
    with office.deed(
        "communication.plan", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        texts = {"audience": audience.strip(), "message": message.strip()}
        missing = tuple(name for name, text in texts.items() if not text)
        lacking: dict[str, Fact] = {"missing": missing}
        deed.refuse([Finding("communication-text-missing", lacking)] if missing else [])
        row_id = deed.insert(
            "communication",
            {**texts, "due_on": due_on, "planned_by": deed.person_id, "planned_at": deed.now},
        )
        deed.note(audience=texts["audience"], due_on=due_on.isoformat())
        return _view(deed, row_id)


def sent(
    office: Office, ref: str, communication: str, *, on: date, how: str, dry_run: bool = False
) -> CommunicationView:
    """Records that a message went out: on which day and how; once, and never for a day to come."""
    with office.deed(
        "communication.sent", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        number, row = _row_of(deed, communication)
        deed.refuse(_unsendable(deed, number, row, on, how.strip()))
        values = {"sent_on": on, "how": how.strip()}
        deed.update("communication", row["id"], **values, sent_by=deed.person_id, sent_at=deed.now)
        deed.note(audience=row["audience"], sent_on=on.isoformat())
        return _view(deed, row["id"])


def list_communications(office: Office, ref: str) -> tuple[CommunicationView, ...]:
    """The whole plan, in the order in which it was made."""
    with office.reading(ref) as reading:
        return tuple(_views(reading))


def _unsendable(deed: Deed, number: int, row: Row, on: date, how: str) -> list[Finding]:
    found = []
    if row["sent_on"] is not None:
        before: dict[str, Fact] = {"number": number, "sent_on": row["sent_on"]}
        found.append(Finding("communication-sent-already", before))
    if on > local_day(deed.now):
        found.append(Finding("entry-in-the-future", {"dated": on}))
    if not how:
        found.append(Finding("communication-text-missing", {"missing": ("how",)}))
    return found


def _row_of(deed: Deed, communication: str) -> tuple[int, Row]:
    """A message by its number in the list."""
    rows = deed.of("communication")
    for number, row in enumerate(rows, start=1):
        if communication == str(number):
            return number, row
    facts: dict[str, Fact] = {"number": communication, "count": len(rows)}
    raise BadInputError(Finding("communication-unknown", facts, hint=Hint("communication.list")))


def _view(deed: Deed, row_id: str) -> CommunicationView:
    at = [row["id"] for row in deed.of("communication")].index(row_id)
    return _views(deed)[at]


def _views(reading: Reading) -> list[CommunicationView]:
    today = local_day(reading.now)
    return [
        CommunicationView(
            number=number,
            audience=row["audience"],
            message=row["message"] or "–",  # erased
            due_on=row["due_on"],
            sent_on=row["sent_on"],
            how=row["how"] or "",
            overdue=row["sent_on"] is None and row["due_on"] < today,
            planned_by=reading.person_name(row["planned_by"]),
            sent_by=reading.person_name(row["sent_by"]) if row["sent_by"] else "",
        )
        for number, row in enumerate(reading.of("communication"), start=1)
    ]
