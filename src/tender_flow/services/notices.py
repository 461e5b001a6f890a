"""Notices to the public: what is owed and by when, what was published, and what it said.

A move of the workflow may owe something within so many days of the move itself; it is then
written down as owed with the move. What is owed after an award is written down when the lot is
concluded (`tender_flow.services.standstill`). Whatever is published, owed or not, is recorded
with its day and reference; a correction is a record of its own that names the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.notice_kinds import NOTICE_KINDS, STATEMENTS, written
from tender_flow.services.facts_statutory import published_notices
from tender_flow.services.law import notice_names
from tender_flow.services.standstill_counting import begin_by_notice, stated_too_early

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tender_flow.records.rows import Row
    from tender_flow.rules.procedure.calendar import Period
    from tender_flow.rules.procedure.facts_statutory import PublishedFact
    from tender_flow.rules.procedure.workflow import Move, Owed
    from tender_flow.services.office import Deed, Office, Reading

STANDSTILL_END = "standstill_ends_on"
"""The statement by which an award notice makes its standstill longer."""


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
    prompt: bool = False
    """Owed as soon as reasonably practicable: the day is the first on which it could be given."""


@dataclass(frozen=True, slots=True)
class PublishedNotice:
    """A notice as it was recorded."""

    id: str
    kind: str
    lot: str
    """The lot's title; empty where it is about the whole procurement."""
    published_on: date
    reference: str
    states: Mapping[str, str]
    corrects: str
    """The reference of the notice that it stands in for; empty for a first one."""
    owed_by: date | None
    """The day by which it was owed; None where the workflow owes none such."""
    standstills: tuple[tuple[str, Period], ...] = ()
    """The standstills that it began or lengthened: each lot's title with its period."""


def owe_after_move(deed: Deed, move: Move) -> tuple[OwedNotice, ...]:
    """Writes down what a move owes within days of itself."""
    return tuple(
        _owe(deed, item) for item in move.owes if item.after == "move" and is_owed(deed, item)
    )


def is_owed(reading: Reading, item: Owed) -> bool:
    """Is it owed here? Some things are owed only once a notice was published (`once`)."""
    published = {notice.kind for notice in published_notices(reading)}
    return not item.once or bool(published & set(item.once))


def _owe(deed: Deed, item: Owed) -> OwedNotice:
    due_on = item.due_on(local_day(deed.now))
    values = {"lot": "", "kind": item.name, "source": item.source, "due_on": due_on}
    row_id = deed.insert("notice", {**values, "reference": ""})
    return OwedNotice(row_id, item.name, "", due_on, item.source, None, "", False, item.prompt)


def notices(reading: Reading) -> tuple[OwedNotice, ...]:
    """Everything that is or was owed, oldest first."""
    lots = {lot["id"]: lot["title"] for lot in reading.of("lot")}
    return tuple(_notice(reading, row, lots) for row in reading.of("notice"))


def _notice(reading: Reading, row: Row, lots: dict[str, str]) -> OwedNotice:
    prompt = row["kind"] in _prompt(reading)
    late = row["published_on"] is None and local_day(reading.now) > row["due_on"]
    return OwedNotice(
        row["id"],
        row["kind"],
        lots.get(row["lot"], ""),
        row["due_on"],
        row["source"],
        row["published_on"],
        row["reference"],
        late and not prompt,
        prompt,
    )


def _prompt(reading: Reading) -> set[str]:
    """What the workflow wants without delay instead of within days."""
    return {item.name for move in reading.workflow().moves for item in move.owes if item.prompt}


def notice_published(
    office: Office,
    ref: str,
    *,
    kind: str,
    on: date,
    reference: str,
    lot: str | None = None,
    states: Mapping[str, str] | None = None,
    corrects: str = "",
    dry_run: bool = False,
) -> PublishedNotice:
    """Records that a notice was published: the day, where it can be found and what it says.

    `lot` (its code) says which one where several lots owe the same; `states` is by the names of
    `notice_kinds.STATEMENTS`; `corrects` is the reference of the notice that it stands in for.
    It is recorded also while suspended and after an early end, which owes a notice itself.

    Raises:
        BadInputError: an unknown kind, an unknown or unreadable statement, no notice to correct.
        RefusedError: a day still to come, no reference, published already and no correction.
    """
    with office.deed(
        "procurement.notice",
        ref,
        roles=("lead",),
        while_suspended=True,
        once_ended=True,
        dry_run=dry_run,
    ) as deed:
        said = _statements(deed, kind, states or {})
        earlier = _corrected(deed, kind, corrects) if corrects else None
        owed = None if earlier else _owed(deed, kind, lot)
        lot_id = _lot_of(deed, lot, owed, earlier)
        deed.refuse(
            [
                *_publication_faults(deed, on, reference),
                *stated_too_early(deed, kind, _first_day(on, earlier), said.get(STANDSTILL_END)),
                *([] if earlier or owed else _published_already(deed, kind, lot_id)),
            ]
        )
        row_id = _write(deed, kind, lot_id, on, reference, said, earlier)
        if owed:
            deed.update("notice", owed["id"], published_on=on, reference=reference)
        titles = {item["id"]: item["title"] for item in deed.of("lot")}
        begun = begin_by_notice(deed, kind, lot_id)
        deed.note(notice=row_id, kind=kind, published_on=on.isoformat())
        return PublishedNotice(
            row_id,
            kind,
            titles.get(lot_id, ""),
            on,
            reference,
            said,
            earlier.reference if earlier else "",
            owed["due_on"] if owed else None,
            begun,
        )


def _write(
    deed: Deed,
    kind: str,
    lot: str,
    on: date,
    reference: str,
    said: Mapping[str, str],
    earlier: PublishedFact | None,
) -> str:
    row_id = deed.insert(
        "published_notice",
        {
            "kind": kind,
            "lot": lot,
            "published_on": on,
            "reference": reference.strip(),
            "corrects": earlier.id if earlier else None,
            "recorded_by": deed.person_id,
            "recorded_at": deed.now,
        },
    )
    carried = {**(earlier.states if earlier else {}), **said}
    for name, value in carried.items():
        deed.insert("notice_statement", {"notice": row_id, "name": name, "value": value})
    return row_id


def _first_day(on: date, earlier: PublishedFact | None) -> date:
    return earlier.first_published_on if earlier else on


def _statements(deed: Deed, kind: str, states: Mapping[str, str]) -> dict[str, str]:
    """What the notice says, each in its form; all that can't be read is said at once."""
    found = []
    owed = {item.name for move in deed.workflow().moves for item in move.owes}
    owed |= {row["kind"] for row in deed.of("notice")} | notice_names(deed.case)
    if kind not in {*NOTICE_KINDS, *owed}:
        known = tuple(sorted({*NOTICE_KINDS, *owed}))
        found.append(Finding("notice-kind-unknown", {"kind": kind, "known": known}))
    said = {}
    for name, value in states.items():
        if name not in STATEMENTS:
            facts: dict[str, Fact] = {"name": name, "known": tuple(STATEMENTS)}
            found.append(Finding("statement-unknown", facts))
        elif (text := written(name, value)) is None:
            facts = {"name": name, "value": value[:60], "form": STATEMENTS[name]}
            found.append(Finding("statement-unreadable", facts))
        else:
            said[name] = text
    if found:
        raise BadInputError(*found)
    return said


def _corrected(deed: Deed, kind: str, reference: str) -> PublishedFact:
    known = [notice for notice in published_notices(deed) if notice.kind == kind]
    for notice in known:
        if notice.reference == reference.strip():
            return notice
    references = tuple(notice.reference for notice in known)
    facts: dict[str, Fact] = {"kind": kind, "reference": reference, "known": references}
    raise BadInputError(Finding("notice-to-correct-unknown", facts))


def _owed(deed: Deed, kind: str, lot: str | None) -> Row | None:
    """What this publication meets, if the procurement owes it."""
    wanted = deed.of("notice", kind=kind, published_on=None)
    if lot is not None:
        wanted = [row for row in wanted if row["lot"] in {deed.lot(lot)["id"], ""}]
    if len(wanted) <= 1:
        return wanted[0] if wanted else None
    codes = {row["id"]: row["code"] for row in deed.of("lot")}
    lots = tuple(codes.get(row["lot"], "") for row in wanted)
    raise BadInputError(Finding("notice-of-several-lots", {"kind": kind, "lots": lots}))


def _lot_of(deed: Deed, lot: str | None, owed: Row | None, earlier: PublishedFact | None) -> str:
    """The lot's id, named or following from what is owed or corrected; empty for them all."""
    if lot is not None:
        return str(deed.lot(lot)["id"])
    if earlier is not None:
        return earlier.lot
    return str(owed["lot"]) if owed else ""


def _published_already(deed: Deed, kind: str, lot: str) -> list[Finding]:
    """The same notice twice is a correction, or a mistake."""
    if kind in NOTICE_KINDS and NOTICE_KINDS[kind].repeats:
        return []
    same = [one for one in published_notices(deed) if (one.kind, one.lot) == (kind, lot)]
    facts = {"kind": kind.replace("_", " ")}
    return [
        Finding("notice-published-already", {**facts, "reference": one.reference}) for one in same
    ]


def _publication_faults(deed: Deed, on: date, reference: str) -> list[Finding]:
    found = []
    if on > local_day(deed.now):
        found.append(Finding("published-in-the-future", {"on": on}))
    if not reference.strip():
        found.append(Finding("reference-missing"))
    return found
