"""Check and send, the signature, and the slip of the agreed marks."""

from decimal import Decimal

from panel_case import NOW, PASSPHRASE
from screens import press, saved, text_of, until, write

from tender_flow.packs.post import read_return
from tender_flow.tui.panel.home import HomePage
from tender_flow.tui.panel.outcome import OutcomePage
from tender_flow.tui.panel.scoring import ScoringPage
from tender_flow.tui.panel.sending import CheckAndSendPage
from tender_flow.tui.panel.signature import SentPage, SignaturePage


def complete(marking, answer_id):
    marking.give_mark(answer_id, Decimal(3), NOW)
    for box in ("strengths", "weaknesses", "why"):
        marking.write(answer_id, box, f"{box} of it", NOW)


async def test_enter_on_a_problem_goes_to_the_very_box_and_mending_takes_it_off_the_list(panel):
    marking = panel.work.marking
    first = marking.reading_order()[0].id
    complete(marking, first)
    marking.write(first, "why", "", NOW)
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        assert "1 thing stops you sending" in text_of(panel)
        await press(pilot, "enter")
        assert isinstance(panel.screen, ScoringPage)
        assert panel.screen.part == "why"
        await write(pilot, "Main respects met.")
        await press(pilot, "escape", "escape")
        assert isinstance(panel.screen, CheckAndSendPage)
        assert "stops you sending" not in text_of(panel)
        await saved(pilot)


async def test_a_part_is_signed_and_read_by_the_lead(panel, keys):
    marking = panel.work.marking
    complete(marking, marking.reading_order()[0].id)
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "enter")
        assert isinstance(panel.screen, SignaturePage)
        assert "I gave these marks myself" in text_of(panel)
        await write(pilot, "not the passphrase")
        await press(pilot, "enter")
        await until(pilot, lambda: "asked" not in panel.screen.message and panel.screen.message)
        await until(pilot, lambda: not panel.screen._busy)
        assert isinstance(panel.screen, SignaturePage)
        panel.screen.query_one("#passphrase").value = PASSPHRASE
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(panel.screen, SentPage))
        assert "evans-marks-1.tfreturn" in text_of(panel)
        await press(pilot, "enter")
        assert isinstance(panel.screen, HomePage)
        assert "part sent 20 Oct 2014, 14:32" in text_of(panel)
        assert panel.saver.settled
    sent = panel.work.path.with_name("evans-marks-1.tfreturn")
    came = read_return(sent.read_bytes(), keys.authority, sent.name)
    assert [mark.value for mark in came.contents.marks] == [Decimal(3)]
    assert came.contents.part


async def test_a_full_return_is_offered_only_when_nothing_is_left(panel):
    marking = panel.work.marking
    for each in marking.reading_order():
        complete(marking, each.id)
    async with panel.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        words = text_of(panel)
        assert "Sign, and make the return file" in words
        assert "Send a part" not in words
        await press(pilot, "s")
        assert "40 marks; 1 bidder not yours." in text_of(panel)


async def test_the_slip_carries_a_word_on_each_item(slip, keys):
    async with slip.run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        assert isinstance(slip.screen, OutcomePage)
        await press(pilot, "enter", "enter")
        await press(pilot, "down", "enter")
        await write(pilot, "No figure for training.")
        await press(pilot, "tab", "enter")
        await press(pilot, "enter")
        assert isinstance(slip.screen, OutcomePage)
        assert "3 of 3 answered" in text_of(slip)
        await press(pilot, "s")
        await write(pilot, PASSPHRASE)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(slip.screen, SentPage))
    came_from = slip.work.path.with_name("evans-slip-1.tfreturn")
    came = read_return(came_from.read_bytes(), keys.authority, came_from.name)
    assert [said.agrees for said in came.contents.verdicts] == [True, False, True]
    assert came.contents.verdicts[1].reason == "No figure for training."


async def test_dissent_needs_its_reason(slip):
    async with slip.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "down", "enter", "tab", "enter")
        assert slip.work.agreeing.verdict("i-t-1") is None
        assert slip.screen.message
