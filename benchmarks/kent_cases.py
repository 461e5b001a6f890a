"""Cases to measure on, made through the services as a person would: the Kent files, made up people.

    ready(folder / "record.db", 20)     # 20 cases: their first two moves may be made

Everything but the procedure's own text is invented.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from comparing import note

from tender_flow.definitions.plans import Baseline, PlannedTask
from tender_flow.packs.keys import make_key
from tender_flow.records.database import open_database
from tender_flow.services import amendments, baselines, deadlines, document, panel, procurement
from tender_flow.services.office import Office
from tender_flow.services.people import Contact

if TYPE_CHECKING:
    from tender_flow.packs.keys import PublicKey

BEGAN = datetime(2014, 6, 5, 9, 0, tzinfo=UTC)
MOVED = datetime(2014, 7, 1, 9, 0, tzinfo=UTC)
LEAD = Contact("jo.lowe", "Jo Lowe", "jo.lowe@kent.example", "01622 000 000")
PAPERS = (
    "consultation_plan",
    "consultation_report",
    "equality_impact_assessment",
    "social_value_consideration",
    "procurement_plan",
    "invitation_to_tender",
)
PANEL = (
    ("chair", "chair"),
    ("custodian", "custodian"),
    ("witness", "witness"),
    *((f"evaluator.{at}", "evaluator") for at in range(1, 8)),
)
"""Logins and roles: three keepers and seven evaluators."""


def address(path: Path) -> str:
    """The record's address."""
    return f"sqlite:///{path}"


def ready(path: Path, count: int) -> list[str]:
    """A new record with cases that may be moved twice; gives their names."""
    refs = [f"case-{at:02}" for at in range(1, count + 1)]
    office = Office(open_database(address(path), create=True, now=BEGAN), LEAD.login, BEGAN)
    key = make_key("Kent County Council", "authority").public
    keepers = {role: make_key(role, "member").public for role in ("custodian", "witness")}
    for ref in refs:
        note(f"preparing {ref} of {count}")
        _a_case(office, ref, key)
        _papers(office, ref, path.parent)
        _people(office, ref, keepers)
        amendments.publish(office, ref)
        deadlines.deadline(office, ref, local="2014-09-26T12:00")
    office.database.close()
    note("")
    return refs


def _a_case(office: Office, ref: str, key: PublicKey) -> None:
    plan = Path(str(files("tender_flow.demo") / "data" / "kent_plan.yaml"))
    procurement.new(
        office,
        ref=ref,
        workflow="kent_part_b_2014",
        model="kent_domestic_abuse_2014",
        plan=plan,
        key=key,
        lead=LEAD,
        rehearsal=True,
    )
    task = PlannedTask("Agree the evaluation guidance", "evaluation_guidance", "2014-09")
    guidance = Baseline("Time for the guidance", "Illustrative", BEGAN.date(), (task,))
    baselines.plan(office, ref, baseline=guidance)


def _papers(office: Office, ref: str, folder: Path) -> None:
    for kind in (*PAPERS, "funding_statement"):
        paper = folder / f"{kind}.txt"
        paper.write_text(f"{kind}, made up.\n", encoding="utf-8")
        amount = Decimal(3_500_000) if kind == "funding_statement" else None
        day = date(2014, 5, 30)
        document.add(
            office, ref, path=paper, kind=kind, dated=day, author="Illustrative", amount=amount
        )


def _people(office: Office, ref: str, keepers: dict[str, PublicKey]) -> None:
    for login, role in PANEL:
        name = login.replace(".", " ").title()
        panel.add(office, ref, login=login, role=role, name=name, key=keepers.get(role))
