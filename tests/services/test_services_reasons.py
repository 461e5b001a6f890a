"""Reasons on their way into the record: checked by the pack's rules, never stricter than it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from panel_flow import PANEL_MODEL, Flow, a_panel_case, without_scrypt

from tender_flow.errors import RefusedError
from tender_flow.packs.marking import Marking

LOGIN = "ben.okafor"
GOOD = "The answer names a lead in each district, and page 4 gives the days of the review."


def issued(url, folder, reasons: str) -> Flow:
    """A case whose model checks reasons so, with its packs issued."""
    model = folder / "model.yaml"
    text = Path(PANEL_MODEL).read_text(encoding="utf-8")
    model.write_text(f"{text}reasons: {reasons}\n", encoding="utf-8")
    with without_scrypt():
        flow = a_panel_case(url, folder, model=str(model))
        flow.tenders_in()
        flow.opened()
        flow.requirements_passed()
        flow.cleared()
        flow.packs_issued()
    return flow


def wrote(flow: Flow, marking: Marking, why: str) -> None:
    """One mark, for Elm Housing's safeguarding."""
    answer = elm(marking)
    marking.give_mark(answer, Decimal(3), flow.lead.now())
    for box in ("strengths", "weaknesses"):
        marking.write(answer, box, f"Page 2 describes its {box}.", flow.lead.now())
    marking.write(answer, "why", why, flow.lead.now())


def elm(marking: Marking) -> str:
    return next(
        answer.id
        for answer in marking.reading_order()
        if answer.question_id == "safeguarding"
        and marking.bidder_of(answer.id).name == "Elm Housing"
    )


def codes(findings) -> set[str]:
    return {finding.code for finding in findings}


def test_a_warning_comes_to_the_lead_as_a_note_and_the_mark_is_taken_in(database_url, tmp_path):
    flow = issued(database_url, tmp_path, "{minimum_words: 5}")
    opened, marking = flow.open_scoring(LOGIN)
    wrote(flow, marking, "In my experience Medway Refuge does this better than most.")
    taken = flow.accept(flow.returned(opened, marking, LOGIN, part=True), "m.tfreturn")
    assert codes(taken.notes) == {"reason-outside-bid", "reason-names-bidder"}
    assert not any(finding.stops for finding in taken.notes)
    with flow.lead.reading(flow.ref) as reading:
        assert len(reading.of("mark")) == 1


def test_what_the_members_program_lets_through_is_taken_in_also_under_a_gate(
    database_url, tmp_path
):
    flow = issued(database_url, tmp_path, "{minimum_words: 12, gate: [short, outside_bid]}")
    opened, marking = flow.open_scoring(LOGIN)
    wrote(flow, marking, GOOD)
    taken = flow.accept(flow.returned(opened, marking, LOGIN, part=True), "m.tfreturn")
    assert (len(taken.marks), taken.notes) == (1, ())


def test_a_return_of_a_program_that_did_not_look_is_refused_by_the_same_check(
    database_url, tmp_path
):
    flow = issued(database_url, tmp_path, "{gate: [outside_bid]}")
    opened, marking = flow.open_scoring(LOGIN)
    blind = Marking(replace(marking.contents, reasons=None))
    wrote(flow, blind, "In my experience this is thin.")
    with pytest.raises(RefusedError) as caught:
        flow.accept(flow.returned(opened, blind, LOGIN, part=True), "m.tfreturn")
    assert codes(caught.value.findings) == {"reason-outside-bid"}
    with flow.lead.reading(flow.ref) as reading:
        assert reading.of("mark") == []


def test_the_pack_holds_the_models_rules_and_the_words_of_both_languages(database_url, tmp_path):
    flow = issued(database_url, tmp_path, "{minimum_words: 9, gate: [missing]}")
    rules = flow.open_scoring(LOGIN)[1].contents.reasons
    assert (rules.minimum_words, rules.gate) == (9, ("missing",))
    assert {"in my experience", "yn ein profiad"} <= set(rules.outside)
