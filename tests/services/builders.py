"""Builders for service tests: a rehearsal case from the shipped Kent files, stage by stage.

    office = an_office(database_url)       # the lead, 2 June 2014, 10:00 in London
    a_procurement(office)                  # REF in its first stage, by the Kent files
    a_small_procurement(office)            # the same by two small files: fewer gates
    papers_filed(office)                   # and so on, up to the move that is tested

Each builder goes through the services, as a person would; nothing is written past them.
Names and dates are invented; the plan's months are those of the council's papers.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tender_flow.definitions.plans import Baseline, PlannedTask
from tender_flow.errors import TenderFlowError
from tender_flow.packs.keys import PrivateKey, make_key
from tender_flow.records.database import open_database
from tender_flow.services import amendments, baselines, document, procurement
from tender_flow.services.office import Office
from tender_flow.services.people import Contact, ensure_person

REF = "kent-da"
WORKFLOW = "kent_part_b_2014"
MODEL = "kent_domestic_abuse_2014"
LEAD = Contact("jo.lowe", "Jo Lowe", "jo.lowe@kent.example", "01622 000 000")
PLAN = Path(str(files("tender_flow.demo") / "data" / "kent_plan.yaml"))
SMALL_WORKFLOW = str(Path(__file__).with_name("small_workflow.yaml"))
SMALL_MODEL = str(Path(__file__).with_name("small_model.yaml"))
STARTED = datetime(2014, 6, 2, 9, 0, tzinfo=UTC)

DOCUMENTS = (
    "consultation_plan",
    "consultation_report",
    "equality_impact_assessment",
    "social_value_consideration",
    "procurement_plan",
)


def moment(text: str) -> datetime:
    """An instant from `2014-06-02T10:00` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@lru_cache
def authority_key() -> PrivateKey:
    """The council's key, made once for a test run; it is never kept in a file."""
    return make_key("Kent County Council", "authority")


def an_office(url: str, now: datetime = STARTED, actor: str = LEAD.login) -> Office:
    """The record for the lead at a time set by hand."""
    return Office(open_database(url), actor, now)


def a_procurement(office: Office, ref: str = REF, **given: object) -> procurement.NewProcurement:
    """A rehearsal of the Kent plan in its first stage."""
    values = {
        "workflow": WORKFLOW,
        "model": MODEL,
        "plan": PLAN,
        "key": authority_key().public,
        "lead": LEAD,
        "rehearsal": True,
    }
    return procurement.new(office, ref=ref, **{**values, **given})


def a_small_procurement(office: Office, ref: str = REF, **given: object) -> None:
    """A rehearsal of two steps and two lots, without a plan."""
    values = {"workflow": SMALL_WORKFLOW, "model": SMALL_MODEL, "plan": None}
    a_procurement(office, ref, **{**values, **given})


def a_person(office: Office, login: str, role: str, ref: str = REF) -> str:
    """Somebody on the case with one role; gives the person's id."""
    with office.deed("panel.add", ref) as deed:
        person = ensure_person(deed.transaction, Contact(login, login.replace(".", " ").title()))
        blank = {"specialisms": "", "status_reason": "", "fingerprint_compared": ""}
        values = {"person": person, "role": role, "organisation": "Kent County Council"}
        deed.insert("member", {**values, **blank, "status": "active", "added_at": deed.now})
    return person


def codes(caught: pytest.ExceptionInfo[TenderFlowError]) -> list[str]:
    """The codes of the findings that a refusal carried."""
    return [finding.code for finding in caught.value.findings]


def a_file(name: str, text: str = "What the council wrote.\n") -> Path:
    """A file in a folder of its own."""
    path = Path(mkdtemp(prefix="tender-flow-")) / name
    path.write_text(text, encoding="utf-8")
    return path


def filed(office: Office, kind: str, ref: str = REF, **given: object) -> document.FiledDocument:
    """A document of a kind, dated two days before the deed."""
    path = a_file(f"{kind}.txt", f"{kind} of {ref}\n")
    values = {"path": path, "dated": date(2014, 5, 30), "author": "Commissioned Services"}
    return document.add(office, ref, kind=kind, **{**values, **given})


def guidance_planned(office: Office, ref: str = REF) -> None:
    """A baseline that gives time to agree the guidance; the papers have none."""
    tasks = (PlannedTask("Agree the evaluation guidance", "evaluation_guidance", "2014-09"),)
    baseline = Baseline("Time for the guidance", "Illustrative", date(2014, 6, 2), tasks)
    baselines.plan(office, ref, baseline=baseline)


def papers_filed(office: Office, ref: str = REF) -> None:
    """Every paper and the money that must be there before tenders are invited."""
    for kind in DOCUMENTS:
        filed(office, kind, ref)
    filed(office, "funding_statement", ref, amount=Decimal(3_500_000))


def model_published(office: Office, ref: str = REF) -> None:
    """The model in force is published."""
    amendments.publish(office, ref)
