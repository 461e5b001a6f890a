"""Choosing the mark against its words: the mark that you are on, beside the next mark up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.geometry import Offset
from textual.message import Message

from tender_flow.i18n import N_, _
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel.words import mark_text
from tender_flow.tui.texts import Row, Span, hanging, one_line, padded, wrap
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.events import Click

    from tender_flow.packs.contents import Scale, ScaleLevel
    from tender_flow.packs.mark_state import MarkState

CANNOT = "x"
COMPACT, BESIDE, LIST = "compact", "beside", "list"
"""Only the given mark and the next; a list with descriptions at its right; all in full."""


class MarkChooser(Lines, can_focus=True):
    """The scale; ↑ ↓ only look, Enter or a digit gives."""

    DEFAULT_CSS = "MarkChooser { height: auto; }"
    purpose: ClassVar[str] = N_(
        "The scheme. Looking at a mark does not give it; Enter or its number does."
    )
    example: ClassVar[str] = N_("4 gives the mark 4; x says that you cannot mark this answer.")

    class Given(Message):
        """A mark was chosen with Enter or a click; `x` is "cannot mark"."""

        def __init__(self, value: Decimal | None) -> None:
            super().__init__()
            self.value = value

    def __init__(self) -> None:
        super().__init__(id="mark")
        self.scale: Scale | None = None
        self.mark: MarkState | None = None
        self.layout_as = BESIDE
        self.index = 0
        self._starts: list[int] = []

    def show(self, scale: Scale, mark: MarkState) -> None:
        """Another answer's scale and mark; the highlight goes to the mark."""
        same = self.scale is scale and self.mark == mark
        if self.scale is not scale or self.mark is None or self.mark.value != mark.value:
            self.index = self._given_index(scale, mark)
        self.scale, self.mark = scale, mark
        if not same:
            self.changed()

    def lay_out(self, layout: str) -> None:
        """How much of the scale is shown."""
        if layout != self.layout_as:
            self.layout_as = layout
            self.changed()

    def start(self, scale: Scale, mark: MarkState) -> None:
        """The highlight of another answer begins at its mark."""
        self.mark = None
        self.show(scale, mark)

    def _given_index(self, scale: Scale, mark: MarkState) -> int:
        if mark.value is None:
            return len(scale.levels) if mark.cannot_reason else len(scale.levels) // 2
        return next((i for i, lvl in enumerate(scale.levels) if lvl.mark == mark.value), 0)

    # Drawing

    def build(self, width: int) -> list[Row]:
        """As the room allows."""
        if self.scale is None or self.mark is None:
            return []
        self._starts = []
        if self.layout_as == COMPACT:
            return self._compact(width)
        return self._beside(width) if self.layout_as == BESIDE else self._list(width)

    def _lines(self) -> list[ScaleLevel | None]:
        assert self.scale is not None
        return [*self.scale.levels, None]

    def _label(self, level: ScaleLevel | None) -> str:
        if level is None:
            return f"{CANNOT}  {_('Cannot mark')}"
        return f"{mark_text(level.mark)}  {one_line(level.name)}"

    def _is_given(self, level: ScaleLevel | None) -> bool:
        assert self.mark is not None
        if level is None:
            return bool(self.mark.cannot_reason)
        return self.mark.value == level.mark

    def _name_width(self) -> int:
        return max(cell_len(self._label(level)) for level in self._lines()) + 7

    def _beside(self, width: int) -> list[Row]:
        """Names at the left; at the right the description looked at and the one above."""
        names, left = self._lines(), self._name_width()
        words = self._descriptions(width - left - 3)
        rows = []
        for number in range(max(len(names), len(words))):
            name, role = (
                self._name_cell(number, left) if number < len(names) else (" " * left, "text")
            )
            said = words[number] if number < len(words) else ("", "text")
            rows.append(Row(((name, role), (" │ ", "heading"), said)))
        self._starts = list(range(len(names)))
        return rows

    def _name_cell(self, number: int, width: int) -> Span:
        level = self._lines()[number]
        here = number == self.index
        lead = "   ► " if here else "     "
        given = self._is_given(level)
        role = "chosen" if here and self.has_focus else "bold" if given or here else "text"
        return padded(lead + self._label(level), width), role

    def _descriptions(self, width: int) -> list[Span]:
        level = self._lines()[self.index]
        if level is None:
            says = _("Say why: not your field, part of the answer is missing, or a conflict.")
            return [(_("CANNOT MARK"), "bold"), *((line, "text") for line in wrap(says, width))]
        assert self.scale is not None
        said = _described(level, width, self._title(level))
        above = self.scale.above(level.mark)
        if above is not None:
            title = _("{mark} {name} would need").format(
                mark=mark_text(above.mark), name=one_line(above.name).upper()
            )
            said += _described(above, width, title)
        return said

    def _title(self, level: ScaleLevel) -> str:
        title = f"{mark_text(level.mark)} {one_line(level.name).upper()}"
        return _("{mark}, your mark").format(mark=title) if self._is_given(level) else title

    def _list(self, width: int) -> list[Row]:
        """Every mark with its description, hanging at its right."""
        rows: list[Row] = []
        left = self._name_width()
        for number, level in enumerate(self._lines()):
            self._starts.append(len(rows))
            rows += self._entry(number, level, left, width)
        return rows

    def _entry(self, number: int, level: ScaleLevel | None, left: int, width: int) -> list[Row]:
        name, role = self._name_cell(number, left)
        text = one_line(level.description) if level else ""
        lines = wrap(text, max(12, width - left - 1))
        fill = "chosen" if role == "chosen" else "text"
        body = "chosen" if role == "chosen" else "bold" if self._is_given(level) else "text"
        return [
            Row(((name if n == 0 else " " * left, role if n == 0 else body), (line, body)), fill)
            for n, line in enumerate(lines)
        ]

    def _compact(self, width: int) -> list[Row]:
        """Only the mark that was given and the next one up."""
        assert self.mark is not None
        assert self.scale is not None
        if self.mark.value is None:
            if self.mark.cannot_reason:
                words = _("x Cannot mark: {reason}").format(
                    reason=one_line(self.mark.cannot_reason)
                )
                return hanging("   ", words, width - 1, "bold")
            marks = _digits(self.scale)
            return hanging(
                "   ", _("Not given yet. {marks} gives it.").format(marks=marks), width - 1,
                "attention",
            )  # fmt: skip
        left = self._name_width()
        given = self.scale.level(self.mark.value)
        above = self.scale.above(self.mark.value)
        rows: list[Row] = []
        for level in (given, above):
            if level is not None:
                rows += self._entry_plain(level, left, width)
        return rows

    def _entry_plain(self, level: ScaleLevel, left: int, width: int) -> list[Row]:
        given = self._is_given(level)
        lead = f"   {'►' if given else ' '} {self._label(level)}"
        role = "bold" if given else "quiet"
        lines = wrap(one_line(level.description), max(12, width - left - 1))
        return [
            Row(((padded(lead if n == 0 else "", left), role), (line, role)))
            for n, line in enumerate(lines)
        ]

    # Keys

    def cursor_at(self) -> Offset:
        """At the mark that is looked at."""
        self.rows()
        return Offset(3, self._starts[self.index] if self._starts else 0)

    def deeds(self) -> list[Deed]:
        """Look, give."""
        return [
            Deed(("up", "down"), _("look"), _("Look at the marks; this gives none"), self._look,
                 menu=False),
            Deed(("enter",), _("give it, then reasons"), _("Give the mark that you look at"),
                 self._give, menu=False),
        ]  # fmt: skip

    def _look(self, key: str) -> None:
        most = len(self._lines()) - 1
        self.index = min(max(0, self.index + (1 if key == "down" else -1)), most)
        self._show_index()

    def _show_index(self) -> None:
        self.changed(layout=self.layout_as == BESIDE)
        if self._starts and self.size.height:
            following = self.index + 1
            end = self._starts[following] if following < len(self._starts) else self.count()
            self.show_row(self._starts[self.index], end - 1)

    def _give(self, _key: str) -> None:
        level = self._lines()[self.index]
        self.post_message(self.Given(level.mark if level else None))

    def on_focus(self) -> None:
        """The highlight shows in colour."""
        self.changed(layout=False)

    def on_blur(self) -> None:
        """The highlight stays as a sign only."""
        self.changed(layout=False)

    def on_click(self, event: Click) -> None:
        """A click looks; a click on what is looked at gives it."""
        line = event.y + self.scroll_offset.y
        number = sum(1 for start in self._starts if start <= line) - 1
        if not 0 <= number < len(self._lines()) or self.layout_as == COMPACT:
            return
        if number == self.index:
            self._give("")
        else:
            self.index = number
            self._show_index()


def _described(level: ScaleLevel, width: int, title: str) -> list[Span]:
    lines = wrap(one_line(level.description), width)
    return [(title, "bold"), *((line, "text") for line in lines)]


def _digits(scale: Scale) -> str:
    return _("{lowest} to {highest}").format(
        lowest=mark_text(scale.lowest.mark), highest=mark_text(scale.highest.mark)
    )


def takes_digits(scale: Scale) -> bool:
    """Does one digit give a mark, or has it to be typed and ended with Enter?"""
    return all(level.mark == level.mark.to_integral_value() and level.mark <= 9
               for level in scale.levels)  # fmt: skip
