"""The tender files found on this laptop, so that no path is ever typed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _, formats
from tender_flow.i18n.sentences import paragraphs
from tender_flow.rules.findings import Finding
from tender_flow.tui.panel.files import Found, find_packs, folders
from tender_flow.tui.panel.opening import FIRST_PAINT
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FilesPage(PanelFrame):
    """Invitations, packs and outcomes in the usual folders, the newest first."""

    purpose: ClassVar[str] = N_(
        "Lists the tender files in this folder, in Documents and in Downloads."
    )

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Found] = []

    def titles(self) -> Titles:
        """Where you are."""
        return Titles("tender-flow", _("Your tender files"))

    def body(self) -> ComposeResult:
        """The list; a sentence where it is empty."""
        yield Part(
            _("FILES ON THIS LAPTOP"),
            Note("", id="empty"),
            Choices([], enter=_("open"), id="files"),
            grow=True,
        )

    def opened(self) -> None:
        """Looked for after the first paint: it reads each file's first lines."""
        self.say(_("Looking for files…"))
        self.set_timer(FIRST_PAINT, self._look)

    def back_word(self) -> str:
        """The first page."""
        return _("leave")

    def resumed(self) -> None:
        """A file may have come meanwhile."""
        self._look()

    def _look(self) -> None:
        self._found = find_packs(folders())
        files = self.query_one("#files", Choices)
        note = self.query_one("#empty", Note)
        note.display = not self._found
        if self._found:
            files.set_choices([Choice(self._line(f), str(f.path)) for f in self._found])
            self.say("")
        else:
            happened, safe, to_do = paragraphs(Finding("no-tender-files"))
            note.set_texts(*(text for text in (happened, safe, to_do) if text))
            files.set_choices([Choice(_("Look again"), "again")])
            self.say(happened)

    def _line(self, found: Found) -> str:
        kind = {
            "invitation": _("Invitation for {name}"),
            "scoring": _("Scoring pack for {name}"),
            "outcome": _("Agreed marks, to sign, for {name}"),
        }[found.header.kind].format(name=one_line(found.header.recipient))
        arrived = formats.instant(datetime.fromtimestamp(found.changed, UTC))
        return _("{what}, from {lead}. {file}, arrived {when}").format(
            what=kind,
            lead=one_line(found.header.lead),
            file=one_line(found.path.name),
            when=arrived,
        )

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "again":
            self._look()
            return
        from tender_flow.tui.panel.opening import PassphrasePage

        path = next(found.path for found in self._found if str(found.path) == message.value)
        self.app.push_screen(PassphrasePage(path))
