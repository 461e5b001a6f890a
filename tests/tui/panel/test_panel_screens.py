"""The screens as text, at three sizes; the same words in every theme and without colour.

The golden files begin each line with the roles that stand in it: F the filled heading, C the
chosen row, ! a problem. Look at the screens before updating them
(TENDER_FLOW_UPDATE_GOLDEN=1).
"""

import pytest
from panel_case import NOW, invited_app, opened_app, outcome, pack_file, scoring
from screens import SIZES, compare, press, roles_of, saved, text_of, write

from tender_flow.tui.frame import Frame
from tender_flow.tui.widgets.keybar import KeyBar

REASONS = ("tab", "tab")

SCREENS = {
    "grid": ("scoring", ["down", "down", "right"]),
    "reading": ("scoring", ["down", "down", "enter", "3"]),
    "marking": ("scoring", ["down", "down", "enter", "3", "tab", "up"]),
    "writing": ("scoring", ["down", "down", "enter", "3", "tab", "tab", "write:Named lead [S1]"]),
    "long-name": ("scoring", ["down", "right", "enter"]),
    "question": ("scoring", ["down", "down", "enter", "q"]),
    "cannot": ("scoring", ["enter", "x"]),
    "asking": ("scoring", ["enter", "a"]),
    "check": ("scoring", ["enter", "3", "s"]),
    "menu": ("scoring", ["enter", "m"]),
    "help": ("scoring", ["enter", "question_mark"]),
    "leave": ("scoring", ["escape"]),
    "agreement": ("invitation", []),
    "bidder": ("invitation", ["space", "space", "tab", "write:carys evans", "enter", "enter"]),
    "explain": (
        "invitation",
        ["space", "space", "tab", "write:carys evans", "enter", "enter", "down", "enter"],
    ),
    "outcome": ("outcome", []),
    "item": ("outcome", ["enter", "down", "enter"]),
}


@pytest.fixture
def app_for(tmp_path, keys):
    """Makes the program for a kind of file."""
    made = []

    def make(kind):
        if kind == "invitation":
            made.append(invited_app(tmp_path, keys))
        else:
            contents = (scoring if kind == "scoring" else outcome)(keys.authority)
            made.append(opened_app(pack_file(tmp_path, keys, contents), keys))
        return made[-1]

    yield make
    for app in made:
        app.close()


async def go(pilot, steps):
    for step in steps:
        if step.startswith("write:"):
            await write(pilot, step.removeprefix("write:"))
        else:
            await press(pilot, step)
    await saved(pilot)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
async def test_screen_is_as_it_was_when_somebody_looked_at_it(name, size, app_for):
    kind, steps = SCREENS[name]
    app = app_for(kind)
    async with app.run_test(size=SIZES[size]) as pilot:
        await pilot.pause()
        await go(pilot, steps)
        dark = text_of(app)
        compare(app, f"panel-{name}-{size}")
        assert_is_well_drawn(app)
        for theme in ("tender-light", "tender-high"):
            app.theme = theme
            await pilot.pause()
            assert text_of(app) == dark


def assert_is_well_drawn(app):
    """One filled heading at most, a whole key bar, nothing wider than the screen."""
    screen = app.screen
    assert isinstance(screen, Frame)
    filled = [line for line in roles_of(app) if line.count("F") > 40]
    assert len(filled) <= 1
    bar = screen.query_one(KeyBar)
    shown = " ".join(row.plain for row in bar.rows())
    assert [words for words in bar.words if words not in shown] == []
    assert all(len(line) <= app.size.width for line in text_of(app).split("\n"))


@pytest.mark.parametrize("name", ["grid", "marking", "writing", "bidder"])
async def test_without_colour_the_screen_says_the_same(name, app_for, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    kind, steps = SCREENS[name]
    app = app_for(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await go(pilot, steps)
        words = text_of(app)
        from screens import GOLDEN

        golden = (GOLDEN / f"panel-{name}-80x24.txt").read_text(encoding="utf-8")
        assert [line[5:] for line in golden.splitlines()] == words.split("\n")
        greys = {
            segment.style.bgcolor.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style and segment.style.bgcolor
        }
        assert all(grey[1:3] == grey[3:5] == grey[5:7] for grey in greys)


async def test_the_first_line_says_what_every_screen_must_say(tmp_path, keys):
    from dataclasses import replace

    from panel_case import CASE

    noted = replace(CASE, notes=("Rehearsal: not a real evaluation.",))
    app = opened_app(pack_file(tmp_path, keys, scoring(keys.authority, case=noted)), keys)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for steps in ([], ["enter"], ["tab"], ["s"]):
            await press(pilot, *steps)
            assert "Rehearsal: not a real evaluation." in text_of(app)
    app.close()
    assert NOW
