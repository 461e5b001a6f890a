"""The scoring view: read an answer, choose its mark against the scheme, write the reasons.

The answer never leaves the screen while it is judged. Every change is saved within a second,
also in the middle of a word. Tab goes answer, mark, strengths, weaknesses, why, private notes;
Esc from any of them comes back to the answer at the place where it was left.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.errors import RefusedError
from tender_flow.i18n import N_, _
from tender_flow.i18n.sentences import say
from tender_flow.tui.keys import DIGITS, Deed
from tender_flow.tui.panel.desk import BOXES, STOPS, Desk
from tender_flow.tui.panel.mark import MarkChooser, takes_digits
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.panel.scoring_checks import ReasonWatch
from tender_flow.tui.panel.scoring_words import (
    heading_of,
    part_states,
    status_line,
    summary,
    titles_of,
    what_next,
)
from tender_flow.tui.panel.words import mark_sentence, mark_text, weight_words
from tender_flow.tui.texts import one_line, plain
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import TextArea

    from tender_flow.packs.contents import Answer
    from tender_flow.packs.marking import Marking
    from tender_flow.tui.widgets.header import Titles


class ScoringPage(PanelFrame):
    """One answer at a time, across the bidders of a question."""

    purpose: ClassVar[str] = N_(
        "One bidder's answer with its question, your mark and your reasons. Only you see them "
        "until you send them."
    )

    def __init__(self, answer_id: str, part: str = "answer") -> None:
        super().__init__()
        self.answer_id = answer_id
        self._part = part
        self._typed = ""
        """Digits typed so far, on a scale that goes above 9."""
        self._loading = False
        self._watch = ReasonWatch(self)

    @property
    def marking(self) -> Marking:
        """The work on the pack."""
        return self.panel.work.marking

    @property
    def answer(self) -> Answer:
        """The answer on the screen."""
        return self.marking.answer(self.answer_id)

    @property
    def is_frozen(self) -> bool:
        """Can mark and reasons only be read? Private notes can always be written."""
        return self.marking.is_frozen(self.answer.tender_id) or self.panel.work.read_only

    def changed(self) -> None:
        """Something was changed: it is saved within a second."""
        self.panel.changed()

    def next_words(self, *, after_mark: bool = False) -> str:
        """The next step, for the message line."""
        return what_next(self.marking, self.answer_id, after_mark=after_mark)

    @property
    def desk(self) -> Desk:
        """The parts."""
        return self.query_one(Desk)

    def titles(self) -> Titles:
        """Question and bidder."""
        return titles_of(self.marking, self.answer_id, self.case_title)

    def body(self) -> ComposeResult:
        """The desk."""
        yield Desk()

    # Showing

    def opened(self) -> None:
        """The answer, at the line where it was left."""
        position = self.marking.state.position
        line = position.line if position.answer_id == self.answer_id else 0
        self._show(self.answer_id, line)
        self.say(self.next_words())

    def first_focus(self) -> Widget:
        """The part that was asked for."""
        return self.desk.stop(self._part)

    def _show(self, answer_id: str, line: int = 0) -> None:
        self.answer_id = answer_id
        marking, desk = self.marking, self.desk
        answer = marking.answer(answer_id)
        question = marking.question_of(answer_id)
        here = (answer.question_id, answer.tender_id)
        replies = tuple(r for r in marking.contents.replies if (r.question_id, r.tender_id) == here)
        desk.answer.show(question, answer, replies, line)
        desk.mark.start(marking.scale_of(answer_id), marking.mark(answer_id))
        self._load_boxes()
        self._typed = ""
        self._refresh_parts()

    def _load_boxes(self) -> None:
        mark = self.marking.mark(self.answer_id)
        frozen = self.is_frozen
        self._loading = True
        for name, box in self.desk.boxes.items():
            text = (
                self.marking.state.notes.get(self.answer_id, "")
                if name == "notes"
                else getattr(mark, name)
            )
            if box.text != text:
                box.load_text(text)
            box.read_only = frozen and name != "notes"
        self._loading = False

    def size_changed(self) -> None:
        """Stacked or side by side."""
        self._refresh_parts()

    def focus_moved(self) -> None:
        """Another part is in use: open it."""
        part = self.part
        if part != self._part:
            self._part = part
            self._typed = ""
            self._refresh_parts()
            self._remember()

    @property
    def part(self) -> str:
        """The part in use."""
        return next((n for n in STOPS if self.focused is self.desk.stop(n)), self._part)

    def _refresh_parts(self) -> None:
        desk, marking = self.desk, self.marking
        mark, scale = marking.mark(self.answer_id), marking.scale_of(self.answer_id)
        question = marking.question_of(self.answer_id)
        weight = weight_words(marking.contents, question, self.answer.lot)
        desk.lay_out(self.size.width, self.size.height, self._part)
        desk.show_question(one_line(question.text), weight, self.size.width)
        desk.mark.show(scale, mark)
        self._refresh_states()
        desk.parts["mark"].say(state="" if desk.about.display else weight)

    def _refresh_states(self) -> None:
        """Headings and summaries, after a change of mark or words."""
        desk, marking = self.desk, self.marking
        mark, scale = marking.mark(self.answer_id), marking.scale_of(self.answer_id)
        states = part_states(marking, self.answer_id)
        for name in BOXES:
            desk.parts[name].say(heading_of(name, mark, scale), states[name])
        desk.parts["summary"].say(state=states["summary"])
        desk.parts["answer"].say(state=desk.answer.state())
        desk.summary.set_texts(*summary(marking, self.answer_id))
        desk.status.set_texts(status_line(marking, self.answer_id, self._part))

    @on(Prose.Scrolled)
    def _scrolled(self) -> None:
        self.desk.parts["answer"].say(state=self.desk.answer.state())
        if self.desk.answer.at_end and not self.marking.mark(self.answer_id).decided:
            scale = self.marking.scale_of(self.answer_id)
            self.say(
                _("End of the answer. {lowest} to {highest} gives the mark.").format(
                    lowest=mark_text(scale.lowest.mark), highest=mark_text(scale.highest.mark)
                )
            )

    # Focus

    def stops(self) -> list[Widget]:
        """All six parts, open or not, and the menu."""
        return [*(self.desk.stop(name) for name in STOPS), super().stops()[-1]]

    def _tab(self, key: str) -> None:
        stops = self.stops()
        here = stops.index(self.focused) if self.focused in stops else 0
        self._enter_part(stops[(here + (-1 if key == "shift+tab" else 1)) % len(stops)])

    def go_to(self, part: str) -> None:
        """Moves to a part of this answer."""
        self._enter_part(self.desk.stop(part))

    def _enter_part(self, widget: Widget) -> None:
        for box in self.desk.boxes.values():
            self._take(box)
        leaving = self._part
        part = next((name for name in STOPS if widget is self.desk.stop(name)), None)
        if part is not None:
            self._part = part
            self._refresh_parts()
        self.set_focus(widget, scroll_visible=False)
        self._said_on_entering(part, leaving)
        self._remember()

    def _said_on_entering(self, part: str | None, leaving: str) -> None:
        question = self.marking.question_of(self.answer_id)
        if part == "mark" and question.minimum is not None:
            self.say(
                _(
                    "The minimum is {mark}. Mark what the answer shows, not what follows from it."
                ).format(mark=mark_text(question.minimum))
            )
        elif part == "notes":
            self.say(_("Private notes stay on this laptop; they are never sent."))
        elif part in BOXES:
            self.say("")
        elif leaving in BOXES and part in {"answer", "notes", None}:
            self._say_what_next()

    def _say_what_next(self) -> None:
        """After the boxes: what the checks found in the whole reason, else the next step."""
        words = self._watch.on_leaving()
        self.say(words or self.next_words(), "attention" if words else "text")

    def back(self) -> None:
        """From a box or the mark to the answer; from the answer to the grid."""
        if self._part != "answer" or self.focused is not self.desk.answer:
            self.go_to("answer")
            return
        self._remember()
        self.app.pop_screen()

    def back_word(self) -> str:
        """Where Esc goes."""
        return _("grid") if self._part == "answer" else _("to the answer")

    def resumed(self) -> None:
        """Back from a page above."""
        self._refresh_parts()

    def _remember(self) -> None:
        line = self.desk.answer.scroll_offset.y
        position = self.marking.state.position
        if (position.answer_id, position.part, position.line) != (
            self.answer_id, self._part, line,
        ):  # fmt: skip
            self.marking.move_to(self.answer_id, self._part, line)
            self.changed()

    # Deeds

    def deeds(self) -> list[Deed]:
        """What can be done with this answer."""
        from tender_flow.tui.panel.scoring_deeds import deeds_of

        return deeds_of(self)

    def digit(self, key: str) -> None:
        """A digit gives a mark at once, or is collected on a scale above 9."""
        scale = self.marking.scale_of(self.answer_id)
        if takes_digits(scale):
            self.give(Decimal(key))
            return
        self._typed += key if key in DIGITS else "."
        self.say(_("Mark {typed}: Enter gives it, Esc does not.").format(typed=self._typed))

    @property
    def typed(self) -> str:
        """Digits that wait for Enter."""
        return self._typed

    def give_typed(self, key: str) -> None:
        """Enter after digits gives the mark; Esc drops them."""
        typed, self._typed = self._typed, ""
        if key == "escape":
            self.say(_("No mark given."))
            return
        try:
            self.give(Decimal(typed))
        except InvalidOperation:
            self.say(_("{typed} is not a number.").format(typed=typed), "problem")

    @on(MarkChooser.Given)
    def _given(self, message: MarkChooser.Given) -> None:
        if message.value is None:
            self.cannot("")
            return
        if self.give(message.value):
            self.go_to("strengths")

    def give(self, value: Decimal) -> bool:
        """Gives a mark; a mark that isn't on the scale changes nothing (error 14)."""
        marking = self.marking
        try:
            marking.give_mark(self.answer_id, value, self.panel.now())
        except RefusedError as error:
            self.refused(error)
            return False
        self.changed()
        self._refresh_parts()
        given = _("Mark {mark} given.").format(mark=mark_text(value))
        self.say_saved(given, self.next_words(after_mark=True))
        return True

    def refused(self, error: RefusedError) -> None:
        """Says on the message line why nothing has changed."""
        self.say(" ".join(say(finding) for finding in error.findings), "problem")

    def cannot(self, _key: str) -> None:
        """Asks why this answer can't be marked."""
        from tender_flow.tui.panel.asides import CannotPage

        self.app.push_screen(CannotPage(self.answer_id))

    def undo(self, _key: str) -> None:
        """Takes back the last mark of this sitting, and shows where."""
        answer_id = self.marking.undo(self.panel.now())
        if answer_id is None:
            self.say(_("There is nothing to undo."))
            return
        self.changed()
        if answer_id != self.answer_id:
            self._show(answer_id)
        self._refresh_parts()
        mark = mark_sentence(self.marking.mark(answer_id), self.marking.scale_of(answer_id))
        self.say_saved(_("Undone: {mark}.").format(mark=mark))

    @on(Box.Changed)
    def _written(self, event: Box.Changed) -> None:
        if event.text_area in self.desk.boxes.values():
            self._take(event.text_area)

    def _take(self, box: TextArea) -> None:
        """Puts the words of a box into the work, if they are others."""
        if self._loading or box.read_only or box.id is None:
            return
        text = plain(box.text)
        if box.id == "notes":
            if self.marking.state.notes.get(self.answer_id, "") == text:
                return
            self.marking.note(self.answer_id, text)
        else:
            if getattr(self.marking.mark(self.answer_id), box.id) == text:
                return
            self.marking.write(self.answer_id, box.id, text, self.panel.now())
            self._watch.soon()
        self.changed()
        self._refresh_states()

    # Elsewhere

    def other_bidder(self, key: str) -> None:
        """The bidder before or after, within the question; then the next question."""
        order = [answer.id for answer in self.marking.reading_order()]
        place = order.index(self.answer_id) + (1 if key == "right" else -1)
        if not 0 <= place < len(order):
            self.say(
                _("That was the last answer.") if place > 0 else _("This is the first answer.")
            )
            return
        self.open(order[place])

    def open(self, answer_id: str, part: str = "answer") -> None:
        """Another answer in the same view."""
        self._show(answer_id)
        self.say(self.next_words())
        self.go_to(part)
        self.refresh_frame()

    def next_thing(self, _key: str) -> None:
        """The next answer or box with something to do."""
        thing = self.marking.next_thing(self._previous())
        if thing is None:
            self.say(_("Nothing is left to do. Press s to check and send."))
        else:
            self.open(*thing)

    def _previous(self) -> str | None:
        """So that this answer itself comes first if it isn't finished."""
        order = [answer.id for answer in self.marking.reading_order()]
        place = order.index(self.answer_id)
        unfinished = self.marking.status(self.answer_id).state == "to_finish"
        return order[place - 1] if unfinished else self.answer_id
