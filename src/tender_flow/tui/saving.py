"""Saving in the background; "saved" is said only after the disk has it.

`changed()` after each change. The write happens in a thread, at most `DELAY` later, so that no
repaint waits for the disk; what changes meanwhile is written next. `prepare` runs on the
screen's side and gives the write to make, with everything in it already frozen.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tender_flow.errors import TenderFlowError
from tender_flow.i18n import _
from tender_flow.i18n.formats import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tender_flow.tui.app import TenderApp

DELAY = 0.2
"""Seconds between a change and its write: well under the promised one second."""


class Saver:
    """Writes the work when it changed, and knows since when everything is saved."""

    def __init__(
        self,
        app: TenderApp,
        prepare: Callable[[datetime], Callable[[], None]],
        since: datetime | None,
    ) -> None:
        self._app = app
        self._prepare = prepare
        self._dirty = False
        self._timer = False
        self._running = False
        self.lock = threading.Lock()
        """Held while the work is written; also by whoever makes a return file."""
        self.saved_at = since
        self.trouble: TenderFlowError | None = None

    def changed(self) -> None:
        """Something was changed: write it soon."""
        self._dirty = True
        self._app.saving_changed()
        if not (self._timer or self._running):
            self._timer = True
            self._app.set_timer(DELAY, self._start)

    def retry(self) -> None:
        """Tries again now, after trouble."""
        self._dirty = True
        if not self._running:
            self._start()

    @property
    def settled(self) -> bool:
        """Is everything that was changed on the disk?"""
        return not self._dirty and not self._running and self.trouble is None

    def _start(self) -> None:
        self._timer = False
        if self._running or not self._dirty:
            return
        self._dirty = False
        self._running = True
        now = self._app.now()
        write = self._prepare(now)
        threading.Thread(target=self._write, args=(write, now), daemon=True).start()

    def _write(self, write: Callable[[], None], now: datetime) -> None:
        trouble: TenderFlowError | None = None
        try:
            with self.lock:
                write()
        except TenderFlowError as error:
            trouble = error
        if not self._app.is_running:  # the program has ended; the write itself is done
            self._running = False
            return
        self._app.call_from_thread(self._finish, now, trouble)

    def _finish(self, now: datetime, trouble: TenderFlowError | None) -> None:
        self._running = False
        self.trouble = trouble
        if trouble is None:
            self.saved_at = now
        else:
            self._dirty = True
        self._app.saving_changed()
        if self._dirty and trouble is None:
            self._start()

    def save_now(self) -> None:
        """Writes at once and waits; before the program ends. Raises what the write raises."""
        with self.lock:
            if self._dirty or self.trouble is not None:
                now = self._app.now()
                self._prepare(now)()
                self._dirty = False
                self.trouble = None
                self.saved_at = now

    def was_saved(self) -> None:
        """The work was written by somebody else, together with a return file."""
        self._dirty = False
        self.trouble = None
        self.saved_at = self._app.now()
        self._app.saving_changed()

    def last_time(self) -> str:
        """The time of day of the last good save."""
        return clock(self.saved_at) if self.saved_at else "–"

    def says(self) -> str:
        """The words at the top right."""
        if self.trouble is not None:
            return _("NOT SAVED since {time}").format(time=self.last_time())
        if self._dirty or self._running:
            return _("Saving…")
        if self.saved_at is None:
            return _("Nothing to save yet")
        return _("All saved {time}").format(time=clock(self.saved_at))
