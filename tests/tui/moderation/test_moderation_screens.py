"""The meeting's screens as text, at three sizes; the same words in every theme and in grey."""

import pytest
from moderation_builders import BEACON, ELM
from screens import SIZES, compare, press, saved, text_of, until, write

from tender_flow.tui.frame import Frame
from tender_flow.tui.moderation.item import ItemPage
from tender_flow.tui.moderation.parts import Assents
from tender_flow.tui.widgets.keybar import KeyBar

WRITE = "write:Meets it in all main respects; minor gaps."
SCREENS = {
    "agenda": [],
    "within": ["tab"],
    "talking": ["item"],
    "adopting": ["item:mobilisation"],
    "conflict": ["item:safeguarding:conflict"],
    "writing": ["item", "3", "tab", WRITE],
    "asking": ["item", "3", "tab", WRITE, "tab", "enter", "down"],
    "dissent": ["item", "3", "tab", WRITE, "tab", "enter", "enter"],
    "scheme": ["item", "enter"],
    "reasons": ["item", "v"],
    "question": ["item", "q"],
    "query": ["item", "a"],
    "room": ["r"],
    "stops": ["s"],
    "menu": ["item", "m"],
    "help": ["item", "question_mark"],
}


async def go(pilot, table, steps):
    await pilot.pause()
    for step in steps:
        if step.startswith("item"):
            _item, question, conflict = (*step.split(":"), "", "")[:3]
            bidder = BEACON if conflict else ELM
            pilot.app.screen.open(table.answer(question or "safeguarding", bidder))
            await until(pilot, lambda: isinstance(pilot.app.screen, ItemPage))
            await until(pilot, pilot.app.screen.ready.is_set)
        elif step.startswith("write:"):
            await write(pilot, step.removeprefix("write:"))
        else:
            await press(pilot, step)
            await saved(pilot)
    await saved(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_as_it_was_looked_at(table, name, size):
    app = table.app()
    async with app.run_test(size=SIZES[size]) as pilot:
        await go(pilot, table, SCREENS[name])
        compare(app, f"moderation-{name}-{size}")


@pytest.mark.parametrize("theme", ["tender-light", "tender-high"])
@pytest.mark.parametrize("name", ["agenda", "asking", "room"])
async def test_every_theme_says_the_same(table, name, theme):
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, table, SCREENS[name])
        dark = text_of(app)
        app.theme = theme
        await pilot.pause()
        assert text_of(app) == dark


@pytest.mark.parametrize("name", ["agenda", "talking", "adopting", "room"])
async def test_without_colour_the_words_say_the_same(table, monkeypatch, name):
    found = []
    for _run in range(2):
        app = table.app()
        async with app.run_test(size=(80, 24)) as pilot:
            await go(pilot, table, SCREENS[name])
            found.append(text_of(app))
        monkeypatch.setenv("NO_COLOR", "1")
    assert found[0] == found[1]
    assert found[0].count("►") >= 1


@pytest.mark.parametrize("name", SCREENS)
async def test_the_key_bar_fits_and_the_cursor_is_on_what_has_the_focus(table, name):
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, table, SCREENS[name])
        screen = app.screen
        assert isinstance(screen, Frame)
        assert len(screen.query_one(KeyBar).rows()) <= 2
        assert screen.focused is not None
        assert screen.focused.region.contains(*app.cursor_position)


async def test_every_deed_of_the_question_view_is_in_the_menu_too(table):
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, table, ["item", "m"])
        words = text_of(app)
        for deed in ("Every member's reasons in full", "The whole question and the scheme",
                     "Ask the bidder: open a query", "Who is in the room"):  # fmt: skip
            assert deed in words


async def test_the_assents_can_be_given_by_mouse(table):
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, table, ["item", "3", "tab", WRITE, "tab"])
        await pilot.click(Assents, offset=(45, 0))
        await saved(pilot)
    choices = [one.choice for one in table.item().agreed.assents]
    assert choices == [None, "agrees", None, None]
