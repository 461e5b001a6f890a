"""Makes the pictures of docs/images from the screens themselves, on what the demo left behind.

    tender-flow demo --folder demo-for-pictures
    python docs/make_images.py demo-for-pictures

The screens are drawn by Textual as they stand, cell by cell, and kept as PNG. It needs cairosvg
and Pillow (`pip install cairosvg pillow`) and the font DejaVu Sans Mono. Nothing in the folder
is changed: it works on copies.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[1]
sys.path.append(str(CHECKOUT / "tests" / "tui"))
from screens import picture, press, text_of, until

from tender_flow.demo.scene import PASSPHRASES
from tender_flow.services.moderation_view import standing
from tender_flow.tui.moderation.app import ModerationApp, opened
from tender_flow.tui.panel.app import PanelApp

SIZE = (120, 34)
AT_THE_MEETING = datetime.fromisoformat("2014-10-28T14:00+00:00")


def drawn(app: Any, name: str, steps: Any) -> None:
    """Runs the program without a terminal, presses keys, keeps the screen as a picture."""

    async def run() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await steps(pilot)
            picture(app, CHECKOUT / "docs" / "images" / name)
            _few_colours(CHECKOUT / "docs" / "images" / name)

    asyncio.run(run())


def _few_colours(path: Path) -> None:
    """A quarter of the size: a screen has few colours."""
    from PIL import Image

    Image.open(path).convert("RGB").quantize(32, dither=0).save(path, optimize=True)


def scoring(laptop: Path) -> None:
    """The panel member's scoring view: answer, scheme, reasons."""
    app = PanelApp(next(laptop.glob("*-written-*.tfpack")))

    async def steps(pilot: Any) -> None:
        await until(pilot, lambda: "PASSPHRASE" in text_of(app))
        app.focused.value = PASSPHRASES["carys.evans"]
        await press(pilot, "enter")
        await until(pilot, lambda: app.is_open and "YOUR MARKS" in text_of(app))
        await press(pilot, "enter", "tab")

    drawn(app, "scoring.png", steps)
    app.close()


def meeting(record: Path) -> None:
    """The moderation meeting's question view, on an item that is outside the tolerance."""
    address = f"sqlite:///{record}"

    def opening() -> Any:
        return opened(address, "jo.lowe", None)

    with opening() as office:
        now = standing(office, "kent-da-2")
    app = ModerationApp(opening, "kent-da-2", now, clock=lambda: AT_THE_MEETING)

    async def steps(pilot: Any) -> None:
        await until(pilot, lambda: "TO DISCUSS" in text_of(app))
        app.screen.open(_worth_a_talk(app.agenda).answer)
        await until(pilot, lambda: "AGREED MARK" in text_of(app))

    drawn(app, "moderation.png", steps)
    app.saver.save_now()


def _worth_a_talk(agenda: Any) -> Any:
    """An item with all its marks, the further apart the better; of equal ones the last."""

    def spread(item: Any) -> tuple[int, int]:
        marks = [one.mark for one in item.marks if one.mark is not None]
        complete = len(marks) == len(item.marks)
        return (int(max(marks) - min(marks)) if complete else -1, item.number)

    return max(agenda.items, key=spread)


def main(demo: Path) -> None:
    """Both pictures, from copies of what the demo left."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "demo"
        shutil.copytree(demo, copy)
        scoring(copy / "kent-da-2" / "laptops" / "carys.evans")
        meeting(copy / "tender-flow.db")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
