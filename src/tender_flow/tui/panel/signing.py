"""Before the bids can be read: agreement, guidance, and the check of all answers.

One decision a page. An agreement can be signed only after its last line was on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.errors import RefusedError
from tender_flow.i18n import N_, _, formats
from tender_flow.i18n.sentences import say
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel import flow
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.line import Field, Line
from tender_flow.tui.widgets.note import Note
from tender_flow.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult


class StepPage(PanelFrame):
    """A page of the declaration; Esc goes to the page before."""

    step: ClassVar[int] = 1
    page: str = ""

    def titles(self) -> Titles:
        """Step so many of four."""
        step = _("Step {step} of {steps}").format(step=self.step, steps=flow.STEPS)
        return Titles(self.case_title, _("Before you can read the bids"), step)

    def back_word(self) -> str:
        """The page before, or out."""
        return _("leave") if self.page == "agreement" else _("page before")

    def back(self) -> None:
        """One page back."""
        flow.before(self.panel, self.page)


class ReadPage(StepPage):
    """A text that has to be read to its end; Enter goes on by a page, then to what follows."""

    def __init__(self) -> None:
        super().__init__()
        self.read_to_end = False

    def opened(self) -> None:
        """Counts the pages; a short text may be on the screen whole."""
        self.call_after_refresh(self.scrolled)

    @on(Prose.Scrolled)
    def scrolled(self) -> None:
        """Another page is in sight."""
        prose = self.query_one(Prose)
        if not prose.size.height:
            return
        page, total = prose.pages
        words = _("{page} of {total} pages").format(page=page, total=total)
        self.query_one("#text", Part).say(state=words)
        if prose.at_end and not self.read_to_end:
            self.read_to_end = True
            self.was_read()

    def was_read(self) -> None:
        """The last line was on the screen."""

    def size_changed(self) -> None:
        """Another size has other pages."""
        self.call_after_refresh(self.scrolled)

    def on_page(self, _key: str) -> None:
        """Enter in the text: the next page, or on."""
        prose = self.query_one(Prose)
        if prose.at_end:
            self._tab("tab")
        else:
            prose.read_on(max(1, prose.size.height - 1))


class AgreementPage(ReadPage):
    """The confidentiality agreement, signed by typing one's name."""

    page = "agreement"
    purpose: ClassVar[str] = N_("The agreement to keep bids confidential. You sign with your name.")

    def body(self) -> ComposeResult:
        """The text, and a line for the name."""
        contents = self.panel.work.declaring.contents
        name = one_line(contents.member.name)
        yield Part(_("CONFIDENTIALITY AGREEMENT"), Prose(contents.agreement), id="text", grow=True)
        yield Part(
            _("I HAVE READ THIS AND WILL KEEP TO IT"),
            Note(_("Type your name as in: {name}").format(name=name), tight=True),
            Field(Line(self.panel.work.declaring.state.name_typed, id="name")),
        )

    def deeds(self) -> list[Deed]:
        """Enter: read on, or sign."""
        if isinstance(self.focused, Line):
            return [
                Deed(("enter",), _("agree"), _("Agree, with your name"), self._agree,
                     menu=False, in_box=True),
                Deed(("tab", "shift+tab"), _("the text"), "", self._tab, shown="Tab",
                     menu=False, in_box=True),
            ]  # fmt: skip
        return [
            Deed(("enter",), _("read on"), _("Read on; at the end, type your name"), self.on_page)
        ]

    def was_read(self) -> None:
        """Now it can be signed."""
        self.say(_("That was all of it. Press Tab and type your name."))

    def _agree(self, _key: str) -> None:
        if not self.read_to_end:
            self.say(_("Read the agreement to its end first. Tab, then Space."), "attention")
            return
        try:
            self.panel.work.declaring.agree(self.query_one(Line).value, self.panel.now())
        except RefusedError as error:
            self.say(say(error.findings[0]), "problem")
            return
        self.panel.changed()
        flow.after(self.panel, self.page)


class GuidancePage(ReadPage):
    """The guidance for the panel, which must be read before marking."""

    step = 3
    page = "guidance"
    purpose: ClassVar[str] = N_("How to mark. It stays in the menu while you mark.")

    def body(self) -> ComposeResult:
        """The text, and one sentence to confirm."""
        yield Part(
            _("GUIDANCE"),
            Prose(self.panel.work.declaring.contents.guidance),
            id="text",
            grow=True,
        )
        yield Part(
            _("WHEN YOU HAVE READ IT"),
            Choices(self._ways(), enter=_("take it")),
        )

    def _ways(self) -> list[Choice]:
        read = _("I have read the guidance and will mark by it")
        if self.panel.work.declaring.contents.practice is None:
            return [Choice(read, "read")]
        practice = _("Try the practice answer first: two minutes, not recorded")
        return [Choice(read, "read"), Choice(practice, "practice")]

    def deeds(self) -> list[Deed]:
        """Enter in the text reads on."""
        if isinstance(self.focused, Prose):
            return [Deed(("enter",), _("read on"), _("Read on"), self.on_page)]
        return []

    def was_read(self) -> None:
        """Now it can be confirmed."""
        self.say(_("That was all of it. Press Enter to go on."))

    def practised(self) -> None:
        """Back from the practice answer."""
        self.say(_("The practice is over, and nothing of it was kept."))

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "practice":
            self._practise()
            return
        if not self.read_to_end:
            self.say(_("Read the guidance to its end first. Tab, then Space."), "attention")
            return
        self.panel.work.declaring.acknowledge_guidance(self.panel.now())
        self.panel.changed()
        flow.after(self.panel, self.page)

    def _practise(self) -> None:
        from tender_flow.packs.practising import practice_marking
        from tender_flow.tui.panel.practice import PracticePage

        contents = self.panel.work.declaring.contents
        self.app.push_screen(PracticePage(practice_marking(contents, self.panel.now())))


class CheckPage(StepPage):
    """All answers in a list; Enter changes one, or goes on to sign."""

    step = 4
    page = "check"
    purpose: ClassVar[str] = N_("Your answers, before you sign them.")

    def body(self) -> ComposeResult:
        """What was answered, and "all correct"."""
        yield Part(
            _("CHECK YOUR ANSWERS"),
            Choices(self._answers(), enter=_("change it, or sign")),
            grow=True,
        )

    def opened(self) -> None:
        """What Enter does."""
        self.say(_("Enter on an answer changes it. The first line goes on to sign."))

    def _answers(self) -> list[Choice]:
        declaring = self.panel.work.declaring
        missing = declaring.problems()
        first = Choice(_("All correct: go on to sign"), "sign")
        if missing:
            first = Choice(_("Problem: {what}").format(what=say(missing[0])), "missing", "problem")
        state = declaring.state
        read = formats.instant(state.agreement_read_at) if state.agreement_read_at else "–"
        agreement = _("Agreement: signed as {name}, {when}").format(
            name=one_line(state.name_typed) or "–", when=read
        )
        guided = formats.instant(state.guidance_read_at) if state.guidance_read_at else "–"
        return [
            first,
            Choice(agreement, "agreement"),
            *(Choice(self._bidder(b.tender_id), b.tender_id) for b in declaring.contents.bidders),
            Choice(_("Guidance: read {when}").format(when=guided), "guidance"),
        ]

    def _bidder(self, tender_id: str) -> str:
        from tender_flow.tui.panel.bidder import declared_words

        return declared_words(self.panel.work.declaring, tender_id)

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        page = message.value
        if page == "missing":
            page = self.panel.work.declaring.next_page()
        flow.go(self.panel, page)
