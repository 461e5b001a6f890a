"""Gates about the course of a procurement: direct proposals, criteria refined in time, its end.

"Refinement" is the word of the Procurement Act 2023 s.24: in a competitive flexible procedure,
criteria may be refined before final tenders, if the notice foresaw it and is published again.
"""

from __future__ import annotations

from collections.abc import Mapping

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import CaseFacts, DefinitionFact
from tender_flow.rules.procedure.gate import Parameter, gate, in_words, part
from tender_flow.rules.procedure.gates_award import PROPOSALS, open_lots, standing
from tender_flow.rules.procedure.gates_publication import published


@gate(needs=("notices",))
def owed_published(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Everything that was owed to the public is published."""
    return [
        Finding(
            "owed-not-published",
            {"what": in_words(notice.kind), "due_on": notice.due_on},
            hint=Hint("procurement.notice", {"kind": notice.kind}),
        )
        for notice in part(facts.notices)
        if notice.published_on is None
    ]


@gate(needs=("lots", "decisions"))
def proposed_per_lot(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each open lot is proposed to one supplier, without a competition."""
    return [
        Finding(
            "lot-not-proposed",
            {"lot": lot.title},
            hint=Hint("award.direct", {"lot": lot.code}),
        )
        for lot in open_lots(facts)
        if standing(facts, lot.id, *PROPOSALS) is None
    ]


def _model(facts: CaseFacts) -> DefinitionFact | None:
    """The evaluation model in force."""
    models = [item for item in part(facts.definitions) if item.kind == "model"]
    return max(models, key=lambda item: item.version, default=None)


@gate(needs=("definitions", "published"), parameters=(Parameter("kind", "identifier"),))
def refinement_republished(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """If the model was amended after the notice, the notice was published again since then."""
    model, notices = _model(facts), published(facts, params["kind"])
    if model is None or model.version == 1 or model.published_at is None or not notices:
        return []
    amended = local_day(model.published_at)
    if notices[-1].published_on >= amended:
        return []
    about: dict[str, Fact] = {"version": model.version, "amended_on": amended}
    about |= {"what": in_words(params["kind"]), "published_on": notices[-1].published_on}
    given = {"kind": params["kind"], "corrects": notices[-1].reference}
    return [Finding("refinement-not-republished", about, hint=Hint("procurement.notice", given))]


@gate(needs=("definitions", "entries"), parameters=(Parameter("stage", "stage"),))
def model_kept_since(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The evaluation model wasn't amended after this stage began."""
    model = _model(facts)
    began = [one.entered_at for one in part(facts.entries) if one.stage == params["stage"]]
    if model is None or model.version == 1 or model.published_at is None or not began:
        return []
    if model.published_at <= began[-1]:
        return []
    about: dict[str, Fact] = {"version": model.version, "stage": in_words(params["stage"])}
    about |= {"began_at": began[-1], "amended_at": model.published_at}
    return [Finding("refined-too-late", about)]
