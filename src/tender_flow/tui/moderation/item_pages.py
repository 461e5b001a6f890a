"""Pages that open over an item: texts in full, the answer, the scheme to choose from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _
from tender_flow.tui.moderation.item_words import packed
from tender_flow.tui.moderation.page import MeetingFrame
from tender_flow.tui.moderation.words import mark_text
from tender_flow.tui.pages import TextPage
from tender_flow.tui.panel.answer import AnswerText
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.tui.moderation.item import ItemPage


def text(page: ItemPage, heading: str, words: str) -> None:
    """A text in full."""
    titles = Titles(page.case_line, page.titles().here, page.titles().who)
    page.app.push_screen(TextPage(titles, heading, words))


def answer(page: ItemPage) -> None:
    """The bidder's answer: a page of its own where it has no column."""
    if page.size.width >= 120:
        page.go_to("answer")
    else:
        page.app.push_screen(AnswerPage(page))


def room(page: MeetingFrame) -> None:
    """Who is here."""
    from tender_flow.tui.moderation.room import RoomPage

    page.app.push_screen(RoomPage())


def closing(page: MeetingFrame) -> None:
    """What is still open, and closing."""
    from tender_flow.tui.moderation.closing import closing_page

    page.app.push_screen(closing_page(page.agenda))


def choose_mark(page: ItemPage) -> None:
    """The scheme, to choose the mark from without a digit."""
    page.app.push_screen(SchemePage(page))


class AnswerPage(MeetingFrame):
    """The bidder's answer."""

    purpose: ClassVar[str] = N_("The bidder's answer, as every member read it.")

    def __init__(self, page: ItemPage) -> None:
        super().__init__()
        self._titles = Titles(page.case_line, page.titles().here, page.titles().who)
        self._item = page.item

    def titles(self) -> Titles:
        """Question and bidder."""
        return self._titles

    def body(self) -> ComposeResult:
        """The text."""
        yield Part(_("ANSWER"), AnswerText(), grow=True)

    def opened(self) -> None:
        """From its beginning."""
        question, packed_answer = packed(self._item)
        self.query_one(AnswerText).show(question, packed_answer)
        self.call_after_refresh(self._scrolled)

    @on(Prose.Scrolled)
    def _scrolled(self) -> None:
        self.query_one(Part).say(state=self.query_one(AnswerText).state())


class SchemePage(MeetingFrame):
    """Every mark of the scheme with its words; Enter gives it."""

    purpose: ClassVar[str] = N_("The scheme. Enter gives the highlighted mark.")

    def __init__(self, page: ItemPage) -> None:
        super().__init__()
        self._titles = Titles(page.case_line, page.titles().here, page.titles().who)
        self._page = page

    def titles(self) -> Titles:
        """Question and bidder."""
        return self._titles

    def body(self) -> ComposeResult:
        """The marks."""
        choices = [
            Choice(
                f"{mark_text(level.mark)} {one_line(level.name)}: {one_line(level.description)}",
                str(level.mark),
            )
            for level in self._page.item.scale.levels
        ]
        yield Part(_("THE AGREED MARK"), Choices(choices, enter=_("give this mark")), grow=True)

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        from tender_flow.tui.moderation.item_deeds import give

        self.app.pop_screen()
        give(self._page, Decimal(message.value))
