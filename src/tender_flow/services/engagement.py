"""Preliminary market engagement: who was there, what was told, and that all came to know it.

Procurement Act 2023 s.16 and 17: a council may talk with suppliers before the tender notice,
but none that took part may have an unfair advantage. So each thing that was told is written
down, and the gate `engagement_fair` waits until it has gone to everybody. Names of suppliers
and what was said are sealed until then and after.
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
class ToldItem:
    """Something that was told; `number` is how people name it, over all events."""

    number: int
    supplier: str
    """Whom it was told; empty for all who were there."""
    question: str
    told: str
    shared_on: date | None
    shared_how: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """An event with who was there and what was told; `number` is how people name it."""

    number: int
    held_on: date
    title: str
    suppliers: tuple[str, ...]
    items: tuple[ToldItem, ...]


def add(
    office: Office,
    ref: str,
    *,
    held_on: date,
    title: str,
    suppliers: tuple[str, ...] = (),
    dry_run: bool = False,
) -> Engagement:
    """Records an event that was held, with the suppliers that came."""
    with office.deed("engagement.add", ref, roles=("lead",), dry_run=dry_run) as deed:
        deed.refuse([*_held_later(deed, held_on), *_silent("--title", title)])
        values = {"held_on": held_on, "title": title.strip(), **_recorded(deed)}
        event = deed.insert("engagement_event", values)
        for supplier in dict.fromkeys(name.strip() for name in suppliers if name.strip()):
            deed.insert("engagement_attendance", {"event": event, "supplier": supplier})
        deed.note(event=event, held_on=held_on.isoformat())
        return _views(deed)[-1]


def tell(
    office: Office,
    ref: str,
    event: str,
    told: str,
    *,
    question: str = "",
    supplier: str = "",
    dry_run: bool = False,
) -> ToldItem:
    """Records what was told at an event (its number), to one supplier or all who were there."""
    with office.deed("engagement.tell", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = _numbered(deed, "engagement_event", event, "engagement-event-unknown")
        deed.refuse(_silent("TOLD", told))
        values = {"supplier": supplier.strip(), "question": question.strip(), "told": told.strip()}
        item = deed.insert("engagement_item", {"event": row["id"], **values, **_recorded(deed)})
        deed.note(event=row["id"], item=item)
        return _items(deed)[-1][1]


def share(
    office: Office,
    ref: str,
    items: tuple[str, ...],
    *,
    on: date,
    how: str,
    dry_run: bool = False,
) -> tuple[ToldItem, ...]:
    """Records that these things (by number), or all that weren't yet, went to everybody.

    `how` says by what way, such as the tender documents or a notice.
    """
    with office.deed("engagement.share", ref, roles=("lead",), dry_run=dry_run) as deed:
        code = "engagement-item-unknown"
        rows = [_numbered(deed, "engagement_item", number, code) for number in items]
        rows = rows or deed.of("engagement_item", shared_on=None)
        deed.refuse([*_held_later(deed, on), *_silent("--how", how)])
        for row in rows:
            deed.update("engagement_item", row["id"], shared_on=on, shared_how=how.strip())
        chosen = {row["id"] for row in rows}
        deed.note(items=sorted(chosen), shared_on=on.isoformat())
        return tuple(item for row, item in _items(deed) if row["id"] in chosen)


def list_engagement(office: Office, ref: str) -> tuple[Engagement, ...]:
    """Every event, oldest first, with what was told at it."""
    with office.reading(ref) as reading:
        return tuple(_views(reading))


def _recorded(deed: Deed) -> Row:
    return {"recorded_by": deed.person_id, "recorded_at": deed.now}


def _held_later(deed: Deed, on: date) -> list[Finding]:
    later = on > local_day(deed.now)
    return [Finding("entry-in-the-future", {"dated": on})] if later else []


def _silent(what: str, text: str) -> list[Finding]:
    return [] if text.strip() else [Finding("text-missing", {"what": what})]


def _numbered(reading: Reading, table: str, number: str, code: str) -> Row:
    """A row by its number in the list."""
    rows = reading.of(table)
    for position, row in enumerate(rows, start=1):
        if number == str(position):
            return row
    facts: dict[str, Fact] = {"number": number, "count": len(rows)}
    raise BadInputError(Finding(code, facts, hint=Hint("engagement.list")))


def _items(reading: Reading) -> list[tuple[Row, ToldItem]]:
    return [
        (
            row,
            ToldItem(
                number,
                row["supplier"],
                row["question"],
                row["told"],
                row["shared_on"],
                row["shared_how"] or "",
            ),
        )
        for number, row in enumerate(reading.of("engagement_item"), start=1)
    ]


def _views(reading: Reading) -> list[Engagement]:
    items = _items(reading)
    came = reading.of("engagement_attendance")
    return [
        Engagement(
            number,
            row["held_on"],
            row["title"],
            tuple(one["supplier"] for one in came if one["event"] == row["id"]),
            tuple(item for source, item in items if source["event"] == row["id"]),
        )
        for number, row in enumerate(reading.of("engagement_event"), start=1)
    ]
