"""Rows to facts: decisions of bodies and officers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.facts_governance import ApprovalFact, MatterFact
from tender_flow.services.governance_reading import Governance, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.services.facts import Source


def _matters(source: Source) -> list[MatterFact]:
    here = Governance(source.reading)
    registered = {row["decision"] for row in source.reading.of("waiver")}
    return [_matter(here, number, row, registered) for number, row in enumerate(here.matters, 1)]


def _matter(here: Governance, number: int, row: Row, registered: set[str]) -> MatterFact:
    approval = here.approval(row)
    return MatterFact(
        number=number,
        kind=row["kind"],
        title=row["title"],
        executive=here.body(row["body"]).executive,
        key=here.is_key(row),
        ways=here.ways(row),
        approval=(
            ApprovalFact(approval["dated"], here.in_force_on(approval)) if approval else None
        ),
        registered=approval is not None and approval["id"] in registered,
    )


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {"matters": _matters}
