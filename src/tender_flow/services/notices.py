"""What the procurement owes to the public: notices and documents, due on a day, done or not.

A move of the workflow may owe something within so many days of the move itself; it is then
written down as owed with the move. What is owed after an award is written down when the lot is
concluded (`tender_flow.services.standstill`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.records.rows import Row
    from tender_flow.rules.procedure.workflow import Move, Owed
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class OwedNotice:
    """Something owed to the public."""

    id: str
    kind: str
    lot: str
    """The lot's title; empty where it is owed for the whole procurement."""
    due_on: date
    source: str
    published_on: date | None
    reference: str
    overdue: bool


def owe_after_move(deed: Deed, move: Move) -> tuple[OwedNotice, ...]:
    """Writes down what a move owes within days of itself."""
    return tuple(_owe(deed, item) for item in move.owes if item.after == "move")


def _owe(deed: Deed, item: Owed) -> OwedNotice:
    due_on = local_day(deed.now) + timedelta(days=item.days)
    values = {"lot": "", "kind": item.name, "source": item.source, "due_on": due_on}
    row_id = deed.insert("notice", {**values, "reference": ""})
    return OwedNotice(row_id, item.name, "", due_on, item.source, None, "", overdue=False)


def notices(reading: Reading) -> tuple[OwedNotice, ...]:
    """Everything that is or was owed, oldest first."""
    lots = {lot["id"]: lot["title"] for lot in reading.of("lot")}
    return tuple(_notice(reading, row, lots) for row in reading.of("notice"))


def _notice(reading: Reading, row: Row, lots: dict[str, str]) -> OwedNotice:
    overdue = row["published_on"] is None and local_day(reading.now) > row["due_on"]
    return OwedNotice(
        row["id"],
        row["kind"],
        lots.get(row["lot"], ""),
        row["due_on"],
        row["source"],
        row["published_on"],
        row["reference"],
        overdue,
    )


def notice_published(
    office: Office,
    ref: str,
    *,
    kind: str,
    on: date,
    reference: str,
    lot: str | None = None,
    dry_run: bool = False,
) -> OwedNotice:
    """Records that something owed was published: the day and where it can be found.

    `kind` names what was owed, `lot` (its code) which one where several lots owe the same.
    """
    with office.deed(
        "procurement.notice", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        row = _owed(deed, kind, lot)
        deed.refuse(_publication_faults(deed, on, reference))
        deed.update("notice", row["id"], published_on=on, reference=reference)
        deed.note(notice=row["id"], kind=kind, published_on=on.isoformat())
        lots = {item["id"]: item["title"] for item in deed.of("lot")}
        return _notice(deed, {**row, "published_on": on, "reference": reference}, lots)


def _owed(deed: Deed, kind: str, lot: str | None) -> Row:
    wanted = deed.of("notice", kind=kind, published_on=None)
    if lot is not None:
        wanted = [row for row in wanted if row["lot"] == deed.lot(lot)["id"]]
    if len(wanted) == 1:
        return wanted[0]
    open_ = tuple(sorted({row["kind"] for row in deed.of("notice", published_on=None)}))
    if not wanted:
        raise BadInputError(Finding("notice-not-owed", {"kind": kind, "owed": open_}))
    codes = {row["id"]: row["code"] for row in deed.of("lot")}
    lots = tuple(codes.get(row["lot"], "") for row in wanted)
    raise BadInputError(Finding("notice-of-several-lots", {"kind": kind, "lots": lots}))


def _publication_faults(deed: Deed, on: date, reference: str) -> list[Finding]:
    found = []
    if on > local_day(deed.now):
        found.append(Finding("published-in-the-future", {"on": on}))
    if not reference.strip():
        found.append(Finding("reference-missing"))
    return found
