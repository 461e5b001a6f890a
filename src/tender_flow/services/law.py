"""What the dated law asks of a procurement at its value, or after something that happened.

The figures are data (`tender_flow.definitions.dated_law`); here they are asked for one case.
A case doesn't say its nation, so only duties that hold in every nation are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tender_flow.records.rows import Row
    from tender_flow.rules.procedure.law.regime import Question

EVERYWHERE = ""
"""No nation: rules of one nation only don't hold in it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something owed by a day, by the name of `definitions/law/notices.yaml`."""

    kind: str
    due_on: date
    source: str


def indicators_at(case: Row, value: Decimal) -> int:
    """How many key performance indicators a procurement needs at this estimated value.

    The law is that of the day on which the case was made; 0 where it asks for none.
    """
    from tender_flow.definitions.dated_law import load_indicators
    from tender_flow.rules.procedure.law.duties import indicators_owed

    begun = local_day(case["created_at"])
    least, _findings = indicators_owed(
        load_indicators(), regime=case["regime"], nation=EVERYWHERE, on=begun, value=value
    )
    return least


def duties_after(case: Row, event: str, on: date) -> tuple[Duty, ...]:
    """What is owed after an event of this day; a source that nobody has read says so."""
    from tender_flow.definitions.dated_law import load_notices
    from tender_flow.rules.procedure.law.duties import notices_due

    found = notices_due(
        load_notices(), regime=case["regime"], nation=EVERYWHERE, on=on, events={event: on}
    )
    return tuple(
        Duty(due.notice.id, due.due_on, _source(due.notice.terms.source, bool(due.findings)))
        for due in found
        if due.notice.event == event and due.due_on is not None
    )


def notice_names(case: Row) -> set[str]:
    """Every notice and other duty to publish that the law of this procurement knows."""
    from tender_flow.definitions.dated_law import load_notices

    return {one.id for one in load_notices() if case["regime"] in one.regimes}


def regime_findings(question: Question | None, workflow: str) -> tuple[Finding, ...]:
    """What is to be said about the law of a new procurement; empty where nobody asked.

    Problems: the question can't be answered, or the answer is another regime than `workflow`,
    the one that the workflow follows.
    """
    from tender_flow.definitions.dated_law import load_regimes
    from tender_flow.rules.procedure.law.regime import regime

    if question is None:
        return ()
    answer = regime(load_regimes(), question)
    if not answer.regime or answer.regime == workflow:
        return answer.findings
    facts: dict[str, Fact] = {"law": answer.title, "workflow": workflow}
    return (Finding("regime-not-the-workflows", facts), *answer.findings)


def _source(source: str, to_confirm: bool) -> str:
    return f"{source} (to be confirmed)" if to_confirm else source
