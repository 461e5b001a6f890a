"""Not saved: what happened, what is safe, and the two ways on (errors 16 to 18)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.errors import TenderFlowError
from tender_flow.i18n import N_, _
from tender_flow.i18n.sentences import paragraphs, say
from tender_flow.tui.panel.files import folders
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.rules.findings import Finding


class NotSavedPage(PanelFrame):
    """Try again, or choose another folder; what was typed since is still there."""

    purpose: ClassVar[str] = N_("Your last words are not on the disk yet. Here is what to do.")

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding

    def titles(self) -> Titles:
        """Where you are."""
        return Titles(self.case_title, _("There is a problem"))

    def body(self) -> ComposeResult:
        """The three paragraphs, then the ways on."""
        happened, safe, to_do = paragraphs(self._finding)
        here = self.panel.work.path.parent.resolve()
        others = dict.fromkeys((*folders(), Path.home()))
        ways = [Choice(_("Try again"), "")] + [
            Choice(_("Move the work to {folder}").format(folder=folder), str(folder))
            for folder in others
            if folder != here
        ]
        yield Part(
            _("NOT SAVED"),
            Note((happened, "problem"), *(text for text in (safe, to_do) if text)),
            Choices(ways, enter=_("take it")),
            grow=True,
        )

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        saver = self.panel.saver
        assert saver is not None
        try:
            if message.value:
                self._move(Path(message.value))
            else:
                saver.save_now()
        except TenderFlowError as error:
            self.say(say(error.findings[0]), "problem")
            return
        self.back()
        self.panel.saving_changed()

    def _move(self, folder: Path) -> None:
        from tender_flow.packs.work import move_work

        saver = self.panel.saver
        assert saver is not None
        with saver.lock:
            move_work(self.panel.work, folder, self.panel.now())
        saver.was_saved()
