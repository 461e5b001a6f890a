"""Pages beside the scoring view: the whole question, cannot mark, ask the bidder, a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.errors import RefusedError
from tender_flow.i18n import N_, _, ngettext
from tender_flow.i18n.sentences import say
from tender_flow.tui.keys import Deed
from tender_flow.tui.pages import ProblemPage
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.panel.scoring_words import titles_of
from tender_flow.tui.panel.words import mark_text, share_of
from tender_flow.tui.texts import one_line, plain
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note
from tender_flow.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.packs.marking import Marking
    from tender_flow.rules.findings import Fact
    from tender_flow.tui.widgets.header import Titles


class AsidePage(PanelFrame):
    """A page about one answer; Esc goes back to it, with what was typed kept."""

    def __init__(self, answer_id: str) -> None:
        super().__init__()
        self.answer_id = answer_id

    @property
    def marking(self) -> Marking:
        """The work on the pack."""
        return self.panel.work.marking

    @property
    def bidder_name(self) -> str:
        """The bidder of the answer."""
        return one_line(self.marking.bidder_of(self.answer_id).name)

    def titles(self) -> Titles:
        """Question and bidder."""
        return titles_of(self.marking, self.answer_id, self.case_title)

    def back_word(self) -> str:
        """To the answer."""
        return _("back to the answer")


class QuestionPage(AsidePage):
    """The whole question with its guidance and the scheme."""

    purpose: ClassVar[str] = N_("The question as the bidders had it, its guidance, the scheme.")

    def body(self) -> ComposeResult:
        """One text."""
        yield Part(_("QUESTION, GUIDANCE AND SCHEME"), Prose(self._text()), grow=True)

    def _text(self) -> str:
        contents = self.marking.contents
        question = self.marking.question_of(self.answer_id)
        scale = self.marking.scale_of(self.answer_id)
        facts = []
        share = share_of(contents, question, self.marking.answer(self.answer_id).lot)
        if share:
            facts.append(_("Weight: {share} of the whole.").format(share=share))
        if question.minimum is not None:
            facts.append(_("Minimum: {mark}.").format(mark=mark_text(question.minimum)))
        if question.words:
            facts.append(
                ngettext("At most {words} word.", "At most {words} words.", question.words).format(
                    words=f"{question.words:,}"
                )
            )
        levels = [
            f"- {mark_text(level.mark)} {one_line(level.name)}: {one_line(level.description)}"
            for level in scale.levels
        ]
        parts = [
            f"{question.number} {one_line(question.title)}".strip(),
            plain(question.text),
            " ".join(facts),
            plain(question.guidance),
            _("The scheme:") + "\n" + "\n".join(levels),
        ]
        return "\n\n".join(part for part in parts if part)


class CannotPage(AsidePage):
    """Why an answer can't be marked: not my field, something missing, a conflict."""

    purpose: ClassVar[str] = N_("“Cannot mark” is kept apart from a 0, and needs its reason.")

    def body(self) -> ComposeResult:
        """Three reasons, and the way back."""
        reasons = [
            Choice(_("It is not my field"), _("It is not my field.")),
            Choice(_("Part of the answer is missing"), _("Part of the answer is missing.")),
            Choice(_("I have found a conflict: I will explain"), "conflict"),
            Choice(_("Go back: I can mark it"), "back"),
        ]
        yield Part(_("WHY CAN YOU NOT MARK IT?"), Choices(reasons, enter=_("take it")), grow=True)

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "conflict":
            self.app.switch_screen(ConflictPage(self.answer_id))
            return
        self.back()
        if message.value == "back":
            return
        try:
            self.marking.cannot_mark(self.answer_id, message.value, self.panel.now())
        except RefusedError as error:
            self.panel.show_problem(error)
            return
        self.panel.changed()
        below = self.panel.screen
        if isinstance(below, PanelFrame):
            below.say_saved(_("You cannot mark this answer: {why}").format(why=message.value))


class BoxPage(AsidePage):
    """A box and a list below it; what was typed is kept when Esc leaves."""

    kind: ClassVar[str] = ""

    def _draft(self) -> str:
        return self.panel.draft(self.kind, self.answer_id)

    def first_focus(self) -> Box:
        """The box."""
        return self.query_one(Box)

    def opened(self) -> None:
        """The box has room."""
        box = self.query_one(Box)
        box.styles.height = 6
        box.is_work = True

    def deeds(self) -> list[Deed]:
        """Tab leaves the box for the choices."""
        if not self.in_box:
            return []
        return [Deed(("tab",), _("done typing: choose"), "", self._tab, menu=False, in_box=True)]

    @on(Box.Changed)
    def _typed(self) -> None:
        self.panel.keep_draft(self.kind, self.answer_id, plain(self.query_one(Box).text))


class AskPage(BoxPage):
    """One box: what should the bidder explain?"""

    kind = "ask"
    purpose: ClassVar[str] = N_(
        "Asks the bidder for an explanation. It travels with your next return file; the lead "
        "puts it to the bidder, and the mark can wait."
    )

    def body(self) -> ComposeResult:
        """The box; ask, withdraw, or neither."""
        answer = self.marking.answer(self.answer_id)
        asked = self.marking.open_question(answer.question_id, answer.tender_id)
        text = self._draft() or (asked.text if asked else "")
        choices = [Choice(_("Ask this"), "ask"), Choice(_("Do not ask"), "back")]
        if asked is not None:
            choices.insert(1, Choice(_("Withdraw my question"), "withdraw"))
        yield Part(_("WHAT DO YOU NEED THE BIDDER TO EXPLAIN?"), Box(text))
        yield Part(
            _("THEN"),
            Note(_("It travels with your next return file. The mark can wait."), tight=True),
            Choices(choices, enter=_("take it")),
        )

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        answer = self.marking.answer(self.answer_id)
        here = (answer.question_id, answer.tender_id)
        try:
            if message.value == "ask":
                self.marking.ask(*here, plain(self.query_one(Box).text), self.panel.now())
            elif message.value == "withdraw":
                self.marking.withdraw_question(*here)
        except RefusedError as error:
            self.say(say(error.findings[0]), "problem")
            self.set_focus(self.query_one(Box))
            return
        self.panel.keep_draft(self.kind, self.answer_id, "")
        self.panel.changed()
        said = {
            "ask": _("Your question to {bidder} goes with your next return file."),
            "withdraw": _("Your question to {bidder} is withdrawn."),
            "back": _("Nothing is asked of {bidder}."),
        }[message.value].format(bidder=self.bidder_name)
        self.back()
        below = self.panel.screen
        if isinstance(below, PanelFrame):
            below.say_saved(said)


class ConflictPage(BoxPage):
    """A conflict found late: the marks for the bidder freeze (error 15)."""

    kind = "conflict"
    purpose: ClassVar[str] = N_(
        "Declares a conflict that you found only now. Your marks for this bidder are frozen, not "
        "deleted; nobody uses them unless you are cleared."
    )

    def body(self) -> ComposeResult:
        """The box; declare, or not."""
        text = self._draft()
        heading = _("WHAT IS THE CONFLICT WITH {bidder}?").format(bidder=self.bidder_name)
        yield Part(heading, Box(text))
        yield Part(
            _("THEN"),
            Note(_("Your marks for this bidder are frozen, not deleted."), tight=True),
            Choices(
                [
                    Choice(_("I declare this"), "declare"),
                    Choice(_("Go back: there is no conflict"), "back"),
                ],
                enter=_("take it"),
            ),
        )

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "back":
            self.back()
            return
        tender = self.marking.answer(self.answer_id).tender_id
        marked = sum(
            self.marking.mark(each.id).decided
            for each in self.marking.contents.answers
            if each.tender_id == tender
        )
        try:
            text = plain(self.query_one(Box).text)
            self.marking.declare_conflict(tender, text, self.panel.now())
        except RefusedError as error:
            self.say(say(error.findings[0]), "problem")
            self.set_focus(self.query_one(Box))
            return
        self.panel.keep_draft(self.kind, self.answer_id, "")
        self.panel.changed()
        self.app.switch_screen(self._what_now(marked))

    def _what_now(self, marked: int) -> ProblemPage:
        from tender_flow.rules.findings import Finding

        facts: dict[str, Fact] = {"bidder": self.bidder_name, "count": marked}
        return ProblemPage(
            [Finding("conflict-found-late", facts)],
            case=self.case_title,
            title=_("Your marks for this bidder are frozen"),
            ring=self.panel.person_to_ring(),
        )
