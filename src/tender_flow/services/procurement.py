"""Making a procurement: its frozen workflow and model, its lots, its plan, its lead.

    made = procurement.new(office, ref="kent-da", workflow="kent_part_b_2014",
                           model="kent_domestic_abuse_2014", plan=Path("kent_plan.yaml"),
                           key=key, lead=Contact("jo.lowe", "Jo Lowe"), rehearsal=True)

The case runs from its own copy of both texts for ever. Its first entry names the council's key
and is mirrored in the portfolio. What is done with a case afterwards is in `moves` (stages),
`baselines` (plan), `deadlines`, `pauses`, `amendments`, `notices` and `document`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.definitions.models import LoadedModel, load_model
from tender_flow.definitions.plans import PlanFile, load_plan
from tender_flow.definitions.shipped import find_definition
from tender_flow.definitions.workflows import LoadedWorkflow, load_workflow
from tender_flow.errors import RefusedError
from tender_flow.records.ids import new_id
from tender_flow.rules.evaluation.criteria import ALL_LOTS
from tender_flow.rules.findings import Finding, Hint, Severity, problems
from tender_flow.services.baselines import (
    due,
    keep_paper,
    plan_warnings,
    record_baselines,
    unknown_stages,
)
from tender_flow.services.law import regime_findings
from tender_flow.services.lesson_rows import bind_known
from tender_flow.services.office import Deed
from tender_flow.services.people import Contact, ensure_key, ensure_person, person_by_login

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from tender_flow.packs.keys import PublicKey
    from tender_flow.records.transaction import Transaction
    from tender_flow.rules.procedure.law.regime import Question
    from tender_flow.services.office import Office

_REF = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class NewProcurement:
    """A procurement as it was made."""

    ref: str
    title: str
    stage: str
    lots: tuple[tuple[str, str], ...]
    """Code and title."""
    baselines: tuple[tuple[int, str], ...]
    illustrative: str
    head: str
    """Digest of the first entry."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a new case is made of, loaded and checked."""

    workflow: LoadedWorkflow
    model: LoadedModel
    plan: PlanFile | None

    @property
    def illustrative(self) -> str:
        """What is made up, from every file, each sentence once."""
        said = [self.workflow.workflow.illustrative, self.model.model.illustrative]
        said += [self.plan.illustrative] if self.plan is not None else []
        return " ".join(dict.fromkeys(text for text in said if text))

    def ceiling(self) -> tuple[Decimal | None, str]:
        """The highest value for one period over all lots: the plan's, failing that the model's."""
        if self.plan is not None and self.plan.ceiling is not None:
            return self.plan.ceiling, self.plan.ceiling_period
        return _model_ceiling(self.model)


def new(
    office: Office,
    *,
    ref: str,
    workflow: str,
    model: str,
    key: PublicKey | None,
    lead: Contact,
    plan: Path | None = None,
    title: str = "",
    authority: str = "",
    rehearsal: bool = False,
    question: Question | None = None,
    dry_run: bool = False,
) -> NewProcurement:
    """Makes a procurement in its first stage; whoever makes it is its lead.

    `workflow` and `model` are names of definitions or paths. `key` is the public half of the
    council's key. Title and authority default to the plan's. With `rehearsal` the time may be
    set by hand, and every output says so for ever. A `question` about the law is answered
    first: a workflow of another law is refused.
    """
    parts = _load(workflow, model, plan)
    now = office.now()
    title = title or (parts.plan.title if parts.plan is not None else parts.model.model.title)
    about_law = regime_findings(question, parts.workflow.workflow.regime)
    against = problems(about_law)
    _refuse([*_faults(office, parts, ref, key, lead, rehearsal=rehearsal), *against])
    assert key is not None
    with office.database.transaction(new_id(now), now=now, dry_run=dry_run) as transaction:
        if transaction.first("procurement", ref=ref) is not None:
            raise RefusedError(Finding("procurement-exists", {"ref": ref}))
        person = ensure_person(transaction, lead)
        fingerprint = ensure_key(transaction, key, now)
        named = {
            "ref": ref,
            "title": title,
            "authority": authority or _authority(parts, key),
            "rehearsal": rehearsal,
            "authority_fingerprint": fingerprint,
        }
        _insert_case(transaction, parts, named)
        case = transaction.one("procurement", id=transaction.chain)
        deed = Deed(transaction, case, now, person_by_login(transaction, lead.login))
        lots = _fill(deed, parts, person)
        baselines, notes = _plan(deed, parts)
        head = transaction.append(
            deed="procurement.new",
            actor=person,
            on_behalf_of=None,
            facts=_facts(parts, fingerprint, rehearsal=rehearsal),
        )
    return NewProcurement(
        ref,
        title,
        case["stage"],
        lots,
        baselines,
        parts.illustrative,
        head.digest,
        (*about_law, *notes),
    )


def _load(workflow: str, model: str, plan: Path | None) -> _Parts:
    return _Parts(
        load_workflow(find_definition("workflows", workflow)),
        load_model(find_definition("evaluation_models", model)),
        load_plan(plan) if plan is not None else None,
    )


def _refuse(findings: list[Finding]) -> None:
    if findings:
        raise RefusedError(*findings)


def _faults(
    office: Office,
    parts: _Parts,
    ref: str,
    key: PublicKey | None,
    lead: Contact,
    *,
    rehearsal: bool,
) -> list[Finding]:
    """Everything that stands against making this case, before anything is written."""
    found = []
    if not _REF.match(ref) or ref == "portfolio":
        found.append(Finding("ref-unusable", {"ref": ref}))
    if office.hand_set is not None and not rehearsal:
        found.append(Finding("time-set-by-hand", {"ref": ref}))
    if key is None:
        found.append(Finding("authority-key-missing", hint=Hint("key.authority")))
    elif key.kind != "authority":
        found.append(Finding("key-of-a-member", {"name": key.name}, hint=Hint("key.authority")))
    if not lead.name.strip():
        found.append(Finding("lead-name-missing", {"login": lead.login}))
    plan, workflow = parts.plan, parts.workflow.workflow
    if plan is not None:
        found += unknown_stages(workflow, plan.baselines, plan.file)
        if plan.regime != workflow.regime:
            regimes = {"plan": plan.regime, "workflow": workflow.regime}
            found.append(Finding("regime-differs", regimes))
    return found


def _authority(parts: _Parts, key: PublicKey) -> str:
    return parts.plan.authority if parts.plan is not None else key.name


def _insert_case(transaction: Transaction, parts: _Parts, named: Mapping[str, object]) -> None:
    ceiling, period = parts.ceiling()
    workflow = parts.workflow.workflow
    transaction.insert(
        "procurement",
        {
            **named,
            "description": parts.plan.description if parts.plan is not None else "",
            "regime": workflow.regime,
            "illustrative": parts.illustrative,
            "stage": workflow.initial,
            "version": 1,
            "workflow_version": 1,
            "model_version": 1,
            "ceiling": ceiling,
            "ceiling_period": period,
            "created_at": transaction.now,
        },
        id=transaction.chain,
    )


def _model_ceiling(model: LoadedModel) -> tuple[Decimal | None, str]:
    terms = [leaf.price for leaf in model.model.leaves() if leaf.price is not None]
    if not terms:
        return None, ""
    ceilings = terms[0].ceilings
    known = [ceilings[lot.id] for lot in model.model.lots if lot.id in ceilings]
    whole = sum(known, Decimal(0)) if len(known) == len(model.model.lots) else None
    return ceilings.get(ALL_LOTS, whole), terms[0].period


def _fill(deed: Deed, parts: _Parts, person: str) -> tuple[tuple[str, str], ...]:
    """Definitions, lots, the lead, the lessons that bind it; gives the lots' codes and titles."""
    for kind, text in (("workflow", parts.workflow.text), ("model", parts.model.text)):
        record_definition(deed, kind, text, 1)
    for position, lot in enumerate(parts.model.model.lots, 1):
        values = {"code": lot.id, "title": lot.title or deed.case["title"], "outcome": "open"}
        deed.insert("lot", {**values, "description": lot.description, "position": position})
    member = {"person": person, "role": "lead", "organisation": deed.case["authority"]}
    blank = {"specialisms": "", "status_reason": "", "fingerprint_compared": ""}
    deed.insert("member", {**member, **blank, "status": "active", "added_at": deed.now})
    bind_known(deed)
    return tuple((row["code"], row["title"]) for row in deed.of("lot"))


def record_definition(
    deed: Deed,
    kind: str,
    text: str,
    version: int,
    *,
    reason: str = "",
    approver: str = "",
    told: str = "",
    dated: date | None = None,
    published_at: datetime | None = None,
) -> str:
    """Keeps a definition's text and writes its version; gives the text's digest."""
    digest = deed.keep(kind, text.encode())
    deed.insert(
        "definition",
        {
            "kind": kind,
            "version": version,
            "digest": digest,
            "reason": reason,
            "approver": approver,
            "dated": dated,
            "told": told,
            "recorded_at": deed.now,
            "published_at": published_at,
        },
    )
    return digest


def _plan(deed: Deed, parts: _Parts) -> tuple[tuple[tuple[int, str], ...], tuple[Finding, ...]]:
    """The baselines whose day has come, with what was noticed about the plan."""
    notes = list(parts.model.findings)
    if parts.plan is None:
        return (), tuple(notes)
    if parts.plan.blank:
        notes.append(Finding("plan-leaves-blank", {"blank": parts.plan.blank}, Severity.NOTE))
    notes += _ceiling_notes(parts)
    come, later = due(parts.plan.baselines, deed.now)
    recorded = record_baselines(deed, come)
    keep_paper(deed, parts.plan.file)
    return tuple(recorded), (*notes, *later, *plan_warnings(deed))


def _ceiling_notes(parts: _Parts) -> list[Finding]:
    planned, _period = parts.ceiling()
    modelled, _ = _model_ceiling(parts.model)
    if planned is None or modelled is None or planned == modelled:
        return []
    facts = {"plan": planned, "model": modelled}
    return [Finding("ceiling-differs", facts, Severity.WARNING)]


def _facts(parts: _Parts, fingerprint: str, *, rehearsal: bool) -> dict[str, object]:
    return {
        "workflow": parts.workflow.workflow.id,
        "model": parts.model.model.id,
        "fingerprint": fingerprint,
        "rehearsal": rehearsal,
    }
