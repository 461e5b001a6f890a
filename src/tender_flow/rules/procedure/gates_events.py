"""Gates about what happened on the way: decided, given alike to all, looked at again."""

from __future__ import annotations

from collections.abc import Mapping

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.facts_events import PartnerChangeFact
from tender_flow.rules.procedure.gate import Parameter, gate, in_words, part


@gate(needs=("irregularities",))
def irregularities_decided(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each error or irregularity that was found in a tender is decided."""
    return [
        Finding(
            "irregularity-undecided",
            {"number": one.number, "supplier": one.supplier},
            hint=Hint("irregularity.decide", {"number": str(one.number)}),
        )
        for one in part(facts.irregularities)
        if not one.decided
    ]


@gate(
    needs=("releases",),
    parameters=(Parameter("kind", "identifier", default="tupe_information"),),
)
def released_alike(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Where information of this kind was released, each bidder has its newest version."""
    kind = params["kind"]
    found: list[Finding] = []
    for one in part(facts.releases):
        if one.kind != kind or one.document == one.newest:
            continue
        about: dict[str, Fact] = {"supplier": one.supplier, "what": in_words(kind)}
        code = "release-of-another-version" if one.document else "release-missing"
        hint = Hint("release.record", {"supplier": one.supplier, "kind": kind})
        found.append(Finding(code, {**about, "on": one.released_on}, hint=hint))
    return found


@gate(needs=("partner_changes",))
def consortium_rechecked(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Since a consortium changed: its new member, conflicts and requirements are checked again."""
    return [finding for one in part(facts.partner_changes) for finding in _missing(one)]


def _missing(one: PartnerChangeFact) -> list[Finding]:
    about: dict[str, Fact] = {"supplier": one.supplier, "partner": one.partner}
    bidder = {"supplier": one.supplier}
    found = []
    if one.joins and not one.exclusions_checked:
        hint = Hint("exclusions.record", bidder)
        found.append(Finding("partner-not-checked", about, hint=hint))
    if one.joins and not one.conflicts_reviewed:
        found.append(
            Finding("partner-conflicts-not-reviewed", about, hint=Hint("conflicts.review"))
        )
    if not one.requirements_checked:
        hint = Hint("bids.check", bidder)
        found.append(Finding("partner-requirements-not-checked", about, hint=hint))
    return found
