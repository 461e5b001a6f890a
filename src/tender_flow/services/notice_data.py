"""What each notice must say, from the record, ready to be copied into the portal.

    sheets = notice_data.sheets(office, "kent-da")
    sheets[0].kind, sheets[0].due_on        # what, and by which day
    sheets[0].fields                        # what the record knows, by name
    sheets[0].blank                         # what it doesn't: fill these in the portal

A sheet stands for each notice that is owed or published, and for each that a move still to come
asks for. Nothing is written, and nothing is guessed: a field that the record can't fill is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.gate import listed
from tender_flow.rules.procedure.notice_kinds import NOTICE_KINDS
from tender_flow.services.facts_statutory import published_notices
from tender_flow.services.notice_fields import FIELDS, OTHERS, field_values
from tender_flow.services.notices import notices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from tender_flow.rules.procedure.workflow import Move, Workflow
    from tender_flow.services.notice_fields import Value
    from tender_flow.services.office import Office, Reading

AWARD_NOTICE = "contract_award_notice"


@dataclass(frozen=True, slots=True)
class ComingNotice:
    """A notice that a move still to come asks for, and that isn't published."""

    kind: str
    move: str
    """The move's title."""
    source: str


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """One notice with what it says; `state` is owed, published or coming."""

    kind: str
    number: str
    """Its number on the central platform, such as UK6; empty where it has none."""
    source: str
    state: str
    lot: str
    """The lot's title; empty where it is about the whole procurement."""
    due_on: date | None
    prompt: bool
    """Owed as soon as reasonably practicable instead of by a day."""
    overdue: bool
    before: str
    """The title of the move that waits for it; empty where none does."""
    published_on: date | None
    reference: str
    fields: Mapping[str, tuple[Value, ...]]
    blank: tuple[str, ...]
    """What the record doesn't know."""
    states: tuple[str, ...] = ()
    """What moves still to come ask it to be recorded as saying (`notice_kinds.STATEMENTS`)."""


def sheets(office: Office, ref: str, kind: str | None = None) -> tuple[NoticeSheet, ...]:
    """Every notice of a procurement with its data, those owed first; only one kind if named.

    Raises:
        BadInputError: this procurement has no notice of that kind.
    """
    with office.reading(ref) as reading:
        found = tuple(_sheets(reading))
    known = tuple(dict.fromkeys(sheet.kind for sheet in found))
    if kind is not None and kind not in known:
        raise BadInputError(Finding("notice-not-here", {"kind": kind, "known": known}))
    return tuple(sheet for sheet in found if kind in {None, sheet.kind})


def coming(reading: Reading) -> tuple[ComingNotice, ...]:
    """The notices that moves still to come ask for, in the order of the stages."""
    workflow = reading.workflow()
    out = {notice.kind for notice in published_notices(reading)}
    owed = {row["kind"] for row in reading.of("notice")}
    asked: dict[str, ComingNotice] = {}
    for move in _ahead(workflow, reading.case["stage"]):
        for kind, source in _asked_by(move):
            if kind not in out | owed:
                asked.setdefault(kind, ComingNotice(kind, move.title, source))
    return tuple(asked.values())


def _ahead(workflow: Workflow, stage: str) -> list[Move]:
    """The moves from this stage or a later one of the line that lead on."""
    order = [one.id for one in workflow.path]
    if stage not in order:
        return []
    here = order.index(stage)
    moves = [
        (min(order.index(source) for source in move.sources), move)
        for move in workflow.moves
        if move.id != workflow.termination
    ]
    moves.sort(key=lambda one: (one[0], one[1].needs_reason))  # the usual way before exceptions
    return [move for place, move in moves if place >= here]


def _to_state(reading: Reading, kind: str) -> tuple[str, ...]:
    """What the gates ahead ask a notice of this kind to state, each once."""
    asked: list[str] = []
    for move in _ahead(reading.workflow(), reading.case["stage"]):
        for use in move.gates:
            if use.name == "notice_published" and use.params["kind"] == kind:
                asked += listed(use.params["states"])
            elif use.name == "conflicts_assessed" and use.params["confirmed_in"] == kind:
                asked.append("conflicts_assessed")
    return tuple(dict.fromkeys(asked))


def _asked_by(move: Move) -> Iterator[tuple[str, str]]:
    for use in move.gates:
        if use.name == "notice_published":
            yield use.params["kind"], use.source
        elif use.name == "award_notice_after_summaries":
            yield AWARD_NOTICE, use.source


def _sheets(reading: Reading) -> Iterator[NoticeSheet]:
    seen = set()
    for owed in notices(reading):
        seen.add((owed.kind, owed.lot))
        yield _sheet(
            reading,
            owed.kind,
            state="owed" if owed.published_on is None else "published",
            source=owed.source,
            lot=owed.lot,
            due_on=owed.due_on,
            prompt=owed.prompt,
            overdue=owed.overdue,
            published_on=owed.published_on,
            reference=owed.reference,
        )
    for one in coming(reading):
        yield _sheet(reading, one.kind, state="coming", source=one.source, before=one.move)
    lots = {row["id"]: row["title"] for row in reading.of("lot")}
    for notice in published_notices(reading):
        lot = lots.get(notice.lot, "")
        if (notice.kind, lot) not in seen and (notice.kind, "") not in seen:
            yield _sheet(
                reading,
                notice.kind,
                state="published",
                lot=lot,
                published_on=notice.published_on,
                reference=notice.reference,
            )


def _sheet(
    reading: Reading,
    kind: str,
    *,
    state: str,
    source: str = "",
    lot: str = "",
    due_on: date | None = None,
    prompt: bool = False,
    overdue: bool = False,
    before: str = "",
    published_on: date | None = None,
    reference: str = "",
) -> NoticeSheet:
    known = NOTICE_KINDS.get(kind)
    values = {name: field_values(reading, name, lot) for name in FIELDS.get(kind, OTHERS)}
    return NoticeSheet(
        kind=kind,
        number=known.number if known is not None else "",
        source=source or (known.source if known is not None else ""),
        state=state,
        lot=lot,
        due_on=due_on,
        prompt=prompt,
        overdue=overdue,
        before=before,
        published_on=published_on,
        reference=reference,
        fields={name: found for name, found in values.items() if found},
        blank=tuple(name for name, found in values.items() if not found),
        states=() if state == "published" else _to_state(reading, kind),
    )
