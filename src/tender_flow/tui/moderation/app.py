"""The moderation program: the agenda, the words not yet recorded, and the acts."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tender_flow.i18n import _
from tender_flow.i18n.sentences import line
from tender_flow.tui.app import TenderApp
from tender_flow.tui.frame import Frame
from tender_flow.tui.moderation.acts import Acts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from tender_flow.errors import TenderFlowError
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.services.moderation_values import Agenda, Standing
    from tender_flow.services.office import Office


@dataclass(slots=True)
class Draft:
    """A mark and its reason on the way: nothing of it is in the record yet."""

    mark: PanelMark | None = None
    reason: str = ""
    reason_from: str | None = None
    adopt: bool = False
    change_reason: str = ""

    @property
    def complete(self) -> bool:
        """Can it be recorded?"""
        return self.mark is not None and bool(self.reason.strip())


class ModerationApp(TenderApp):
    """One round's meeting on one procurement."""

    def __init__(
        self,
        opening: Callable[[], Any],
        ref: str,
        standing: Standing,
        *,
        clock: Callable[[], datetime] | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(clock)
        self.ref = ref
        self.standing = standing
        self.round = standing.round
        self.folder = folder or Path.cwd()
        self._opening = opening
        self._agenda = standing.agenda
        self.drafts: dict[str, Draft] = {}
        self.typed: dict[tuple[str, ...], str] = {}
        """Words typed on pages that were left with Esc, so that Esc loses nothing."""
        self.pending: dict[tuple[str, str], str] = {}
        """What members said, by (answer, member), while it is being recorded."""

    @property
    def agenda(self) -> Agenda:
        """The meeting as the record last gave it."""
        assert self._agenda is not None
        return self._agenda

    @property
    def acts(self) -> Acts:
        """What writes."""
        assert isinstance(self.saver, Acts)
        return self.saver

    def on_mount(self) -> None:
        """The agenda, or opening the meeting."""
        self.saver = Acts(self, self._opening, self._agenda.saved_at if self._agenda else None)
        self.push_screen(self.first_page())

    def first_page(self) -> Frame:
        """Where the work begins."""
        if self._agenda is None:
            from tender_flow.tui.moderation.opening import OpeningPage

            return OpeningPage()
        from tender_flow.tui.moderation.agenda import AgendaPage

        return AgendaPage()

    def draft(self, answer: str) -> Draft:
        """The draft of an item, a new one where there is none."""
        return self.drafts.setdefault(answer, Draft())

    def act(
        self,
        deed: Callable[[Office], Any],
        done: Callable[[Any], None],
        refused: Callable[[TenderFlowError], None] | None = None,
    ) -> None:
        """Queues a deed; afterwards every screen shows the record as it is then."""
        from tender_flow.services.moderation_view import standing

        def run(office: Office) -> tuple[Any, Standing]:
            result = deed(office)
            return result, standing(office, self.ref, round_name=self.round)

        def ended(both: tuple[Any, Standing]) -> None:
            result, self.standing = both
            self._agenda = self.standing.agenda
            done(result)
            self.show_again()

        self.acts.do(run, ended, refused or self.refused)

    def refused(self, error: TenderFlowError) -> None:
        """Says on the message line why nothing was recorded."""
        self.show_again()
        if isinstance(self.screen, Frame):
            self.screen.say(" ".join(line(finding) for finding in error.findings), "problem")

    def show_again(self) -> None:
        """The screen in use shows the new agenda."""
        screen = self.screen
        if isinstance(screen, Frame) and screen.ready.is_set():
            screen.resumed()
            screen.refresh_frame()

    def notes(self) -> tuple[str, ...]:
        """Why the case is not real."""
        return self.standing.notes

    def person_to_ring(self) -> str:
        """Nobody is rung from the meeting's own room."""
        return ""

    def saved_words(self) -> tuple[str, bool]:
        """Where the item stands in the agenda, words not yet recorded, and when it was saved."""
        words, trouble = super().saved_words()
        if any(draft.mark is not None or draft.reason.strip() for draft in self.drafts.values()):
            words = _("Not recorded yet !")
        progress = getattr(self.screen, "progress", "") if self.screen_stack else ""
        return " · ".join(part for part in (progress, words) if part), trouble


def run_moderation(
    opening: Callable[[], Any], ref: str, standing: Standing, now: datetime | None = None
) -> int:
    """Opens the meeting's screens; `opening` gives the record to the thread that writes."""
    clock = (lambda: now) if now is not None else None
    app = ModerationApp(opening, ref, standing, clock=clock)
    try:
        app.run()
    finally:
        if app.saver is not None:
            app.saver.save_now()
    return app.return_code or int(app.return_value or 0)


@contextmanager
def opened(url: str, actor: str, now: datetime | None) -> Iterator[Office]:
    """The record at an address, for one thread."""
    from tender_flow.services.office import open_office

    with open_office(url, actor=actor, now=now) as office:
        yield office
