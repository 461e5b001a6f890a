"""Rows to facts: the registers of risks, communication and lessons; one function for each part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.rules.procedure.facts_registers import CommunicationFact, LessonFact, RiskFact
from tender_flow.services.lesson_rows import lesson_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tender_flow.services.facts import Source


def _risks(source: Source) -> list[RiskFact]:
    return [
        RiskFact(number, row["review_on"], row["closed_on"] is not None)
        for number, row in enumerate(source.reading.of("risk"), start=1)
    ]


def _communications(source: Source) -> list[CommunicationFact]:
    return [
        CommunicationFact(number, row["due_on"], row["sent_on"])
        for number, row in enumerate(source.reading.of("communication"), start=1)
    ]


def _lessons(source: Source) -> list[LessonFact]:
    return [
        LessonFact(one.code, one.text, bool(one.met_at), one.answered_at is not None)
        for one in lesson_views(source.reading)
    ]


PARTS: dict[str, Callable[[Source], Iterable[Any]]] = {
    "risks": _risks,
    "communications": _communications,
    "lessons": _lessons,
}
