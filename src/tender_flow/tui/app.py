"""`TenderApp`: the program around the screens.

Keys are handed to the frame in the order in which they were pressed, and only when its parts
are there: a screen that is still opening gets the keys that were meant for it. Ctrl+Q and
Ctrl+C lead to the "Leave?" page, never out.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import App

from tender_flow.i18n import _
from tender_flow.tui.frame import Frame
from tender_flow.tui.themes import PALETTES, textual_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from tender_flow.errors import TenderFlowError
    from tender_flow.tui.saving import Saver


EDITING = frozenset(
    {"enter", "backspace", "delete", "ctrl+z", "ctrl+y", "ctrl+x", "ctrl+v", "ctrl+k", "ctrl+u",
     "ctrl+w", "ctrl+d"}
)  # fmt: skip
"""Keys besides letters that change a text."""


MOST_TYPING = 10
"""Seconds at most that a key waits for the letters before it; a busy machine needs some."""


class TenderApp(App[int]):
    """Themes, keys in their order, leaving, and where the saver's words go."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list] = []  # type: ignore[type-arg]  # Textual's own type
    CSS = "Screen { background: $tf-background; }"

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        self._clock = clock or (lambda: datetime.now(UTC))
        self.letters_on = True
        self.saver: Saver | None = None
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        self.theme = "tender-dark"

    def now(self) -> datetime:
        """The time, from the clock that the program was started with."""
        return self._clock()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the frame first; what it leaves belongs to the text box in use."""
        if isinstance(event, events.Key) and not event.is_forwarded and await self._took(event):
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._will_change(event)
        await super().on_event(event)

    def _will_change(self, event: events.Key | events.Paste) -> None:
        """Takes "All saved" away before the letter shows, never after it."""
        if self.saver is None or not getattr(self.focused, "is_work", False):
            return
        if getattr(self.focused, "read_only", False):
            return
        if isinstance(event, events.Paste) or event.is_printable or event.key in EDITING:
            self.saver.changed()

    async def _took(self, event: events.Key) -> bool:
        screen = self.screen
        if not isinstance(screen, Frame):
            return False
        if not screen.ready.is_set():
            try:
                await asyncio.wait_for(screen.ready.wait(), 2)
            except TimeoutError:
                return True
        if screen.in_box and not event.is_printable:
            await self._typed_so_far()
        return screen.take_key(event)

    async def _typed_so_far(self) -> None:
        """Waits for the letters before this key: they are still on their way into the box."""
        focused, arrived = self.focused, asyncio.Event()
        if focused is not None and focused.call_later(arrived.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), MOST_TYPING)

    # Leaving

    def back(self) -> None:
        """One page back; on the first page, the question whether to leave."""
        if len(self.screen_stack) > self.floor:
            self.pop_screen()
        else:
            self.leave()

    @property
    def floor(self) -> int:
        """Screens on the stack under the first page and with it; Textual may add an empty one."""
        return 1 if isinstance(self.screen_stack[0], Frame) else 2

    def leave(self) -> None:
        """Asks before the program ends."""
        from tender_flow.tui.pages import LeavePage

        if not isinstance(self.screen, LeavePage):
            self.push_screen(LeavePage(self.saver))

    def end(self, code: int = 0) -> None:
        """Ends; what is not yet on the disk is written first."""
        if self.saver is not None:
            self.saver.save_now()
        self.exit(code)

    async def action_quit(self) -> None:
        """Whatever asks to quit gets the question."""
        self.leave()

    def action_help_quit(self) -> None:
        """Textual's own answer to Ctrl+C is not ours."""
        self.leave()

    def _fatal_error(self) -> None:
        """A fault of ours: the work is saved if it can be, and a sentence ends the program.

        Textual would print a page of source code. TENDER_FLOW_TRACEBACK keeps that for us.
        """
        saved = self._save_in_need()
        if os.environ.get("TENDER_FLOW_TRACEBACK") or self.is_headless:
            super()._fatal_error()
            return
        what = _("tender-flow stopped because of a fault of its own: {fault}.").format(
            fault=type(self._exception).__name__
        )
        self._exit_renderables.append(Text(f"{what} {saved}"))
        self._close_messages_no_wait()

    def _save_in_need(self) -> str:
        if self.saver is None:
            return _("Nothing had been changed.")
        try:
            self.saver.save_now()
        except Exception:
            return _("NOT SAVED since {time}.").format(time=self.saver.last_time())
        return _("Everything is saved. Open the file again to go on.")

    # Pages from everywhere

    def show_help(self, frame: Frame) -> None:
        """The help for the part in use."""
        from tender_flow.tui.pages import HelpPage

        self.push_screen(HelpPage(frame, self.person_to_ring()))

    def show_menu(self, frame: Frame) -> None:
        """Everything possible here, in words."""
        from tender_flow.tui.menu import MenuPage

        self.push_screen(MenuPage(frame))

    def too_small(self) -> None:
        """The window can't hold a screen: one sentence instead."""
        from tender_flow.tui.pages import TooSmall

        if not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(self.saved_words()))

    def notes(self) -> tuple[str, ...]:
        """What every screen says about the case: a rehearsal, illustrative figures."""
        return ()

    def person_to_ring(self) -> str:
        """Who helps, with a telephone number; on every help page."""
        return ""

    # Saving

    def saved_words(self) -> tuple[str, bool]:
        """What stands at the top right, and whether it is trouble."""
        if self.saver is None:
            return _("Nothing to save yet"), False
        return self.saver.says(), self.saver.trouble is not None

    def saving_changed(self) -> None:
        """The saver's state is another: the header says so."""
        if not isinstance(self.screen, Frame) or self.saver is None:
            return
        self.screen.refresh_header()
        if self.saver.trouble is not None:
            from tender_flow.i18n.sentences import paragraphs

            happened = paragraphs(self.saver.trouble.findings[0])[0]
            self.screen.say(
                _("{happened} Ctrl+S: what to do.").format(happened=happened), "problem"
            )
        elif self.saver.settled:
            self.screen.was_saved()

    def saver_trouble(self, error: TenderFlowError) -> None:
        """Something could not be written: what happened, what is safe, what to do."""
        from tender_flow.tui.pages import ProblemPage

        self.push_screen(ProblemPage(error.findings))

    def say_saved(self, frame: Frame) -> None:
        """Ctrl+S: people want to press something."""
        words, trouble = self.saved_words()
        if trouble and self.saver is not None and self.saver.trouble is not None:
            self.saver_trouble(self.saver.trouble)
            return
        settled = self.saver is None or self.saver.settled
        frame.say(_("Everything is saved already.") if settled else words)
