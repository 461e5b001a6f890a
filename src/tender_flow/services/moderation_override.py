"""A mark set aside by one person, where the published model lets them: added, never overwritten.

The override is the next revision of the agreed mark, with its own reason, who made it and, where
the model asks for it, who approved it. What the panel agreed before stays beside it, and each
member still says what they think of it. Marks that moved without a reason lost Energysolutions v
NDA [2016] EWHC 1988 (TCC); so nothing is set aside after the prices are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.receipt import SECOND_APPROVERS
from tender_flow.services.marking import stored_value
from tender_flow.services.members import person_of, roles_of
from tender_flow.services.moderation import AgreedMark, item_of
from tender_flow.services.moderation_faults import about, off_scale_faults

if TYPE_CHECKING:
    from decimal import Decimal

    from tender_flow.rules.evaluation.moderation_rules import Override
    from tender_flow.services.moderation_values import Item
    from tender_flow.services.moderation_view import MeetingView
    from tender_flow.services.office import Deed, Office


def override(
    office: Office,
    ref: str,
    *,
    round_name: str,
    answer: str,
    mark: Decimal,
    reason: str,
    second_approver: str | None = None,
    dry_run: bool = False,
) -> AgreedMark:
    """Sets another mark of the scale in place of the panel's, as the actor's own act.

    Only while the meeting is open, by the role that the model names, with a reason.
    `second_approver` is a login: another person, lead, chair, deputy chair or assurance, without
    a conflict with the bidder.
    """
    with office.deed("moderation.override", ref, dry_run=dry_run) as deed:
        view, item = item_of(deed, round_name, answer)
        second = person_of(deed, second_approver)["id"] if second_approver else None
        rules = view.model.moderation
        allowed = rules.override if rules is not None else None
        deed.refuse(
            [
                *_not_allowed(deed, item, allowed),
                *_approval_faults(deed, item, allowed, second),
                *_conflicts(deed, view, item, second),
                *_mark_faults(item, mark, reason),
            ]
        )
        agreed = deed.insert(
            "agreed_mark",
            {
                "meeting": view.meeting["id"],
                "round": view.meeting["round"],
                "answer": answer,
                "revision": item.next_revision,
                **stored_value(mark),
                "reason": reason.strip(),
                "reason_from": None,
                "route": "override",
                "rule": "",
                "change_reason": reason.strip() if item.agreed else "",
                "written_by": deed.person_id,
                "second_approver": second,
                "agreed_at": deed.now,
            },
        )
        deed.note(answer=answer, agreed_mark=agreed, second_approver=second)
        return AgreedMark(agreed, mark, item.next_revision)


def _not_allowed(deed: Deed, item: Item, allowed: Override | None) -> list[Finding]:
    """Does the model let this person override?"""
    if allowed is None:
        return [Finding("override-not-published", about(item))]
    if not deed.has_role(allowed.role):
        facts: dict[str, Fact] = {**about(item), "role": allowed.role}
        return [Finding("override-by-another-role", facts)]
    return []


def _approval_faults(
    deed: Deed, item: Item, allowed: Override | None, second: str | None
) -> list[Finding]:
    """The second person, where the model asks for one: somebody else, who may approve."""
    if second is None:
        needed = allowed is not None and allowed.second_approver
        return [Finding("override-needs-second", about(item))] if needed else []
    if second == deed.person_id:
        return [Finding("override-approved-by-same", about(item))]
    if not roles_of(deed, second) & set(SECOND_APPROVERS):
        facts: dict[str, Fact] = {**about(item), "name": deed.person_name(second)}
        return [Finding("override-second-without-role", facts)]
    return []


def _conflicts(deed: Deed, view: MeetingView, item: Item, second: str | None) -> list[Finding]:
    """Nobody sets a mark of a bidder aside, or approves it, with whom they have a conflict."""
    people = [deed.person_id, *([second] if second else [])]
    return [
        Finding("override-with-conflict", {**about(item), "name": deed.person_name(person)})
        for person in people
        if view.in_conflict(person, item.tender)
    ]


def _mark_faults(item: Item, mark: Decimal, reason: str) -> list[Finding]:
    """The mark itself: on the scale, other than the one in force, with a reason."""
    found = off_scale_faults(item, mark)
    if not reason.strip():
        found.append(Finding("override-without-reason", about(item)))
    if item.agreed is not None and item.agreed.mark == mark:
        hint = Hint("moderation.agree", {"answer": item.answer})
        found.append(Finding("override-changes-nothing", about(item), hint=hint))
    return found
