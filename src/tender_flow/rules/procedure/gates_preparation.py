"""Gates for what must be ready before tenders are invited and while they come in.

Documents filed, money identified, the evaluation model published, the plan made, the deadline
set and kept. Each gate is silent when its condition is met.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import CaseFacts, DocumentFact
from tender_flow.rules.procedure.gate import Parameter, gate, in_words, listed, part
from tender_flow.rules.procedure.plan import late_without_reason, parse_planned

_DOCUMENT = (
    Parameter("kind", "identifier"),
    Parameter("days_before", "integer", default="0"),
    Parameter("issued", "flag", default="false"),
)


@gate(needs=("documents",), parameters=_DOCUMENT)
def document_filed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """A document of this kind is filed.

    With `days_before` it was filed at least so many days ago; with `issued` it bears a date
    that has come, so that a draft without a date doesn't count.
    """
    kind = params["kind"]
    filed = [document for document in part(facts.documents) if document.kind == kind]
    about: dict[str, Fact] = {"kind": kind, "what": in_words(kind)}
    issued = {"dated": ""} if params["issued"] == "true" else {}
    hint = Hint("document.add", {"kind": kind, **issued})
    if not filed:
        return [Finding("document-missing", about, hint=hint)]
    if params["issued"] == "true":
        filed = [document for document in filed if _is_issued(document, facts)]
        if not filed:
            return [Finding("document-not-issued", about, hint=hint)]
    days = int(params["days_before"])
    first_filed = min(local_day(document.filed_at) for document in filed)
    ready_on = first_filed + timedelta(days=days)
    if local_day(facts.now) < ready_on:
        dates: dict[str, Fact] = {"days": days, "filed_on": first_filed, "ready_on": ready_on}
        return [Finding("document-too-recent", {**about, **dates})]
    return []


def _is_issued(document: DocumentFact, facts: CaseFacts) -> bool:
    return document.dated is not None and document.dated <= local_day(facts.now)


@gate(
    needs=("documents",),
    parameters=(Parameter("kind", "identifier", default="funding_statement"),),
)
def funding_identified(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The funding statements add up to at least the ceiling (pounds, for the same period)."""
    ceiling = facts.case.ceiling
    if ceiling is None:
        hint = Hint("procurement.amend", {"kind": "model"})
        return [Finding("ceiling-missing", hint=hint)]
    identified = sum(
        (
            document.amount
            for document in part(facts.documents)
            if document.kind == params["kind"] and document.amount is not None
        ),
        Decimal(0),
    )
    if identified >= ceiling:
        return []
    sums: dict[str, Fact] = {
        "ceiling": ceiling,
        "identified": identified,
        "shortfall": ceiling - identified,
    }
    hint = Hint("document.add", {"kind": params["kind"], "amount": ""})
    return [Finding("funding-short", sums, hint=hint)]


@gate(needs=("definitions",))
def model_frozen_and_published(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The evaluation model's newest version is frozen and published."""
    models = [item for item in part(facts.definitions) if item.kind == "model"]
    hint = Hint("procurement.publish")
    if not models:
        return [Finding("model-missing", hint=hint)]
    newest = max(models, key=lambda item: item.version)
    if newest.published_at is None or newest.published_at > facts.now:
        return [Finding("model-not-published", {"version": newest.version}, hint=hint)]
    return []


@gate(needs=("plan",), parameters=(Parameter("stages", "stages"),))
def plan_has_baseline(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """A baseline exists, and each of these stages has a planned month or day in one."""
    plan = part(facts.plan)
    hint = Hint("procurement.plan")
    if not plan:
        return [Finding("plan-missing", hint=hint)]
    planned = {fact.stage for fact in plan}
    missing = tuple(stage for stage in listed(params["stages"]) if stage not in planned)
    if not missing:
        return []
    return [Finding("stage-not-planned", {"stages": tuple(map(in_words, missing))}, hint=hint)]


@gate(needs=("plan",), parameters=(Parameter("task", "task"), Parameter("before", "stage")))
def guidance_time_planned(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The newest plan gives time to this task, not later than the stage that it prepares."""
    task, before = params["task"], params["before"]
    hint = Hint("procurement.plan", {"task": task})
    newest = {fact.stage: fact for fact in sorted(part(facts.plan), key=lambda one: one.baseline)}
    about: dict[str, Fact] = {"task": in_words(task), "before": in_words(before)}
    if task not in newest:
        return [Finding("task-not-planned", about, hint=hint)]
    if before in newest:
        time, limit = parse_planned(newest[task].planned), parse_planned(newest[before].planned)
        if time.first > limit.last:
            times = {"planned": time.text, "limit": limit.text}
            return [Finding("task-planned-too-late", {**about, **times}, hint=hint)]
    return []


@gate(needs=("plan", "delays"), parameters=(Parameter("stage", "stage"),))
def delays_explained(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """If this stage begins after it was due, a delay with a reason is recorded."""
    today = local_day(facts.now)
    late = late_without_reason(part(facts.plan), part(facts.delays), params["stage"], today)
    return [late] if late is not None else []


@gate()
def deadline_set(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The day and hour at which tenders close are set."""
    if facts.case.deadline_at is None:
        return [Finding("deadline-not-set", hint=Hint("procurement.deadline"))]
    return []


@gate()
def deadline_passed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """The hour at which tenders close has come."""
    deadline = facts.case.deadline_at
    if deadline is None:
        return [Finding("deadline-not-set", hint=Hint("procurement.deadline"))]
    if facts.now < deadline:
        return [Finding("deadline-not-passed", {"deadline_at": deadline})]
    return []


@gate(needs=("tenders",))
def late_tenders_decided(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each late tender has been admitted or refused by a named person with a reason."""
    return [
        Finding(
            "late-tender-undecided",
            {"supplier": tender.supplier, "received_at": tender.received_at},
            hint=Hint("bids.decide_late", {"supplier": tender.supplier}),
        )
        for tender in part(facts.tenders)
        if tender.late and tender.status == "late"
    ]


@gate(needs=("tenders",))
def tenders_opened(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each tender that came in time or was admitted is open, and there is at least one."""
    tenders = part(facts.tenders)
    closed = [tender for tender in tenders if tender.status in {"received", "admitted"}]
    if closed:
        return [
            Finding("tender-not-opened", {"supplier": tender.supplier}, hint=Hint("bids.open"))
            for tender in closed
        ]
    if not any(tender.status in {"opened", "excluded"} for tender in tenders):
        return [Finding("no-tender-to-evaluate", hint=Hint("procurement.terminate"))]
    return []


@gate(needs=("tenders",))
def requirements_decided(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Each pass/fail requirement is decided for each open tender."""
    return [
        Finding(
            "requirement-not-decided",
            {"supplier": tender.supplier, "requirements": tender.unchecked},
            hint=Hint("bids.check", {"supplier": tender.supplier}),
        )
        for tender in part(facts.tenders)
        if tender.status == "opened" and tender.unchecked
    ]
