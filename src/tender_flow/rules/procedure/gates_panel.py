"""Gates for the people: who is named, what they know, what they have signed and declared.

A person may hold several roles: signatures count for the person, so that nobody is asked to
sign twice. Withdrawn and replaced members are not asked for anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.facts import CaseFacts, MemberFact
from tender_flow.rules.procedure.gate import Parameter, gate, in_words, listed, part


def _active(facts: CaseFacts, roles: Iterable[str]) -> list[MemberFact]:
    wanted = set(roles)
    return [
        member
        for member in part(facts.members)
        if member.status == "active" and member.role in wanted
    ]


@gate(
    needs=("members",),
    parameters=(
        Parameter("minimum", "integer", default="3", least=1),
        Parameter("roles", "roles", default="chair"),
    ),
)
def panel_named(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """There are enough evaluators, and somebody holds each of these roles."""
    found: list[Finding] = []
    evaluators = {member.person for member in _active(facts, ("evaluator",))}
    if len(evaluators) < int(params["minimum"]):
        counts: dict[str, Fact] = {"evaluators": len(evaluators), "minimum": int(params["minimum"])}
        found.append(
            Finding("panel-too-small", counts, hint=Hint("panel.add", {"role": "evaluator"}))
        )
    return found + [
        Finding("role-not-filled", {"role": in_words(role)}, hint=Hint("panel.add", {"role": role}))
        for role in listed(params["roles"])
        if not _active(facts, (role,))
    ]


@gate(needs=("members",), parameters=(Parameter("roles", "roles"),))
def roles_apart(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """No two of these roles are held by the same person."""
    roles = listed(params["roles"])
    held: dict[str, list[MemberFact]] = {}
    for member in _active(facts, roles):
        held.setdefault(member.person, []).append(member)
    return [
        Finding(
            "roles-not-apart",
            {"name": members[0].name, "roles": tuple(in_words(member.role) for member in members)},
            hint=Hint("panel.add", {"role": members[-1].role}),
        )
        for members in held.values()
        if len({member.role for member in members}) > 1
    ]


@gate(needs=("questions",), parameters=(Parameter("minimum", "integer", default="1", least=1),))
def specialisms_covered(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each question has enough evaluators, and one with the specialism that it asks for."""
    found: list[Finding] = []
    for question in part(facts.questions):
        about: dict[str, Fact] = {"number": question.number, "title": question.title}
        hint = Hint("panel.assign", {"question": question.id})
        minimum = int(params["minimum"])
        if len(question.evaluators) < minimum:
            counts: dict[str, Fact] = {"evaluators": len(question.evaluators), "minimum": minimum}
            found.append(Finding("question-not-covered", {**about, **counts}, hint=hint))
        if question.specialism is not None and not question.specialists:
            need = {"specialism": in_words(question.specialism)}
            found.append(Finding("specialism-not-covered", {**about, **need}, hint=hint))
    return found


_SIGNERS = "evaluator, chair, deputy_chair, note_taker, custodian, witness"


@gate(needs=("members",), parameters=(Parameter("roles", "roles", default=_SIGNERS),))
def all_agreements_signed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Everyone in these roles has signed the confidentiality agreement."""
    members = _active(facts, listed(params["roles"]))
    signed = {member.person for member in members if member.agreement_signed_at is not None}
    return _asked_once(members, signed, "agreement-missing")


@gate(needs=("members",), parameters=(Parameter("roles", "roles", default="evaluator"),))
def guidance_acknowledged(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Everyone in these roles has acknowledged the evaluation guidance."""
    members = _active(facts, listed(params["roles"]))
    read = {member.person for member in members if member.guidance_acknowledged_at is not None}
    return _asked_once(members, read, "guidance-not-acknowledged")


def _asked_once(members: list[MemberFact], done: set[str], code: str) -> list[Finding]:
    """One finding for each person who hasn't, however many roles they hold."""
    missing = {member.person: member for member in reversed(members) if member.person not in done}
    return [
        Finding(
            code,
            {"name": member.name, "role": in_words(member.role)},
            hint=Hint("panel.invite", {"member": member.login or member.id}),
        )
        for member in reversed(missing.values())
    ]


@gate(needs=("members", "tenders"))
def conflicts_declared(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each evaluator has declared or denied a conflict with each bidder, and has been cleared."""
    suppliers = {tender.id: tender.supplier for tender in part(facts.tenders)}
    found: list[Finding] = []
    for member in _active(facts, ("evaluator",)):
        who = {"member": member.login or member.id}
        if member.undeclared:
            names = tuple(suppliers.get(tender, tender) for tender in member.undeclared)
            about: dict[str, Fact] = {"name": member.name, "suppliers": names}
            found.append(Finding("conflict-not-declared", about, hint=Hint("panel.invite", who)))
        elif member.cleared_at is None:
            about = {"name": member.name}
            found.append(Finding("member-not-cleared", about, hint=Hint("panel.clear", who)))
    return found
