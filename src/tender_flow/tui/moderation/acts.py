"""Acts of the meeting, one after the other in one thread, which alone holds the record open.

A screen never waits for the database. An act is a call of one deed; when its journal entry is
on the disk the screen gets the new agenda, and "saved" is said. An act that was refused changed
nothing, and the screen says why.
"""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from tender_flow.errors import TenderFlowError
from tender_flow.tui.saving import Saver

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from tender_flow.services.office import Office
    from tender_flow.tui.app import TenderApp

    Act = Callable[[Office], Any]
    Done = Callable[[Any], None]
    Refused = Callable[[TenderFlowError], None]


class Acts(Saver):
    """A saver whose changes are deeds: each is written whole or refused whole."""

    def __init__(
        self,
        app: TenderApp,
        opening: Callable[[], AbstractContextManager[Office]],
        since: datetime | None,
    ) -> None:
        super().__init__(app, lambda _now: _nothing, since)
        self._opening = opening
        self._queue: SimpleQueue[tuple[Act, Done, Refused] | None] = SimpleQueue()
        self._waiting = 0
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def do(self, act: Act, done: Done, refused: Refused) -> None:
        """Queues an act; one of the two is called on the screen's side when it has ended."""
        self._waiting += 1
        self._queue.put((act, done, refused))
        self._app.saving_changed()

    @property
    def settled(self) -> bool:
        """Has every act ended?"""
        return self._waiting == 0

    def says(self) -> str:
        """The words at the top right."""
        self._running = self._waiting > 0
        return super().says()

    def save_now(self) -> None:
        """Waits for the acts that are on their way; before the program ends."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join(10)

    def _work(self) -> None:
        """The thread: a fault of ours ends the program, and is never a "Saving…" for ever."""
        try:
            with self._opening() as office:
                while (job := self._queue.get()) is not None:
                    self._one(office, *job)
        except Exception as fault:
            self._app.call_from_thread(self._app.call_later, _raise, fault)

    def _one(self, office: Office, act: Act, done: Done, refused: Refused) -> None:
        try:
            result = act(office)
        except TenderFlowError as error:
            self._tell(refused, error, written=False)
        else:
            self._tell(done, result, written=True)

    def _tell(self, say: Callable[[Any], None], what: Any, *, written: bool) -> None:
        try:
            self._app.call_from_thread(self._ended, say, what, written)
        except RuntimeError:  # the program is ending; the act itself is done
            self._waiting -= 1

    def _ended(self, say: Callable[[Any], None], what: Any, written: bool) -> None:
        self._waiting -= 1
        if written:
            self.saved_at = self._app.now()
        say(what)
        self._app.saving_changed()


def _raise(fault: Exception) -> None:
    """In the program's own loop, where a fault ends it with a sentence."""
    raise fault


def _nothing() -> None:
    """Every act writes for itself."""
