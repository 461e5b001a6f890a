"""From marks to a decision, for tests: meetings held, slips signed, prices opened, recommended.

    flow = until_quality_locked(database_url, tmp_path)
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    approved(flow, "east")

Each step goes through the services, as a person would.
"""

from __future__ import annotations

from panel_flow import Flow, until_marks_in, without_scrypt

from tender_flow.services import award, moderation, moderation_view, prices, standstill
from tender_flow.services.prices import Opening

LETTER = b"Thank you for your tender. The decision, the marks and the reasons: ..."


def moderated(flow: Flow, round_name: str = "written") -> None:
    """Everybody comes, every item is agreed as its marks say, everybody agrees, it closes."""
    office = flow.later()
    moderation.open_meeting(
        office, flow.ref, round_name=round_name, chair="sam.chair", note_taker="nia.notes", quorum=2
    )
    for person in an_agenda(flow, round_name).people:
        moderation.attend(
            flow.later(), flow.ref, round_name=round_name, member=person.member, here=True
        )
    for item in an_agenda(flow, round_name).items:
        agreed_item(flow, round_name, item)
    moderation.close(flow.later(), flow.ref, round_name=round_name)


def an_agenda(flow: Flow, round_name: str = "written") -> moderation_view.Agenda:
    """The agenda as it stands."""
    with flow.lead.reading(flow.ref) as reading:
        return moderation_view.agenda(reading, round_name)


def agreed_item(flow: Flow, round_name: str, item: moderation_view.Item) -> None:
    """One item agreed with the rule's mark (or the lowest given), and everyone's assent."""
    mark = item.adoption.mark or min(one.mark for one in item.marks if one.mark is not None)
    moderation.agree(
        flow.later(),
        flow.ref,
        round_name=round_name,
        answer=item.answer,
        mark=mark,
        reason=f"What decided {item.question.label}: the words of the scheme.",
        adopt=item.adoption.may_be_adopted,
    )
    for one in item.marks:
        if one.state != "conflict":
            moderation.assent(
                flow.later(),
                flow.ref,
                round_name=round_name,
                answer=item.answer,
                member=one.member,
                choice="agrees",
            )


def until_quality_locked(url, folder, mark=None, **given) -> Flow:
    """Everything from the case to locked quality marks of every round, slips signed."""
    given = {"mark": mark, **given} if mark else given
    flow = until_marks_in(url, folder, **given)
    with without_scrypt():
        moderated(flow)
        flow.slips_in()
        with flow.lead.reading(flow.ref) as reading:
            others = [name for name in reading.model().rounds if name != "written"]
        for name in others:
            flow.interviews_recorded()
            flow.packs_issued(name)
            flow.marks_in(round=name)
            moderated(flow, name)
            flow.slips_in(name)
    return flow


def prices_opened(flow: Flow) -> Opening:
    """The prices opened by custodian and witness."""
    return prices.open_prices(
        flow.later(),
        flow.ref,
        custodian_key=flow.keeper_key("custodian"),
        witness_key=flow.keeper_key("witness"),
    )


def recommended(flow: Flow, lot: str, supplier: str | None) -> award.Recommended:
    """The winner of a lot recommended by the lead."""
    return award.recommend(
        flow.later(), flow.ref, lot=lot, supplier=supplier, reasons="First by the published model."
    )


def approved(flow: Flow, lot: str, **given: object) -> award.Approved:
    """The recommendation approved by a commissioner who isn't the lead."""
    from tender_flow.services import panel

    with flow.lead.reading(flow.ref) as reading:
        known = reading.rows.of("person", login="cora.commissioner")
    if not known:
        panel.add(
            flow.later(), flow.ref, login="cora.commissioner", role="commissioner", name="Cora C."
        )
    values = {
        "lot": lot,
        "body": "Director of Commissioning",
        "maker": "M. Director",
        "dated": flow.later().now().date(),
        "minute": "14/0001",
        **given,
    }
    office = flow.lead.at(flow.lead.now(), "cora.commissioner")
    return award.approve(office, flow.ref, **values)


def told(flow: Flow, lot: str, supplier: str, means: str = "electronic") -> standstill.Told:
    """A letter to one bidder, sent now."""
    office = flow.later()
    return standstill.notify(
        office, flow.ref, lot=lot, supplier=supplier, means=means, sent_at=office.now(),
        letter=LETTER,
    )  # fmt: skip
