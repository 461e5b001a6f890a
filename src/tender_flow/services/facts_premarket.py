"""Rows to facts: engagement, consultation and preparation; one function for each part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.facts_premarket import (
    ChecklistFact,
    CommentFact,
    ConsiderationFact,
    EngagementFact,
    EngagementItemFact,
    IndicatorsFact,
)
from tender_flow.services.law import indicators_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.services.facts import Source


def _engagement(source: Source) -> list[EngagementFact]:
    return [
        EngagementFact(row["title"], row["held_on"])
        for row in source.reading.of("engagement_event")
    ]


def _engagement_items(source: Source) -> list[EngagementItemFact]:
    titles = {row["id"]: row["title"] for row in source.reading.of("engagement_event")}
    return [
        EngagementItemFact(number, titles[row["event"]], row["shared_on"])
        for number, row in enumerate(source.reading.of("engagement_item"), start=1)
    ]


def _comments(source: Source) -> list[CommentFact]:
    return [
        CommentFact(number, row["answered_on"] is not None)
        for number, row in enumerate(source.reading.of("consultation_comment"), start=1)
    ]


def _considerations(source: Source) -> list[ConsiderationFact]:
    newest = {row["kind"]: row for row in source.reading.of("consideration")}
    return [
        ConsiderationFact(
            row["kind"],
            row["choice"],
            row["dated"],
            row["amount"],
            row["until"],
            tuple(row["items"].splitlines()),
        )
        for row in newest.values()
    ]


def _indicators(source: Source) -> list[IndicatorsFact]:
    estimate = source.reading.last("consideration", kind="estimated_value")
    if estimate is None:
        return []
    return [IndicatorsFact(indicators_at(source.reading.case, estimate["amount"]))]


def _checklist(source: Source) -> list[ChecklistFact]:
    return [ChecklistFact(row["item"]) for row in source.reading.of("checklist_answer")]


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {
    "engagement": _engagement,
    "engagement_items": _engagement_items,
    "comments": _comments,
    "considerations": _considerations,
    "indicators": _indicators,
    "checklist": _checklist,
}
