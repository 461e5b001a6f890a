"""Gates for decisions of bodies and officers: notice given, decided, in force, registered.

They ask of every matter that was entered for the procurement. What a matter's notice lacks and
when it has run is counted by `tender_flow.rules.procedure.decisions`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.decisions import ROUTES, too_early
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.facts_governance import MatterFact
from tender_flow.rules.procedure.gate import Parameter, gate, part

NOT_KEY = "not_key"
"""The way of a decision that is no key decision."""


def _none_entered(matters: tuple[MatterFact, ...]) -> list[Finding]:
    return [] if matters else [Finding("matter-missing", hint=Hint("decision.enter"))]


_ROUTE = (
    Parameter("route", "choice", choices=(*ROUTES, NOT_KEY)),
    Parameter("clear_days", "integer", default="0"),
)


@gate(needs=("matters",), parameters=_ROUTE)
def decision_may_be_taken(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each key decision that is still to be taken may be taken this way today.

    `clear_days` is for the plan check alone, which knows no notices yet; here the dated law counts.
    """
    matters = part(facts.matters)
    found = _none_entered(matters)
    for matter in matters:
        if not (matter.executive and matter.key) or matter.approval is not None:
            continue
        if params["route"] == NOT_KEY:
            about: dict[str, Fact] = {"title": matter.title}
            found.append(Finding("matter-is-key", about, hint=Hint("decision.notice")))
            continue
        way = next(one for one in matter.ways if one.route == params["route"])
        found += too_early(way, local_day(facts.now))
    return found


def _undecided(matter: MatterFact) -> Finding:
    return Finding("matter-undecided", {"title": matter.title}, hint=Hint("decision.take"))


@gate(needs=("matters",))
def matters_decided(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each matter that was entered has been approved by whoever may decide on it."""
    matters = part(facts.matters)
    undecided = [_undecided(matter) for matter in matters if matter.approval is None]
    return _none_entered(matters) + undecided


@gate(needs=("matters",))
def decisions_in_force(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each approval has effect: its call-in is over, and nothing that was called in is open."""
    return [finding for matter in part(facts.matters) for finding in _without_effect(facts, matter)]


def _without_effect(facts: CaseFacts, matter: MatterFact) -> list[Finding]:
    if matter.approval is None:
        return []
    begins = matter.approval.in_force_on
    if begins is None:
        hint = Hint("decision.settle")
        return [Finding("decision-called-in", {"title": matter.title}, hint=hint)]
    if local_day(facts.now) < begins:
        days: dict[str, Fact] = {"title": matter.title, "ready_on": begins}
        return [Finding("decision-not-in-force", days)]
    return []


@gate(needs=("matters",))
def budget_approved(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each budget that was entered as a matter is approved and in force."""
    found: list[Finding] = []
    for matter in part(facts.matters):
        if matter.kind == "budget":
            found += _without_effect(facts, matter)
            found += [_undecided(matter)] if matter.approval is None else []
    return found


@gate(needs=("matters",))
def waivers_registered(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each approved waiver stands in the register."""
    return [
        Finding(
            "waiver-not-registered",
            {"title": matter.title},
            hint=Hint("waiver.record", {"matter": str(matter.number)}),
        )
        for matter in part(facts.matters)
        if matter.kind == "waiver" and matter.approval is not None and not matter.registered
    ]
