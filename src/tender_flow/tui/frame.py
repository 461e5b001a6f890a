"""`Frame`: the screen that all screens are made from.

    case                                                   All saved 14:32  [Menu]
    where you are                                                    who, or when
    ► PART IN USE ───────────────────────────────────────────────── state of it ──
      …
    message line: the last thing that happened, until the next thing happens
      keys, on two lines, for the part in use

A subclass gives `titles`, `body` and `deeds`. The frame moves the focus from part to part with
Tab, fills the heading of the part in use, keeps key bar and header right, and puts the
terminal's cursor on whatever has the focus, for magnifiers and Braille lines.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.containers import Vertical
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from tender_flow.i18n import _
from tender_flow.tui.keys import Deed, TypingGate, find, in_force
from tender_flow.tui.widgets.header import Header, MessageLine, Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.keybar import KeyBar
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from tender_flow.tui.app import TenderApp

NARROWEST = 80
LOWEST = 24
WIDE = 120
"""From here the answer stands beside the marks; Windows' terminal opens at 120 by 30."""
LARGE = 150
"""From here the whole scheme is open too."""


class Frame(Screen[None]):
    """A screen with header, parts, message line and key bar."""

    DEFAULT_CSS = """
    Frame { background: $tf-background; color: $tf-text; layout: vertical; overflow: hidden; }
    Frame #body { height: 1fr; overflow: hidden; background: $tf-background; }
    """
    BINDINGS: ClassVar[list] = []  # type: ignore[type-arg]  # Textual's own type
    inherit_bindings = False
    purpose: ClassVar[str] = ""
    """What this screen is for, as the help says it (marked with `N_`)."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = asyncio.Event()
        self._gate = TypingGate(self.act, self._typing, self.set_timer)
        self._message = ""
        self._role = "text"
        self._was_left = False
        self._to_say: tuple[str, str] | None = None

    # What a subclass says

    def titles(self) -> Titles:
        """The words of the header."""
        return Titles("", "")

    def body(self) -> ComposeResult:
        """The parts."""
        yield from ()

    def deeds(self) -> list[Deed]:
        """What can be done on this screen, besides what the part in use offers."""
        return []

    def first_focus(self) -> Widget | None:
        """What has the focus when the screen opens."""
        return next(iter(self.stops()), None)

    def opened(self) -> None:
        """Called once, when the parts are there."""

    def size_changed(self) -> None:
        """Called when the window has another size, and once at the beginning."""

    def focus_moved(self) -> None:
        """Called when another part is in use."""

    def back(self) -> None:
        """Esc: one step back; never loses anything."""
        self.tender_app.back()

    # The frame itself

    @property
    def tender_app(self) -> TenderApp:
        """The program."""
        return cast("TenderApp", self.app)

    def compose(self) -> ComposeResult:
        """Header, body, message line, key bar."""
        yield Header()
        with Vertical(id="body"):
            yield from self.body()
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """First focus, first words."""
        self.opened()
        self.size_changed()
        target = self.first_focus()
        if target is not None:
            self.set_focus(target, scroll_visible=False)
        self.refresh_frame()
        self.screen_layout_refresh_signal.subscribe(self, self._laid_out)
        self.ready.set()

    def _laid_out(self, _screen: Screen[object]) -> None:
        """Parts moved: so does the terminal's cursor."""
        self.place_cursor()

    def on_screen_suspend(self) -> None:
        """Another page is above."""
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Coming back from another page: its words may be older than the work."""
        if self._was_left:
            self._was_left = False
            self.resumed()
            self.refresh_frame()

    def resumed(self) -> None:
        """Called when a page above was closed."""

    def on_resize(self, event: events.Resize) -> None:
        """Another size: too small is said, never drawn."""
        if event.size.width < NARROWEST or event.size.height < LOWEST:
            self.tender_app.too_small()
        elif self.ready.is_set():
            self.size_changed()
            self.call_after_refresh(self.place_cursor)

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        self.focus_moved()
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """Header, headings, key bar, message and cursor as they are now."""
        if not self.is_attached:
            return
        self.refresh_header()
        focused = self.focused
        for part in self.query(Part):
            part.heading.use(focused is not None and part in focused.ancestors)
        self.query_one(KeyBar).show(self.deeds_in_force())
        self.query_one(MessageLine).say(self._message, self._role)
        self.call_after_refresh(self.place_cursor)

    def refresh_header(self) -> None:
        """Titles and the state of saving."""
        if self.is_attached and self.query(Header):
            saved, trouble = self.saved_words()
            header = self.query_one(Header)
            header.show(self.titles(), saved, trouble, self.tender_app.notes())

    def saved_words(self) -> tuple[str, bool]:
        """The state of saving, and whether something isn't saved."""
        return self.tender_app.saved_words()

    def say(self, message: str, role: str = "text") -> None:
        """Puts a sentence on the message line; it stays until the next thing happens."""
        self._message, self._role = message, role
        if self.is_attached and self.query(MessageLine):
            self.query_one(MessageLine).say(message, role)

    def say_saved(self, done: str, then: str = "") -> None:
        """Says what was done at once, and "Saved." with it only after the disk has it."""
        self._to_say = (done, then)
        self.say(f"{done} {then}".strip())

    def was_saved(self) -> None:
        """The disk has everything: the sentence that waited for it is completed."""
        if self._to_say is None:
            return
        (done, then), self._to_say = self._to_say, None
        if self._message == f"{done} {then}".strip():
            self.say(" ".join(part for part in (done, _("Saved."), then) if part), self._role)

    @property
    def message(self) -> str:
        """What the message line says."""
        return self._message

    @property
    def in_box(self) -> bool:
        """Do letters belong to a text box now?"""
        return getattr(self.focused, "takes_letters", False)

    def place_cursor(self) -> None:
        """The terminal's cursor goes to what is highlighted; Textual leaves it in the corner."""
        widget = self.focused
        if widget is None or not self.is_current:
            return
        at = getattr(widget, "cursor_at", None)
        offset = widget.content_region.offset
        if at is not None:
            offset += at()
        if isinstance(widget, Lines):
            offset -= widget.scroll_offset
        at_screen = self.outer_size.clamp_offset(offset)
        if at_screen != self.app.cursor_position:
            self.app.cursor_position = at_screen
            # The position goes out with the next paint: one cell is enough.
            widget.refresh(Region(0, 0, 1, 1))

    # Focus

    def stops(self) -> list[Widget]:
        """Where Tab goes, in this order; `[Menu]` is always the last."""
        body = self.query_one("#body")
        found = [
            widget
            for widget in body.walk_children(Widget)
            if widget.can_focus and widget.display and all(a.display for a in widget.ancestors)
        ]
        return [*found, self.query_one(Header)]

    def _tab(self, key: str) -> None:
        stops = self.stops()
        step = -1 if key == "shift+tab" else 1
        here = stops.index(self.focused) if self.focused in stops else -step
        self.set_focus(stops[(here + step) % len(stops)], scroll_visible=False)

    # Keys

    def part_deeds(self) -> list[Deed]:
        """What the thing in use offers."""
        offered = getattr(self.focused, "deeds", None)
        return list(offered()) if offered is not None and self.focused is not self else []

    def all_deeds(self) -> list[Deed]:
        """Every deed in force, in the order of the key bar; a key means the first that has it."""
        return [*self.part_deeds(), *self.deeds(), *self.common_deeds()]

    def deeds_in_force(self) -> list[Deed]:
        """What key bar and help show: every deed that a key does here."""
        return in_force(self.all_deeds(), self.in_box)

    def common_deeds(self) -> list[Deed]:
        """What is possible on every screen."""
        app = self.tender_app
        return [
            Deed(("tab", "shift+tab"), "", _("Next part, part before"), self._tab,
                 shown="Tab", menu=False, in_box=True),
            Deed(("escape",), self.back_word(), _("One step back; nothing is lost"),
                 lambda _key: self.back(), menu=False, in_box=True),
            Deed(("question_mark", "f1"), _("help"), _("Help for the part you are in"),
                 lambda _key: app.show_help(self), shown="?", bar=not self.in_box),
            Deed(("m", "ctrl+p"), "", _("Everything possible here, in words"),
                 lambda _key: app.show_menu(self), shown="m", menu=False),
            Deed(("ctrl+s",), "", _("Is everything saved?"), lambda _key: app.say_saved(self),
                 shown="Ctrl+S", menu=False, in_box=True),
            Deed(("f1", "ctrl+p"), "", _("Help and menu, from inside a box"), self._from_box,
                 shown="F1", menu=False, in_box=True, bar=False),
            Deed(("ctrl+q",), "", _("Leave"), lambda _key: app.leave(), shown="Ctrl+Q",
                 in_box=True),
            # In a box Ctrl+C copies.
            Deed(("ctrl+c",), "", "", lambda _key: app.leave(), menu=False),
        ]  # fmt: skip

    def back_word(self) -> str:
        """What the key bar says for Esc."""
        return _("back")

    def _from_box(self, key: str) -> None:
        if key == "f1":
            self.tender_app.show_help(self)
        else:
            self.tender_app.show_menu(self)

    def take_key(self, event: events.Key) -> bool:
        """Acts on a key; False leaves it to the text box that has the focus."""
        key = event.key
        if self.in_box:
            return not event.is_printable and self.act(key)
        if event.is_printable and key != "space":
            if self.tender_app.letters_on:
                self._gate.take(key.lower() if len(key) == 1 else key)
            else:
                self.say(_("Letter keys are off. Tab goes to the menu, where they can be set."))
            return True
        self._gate.flush()
        self.act(key)
        return True

    def act(self, key: str) -> bool:
        """Does what a key means here; False if it means nothing."""
        deed = find(self.all_deeds(), key, self.in_box)
        if deed is None:
            return False
        deed.do(key)
        if self.is_current:
            self.refresh_frame()
        return True

    def _typing(self) -> None:
        self.say(_("You are not in a box. Press Tab to write."), "attention")

    @on(KeyBar.Pressed)
    def _bar_pressed(self, message: KeyBar.Pressed) -> None:
        message.deed.do(message.deed.keys[0])
        if self.is_current:
            self.refresh_frame()

    @on(Header.MenuPressed)
    def _menu_pressed(self) -> None:
        self.tender_app.show_menu(self)

    def shown_stops(self) -> Iterable[Widget]:
        """The stops that are really on the screen, for the tests."""
        return (widget for widget in self.stops() if widget.region.area)
