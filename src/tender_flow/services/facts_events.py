"""Rows to facts: what happened on the way.

One function for each part; `tender_flow.services.facts` loads those that the gates need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.facts_events import (
    IrregularityFact,
    PartnerChangeFact,
    ReleaseFact,
)
from tender_flow.services.facts_statutory import supplier_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from tender_flow.services.facts import Source

Row = dict[str, Any]


def _irregularities(source: Source) -> list[IrregularityFact]:
    return [
        IrregularityFact(number, source.supplier(row["tender"]), row["decision"] is not None)
        for number, row in enumerate(source.reading.of("irregularity"), 1)
    ]


def _releases(source: Source) -> list[ReleaseFact]:
    """Of each kind that was released: what each recipient and each bidder still in has last."""
    rows = source.reading.of("pack_release")
    bidders = [
        source.supplier(row["id"])
        for row in source.view.tenders.values()
        if row["status"] in {"received", "opened"}
    ]
    return [
        fact
        for kind in dict.fromkeys(row["kind"] for row in rows)
        for fact in _of_kind(source, kind, [row for row in rows if row["kind"] == kind], bidders)
    ]


def _of_kind(source: Source, kind: str, rows: list[Row], bidders: list[str]) -> list[ReleaseFact]:
    newest = source.reading.of("document", kind=kind)[-1]["id"]
    last = {supplier_key(row["supplier"]): row for row in rows}
    names = {supplier_key(name): name for name in bidders}
    names |= {key: row["supplier"] for key, row in last.items()}
    return [
        ReleaseFact(
            kind,
            name,
            last[key]["document"] if key in last else "",
            newest,
            last[key]["released_on"] if key in last else None,
        )
        for key, name in names.items()
    ]


def _partner_changes(source: Source) -> list[PartnerChangeFact]:
    names = {row["id"]: row["name"] for row in source.reading.of("partner")}
    return [
        _partner_change(source, row, names[row["partner"]])
        for row in source.reading.of("partner_change")
        if source.view.tenders[row["tender"]]["status"] in {"received", "opened"}
    ]


def _partner_change(source: Source, row: Row, partner: str) -> PartnerChangeFact:
    since, tender = row["recorded_at"], row["tender"]
    checks = [
        one
        for one in source.reading.of("exclusion_check", tender=tender)
        if supplier_key(one["subject"]) == supplier_key(partner)
    ]
    return PartnerChangeFact(
        supplier=source.supplier(tender),
        partner=partner,
        joins=row["change"] == "joins",
        exclusions_checked=_after(since, checks),
        conflicts_reviewed=_after(since, source.reading.of("conflicts_review")),
        requirements_checked=_requirements_since(source, tender, since),
    )


def _after(since: datetime, rows: Iterable[Row]) -> bool:
    return any(row["recorded_at"] > since for row in rows)


def _requirements_since(source: Source, tender: str, since: datetime) -> bool:
    """Is the newest decision on each requirement of a tender younger than that?"""
    newest = source.view.requirement_outcomes
    return all(
        (tender, leaf.id, lot["id"] if lot else None) in newest
        and newest[tender, leaf.id, lot["id"] if lot else None]["decided_at"] > since
        for leaf, lot in source.view.requirements_due(tender)
    )


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {
    "irregularities": _irregularities,
    "releases": _releases,
    "partner_changes": _partner_changes,
}
