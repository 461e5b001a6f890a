"""The question view: talking, then agreeing. Made for the projector.

A digit gives the panel's mark, Tab leads to its reason, Tab again records both and leads to
what each member says. Within the tolerance Enter adopts the mark of the published rule
instead; it needs a reason and each member's word just the same. A recorded mark is changed
only with a reason, and both stay.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _
from tender_flow.tui.keys import DIGITS, Deed
from tender_flow.tui.moderation import item_deeds
from tender_flow.tui.moderation.item_checks import ReasonWatch
from tender_flow.tui.moderation.item_desk import AGREEING, STOPS, ItemDesk
from tender_flow.tui.moderation.item_words import agreed_texts, heading_of, packed, scheme_note
from tender_flow.tui.moderation.page import MeetingFrame
from tender_flow.tui.moderation.parts import AgreedLines, Assents, MarksGiven
from tender_flow.tui.moderation.words import (
    announced,
    apart,
    dissent_words,
    following,
    mark_text,
    short,
    stay_words,
    title,
)
from tender_flow.tui.texts import one_line, plain
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.services.moderation_values import Item
    from tender_flow.tui.moderation.app import Draft


class ItemPage(MeetingFrame):
    """One answer of one bidder; ← → go to the next item."""

    purpose: ClassVar[str] = N_(
        "One bidder's answer to one question: what the members thought alone, what the panel "
        "agrees, and what each member says to it."
    )

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer
        self._part = "agreed"
        self._loading = False
        self._watch = ReasonWatch(self)

    @property
    def item(self) -> Item:
        """The item as the record last gave it."""
        return self.agenda.item(self.answer)

    @property
    def draft(self) -> Draft:
        """What is on the way into the record."""
        return self.meeting.draft(self.answer)

    @property
    def desk(self) -> ItemDesk:
        """The parts."""
        return self.query_one(ItemDesk)

    @property
    def progress(self) -> str:
        """`Item 7 of 22 · 6 agreed`, for the header."""
        agreed = sum(item.agreed is not None for item in self.agenda.items)
        return _("Item {number} of {total} · {agreed} agreed").format(
            number=self.item.number, total=len(self.agenda.items), agreed=agreed
        )

    def titles(self) -> Titles:
        """Question and bidder; the minimum, because it is published."""
        minimum = self.item.question.minimum
        who = _("minimum {mark}").format(mark=mark_text(minimum)) if minimum is not None else ""
        return Titles(_("MODERATION") + f" · {self.agenda.ref}", title(self.item), who)

    def body(self) -> ComposeResult:
        """The desk."""
        yield ItemDesk()

    # Showing

    def opened(self) -> None:
        """The item, from its beginning."""
        self.show(self.answer)

    def first_focus(self) -> Widget:
        """Where the work on this item is."""
        item = self.item
        self._part = "assents" if item.agreed is not None and item.agreed.unasked else "agreed"
        self._refresh_parts()
        return self.desk.stop(self._part)

    def show(self, answer: str) -> None:
        """Another item in the same view."""
        self.answer = answer
        item, desk = self.item, self.desk
        question, packed_answer = packed(item)
        desk.answer.show(question, packed_answer)
        desk.question.show(one_line(item.question.question), 2 if self.size.height >= 30 else 1)
        self._load_box()
        desk.assents.index = 0
        self.resumed()
        desk.assents.start()
        self.say(announced(item))

    def _load_box(self) -> None:
        agreed = self.item.agreed
        text = self.draft.reason or (agreed.reason if agreed else "")
        self._loading = True
        if self.desk.box.text != text:
            self.desk.box.load_text(text)
        self.desk.box.read_only = self.agenda.closed
        self._loading = False

    def resumed(self) -> None:
        """The record gave a new agenda, or a page above was closed."""
        if not self.is_attached:
            return
        self.desk.marks.show(self.agenda, self.item)
        self._refresh_parts()

    def size_changed(self) -> None:
        """Stacked or side by side."""
        self._refresh_parts()

    def focus_moved(self) -> None:
        """Another part is in use; leaving the reason records what is complete."""
        part = next((n for n in STOPS if self.focused is self.desk.stop(n)), self._part)
        before, self._part = self._part, part
        if before == "reason" and part != "reason":
            self._leave_reason()
        self._refresh_parts()

    def mark_now(self) -> PanelMark | None:
        """The mark on the way, else the agreed one."""
        if self.draft.mark is not None:
            return self.draft.mark
        return self.item.agreed.mark if self.item.agreed else None

    def is_asking(self) -> bool:
        """Can the members be asked? From the moment a mark is on its way into the record."""
        return self.item.agreed is not None or self.answer in item_deeds.on_the_way(self)

    def _refresh_parts(self) -> None:
        desk, item, mark = self.desk, self.item, self.mark_now()
        asking = self.is_asking()
        desk.lay_out(
            self.size.width, self.size.height, self._part, writing=mark is not None, asking=asking
        )
        narrow = 120 <= self.size.width < 150
        given = _("MARKS GIVEN") if narrow else _("MARKS GIVEN BEFORE THE MEETING")
        desk.marks_part.say(given, apart(item))
        desk.answer_part.say(state=desk.answer.state())
        heading, state = heading_of(item, self.draft, recording=bool(item_deeds.on_the_way(self)))
        desk.agreed_part.say(heading, state)
        compact = self._part in AGREEING or (asking and mark is not None)
        desk.agreed.show(*agreed_texts(self.agenda, item, self.draft, compact=compact))
        desk.asked.set_texts((scheme_note(), "bold"))
        desk.says.set_texts((_("Does each member agree?"), "bold"))
        desk.assents.show(self._members())
        desk.stay.set_texts(*self._beside(mark))

    def _beside(self, mark: PanelMark | None) -> list[str | tuple[str, str]]:
        """What stays in the record beside the mark: other marks, and why somebody disagrees."""
        if mark is None:
            return [""]
        dissents = dissent_words(self.agenda, self.item)
        return [stay_words(self.agenda, self.item, mark), *((one, "attention") for one in dissents)]

    def _members(self) -> list[tuple[str, str, str | None]]:
        recorded = {one.member: one.choice for one in (self.item.agreed or _NOBODY).assents}
        return [
            (
                one.member,
                short(self.agenda, one.name),
                self.meeting.pending.get((self.answer, one.member), recorded.get(one.member)),
            )
            for one in self.item.marks
            if one.state != "conflict"
        ]

    @on(Prose.Scrolled)
    def _scrolled(self) -> None:
        self.desk.answer_part.say(state=self.desk.answer.state())

    # Focus

    def stops(self) -> list[Widget]:
        """The parts that are of use now, and the menu."""
        names = ["agreed"]
        if self.mark_now() is not None:
            names.append("reason")
        if self.is_asking() or self.draft.complete:
            names.append("assents")
        names.append("marks")
        if self.size.width >= 120:
            names.append("answer")
        return [*(self.desk.stop(name) for name in names), super().stops()[-1]]

    def _tab(self, key: str) -> None:
        stops = self.stops()
        step = -1 if key == "shift+tab" else 1
        here = stops.index(self.focused) if self.focused in stops else -step
        self.enter_part(stops[(here + step) % len(stops)])

    def go_to(self, part: str) -> None:
        """Moves to a part of this item."""
        self.enter_part(self.desk.stop(part))

    def enter_part(self, widget: Widget) -> None:
        """Opens a part and goes there; leaving the reason records first."""
        part = next((name for name in STOPS if widget is self.desk.stop(name)), None)
        if self._part == "reason" and part != "reason":
            self._leave_reason()
        if part is not None:
            self._part = part
            self._refresh_parts()
        if part == "assents":
            self.desk.assents.start()
        self.set_focus(widget, scroll_visible=False)

    def _leave_reason(self) -> None:
        self._take_words()
        item_deeds.record(self)

    def back(self) -> None:
        """From a part to the agreed mark; from there to the agenda."""
        if self._part != "agreed" or self.focused is not self.desk.agreed:
            self.go_to("agreed")
            return
        self.app.pop_screen()

    def back_word(self) -> str:
        """Where Esc goes."""
        return _("agenda") if self._part == "agreed" else _("to the mark")

    # Deeds

    def deeds(self) -> list[Deed]:
        """What can be done with this item."""
        return item_deeds.deeds_of(self)

    def digit(self, key: str) -> None:
        """A digit gives the mark, if the scale has it."""
        if key in DIGITS:
            item_deeds.give(self, Decimal(key))

    @on(AgreedLines.Chosen)
    def _enter_on_mark(self) -> None:
        item_deeds.adopt_or_choose(self)

    @on(MarksGiven.Taken)
    def _taken(self, message: MarksGiven.Taken) -> None:
        item_deeds.take_reason(self, message.member)

    @on(Assents.Asked)
    def _asked(self, message: Assents.Asked) -> None:
        item_deeds.ask(self, message.member)

    @on(Box.Changed)
    def _written(self, event: Box.Changed) -> None:
        box = event.text_area
        if box is self.desk.box:
            self._take_words()
            self.refresh_header()
            if self._part == "reason":
                self._watch.soon()

    def _take_words(self) -> None:
        """What stands in the box into the draft; the box tells of its last letters late."""
        box = self.desk.box
        if self._loading or box.read_only:
            return
        agreed = self.item.agreed
        text = plain(box.text)
        if self.draft.mark is None and (agreed is None or text.strip() == agreed.reason):
            self.draft.reason = ""
        else:
            self.draft.reason = text

    def open_next(self, key: str) -> None:
        """The item before or after this one."""
        at = self.item.number - 1 + (1 if key == "right" else -1)
        if 0 <= at < len(self.agenda.items):
            self.leave_for(self.agenda.items[at])
        else:
            self.say(_("That was the last item.") if at else _("This is the first item."))

    def next_thing(self, _key: str) -> None:
        """The next item with something to do."""
        item = following(self.agenda, self.item.number)
        if item is None:
            self.say(_("Every item is agreed, and each member was asked. Press s to close."))
        else:
            self.leave_for(item)

    def leave_for(self, item: Item) -> None:
        """Another item; a mark that isn't recorded yet waits as a draft."""
        self.show(item.answer)
        self.enter_part(self.first_focus())
        self.refresh_frame()


class _Nobody:
    assents: tuple[()] = ()


_NOBODY = _Nobody()
