"""The agenda: what goes to the table, what may be adopted one by one, what stops the closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on

from tender_flow.i18n import N_, _, ngettext
from tender_flow.i18n.formats import day
from tender_flow.tui.keys import Deed
from tender_flow.tui.moderation.page import MeetingFrame
from tender_flow.tui.moderation.words import (
    announced,
    following,
    room_words,
    short,
    signs,
    state_words,
    stop_words,
)
from tender_flow.tui.texts import one_line, padded, wrap
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from tender_flow.services.moderation_values import Item

LISTS = ("table", "within")
ROOMY = 40
"""From so many lines both lists are open, also where they don't fit whole."""
FRAME = 7
"""Lines of header, the third heading, the blank line under it, key bar and message."""


class AgendaPage(MeetingFrame):
    """Two lists; Enter opens an item."""

    purpose: ClassVar[str] = N_(
        "Every answer that the panel agrees on. First what has to be discussed; then what lies "
        "within the tolerance and may be adopted, one by one, with its reason."
    )

    def __init__(self) -> None:
        super().__init__()
        self._open = "table"
        self._message_for = ""

    def titles(self) -> Titles:
        """The day, the chair, who takes the notes."""
        meeting = self.agenda.meeting
        who = _("chair {chair} · notes {notes}").format(
            chair=one_line(meeting.chair), notes=one_line(meeting.note_taker)
        )
        day_words = day(self.tender_app.now().date())
        here = _("Agenda, {day}").format(day=day_words)
        if self.agenda.closed:
            here = _("Agenda: the meeting is closed")
        return Titles(self.case_line, here, who)

    def body(self) -> ComposeResult:
        """To discuss, within, what stops."""
        yield Part(self._table_title(), Choices([], enter=_("open"), id="table", plain_rows=True),
                   id="table-part")  # fmt: skip
        yield Part(self._within_title(), Choices([], enter=_("open"), id="within", plain_rows=True),
                   id="within-part")  # fmt: skip
        yield Note("", id="empty", tight=True)
        yield Part(_("STOPS THE MEETING FROM CLOSING"), Note("", id="stops", indent="   "),
                   id="stops-part")  # fmt: skip
        yield Note("", id="room", indent=" ", tight=True)

    def _table_title(self) -> str:
        if not self._apart():
            return _("TO DISCUSS: not settled by the rule") if self._by_rule() else _("TO DISCUSS")
        return _("TO DISCUSS: more than {apart} apart, or not settled by the rule").format(
            apart=self._apart()
        )

    def _within_title(self) -> str:
        if not self._apart():
            return _("BY THE PUBLISHED RULE: adopt one by one, or open")
        return _("WITHIN {apart}: adopt one by one, or open").format(apart=self._apart())

    def _apart(self) -> str:
        """How far apart marks may lie, as published: `1`, `40%`; empty where nothing is."""
        return next((item.tolerance_words for item in self.agenda.items), "")

    def _by_rule(self) -> bool:
        return any(item.rule for item in self.agenda.items)

    # Showing

    def opened(self) -> None:
        """At the next thing to do."""
        self._fill()
        item = following(self.agenda)
        if item is not None:
            self._point_at(item)

    def first_focus(self) -> Widget:
        """The list with the next thing to do."""
        self._lay_out()
        return self._list(self._open)

    def resumed(self) -> None:
        """The record gave a new agenda."""
        if self.is_attached:
            self._fill()
            self._lay_out()

    def size_changed(self) -> None:
        """Other widths of the columns."""
        self._fill()
        self._lay_out()

    def _list(self, name: str) -> Choices:
        return self.query_one(f"#{name}", Choices)

    def items_of(self, name: str) -> list[Item]:
        """The items of a list: what the rule settles, unless it was discussed or reopened."""
        return [item for item in self.agenda.items if _list_of(item) == name]

    def _fill(self) -> None:
        nxt = following(self.agenda)
        for name in LISTS:
            self._list(name).set_choices(self._lines(self.items_of(name), nxt))
        table, within = self.items_of("table"), self.items_of("within")
        agreed = sum(item.agreed is not None for item in table)
        left = sum(item.agreed is None for item in within)
        self.query_one("#table-part", Part).say(
            state=_("{agreed} of {total} agreed").format(agreed=agreed, total=len(table))
        )
        words = ngettext("{count} item to adopt", "{count} items to adopt", left)
        self.query_one("#within-part", Part).say(state=words.format(count=left))
        self.query_one("#stops", Note).set_texts(self._stops())
        self.query_one("#room", Note).set_texts(room_words(self.agenda))
        empty = self.query_one("#empty", Note)
        empty.set_texts(self._nothing_to_discuss())
        empty.display = not table

    def _nothing_to_discuss(self) -> str:
        count = len(self.agenda.items)
        return ngettext(
            "Nothing has to be discussed. Adopt the {count} item, or open it.",
            "Nothing has to be discussed. Go down the {count} items, or open any.",
            count,
        ).format(count=count)

    def _stops(self) -> str:
        if self.agenda.closed:
            return _("The meeting is closed, and the quality marks are locked.")
        return stop_words(self.agenda) or _("Nothing. Press s to close the meeting.")

    def _lines(self, items: list[Item], nxt: Item | None) -> list[Choice]:
        if not items:
            return []
        width = (self.size.width or 80) - 4
        label = max(cell_len(one_line(item.question.label)) for item in items) + 2
        bidder = max(cell_len(_bidder(item)) for item in items) + 2
        marks = max(cell_len(signs(item)) for item in items) + 3
        rest = max(12, *(cell_len(self._state(item, nxt)) for item in items))
        spare = width - label - bidder - marks - rest
        if spare < 0:
            bidder = min(bidder, max(16, width // 4))
            label = max(14, width - bidder - marks - rest)
        return [
            Choice(
                padded(one_line(item.question.label), label - 2) + "  "
                + padded(_bidder(item), bidder - 2) + "  "
                + padded(signs(item), marks)
                + self._state(item, nxt),
                item.answer,
                "text" if item.done or item is not nxt else "bold",
            )
            for item in items
        ]  # fmt: skip

    def _state(self, item: Item, nxt: Item | None) -> str:
        words = state_words(item, nxt)
        if item.agreed is None and nxt is not None and item.answer == nxt.answer:
            first = _("first: {name}").format(name=short(self.agenda, item.first_speaker))
            words = f"{words}  {first}" if item.state != "within" else words
        return words

    def _lay_out(self) -> None:
        """Only the list in use is open where there is little room."""
        table, within = self.items_of("table"), self.items_of("within")
        if not self.items_of(self._open):
            self._open = "within" if within else "table"
        room = self._room_for_lists()
        roomy = (self.size.height or 24) >= ROOMY or len(table) + len(within) <= room
        for name, items in (("table", table), ("within", within)):
            part = self.query_one(f"#{name}-part", Part)
            part.display = bool(items)
            self._list(name).display = bool(items) and (roomy or name == self._open)
            both = roomy and bool(table) and bool(within)
            fits = len(table) + len(within) <= room
            self._list(name).styles.max_height = room // 2 if both and not fits else room

    def _room_for_lists(self) -> int:
        """The lines that headings, notes, key bar and message leave to the lists."""
        width = (self.size.width or 80) - 4
        texts = [self._stops(), room_words(self.agenda)]
        parts = [name for name in LISTS if self.items_of(name)]
        said = sum(len(wrap(text, width)) for text in texts) + (0 if "table" in parts else 1)
        notes = 1 if self.tender_app.notes() else 0
        return max(4, (self.size.height or 24) - FRAME - notes - len(parts) - said)

    def _point_at(self, item: Item) -> None:
        self._open = _list_of(item)
        self._lay_out()
        chosen = self._list(self._open)
        chosen.set_choices(chosen.choices, item.answer)
        self.call_after_refresh(self._show_chosen)

    def _show_chosen(self) -> None:
        chosen = self._list(self._open)
        if chosen.is_attached and chosen.choices:
            chosen.show_row(chosen.index)

    # Focus

    def stops(self) -> list[Widget]:
        """Both lists, open or not, and the menu."""
        lists = [self._list(name) for name in LISTS if self.items_of(name)]
        return [*lists, super().stops()[-1]]

    def _tab(self, key: str) -> None:
        stops = self.stops()
        step = -1 if key == "shift+tab" else 1
        here = stops.index(self.focused) if self.focused in stops else -step
        target = stops[(here + step) % len(stops)]
        if target.id in LISTS:
            self._open = str(target.id)
            self._lay_out()
        self.set_focus(target, scroll_visible=False)

    # Deeds

    def deeds(self) -> list[Deed]:
        """Next, who is here, close."""
        from tender_flow.tui.moderation import item_pages

        return [
            Deed(("n",), _("next thing to do"), _("Open the next item with something to do"),
                 self._next),
            Deed(("r",), _("who is here"), _("Who is in the room"),
                 lambda _key: item_pages.room(self)),
            Deed(("s",), _("close") if not self.agenda.closed else _("the record"),
                 _("Close the meeting, or print its record"),
                 lambda _key: item_pages.closing(self)),
        ]  # fmt: skip

    def back_word(self) -> str:
        """The first screen."""
        return _("leave")

    def _next(self, _key: str) -> None:
        item = following(self.agenda)
        if item is None:
            self.say(_("Every item is agreed, and each member was asked. Press s to close."))
        else:
            self.open(item.answer)

    @on(Choices.Moved)
    def _moved(self, message: Choices.Moved) -> None:
        self.say(announced(self.agenda.item(message.value)))

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        self.open(message.value)

    def open(self, answer: str) -> None:
        """The question view of an item."""
        from tender_flow.tui.moderation.item import ItemPage

        self.app.push_screen(ItemPage(answer))


def _list_of(item: Item) -> str:
    """Adopted items stay in the list of those to adopt."""
    settled = item.adoption.may_be_adopted
    discussed = item.agreed is not None and item.agreed.route == "discussed"
    return "within" if settled and not discussed and item.state != "reopened" else "table"


def _bidder(item: Item) -> str:
    parts = [one_line(item.bidder)] + ([one_line(item.lot)] if item.lot else [])
    return ", ".join(parts)
