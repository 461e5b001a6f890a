"""Scoring packs and what comes back: who gets what, and what is taken in."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from builders import authority_key, codes
from panel_flow import CLOSES, PANEL_MODEL, PRICES, a_panel_case, member_key, without_scrypt

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.packs.keys import make_key
from tender_flow.packs.marking import Marking
from tender_flow.packs.post import open_pack, seal_return
from tender_flow.services import accepting, clearing, packs, panel, query, requirements
from tender_flow.services.marking import MarkingView

TEN_WORDS = "My sister worked there until last spring, on the night shift."


def made_flow(url, folder, *, cleared=True, **given):
    flow = a_panel_case(url, folder, **given)
    flow.tenders_in()
    flow.opened()
    flow.requirements_passed()
    if cleared:
        flow.cleared()
    return flow


@pytest.fixture
def flow(database_url, tmp_path):
    """Tenders open and checked, every evaluator cleared, no pack issued."""
    with without_scrypt():
        yield made_flow(database_url, tmp_path)


@pytest.fixture
def light(sqlite_url, tmp_path):
    """The same on SQLite alone, for what doesn't depend on the database."""
    with without_scrypt():
        yield made_flow(sqlite_url, tmp_path)


@pytest.fixture
def uncleared(sqlite_url, tmp_path):
    """The same with nobody invited yet."""
    with without_scrypt():
        yield made_flow(sqlite_url, tmp_path, cleared=False)


def rows(flow, table, **equals):
    with flow.lead.reading(flow.ref) as reading:
        return reading.of(table, **equals)


def issue_codes(flow, login="carys.evans", round="written", **given):
    with pytest.raises(RefusedError) as caught:
        flow.issue(login, round, **given)
    return codes(caught)


def inside(flow, login="carys.evans", round="written"):
    """Every byte that a member's own program can read in their pack."""
    opened, _ = flow.open_scoring(login, round)
    return b"".join(opened.opened.parts.values()) + opened.opened.signed_bytes


# Who gets what


def test_no_pack_exists_before_declaration_and_clearance(uncleared):
    flow = uncleared
    assert issue_codes(flow) == ["declaration-not-accepted"]
    flow.invite("carys.evans")
    assert issue_codes(flow) == ["declaration-not-accepted"]
    flow.declare("carys.evans", conflicts={"Elm Housing": ("ask", "")})
    assert issue_codes(flow) == ["member-not-cleared", "conflict-not-decided"]
    assert list(flow.folder.glob("*written*")) == []
    flow.clear("carys.evans")
    clearing.decide(flow.lead, flow.ref, "carys.evans", "Elm", decision="clear", reason="Asked.")
    assert flow.issue("carys.evans").number == 1


def test_no_pack_exists_before_opening_and_before_the_requirements_are_decided(
    sqlite_url, tmp_path
):
    with without_scrypt():
        flow = a_panel_case(sqlite_url, tmp_path)
        flow.tenders_in()
        flow.invite("carys.evans")
        flow.declare("carys.evans")
        flow.clear("carys.evans")
        assert set(issue_codes(flow)) == {"tender-not-opened"}
        flow.opened("2014-09-30T12:00")
        assert set(issue_codes(flow)) == {"requirement-not-decided"}


def test_a_pack_holds_no_price_no_conflicted_bid_and_nothing_of_the_others(uncleared):
    flow = uncleared
    for login in flow.evaluators:
        flow.invite(login)
        conflict = {"Medway Refuge": ("may", TEN_WORDS)} if login == "carys.evans" else {}
        flow.declare(login, conflicts=conflict)
        flow.clear(login)
    clearing.decide(flow.lead, flow.ref, "carys.evans", "Medway", decision="conflict", reason="So.")
    flow.issue("ben.okafor")
    flow.marks_of("ben.okafor", lambda *_: 5)
    flow.issue("carys.evans")
    data = inside(flow)
    assert b"Elm Housing answers Safeguarding" in data
    for secret in (b"Medway Refuge answers", b"Ben Okafor", b"ben.okafor", TEN_WORDS.encode()):
        assert secret not in data
    for price in PRICES.values():
        assert price.encode() not in data
        assert price.split(".")[0].encode() not in data
    contents = flow.open_scoring("carys.evans")[0].contents
    assert {b.name: b.yours for b in contents.bidders} == {
        "Elm Housing": True,
        "Medway Refuge": False,
        "Safe Harbour": True,
    }


def test_a_sealed_pack_shows_nothing_but_its_clear_line(light):
    made = light.issue("carys.evans")
    data = made.path.read_bytes()
    for word in (b"Elm", b"Safeguarding", b"Medway", *(p.encode() for p in PRICES.values())):
        assert word not in data
    with pytest.raises(BadInputError) as caught:
        open_pack(data, light.key_of("ben.okafor"), made.path.name)
    assert codes(caught) == ["pack-for-another"]


def test_a_member_gets_only_their_questions_with_shares_minimum_and_scheme(light):
    panel.assign(light.lead, light.ref, "carys.evans", remove=("children", "local"))
    light.issue("carys.evans")
    contents = light.open_scoring("carys.evans")[0].contents
    question = contents.questions[0]
    assert [q.id for q in contents.questions] == ["safeguarding"]
    assert (question.minimum, question.words, question.shared) == (Decimal(2), 100, True)
    assert {share.percent for share in question.shares} == {"24"}
    assert contents.scales[0].level(Decimal(3)).name == "Good"
    assert contents.guidance == "The evaluation guidance.\n"
    assert len(contents.answers) == 3


def test_each_member_meets_the_bidders_in_an_order_of_their_own_that_is_recorded(flow):
    flow.packs_issued()
    orders = {
        login: [b.name for b in flow.open_scoring(login)[0].contents.bidders]
        for login in flow.evaluators
    }
    flow.issue("carys.evans", reason="Again.")
    again = [b.name for b in flow.open_scoring("carys.evans")[0].contents.bidders]
    assert again == orders["carys.evans"]
    with flow.lead.database.snapshot() as reader:
        told = [entry["body"] for entry in reader.of("journal_entry")]
    assert sum("order_seed" in body for body in told) == 4


def test_a_pack_that_would_be_closed_or_empty_is_refused(light):
    past = datetime(2014, 9, 1, tzinfo=UTC)
    assert issue_codes(light, closes_at=past) == ["pack-would-be-closed"]
    panel.assign(light.lead, light.ref, "carys.evans", remove=("all",))
    assert issue_codes(light) == ["no-question-assigned"]


def test_the_mail_says_when_to_send_back_and_whom_to_ring_and_names_no_bidder(light):
    made = light.issue("carys.evans")
    assert made.path.name in made.mail
    assert "24 Oct 2014, 17:00" in made.mail
    assert "01622 000 000" in made.mail
    assert "Elm" not in made.mail
    assert made.email == "carys.evans@kent.example"


def test_an_interview_pack_waits_for_every_interview_and_holds_only_its_round(flow):
    missing = issue_codes(flow, round="interview")
    assert missing == ["interview-not-recorded"] * 3
    flow.interviews_recorded()
    made = flow.issue("carys.evans", "interview", closes_at=datetime(2014, 11, 3, tzinfo=UTC))
    assert (made.number, made.questions, made.answers) == (1, 1, 3)
    assert b"spoke about Interview" in inside(flow, round="interview")
    accepted = flow.marks_of("carys.evans", round="interview")
    assert (len(accepted.marks), accepted.left) == (3, 0)


# What is taken in


def test_marks_are_taken_in_with_their_reasons_and_the_exact_signed_bytes(flow):
    from tender_flow.packs.envelope import verify_artefact

    flow.packs_issued()
    accepted = flow.marks_of("carys.evans", lambda _l, q, *_: 4 if q == "children" else 3)
    assert (accepted.kind, accepted.part, accepted.left) == ("marks", False, 0)
    assert {mark.what for mark in accepted.marks} == {"new"}
    kept = rows(flow, "mark")
    assert sorted({row["value"] for row in kept}) == [30_000, 40_000]
    assert all(row["why"].startswith("carys.evans on") for row in kept)
    returned = rows(flow, "pack_return", kind="marks")[0]
    with flow.lead.reading(flow.ref) as reading:
        artefact = reading.rows.artefact(returned["signed"])
    assert verify_artefact(artefact, returned["verify_key"])
    assert not verify_artefact(artefact, member_key("stranger").public.verify_key)


def test_a_part_comes_first_and_a_second_return_shows_old_and_new_mark(flow):
    flow.packs_issued()
    opened, marking = flow.open_scoring("carys.evans")
    flow.give(marking, "carys.evans", only=lambda answer: answer.question_id == "safeguarding")
    first = flow.accept(flow.returned(opened, marking, "carys.evans", part=True))
    assert (first.part, len(first.marks), first.left) == (True, 3, 7)
    flow.later(60)
    changed = marking.reading_order()[0]
    marking.give_mark(changed.id, Decimal(5), flow.lead.now())
    marking.write(changed.id, "why", "On reading the rest.", flow.lead.now())
    flow.give(marking, "carys.evans", only=lambda answer: answer.question_id != "safeguarding")
    data = flow.returned(opened, marking, "carys.evans")
    preview = flow.accept(data, dry_run=True)
    assert len(rows(flow, "mark")) == 3
    second = flow.accept(data)
    assert second.marks == preview.marks
    assert [(m.before, m.after, m.revision) for m in second.changed("changed")] == [
        (Decimal(3), Decimal(5), 2)
    ]
    assert (len(second.changed("new")), len(second.changed("same")), second.left) == (7, 2, 0)
    history = rows(flow, "mark", answer=changed.id)
    assert [(row["revision"], row["value"]) for row in history] == [(1, 30_000), (2, 50_000)]


def test_cannot_mark_is_kept_apart_from_a_nought(light):
    light.packs_issued()
    accepted = light.marks_of("carys.evans", lambda _l, q, *_: None if q == "local" else 0)
    values = [mark["value"] for mark in rows(light, "mark")]
    assert (values.count(None), values.count(0)) == (4, 6)
    assert accepted.left == 0


def test_the_same_file_is_taken_in_once(flow):
    flow.packs_issued()
    opened, marking = flow.open_scoring("carys.evans")
    flow.give(marking, "carys.evans")
    data = flow.returned(opened, marking, "carys.evans")
    flow.accept(data)
    with pytest.raises(RefusedError) as caught:
        flow.accept(data)
    assert codes(caught) == ["return-accepted-already"]
    assert len(rows(flow, "mark")) == 10


def sealed_marks(flow, login="carys.evans"):
    opened, marking = flow.open_scoring(login)
    flow.give(marking, login)
    return flow.returned(opened, marking, login)


def test_a_return_from_a_replaced_pack_is_stale_and_the_new_pack_carries_the_marks(flow):
    flow.packs_issued()
    flow.marks_of("carys.evans")
    stale = sealed_marks(flow)
    panel.assign(flow.later(), flow.ref, "carys.evans", remove=("local",))
    made = flow.issue("carys.evans", reason="One question less.")
    assert (made.number, made.carried_over) == (2, 6)
    with pytest.raises(RefusedError) as caught:
        flow.accept(stale)
    assert codes(caught) == ["return-stale"]
    contents = flow.open_scoring("carys.evans")[0].contents
    assert {mark.value for mark in contents.earlier} == {Decimal(3)}
    digests = {answer.id: answer.digest for answer in contents.answers}
    assert all(mark.answer_digest == digests[mark.answer_id] for mark in contents.earlier)
    assert contents.changes == ("One question less.",)


@pytest.mark.parametrize("place", [30, 200, 400, -1])
def test_an_altered_byte_is_refused_and_nothing_is_taken_in(light, place):
    light.packs_issued()
    data = bytearray(sealed_marks(light))
    data[place] ^= 1
    with pytest.raises(BadInputError) as caught:
        light.accept(bytes(data))
    assert set(codes(caught)) <= {"return-damaged", "not-our-file", "return-for-another-council"}
    assert rows(light, "mark") == []


def test_a_return_of_another_council_or_another_case_is_refused(light, tmp_path):
    light.packs_issued()
    data = sealed_marks(light)
    with pytest.raises(BadInputError) as caught:
        accepting.accept(
            light.lead, light.ref, data, authority=make_key("Surrey", "authority"), file="it"
        )
    assert codes(caught) == ["return-for-another-council"]
    from builders import SMALL_WORKFLOW, a_procurement
    from panel_flow import PANEL_MODEL

    a_procurement(light.lead, "other", workflow=SMALL_WORKFLOW, model=PANEL_MODEL, plan=None)
    with pytest.raises(RefusedError) as caught_too:
        accepting.accept(light.lead, "other", data, authority=authority_key(), file="it")
    assert codes(caught_too) == ["return-of-another-case"]


def test_marks_signed_with_another_key_are_refused(light):
    light.packs_issued()
    opened, marking = light.open_scoring("carys.evans")
    light.give(marking, "carys.evans")
    value = marking.marks_return(light.lead.now(), part=False)
    forged = seal_return(value, member_key("forger", "Carys Evans"), opened, 1)
    with pytest.raises(RefusedError) as caught:
        light.accept(forged)
    assert codes(caught) == ["return-key-unknown"]


def test_a_return_after_closing_is_refused_until_the_lead_extends_the_date_with_a_reason(flow):
    flow.packs_issued()
    data = sealed_marks(flow)
    flow.at(CLOSES)
    with pytest.raises(RefusedError) as caught:
        flow.accept(data)
    assert codes(caught) == ["return-too-late"]
    later = datetime(2014, 10, 27, 17, 0, tzinfo=UTC)
    with pytest.raises(RefusedError) as caught:
        packs.extend(flow.later(), flow.ref, "carys.evans", closes_at=later, reason="")
    assert codes(caught) == ["decision-without-reason"]
    assert (
        packs.extend(flow.lead, flow.ref, "carys.evans", closes_at=later, reason="Ill.") == CLOSES
    )
    assert flow.accept(data).left == 0


def test_a_return_of_a_member_who_left_is_refused(light):
    light.packs_issued()
    data = sealed_marks(light)
    panel.remove(light.later(), light.ref, "carys.evans", reason="New post.")
    with pytest.raises(RefusedError) as caught:
        light.accept(data)
    assert "return-stale" in codes(caught) or "return-of-former-member" in codes(caught)
    assert rows(light, "mark") == []


def test_marks_after_the_lock_are_refused(light):
    light.packs_issued()
    data = sealed_marks(light)
    with light.lead.deed("test.lock", light.ref) as deed:
        deed.update("round", deed.first("round", name="written")["id"], locked_at=deed.now)
    with pytest.raises(RefusedError) as caught:
        light.accept(data)
    assert codes(caught) == ["round-locked"]


def test_a_mark_that_comes_after_the_panel_agreed_is_refused_and_an_unchanged_one_is_not(light):
    light.packs_issued()
    opened, marking = light.open_scoring("carys.evans")
    light.give(marking, "carys.evans")
    light.accept(light.returned(opened, marking, "carys.evans", part=True))
    target = marking.reading_order()[0]
    with light.lead.deed("test.agree", light.ref) as deed:
        round_id = deed.first("round", name="written")["id"]
        deed.insert(
            "agreed_mark",
            {
                "meeting": "m", "round": round_id, "answer": target.id, "revision": 1,
                "value": 40_000, "reason": "Agreed.", "route": "discussed", "rule": "",
                "change_reason": "", "written_by": deed.person_id, "agreed_at": deed.now,
            },
        )  # fmt: skip
    other = marking.reading_order()[1]
    marking.give_mark(other.id, Decimal(4), light.lead.now())
    accepted = light.accept(light.returned(opened, marking, "carys.evans"))
    assert len(accepted.changed("changed")) == 1
    marking.give_mark(target.id, Decimal(5), light.lead.now())
    with pytest.raises(RefusedError) as caught:
        light.accept(light.returned(opened, marking, "carys.evans"))
    assert codes(caught) == ["mark-after-agreement"]


def test_once_the_meeting_has_begun_nobody_changes_what_they_thought_alone(light):
    light.packs_issued()
    opened, marking = light.open_scoring("carys.evans")
    light.give(marking, "carys.evans")
    light.accept(light.returned(opened, marking, "carys.evans", part=True))
    with light.lead.deed("test.meeting", light.ref) as deed:
        round_id = deed.first("round", name="written")["id"]
        deed.insert(
            "meeting",
            {
                "round": round_id, "number": 1, "chair": "c", "note_taker": "n", "quorum": 1,
                "opened_at": deed.now,
            },
        )  # fmt: skip
    light.accept(light.returned(opened, marking, "carys.evans"))
    marking.give_mark(marking.reading_order()[0].id, Decimal(5), light.lead.now())
    with pytest.raises(RefusedError) as caught:
        light.accept(light.returned(opened, marking, "carys.evans"))
    assert codes(caught) == ["mark-after-meeting-began"]


def test_a_mark_off_the_scale_or_without_reason_made_by_other_software_is_refused(light):
    from dataclasses import replace

    light.packs_issued()
    opened, marking = light.open_scoring("carys.evans")
    light.give(marking, "carys.evans")
    value = marking.marks_return(light.lead.now(), part=False)
    first, second, third, *rest = value.marks
    forged = replace(
        value,
        marks=(
            replace(first, value=Decimal("3.5")),
            replace(second, why=" "),
            replace(third, answer_digest="0" * 64),
            *rest,
        ),
    )
    with pytest.raises(RefusedError) as caught:
        light.accept(seal_return(forged, light.key_of("carys.evans"), opened, 1))
    assert codes(caught) == [
        "return-mark-off-scale",
        "return-mark-without-reason",
        "return-not-as-packed",
    ]
    assert rows(light, "mark") == []


def test_questions_for_bidders_travel_with_the_marks_and_replies_with_the_next_pack(flow):
    flow.packs_issued()
    opened, marking = flow.open_scoring("carys.evans")
    flow.give(marking, "carys.evans")
    answer = marking.reading_order()[0]
    marking.ask(answer.question_id, answer.tender_id, "Which tool?", flow.lead.now())
    accepted = flow.accept(flow.returned(opened, marking, "carys.evans", part=True))
    assert accepted.queries == 1
    again = flow.accept(flow.returned(opened, marking, "carys.evans", part=True))
    assert again.queries == 0
    view = query.list_queries(flow.lead, flow.ref)[0]
    assert (view.text, view.asked_by, view.status) == ("Which tool?", "Carys Evans", "open")
    query.answer(flow.later(), flow.ref, "1", "DASH.", to_all=False, reason="Their own answer.")
    flow.issue("carys.evans", reason="A reply came.")
    contents = flow.open_scoring("carys.evans")[0].contents
    assert [(reply.asked, reply.reply) for reply in contents.replies] == [("Which tool?", "DASH.")]
    carried = Marking(contents)
    assert carried.open_question(answer.question_id, answer.tender_id) is None


def test_a_conflict_found_late_holds_the_marks_back_until_the_lead_clears_it(flow):
    flow.packs_issued()
    flow.marks_of("carys.evans")
    opened, marking = flow.open_scoring("carys.evans")
    elm = next(b for b in marking.contents.bidders if b.name == "Elm Housing")
    marking.declare_conflict(elm.tender_id, TEN_WORDS, flow.lead.now())
    data = flow.returned(opened, marking, "carys.evans", part=True, conflicts_only=True)
    accepted = flow.accept(data)
    assert accepted.conflicts == ("Elm Housing",)

    def counted():
        with flow.lead.reading(flow.ref) as reading:
            view = MarkingView(reading)
            carys = rows(flow, "mark")[0]["member"]
            answers = view.answers("written")
            panel_of_elm = {
                len(view.panel_for(answer))
                for answer in answers
                if answer["tender"] == elm.tender_id
            }
            return sum(member == carys for _, _, member in view.marks), panel_of_elm

    assert counted() == (6, {2})
    assert len(rows(flow, "mark")) == 10
    decided = clearing.decide(
        flow.later(), flow.ref, "carys.evans", "Elm", decision="clear", reason="Long ago."
    )
    assert (decided.marks, decided.reissue) == (4, True)
    assert counted() == (10, {3})
    flow.issue("carys.evans", reason="Cleared.")
    assert elm.tender_id in flow.open_scoring("carys.evans")[0].contents.cleared_again


def test_a_failed_requirement_takes_the_answers_out_of_the_next_pack(light):
    requirements.check(
        light.lead, light.ref, "Elm", "insured", "fail", evidence="None.", reason="Expired."
    )
    light.issue("carys.evans")
    assert b"Elm Housing" not in inside(light)


def test_a_dry_run_of_an_issue_writes_no_file_and_no_row(light):
    made = light.issue("carys.evans", dry_run=True)
    assert not made.path.exists()
    assert rows(light, "pack", kind="scoring") == []
    assert rows(light, "round") == []


def test_marks_made_by_a_model_that_was_amended_since_are_refused(light):
    from builders import STARTED, a_file
    from panel_flow import PANEL_MODEL

    from tender_flow.services import amendments

    light.packs_issued()
    data = sealed_marks(light)
    text = Path(PANEL_MODEL).read_text(encoding="utf-8").replace("Look for names.", "Look.")
    amended = str(a_file("panel_model.yaml", text))
    amendments.amend(
        light.later(), light.ref, "model", amended, reason="Unclear.", approver="The board",
        dated=STARTED.date(), told="All bidders",
    )  # fmt: skip
    with pytest.raises(RefusedError) as caught:
        light.accept(data)
    assert codes(caught) == ["return-of-older-model"]
    light.issue("carys.evans", reason="The model was amended.")
    assert light.marks_of("carys.evans").left == 0


def test_a_return_made_from_another_file_of_the_same_number_is_refused(light):
    from dataclasses import replace

    light.packs_issued()
    opened, marking = light.open_scoring("carys.evans")
    light.give(marking, "carys.evans")
    other = replace(opened, opened=replace(opened.opened, file_digest="0" * 64))
    with pytest.raises(RefusedError) as caught:
        light.accept(light.returned(other, marking, "carys.evans"))
    assert codes(caught) == ["return-from-unknown-pack"]


def test_a_deed_that_breaks_at_its_very_end_leaves_no_pack_behind(light, tmp_path):
    import sqlite3

    with sqlite3.connect(tmp_path / "one.db") as raw:
        raw.execute(
            "create trigger full before insert on journal_entry "
            "begin select raise(abort, 'the disk is full'); end"
        )
    with pytest.raises(BadInputError):
        light.issue("carys.evans")
    assert list(tmp_path.glob("*written*")) == []
    assert rows(light, "pack", kind="scoring") == []


def test_a_question_on_a_range_is_in_no_pack(sqlite_url, tmp_path):
    text = Path(PANEL_MODEL).read_text(encoding="utf-8")
    text = text[: text.index("\npractice:") + 1]  # its own scale must name each mark
    start, end = text.index("  zero_to_five:"), text.index("criteria:")
    bands = '{0: "Poor: little.", 3: "Good: meets it."}'
    ranged = f'  zero_to_five: {{from: 0, to: 5, step: "0.5", bands: {bands}}}\n'
    model = tmp_path / "panel_model.yaml"
    model.write_text(text[:start] + ranged + text[end:], encoding="utf-8")
    with without_scrypt():
        flow = made_flow(sqlite_url, tmp_path, model=str(model))
        assert set(issue_codes(flow)) == {"pack-scale-is-range"}
