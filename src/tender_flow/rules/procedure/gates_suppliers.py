"""Gates about suppliers: none that must be kept out, all told at once and in the right order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import CaseFacts, DecisionFact, LotFact
from tender_flow.rules.procedure.facts_statutory import ExclusionFact
from tender_flow.rules.procedure.gate import Parameter, gate, part
from tender_flow.rules.procedure.gates_award import bidders_notified, open_lots, standing

AWARD_NOTICE = "contract_award_notice"


@gate(needs=("exclusions",), parameters=(Parameter("debarment_days", "integer", default="0"),))
def exclusions_checked(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each supplier still in, with the persons it relies on, is checked for exclusion grounds.

    With `debarment_days` the debarment list was looked at no more than so many days ago
    (Procurement Act 2023 s.26 to 28, 57, 58).
    """
    checks = part(facts.exclusions)
    if not checks:
        return [Finding("nobody-checked-for-exclusion", hint=Hint("exclusions.record"))]
    days = int(params["debarment_days"])
    return [
        finding
        for check in checks
        if (finding := _unsettled(check) or _looked_long_ago(facts, check, days)) is not None
    ]


_UNSETTLED = {
    "": ("exclusion-not-checked", "exclusions.record"),
    "raised": ("exclusion-undecided", "exclusions.record"),
    "excluded": ("exclusion-not-carried-out", "bids.exclude"),
}


def _unsettled(check: ExclusionFact) -> Finding | None:
    if check.outcome not in _UNSETTLED:
        return None
    code, deed = _UNSETTLED[check.outcome]
    about: dict[str, Fact] = {"supplier": check.supplier, "subject": check.subject}
    return Finding(code, about, hint=Hint(deed, {"supplier": check.supplier}))


def _looked_long_ago(facts: CaseFacts, check: ExclusionFact, days: int) -> Finding | None:
    looked, today = check.debarment_on, local_day(facts.now)
    if not days or check.outcome == "replaced" or looked is None or (today - looked).days <= days:
        return None
    about: dict[str, Fact] = {"supplier": check.supplier, "subject": check.subject}
    hint = Hint("exclusions.record", {"supplier": check.supplier})
    return Finding("debarment-list-long-ago", {**about, "on": looked, "days": days}, hint=hint)


@gate(needs=("lots", "decisions", "tenders", "notifications"))
def summaries_sent(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each assessed bidder for an open lot has its assessment summary, all of the same day.

    Procurement Act 2023 s.50; Procurement Regulations 2024 reg 31.
    """
    found = bidders_notified.ask(facts, {})
    for lot, approval in _approved(facts):
        told = _days_told(facts, lot, approval)
        if told and _common_day(told) is None:
            first = [min(days) for days in told]
            when: dict[str, Fact] = {"first": min(first), "last": max(first)}
            hint = Hint("award.notify", {"lot": lot.code})
            found.append(Finding("summaries-not-together", {"lot": lot.title, **when}, hint=hint))
    return found


def _approved(facts: CaseFacts) -> Iterator[tuple[LotFact, DecisionFact]]:
    for lot in open_lots(facts):
        approval = standing(facts, lot.id, "approval")
        if approval is not None:
            yield lot, approval


def _days_told(facts: CaseFacts, lot: LotFact, approval: DecisionFact) -> list[set[date]]:
    """For each bidder who was told since the approval, the days of its letters."""
    told: dict[str, set[date]] = {}
    for letter in part(facts.notifications):
        day = local_day(letter.sent_at)
        if letter.lot == lot.id and day >= approval.dated:
            told.setdefault(letter.tender, set()).add(day)
    return list(told.values())


def _common_day(told: list[set[date]]) -> date | None:
    """The first day on which every bidder had a letter; None where there is no such day."""
    return min(set.intersection(*told), default=None) if told else None


@gate(needs=("lots", "decisions", "notifications", "published"))
def award_notice_after_summaries(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The contract award notice of each lot to be awarded is out, after its summaries went out.

    Procurement Act 2023 s.50: the summaries come first. On one and the same day the order isn't
    known, and nothing is said.
    """
    notices = [one for one in part(facts.published) if one.kind == AWARD_NOTICE]
    part(facts.notifications)
    found: list[Finding] = []
    for lot, approval in _approved(facts):
        if approval.supplier is None:
            continue
        out_on = [one.out_since(approval.dated) for one in notices if one.lot in {lot.id, ""}]
        told = _common_day(_days_told(facts, lot, approval))
        if not out_on:
            hint = Hint("procurement.notice", {"kind": AWARD_NOTICE, "lot": lot.code})
            found.append(Finding("award-notice-missing", {"lot": lot.title}, hint=hint))
        elif told is None or told > max(out_on):
            when: dict[str, Fact] = {"lot": lot.title, "published_on": max(out_on)}
            found.append(Finding("award-notice-before-summaries", when))
    return found
