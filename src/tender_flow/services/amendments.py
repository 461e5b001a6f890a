"""Publishing the evaluation model, and amending workflow or model: versions beside each other.

The model is frozen when tenders are invited: everybody can then read its exact text by its
digest (Procurement Act 2023 s.23 asks for a published methodology; the 2014 plan publishes the
weighting with the invitation). An amendment adds version n + 1 with its reason, who approved it,
when, and who was told; packs, marks and reports name the version they were made under.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import find_definition
from tender_flow.definitions.workflows import load_workflow
from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.procurement import record_definition
from tender_flow.services.rounds import open_again

if TYPE_CHECKING:
    from datetime import date, datetime

    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.procedure.workflow import Workflow
    from tender_flow.services.office import Deed, Office

KINDS = ("workflow", "model")


@dataclass(frozen=True, slots=True)
class Published:
    """The model as published."""

    version: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Amended:
    """A new version as recorded."""

    kind: str
    version: int
    digest: str
    before: str
    published: bool
    rounds: tuple[str, ...]
    """Rounds that were opened to mark again."""
    findings: tuple[Finding, ...]


def publish(office: Office, ref: str, *, dry_run: bool = False) -> Published:
    """Publishes the model in force: its text is frozen under its digest."""
    with office.deed("procurement.publish", ref, roles=("lead",), dry_run=dry_run) as deed:
        model = deed.definition("model")
        if model["published_at"] is not None:
            facts = {"version": model["version"], "at": model["published_at"]}
            raise RefusedError(Finding("model-published-already", facts))
        deed.update("definition", model["id"], published_at=deed.now)
        deed.note(version=str(model["version"]), digest=model["digest"])
        return Published(model["version"], model["digest"], deed.now)


def amend(
    office: Office,
    ref: str,
    kind: str,
    path: str,
    *,
    reason: str,
    approver: str,
    dated: date,
    told: str = "",
    new_round: bool = False,
    dry_run: bool = False,
) -> Amended:
    """Adds a version of the case's workflow or model from a file or a definition's name.

    A published model is amended only when every bidder was told. Marks under two models can't
    be compared: once a mark is in, an amended model means marking again (`new_round`).
    """
    if kind not in KINDS:
        raise BadInputError(Finding("amendment-kind-unknown", {"kind": kind, "known": KINDS}))
    with office.deed("procurement.amend", ref, roles=("lead",), dry_run=dry_run) as deed:
        before = deed.definition(kind)
        text, digest, faults = _new_text(deed, kind, path)
        marked = kind == "model" and bool(deed.of("mark"))
        if marked and not new_round:
            faults.append(Finding("amendment-after-marks", {"ref": deed.ref}))
        if digest == before["digest"]:
            faults = [Finding("amendment-changes-nothing", {"kind": kind})]
        was_published = before["published_at"] is not None
        faults += _approval_faults(deed, reason, approver, dated)
        if kind == "model" and was_published and not told.strip():
            faults.append(Finding("told-missing"))
        deed.refuse(faults)
        version = before["version"] + 1
        record_definition(
            deed,
            kind,
            text,
            version,
            reason=reason,
            approver=approver,
            told=told,
            dated=dated,
            published_at=deed.now if was_published else None,
        )
        changed = {f"{kind}_version": version, "version": deed.case["version"] + 1}
        deed.update("procurement", deed.id, **changed)
        rounds = open_again(deed) if marked else ()
        deed.note(kind=kind, version=str(version), digest=digest, before=before["digest"])
        return Amended(
            kind, version, digest, before["digest"], was_published, rounds, tuple(deed.findings)
        )


def _approval_faults(deed: Deed, reason: str, approver: str, dated: date) -> list[Finding]:
    found = []
    if not reason.strip():
        found.append(Finding("reason-missing"))
    if not approver.strip():
        found.append(Finding("approver-missing"))
    if dated > local_day(deed.now):
        found.append(Finding("decision-in-the-future", {"dated": dated}))
    return found


def _new_text(deed: Deed, kind: str, path: str) -> tuple[str, str, list[Finding]]:
    """The new text, its digest and what stands against it."""
    if kind == "workflow":
        workflow = load_workflow(find_definition("workflows", path))
        return workflow.text, workflow.digest, _workflow_faults(deed, workflow.workflow)
    model = load_model(find_definition("evaluation_models", path))
    return model.text, model.digest, [*model.findings, *_model_faults(deed, model.model)]


def _workflow_faults(deed: Deed, workflow: Workflow) -> list[Finding]:
    found = []
    stages = tuple(stage.id for stage in workflow.stages)
    if deed.case["stage"] not in stages:
        facts = {"stage": deed.case["stage"], "known": stages}
        found.append(Finding("amendment-loses-stage", facts))
    if workflow.regime != deed.case["regime"]:
        facts = {"regime": deed.case["regime"], "new": workflow.regime}
        found.append(Finding("amendment-changes-regime", facts))
    return found


def _model_faults(deed: Deed, model: Model) -> list[Finding]:
    found = []
    codes = {row["code"] for row in deed.of("lot")}
    new = {lot.id for lot in model.lots}
    if codes != new:
        facts = {"lots": tuple(sorted(codes)), "new": tuple(sorted(new))}
        found.append(Finding("amendment-changes-lots", facts))
    return found
