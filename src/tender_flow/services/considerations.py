"""What the law asks to be considered, with the answer, the reason and what stands with it.

Lots or none (Procurement Act 2023 s.18), the estimated value, key performance indicators
(s.52), the ground of a direct award (Schedule 5), what is left of a framework (s.45 to 48), and
the stages of the equality impact assessment. An entry stays as it is; the newest of a kind
counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.considerations import KINDS, ConsiderationKind

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class Consideration:
    """An entry, oldest first in lists."""

    kind: str
    choice: str
    reason: str
    dated: date
    amount: Decimal | None
    """Pounds, VAT included."""
    until: date | None
    items: tuple[str, ...]
    document: str
    """The title of the document that stands with it; empty where none does."""
    source: str
    recorded_by: str
    recorded_at: datetime


def record(
    office: Office,
    ref: str,
    kind: str,
    *,
    choice: str,
    reason: str,
    dated: date,
    amount: Decimal | None = None,
    until: date | None = None,
    items: tuple[str, ...] = (),
    document: str = "",
    dry_run: bool = False,
) -> Consideration:
    """Records what was considered; `document` is the kind of a paper on file, newest first.

    Raises:
        BadInputError: an unknown kind or answer.
        RefusedError: no reason, a day to come, or something missing that must stand with it.
    """
    known = _known(kind, choice)
    with office.deed("consideration.record", ref, roles=("lead",), dry_run=dry_run) as deed:
        paper = deed.last("document", kind=document) if document else None
        named = tuple(" ".join(item.split()) for item in items if item.strip())
        values = {
            "kind": kind,
            "choice": choice,
            "reason": reason.strip(),
            "dated": dated,
            "amount": amount,
            "until": until,
            "items": "\n".join(named),
            "document": paper["id"] if paper else None,
            "recorded_by": deed.person_id,
            "recorded_at": deed.now,
        }
        deed.refuse([*_faults(deed, known, values), *_no_paper(known, document, paper)])
        deed.insert("consideration", values)
        deed.note(kind=kind, choice=choice)
        return _view(deed, values)


def list_considerations(office: Office, ref: str) -> tuple[Consideration, ...]:
    """Every entry, oldest first."""
    with office.reading(ref) as reading:
        return tuple(_view(reading, row) for row in reading.of("consideration"))


def _known(kind: str, choice: str) -> ConsiderationKind:
    if kind not in KINDS:
        facts: dict[str, Fact] = {"kind": kind, "known": tuple(KINDS)}
        raise BadInputError(Finding("consideration-unknown", facts))
    if choice not in KINDS[kind].choices:
        facts = {"choice": choice, "kind": kind, "known": KINDS[kind].choices}
        raise BadInputError(Finding("consideration-choice-unknown", facts))
    return KINDS[kind]


def _faults(deed: Deed, kind: ConsiderationKind, values: Row) -> list[Finding]:
    found = [] if values["reason"] else [Finding("reason-missing")]
    if values["dated"] > local_day(deed.now):
        found.append(Finding("entry-in-the-future", {"dated": values["dated"]}))
    if values["amount"] is not None and values["amount"] <= 0:
        found.append(Finding("amount-not-positive", {"amount": values["amount"]}))
    options = {"amount": "amount", "until": "until", "items": "item"}
    return found + [
        Finding("consideration-incomplete", {"kind": kind.name, "missing": option})
        for name, option in options.items()
        if name in kind.needs and values[name] in {None, ""}
    ]


def _no_paper(kind: ConsiderationKind, document: str, paper: Row | None) -> list[Finding]:
    if paper is not None or ("document" not in kind.needs and not document):
        return []
    if not document:
        return [Finding("consideration-incomplete", {"kind": kind.name, "missing": "document"})]
    hint = Hint("document.add", {"kind": document})
    what = document.replace("_", " ")
    return [Finding("document-missing", {"kind": document, "what": what}, hint=hint)]


def _view(reading: Reading, row: Row) -> Consideration:
    titles = {paper["id"]: paper["title"] for paper in reading.of("document")}
    return Consideration(
        kind=row["kind"],
        choice=row["choice"],
        reason=row["reason"],
        dated=row["dated"],
        amount=row["amount"],
        until=row["until"],
        items=tuple(row["items"].splitlines()),
        document=titles.get(row["document"] or "", ""),
        source=KINDS[row["kind"]].source,
        recorded_by=reading.person_name(row["recorded_by"]),
        recorded_at=row["recorded_at"],
    )
