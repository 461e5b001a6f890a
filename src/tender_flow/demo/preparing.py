"""Before tenders: the case, its papers, its panel, the invitation; and a move tried too early."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.definitions.plans import Baseline, PlannedTask
from tender_flow.demo.scene import LEAD, PASSPHRASES, TELEPHONE, keep_key, on
from tender_flow.demo.telling import Line, Said, refusal
from tender_flow.i18n import _, ngettext
from tender_flow.i18n.formats import day
from tender_flow.packs.keys import make_key
from tender_flow.services import (
    amendments,
    baselines,
    deadlines,
    document,
    moves,
    procurement,
)
from tender_flow.services import panel as panels
from tender_flow.services.people import Contact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.demo.content import Person
    from tender_flow.demo.scene import Scene

WORKFLOW, MODEL = "kent_part_b_2014", "kent_domestic_abuse_2014"

_PAPERS = (
    ("consultation_plan", "consultation_plan.md", "2014-02-17", ""),
    ("consultation_report", "consultation_report.md", "2014-05-23", ""),
    ("equality_impact_assessment", "equality_impact_assessment.md", "2014-05-28", ""),
    ("social_value_consideration", "social_value.md", "2014-05-14", ""),
    ("procurement_plan", "procurement_plan.md", "2014-05-19", ""),
    ("funding_statement", "funding_supporting_people.md", "2014-05-30", "2000000"),
    ("funding_statement", "funding_pooled.md", "2014-06-03", "1500000"),
)
"""Kind, file, date and, for money, pounds a year."""


def keys_made(scene: Scene) -> Iterator[Said]:
    """The keys of the council, the custodian and the witness."""
    keep_key(scene, "authority", "Kent County Council", "authority")
    for role in ("custodian", "witness"):
        keep_key(scene, role, scene.panel.person(role).name, "member")
    yield Line(
        _("Three key files in {folder}. Each took a few seconds: that is what makes guessing slow.")
        .format(folder=scene.folder / "keys")
    )  # fmt: skip
    yield Line(
        _("Passphrases (of this demonstration only): council “{council}”, custodian "
          "“{custodian}”, witness “{witness}”.").format(
            council=PASSPHRASES["authority"],
            custodian=PASSPHRASES["custodian"],
            witness=PASSPHRASES["witness"],
        )
    )  # fmt: skip


def case_made(scene: Scene) -> Iterator[Said]:
    """The case as a rehearsal, with both plans of the papers as baselines."""
    lead = scene.panel.person("lead")
    made = procurement.new(
        scene.at("2014-06-02 10:00"),
        ref=scene.ref,
        workflow=WORKFLOW,
        model=MODEL,
        plan=scene.data / "kent_plan.yaml",
        key=scene.keys["authority"].public,
        lead=Contact(LEAD, lead.name, lead.email, TELEPHONE),
        title=scene.title,
        rehearsal=True,
    )
    lots = ", ".join(title for _code, title in made.lots)
    yield Line(_("{ref}: {title}. Lots: {lots}.").format(ref=made.ref, title=made.title, lots=lots))
    for number, title in made.baselines:
        yield Line(_("Baseline {number}: {title}.").format(number=number, title=title))
    yield Line(_("Rehearsal, and illustrative: {what}").format(what=made.illustrative))


def too_early(scene: Scene) -> Iterator[Said]:
    """A move that is tried before anything is ready: refused with every reason."""
    yield Line(_("Jo Lowe tries to invite tenders on the first day. The answer:"))
    office = scene.at("2014-06-02 10:20")
    refused = refusal(lambda: moves.advance(office, scene.ref, "invite_tenders"), scene.ref)
    yield refused
    count = len(refused.findings)
    yield Line(
        ngettext(
            "Refused for {count} reason; the case stands where it stood.",
            "Refused for {count} reasons, all at once; the case stands where it stood.",
            count,
        ).format(count=count)
    )


def papers_filed(scene: Scene) -> Iterator[Said]:
    """What must be filed before tenders are invited, with the money."""
    for at, (kind, file, dated, amount) in enumerate(_PAPERS):
        document.add(
            scene.at(f"2014-06-04 09:{10 + at}"),
            scene.ref,
            path=scene.data / "documents" / file,
            kind=kind,
            dated=on(dated),
            author="Commissioned Services (illustrative)",
            amount=Decimal(amount) if amount else None,
        )
    yield Line(
        _("{count} papers filed, each with its digest, date and author.").format(count=len(_PAPERS))
    )
    yield Line(_("Funding identified: £2,000,000 and £1,500,000 a year, as much as the ceiling."))


def panel_named(scene: Scene) -> Iterator[Said]:
    """Everybody in their role, evaluators with their questions."""
    for person in _people(scene):
        _add(scene, person)
    for person in _evaluators(scene):
        panels.assign(
            scene.at("2014-06-05 11:00"), scene.ref, person.login, questions=person.questions
        )
    gaps = panels.coverage(scene.at("2014-06-05 11:30"), scene.ref).gaps
    yield Line(
        _("{count} evaluators from the six places that the plan names, with a chair, a note taker, "
          "a custodian, a witness and a commissioner.").format(count=len(_evaluators(scene)))
    )  # fmt: skip
    yield Line(
        _("Every question has an evaluator who knows its subject.")
        if not gaps
        else _("Questions without a specialist: {count}.").format(count=len(gaps))
    )


def _people(scene: Scene) -> tuple[Person, ...]:
    """Everybody but the lead, who is there already; in the second case one sits for another."""
    others = tuple(person for person in scene.panel.people if person.role != "lead")
    return (*others, scene.panel.replaced) if scene.again else others


def _evaluators(scene: Scene) -> tuple[Person, ...]:
    if not scene.again:
        return scene.panel.evaluators
    stays = tuple(one for one in scene.panel.evaluators if one.marks != scene.panel.replaced.marks)
    return (scene.panel.replaced, *stays)


def _add(scene: Scene, person: Person) -> None:
    key = scene.keys.get(person.role)
    if person.role == "evaluator":
        scene.keys.setdefault(person.login, make_key(person.name, "member"))
    panels.add(
        scene.at("2014-06-05 10:00"),
        scene.ref,
        login=person.login,
        role=person.role,
        name=person.name,
        email=person.email,
        telephone=TELEPHONE,
        organisation=person.organisation,
        specialisms=person.specialisms,
        key=key.public if key is not None else None,
    )


def tenders_invited(scene: Scene) -> Iterator[Said]:
    """The model published, time planned for the guidance, and the same move once more."""
    tasks = (PlannedTask("Agree the evaluation guidance", "evaluation_guidance", "2014-09"),)
    baseline = Baseline("Time for the guidance, June 2014", "Illustrative", on("2014-06-05"), tasks)
    baselines.plan(scene.at("2014-06-05 14:00"), scene.ref, baseline=baseline)
    published = amendments.publish(scene.at("2014-06-30 09:00"), scene.ref)
    yield Line(
        _("The evaluation model is published and frozen (SHA-256 {digest}…).").format(
            digest=published.digest[:16]
        )
    )
    moved = moves.advance(scene.at("2014-07-01 09:00"), scene.ref, "invite_tenders")
    yield Line(_("Now the same move is made: {stage}.").format(stage=moved.target_title))


def tenders_prepared(scene: Scene) -> Iterator[Said]:
    """The invitation with its deadline, the texts for the panel, the bidders' time."""
    set_to = deadlines.deadline(scene.at("2014-07-01 10:00"), scene.ref, local="2014-09-26T12:00")
    yield Line(
        _("Tenders close on {day} at 12:00, {zone}.").format(
            day=day(on("2014-09-26")), zone=set_to.zone
        )
    )
    for kind, when, dated in (
        ("invitation_to_tender", "2014-07-01 11:00", "2014-07-01"),
        ("confidentiality_agreement", "2014-09-15 10:00", "2014-09-12"),
        ("evaluation_guidance", "2014-09-15 10:05", "2014-09-12"),
    ):
        path = scene.data / "documents" / f"{kind}.md"
        if kind == "confidentiality_agreement":
            moves.advance(scene.at("2014-09-01 09:00"), scene.ref, "prepare_tenders")
        document.add(
            scene.at(when),
            scene.ref,
            path=path,
            kind=kind,
            dated=on(dated),
            author="Procurement (illustrative)",
        )
    yield Line(_("Filed before anybody reads a tender: confidentiality agreement and guidance."))
