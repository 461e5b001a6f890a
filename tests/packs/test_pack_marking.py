from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from pack_case import ANSWERS, NOW, SCALE, answer, scoring

from tender_flow.errors import RefusedError
from tender_flow.i18n.sentences import line
from tender_flow.packs.carrying import carry_over, second_looks
from tender_flow.packs.contents import EarlierMark, Reply
from tender_flow.packs.mark_state import BOXES, MarkState, missing_parts
from tender_flow.packs.marking import Marking

ELM, LATER = "t-elm-need", NOW + timedelta(minutes=5)


@pytest.fixture
def marking(keys) -> Marking:
    return Marking(scoring(keys))


def complete(marking: Marking, answer_id: str, mark: int = 3) -> None:
    marking.give_mark(answer_id, Decimal(mark), NOW)
    for box in BOXES:
        marking.write(answer_id, box, f"{box} of it", NOW)


def refused(deed, *args, **kwargs) -> list[str]:
    with pytest.raises(RefusedError) as error:
        deed(*args, **kwargs)
    assert all(line(finding) for finding in error.value.findings)
    return [finding.code for finding in error.value.findings]


@pytest.mark.parametrize(
    ("mark", "written", "missing"),
    [
        (None, (), ("mark",)),
        (None, ("why",), ("mark",)),
        (3, (), ("strengths", "weaknesses", "why")),
        (3, ("strengths", "weaknesses"), ("why",)),
        (3, BOXES, ()),
        (0, ("weaknesses", "why"), ()),
        (0, ("strengths", "why"), ("weaknesses",)),
        (5, ("strengths", "why"), ()),
        (5, ("weaknesses",), ("strengths", "why")),
    ],
)
def test_a_mark_needs_its_why_strengths_above_the_bottom_and_weaknesses_below_the_top(
    mark, written, missing
) -> None:
    state = MarkState(None if mark is None else Decimal(mark), **dict.fromkeys(written, "text"))
    assert missing_parts(state, SCALE) == missing


def test_blanks_are_not_a_reason_but_none_is() -> None:
    state = MarkState(Decimal(3), strengths="None.", weaknesses=" \n", why="x")
    assert missing_parts(state, SCALE) == ("weaknesses",)


def test_the_grid_goes_from_not_started_over_to_finish_to_done(marking) -> None:
    assert marking.status(ELM).state == "not_started"
    marking.give_mark(ELM, Decimal(3), NOW)
    assert marking.status(ELM).state == "to_finish"
    complete(marking, ELM)
    assert marking.status(ELM).state == "done"
    marking.cannot_mark(ELM, "not my field", NOW)
    assert marking.status(ELM).state == "cannot"
    assert marking.counts() == {"all": 4, "cannot": 1, "not_started": 3}


def test_a_cell_without_an_answer_says_why(marking) -> None:
    row = next(row for row in marking.rows() if row.question.id == "need")
    assert marking.cell(row, "t-beacon").state == "not_yours"
    assert marking.cell(row, "t-elm").state == "not_started"
    no_bid = Marking(replace(marking.contents, answers=ANSWERS[:1]))
    assert no_bid.cell(row, "t-medway").state == "no_answer"


def test_a_shared_question_has_one_row_and_a_lot_question_one_per_lot(marking) -> None:
    assert [(row.question.id, row.lot) for row in marking.rows()] == [
        ("need", None),
        ("safe", "east"),
    ]
    everywhere = replace(marking.contents.questions[1], lots=())
    both = Marking(replace(marking.contents, questions=(everywhere,), answers=()))
    assert [row.lot for row in both.rows()] == ["east", "west"]


def test_reading_goes_across_bidders_within_a_question(marking) -> None:
    questions = [answer.question_id for answer in marking.reading_order()]
    assert questions == ["need", "need", "safe", "safe"]


def test_a_mark_off_the_scale_changes_nothing(marking) -> None:
    marking.give_mark(ELM, Decimal(3), NOW)
    assert refused(marking.give_mark, ELM, Decimal(7), NOW) == ["mark-not-on-scale"]
    assert refused(marking.give_mark, ELM, Decimal("3.5"), NOW) == ["mark-not-on-scale"]
    assert marking.mark(ELM).value == 3


def test_undo_takes_the_last_marks_back_one_by_one_and_keeps_what_was_written(marking) -> None:
    marking.give_mark(ELM, Decimal(4), NOW)
    marking.give_mark(ELM, Decimal(3), NOW)
    marking.write(ELM, "why", "because", NOW)
    assert marking.undo(LATER) == ELM
    assert marking.mark(ELM).value == 4
    assert marking.undo(LATER) == ELM
    assert marking.mark(ELM).value is None
    assert marking.mark(ELM).why == "because"
    assert marking.undo(LATER) is None


def test_the_next_thing_goes_on_after_the_place_and_round(marking) -> None:
    order = [answer.id for answer in marking.reading_order()]
    assert marking.next_thing() == (order[0], "answer")
    assert marking.next_thing(after=order[1]) == (order[2], "answer")
    for answer_id in order[1:]:
        complete(marking, answer_id)
    assert marking.next_thing(after=order[2]) == (order[0], "answer")
    marking.give_mark(order[0], Decimal(5), NOW)
    assert marking.next_thing(after=order[0]) == (order[0], "strengths")
    complete(marking, order[0])
    assert marking.next_thing(after=order[0]) is None


def test_problems_name_each_missing_part_and_where_to_go(marking) -> None:
    marking.give_mark(ELM, Decimal(3), NOW)
    marking.write("t-medway-safe", "why", "a reason first", NOW)
    found = [
        (f.code, f.hint.arguments["answer"], f.hint.arguments["part"]) for f in marking.problems()
    ]
    assert sorted(found) == [
        ("mark-without-strengths", ELM, "strengths"),
        ("mark-without-weaknesses", ELM, "weaknesses"),
        ("mark-without-why", ELM, "why"),
        ("reason-without-mark", "t-medway-safe", "mark"),
    ]
    assert any("why it is 3 and not 4" in line(finding) for finding in marking.problems())


def test_the_top_mark_asks_what_goes_beyond_the_requirement(marking) -> None:
    marking.give_mark(ELM, Decimal(5), NOW)
    assert "mark-without-why-top" in [finding.code for finding in marking.problems()]


def test_a_full_return_waits_for_every_mark_and_a_part_takes_what_is_done(marking) -> None:
    assert refused(marking.marks_return, NOW, part=True) == ["nothing-to-send"]
    complete(marking, ELM)
    marking.give_mark("t-medway-need", Decimal(2), NOW)
    assert "answers-not-marked" in refused(marking.marks_return, NOW, part=False)
    returned = marking.marks_return(NOW, part=True)
    assert [mark.answer_id for mark in returned.marks] == [ELM]
    for one in ANSWERS:
        complete(marking, one.id)
    assert len(marking.marks_return(NOW, part=False).marks) == 4


def test_private_notes_never_leave(marking) -> None:
    complete(marking, ELM)
    marking.note(ELM, "reminds me of my own")
    assert "reminds" not in repr(marking.marks_return(NOW, part=True))


def test_a_mark_that_left_gets_a_new_revision_at_its_first_change(marking) -> None:
    complete(marking, ELM)
    assert marking.mark(ELM).revision == 1
    marking.was_sent(marking.marks_return(NOW, part=True))
    marking.write(ELM, "why", "why of it", LATER)  # the same words: no change
    assert marking.mark(ELM).revision == 1
    marking.give_mark(ELM, Decimal(4), LATER)
    marking.write(ELM, "why", "another reason", LATER)
    assert (marking.mark(ELM).revision, marking.mark(ELM).sent) == (2, False)


def test_a_question_to_the_bidder_waits_travels_and_can_be_withdrawn(marking, keys) -> None:
    complete(marking, ELM)
    marking.ask("need", "t-elm", "Who is the deputy?", NOW)
    assert marking.status(ELM).state == "waiting"
    assert [finding.code for finding in marking.problems()] == ["question-open"]
    returned = marking.marks_return(NOW, part=True)
    assert [asked.text for asked in returned.queries] == ["Who is the deputy?"]
    assert returned.marks == ()
    marking.withdraw_question("need", "t-elm")
    assert marking.status(ELM).state == "done"
    marking.ask("need", "t-elm", "Who is the deputy?", NOW)
    replied = scoring(
        keys, number=2, replies=(Reply("need", "t-elm", "Who is the deputy?", "Ann."),)
    )
    assert Marking(replied, carry_over(marking.state, replied)).status(ELM).state == "done"
    assert refused(marking.ask, "need", "t-elm", " ", NOW) == ["question-empty"]


def test_a_conflict_found_late_freezes_that_bidder_and_no_other(marking, keys) -> None:
    for one in ANSWERS:
        complete(marking, one.id)
    marking.declare_conflict("t-elm", "My sister works there.", LATER)
    assert marking.status(ELM).state == "frozen"
    assert refused(marking.give_mark, ELM, Decimal(1), LATER) == ["mark-frozen"]
    assert refused(marking.write, ELM, "why", "x", LATER) == ["mark-frozen"]
    assert marking.mark(ELM).value == 3
    returned = marking.marks_return(LATER, part=False)
    assert {mark.tender_id for mark in returned.marks} == {"t-medway"}
    assert [conflict.tender_id for conflict in returned.conflicts] == ["t-elm"]
    alone = marking.marks_return(LATER, part=True, conflicts_only=True)
    assert (alone.marks, len(alone.conflicts)) == ((), 1)


def test_only_being_cleared_again_unfreezes(marking, keys) -> None:
    complete(marking, ELM)
    marking.declare_conflict("t-elm", "My sister works there.", LATER)
    crossed = scoring(keys, number=2)  # issued before anybody read the declaration
    assert Marking(crossed, carry_over(marking.state, crossed)).status(ELM).state == "frozen"
    cleared = scoring(keys, number=3, cleared_again=("t-elm",))
    again = Marking(cleared, carry_over(marking.state, cleared))
    assert again.status(ELM).state == "done"
    again.declare_conflict("t-elm", "Now my brother too.", LATER)
    assert again.status(ELM).state == "frozen"


def test_marks_carry_over_and_a_replaced_answer_needs_a_second_look(marking, keys) -> None:
    for one in ANSWERS:
        complete(marking, one.id)
    changed = answer("t-elm", "safe", "east", "A new text.")
    reissued = scoring(keys, number=2, answers=(*ANSWERS[:1], changed, *ANSWERS[2:]))
    new = Marking(reissued, carry_over(marking.state, reissued))
    assert new.mark(ELM) == marking.mark(ELM)
    assert new.status(changed.id).missing == ("second_look",)
    assert [f.code for f in second_looks(new)] == ["answer-was-replaced"]
    assert [f.code for f in new.problems()] == ["mark-needs-second-look"]
    assert refused(new.marks_return, NOW, part=False) == ["mark-needs-second-look"]
    new.looked_again(changed.id, LATER)
    assert new.status(changed.id).state == "done"
    assert new.mark(changed.id).answer_digest == changed.digest


def test_a_mark_whose_answer_is_gone_is_kept_aside_and_comes_back_with_it(marking, keys) -> None:
    complete(marking, ELM)
    without = scoring(keys, number=2, answers=ANSWERS[2:])
    state = carry_over(marking.state, without)
    assert (list(state.retired), list(state.marks)) == ([ELM], [])
    back = scoring(keys, number=3)
    assert carry_over(state, back).marks[ELM].value == 3


def test_marks_that_came_back_survive_a_lost_laptop_and_the_newer_wins(marking, keys) -> None:
    digest = ANSWERS[0].digest
    sent = EarlierMark("m-evans", ELM, 2, Decimal(2), "", "s", "w", "y", NOW, digest, NOW)
    reissued = scoring(keys, number=2, earlier=(sent,))
    fresh = carry_over(None, reissued)
    assert (fresh.marks[ELM].value, fresh.marks[ELM].revision, fresh.marks[ELM].sent) == (
        2,
        2,
        True,
    )
    complete(marking, ELM)  # revision 1 on an old copy of the work
    assert carry_over(marking.state, reissued).marks[ELM].value == 2
    marking.state.marks[ELM] = replace(marking.mark(ELM), revision=3)
    assert carry_over(marking.state, reissued).marks[ELM].value == 3


def test_words_written_since_win_over_the_same_revision_in_the_pack(marking, keys) -> None:
    complete(marking, ELM)
    given = marking.mark(ELM)
    sent = EarlierMark("m-evans", ELM, 1, given.value, "", "s", "w", "y", NOW, given.answer_digest)
    assert carry_over(marking.state, scoring(keys, number=2, earlier=(sent,))).marks[ELM] == given
