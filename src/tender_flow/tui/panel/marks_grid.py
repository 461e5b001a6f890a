"""The grid of a member's own marks: questions down, bidders across, in the member's own order.

Only lines in sight are made, and a moved highlight repaints two of them. No sums, no averages,
no ranks, no sorting by mark: they would colour what is marked next (ux.md, principle 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.geometry import Offset
from textual.message import Message

from tender_flow.i18n import N_, _
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel.words import question_title, share_of, sign
from tender_flow.tui.texts import Row, Span, centred, cut, one_line, padded, wrap
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.events import Click

    from tender_flow.packs.contents import Answer, ScoredBidder
    from tender_flow.packs.marking import Marking

WIDE = 120
NARROW_COLUMN = 8
WIDE_COLUMN = 14
SHARE = 8
WIDE_TITLE = 38


class MarksGrid(Lines, can_focus=True):
    """Cells to choose from with the arrows."""

    DEFAULT_CSS = "MarksGrid { height: 1fr; }"
    purpose: ClassVar[str] = N_("Your marks: a line for each question, a column for each bidder.")
    example: ClassVar[str] = N_("“3?” is a mark of 3 with reasons still to write; Enter opens it.")

    class Moved(Message):
        """Another cell was chosen by the member."""

    class Opened(Message):
        """Enter or a click on a cell that is chosen already."""

    def __init__(self, marking: Marking) -> None:
        super().__init__(id="grid")
        self.marking = marking
        self.lines = marking.rows()
        self.bidders = marking.contents.bidders
        self.y = 0
        self.x = 0
        self.first = 0
        """The first bidder in sight."""

    # Measures

    @property
    def column(self) -> int:
        """Cells of a bidder's column."""
        if self.size.width < WIDE:
            return NARROW_COLUMN
        room = self.size.width - SHARE - WIDE_TITLE - 1
        return max(WIDE_COLUMN - 2, min(WIDE_COLUMN, room // min(6, len(self.bidders))))

    @property
    def title_width(self) -> int:
        """Cells of the question's column: what the bidders in sight leave."""
        share = SHARE if self.size.width >= WIDE else 0
        fits = max(1, min(len(self.bidders), 6 if self.size.width < WIDE else 99))
        left = self.size.width - share - fits * self.column - 1
        least = 30 if self.size.width < WIDE else WIDE_TITLE
        return max(least, min(left, 44 if share else 40))

    @property
    def in_sight(self) -> int:
        """How many bidders fit beside the questions."""
        share = SHARE if self.size.width >= WIDE else 0
        return max(1, (self.size.width - self.title_width - share - 1) // self.column)

    # Where the highlight is

    @property
    def answer(self) -> Answer | None:
        """The answer in the chosen cell."""
        return self.marking.answer_at(self.lines[self.y], self.bidders[self.x].tender_id)

    @property
    def bidder(self) -> ScoredBidder:
        """The chosen column's bidder."""
        return self.bidders[self.x]

    def choose(self, answer_id: str) -> None:
        """Chooses the cell of an answer."""
        answer = self.marking.answer(answer_id)
        tenders = [bidder.tender_id for bidder in self.bidders]
        for y, line in enumerate(self.lines):
            if (line.question.id, line.lot) == (answer.question_id, answer.lot):
                self._put(tenders.index(answer.tender_id), y)

    def move_to(self, x: int, y: int) -> None:
        """Chooses a cell; columns scroll with it."""
        self._put(x, y)
        self.post_message(self.Moved())

    def _put(self, x: int, y: int) -> None:
        x = min(max(0, x), len(self.bidders) - 1)
        y = min(max(0, y), len(self.lines) - 1)
        old, self.x, self.y = self.y, x, y
        first = min(max(self.first, x - self.in_sight + 1), x)
        if first != self.first:
            self.first = first
            self.refresh()
        else:
            self.refresh_rows(old, y)
        if self.size.height:
            self.show_row(y)

    def cursor_at(self) -> Offset:
        """In the chosen cell."""
        share = SHARE if self.size.width >= WIDE else 0
        column = self.title_width + share + (self.x - self.first) * self.column
        return Offset(column + self.column // 2, self.y)

    # Drawing

    def build(self, width: int) -> list[Row]:
        """Nothing in advance: `row_at` makes what is in sight."""
        self.first = max(0, min(self.first, len(self.bidders) - self.in_sight))
        return []

    def count(self) -> int:
        """A line for each question (and lot)."""
        return len(self.lines)

    def row_at(self, number: int) -> Row:
        """A question with the signs of the bidders in sight."""
        line = self.lines[number]
        contents = self.marking.contents
        title = f" {question_title(contents, line.question, line.lot)}"
        spans: list[Span] = [(padded(cut(title, self.title_width - 1), self.title_width), "text")]
        if self.size.width >= WIDE:
            share = share_of(contents, line.question, line.lot)
            spans.append((padded(share.rjust(SHARE - 2), SHARE), "quiet"))
        spans += [
            self._cell(number, x) for x in range(self.first, len(self.bidders))[: self.in_sight]
        ]
        return Row(tuple(spans))

    def _cell(self, number: int, x: int) -> Span:
        status = self.marking.cell(self.lines[number], self.bidders[x].tender_id)
        shown = sign(status)
        if (x, number) == (self.x, self.y):
            return centred(f"[{shown.center(max(3, len(shown)))}]", self.column), "chosen"
        quiet = status.state in {"not_yours", "no_answer", "frozen"}
        role = "attention" if status.state == "to_finish" else "quiet" if quiet else "text"
        return centred(shown, self.column), role

    # Keys

    def deeds(self) -> list[Deed]:
        """Arrows and Enter."""
        return [
            Deed(("up", "down", "left", "right"), _("choose"), _("Choose an answer"), self._arrow,
                 shown="↑ ↓ ← →", menu=False),
            Deed(("enter",), _("open"), _("Open the answer that is chosen"),
                 self._open),
            Deed(("space", "pagedown", "backspace", "pageup"), "",
                 _("A page of questions on or back"), self._page, shown="Space", menu=False),
        ]  # fmt: skip

    def _arrow(self, key: str) -> None:
        step = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}[key]
        self.move_to(self.x + step[0], self.y + step[1])

    def _open(self, _key: str) -> None:
        self.post_message(self.Opened())

    def _page(self, key: str) -> None:
        page = max(1, self.size.height - 1)
        self.move_to(self.x, self.y + (page if key in {"space", "pagedown"} else -page))

    def on_click(self, event: Click) -> None:
        """A click chooses; a click on the chosen cell opens it."""
        share = SHARE if self.size.width >= WIDE else 0
        column = (event.x - self.title_width - share) // self.column
        x, y = self.first + column, event.y + self.scroll_offset.y
        if event.x < self.title_width + share or x >= len(self.bidders) or y >= len(self.lines):
            return
        if (x, y) == (self.x, self.y):
            self.post_message(self.Opened())
        else:
            self.move_to(x, y)


class GridHead(Lines):
    """The bidders' names above the grid; stays while the questions scroll."""

    DEFAULT_CSS = "GridHead { height: 2; }"

    def __init__(self, grid: MarksGrid) -> None:
        super().__init__()
        self._grid = grid

    def build(self, width: int) -> list[Row]:
        """Names on two lines, cut with `…`; the chosen one is whole under THIS ONE."""
        grid = self._grid
        share = SHARE if width >= WIDE else 0
        lead = " " * grid.title_width + (padded(_("weight"), share) if share else "")
        where = padded(f" {self._where()}", len(lead))
        shown = range(grid.first, len(grid.bidders))[: grid.in_sight]
        names = [_two_lines(one_line(grid.bidders[x].name), grid.column - 1) for x in shown]
        return [
            Row(((lead if line else where, "quiet"),
                 *((centred(name[line], grid.column), "bold" if x == grid.x else "text")
                   for x, name in zip(shown, names, strict=True))))
            for line in (0, 1)
        ]  # fmt: skip

    def _where(self) -> str:
        """Which bidders are in sight, where not all are: `◄ bidders 3 to 8 of 20 ►`."""
        grid, total = self._grid, len(self._grid.bidders)
        if total <= grid.in_sight:
            return ""
        last = min(total, grid.first + grid.in_sight)
        shown = _("bidders {first} to {last} of {total}").format(
            first=grid.first + 1, last=last, total=total
        )
        return f"{'◄ ' if grid.first else ''}{shown}{' ►' if last < total else ''}"


def _two_lines(name: str, width: int) -> tuple[str, str]:
    lines = wrap(" ".join(_parted(word, width) for word in name.split()), width)
    if len(lines) == 1:
        return "", lines[0]
    if len(lines) > 2:
        return lines[0], cut(f"{lines[1]}…", width) if len(lines[1]) < width else cut(
            f"{lines[1]}  ", width
        )
    return lines[0], lines[1]


def _parted(word: str, width: int) -> str:
    """A word longer than the column, parted with a hyphen."""
    if cell_len(word) <= width:
        return word
    return f"{word[: width - 1]}- {_parted(word[width - 1 :], width)}"
