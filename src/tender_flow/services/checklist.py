"""The tender pack's checklist: each item is a document on file, or is answered with a reason.

The items stand in the workflow, at its gate `pack_checked`. A document filed under the item's
own kind answers it by itself; another document, or the reason why there is none, is said here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.gate import listed

if TYPE_CHECKING:
    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office, Reading

GATE = "pack_checked"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """An item with what answers it: a document's title, a reason, or neither yet."""

    item: str
    document: str
    reason: str

    @property
    def answered(self) -> bool:
        """Is there anything that answers it?"""
        return bool(self.document or self.reason)


def answer(
    office: Office,
    ref: str,
    item: str,
    *,
    document: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> ChecklistItem:
    """Answers an item by another document on file (its kind) or the reason why there is none.

    The last answer counts. Refused: neither of the two, or no such document.
    """
    with office.deed("checklist.answer", ref, roles=("lead",), dry_run=dry_run) as deed:
        _demand_item(deed, item)
        paper = deed.last("document", kind=document) if document else None
        deed.refuse(_faults(item, document, paper, reason))
        deed.insert(
            "checklist_answer",
            {
                "item": item,
                "document": paper["id"] if paper else None,
                "reason": reason.strip(),
                "answered_by": deed.person_id,
                "answered_at": deed.now,
            },
        )
        deed.note(item=item)
        return next(one for one in _items(deed) if one.item == item)


def list_items(office: Office, ref: str) -> tuple[ChecklistItem, ...]:
    """Every item that the workflow asks for, in its order."""
    with office.reading(ref) as reading:
        return tuple(_items(reading))


def _asked(reading: Reading) -> tuple[str, ...]:
    uses = (use for move in reading.workflow().moves for use in move.gates if use.name == GATE)
    return tuple(dict.fromkeys(item for use in uses for item in listed(use.params["items"])))


def _demand_item(deed: Deed, item: str) -> None:
    known = _asked(deed)
    if item not in known:
        facts: dict[str, Fact] = {"item": item, "known": known}
        raise BadInputError(Finding("checklist-item-unknown", facts))


def _faults(item: str, document: str, paper: Row | None, reason: str) -> list[Finding]:
    if document and paper is None:
        about: dict[str, Fact] = {"kind": document, "what": document.replace("_", " ")}
        return [Finding("document-missing", about, hint=Hint("document.add", {"kind": document}))]
    if not document and not reason.strip():
        return [Finding("checklist-answer-empty", {"item": item})]
    return []


def _items(reading: Reading) -> list[ChecklistItem]:
    papers = reading.of("document")
    titles = {paper["id"]: paper["title"] for paper in papers}
    by_kind = {paper["kind"]: paper["title"] for paper in papers}
    said = {row["item"]: row for row in reading.of("checklist_answer")}
    found = []
    for item in _asked(reading):
        row = said.get(item)
        named = titles.get(row["document"] or "", "") if row else ""
        reason = row["reason"] if row else ""
        found.append(ChecklistItem(item, named or by_kind.get(item, ""), reason))
    return found
