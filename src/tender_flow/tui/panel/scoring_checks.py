"""The checks of a reason on the scoring view: a second after typing stops, and on leaving.

While somebody writes, only words that stand in the box are spoken of; when they leave the boxes
the whole reason is looked at. Both speak on the message line and stop nothing there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.packs.mark_state import BOXES, REASON
from tender_flow.tui.reason_words import PAUSE, look_again

if TYPE_CHECKING:
    from textual.timer import Timer

    from tender_flow.tui.panel.scoring import ScoringPage


class ReasonWatch:
    """Watches the boxes of one scoring view."""

    def __init__(self, page: ScoringPage) -> None:
        self.page = page
        self._timer: Timer | None = None
        self._spoke = ""

    def soon(self) -> None:
        """A letter was typed: look once there are no more."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.page.set_timer(PAUSE, self.look)

    def look(self) -> None:
        """What stands in the box in use; what was said of it before goes when it is mended."""
        page = self.page
        if page.part not in BOXES or not page.is_current:
            return
        marking, mark = page.marking, page.marking.mark(page.answer_id)
        text = getattr(mark, page.part)
        words = look_again(marking.checks.while_typing(page.answer, text, mark.value))
        if words or (self._spoke and page.message == self._spoke):
            page.say(words, "attention" if words else "text")
        self._spoke = words

    def on_leaving(self) -> str:
        """What is to be looked at in the whole reason, once nothing is left to write in it."""
        page = self.page
        marking, mark = page.marking, page.marking.mark(page.answer_id)
        if page.is_frozen or set(marking.status(page.answer_id).missing) - {REASON}:
            return ""
        return look_again(marking.checks.of_mark(page.answer, mark, marking.state.marks))
