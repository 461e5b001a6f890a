"""The panel member's program: opens one file offline and shows the screens for what it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

from tender_flow.errors import TenderFlowError
from tender_flow.i18n import _
from tender_flow.tui.app import TenderApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from textual.screen import Screen

    from tender_flow.packs.keys import PrivateKey
    from tender_flow.packs.work import Work
    from tender_flow.tui.panel.page import PanelFrame


class PanelApp(TenderApp):
    """One file, opened; the work on it; and what runs beside the screen."""

    def __init__(
        self,
        path: Path | None = None,
        key_path: Path | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(clock)
        self.path = path
        self.key_path = key_path
        self._work: Work | None = None

    def get_default_screen(self) -> Screen[object]:
        """The first page is the first screen, with no empty one below: it paints sooner."""
        return cast("Screen[object]", self.first_page())

    def on_mount(self) -> None:
        """Makes the first page one that another can take the place of, as if it were pushed."""
        self.screen._push_result_callback(self, None, None)

    def first_page(self) -> PanelFrame:
        """The passphrase of the file that was named, or the files found on this laptop."""
        if self.path is None:
            from tender_flow.tui.panel.choosing import FilesPage

            return FilesPage()
        from tender_flow.tui.panel.opening import PassphrasePage

        return PassphrasePage(self.path)

    @property
    def work(self) -> Work:
        """The opened file with the member's work on it."""
        assert self._work is not None
        return self._work

    @property
    def is_open(self) -> bool:
        """Was the file opened?"""
        return self._work is not None

    def opened(self, work: Work) -> None:
        """The file is open: from here on every change is saved."""
        from tender_flow.packs.work import prepare_save
        from tender_flow.tui.saving import Saver

        self._work = work
        self.saver = Saver(self, lambda now: prepare_save(work, now), work.saved_at)

    def begin(self) -> None:
        """The first screen of what was opened; the passphrase page goes."""
        from tender_flow.tui.panel.flow import first_screen

        self.switch_screen(first_screen(self))
        if self.work.findings:
            self._say_what_was_found()

    def _say_what_was_found(self) -> None:
        """A closed pack, a wrong clock, marks that came along (errors 6, 7 and 26)."""
        from tender_flow.tui.pages import ProblemPage

        page = ProblemPage(
            self.work.findings,
            case=self.work.pack.contents.case.title,
            title=_("Before you go on"),
            ring=self.person_to_ring(),
        )
        self.push_screen(page)

    def changed(self) -> None:
        """Something was changed: it is saved within a second."""
        if self.saver is not None and not self.work.read_only:
            self.saver.changed()

    def draft(self, page: str, about: str) -> str:
        """The unfinished words of a page, so that Esc and a power cut lose nothing."""
        return self.work.job.state.drafts.get(f"{page} {about}", "")

    def keep_draft(self, page: str, about: str, text: str) -> None:
        """Keeps unfinished words; they are saved like everything else. None keeps none."""
        drafts = self.work.job.state.drafts
        if drafts.get(f"{page} {about}", "") == text:
            return
        drafts[f"{page} {about}"] = text
        if not text:
            del drafts[f"{page} {about}"]
        self.changed()

    def notes(self) -> tuple[str, ...]:
        """What every screen says about the case: a rehearsal, illustrative figures."""
        return self._work.pack.contents.case.notes if self._work else ()

    def person_to_ring(self) -> str:
        """The lead, with telephone and e-mail."""
        if self._work is None:
            return ""
        lead = self._work.pack.contents.lead
        return _("If you are stuck, ring {name}: {telephone}, {email}.").format(
            name=lead.name, telephone=lead.telephone, email=lead.email
        )

    def beside(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        trouble: Callable[[TenderFlowError], None] | None = None,
    ) -> None:
        """Runs something slow in a thread, so that the screen goes on; then one of the two."""

        def run() -> None:
            try:
                result = work()
            except TenderFlowError as error:
                self.call_from_thread(trouble or self.show_problem, error)
            else:
                self.call_from_thread(done, result)

        threading.Thread(target=run, daemon=True).start()

    def show_problem(self, error: TenderFlowError) -> None:
        """A page with what happened, what is safe and what to do."""
        from tender_flow.tui.pages import ProblemPage

        self.push_screen(ProblemPage(error.findings, ring=self.person_to_ring()))

    def saver_trouble(self, error: TenderFlowError) -> None:
        """Errors 16 to 18: try again, or move the work to another folder whole."""
        from tender_flow.tui.panel.trouble import NotSavedPage

        self.push_screen(NotSavedPage(error.findings[0]))

    def close(self) -> None:
        """Frees the work for another window."""
        if self._work is not None:
            from tender_flow.packs.work import close

            close(self._work)


def run_score(path: Path | None, key_path: Path | None = None) -> int:
    """Opens a pack, an invitation or an outcome on the full screen; the exit code."""
    app = PanelApp(path, key_path)
    try:
        app.run()
    finally:
        app.close()
    return app.return_code or int(app.return_value or 0)


def unlock_with(path: Path, passphrase: str) -> PrivateKey:
    """The member's key; 2.5 seconds of work on the passphrase."""
    from tender_flow.packs.keys import load_key

    return load_key(path, passphrase)
