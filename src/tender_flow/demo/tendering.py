"""Tenders come in, stay closed, are opened by two people, and are held against the requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.demo.content import BIDDERS, supplier
from tender_flow.demo.telling import Line, Said
from tender_flow.i18n import _
from tender_flow.i18n.formats import instant
from tender_flow.services import bids, interviews, moves, query, requirements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.demo.scene import Scene

_EVIDENCE = {
    "insurance": "Certificates of public and employer's liability, seen",
    "vetting": "Policy on checks by the Disclosure and Barring Service, and the register, seen",
    "safeguarding_policy": "Policies for adults and children, reviewed within twelve months, seen",
    "every_district": "Statement on each of the six districts of the lot, seen",
}


def question_answered(scene: Scene) -> Iterator[Said]:
    """A question from a bidder; the same answer goes to all."""
    asked = query.open_query(
        scene.at("2014-09-17 10:00"),
        scene.ref,
        "Does the ceiling for each lot include the rent that residents pay?",
        direction="from_bidder",
    )
    number = str(asked.number)
    text = "No. The ceiling is for support only; rent is between the provider and the resident."
    query.answer(scene.at("2014-09-18 15:00"), scene.ref, number, text, to_all=True)
    query.close(scene.at("2014-09-18 15:05"), scene.ref, number)
    yield Line(_("A bidder asked whether the ceiling includes rent; every bidder got the answer."))


def tenders_in(scene: Scene) -> Iterator[Said]:
    """The folder of tenders is taken in: sealed, the late one unopened."""
    office = scene.at("2014-09-29 09:00")
    done = bids.import_folder(office, scene.ref, scene.data / "tenders")
    for change in done.changes:
        text = _("{name}: received {when}; answers and price sealed unread.")
        if change.what == "late":
            text = _("{name}: received {when}, too late; kept unopened.")
        when = instant(change.received_at)
        yield Line(text.format(name=change.supplier, when=when))
    late = supplier("harbourway")
    bids.decide_late(
        scene.at("2014-09-29 09:30"),
        scene.ref,
        late,
        admit=False,
        reason="Received 41 minutes after the deadline; the others were in time, and a closed "
        "motorway could be foreseen by sending a day earlier.",
    )
    yield Line(_("{name} is refused, with the reason; its files stay unopened.").format(name=late))


def tenders_opened(scene: Scene) -> Iterator[Said]:
    """Custodian and witness open the tenders together; the prices stay sealed."""
    custodian, witness = scene.panel.person("custodian"), scene.panel.person("witness")
    opened = bids.open_tenders(
        scene.at("2014-09-29 10:00", custodian.login),
        scene.ref,
        with_login=witness.login,
        custodian_key=scene.keys["custodian"],
        witness_key=scene.keys["witness"],
    )
    yield Line(
        _("{one} and {other} opened {tenders} tenders with {answers} answers. Prices stay sealed.")
        .format(
            one=opened.opened_by,
            other=opened.opened_with,
            tenders=len(opened.suppliers),
            answers=opened.answers,
        )
    )  # fmt: skip


def requirements_decided(scene: Scene) -> Iterator[Said]:
    """Pass or fail, with evidence; one fail is put back with a second approver and a reason."""
    listed = bids.list_bids(scene.at("2014-09-30 09:00"), scene.ref).tenders
    wanted = {tender.supplier: tender.requirements for tender in listed}
    for at, bidder in enumerate(BIDDERS):
        name = supplier(bidder)
        for number, one in enumerate(wanted[name]):
            if (bidder, one.requirement) != ("llwyn", "insurance"):
                office = scene.at(f"2014-09-30 {10 + at}:{10 + number}")
                requirements.check(
                    office,
                    scene.ref,
                    name,
                    one.requirement,
                    "pass",
                    lot=one.lot or None,
                    evidence=_EVIDENCE[one.requirement],
                )
    yield Line(_("Each tender is held against each requirement, with the evidence named."))
    yield from _insurance(scene)
    moved = moves.advance(scene.at("2014-10-01 17:00"), scene.ref, "evaluate")
    yield Line(_("The evaluation begins: {stage}.").format(stage=moved.target_title))


def _insurance(scene: Scene) -> Iterator[Said]:
    name = supplier("llwyn")
    requirements.check(
        scene.at("2014-09-30 16:00"),
        scene.ref,
        name,
        "insurance",
        "fail",
        evidence="Certificate of public liability: £5 million",
        reason="£10 million is required and no undertaking was found in the tender.",
    )
    requirements.check(
        scene.at("2014-10-01 11:00"),
        scene.ref,
        name,
        "insurance",
        "pass",
        evidence="Annex C, page 4: undertaking to hold £10 million from the first day",
        reason="The undertaking was in the tender as received and had been overlooked.",
        second_approver=scene.panel.person("chair").login,
    )
    yield Line(
        _("{name} failed insurance; the undertaking was found in its annex, and {chair} approved "
          "the change as the second person.").format(
            name=name, chair=scene.panel.person("chair").name
        )
    )  # fmt: skip


def interviews_held(scene: Scene) -> Iterator[Said]:
    """What was said in each interview becomes the answer that the panel marks."""
    present = tuple(
        one.login for one in scene.panel.evaluators if "interview_case" in one.questions
    )
    if scene.again:
        present = (scene.panel.replaced.login, *present[1:])
    for at, bidder in enumerate(BIDDERS):
        day = 13 + at // 2
        interviews.record(
            scene.at(f"2014-10-{day} {14 + at % 2}:00"),
            scene.ref,
            supplier(bidder),
            question="interview_case",
            note=scene.data / "interviews" / f"{bidder}.md",
            held_on=scene.at(f"2014-10-{day} 14:00").now().date(),
            present=(*present, scene.panel.person("chair").login),
        )
    yield Line(
        _("{count} bidders were interviewed on the same case; each record is in the file.").format(
            count=len(BIDDERS)
        )
    )
