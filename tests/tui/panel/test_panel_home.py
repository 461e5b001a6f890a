"""The grid: what it shows, where the keys lead, and what it must never show."""

from decimal import Decimal

import pytest
from panel_case import BIDDERS, LONG_NAME, NOW, Keys, answer, opened_app, pack_file, scoring
from screens import press, saved, text_of

from tender_flow.packs.contents import Question, Share
from tender_flow.tui.panel.home import HomePage
from tender_flow.tui.panel.marks_grid import MarksGrid
from tender_flow.tui.panel.scoring import ScoringPage


async def test_first_time_the_first_answer_is_chosen_and_the_message_says_what_to_press(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(panel.screen, HomePage)
        assert panel.screen.query_one(MarksGrid).answer == panel.work.marking.reading_order()[0]
        assert "Press Enter to read the first answer" in panel.screen.message


async def test_bidders_stand_in_the_members_own_order(panel):
    async with panel.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        grid = panel.screen.query_one(MarksGrid)
        assert [b.tender_id for b in grid.bidders] == [
            b.tender_id for b in panel.work.marking.contents.bidders
        ]
        assert [b.tender_id for b in grid.bidders] != [tender for tender, _name in BIDDERS]


async def test_a_title_that_is_cut_is_whole_under_this_one(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, *["down"] * 5, "right")
        screen = text_of(panel)
        assert "3.1 Partnership with police…" in screen
        assert "3.1 Partnership with police and probation" in screen
        assert LONG_NAME in " ".join(screen.split())


async def test_a_conflicted_bidder_is_not_yours_and_does_not_open(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        grid = panel.screen.query_one(MarksGrid)
        away = [bidder.yours for bidder in grid.bidders].index(False)
        await press(pilot, *["right"] * away, "enter")
        assert isinstance(panel.screen, HomePage)
        assert "no answer" in panel.screen.message
        assert "you declared a conflict" in text_of(panel)


async def test_n_opens_the_next_thing_to_do_with_one_key(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        assert isinstance(panel.screen, ScoringPage)
        assert panel.screen.answer_id == panel.work.marking.reading_order()[0].id


async def test_signs_say_where_each_answer_stands(panel):
    marking = panel.work.marking
    first, second, third = (answer.id for answer in marking.reading_order()[:3])
    marking.give_mark(first, Decimal(3), NOW)
    marking.cannot_mark(second, "It is not my field.", NOW)
    where = marking.answer(third)
    marking.ask(where.question_id, where.tender_id, "Who covers nights?", NOW)
    async with panel.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = next(each for each in text_of(panel).split("\n") if each.startswith(" 1.1"))
        assert [part for part in ("3?", "x", "q", "--") if part in line] == ["3?", "x", "q", "--"]
        assert "1 done · 2 to finish · 37 not started" in text_of(panel)


async def test_no_sum_average_or_rank_stands_on_the_grid(panel):
    async with panel.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        words = text_of(panel).lower()
        assert not [word for word in ("total", "average", "rank", "sum of") if word in words]


async def test_u_takes_the_last_mark_back(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "3", "escape", "u")
        await saved(pilot)
        assert panel.work.marking.counts()["not_started"] == 40
        assert "Undone" in panel.screen.message


async def test_all_done_and_sent_is_said(panel):
    marking = panel.work.marking
    for each in marking.reading_order():
        marking.cannot_mark(each.id, "It is not my field.", NOW)
    async with panel.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert panel.screen.message == "All 40 are complete. Press s to check and send."
        assert "3 Mark 40 of 40" in text_of(panel)


@pytest.fixture
def many(tmp_path, keys: Keys):
    """20 bidders and 40 questions."""
    asked = tuple(
        Question(f"q{n}", f"{n}.1", f"Question number {n}", "How?", "", "zero_to_five",
                 (Share("east", "2.5"),), shared=True)
        for n in range(1, 41)
    )  # fmt: skip
    bidders = tuple((f"t-{n}", f"Bidder {n}") for n in range(1, 21))
    answers = tuple(
        answer(question.number, tender) for question in asked for tender, _name in bidders
    )
    contents = scoring(
        keys.authority, questions=asked, bidders=bidders, answers=tuple(
            type(a)(a.id, f"q{a.id.split('/')[1].removesuffix('.1')}", a.tender_id, None, a.text,
                    a.words, a.digest)
            for a in answers
        ),
        cleared={tender for tender, _name in bidders},
    )  # fmt: skip
    app = opened_app(pack_file(tmp_path, keys, contents), keys)
    yield app
    app.close()


async def test_more_than_six_bidders_scroll_with_the_highlighted_cell(many):
    async with many.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "bidders 1 to 6 of 20 ►" in text_of(many)
        await press(pilot, *["right"] * 7)
        assert "◄ bidders 3 to 8 of 20 ►" in text_of(many)
        await press(pilot, *["right"] * 30, *["down"] * 45)
        screen = text_of(many)
        assert "bidders 15 to 20 of 20" in screen
        assert "40.1 Question number 40" in screen
        assert "[ · ]" in screen
