"""Gates for the marking: marks in, questions to bidders closed, moderation done, prices open.

"Ensure all queries and scores are resolved prior to the evaluation period being concluded at
the moderation meeting" (Kent's review of the HIA tender, 28 January 2014) is three gates here:
queries, marks and agreed items. A round that was never begun stops each gate about rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.facts import CaseFacts, RoundFact, TenderFact
from tender_flow.rules.procedure.gate import gate, part

OUT = {"withdrawn", "excluded", "refused", "late"}
"""Tenders that are not evaluated."""


def is_still_in(tender: TenderFact) -> bool:
    """Is this tender open and without a failed requirement, so that it is ranked?"""
    return tender.status == "opened" and not tender.failed


def _each_round(
    facts: CaseFacts, findings_of: Callable[[RoundFact], list[Finding]]
) -> list[Finding]:
    """The findings of each round, or the one that no round was begun."""
    rounds = part(facts.rounds)
    if not rounds:
        return [Finding("no-round-begun", hint=Hint("pack.issue"))]
    return [finding for item in rounds for finding in findings_of(item)]


def _names(facts: CaseFacts) -> dict[str, str]:
    return {member.id: member.name for member in part(facts.members)}


@gate(needs=("rounds", "questions", "members"))
def all_marks_in(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each round of the model was begun, and nobody owes a mark."""
    names = _names(facts)

    def owed(item: RoundFact) -> list[Finding]:
        return [
            Finding(
                "marks-missing",
                {"name": names.get(member, member), "count": count, "round": item.name},
                hint=Hint("pack.accept", {"member": member}),
            )
            for member, count in item.missing_marks
        ]

    return _each_round(facts, owed) + (_rounds_not_begun(facts) if facts.rounds else [])


def _rounds_not_begun(facts: CaseFacts) -> list[Finding]:
    begun = {name for item in part(facts.rounds) for name in (item.id, item.name)}
    wanted = dict.fromkeys(question.round for question in part(facts.questions))
    return [
        Finding("round-not-begun", {"round": name}, hint=Hint("pack.issue", {"round": name}))
        for name in wanted
        if name not in begun
    ]


@gate(needs=("queries",))
def queries_closed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each question to or from a bidder is answered and closed."""
    next_step = {
        "open": ("query-open", "query.answer"),
        "answered": ("query-not-closed", "query.close"),
    }
    found: list[Finding] = []
    for query in part(facts.queries):
        if query.status in next_step:
            code, deed = next_step[query.status]
            about: dict[str, Fact] = {"subject": query.subject}
            found.append(
                Finding(code, about, hint=Hint(deed, {"query": str(query.number or query.id)}))
            )
    return found


@gate(needs=("rounds",))
def items_agreed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each item has its agreed mark, and each member who was there agreed or dissented."""

    def open_items(item: RoundFact) -> list[Finding]:
        found: list[Finding] = []
        hint = Hint("moderation.agree", {"round": item.name})
        if item.agreed < item.items:
            about: dict[str, Fact] = {"round": item.name, "items": item.items}
            about["missing"] = item.items - item.agreed
            found.append(Finding("items-not-agreed", about, hint=hint))
        if item.without_assent:
            about = {"round": item.name, "count": item.without_assent}
            found.append(Finding("assent-missing", about, hint=hint))
        return found

    return _each_round(facts, open_items)


@gate(needs=("rounds",))
def meetings_closed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each round's moderation meeting has been closed."""

    def still_open(item: RoundFact) -> list[Finding]:
        if item.meeting_closed_at is not None:
            return []
        hint = Hint("moderation.close", {"round": item.name})
        return [Finding("meeting-not-closed", {"round": item.name}, hint=hint)]

    return _each_round(facts, still_open)


@gate(needs=("rounds", "members"))
def slips_signed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each member who took part has signed the moderated outcome on their own machine."""
    names = _names(facts)

    def unsigned(item: RoundFact) -> list[Finding]:
        return [
            Finding(
                "slip-not-signed",
                {"name": names.get(member, member), "round": item.name},
                hint=Hint("pack.accept", {"member": member}),
            )
            for member in item.unsigned
        ]

    return _each_round(facts, unsigned)


@gate(needs=("rounds",))
def quality_locked(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The agreed quality marks are locked in each round, so that no price can move them."""

    def unlocked(item: RoundFact) -> list[Finding]:
        if item.locked_at is not None:
            return []
        hint = Hint("moderation.close", {"round": item.name})
        return [Finding("marks-not-locked", {"round": item.name}, hint=hint)]

    return _each_round(facts, unlocked)


@gate(needs=("stages",))
def shortlist_decided(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """In each stage of the model it is decided who goes on."""
    return [
        Finding(
            "shortlist-not-decided",
            {"stage": stage.title},
            hint=Hint("bids.shortlist", {"stage": stage.id}),
        )
        for stage in part(facts.stages)
        if not stage.decided
    ]


@gate(needs=("prices", "tenders", "lots"))
def prices_opened(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The price of each bid that is still in has been opened by custodian and witness."""
    ranked = {tender.supplier for tender in part(facts.tenders) if is_still_in(tender)}
    titles = {lot.id: lot.title for lot in part(facts.lots)}
    return [
        Finding(
            "price-sealed",
            {"supplier": price.supplier, "lot": titles.get(price.lot, price.lot)},
            hint=Hint("prices.open"),
        )
        for price in part(facts.prices)
        if price.state == "sealed" and price.supplier in ranked
    ]
