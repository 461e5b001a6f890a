"""Screens as text and as pictures, for the tests and for people who look at them.

`text_of(app)` is what stands on the screen, line by line, without trailing blanks.
`styles_of(app)` is a second text of the same size that says the role of each cell, so that a
golden file also shows which heading is filled and which row is chosen.
`compare(app, name)` compares with `tests/tui/golden/<name>.txt`; with
`TENDER_FLOW_UPDATE_GOLDEN=1` it writes the file instead.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tender_flow.tui.themes import PALETTES

if TYPE_CHECKING:
    from textual.app import App

GOLDEN = Path(__file__).with_name("golden")
SIZES = {"80x24": (80, 24), "120x30": (120, 30), "160x48": (160, 48)}


def strips_of(app: App) -> list:
    """The lines of the screen as Textual would write them, filters (NO_COLOR) applied."""
    return app.screen._compositor.render_strips()


def text_of(app: App) -> str:
    """The words on the screen."""
    lines = ("".join(segment.text for segment in strip).rstrip() for strip in strips_of(app))
    return "\n".join(lines)


def roles_of(app: App) -> list[str]:
    """For each line the letters of its cells' roles: `F` filled, `C` chosen, `!` problem …"""
    palette = PALETTES[app.theme]
    backs = {palette.heading: "F", palette.chosen_on: "C", palette.text: "K"}
    fronts = {palette.problem: "!", palette.attention: "a", palette.quiet: "q",
              palette.heading: "h"}  # fmt: skip
    lines = []
    for strip in strips_of(app):
        line = ""
        for segment in strip:
            style = segment.style
            back = style.bgcolor.name if style and style.bgcolor else ""
            front = style.color.name if style and style.color else ""
            letter = backs.get(back) or fronts.get(front) or "."
            line += letter * len(segment.text)
        lines.append(line)
    return lines


def marked(app: App) -> str:
    """Each line of the screen behind the letters of the roles that stand in it."""
    rows = []
    for text, roles in zip(text_of(app).split("\n"), roles_of(app), strict=True):
        used = "".join(letter for letter in "FCK!" if letter in roles)
        rows.append(f"{used:<4}|{text}".rstrip())
    return "\n".join(rows) + "\n"


def compare(app: App, name: str) -> None:
    """Compares the screen with its golden file, or writes it."""
    path = GOLDEN / f"{name}.txt"
    now = marked(app)
    if os.environ.get("TENDER_FLOW_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert path.exists(), f"no golden file {path.name}; look at the screen, then update"
    assert now == path.read_text(encoding="utf-8")


def picture(app: App, path: Path) -> None:
    """The screen as a PNG, to look at (needs cairosvg, which only people who look install).

    Each character is drawn at its own place: converters that lay out whole lines drop leading
    blanks and then seem to show a crooked screen.
    """
    import cairosvg

    cairosvg.svg2png(bytestring=svg_of(app).encode(), write_to=str(path), scale=1.4)


def svg_of(app: App) -> str:
    """The screen as an SVG of cells, 9 by 18."""
    from html import escape

    wide, high = 9, 18
    palette = PALETTES[app.theme]
    parts = []
    for y, strip in enumerate(strips_of(app)):
        x = 0
        for segment in strip:
            style = segment.style
            back = _hex(style.bgcolor if style else None, palette.background)
            front = _hex(style.color if style else None, palette.text)
            weight = " font-weight='bold'" if style and style.bold else ""
            for char in segment.text:
                cells = max(1, cell_len(char))
                parts.append(
                    f"<rect x='{x * wide}' y='{y * high}' width='{cells * wide + 0.5}' "
                    f"height='{high + 0.5}' fill='{back}'/>"
                )
                if char.strip():
                    parts.append(
                        f"<text x='{x * wide}' y='{y * high + 14}' fill='{front}'{weight}>"
                        f"{escape(char)}</text>"
                    )
                x += cells
    width, height = app.size.width * wide, app.size.height * high
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
        "font-family='DejaVu Sans Mono' font-size='14.5'>"
    )
    return head + "".join(parts) + "</svg>"


def _hex(colour, otherwise: str) -> str:
    if colour is None or colour.is_default:
        return otherwise
    return colour.get_truecolor().hex


async def press(pilot, *keys: str) -> None:
    """Presses keys one after the other, each acting before the next, as a person's do."""
    for key in keys:
        await pilot.press(key)
        gate = getattr(pilot.app.screen, "_gate", None)
        if gate is not None:
            gate.flush()
        await pilot.pause()


async def write(pilot, text: str) -> None:
    """Types a text into the box that has the focus."""
    names = {" ": "space", ".": "full_stop", ",": "comma", "?": "question_mark", "&": "ampersand",
             "[": "left_square_bracket", "]": "right_square_bracket"}  # fmt: skip
    for char in text:
        await pilot.press(names.get(char, char))
    await pilot.pause()


async def saved(pilot) -> None:
    """Waits until everything that was changed is on the disk."""
    for _turn in range(400):
        if pilot.app.saver.settled:
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError("never saved: " + pilot.app.saver.says())


async def until(pilot, true) -> None:
    """Waits until something is so; the reason of a failure is the screen itself."""
    for _turn in range(600):
        if true():
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError(text_of(pilot.app))
