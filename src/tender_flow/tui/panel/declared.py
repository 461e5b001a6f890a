"""Signing the declaration with one's own new key, and the file that has to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _, formats
from tender_flow.i18n.sentences import say
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel import flow
from tender_flow.tui.panel.signing import StepPage
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.line import Field, Line
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.errors import TenderFlowError
    from tender_flow.packs.sending import MadeReturn

SHORTEST = 10
"""Characters of a passphrase: a pack can be guessed at offline, so a short word is not enough."""


class SignPage(StepPage):
    """Choose a passphrase, type it twice; that makes the key and signs."""

    step = 4
    page = "sign"
    purpose: ClassVar[str] = N_(
        "Your signature needs a key of your own. It is made on this laptop, under a passphrase "
        "that only you know, and opens the bids later."
    )

    def __init__(self) -> None:
        super().__init__()
        self._busy = False

    def body(self) -> ComposeResult:
        """Two fields, or one where the key is there already."""
        if self._has_key():
            yield Part(
                _("YOUR PASSPHRASE"),
                Note(_("Type the passphrase that you chose when you first signed.")),
                Field(Line(id="first", secret=True), roomy=True),
                Choices(self._choices(hidden=True), enter=_("take it"), id="sign"),
            )
            return
        yield Part(
            _("CHOOSE A PASSPHRASE OF YOUR OWN"),
            Note(
                _(
                    "It opens the bids, and nobody else knows it: it can't be looked up or "
                    "replaced. Four or five words that belong together only for you are good."
                )
            ),
            Field(Line(id="first", secret=True, hint=_("Passphrase")), roomy=True),
            Field(Line(id="second", secret=True, hint=_("The same again")), roomy=True),
            Choices(self._choices(hidden=True), enter=_("take it"), id="sign"),
        )

    def _has_key(self) -> bool:
        from tender_flow.packs.sending import member_key_path

        return member_key_path(self.panel.work).exists()

    def _choices(self, *, hidden: bool) -> list[Choice]:
        show = _("Show what I type") if hidden else _("Hide what I type")
        return [Choice(_("Sign, and make the file for {lead}").format(
            lead=one_line(self.lead.name)), "sign"), Choice(show, "show")]  # fmt: skip

    def opened(self) -> None:
        """The sentence that is signed."""
        self.say(_("With this you sign the agreement and your declarations."))

    def deeds(self) -> list[Deed]:
        """Enter goes to the next field, then signs."""
        if not isinstance(self.focused, Line):
            return []
        return [
            Deed(("enter",), _("next"), _("The next field, then sign"), self._enter,
                 menu=False, in_box=True)
        ]  # fmt: skip

    def _enter(self, _key: str) -> None:
        fields = list(self.query(Line))
        assert isinstance(self.focused, Line)
        place = fields.index(self.focused)
        if place + 1 < len(fields):
            self.set_focus(fields[place + 1])
        else:
            self._sign()

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "sign":
            self._sign()
            return
        fields = list(self.query(Line))
        hidden = not fields[0].password
        for field in fields:
            field.password = hidden
        message.choices.set_choices(self._choices(hidden=hidden))

    def _sign(self) -> None:
        passphrase, *again = (field.value for field in self.query(Line))
        if self._busy:
            return
        if again and len(passphrase.strip()) < SHORTEST:
            self.say(_("Use at least {count} characters.").format(count=SHORTEST), "attention")
        elif again and again[0] != passphrase:
            self.say(_("The two are not the same. Nothing has been signed."), "problem")
        else:
            self._busy = True
            self.say(_("Signing. This takes about 3 seconds."))
            self.panel.beside(lambda: self._make(passphrase), self._made, self._refused)

    def _make(self, passphrase: str) -> MadeReturn:
        from tender_flow.packs.keys import load_key
        from tender_flow.packs.sending import (
            make_return,
            member_key_path,
            new_member_key,
            use_member_key,
        )

        work = self.panel.work
        if self._has_key():
            use_member_key(work, load_key(member_key_path(work), passphrase))
        else:
            new_member_key(work, passphrase)
        assert self.panel.saver is not None
        with self.panel.saver.lock:
            return make_return(work, passphrase, self.panel.now())

    def _made(self, _made: MadeReturn) -> None:
        assert self.panel.saver is not None
        self.panel.saver.was_saved()
        flow.go(self.panel, "done")

    def _refused(self, error: TenderFlowError) -> None:
        self._busy = False
        if error.findings[0].code in {"passphrase-wrong", "key-passphrase-wrong"}:
            finding = error.findings[0]
            self.say(say(finding), "problem")
            self.set_focus(self.query_one("#first", Line))
        else:
            self.say("")
            self.panel.show_problem(error)


class DeclaredPage(StepPage):
    """The file is made: where it is, to whom it goes, what happens next."""

    page = "done"
    purpose: ClassVar[str] = N_("Your declaration is signed. Send the file by e-mail.")

    def titles(self) -> Titles:
        """Done."""
        return Titles(self.case_title, _("Your declaration is signed"), "")

    def body(self) -> ComposeResult:
        """File, folder, address, check code, fingerprint."""
        work, lead = self.panel.work, self.lead
        sent = work.declaring.state.returns[-1]
        facts = {
            "file": sent.file,
            "folder": str(work.path.parent.resolve()),
            "lead": one_line(lead.name),
            "email": one_line(lead.email),
            "telephone": one_line(lead.telephone),
            "when": formats.instant(sent.at),
            "code": sent.check_code,
        }
        texts: list[str | tuple[str, str]] = [
            (_("Your declaration is in {file}, folder {folder}.").format(**facts), "bold"),
            _("Send it to {lead} by e-mail: {email}.").format(**facts),
            _("You get the bids when it has been accepted, in another file.").format(**facts),
            _("Signed {when}. Check code {code}.").format(**facts),
        ]
        fingerprint = self._fingerprint()
        if fingerprint:
            texts.append(
                _("{lead} will ring to compare the code of your key: {fingerprint}").format(
                    fingerprint=fingerprint, **facts
                )
            )
        texts.append(self._if_nothing_comes(facts))
        yield Part(
            _("DONE: NOW SEND THE FILE"),
            Note(*texts),
            Choices(
                [Choice(_("Leave"), "leave"), Choice(_("Change my declaration"), "change")],
                enter=_("take it"),
            ),
            grow=True,
        )

    def _fingerprint(self) -> str:
        from tender_flow.packs.keys import read_public
        from tender_flow.packs.sending import member_key_path

        path = member_key_path(self.panel.work)
        return read_public(path).fingerprint if path.exists() else ""

    def _if_nothing_comes(self, facts: dict[str, str]) -> str:
        by = self.panel.work.declaring.contents.return_by
        if by is None:
            return _("If you hear nothing, ring {lead}: {telephone}.").format(**facts)
        return _("If you have heard nothing by {day}, ring {lead}: {telephone}.").format(
            day=formats.day(by.date()), **facts
        )

    def back_word(self) -> str:
        """Out."""
        return _("leave")

    def back(self) -> None:
        """Out."""
        self.panel.leave()

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "leave":
            self.panel.end()
        else:
            flow.go(self.panel, "check")
