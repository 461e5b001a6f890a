"""The signature: what is signed, the passphrase once more, and the file that has to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _
from tender_flow.i18n.sentences import say
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.line import Field, Line
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from tender_flow.errors import TenderFlowError
    from tender_flow.packs.sending import MadeReturn


class SignaturePage(PanelFrame):
    """What is signed, and the passphrase that signs it."""

    purpose: ClassVar[str] = N_("Your passphrase is your signature. Nobody else can sign for you.")

    def __init__(
        self,
        titles: Titles,
        what: tuple[str | tuple[str, str], ...],
        make: Callable[[str], MadeReturn],
        later: str,
    ) -> None:
        super().__init__()
        self._titles = titles
        self._what = what
        self._make_file = make
        self._later = later
        self._busy = False

    def titles(self) -> Titles:
        """As on the page before."""
        return self._titles

    def body(self) -> ComposeResult:
        """The statement, the passphrase, the choice."""
        yield Part(_("WHAT YOU SIGN"), Note(*self._what))
        yield Part(
            _("PASSPHRASE"),
            Note(_("Type your own passphrase. That is your signature."), tight=True),
            Field(Line(id="passphrase", secret=True), roomy=True),
            Choices(self._choices(hidden=True), enter=_("take it")),
            grow=True,
        )

    def _choices(self, *, hidden: bool) -> list[Choice]:
        show = _("Show what I type") if hidden else _("Hide what I type")
        return [Choice(_("Sign, and make the return file"), "sign"), Choice(show, "show")]

    def first_focus(self) -> Line:
        """The field."""
        return self.query_one(Line)

    def deeds(self) -> list[Deed]:
        """Enter in the field signs."""
        if not isinstance(self.focused, Line):
            return []
        return [
            Deed(("enter",), _("sign"), _("Sign"), lambda _key: self._sign(), menu=False,
                 in_box=True),
            Deed(("tab",), _("Show, Sign"), "", self._tab, menu=False, in_box=True),
        ]  # fmt: skip

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "sign":
            self._sign()
            return
        field = self.query_one(Line)
        field.password = not field.password
        message.choices.set_choices(self._choices(hidden=field.password))

    def _sign(self) -> None:
        passphrase = self.query_one(Line).value
        if self._busy:
            return
        if not passphrase:
            self.say(_("Type the passphrase first."), "attention")
            return
        self._busy = True
        self.say(_("Signing."))
        self.panel.beside(lambda: self._signed(passphrase), self._made, self._refused)

    def _signed(self, passphrase: str) -> MadeReturn:
        saver = self.panel.saver
        assert saver is not None
        with saver.lock:
            return self._make_file(passphrase)

    def _made(self, made: MadeReturn) -> None:
        assert self.panel.saver is not None
        self.panel.saver.was_saved()
        self.app.switch_screen(SentPage(self._titles, made, self._later))

    def _refused(self, error: TenderFlowError) -> None:
        self._busy = False
        if error.findings[0].code == "key-passphrase-wrong":
            self.say(say(error.findings[0]), "problem")
            self.set_focus(self.query_one(Line))
        else:
            self.say("")
            self.panel.show_problem(error)


class SentPage(PanelFrame):
    """The file is there: where, to whom, the check code."""

    purpose: ClassVar[str] = N_("Your return file is made. Send it by e-mail.")

    def __init__(self, titles: Titles, made: MadeReturn, later: str) -> None:
        super().__init__()
        self._titles = titles
        self._file = made
        self._later = later

    def titles(self) -> Titles:
        """As on the page before."""
        return self._titles

    def body(self) -> ComposeResult:
        """File, folder, address, check code."""
        lead, path = self.lead, self._file.path
        facts = {
            "file": path.name,
            "folder": str(path.parent.resolve()),
            "lead": one_line(lead.name),
            "email": one_line(lead.email),
            "code": self._file.check_code,
        }
        yield Part(
            _("DONE: NOW SEND THE FILE"),
            Note(
                (_("{file} is in {folder}.").format(**facts), "bold"),
                _("E-mail it to {lead} ({email}).").format(**facts),
                self._later,
                _("Check code {code}.").format(**facts),
            ),
            Choices(
                [Choice(_("Go back to what you did"), "back"), Choice(_("Leave"), "leave")],
                enter=_("take it"),
            ),
            grow=True,
        )

    def back(self) -> None:
        """To the first screen of the file, past the pages of sending."""
        while len(self.app.screen_stack) > self.panel.floor:
            self.app.pop_screen()

    def back_word(self) -> str:
        """To the first screen."""
        return _("what you did")

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "leave":
            self.panel.end()
        else:
            self.back()
