"""Opening a file with its passphrase: an invitation's, or that of the member's own key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.errors import BadInputError, TenderFlowError
from tender_flow.i18n import N_, _
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.line import Field, Line
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.widget import Widget

    from tender_flow.packs.envelope import Header
    from tender_flow.packs.work import Work
    from tender_flow.rules.findings import Finding

OFFLINE = N_("You are working offline. Nothing leaves this laptop until you send a file back.")
FIRST_PAINT = 0.05
"""Seconds: what unsealing needs is imported only when the page is on the screen."""
WAIT = N_("Opening. This takes about 3 seconds.")


class PassphrasePage(PanelFrame):
    """One field, Open, Show; a wrong passphrase is said above the field."""

    purpose: ClassVar[str] = N_(
        "Opens your file. An invitation has the passphrase that the lead gave you by telephone; "
        "all later files have the one that you chose yourself."
    )

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._header: Header | None = None
        self._key_path: Path | None = None
        self._busy = False
        self._wanted = False
        """Enter was pressed before the clear line was read."""

    def titles(self) -> Titles:
        """What is opened; the clear line is read after the first paint."""
        if self._header is None:
            return Titles("tender-flow", _("Open your file"), self._path.name)
        title = {
            "invitation": _("Open your invitation"),
            "scoring": _("Open your pack"),
            "outcome": _("Open the agreed marks"),
        }.get(self._header.kind, _("Open your file"))
        whose = _("for {name}").format(name=one_line(self._header.recipient))
        return Titles(one_line(self._path.name), title, whose)

    def body(self) -> ComposeResult:
        """The problem, if there is one; the field; two choices."""
        yield Part(
            _("PASSPHRASE"),
            Note(_("Type the passphrase of this file."), id="ask", tight=True),
            Field(Line(id="passphrase", secret=True), roomy=True),
            Choices(self._choices(hidden=True), enter=_("take it"), id="choices"),
        )

    def _choices(self, *, hidden: bool) -> list[Choice]:
        show = _("Show what I type") if hidden else _("Hide what I type")
        return [Choice(_("Open"), "open"), Choice(show, "show")]

    def opened(self) -> None:
        """The clear line is read once this is painted."""
        self.say(_(OFFLINE))
        self.set_timer(FIRST_PAINT, self._read_clear_line)

    def first_focus(self) -> Widget:
        """The field."""
        return self.query_one(Line)

    def deeds(self) -> list[Deed]:
        """Enter in the field opens."""
        if not isinstance(self.focused, Line):
            return []
        return [
            Deed(("enter",), _("open"), _("Open the file"), lambda _key: self._open(),
                 menu=False, in_box=True),
            Deed(("tab",), _("Open, Show"), "", self._tab, menu=False, in_box=True),
        ]  # fmt: skip

    def back_word(self) -> str:
        """Esc leaves, from the first page."""
        return _("leave") if len(self.app.screen_stack) <= self.panel.floor else _("back")

    def _read_clear_line(self) -> None:
        from tender_flow.packs.contents import TO_MEMBER
        from tender_flow.packs.work import peek_file
        from tender_flow.rules.findings import Finding, Place

        try:
            header = peek_file(self._path)
            if header.kind not in TO_MEMBER:
                facts = {"file": self._path.name, "lead": f"{header.lead} ({header.telephone})"}
                raise BadInputError(Finding("not-a-pack", facts, place=Place(str(self._path))))
            self._header = header
            self._find_key(header)
        except TenderFlowError as error:
            self._cannot_begin(error)
            return
        self.query_one("#ask", Note).set_texts(self._ask(header))
        self.refresh_frame()
        if self._wanted:
            self._open()

    def _find_key(self, header: Header) -> None:
        if header.kind == "invitation":
            return
        from tender_flow.rules.findings import Finding
        from tender_flow.tui.panel.files import find_key

        self._key_path = self.panel.key_path or find_key(self._path, header.recipient_key)
        if self._key_path is None:
            facts = {
                "name": header.recipient,
                "lead": f"{header.lead} ({header.telephone})",
                "folder": str(self._path.parent),
            }
            raise BadInputError(Finding("own-key-not-found", facts))

    def _ask(self, header: Header) -> str:
        if header.kind == "invitation":
            return _("Type the passphrase that {lead} gave you by telephone.").format(
                lead=one_line(header.lead)
            )
        return _("Type your own passphrase: the one that you chose when you signed.")

    def _cannot_begin(self, error: TenderFlowError) -> None:
        from tender_flow.tui.pages import ProblemPage

        self.panel.switch_screen(
            ProblemPage(error.findings, enter=_("leave"), then=lambda: self.panel.end(2))
        )

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "open":
            self._open()
        else:
            field = self.query_one(Line)
            field.password = not field.password
            message.choices.set_choices(self._choices(hidden=field.password))

    def _open(self) -> None:
        passphrase = self.query_one(Line).value
        if self._busy:
            return
        if self._header is None:
            self._wanted = True
            return
        if not passphrase:
            self.say(_("Type the passphrase first."), "attention")
            return
        self._busy = True
        self.say(_(WAIT))
        self.panel.beside(lambda: self._opened_work(passphrase), self._done, self._refused)

    def _opened_work(self, passphrase: str) -> Work:
        from tender_flow.packs.work import open_work
        from tender_flow.tui.panel.app import unlock_with

        key = unlock_with(self._key_path, passphrase) if self._key_path else passphrase
        return open_work(self._path, key, self.panel.now())

    def _done(self, work: Work) -> None:
        self.panel.opened(work)
        self.panel.begin()

    def _refused(self, error: TenderFlowError) -> None:
        self._busy = False
        finding = error.findings[0]
        if finding.code not in {"passphrase-wrong", "key-passphrase-wrong"}:
            self._cannot_open(error)
            self.say(_(OFFLINE))
            return
        from tender_flow.i18n.sentences import paragraphs

        finding = self._with_lead(finding)
        happened, safe, to_do = paragraphs(finding)
        if not self.query("#problem"):
            trouble = Part(_("THERE IS A PROBLEM"), Note("", id="problem"))
            self.query_one("#body").mount(trouble, before=0)
        self.call_later(self._say_problem, ((happened, "problem"), safe, to_do))
        self.say(happened, "problem")
        self.set_focus(self.query_one(Line))
        self.refresh_frame()

    def _say_problem(self, texts: tuple[str | tuple[str, str], ...]) -> None:
        self.query_one("#problem", Note).set_texts(*texts)

    def _cannot_open(self, error: TenderFlowError) -> None:
        from tender_flow.tui.pages import ProblemPage

        self.panel.push_screen(ProblemPage(error.findings, enter=_("back")))

    def _with_lead(self, finding: Finding) -> Finding:
        """A key file knows no lead; the pack's clear line does."""
        from dataclasses import replace

        assert self._header is not None
        facts = {"lead": f"{self._header.lead} ({self._header.telephone})", **finding.facts}
        return replace(finding, facts=facts)
