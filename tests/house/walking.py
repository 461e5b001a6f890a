"""Somebody who follows the README: runs its commands and presses the keys that it names.

Commands run in this process as the console script runs them; the screens are the real ones,
with real keys. Only scrypt is replaced by whoever calls (`without_scrypt`), which takes seconds
a file.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from datetime import datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tui"))
from screens import press, saved, text_of, until

PASSPHRASE = "four unusual grey words"
SIZE = (80, 24)


def on_screen(app, steps) -> None:
    """Runs an app without a terminal and lets `steps(pilot)` press its keys."""

    async def run() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await steps(pilot)

    asyncio.run(run())


def paste(app, text: str) -> None:
    """Puts a text into the box that has the focus, as pasting does."""
    box = app.focused
    if hasattr(box, "value"):
        box.value = text
    else:
        box.text = text


def score(path: Path, opinions: dict) -> None:
    """`tender-flow score FILE`: what the README says to do with this kind of file."""
    from tender_flow.packs.work import peek_file
    from tender_flow.tui.panel.app import PanelApp

    app, header = PanelApp(path), peek_file(path)
    work = {"invitation": _sign, "scoring": _mark, "outcome": _agree}[header.kind]

    async def steps(pilot) -> None:
        await until(pilot, lambda: "PASSPHRASE" in text_of(app))
        paste(app, PASSPHRASE)
        await press(pilot, "enter")
        await until(pilot, lambda: app.is_open and "PASSPHRASE" not in text_of(app))
        await work(pilot, app, header.recipient, opinions)
        await until(pilot, lambda: "NOW SEND THE FILE" in text_of(app))

    try:
        on_screen(app, steps)
    finally:
        app.close()


async def _sign(pilot, app, name, _opinions) -> None:
    """Read, type the name, Enter for each bidder, read, Enter, a passphrase of one's own."""
    while "That was all of it" not in text_of(app):
        await press(pilot, "space")
    await press(pilot, "tab")
    paste(app, name)
    await press(pilot, "enter")
    while "CONFLICT OF INTEREST" in text_of(app):
        await press(pilot, "enter")
    if "GUIDANCE" in text_of(app):
        while "That was all of it" not in text_of(app):
            await press(pilot, "space")
        while "GUIDANCE" in text_of(app):
            await press(pilot, "enter")
    await until(pilot, lambda: "CHECK YOUR ANSWERS" in text_of(app))
    await press(pilot, "enter")
    paste(app, PASSPHRASE)
    await press(pilot, "enter")
    if "The same again" in text_of(app):
        paste(app, PASSPHRASE)
        await press(pilot, "enter")


async def _mark(pilot, app, name, opinions) -> None:
    """`n` to the next answer, a digit, the three boxes by Tab; `s`, passphrase."""
    given = opinions[name]
    for _answer in given:
        await press(pilot, "n")
        bidder = next(bidder for bidder in given if bidder in text_of(app).split("\n")[1])
        await press(pilot, str(given[bidder]), "tab")
        for words in ("DASH within 24 hours.", "Nobody named for the night.", "Main respects met."):
            await press(pilot, "tab")
            paste(app, words)
            await pilot.pause()
        await press(pilot, "escape", "escape")
    await saved(pilot)
    await press(pilot, "s", "s")
    paste(app, PASSPHRASE)
    await press(pilot, "enter")


async def _agree(pilot, app, _name, _opinions) -> None:
    """Enter opens the first agreed mark, Enter agrees to each; `s`, passphrase."""
    count = int(re.search(r"of (\d+) answered", text_of(app))[1])
    await press(pilot, "enter", *["enter"] * count)
    await saved(pilot)
    await press(pilot, "s")
    paste(app, PASSPHRASE)
    await press(pilot, "enter")


def moderate(ref: str, login: str) -> None:
    """`tender-flow moderate REF`: open, who is here, each item, close, as the README says."""
    from tender_flow.services.moderation_view import standing
    from tender_flow.tui.moderation.app import ModerationApp, opened

    url = "sqlite:///tender-flow.db"
    now = datetime.fromisoformat(os.environ["TENDER_FLOW_NOW"])
    with opened(url, login, now) as office:
        app = ModerationApp(
            lambda: opened(url, login, now), ref, standing(office, ref), clock=lambda: now
        )

    async def steps(pilot) -> None:
        await until(pilot, lambda: "QUORUM" in text_of(app))
        paste(app, "3")
        while "MEMBERS" not in text_of(app):
            await press(pilot, "enter")
            await saved(pilot)
        await _each(pilot, app.agenda.people)
        await press(pilot, "escape")
        for _item in app.agenda.items:
            await press(pilot, "n")
            await _settle(pilot, app)
        while "Press s to close" not in text_of(app):
            await press(pilot, "escape")
        await press(pilot, "s", "enter")
        await until(pilot, lambda: "The meeting is closed" in text_of(app))

    try:
        on_screen(app, steps)
    finally:
        app.saver.save_now()


async def _settle(pilot, app) -> None:
    """Adopts what the published rule gives, or agrees a 3 with a reason; asks each member."""
    if "Enter adopts it" in text_of(app):
        await press(pilot, "enter", "enter")
    else:
        await press(pilot, "3", "tab")
        paste(app, "Meets the requirement in all main respects; nobody named for the night.")
    await press(pilot, "tab")
    await saved(pilot)
    await _each(pilot, [one for one in app.agenda.people if "evaluator" in one.roles])


async def _each(pilot, people) -> None:
    """Enter and down for each person of a list."""
    for _person in people:
        await press(pilot, "enter")
        await saved(pilot)
        await press(pilot, "down")
