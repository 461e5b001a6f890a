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
    """The screen as a PNG, to look at (needs cairosvg, which only people who look install)."""
    import re

    import cairosvg

    svg = app.export_screenshot(simplify=True)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    cairosvg.svg2png(bytestring=svg.encode(), write_to=str(path), output_width=1400)
