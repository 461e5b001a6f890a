"""Rows to facts: notices, conflicts and what else the law asks to be shown before an award.

One function for each part; `tender_flow.services.facts` loads those that the gates need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.facts_statutory import (
    ConflictsReviewFact,
    DeclarationFact,
    ExclusionFact,
    PublishedFact,
)
from tender_flow.services.partners import partners_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from tender_flow.services.facts import Source
    from tender_flow.services.office import Reading

Row = dict[str, Any]


def published_notices(reading: Reading) -> list[PublishedFact]:
    """The notices in force: of each chain of corrections the newest, with its first day."""
    rows = {row["id"]: row for row in reading.of("published_notice")}
    corrected = {row["corrects"] for row in rows.values()}
    says: dict[str, dict[str, str]] = {}
    for row in reading.of("notice_statement"):
        says.setdefault(row["notice"], {})[row["name"]] = row["value"]
    return [
        PublishedFact(
            row["id"],
            row["kind"],
            row["lot"],
            min(one["published_on"] for one in _chain(rows, row)),
            row["published_on"],
            row["reference"],
            says.get(row["id"], {}),
            row["recorded_at"],
        )
        for row in rows.values()
        if row["id"] not in corrected
    ]


def _chain(rows: dict[str, Row], newest: Row) -> list[Row]:
    """A notice and those that it corrects, newest first."""
    found = [newest]
    while found[-1]["corrects"]:
        found.append(rows[found[-1]["corrects"]])
    return found


def _published(source: Source) -> list[PublishedFact]:
    return published_notices(source.reading)


def _conflicts_reviews(source: Source) -> list[ConflictsReviewFact]:
    return [
        ConflictsReviewFact(row["kind"], row["dated"], row["recorded_at"])
        for row in source.reading.of("conflicts_review")
    ]


def _declarations(source: Source) -> list[DeclarationFact]:
    """The newest word of each active member about each bidder."""
    names = {
        row["id"]: source.member_name(row) for row in source.members if row["status"] == "active"
    }
    taken_in: dict[tuple[str, datetime], datetime] = {
        (row["member"], row["signed_at"]): row["accepted_at"]
        for row in source.reading.of("pack_return")
    }
    return [
        DeclarationFact(
            names[member],
            row["revision"] > 1,
            row["choice"] != "none",
            row["declared_at"],
            taken_in.get((member, row["declared_at"])) or row["declared_at"],
        )
        for (member, _tender), rows in source.view.declarations.items()
        for row in rows
        if member in names
    ]


def _exclusions(source: Source) -> list[ExclusionFact]:
    last = last_checks(source.reading)
    found = [
        _exclusion(last, name, subject, tender)
        for tender, row in source.view.tenders.items()
        if row["status"] == "opened"
        for name in (source.supplier(tender),)
        for subject in _subjects(source, tender, name, last)
    ]
    return found + [
        _exclusion(last, row["supplier"], row["subject"], "")
        for (tender, _subject), row in last.items()
        if not tender
    ]


def _subjects(source: Source, tender: str, supplier: str, last: dict[Any, Row]) -> list[str]:
    """The supplier, its partners, and whoever else was checked for its tender; each once."""
    partners = [row["name"] for row in partners_of(source.reading, tender)]
    here = {supplier_key(name) for name in partners}
    gone = {supplier_key(row["name"]) for row in source.reading.of("partner", tender=tender)} - here
    checked = [
        row["subject"] for (owner, key), row in last.items() if owner == tender and key not in gone
    ]
    named = {supplier_key(name): name for name in reversed((supplier, *partners, *checked))}
    return list(reversed(named.values()))


def _exclusion(last: dict[Any, Row], supplier: str, subject: str, tender: str) -> ExclusionFact:
    row = last.get((tender, supplier_key(subject)))
    if row is None:
        return ExclusionFact(supplier, subject, "", None)
    return ExclusionFact(supplier, subject, row["outcome"], row["debarment_on"])


def last_checks(reading: Reading) -> dict[tuple[str, str], Row]:
    """The last exclusion check by tender ("" for none) and whom it is about, oldest first."""
    return {
        (row["tender"] or "", supplier_key(row["subject"])): row
        for row in reading.of("exclusion_check")
    }


def supplier_key(name: str) -> str:
    """A name as it is compared; imported late, because few gates ask for it."""
    from tender_flow.services import bid_files

    return bid_files.supplier_key(name)


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {
    "published": _published,
    "conflicts_reviews": _conflicts_reviews,
    "declarations": _declarations,
    "exclusions": _exclusions,
}
