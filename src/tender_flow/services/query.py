"""Questions to and from bidders: asked, answered, closed; the same answer to all by default.

What one bidder is told and another isn't must have a reason (equal treatment: Procurement Act
2023 s.12(2); before it, the Treaty's principle that bound Part B services too). Open queries
hold the evaluation until they are closed (Kent's review of the HIA tender).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.services.bids import tender_of
from tender_flow.services.panel_view import question_ids

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]

DIRECTIONS = ("to_bidder", "from_bidder")


@dataclass(frozen=True, slots=True)
class QueryView:
    """A query as lists show it; `number` is how people name it."""

    number: int
    id: str
    direction: str
    supplier: str
    """Empty: to or from all."""
    question: str
    """Label; empty where it isn't about one question."""
    text: str
    asked_by: str
    asked_at: datetime
    status: str
    answer: str
    answered_at: datetime | None
    to_all: bool
    not_to_all_reason: str


def open_query(
    office: Office,
    ref: str,
    text: str,
    *,
    supplier: str | None = None,
    question: str | None = None,
    direction: str = "to_bidder",
    dry_run: bool = False,
) -> QueryView:
    """Records a question to a bidder, or from one (from all where no supplier is named)."""
    roles = ("lead", "chair", "note_taker")
    with office.deed("query.open", ref, roles=roles, dry_run=dry_run) as deed:
        found = [] if text.strip() else [Finding("query-without-text")]
        if direction not in DIRECTIONS:
            facts: dict[str, Fact] = {"direction": direction, "known": DIRECTIONS}
            found.append(Finding("query-direction-unknown", facts))
        deed.refuse(found)
        row_id = deed.insert(
            "query",
            {
                "tender": tender_of(deed, supplier)["id"] if supplier else None,
                "question": question_ids(deed, (question,))[0] if question else None,
                "direction": direction,
                "text": text.strip(),
                "asked_by": deed.person_id,
                "asked_at": deed.now,
                "to_all": False,
                "status": "open",
            },
        )
        deed.note(query=row_id, direction=direction)
        return _one(deed, row_id)


def answer(
    office: Office,
    ref: str,
    query: str,
    text: str,
    *,
    to_all: bool,
    reason: str = "",
    dry_run: bool = False,
) -> QueryView:
    """Records the answer; where it doesn't go to all bidders, why not."""
    roles = ("lead", "chair", "note_taker")
    with office.deed("query.answer", ref, roles=roles, dry_run=dry_run) as deed:
        row = _row_of(deed, query)
        found = [] if text.strip() else [Finding("query-without-text")]
        if row["status"] == "closed":
            found.append(Finding("query-closed-already", {"number": query}))
        if not to_all and not reason.strip():
            found.append(Finding("answer-not-to-all-without-reason", {"number": query}))
        deed.refuse(found)
        deed.update(
            "query",
            row["id"],
            answer=text.strip(),
            answered_by=deed.person_id,
            answered_at=deed.now,
            to_all=to_all,
            not_to_all_reason=None if to_all else reason.strip(),
            status="answered",
        )
        deed.note(query=row["id"], to_all=to_all)
        return _one(deed, row["id"])


def close(office: Office, ref: str, query: str, *, dry_run: bool = False) -> QueryView:
    """Closes an answered query: nothing more is expected."""
    roles = ("lead", "chair", "note_taker")
    with office.deed("query.close", ref, roles=roles, dry_run=dry_run) as deed:
        row = _row_of(deed, query)
        hint = Hint("query.answer", {"query": query})
        found = []
        if row["status"] == "open":
            found.append(Finding("query-not-answered", {"number": query}, hint=hint))
        if row["status"] == "closed":
            found.append(Finding("query-closed-already", {"number": query}))
        deed.refuse(found)
        deed.update("query", row["id"], status="closed", closed_at=deed.now)
        deed.note(query=row["id"])
        return _one(deed, row["id"])


def list_queries(office: Office, ref: str) -> tuple[QueryView, ...]:
    """Every query, oldest first."""
    with office.reading(ref) as reading:
        return tuple(_views(reading))


def _row_of(deed: Deed, query: str) -> Row:
    """A query by its number in the list or its id."""
    rows = deed.of("query")
    for number, row in enumerate(rows, start=1):
        if query in {str(number), row["id"]}:
            return row
    facts: dict[str, Fact] = {"number": query, "count": len(rows)}
    raise BadInputError(Finding("query-unknown", facts, hint=Hint("query.list")))


def _one(reading: Reading, row_id: str) -> QueryView:
    return next(view for view in _views(reading) if view.id == row_id)


def _views(reading: Reading) -> list[QueryView]:
    suppliers = {row["id"]: row["name"] for row in reading.of("supplier")}
    tenders = {row["id"]: suppliers[row["supplier"]] for row in reading.of("tender")}
    labels = {leaf.id: leaf.label for leaf in reading.model().questions()}
    return [
        QueryView(
            number=number,
            id=row["id"],
            direction=row["direction"],
            supplier=tenders.get(row["tender"] or "", ""),
            question=labels.get(row["question"] or "", ""),
            text=row["text"],
            asked_by=reading.person_name(row["asked_by"]),
            asked_at=row["asked_at"],
            status=row["status"],
            answer=row["answer"] or "",
            answered_at=row["answered_at"],
            to_all=row["to_all"],
            not_to_all_reason=row["not_to_all_reason"] or "",
        )
        for number, row in enumerate(reading.of("query"), start=1)
    ]
