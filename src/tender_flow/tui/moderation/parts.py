"""The parts of the question view: marks given before, the agreed mark, what each member says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.geometry import Offset
from textual.message import Message

from tender_flow.i18n import N_, _
from tender_flow.tui.keys import Deed
from tender_flow.tui.moderation.words import choice_words, mark_text, short, sign
from tender_flow.tui.texts import Row, centred, cut, one_line, padded, wrap
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from decimal import Decimal

    from textual.events import Click

    from tender_flow.services.moderation_values import Agenda, Item, MemberMark
    from tender_flow.tui.texts import Span

MANY = 5
"""From so many members each has one line; `v` shows all of it."""
STACKED = 2
"""More names than this on one mark become initials in a row."""


class MarksGiven(Lines, can_focus=True):
    """Names on the scale, then each member with their reason; Enter takes a member's reason."""

    purpose: ClassVar[str] = N_(
        "The marks that the members gave before the meeting, with what they wrote. They stay as "
        "they are."
    )
    example: ClassVar[str] = N_("Enter on a member takes their reason; you can edit it.")

    class Taken(Message):
        """The reason of a member was chosen."""

        def __init__(self, member: str) -> None:
            super().__init__()
            self.member = member

    def __init__(self) -> None:
        super().__init__(id="marks")
        self.item: Item | None = None
        self.agenda: Agenda | None = None
        self.index = 0
        self.folded = False
        self.lines_each = 2
        self._starts: list[int] = []

    def show(self, agenda: Agenda, item: Item) -> None:
        """Another item, or the same with other facts."""
        if self.item is None or self.item.answer != item.answer:
            self.index = 0
        self.agenda, self.item = agenda, item
        self.changed()

    def fold(self, folded: bool, lines_each: int) -> None:
        """Only the scale, while the panel agrees; or everything, on so many lines a member."""
        if (folded, lines_each) != (self.folded, self.lines_each):
            self.folded, self.lines_each = folded, lines_each
            self.changed()

    # Drawing

    def build(self, width: int) -> list[Row]:
        """The scale with names, then the members."""
        if self.item is None or self.agenda is None:
            return []
        rows = self._scale(width)
        self._starts = []
        if self.folded:
            return rows
        for number, mark in enumerate(self.item.marks):
            self._starts.append(len(rows))
            rows += self._member(number, mark, width)
        return rows

    def _scale(self, width: int) -> list[Row]:
        assert self.item is not None
        levels = self.item.scale.levels
        cell = min(16, (width - 2) // len(levels))
        rows = [
            Row(((" " + "".join(centred(mark_text(one.mark), cell) for one in levels), "bold"),))
        ]
        names = [one_line(one.name) for one in levels]
        if max(cell_len(name) for name in names) < cell or cell == 16:
            rows.append(Row(((" " + "".join(centred(name, cell) for name in names), "quiet"),)))
        columns = [self._names_at(one.mark) for one in levels]
        for line in range(max((len(column) for column in columns), default=0)):
            here = "".join(
                centred(column[line] if line < len(column) else "", cell) for column in columns
            )
            rows.append(Row(((f" {here}", "bold"),)))
        return rows

    def _names_at(self, mark: Decimal) -> list[str]:
        assert self.item is not None
        assert self.agenda is not None
        names = [short(self.agenda, one.name) for one in self.item.marks if one.mark == mark]
        if len(names) > STACKED:
            return [" ".join(name[:1] for name in names)]
        return names

    def _member(self, number: int, mark: MemberMark, width: int) -> list[Row]:
        """The mark, who gave it, and the beginning of what they wrote."""
        assert self.item is not None
        most = self.lines_each if len(self.item.marks) < MANY else 1
        chosen = number == self.index and self.has_focus
        left = min(34, max(24, width * 38 // 100))
        who = ", ".join(one_line(part) for part in (mark.name, mark.organisation) if part)
        name_lines = _at_most(wrap(who, left - 6), most, left - 6)
        said_lines = _at_most(wrap(self._said(mark), width - left - 2), most, width - left - 2)
        rows = []
        for line in range(max(len(name_lines), len(said_lines))):
            lead = f" {'►' if chosen else ' '} {sign(mark):<2} " if line == 0 else "      "
            name = name_lines[line] if line < len(name_lines) else ""
            said = said_lines[line] if line < len(said_lines) else ""
            role = "chosen" if chosen else "bold"
            words = "chosen" if chosen else "text"
            spans: tuple[Span, ...] = ((padded(lead + name, left), role), (f" {said}", words))
            rows.append(Row(spans, "chosen" if chosen else "text"))
        return rows

    def _said(self, mark: MemberMark) -> str:
        if mark.state == "conflict":
            return _("Out of the room for this item (conflict).")
        if mark.state == "cannot":
            return _("Cannot mark: {why}").format(why=one_line(mark.cannot_reason))
        if mark.state == "missing":
            return _("No mark yet.")
        return one_line(mark.reason)

    # Keys

    def cursor_at(self) -> Offset:
        """At the `►`."""
        self.rows()
        return Offset(1, self._starts[self.index] if self.index < len(self._starts) else 0)

    def deeds(self) -> list[Deed]:
        """Choose a member, take their reason."""
        return [
            Deed(("up", "down"), _("choose"), _("Choose a member"), self._arrow, menu=False),
            Deed(("enter",), _("take this reason"),
                 _("Take the chosen member's reason as the panel's, to be edited"), self._take),
        ]  # fmt: skip

    def _arrow(self, key: str) -> None:
        assert self.item is not None
        most = max(0, len(self.item.marks) - 1)
        self.index = min(max(0, self.index + (1 if key == "down" else -1)), most)
        self.changed(layout=False)
        if self._starts:
            following = self.index + 1
            end = self._starts[following] if following < len(self._starts) else self.count()
            self.show_row(self._starts[self.index], end - 1)

    def _take(self, _key: str) -> None:
        assert self.item is not None
        self.post_message(self.Taken(self.item.marks[self.index].member))

    def on_focus(self) -> None:
        """The chosen member shows."""
        self.changed(layout=False)

    def on_blur(self) -> None:
        """No member is chosen."""
        self.changed(layout=False)

    def on_click(self, event: Click) -> None:
        """A click chooses; a click on the chosen one takes."""
        line = event.y + self.scroll_offset.y
        number = sum(1 for start in self._starts if start <= line) - 1
        if number == self.index:
            self._take("")
        elif number >= 0:
            self.index = number
            self.changed(layout=False)


def _at_most(lines: list[str], most: int, width: int) -> list[str]:
    """So many lines; what is cut says so."""
    if len(lines) <= most:
        return lines
    return [
        *lines[: most - 1],
        cut(f"{lines[most - 1]} {lines[most]}", width - 1).rstrip("…") + "…",
    ]


class AgreedLines(Lines, can_focus=True):
    """The agreed mark, or how it comes about; digits give it, nothing is filled in."""

    purpose: ClassVar[str] = N_(
        "The panel's own mark. Nothing stands here until the panel has spoken; it is recorded "
        "with its reason."
    )
    example: ClassVar[str] = N_("3, Tab, the reason, Tab: the mark 3 is recorded.")

    class Chosen(Message):
        """Enter: adopt the rule's mark, or choose from the scheme."""

    def __init__(self) -> None:
        super().__init__(id="agreed")
        self._texts: list[tuple[str, str]] = []
        self.enter = ""

    def show(self, texts: list[tuple[str, str]], enter: str) -> None:
        """Other sentences, as (text, role); `enter` says what Enter does."""
        self.enter = enter
        if texts != self._texts:
            self._texts = texts
            self.changed()

    def build(self, width: int) -> list[Row]:
        """Wrapped sentences."""
        rows = []
        for text, role in self._texts:
            rows += [Row(((f" {line}", role),)) for line in wrap(text, min(width - 2, 84))]
        return rows

    def deeds(self) -> list[Deed]:
        """What Enter does now."""
        if not self.enter:
            return []
        return [Deed(("enter",), self.enter, _("Adopt the rule's mark, or choose from the scheme"),
                     self._enter)]  # fmt: skip

    def _enter(self, _key: str) -> None:
        self.post_message(self.Chosen())

    def cursor_at(self) -> Offset:
        """At the first word."""
        return Offset(1, 0)


class Assents(Lines, can_focus=True):
    """What each member says to the agreed mark, asked one by one."""

    purpose: ClassVar[str] = N_(
        "Does each member agree? Enter changes what is recorded for one member. Nobody is set for "
        "all at once: each says it for themselves."
    )
    example: ClassVar[str] = N_("Enter: agrees. Enter again: disagrees, with the reason.")

    class Asked(Message):
        """Enter on a member."""

        def __init__(self, member: str) -> None:
            super().__init__()
            self.member = member

    def __init__(self) -> None:
        super().__init__(id="assents")
        self._members: list[tuple[str, str, str | None]] = []
        self.index = 0

    def show(self, members: list[tuple[str, str, str | None]]) -> None:
        """Members as (id, short name, choice)."""
        if members != self._members:
            self._members = members
            self.index = min(self.index, max(0, len(members) - 1))
            self.changed()

    def start(self) -> None:
        """The first member who wasn't asked."""
        unasked = [i for i, (_m, _n, choice) in enumerate(self._members) if choice is None]
        self.index = unasked[0] if unasked else 0
        self.changed(layout=False)

    def _per_row(self, width: int) -> int:
        widest = max((cell_len(self._words(one)) for one in self._members), default=1) + 5
        return max(1, (width - 1) // max(1, widest))

    def _words(self, member: tuple[str, str, str | None]) -> str:
        _id, name, choice = member
        return f"{name}  {choice_words(choice)}"

    def build(self, width: int) -> list[Row]:
        """As many beside each other as fit."""
        several = min(self._per_row(width), 2 if width < 100 else 4)
        cell = (width - 1) // several
        rows = []
        for start in range(0, len(self._members), several):
            spans = []
            for number in range(start, min(start + several, len(self._members))):
                chosen = number == self.index and self.has_focus
                choice = self._members[number][2]
                role = "attention" if choice in {None, "disagrees"} else "text"
                lead = " ► " if chosen else "   "
                text = padded(lead + self._words(self._members[number]), cell)
                spans.append((text, "chosen" if chosen else role))
            rows.append(Row(tuple(spans)))
        return rows

    def cursor_at(self) -> Offset:
        """At the `►`."""
        several = min(self._per_row(self.size.width), 2 if self.size.width < 100 else 4)
        cell = (self.size.width - 1) // several
        return Offset(1 + cell * (self.index % several), self.index // several)

    def deeds(self) -> list[Deed]:
        """Move, ask."""
        return [
            Deed(("up", "down"), _("choose"), _("Move to another member"), self._arrow, menu=False),
            Deed(("enter",), _("agrees, disagrees"),
                 _("Agrees, disagrees with a reason, not present"), self._ask),
        ]  # fmt: skip

    def _arrow(self, key: str) -> None:
        step = 1 if key == "down" else -1
        self.index = min(max(0, self.index + step), max(0, len(self._members) - 1))
        self.changed(layout=False)

    def _ask(self, _key: str) -> None:
        if self._members:
            self.post_message(self.Asked(self._members[self.index][0]))

    def on_focus(self) -> None:
        """The chosen member shows."""
        self.changed(layout=False)

    def on_blur(self) -> None:
        """No member is chosen."""
        self.changed(layout=False)

    def on_click(self, event: Click) -> None:
        """A click chooses and asks."""
        several = min(self._per_row(self.size.width), 2 if self.size.width < 100 else 4)
        cell = (self.size.width - 1) // several
        number = event.y * several + event.x // max(1, cell)
        if 0 <= number < len(self._members):
            self.index = number
            self.changed(layout=False)
            self._ask("")
