"""The checks of a reason on the panel's screens: quiet, on the message line, and in the list."""

from decimal import Decimal

import pytest
from panel_case import NOW, opened_app, pack_file, scoring
from screens import SIZES, compare, press, saved, text_of, until, write

from tender_flow.definitions.word_lists import load_words
from tender_flow.packs.reasons import reason_rules
from tender_flow.rules.evaluation.criteria import Reasons
from tender_flow.tui.panel.scoring import ScoringPage
from tender_flow.tui.panel.sending import CheckAndSendPage

GOOD = "The answer names a lead in each district and describes the weekly review."


def an_app(folder, keys, *gate):
    rules = reason_rules(Reasons(5, gate), load_words())
    return opened_app(pack_file(folder, keys, scoring(keys.authority, reasons=rules)), keys)


def gave(app, why: str) -> str:
    """The first answer's mark with its reasons; gives its id."""
    marking = app.work.marking
    first = marking.reading_order()[0].id
    marking.give_mark(first, Decimal(3), NOW)
    marking.write(first, "strengths", GOOD, NOW)
    marking.write(first, "weaknesses", "It does not say who stands in at night.", NOW)
    marking.write(first, "why", why, NOW)
    return first


async def at_the_reason(pilot, app, part: str = "why"):
    first = app.work.marking.reading_order()[0].id
    app.push_screen(ScoringPage(first, part))
    await until(pilot, lambda: isinstance(app.screen, ScoringPage) and app.screen.ready.is_set())


async def test_a_second_after_typing_stops_comparing_words_are_pointed_out(tmp_path, keys):
    app = an_app(tmp_path, keys)
    gave(app, "")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_reason(pilot, app)
        await write(pilot, "Compared to the others it is thin.")
        await until(pilot, lambda: "Look again" in app.screen.message)
        assert "“compared to the” compares bids. Judge against the scheme." in text_of(app)
        app.screen.desk.boxes["why"].load_text(GOOD)
        await until(pilot, lambda: "Look again" not in app.screen.message)
    app.close()


async def test_leaving_the_boxes_looks_at_the_whole_reason_and_stops_nothing(tmp_path, keys):
    app = an_app(tmp_path, keys)
    first = gave(app, "In my experience this is what a good service needs.")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_reason(pilot, app)
        await press(pilot, "escape")
        assert "“in my experience” may come from outside the bid" in text_of(app)
        assert "complete · 1 thing to look at" in text_of(app)
    assert app.work.marking.status(first).state == "done"
    app.close()


async def test_check_and_send_lists_them_with_their_source_and_leads_there(tmp_path, keys):
    app = an_app(tmp_path, keys)
    gave(app, "In my experience this is what a good service needs.")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        assert isinstance(app.screen, CheckAndSendPage)
        words = " ".join(text_of(app).split())
        assert "LOOK AGAIN: this stops nothing" in words
        assert "Energysolutions v NDA [2016] EWHC 1988 (TCC)" in words
        assert "Send a part: the one that is finished" in words
        await press(pilot, "shift+tab", "enter")
        assert isinstance(app.screen, ScoringPage)
        assert app.screen.part == "why"
    app.close()


async def test_a_check_that_the_model_lets_stop_a_mark_is_a_problem(tmp_path, keys):
    app = an_app(tmp_path, keys, "outside_bid")
    gave(app, "In my experience this is what a good service needs.")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        words = text_of(app)
        assert "THERE IS A PROBLEM" in words
        assert "Nothing is finished yet" in words
        assert "LOOK AGAIN" not in words
        await press(pilot, "enter")
        assert app.screen.part == "why"
        await press(pilot, "escape")
        assert "may come from outside the bid" in text_of(app)
    app.close()


@pytest.mark.parametrize("size", SIZES)
async def test_the_screens_look_as_they_did(tmp_path, keys, size):
    app = an_app(tmp_path, keys)
    gave(app, "Compared to the others it is thin; in my experience that is not enough.")
    async with app.run_test(size=SIZES[size]) as pilot:
        await at_the_reason(pilot, app)
        await write(pilot, ".")
        await saved(pilot)
        app.screen._watch.look()
        await pilot.pause()
        compare(app, f"panel-look-again-{size}")
        await press(pilot, "escape", "escape")
        await press(pilot, "s")
        await saved(pilot)
        compare(app, f"panel-check-again-{size}")
    app.close()
