"""Was each panel's mark the one that the published average gave, when its meeting closed?

Where a model publishes an average, that is the mark and no other (what was published is kept to);
only an override, where the model allows one, stands beside it. Asked again during the replay, at
the moment in which a meeting was closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.rules.evaluation.marks import BROMCOM
from tender_flow.rules.evaluation.moderation import adoption
from tender_flow.rules.evaluation.rounding import mark_text
from tender_flow.rules.findings import Finding, Severity
from tender_flow.services.marking import MarkingView, agreed_value
from tender_flow.services.moderation_view import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from tender_flow.services.office import Reading, Row

ERASABLE = frozenset({("mark", "value"), ("agreed_mark", "value")})
"""What an average is computed from; once erased, it can't be computed again."""


def not_by_the_average(reading: Reading, meeting: str) -> Iterator[Finding]:
    """The agreed marks of a meeting's round that the published average doesn't give."""
    rules = reading.model().moderation
    if rules is None or not rules.is_average:
        return
    round_id = reading.of("meeting", id=meeting)[0]["round"]
    view = MarkingView(reading)
    for answer in view.answers(reading.of("round", id=round_id)[0]["name"]):
        agreed = view.agreed.get((round_id, answer["id"]))
        if agreed is not None and agreed["route"] != "override":
            yield from _differing(reading, view, answer, agreed)


def _differing(reading: Reading, view: MarkingView, answer: Row, agreed: Row) -> Iterator[Finding]:
    model = reading.model()
    given = [_given(view, agreed["round"], answer, member) for member in view.panel_for(answer)]
    found = adoption(model, model.leaf(answer["question"]), given)
    mark = agreed_value(agreed)
    if found.settled and found.mark is not None and found.mark != mark:
        facts = {"mark": mark_text(mark), "average": mark_text(found.mark), "agreed": agreed["id"]}
        yield Finding("agreed-mark-not-the-average", facts, Severity.WARNING, source=BROMCOM)


def _given(view: MarkingView, round_id: str, answer: Row, member: Row) -> Decimal | None:
    """A member's mark; a missing one was refused by the meeting's opening."""
    row = view.marks.get((round_id, answer["id"], member["id"]))
    return None if row is None or row["value"] is None else mark_of(row["value"])
