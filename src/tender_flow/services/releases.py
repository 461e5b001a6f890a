"""Information released to bidders one by one, such as the TUPE pack: the same version to each.

Bidders price the staff that would transfer, so each has to have the same pack; what stands in it
is personal data and isn't published. A release names a document on file, whose digest the
record keeps. The gate `released_alike` finds whoever has an older version, or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.gates_events import released_alike
from tender_flow.services.facts import case_facts

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.services.office import Deed, Office

TUPE = "tupe_information"
"""The kind of document that is meant unless another is named."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release as recorded, with the document's title and day."""

    kind: str
    supplier: str
    title: str
    dated: date
    released_on: date
    how: str
    notes: tuple[Finding, ...] = ()
    """Who has another version now, or none."""


def record(
    office: Office,
    ref: str,
    supplier: str,
    *,
    released_on: date,
    how: str,
    kind: str = TUPE,
    dry_run: bool = False,
) -> Release:
    """Records that a bidder was given the newest document of a kind; it may have no tender yet.

    Raises:
        RefusedError: no such document is on file, it is younger than the release, the day has
            not come, or nothing says how it went out.
    """
    with office.deed("release.record", ref, roles=("lead",), dry_run=dry_run) as deed:
        filed = deed.last("document", kind=kind)
        deed.refuse(_faults(deed, filed, supplier, kind, released_on, how))
        assert filed is not None
        values = {"kind": kind, "document": filed["id"], "supplier": supplier.strip()}
        days = {"released_on": released_on, "recorded_at": deed.now}
        by = {"how": how.strip(), "recorded_by": deed.person_id}
        made = deed.insert("pack_release", {**values, **days, **by})
        deed.note(release=made, kind=kind, released_on=released_on.isoformat())
        others = tuple(released_alike.ask(case_facts(deed, released_alike.needs), {"kind": kind}))
        return Release(
            kind, supplier.strip(), filed["title"], filed["dated"], released_on, how, others
        )


def list_releases(office: Office, ref: str) -> tuple[Release, ...]:
    """Every release, oldest first."""
    with office.reading(ref) as reading:
        papers = {row["id"]: row for row in reading.of("document")}
        return tuple(
            Release(
                row["kind"],
                row["supplier"],
                papers[row["document"]]["title"],
                papers[row["document"]]["dated"],
                row["released_on"],
                row["how"],
            )
            for row in reading.of("pack_release")
        )


def _faults(
    deed: Deed,
    filed: dict[str, object] | None,
    supplier: str,
    kind: str,
    released_on: date,
    how: str,
) -> list[Finding]:
    what: dict[str, Fact] = {"what": kind.replace("_", " ")}
    if filed is None:
        return [Finding("release-of-no-document", what, hint=Hint("document.add", {"kind": kind}))]
    found = []
    if not supplier.strip() or not how.strip():
        found.append(Finding("release-incomplete"))
    if released_on > local_day(deed.now):
        found.append(Finding("day-in-the-future", {"what": "--on", "on": released_on}))
    return found
