"""The practice answer: the real scoring view on an invented answer, of which nothing is kept.

It is reached from the guidance. What is marked and written lives in this screen only: it is in
no file, and Esc forgets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tender_flow.i18n import N_, _
from tender_flow.packs.practising import PRACTICE
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel.asides import QuestionPage
from tender_flow.tui.panel.scoring import ScoringPage
from tender_flow.tui.panel.signing import GuidancePage
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.header import Titles

if TYPE_CHECKING:
    from tender_flow.packs.marking import Marking

NOT_RECORDED = N_("Practice: not recorded")
FOR_BIDS_ONLY = frozenset({"left", "n", "q", "x", "a", "s"})
"""Keys of the scoring view that mean something else here, or nothing."""


class PracticePage(ScoringPage):
    """One invented answer to mark; the first marks of real bids come easier afterwards."""

    purpose: ClassVar[str] = N_(
        "An invented answer, to try out how marking works. Nothing that you do here is kept or "
        "sent."
    )

    def __init__(self, marking: Marking) -> None:
        super().__init__(PRACTICE)
        self._marking = marking

    @property
    def marking(self) -> Marking:
        """Only this screen has it."""
        return self._marking

    @property
    def is_frozen(self) -> bool:
        """Practice can always be written on: nothing is saved."""
        return False

    def changed(self) -> None:
        """Nothing is saved."""

    def say_saved(self, done: str, then: str = "") -> None:
        """Says what was done, and never that it was saved."""
        self.say(f"{done} {then}".strip())

    def saved_words(self) -> tuple[str, bool]:
        """In place of "All saved"; if the declaration is not saved, that comes first."""
        return practice_words(super().saved_words())

    def titles(self) -> Titles:
        """The question, and that the answer is nobody's."""
        return practice_titles(self.marking, self.case_title)

    def next_words(self, *, after_mark: bool = False) -> str:
        """The next step, or that this is all."""
        if self.marking.status(self.answer_id).state == "done":
            return _("That is all: a mark, and why. Esc goes back to the guidance.")
        return super().next_words(after_mark=after_mark)

    def back(self) -> None:
        """From a part to the answer, as everywhere; from the answer to the guidance."""
        super().back()
        below = self.app.screen
        if isinstance(below, GuidancePage):
            below.practised()

    def back_word(self) -> str:
        """Where Esc goes."""
        return _("to the guidance") if self._part == "answer" else _("to the answer")

    def deeds(self) -> list[Deed]:
        """Those of the scoring view that need no other bid and no file."""
        kept = [deed for deed in super().deeds() if FOR_BIDS_ONLY.isdisjoint(deed.keys)]
        return [
            *kept,
            Deed(("q",), "", _("The whole question, its guidance and the scheme"),
                 self._read_question, bar=False),
            Deed(("x",), "", _("Say that you cannot mark this answer, and why"), self.cannot,
                 bar=False, menu=False),
            Deed(("ctrl+s",), "", _("Is everything saved?"), self._not_kept, shown="Ctrl+S",
                 menu=False, in_box=True),
        ]  # fmt: skip

    def _said_on_entering(self, part: str | None, leaving: str) -> None:
        super()._said_on_entering(part, leaving)
        if part == "notes":
            self.say(_("In your pack, private notes stay on this laptop. Here nothing is kept."))

    def cannot(self, _key: str) -> None:
        """There is nothing to explain to anybody."""
        self.say(_("In the practice, give a mark. In your pack, x asks why you cannot."))

    def _read_question(self, _key: str) -> None:
        self.app.push_screen(PracticeQuestionPage(self.marking))

    def _not_kept(self, _key: str) -> None:
        self.say(_("This is practice: nothing of it is kept or sent."))


class PracticeQuestionPage(QuestionPage):
    """The whole practice question with its guidance and the scheme."""

    def __init__(self, marking: Marking) -> None:
        super().__init__(PRACTICE)
        self._marking = marking

    @property
    def marking(self) -> Marking:
        """That of the practice."""
        return self._marking

    def saved_words(self) -> tuple[str, bool]:
        """As on the practice itself."""
        return practice_words(super().saved_words())

    def titles(self) -> Titles:
        """As on the practice itself."""
        return practice_titles(self.marking, self.case_title)


def practice_words(saved: tuple[str, bool]) -> tuple[str, bool]:
    """The state of saving as a practice page shows it."""
    return saved if saved[1] else (_(NOT_RECORDED), False)


def practice_titles(marking: Marking, case: str) -> Titles:
    """The question at the left, whose answer it is at the right."""
    question = marking.question_of(PRACTICE)
    title = f"{question.number} {one_line(question.title)}".strip()
    here = _("Practice question: {title}").format(title=title) if title else _("Practice question")
    return Titles(case, here, _("An invented answer"))
