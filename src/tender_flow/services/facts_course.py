"""Rows to facts: the course of a procurement from stage to stage.

One function for each part; `tender_flow.services.facts` loads those that the gates need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.facts_course import EntryFact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.services.facts import Source


def _entries(source: Source) -> list[EntryFact]:
    moves = source.reading.of("move")
    return [EntryFact(row["target"], row["moved_at"]) for row in moves]


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {"entries": _entries}
