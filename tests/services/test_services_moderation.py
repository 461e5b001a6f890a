"""The moderation meeting: who is there, what is agreed and by whom, and when it may close."""

import json
from decimal import Decimal
from itertools import pairwise

import pytest
from builders import LEAD, REF, an_office, codes, moment
from moderation_builders import BEACON, ELM, MEDWAY, agenda, item_of, marked

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.services import moderation, query
from tender_flow.services.moderation_view import agenda_of

APART = {("safeguarding", ELM): (2, 3, 3, 4)}
QUESTIONS = ("safeguarding", "children")


@pytest.fixture
def office(database_url):
    opened = an_office(database_url)
    yield opened
    opened.database.close()


@pytest.fixture
def one(sqlite_url):
    """A record on SQLite alone, for what doesn't depend on the database."""
    opened = an_office(sqlite_url)
    yield opened
    opened.database.close()


def meeting(office, case, quorum=3, here=4, chair=True):
    """Opens the meeting and lets the chair and so many evaluators come in."""
    opened = moderation.open_meeting(
        office, REF, round_name="written", chair="r.price", note_taker=LEAD.login, quorum=quorum
    )
    for member in [*case.members[:here], *([case.chair] if chair else [])]:
        moderation.attend(office, REF, round_name="written", member=member, here=True)
    return opened


def agreed(office, answer, mark=3, reason="Meets the requirement.", **given):
    return moderation.agree(
        office, REF, round_name="written", answer=answer, mark=Decimal(mark), reason=reason, **given
    )


def said(office, answer, member, choice="agrees", reason=""):
    moderation.assent(
        office, REF, round_name="written", answer=answer, member=member, choice=choice,
        reason=reason,
    )  # fmt: skip


def everything_agreed(office):
    for item in agenda(office).items:
        agreed(office, item.answer, 4)
        for mark in item.marks:
            if mark.state != "conflict":
                said(office, item.answer, mark.member)


def closed(office):
    return moderation.close(office, REF, round_name="written")


def test_a_meeting_goes_from_opening_to_its_closed_record(office):
    case = marked(office, APART, questions=QUESTIONS)
    assert not meeting(office, case).goes_on
    answer = case.answers["safeguarding", ELM]
    agreed(office, answer, 3, "Named lead; nobody on site at night.", reason_from=case.members[1])
    for member in case.members[:3]:
        said(office, answer, member)
    said(office, answer, case.members[3], "disagrees", "Reviews are better than that.")
    for item in agenda(office).items:
        if item.agreed is None:
            agreed(office, item.answer, 4, "Clear evidence.", adopt=True)
            for mark in item.marks:
                said(office, item.answer, mark.member)
    done = closed(office)
    assert (done.discussed, done.adopted, done.dissents) == (1, 5, 1)
    after = agenda(office)
    assert after.closed
    item = after.item(answer)
    assert (item.agreed.mark, item.agreed.route, item.agreed.rule) == (3, "discussed", "")
    assert [one.mark for one in item.marks] == [2, 3, 3, 4]
    assert item.agreed.assents[3].reason == "Reviews are better than that."
    with office.reading(REF) as reading:
        assert reading.first("round", name="written")["locked_at"] == done.closed_at
        assert {row["rule"] for row in reading.of("agreed_mark")} == {"", "median"}


def test_the_agenda_knows_marks_and_people_and_no_average_total_or_price(one):
    case = marked(one, APART, questions=QUESTIONS)
    meeting(one, case)
    found = agenda(one)
    assert [item.number for item in found.items] == [1, 2, 3, 4, 5, 6]
    item = found.item(case.answers["safeguarding", ELM])
    assert item.state == "to_discuss"
    assert item.adoption.reasons == ("outside-tolerance", "minimum-at-stake")
    assert found.item(case.answers["children", ELM]).state == "within"
    fields = set(type(item).__dataclass_fields__) | set(type(found).__dataclass_fields__)
    assert not {name for name in fields if any(w in name for w in ("average", "total", "price"))}


def test_the_first_speaker_changes_from_item_to_item(one):
    case = marked(one, questions=QUESTIONS)
    meeting(one, case)
    speakers = [item.first_speaker for item in agenda(one).items]
    assert len(set(speakers)) == 4
    assert all(first != second for first, second in pairwise(speakers))


def test_a_meeting_opens_only_with_every_mark_in_and_a_possible_quorum(one):
    case = marked(one, questions=QUESTIONS)
    with one.deed("panel.assign", REF) as deed:
        values = {"member": case.members[0], "question": "idva", "active": True}
        deed.insert("assignment", {**values, "assigned_at": deed.now})
        source = deed.of("answer")[0]
        copied = {key: source[key] for key in source if key not in {"id", "procurement"}}
        deed.insert("answer", {**copied, "question": "idva"})
    with pytest.raises(RefusedError) as caught:
        meeting(one, case, quorum=5)
    assert codes(caught) == ["marks-missing-at-meeting", "quorum-impossible"]


def test_a_meeting_that_is_open_goes_on_where_it_stopped(one):
    case = marked(one, questions=QUESTIONS)
    first = meeting(one, case)
    agreed(one, case.answers["children", ELM], 4)
    again = meeting(one.at(moment("2014-06-03T09:00")), case)
    assert (again.meeting, again.goes_on) == (first.meeting, True)
    assert item_of(one, case, "children").agreed.mark == 4


def test_nobody_else_may_type_for_the_meeting(one):
    case = marked(one, questions=QUESTIONS)
    meeting(one, case)
    evaluator = one.at(moment("2014-06-02T10:00"), "amina.khan")
    with pytest.raises(RefusedError) as caught:
        agreed(evaluator, case.answers["children", ELM])
    assert codes(caught) == ["role-missing"]


def test_agreeing_needs_the_quorum_the_chair_a_reason_and_a_mark_on_the_scale(office):
    case = marked(office, questions=QUESTIONS)
    meeting(office, case, here=2, chair=False)
    with pytest.raises(RefusedError) as caught:
        agreed(office, case.answers["children", ELM], 7, " ")
    assert codes(caught) == [
        "agreed-mark-off-scale", "agreed-mark-without-reason", "quorum-lost", "chair-not-in-room",
    ]  # fmt: skip
    with office.reading(REF) as reading:
        assert reading.of("agreed_mark") == []


def test_the_quorum_counts_those_who_may_decide_on_the_item(one):
    case = marked(one, questions=QUESTIONS, conflicts=[("david.hill", BEACON)])
    meeting(one, case, quorum=4)
    agreed(one, case.answers["children", BEACON], 4)
    hill = item_of(one, case, "children", BEACON).marks[3]
    assert (hill.name, hill.state, hill.mark) == ("David Hill", "conflict", None)
    assert len(item_of(one, case, "children", BEACON).agreed.assents) == 3
    with pytest.raises(RefusedError) as caught:
        said(one, case.answers["children", BEACON], case.members[3])
    assert codes(caught) == ["member-out-for-item"]


def test_with_two_members_the_quorum_of_two_is_enough(one):
    case = marked(one, questions=QUESTIONS, evaluators=2)
    meeting(one, case, quorum=2, here=2)
    item = item_of(one, case, "children")
    assert item.adoption.reasons == ("too-few-marks",)
    agreed(one, item.answer, 4)
    moderation.attend(one, REF, round_name="written", member=case.members[1], here=False)
    with pytest.raises(RefusedError) as caught:
        agreed(one, case.answers["children", MEDWAY], 4)
    assert codes(caught) == ["quorum-lost"]


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ((3, 3, 4, 4), "even-split"),
        ((3, 3, 3, None), "cannot-mark"),
        ((1, 3, 3, 3), "outside-tolerance"),
    ],
)
def test_what_the_rule_does_not_settle_can_not_be_adopted(one, marks, why):
    case = marked(one, {("children", ELM): marks}, questions=QUESTIONS)
    meeting(one, case)
    with pytest.raises(RefusedError) as caught:
        agreed(one, case.answers["children", ELM], 3, adopt=True)
    assert codes(caught) == ["item-not-adoptable", why]


def test_a_minimum_at_stake_goes_to_the_table(one):
    case = marked(one, {("safeguarding", ELM): (2, 3, 3, 3)}, questions=QUESTIONS)
    meeting(one, case)
    with pytest.raises(RefusedError) as caught:
        agreed(one, case.answers["safeguarding", ELM], 3, adopt=True)
    assert codes(caught) == ["item-not-adoptable", "minimum-at-stake"]


def test_only_the_mark_of_the_published_rule_is_adopted_and_never_without_a_reason(one):
    case = marked(one, questions=QUESTIONS)
    meeting(one, case)
    with pytest.raises(RefusedError) as caught:
        agreed(one, case.answers["children", ELM], 3, "", adopt=True)
    assert codes(caught) == ["agreed-mark-without-reason", "adopted-mark-differs"]


def test_a_changed_mark_needs_a_reason_and_both_stay_with_their_assents(office):
    case = marked(office, APART, questions=QUESTIONS)
    meeting(office, case)
    answer = case.answers["safeguarding", ELM]
    agreed(office, answer, 3)
    said(office, answer, case.members[0])
    with pytest.raises(RefusedError) as caught:
        agreed(office, answer, 4)
    assert codes(caught) == ["change-without-reason"]
    assert agreed(office, answer, 4, change_reason="Paragraph 6 was read again.").revision == 2
    item = item_of(office, case, "safeguarding")
    assert (item.agreed.mark, [one.mark for one in item.earlier]) == (4, [3])
    assert item.agreed.change_reason == "Paragraph 6 was read again."
    assert [one.choice for one in item.earlier[0].assents][:1] == ["agrees"]
    assert len(item.agreed.unasked) == 4


def test_each_member_speaks_for_themselves_and_a_dissent_has_words(one):
    case = marked(one, questions=QUESTIONS)
    meeting(one, case, here=3)
    answer = case.answers["children", ELM]
    with pytest.raises(RefusedError) as caught:
        said(one, answer, case.members[0])
    assert codes(caught) == ["nothing-agreed-yet"]
    agreed(one, answer, 4)
    with pytest.raises(RefusedError) as caught:
        said(one, answer, case.members[0], "disagrees")
    assert codes(caught) == ["disagreement-without-words"]
    with pytest.raises(RefusedError) as caught:
        said(one, answer, case.members[3])
    assert codes(caught) == ["member-not-in-room"]
    with pytest.raises(BadInputError) as wrong:
        said(one, answer, case.members[0], "abstains")
    assert codes(wrong) == ["assent-unknown"]
    said(one, answer, case.members[3], "not_present")
    assert [one.choice for one in item_of(one, case, "children").agreed.assents] == [
        None, None, None, "not_present",
    ]  # fmt: skip


def test_the_journal_says_who_typed_and_whose_act_it_was(office):
    case = marked(office, questions=QUESTIONS)
    meeting(office, case)
    answer = case.answers["children", ELM]
    agreed(office, answer, 4)
    said(office, answer, case.members[0])
    with office.reading(REF) as reading:
        entries = reading.rows.of("journal_entry", chain=reading.id)
        people = {row["login"]: row["id"] for row in reading.rows.of("person")}
    last = [json.loads(row["body"]) for row in entries[-2:]]
    assert [entry["deed"] for entry in last] == ["moderation.agree", "moderation.assent"]
    assert {entry["actor"] for entry in last} == {people[LEAD.login]}
    assert [entry["on_behalf_of"] for entry in last] == [people["r.price"], people["amina.khan"]]
    assert "Meets the requirement" not in entries[-2]["body"]


def test_where_the_chair_has_a_conflict_the_deputy_chairs_the_item(one):
    case = marked(one, questions=QUESTIONS, conflicts=[("r.price", BEACON)], deputy="ben.okafor")
    meeting(one, case)
    item = item_of(one, case, "children", BEACON)
    assert (item.presiding, item.deputy) == ("Ben Okafor", True)
    assert item_of(one, case, "children", ELM).presiding == "R. Price"
    agreed(one, item.answer, 4)
    okafor = [person for person in agenda(one).people if person.name == "Ben Okafor"]
    assert [person.roles for person in okafor] == [("evaluator", "deputy_chair")]


def test_without_a_deputy_the_item_waits_and_the_agenda_still_opens(one):
    case = marked(one, questions=QUESTIONS, conflicts=[("r.price", BEACON)])
    meeting(one, case)
    assert item_of(one, case, "children", BEACON).presiding == ""
    with pytest.raises(RefusedError) as caught:
        agreed(one, case.answers["children", BEACON], 4)
    assert codes(caught) == ["no-deputy-chair"]


def test_coming_twice_is_once_and_leaving_is_kept(one):
    case = marked(one, questions=QUESTIONS)
    meeting(one, case)
    moderation.attend(one, REF, round_name="written", member=case.members[0], here=True)
    later = one.at(moment("2014-06-02T11:00"))
    moderation.attend(later, REF, round_name="written", member=case.members[0], here=False)
    khan = agenda(later).people[0]
    assert (khan.here, khan.since, khan.first_came) == (
        False, moment("2014-06-02T11:00"), moment("2014-06-02T09:00"),
    )  # fmt: skip
    assert len(agenda(later).attendance) == 6
    with pytest.raises(BadInputError) as caught:
        moderation.attend(later, REF, round_name="written", member="nobody", here=True)
    assert codes(caught) == ["not-of-the-meeting"]


def test_closing_names_everything_that_is_still_open(office):
    case = marked(office, questions=["children"])
    meeting(office, case)
    first, second, third = agenda(office).items
    for item in (first, second):
        agreed(office, item.answer, 4)
        for member in case.members[:3] if item is first else case.members:
            said(office, item.answer, member)
    query.open_query(office, REF, "How many staff?", supplier=third.bidder, question="children")
    assert agenda(office).item(third.answer).open_queries == ("How many staff?",)
    with pytest.raises(RefusedError) as caught:
        closed(office)
    assert codes(caught) == ["item-not-agreed", "assent-still-missing", "query-still-open"]
    with office.reading(REF) as reading:
        assert reading.first("round", name="written")["locked_at"] is None


def test_a_dry_run_of_closing_leaves_the_meeting_open(one):
    case = marked(one, questions=["children"])
    meeting(one, case)
    everything_agreed(one)
    assert moderation.close(one, REF, round_name="written", dry_run=True).discussed == 3
    assert not agenda(one).closed


def test_after_closing_a_mark_moves_only_by_reopening_with_a_reason_before_prices(office):
    case = marked(office, questions=["children"])
    meeting(office, case)
    everything_agreed(office)
    closed(office)
    answer = case.answers["children", ELM]
    with pytest.raises(RefusedError) as caught:
        agreed(office, answer, 3, change_reason="Later thoughts.")
    assert codes(caught) == ["meeting-not-open"]
    with pytest.raises(RefusedError) as caught:
        meeting(office, case)
    assert codes(caught) == ["meeting-closed"]
    with pytest.raises(RefusedError) as caught:
        moderation.reopen(office, REF, round_name="written", answer=answer, reason=" ")
    assert codes(caught) == ["reopening-without-reason"]
    moderation.reopen(office, REF, round_name="written", answer=answer, reason="A page was missed.")
    found = agenda(office)
    item = found.item(answer)
    assert (found.closed, found.meeting.number, item.state) == (False, 2, "reopened")
    assert item.earlier[0].reopened_reason == "A page was missed."
    assert found.here == ()
    with office.reading(REF) as reading:
        assert reading.first("round", name="written")["locked_at"] is None


def test_once_prices_are_known_no_mark_is_reopened(one):
    case = marked(one, questions=["children"])
    meeting(one, case)
    everything_agreed(one)
    closed(one)
    with one.deed("prices.open", REF) as deed:
        bid = deed.of("bid")[0]
        values = {"tender": bid["tender"], "bid": bid["id"], "lot": bid["lot"]}
        deed.insert("price", {**values, "amount": Decimal("1.00"), "opened_at": deed.now})
    with pytest.raises(RefusedError) as caught:
        moderation.reopen(
            one, REF, round_name="written", answer=case.answers["children", ELM], reason="Error."
        )
    assert codes(caught) == ["prices-known"]


def test_before_a_meeting_there_is_no_agenda(one):
    marked(one, questions=["children"])
    with pytest.raises(RefusedError) as caught:
        agenda_of(one, REF, round_name="written")
    assert codes(caught) == ["meeting-not-open"]


def test_marks_given_again_in_a_further_round_have_a_meeting_of_their_own(one):
    case = marked(one, questions=["children"])
    meeting(one, case)
    with one.deed("procurement.amend", REF) as deed:
        values = {"name": "written:2", "position": 1, "opened_at": deed.now}
        deed.insert("round", values)
    with pytest.raises(RefusedError) as caught:
        meeting(one, case)
    assert codes(caught) == ["marks-missing-at-meeting"] * 4
