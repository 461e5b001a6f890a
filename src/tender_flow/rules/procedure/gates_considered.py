"""Gates for what must be considered with reasons: equality, lots, value, grounds, the pack.

The newest consideration of a kind counts (`considerations.KINDS`); its reason is always there.
"""

from __future__ import annotations

from collections.abc import Mapping

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.considerations import EQUALITY_STAGES, KINDS
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.facts_premarket import ConsiderationFact
from tender_flow.rules.procedure.gate import Parameter, gate, in_words, listed, part


def considered(facts: CaseFacts, kind: str) -> ConsiderationFact | None:
    """The newest consideration of a kind, if there is one."""
    return next((one for one in part(facts.considerations) if one.kind == kind), None)


def _missing(kind: str, *also: str) -> Finding:
    """What the answer must have beside its reason (`also`: here) stands in the hint in capitals."""
    about: dict[str, Fact] = {"kind": kind, "what": in_words(kind), "known": KINDS[kind].choices}
    left_to_write = dict.fromkeys((*KINDS[kind].needs, *also), "")
    hint = Hint("consideration.record", {"kind": kind, **left_to_write})
    return Finding("not-considered", about, hint=hint)


@gate(
    needs=("considerations",),
    parameters=(Parameter("stage", "choice", choices=EQUALITY_STAGES),),
)
def equality_assessed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The equality impact assessment has been through this stage, and didn't end in a stop.

    A screening that says that no full one is needed stands in for it (Equality Act 2010 s.149).
    """
    kind = f"equality_{params['stage']}"
    screening, found = considered(facts, "equality_screening"), considered(facts, kind)
    spared = screening is not None and screening.choice == "full_not_needed"
    if found is None:
        return [] if kind == "equality_full" and spared else [_missing(kind)]
    if found.choice == "stopped":
        hint = Hint("consideration.record", {"kind": kind})
        return [Finding("equality-stopped", {"dated": found.dated}, hint=hint)]
    return []


@gate(needs=("considerations",))
def way_of_buying_considered(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Why this way of buying was chosen is on record, with the others that were considered."""
    return [] if considered(facts, "way_of_buying") else [_missing("way_of_buying")]


@gate(needs=("considerations", "lots"))
def lots_considered(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """It was considered whether to divide the contract into lots (Procurement Act 2023 s.18)."""
    found, lots = considered(facts, "lots"), part(facts.lots)
    if found is None:
        return [_missing("lots")]
    if found.choice == "not_divided" and len(lots) > 1:
        hint = Hint("consideration.record", {"kind": "lots"})
        return [Finding("lots-not-as-considered", {"count": len(lots)}, hint=hint)]
    return []


@gate(needs=("considerations", "indicators"))
def kpis_chosen(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The key performance indicators that the value calls for are chosen, or reasoned away.

    How many, and above which estimated value, is dated law (Procurement Act 2023 s.52: three
    for more than five million pounds, so that exactly five million is out).
    """
    least = max((one.least for one in part(facts.indicators)), default=0)
    if considered(facts, "estimated_value") is None:
        return [_missing("estimated_value")]
    chosen = considered(facts, "key_performance_indicators")
    if not least or (chosen is not None and chosen.choice != "chosen"):
        return []
    if chosen is None:
        return [_missing("key_performance_indicators", "items")]
    if len(chosen.items) >= least:
        return []
    hint = Hint("consideration.record", {"kind": chosen.kind})
    about: dict[str, Fact] = {"count": len(chosen.items), "least": least}
    return [Finding("indicators-too-few", about, hint=hint)]


@gate(needs=("considerations",))
def direct_award_justified(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """A ground of the Act for awarding without a competition is on record, with its document.

    Procurement Act 2023 s.41 and Schedule 5, s.42, s.43.
    """
    return [] if considered(facts, "direct_award") else [_missing("direct_award")]


@gate(needs=("considerations",))
def call_off_within_framework(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The framework still runs, and what is left of its value covers the estimate.

    Procurement Act 2023 s.45 to 48.
    """
    framework = considered(facts, "framework_call_off")
    estimate = considered(facts, "estimated_value")
    lacking = (("framework_call_off", framework), ("estimated_value", estimate))
    if framework is None or estimate is None:
        return [_missing(kind) for kind, known in lacking if known is None]
    return [*_ended(facts, framework), *_too_much(framework, estimate)]


def _ended(facts: CaseFacts, framework: ConsiderationFact) -> list[Finding]:
    if framework.until is None or local_day(facts.now) <= framework.until:
        return []
    return [Finding("framework-ended", {"until": framework.until})]


def _too_much(framework: ConsiderationFact, estimate: ConsiderationFact) -> list[Finding]:
    left, wanted = framework.amount, estimate.amount
    if left is None or wanted is None or wanted <= left:
        return []
    facts: dict[str, Fact] = {"left": left, "estimate": wanted, "over": wanted - left}
    return [Finding("framework-value-exceeded", facts)]


@gate(needs=("documents", "checklist"), parameters=(Parameter("items", "identifiers"),))
def pack_checked(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each item of the tender pack is on file as a document of that kind, or answered.

    "Re-evaluate the details available to potential bidders prior to tendering": Kent's review of
    January 2014. An answer is another document, or the reason why there is none.
    """
    there = {document.kind for document in part(facts.documents)}
    there |= {answer.item for answer in part(facts.checklist)}
    return [
        Finding(
            "pack-item-open",
            {"item": item, "what": in_words(item)},
            hint=Hint("checklist.answer", {"item": item}),
        )
        for item in listed(params["items"])
        if item not in there
    ]
