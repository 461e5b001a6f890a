"""The practice answer of the guidance: the real scoring view, of which nothing is kept."""

import pytest
from panel_case import INVENTED, PASSPHRASE, invited_app, practice
from screens import SIZES, compare, press, saved, text_of, until, write

from tender_flow.packs.codec import canonical
from tender_flow.packs.post import read_return
from tender_flow.packs.practising import PRACTICE
from tender_flow.packs.storage import recall, work_path
from tender_flow.tui.panel.asides import QuestionPage
from tender_flow.tui.panel.declared import DeclaredPage, SignPage
from tender_flow.tui.panel.practice import PracticePage
from tender_flow.tui.panel.signing import CheckPage, GuidancePage

TO_GUIDANCE = ["space", "space", "tab", "write:carys evans", "enter", *["enter"] * 6]
TO_PRACTICE = [*TO_GUIDANCE, "tab", "down", "enter"]
MARKED = ["3", "tab", "tab", "write:Zebra words", "tab", "write:Yak words", "tab",
          "write:Xerus words", "tab", "write:Wombat words"]  # fmt: skip
WRITTEN = (b"Zebra", b"Yak", b"Xerus", b"Wombat", b"practice", INVENTED.encode())


@pytest.fixture
def invited(tmp_path, keys):
    """The program with an invitation that has a practice answer."""
    app = invited_app(tmp_path, keys, practice=practice())
    yield app
    app.close()


async def go(pilot, steps):
    for step in steps:
        if step.startswith("write:"):
            await write(pilot, step.removeprefix("write:"))
        else:
            await press(pilot, step)


async def test_the_practice_is_the_scoring_view_and_says_that_it_is_not_recorded(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await go(pilot, TO_PRACTICE)
        await saved(pilot)
        assert isinstance(invited.screen, PracticePage)
        await go(pilot, MARKED[:4])
        words = text_of(invited)
        assert "Practice: not recorded" in words.split("\n")[0]
        assert "All saved" not in words
        assert "3 Good" in words
        assert "Zebra words" in words
        assert invited.screen.marking.mark(PRACTICE).strengths == "Zebra words"
        await go(pilot, ["escape", "q"])
        assert isinstance(invited.screen, QuestionPage)
        assert "Who answers the telephone at night?" in text_of(invited)
        assert "Practice: not recorded" in text_of(invited)
        await press(pilot, "escape")
        assert isinstance(invited.screen, PracticePage)


async def test_escape_leads_back_to_the_guidance_and_what_was_marked_is_forgotten(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await go(pilot, [*TO_PRACTICE, *MARKED, "escape"])
        assert isinstance(invited.screen, PracticePage)
        assert invited.screen.message == (
            "That is all: a mark, and why. Esc goes back to the guidance."
        )
        await press(pilot, "escape")
        assert isinstance(invited.screen, GuidancePage)
        assert invited.screen.message == "The practice is over, and nothing of it was kept."
        await press(pilot, "enter")
        assert isinstance(invited.screen, PracticePage)
        assert invited.screen.marking.mark(PRACTICE).blank
        await press(pilot, "escape", "up", "enter")
        assert isinstance(invited.screen, CheckPage)
        await saved(pilot)


async def test_nothing_of_the_practice_is_in_the_saved_work(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await go(pilot, [*TO_PRACTICE, *MARKED, "ctrl+s"])
        assert invited.screen.message == "This is practice: nothing of it is kept or sent."
        await go(pilot, ["escape", "escape", "up", "enter"])
        await saved(pilot)
    stored, _findings = recall(work_path(invited.work.path), invited.work.keeper)
    body = canonical(stored)
    assert b"carys evans" in body
    assert [word for word in WRITTEN if word in body] == []


@pytest.mark.slow
async def test_nothing_of_the_practice_is_in_the_declaration_file(invited, keys):
    async with invited.run_test(size=(80, 24)) as pilot:
        await go(pilot, [*TO_PRACTICE, *MARKED, "escape", "escape", "up", "enter", "enter"])
        assert isinstance(invited.screen, SignPage)
        for _twice in range(2):
            await write(pilot, PASSPHRASE)
            await press(pilot, "enter")
        await until(pilot, lambda: isinstance(invited.screen, DeclaredPage))
    sent = invited.work.path.with_name("evans-declaration.tfreturn")
    came = read_return(sent.read_bytes(), keys.authority, sent.name)
    inside = came.opened.artefact
    assert b"carys evans" in inside
    assert [word for word in WRITTEN if word in inside] == []


async def test_keys_that_need_a_pack_do_nothing_in_the_practice(invited):
    async with invited.run_test(size=(80, 24)) as pilot:
        await go(pilot, TO_PRACTICE)
        for key in ("n", "s", "a", "left", "right", "x"):
            await press(pilot, key)
            assert isinstance(invited.screen, PracticePage)
        assert invited.screen.message.startswith("In the practice, give a mark.")
        await press(pilot, "tab", "end", *["down"] * 6, "enter")
        assert isinstance(invited.screen, PracticePage)
        assert invited.screen.marking.mark(PRACTICE).blank
        assert "check and send" not in text_of(invited).lower()
        await saved(pilot)


async def test_an_invitation_without_practice_offers_none(tmp_path, keys):
    app = invited_app(tmp_path, keys)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, TO_GUIDANCE)
        assert isinstance(app.screen, GuidancePage)
        assert "practice" not in text_of(app).lower()
        await saved(pilot)
    app.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "steps"),
    [("guidance", [*TO_GUIDANCE, "tab", "down"]), ("practice", [*TO_PRACTICE, *MARKED[:4]])],
)
async def test_screen_is_as_it_was_when_somebody_looked_at_it(name, steps, size, invited):
    async with invited.run_test(size=SIZES[size]) as pilot:
        await go(pilot, steps)
        await saved(pilot)
        await pilot.pause()
        compare(invited, f"panel-{name}-{size}")
