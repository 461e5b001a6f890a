"""The panel's own reasons: looked at when they are recorded, refused only where the model says."""

from pathlib import Path

import pytest
from builders import MODEL, an_office, codes
from moderation_builders import BEACON, ELM, MEDWAY, agenda, marked
from test_services_moderation import agreed, meeting

from tender_flow.definitions.shipped import find_definition
from tender_flow.errors import RefusedError
from tender_flow.services.reasons import check_agreed, while_writing

GOOD = "The bid names a lead on duty every day; the plan for weekends is short."


@pytest.fixture
def one(sqlite_url):
    opened = an_office(sqlite_url)
    yield opened
    opened.database.close()


def started(office, **given):
    case = marked(office, questions=("safeguarding",), **given)
    meeting(office, case)
    return case


def gated(folder: Path, *gate: str) -> str:
    """The usual model with checks that stop a reason."""
    text = Path(find_definition("evaluation_models", MODEL)).read_text(encoding="utf-8")
    path = folder / "gated.yaml"
    stated = f"reasons: {{minimum_words: 1, gate: [{', '.join(gate)}]}}\n"
    path.write_text(text.replace("moderation:", f"{stated}moderation:", 1), encoding="utf-8")
    return str(path)


def looks(done) -> set[str]:
    return {finding.code for finding in done.looks}


def test_a_reason_that_points_at_the_bid_has_nothing_to_look_at(one):
    case = started(one)
    assert agreed(one, case.answers["safeguarding", ELM], 4, GOOD).looks == ()


def test_warnings_are_told_and_the_mark_is_recorded(one):
    case = started(one)
    reason = "In our experience the bid is better than that of Medway Refuge."
    done = agreed(one, case.answers["safeguarding", ELM], 4, reason)
    assert looks(done) == {"reason-outside-bid", "reason-names-bidder"}
    assert agenda(one).item(case.answers["safeguarding", ELM]).agreed.reason == reason


def test_the_same_words_for_another_bidder_are_pointed_out(one):
    case = started(one)
    agreed(one, case.answers["safeguarding", ELM], 4, GOOD)
    done = agreed(one, case.answers["safeguarding", MEDWAY], 4, GOOD)
    assert looks(done) == {"reason-repeated"}
    (found,) = done.looks
    assert found.facts["other"] == ELM


def test_what_the_model_puts_under_gate_refuses_the_reason(one, tmp_path):
    case = started(one, model=gated(tmp_path, "outside_bid"))
    answer = case.answers["safeguarding", ELM]
    with pytest.raises(RefusedError) as caught:
        agreed(one, answer, 4, "In our experience the bid is thin.")
    assert codes(caught) == ["reason-outside-bid"]
    assert agenda(one).item(answer).agreed is None
    assert agreed(one, answer, 4, GOOD).looks == ()


def test_the_screen_can_ask_the_same_without_the_record(one):
    case = started(one)
    shown = agenda(one)
    item = shown.item(case.answers["safeguarding", BEACON])
    found = check_agreed(shown.reasons, shown.items, item, 4, f"Weaker than {ELM} at night.")
    assert {one.code for one in while_writing(found)} == {"reason-names-bidder"}
    assert check_agreed(shown.reasons, shown.items, item, 4, "  ") == ()
