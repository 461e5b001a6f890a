"""Reasons checked on the laptop: by the pack's own rules and words, warning or stopping."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pack_case import NOW, scoring

from tender_flow.definitions.word_lists import load_words
from tender_flow.errors import RefusedError
from tender_flow.packs.codec import canonical, read
from tender_flow.packs.contents import ScoringContents
from tender_flow.packs.marking import Marking
from tender_flow.packs.reasons import reason_rules
from tender_flow.rules.evaluation.criteria import Reasons

ELM, MEDWAY = "t-elm-safe", "t-medway-safe"
GOOD = "The bid names a lead in each district and describes the weekly review on page 4."


def a_marking(keys, *, minimum: int = 1, gate: tuple[str, ...] = ()) -> Marking:
    rules = reason_rules(Reasons(minimum, gate), load_words())
    return Marking(scoring(keys, reasons=rules))


def wrote(marking: Marking, answer: str, why: str, value: int = 3) -> None:
    marking.give_mark(answer, Decimal(value), NOW)
    for box in ("strengths", "weaknesses"):
        marking.write(answer, box, f"Page 4 describes {box} of {answer}.", NOW)
    marking.write(answer, "why", why, NOW)


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_a_reason_by_reference_to_the_bid_is_left_alone(keys):
    marking = a_marking(keys)
    wrote(marking, ELM, GOOD)
    assert (marking.looks(), marking.status(ELM).state) == ((), "done")


def test_a_warning_says_why_and_stops_nothing(keys):
    marking = a_marking(keys)
    wrote(marking, ELM, "In my experience their training is better than at Medway Refuge.")
    found = {finding.code: finding for finding in marking.looks()}
    assert set(found) == {"reason-names-bidder", "reason-outside-bid"}
    assert all("Energysolutions" in finding.source for finding in found.values())
    assert found["reason-outside-bid"].hint.arguments == {"answer": ELM, "part": "why"}
    assert marking.status(ELM).state == "done"
    assert marking.marks_return(NOW, part=True).marks


def test_a_check_under_gate_stops_the_mark_and_is_the_next_thing_to_do(keys):
    marking = a_marking(keys, gate=("outside_bid",))
    wrote(marking, ELM, "In my experience the bid's training is thin.")
    assert marking.status(ELM).missing == ("reason",)
    assert "reason-outside-bid" in codes(marking.problems())
    assert marking.looks() == ()
    order = [answer.id for answer in marking.reading_order()]
    assert marking.next_thing(order[order.index(ELM) - 1]) == (ELM, "why")
    with pytest.raises(RefusedError) as caught:
        marking.marks_return(NOW, part=True)
    assert codes(caught.value.findings) == ["nothing-to-send"]
    marking.write(ELM, "why", GOOD, NOW)
    assert marking.status(ELM).state == "done"


def test_a_reason_is_compared_with_those_for_other_bidders_answers_to_the_question(keys):
    marking = a_marking(keys)
    for answer in (ELM, MEDWAY):
        wrote(marking, answer, f"{GOOD} The weekly review has minutes, and the lead signs them.")
        for box in ("strengths", "weaknesses"):
            marking.write(answer, box, GOOD, NOW)
    assert codes(marking.looks()) == ["reason-repeated", "reason-repeated"]
    assert {finding.facts["other"] for finding in marking.looks()} == {
        "Elm Housing",
        "Medway Refuge",
    }


def test_three_boxes_are_one_reason_when_words_are_counted(keys):
    marking = a_marking(keys, minimum=22)
    wrote(marking, ELM, "The bid says it on page 4 with names and days.")
    assert marking.looks() == ()
    marking.write(ELM, "why", "The bid says it.", NOW)
    assert codes(marking.looks()) == ["reason-short"]


def test_while_typing_only_words_that_stand_there_are_spoken_of(keys):
    marking = a_marking(keys, minimum=50)
    answer = marking.answer(ELM)
    typing = marking.checks.while_typing
    assert typing(answer, "Good.", None) == ()
    assert typing(answer, "", Decimal(3)) == ()
    (found,) = typing(answer, "Compared to the others it is thin.", Decimal(3))
    assert (found.code, found.facts["quoted"]) == ("reason-compares", "compared to the")


def test_a_bidder_that_is_not_this_members_is_known_by_name(keys):
    (found,) = a_marking(keys).checks.while_typing(
        a_marking(keys).answer(ELM), "Weaker than Beacon in its plan.", Decimal(3)
    )
    assert found.facts["other"] == "Beacon"


def test_welsh_words_are_known_in_the_same_pack(keys):
    marking = a_marking(keys)
    (found,) = marking.checks.while_typing(
        marking.answer(ELM), "Yn fy mhrofiad i mae hyn yn wan.", Decimal(3)
    )
    assert found.code == "reason-outside-bid"


def test_an_answer_that_cannot_be_marked_and_an_older_pack_are_left_alone(keys):
    marking = a_marking(keys, gate=("short",), minimum=50)
    marking.cannot_mark(ELM, "Not my field, in my experience.", NOW)
    assert marking.status(ELM).state == "cannot"
    older = Marking(scoring(keys))
    wrote(older, ELM, "In my experience better than the others.")
    assert (older.looks(), older.status(ELM).state) == ((), "done")


def test_rules_and_words_travel_in_the_pack_unchanged(keys):
    contents = a_marking(keys, minimum=7, gate=("short", "missing")).contents
    again = read(ScoringContents, canonical(contents))
    assert again.reasons == contents.reasons
    assert again.reasons.gate == ("short", "missing")


def test_a_conflict_found_late_silences_the_checks_of_that_bidder(keys):
    marking = a_marking(keys, gate=("outside_bid",))
    wrote(marking, ELM, "In my experience it is thin.")
    marking.declare_conflict("t-elm", "My brother has begun to work there this week.", NOW)
    assert (marking.looks(), marking.problems()) == ((), ())
