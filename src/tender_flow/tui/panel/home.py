"""Home: the steps, the grid of the member's own marks, and what the chosen one still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _, formats
from tender_flow.tui.keys import Deed
from tender_flow.tui.pages import TextPage
from tender_flow.tui.panel.marks_grid import GridHead, MarksGrid
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.panel.words import (
    cell_sentence,
    closes_words,
    of_answers,
    question_title,
    signs_meaning,
    state_sentence,
    weight_words,
)
from tender_flow.tui.texts import apart, one_line
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.packs.marking import Marking

COACHED = 3
"""The message line says the next step until so many marks are given."""


class HomePage(PanelFrame):
    """Where a scoring pack begins and where Esc from an answer comes back to."""

    purpose: ClassVar[str] = N_(
        "Everything that you have to mark, and how far you are. No sums and no ranks: "
        "the panel compares bids later, together."
    )

    @property
    def marking(self) -> Marking:
        """The work on the pack."""
        return self.panel.work.marking

    def titles(self) -> Titles:
        """Whose marks, and until when."""
        member = self.marking.contents.member
        parts = [part for part in (member.name, member.specialism) if part]
        return Titles(
            self.case_title,
            _("Your marks: {member}").format(member=one_line(", ".join(parts))),
            closes_words(self.marking.contents.closes_at),
        )

    def body(self) -> ComposeResult:
        """Steps, grid, the chosen one, the signs."""
        grid = MarksGrid(self.marking)
        yield Note(self._steps(), id="steps", indent=" ", tight=True)
        part = Part(_("YOUR MARKS"), GridHead(grid), grid, id="marks", grow=True)
        yield part
        yield Part(_("THIS ONE"), Note("", id="this", indent=" ", tight=True, widest=140))
        yield Part(
            _("WHAT THE SIGNS MEAN"),
            Note(signs_meaning(), id="signs", indent=" ", tight=True, widest=140),
        )

    def opened(self) -> None:
        """Begins where the member stopped, or at the first answer to mark."""
        self.query_one("#this").styles.min_height = 2
        marking, grid = self.marking, self.query_one(MarksGrid)
        position = marking.state.position.answer_id
        here = position if position in {a.id for a in marking.contents.answers} else None
        first = next(iter(marking.reading_order()), None)
        if here or first:
            grid.choose(here or first.id)  # type: ignore[union-attr]
        self.say(self._welcome(here))

    def size_changed(self) -> None:
        """Other columns are in sight."""
        self.call_after_refresh(self._grid_changed)

    def resumed(self) -> None:
        """Back from an answer: the grid stands on it, and shows what was done there."""
        position = self.marking.state.position.answer_id
        if position:
            self.query_one(MarksGrid).choose(position)
        self._refresh_all()
        answer = self.query_one(MarksGrid).answer
        if self.panel.work.read_only:
            self.say(self._welcome(None))
        elif self.marking.next_thing() is None:
            self.say(self._all_done())
        elif answer is not None:
            self.say(cell_sentence(self.marking, answer.id))

    def _refresh_all(self) -> None:
        self.query_one("#steps", Note).set_texts(self._steps())
        self.query_one(MarksGrid).changed(layout=False)
        self._grid_changed()

    def _welcome(self, here: str | None) -> str:
        counts = self.marking.counts()
        if self.panel.work.read_only:
            return _("This can be read only: nothing that you do here is kept.")
        if self.marking.next_thing() is None:
            return self._all_done()
        if here:
            question, bidder = self.marking.question_of(here), self.marking.bidder_of(here)
            return _("Welcome back. You stopped at {question}, {bidder}.").format(
                question=question.number, bidder=one_line(bidder.name)
            )
        if counts.get("not_started", 0) == counts["all"]:
            return _(
                "Press Enter to read the first answer, or n at any time for the next thing to do."
            )
        return _("Press n for the next thing to do.")

    def _all_done(self) -> str:
        sent = self.marking.state.returns
        marks = self.marking.state.marks.values()
        total = self.marking.counts()["all"]
        if sent and all(mark.sent for mark in marks if mark.decided) and not sent[-1].part:
            return _("Nothing waits for you in this pack. All {total} were sent on {day}.").format(
                total=total, day=formats.day(sent[-1].at.date(), "medium")
            )
        return _("All {total} are complete. Press s to check and send.").format(total=total)

    def _steps(self) -> str:
        counts = self.marking.counts()
        done = counts.get("done", 0) + counts.get("cannot", 0)
        sent = self.marking.state.returns
        last = _("not yet")
        if sent:
            what = _("part sent {when}") if sent[-1].part else _("sent {when}")
            last = what.format(when=formats.instant(sent[-1].at))
        return apart(
            (
                _("1 Sign done"),
                _("2 Guidance done"),
                _("3 Mark {count}").format(count=of_answers(done, counts["all"])),
                _("4 Check and send {state}").format(state=last),
            )
        )

    def _state(self) -> str:
        counts = self.marking.counts()
        done = counts.get("done", 0) + counts.get("cannot", 0)
        finish = counts.get("to_finish", 0) + counts.get("waiting", 0)
        return _("{done} done · {finish} to finish · {rest} not started").format(
            done=done, finish=finish, rest=counts.get("not_started", 0)
        )

    @on(MarksGrid.Moved)
    def _moved(self) -> None:
        self._grid_changed()
        answer = self.query_one(MarksGrid).answer
        if answer is not None:
            self.say(cell_sentence(self.marking, answer.id))

    def _grid_changed(self) -> None:
        grid = self.query_one(MarksGrid)
        self.query_one(GridHead).changed(layout=False)
        self.query_one("#marks", Part).say(state=self._state())
        self.query_one("#this", Note).set_texts(*self._this(grid))

    def _this(self, grid: MarksGrid) -> tuple[str, ...]:
        line, bidder = grid.lines[grid.y], grid.bidder
        contents = self.marking.contents
        title = question_title(contents, line.question, line.lot)
        weight = weight_words(contents, line.question, line.lot)
        first = f"{title}, {one_line(bidder.name)}. {weight[:1].upper()}{weight[1:]}."
        answer = grid.answer
        if answer is not None:
            return first, _("Your mark: {state}").format(
                state=state_sentence(self.marking, answer.id)
            )
        if bidder.yours:
            return first, _("This bidder made no bid here.")
        return first, _("Not yours: you declared a conflict, so the answer is not in your pack.")

    def deeds(self) -> list[Deed]:
        """Next thing, check and send, undo; the guidance is in the menu."""
        return [
            Deed(("n",), _("next thing to do"), _("Go to the next thing to do"), self._next),
            Deed(("s",), _("check and send"), _("Check, sign and make the return file"),
                 self._send),
            Deed(("u",), "", _("Undo the last mark"), self._undo, bar=False),
            Deed((), "", _("Read the guidance again"), self._guidance, bar=False),
        ]  # fmt: skip

    def back_word(self) -> str:
        """The first screen."""
        return _("leave")

    @on(MarksGrid.Opened)
    def _open(self) -> None:
        answer = self.query_one(MarksGrid).answer
        if answer is None:
            self.say(_("There is no answer of this bidder for you to mark."), "attention")
            return
        self.open_answer(answer.id)

    def open_answer(self, answer_id: str, part: str = "answer") -> None:
        """Opens an answer at one of its parts."""
        from tender_flow.tui.panel.scoring import ScoringPage

        self.app.push_screen(ScoringPage(answer_id, part))

    def _next(self, _key: str) -> None:
        thing = self.marking.next_thing()
        if thing is None:
            self.say(self._all_done())
            return
        self.open_answer(*thing)

    def _undo(self, _key: str) -> None:
        answer_id = self.marking.undo(self.panel.now())
        if answer_id is None:
            self.say(_("There is nothing to undo."))
            return
        self.panel.changed()
        self.query_one(MarksGrid).choose(answer_id)
        self._refresh_all()
        self.say_saved(_("Undone. {cell}").format(cell=cell_sentence(self.marking, answer_id)))

    def _send(self, _key: str) -> None:
        from tender_flow.tui.panel.sending import CheckAndSendPage

        self.app.push_screen(CheckAndSendPage())

    def _guidance(self, _key: str) -> None:
        titles = Titles(self.case_title, _("Guidance"))
        text = self.marking.contents.guidance
        self.app.push_screen(TextPage(titles, _("GUIDANCE FOR THE PANEL"), text))
