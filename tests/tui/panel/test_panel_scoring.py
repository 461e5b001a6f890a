"""Reading, marking, writing: the paths of the scoring view, key by key."""

from decimal import Decimal

from panel_case import NOW, SAFEGUARDING, opened_app, pack_file, scoring
from screens import press, saved, text_of, write

from tender_flow.packs.contents import Scale, ScaleLevel
from tender_flow.packs.work import open_work
from tender_flow.tui.panel.answer import blocks
from tender_flow.tui.panel.asides import AskPage, CannotPage, ConflictPage
from tender_flow.tui.panel.home import HomePage
from tender_flow.tui.panel.scoring import ScoringPage


async def test_one_mark_with_three_reasons_takes_eight_keys_besides_the_words(panel):
    marking = panel.work.marking
    first, second = (answer.id for answer in marking.reading_order()[:2])
    pressed = []

    async with panel.run_test(size=(80, 24)) as pilot:

        async def key(name):
            pressed.append(name)
            await press(pilot, name)

        await key("enter")
        await key("3")
        for words in ("", "Named lead.", "No figure.", "All main respects, minor gaps."):
            await key("tab")
            await write(pilot, words)
        await key("escape")
        assert "1.1, Safe Harbour is complete. 1 of 40." in panel.screen.message
        await key("right")
        assert panel.screen.answer_id == second
        await saved(pilot)
    assert len(pressed) == 8
    assert marking.status(first).state == "done"
    assert marking.mark(first).why == "All main respects, minor gaps."


async def test_saved_is_said_only_after_the_disk_has_it(panel, keys):
    first = panel.work.marking.reading_order()[0].id
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "4")
        assert panel.screen.message == "Mark 4 given. Press Tab to write why."
        assert panel.saver.says() == "Saving…"
        await saved(pilot)
        assert panel.screen.message == "Mark 4 given. Saved. Press Tab to write why."
        assert "All saved 14:32" in text_of(panel)
    panel.close()
    again = open_work(panel.work.path, keys.carys, NOW)
    assert again.marking.mark(first).value == Decimal(4)


async def test_words_are_saved_while_they_are_typed(panel, keys):
    first = panel.work.marking.reading_order()[0].id
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "4", "tab", "tab")
        await write(pilot, "DASH in 24 hours [S1] & a named lead")
        await saved(pilot)
        assert isinstance(panel.screen, ScoringPage)
    panel.close()
    again = open_work(panel.work.path, keys.carys, NOW)
    assert again.marking.mark(first).strengths == "DASH in 24 hours [S1] & a named lead"


async def test_letters_in_a_box_are_text_and_nothing_else(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "tab", "tab")
        await write(pilot, "snmx?3qu")
        assert isinstance(panel.screen, ScoringPage)
        assert panel.screen.desk.boxes["strengths"].text == "snmx?3qu"
        assert panel.work.marking.mark(panel.screen.answer_id).value is None


async def test_typing_outside_a_box_does_nothing_and_says_so(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        for letter in "staff":
            await pilot.press(letter)
        await pilot.pause()
        assert panel.screen.message == "You are not in a box. Press Tab to write."
        assert isinstance(panel.screen, ScoringPage)
        assert panel.work.marking.counts()["not_started"] == 40


async def test_looking_at_marks_gives_none_and_enter_gives_one(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "tab", "down")
        page = panel.screen
        assert panel.work.marking.mark(page.answer_id).value is None
        assert "4 VERY GOOD" in text_of(panel)
        await press(pilot, "enter")
        assert panel.work.marking.mark(page.answer_id).value == Decimal(4)
        assert page.part == "strengths"


async def test_the_mark_and_the_next_one_up_are_described_in_full(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "enter", "2", "tab")
        screen = " ".join(text_of(panel).replace("│", " ").split())
        assert "2 LIMITED, your mark" in screen
        assert "3 GOOD would need" in screen
        assert "The minimum is 3. Mark what the answer shows" in screen


async def test_a_mark_off_the_scale_changes_nothing(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "3", "7")
        assert "7 is not on this scale" in panel.screen.message
        assert panel.work.marking.mark(panel.screen.answer_id).value == Decimal(3)


async def test_a_scale_above_nine_takes_the_digits_and_enter(tmp_path, keys):
    levels = tuple(ScaleLevel(Decimal(n), f"Level {n}", "As described.") for n in range(0, 13, 2))
    contents = scoring(keys.authority, scales=(Scale("zero_to_five", levels),))
    app = opened_app(pack_file(tmp_path, keys, contents), keys)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "1", "2")
        assert app.work.marking.mark(app.screen.answer_id).value is None
        await press(pilot, "enter")
        assert app.work.marking.mark(app.screen.answer_id).value == Decimal(12)
        await press(pilot, "6", "escape")
        assert app.work.marking.mark(app.screen.answer_id).value == Decimal(12)
        await saved(pilot)
    app.close()


async def test_the_answer_stays_on_the_screen_in_every_part_at_every_size(panel):
    for size in ((80, 24), (120, 30), (160, 48)):
        async with opened_again(panel).run_test(size=size) as pilot:
            app = pilot.app
            await press(pilot, "down", "down", "enter")
            for _part in range(6):
                assert "Our safeguarding lead is the Head of Operations" in text_of(app)
                await press(pilot, "tab")


def opened_again(panel):
    """A fresh program on the same work; one program runs only once."""
    return type(panel)(panel.path, panel.work, lambda: NOW)


async def test_escape_leads_from_any_part_to_the_answer_and_then_to_the_grid(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "down", "down", "down")
        line = panel.screen.desk.answer.scroll_offset.y
        assert line == 3
        await press(pilot, "tab", "tab", "tab", "escape")
        assert panel.screen.part == "answer"
        assert panel.screen.desk.answer.scroll_offset.y == line
        await press(pilot, "escape")
        assert isinstance(panel.screen, HomePage)


async def test_the_end_of_the_answer_says_what_gives_the_mark(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "enter", "space", "space", "space")
        assert panel.screen.message == "End of the answer. 0 to 5 gives the mark."


async def test_an_empty_answer_says_so(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        answer = next(a for a in panel.work.marking.contents.answers if not a.text)
        await press(pilot, "enter")
        panel.screen.open(answer.id)
        await pilot.pause()
        assert "The bidder gave no answer to this question." in text_of(panel)


async def test_a_wide_table_moves_sideways_and_nothing_else_does(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "enter", "space")
        assert "01622 000002" not in text_of(panel)
        here = panel.screen.answer_id
        await press(pilot, "enter", *["right"] * 5)
        assert "01622 000002" in text_of(panel)
        assert "We review each plan:" in text_of(panel)
        await press(pilot, "escape")
        assert panel.screen.answer_id == here
        assert "01622 000002" not in text_of(panel)


async def test_cannot_mark_asks_why_and_is_not_a_zero(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "x")
        assert isinstance(panel.screen, CannotPage)
        await press(pilot, "enter")
        mark = panel.work.marking.mark(panel.work.marking.reading_order()[0].id)
        assert (mark.value, mark.cannot_reason) == (None, "It is not my field.")
        await saved(pilot)
        assert "Saved." in panel.screen.message


async def test_a_question_to_the_bidder_travels_and_the_mark_waits(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "a")
        assert isinstance(panel.screen, AskPage)
        await write(pilot, "Who covers nights?")
        await press(pilot, "tab", "enter")
        assert isinstance(panel.screen, ScoringPage)
        first = panel.work.marking.reading_order()[0]
        asked = panel.work.marking.open_question(first.question_id, first.tender_id)
        assert asked is not None
        assert asked.text == "Who covers nights?"
        await saved(pilot)


async def test_escape_from_a_question_keeps_what_was_typed_also_on_the_disk(panel, keys):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "a")
        await write(pilot, "Who covers")
        await press(pilot, "escape", "a")
        assert "Who covers" in text_of(panel)
        await saved(pilot)
    panel.close()
    again = open_work(panel.work.path, keys.carys, NOW)
    first = again.marking.reading_order()[0].id
    assert again.marking.state.drafts == {f"ask {first}": "Who covers"}


async def test_a_conflict_found_late_freezes_the_marks_for_that_bidder(panel):
    marking = panel.work.marking
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "3", "x", "down", "down", "enter")
        assert isinstance(panel.screen, ConflictPage)
        await write(pilot, "My brother joined their board in September.")
        await press(pilot, "tab", "enter")
        assert "frozen, not deleted" in " ".join(text_of(panel).split())
        assert "01622 000000" in text_of(panel)
        await press(pilot, "enter", "4")
        assert "frozen" in panel.screen.message.lower()
        assert marking.mark(marking.reading_order()[0].id).value == Decimal(3)
        await saved(pilot)


async def test_the_whole_question_stands_behind_q(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "enter", "q")
        words = " ".join(text_of(panel).split())
        assert SAFEGUARDING in words
        assert "Weight: 16.0% of the whole. Minimum: 3." in words


async def test_private_notes_are_kept_and_never_in_the_return(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "3", "p")
        await write(pilot, "ask Ben about this one")
        await saved(pilot)
        first = panel.work.marking.reading_order()[0].id
        assert panel.work.marking.state.notes[first] == "ask Ben about this one"


async def test_without_letter_keys_the_menu_does_everything(panel):
    async with panel.run_test(size=(80, 24)) as pilot:
        panel.letters_on = False
        await press(pilot, "enter", "x")
        assert isinstance(panel.screen, ScoringPage)
        await press(pilot, "shift+tab", "enter")
        await write(pilot, "cannot mark")
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(panel.screen, CannotPage)


async def test_a_replaced_answer_asks_for_a_second_look(tmp_path, keys):
    app = opened_app(pack_file(tmp_path, keys, scoring(keys.authority)), keys)
    marking = app.work.marking
    first = marking.reading_order()[0].id
    marking.give_mark(first, Decimal(3), NOW)
    from dataclasses import replace

    marking.state.marks[first] = replace(marking.mark(first), second_look=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert "replaced since you marked it" in app.screen.message
        await press(pilot, "3")
        assert not marking.mark(first).second_look
        await saved(pilot)
    app.close()


def test_words_in_bold_are_shown_without_their_stars_and_nothing_else_changes():
    text = "**Named lead:** Jo, *all* 2 ** 3 hours.\n\n- **Night** cover: a**b**c, __init__ing\n"
    first, second = blocks(text)
    assert first.lines == ("Named lead: Jo, *all* 2 ** 3 hours.",)
    assert second.lines == ("- Night cover: a**b**c, __init__ing",)
