"""The checks of the panel's reason while it is written: a second after typing stops.

Only words that stand there are spoken of, on the message line. When mark and reason are recorded
the whole reason is looked at by the deed itself, which says what it found; it refuses only what
the model says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.services.reasons import check_agreed, while_writing
from tender_flow.tui.reason_words import PAUSE, look_again

if TYPE_CHECKING:
    from textual.timer import Timer

    from tender_flow.tui.moderation.item import ItemPage


class ReasonWatch:
    """Watches the reason's box of one question view."""

    def __init__(self, page: ItemPage) -> None:
        self.page = page
        self._timer: Timer | None = None
        self._spoke = ""

    def soon(self) -> None:
        """A letter was typed: look once there are no more."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.page.set_timer(PAUSE, self.look)

    def look(self) -> None:
        """What stands in the box; what was said of it before goes when it is mended."""
        page = self.page
        if page.focused is not page.desk.box or not page.is_current:
            return
        agenda = page.agenda
        found = check_agreed(
            agenda.reasons, agenda.items, page.item, page.mark_now(), page.draft.reason
        )
        words = look_again(while_writing(found))
        if words or (self._spoke and page.message == self._spoke):
            page.say(words, "attention" if words else "text")
        self._spoke = words
