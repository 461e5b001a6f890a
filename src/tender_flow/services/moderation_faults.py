"""What keeps a mark from being agreed or adopted in the meeting, finding by finding.

The mark must be the published method's, the reason the panel's own, and the room must hold those
who decide: quorum, somebody without a conflict to chair it, and those who marked the answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tender_flow.rules.evaluation.marks import BROMCOM
from tender_flow.rules.evaluation.moderation import least_present
from tender_flow.rules.evaluation.rounding import mark_text
from tender_flow.rules.findings import Fact, Finding, Hint, Severity

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.services.moderation_values import Item
    from tender_flow.services.moderation_view import MeetingView


def about(item: Item) -> dict[str, Fact]:
    """Which item a finding is about: question and bidder."""
    return {"question": item.question.label, "supplier": item.bidder}


def agreement_faults(
    view: MeetingView, item: Item, mark: PanelMark, reason: str, reason_from: str | None
) -> list[Finding]:
    """What is wrong with the mark and its reason themselves."""
    found = _method_faults(item, mark)
    if not reason.strip():
        found.append(Finding("agreed-mark-without-reason", about(item)))
    if reason_from is not None and reason_from not in deciding(item):
        found.append(out_for(view, item, reason_from))
    return found


def _method_faults(item: Item, mark: PanelMark) -> list[Finding]:
    """Is this the mark of the published method: the average's own, or one of the scale?"""
    given = item.adoption.mark
    if item.adoption.settled and given is not None:
        facts = {**about(item), "mark": mark_text(given), "rule": item.rule}
        wrong = mark != given
        return [Finding("mark-not-by-method", facts, source=BROMCOM)] if wrong else []
    if waits := item.adoption.waits_for:
        why = (replace(one, severity=Severity.PROBLEM) for one in waits)
        return [Finding("average-waits", {**about(item), "rule": item.rule}), *why]
    return off_scale_faults(item, mark)


def off_scale_faults(item: Item, mark: PanelMark) -> list[Finding]:
    """A mark that the scale doesn't have."""
    if any(level.mark == mark for level in item.scale.levels):
        return []
    allowed = tuple(mark_text(level.mark) for level in item.scale.levels)
    return [Finding("agreed-mark-off-scale", {"mark": mark_text(mark), "allowed": allowed})]


def out_for(view: MeetingView, item: Item, member: str) -> Finding:
    """Somebody who doesn't decide on this item: a conflict, or another's question."""
    known = view.attending(member)
    name = view.name(known) if known else member
    return Finding("member-out-for-item", {**about(item), "name": name})


def deciding(item: Item) -> list[str]:
    """The members who decide on an item: assigned to its question, without a conflict."""
    return [one.member for one in item.marks if one.state != "conflict"]


def room_faults(view: MeetingView, item: Item) -> list[Finding]:
    """Is the room fit to agree this item: quorum, those who marked it, somebody to chair it?"""
    able = [
        row["id"]
        for row in view.view.evaluators
        if not view.in_conflict(row["person"], item.tender)
    ]
    hint = Hint("moderation.attend")
    found = []
    if too_few := _too_few(view, able):
        found.append(Finding("quorum-lost", too_few, hint=hint))
    elif too_few := _too_few(view, deciding(item)):
        found.append(Finding("markers-not-here", {**about(item), **too_few}, hint=hint))
    presiding = view.presiding(item.tender)
    if presiding is None:
        found.append(Finding("no-deputy-chair", about(item), hint=Hint("panel.add")))
    elif not view.is_here(presiding["id"]):
        facts = {**about(item), "name": view.name(presiding)}
        found.append(Finding("chair-not-in-room", facts, hint=hint))
    return found


def _too_few(view: MeetingView, members: list[str]) -> dict[str, Fact]:
    """How many of these are here and how many must be; empty where it is enough."""
    needed = least_present(view.meeting["quorum"], len(members))
    here = sum(view.is_here(member) for member in members)
    return {"here": here, "quorum": needed} if here < needed else {}


def adoption_faults(item: Item, mark: PanelMark) -> list[Finding]:
    """Why this mark can't be adopted without discussion: each reason of the rule by itself."""
    if not item.adoption.may_be_adopted:
        why = (replace(one, severity=Severity.PROBLEM) for one in item.adoption.to_table)
        return [Finding("item-not-adoptable", about(item)), *why]
    if mark != item.adoption.mark:
        return [Finding("adopted-mark-differs", {**about(item), "mark": item.adoption.mark})]
    return []
