"""Taking in a slip: a member's own signature under the marks that the panel agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.packs.contents import OutcomeContents
from tender_flow.packs.returns import OutcomeReturn
from tender_flow.rules.findings import Finding, Severity
from tender_flow.services.marking import MarkingView
from tender_flow.services.outgoing import contents_of
from tender_flow.services.rounds import find_round

if TYPE_CHECKING:
    from tender_flow.services.office import Deed

Row = dict[str, Any]


def take_slip(
    deed: Deed, slip: OutcomeReturn, member: Row, pack: Row, row_id: str
) -> tuple[int, tuple[Finding, ...]]:
    """Records the signature; gives how many items the member disagrees with, and what to note.

    A disagreement is recorded as signed; it changes no mark. The chair may reopen the item.
    """
    outcome = contents_of(deed, pack, OutcomeContents)
    round_row = find_round(deed, pack["round"])
    assert round_row is not None
    meeting = deed.last("meeting", round=round_row["id"])
    name = outcome.member.name
    deed.refuse(_not_as_agreed(deed, slip, outcome, name))
    assert meeting is not None
    if deed.first("slip", meeting=meeting["id"], member=member["id"]) is not None:
        deed.refuse([Finding("slip-signed-already", {"name": name})])
    against = sum(not verdict.agrees for verdict in slip.verdicts)
    deed.insert(
        "slip",
        {
            "meeting": meeting["id"],
            "member": member["id"],
            "pack_return": row_id,
            "disagreements": against,
            "accepted_at": deed.now,
        },
    )
    return against, _otherwise_than_said(slip, outcome)


def _not_as_agreed(
    deed: Deed, slip: OutcomeReturn, outcome: OutcomeContents, name: str
) -> list[Finding]:
    """The slip must be about exactly these items, and they must still stand."""
    items = {item.id for item in outcome.items}
    told = {verdict.item_id for verdict in slip.verdicts}
    if slip.outcome_digest != outcome.outcome_digest or items != told:
        return [Finding("return-not-as-packed", {"name": name})]
    standing = {row["id"] for row in MarkingView(deed).agreed.values()}
    return [] if items <= standing else [Finding("outcome-changed-since", {"name": name})]


def _otherwise_than_said(slip: OutcomeReturn, outcome: OutcomeContents) -> tuple[Finding, ...]:
    """Items on which the member signs otherwise than they spoke in the meeting."""
    said = {item.id: item for item in outcome.items}
    notes = []
    for verdict in slip.verdicts:
        item = said[verdict.item_id]
        if item.assent == "agrees" and not verdict.agrees:
            facts = {
                "name": outcome.member.name,
                "question": item.question_number,
                "bidder": item.bidder,
            }
            notes.append(Finding("slip-differs-from-meeting", facts, Severity.WARNING))
    return tuple(notes)
