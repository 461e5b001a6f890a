"""What can be done in the scoring view, part by part: the source of its key bar, menu and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import _
from tender_flow.tui.keys import DIGITS, Deed
from tender_flow.tui.panel.asides import AskPage, QuestionPage
from tender_flow.tui.panel.desk import BOXES
from tender_flow.tui.panel.mark import takes_digits
from tender_flow.tui.panel.words import mark_text

if TYPE_CHECKING:
    from tender_flow.tui.panel.scoring import ScoringPage


def deeds_of(page: ScoringPage) -> list[Deed]:
    """The deeds for the part in use, the key bar's first."""
    if page.part in BOXES and page.in_box:
        return _in_box(page)
    first = _typed(page) if page.typed else []
    return [*first, *_marking(page), *_tab(page), *_bidders(page), *_letters(page)]


def _in_box(page: ScoringPage) -> list[Deed]:
    last = page.part == "notes"
    return [
        Deed(("tab",), _("on to [Menu]") if last else _("next box"), "", page._tab, menu=False,
             in_box=True),
        Deed(("shift+tab",), _("box before"), "", page._tab, menu=False, in_box=True),
        Deed(("escape",), _("stop typing, back to the answer"), "", lambda _key: page.back(),
             menu=False, in_box=True),
    ]  # fmt: skip


def _typed(page: ScoringPage) -> list[Deed]:
    return [
        Deed(("enter",), _("give {mark}").format(mark=page.typed), "", page.give_typed, menu=False),
        Deed(("escape",), _("no mark"), "", page.give_typed, menu=False),
    ]


def _marking(page: ScoringPage) -> list[Deed]:
    scale = page.marking.scale_of(page.answer_id)
    shown = f"{mark_text(scale.lowest.mark)}-{mark_text(scale.highest.mark)}"
    keys = DIGITS if takes_digits(scale) else (*DIGITS, "full_stop")
    return [
        Deed(keys, _("give mark") if page.part == "mark" else _("mark"),
             _("Give that mark: a number from {marks}").format(marks=shown), page.digit,
             shown=shown, menu=False),
    ]  # fmt: skip


def _tab(page: ScoringPage) -> list[Deed]:
    if page.part == "answer":
        return [Deed(("tab",), _("mark, reasons"), "", page._tab, menu=False)]
    return [Deed(("tab",), "", "", page._tab, menu=False)]


def _bidders(page: ScoringPage) -> list[Deed]:
    if page.part == "mark":
        return []
    return [
        Deed(("left", "right"), _("other bidder"), _("The bidder before, the next one"),
             page.other_bidder, menu=False),
    ]  # fmt: skip


def _letters(page: ScoringPage) -> list[Deed]:
    def send(_key: str) -> None:
        from tender_flow.tui.panel.sending import CheckAndSendPage

        page.app.push_screen(CheckAndSendPage())

    def read_question(_key: str) -> None:
        page.app.push_screen(QuestionPage(page.answer_id))

    def ask(_key: str) -> None:
        page.app.push_screen(AskPage(page.answer_id))

    return [
        Deed(("n",), "", _("Go to the next thing to do"), page.next_thing, bar=False),
        Deed(("q",), "", _("The whole question, its guidance and the scheme"), read_question,
             bar=False),
        Deed(("x",), "", _("Say that you cannot mark this answer, and why"), page.cannot,
             bar=False),
        Deed(("a",), "", _("Ask the bidder to explain something"), ask, bar=False),
        Deed(("p",), "", _("Write private notes"), lambda _key: page.go_to("notes"), bar=False),
        Deed(("u",), "", _("Undo the last mark"), page.undo, bar=False),
        Deed(("s",), "", _("Check, sign and make the return file"), send, bar=False),
    ]  # fmt: skip
