"""A bidder's answer to read: numbered paragraphs, tables that keep their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from tender_flow.i18n import N_, _, ngettext
from tender_flow.tui.keys import Deed
from tender_flow.tui.texts import Row, cut, hanging, one_line, plain, row
from tender_flow.tui.widgets.prose import WIDEST, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.packs.contents import Answer, Question, Reply

NUMBER = 5
"""Cells before the text: a margin, the paragraph's number, a space."""
SIDEWAYS = 8
"""Cells that a table moves with ← →."""

_BOLD = re.compile(r"(?<![*\w])(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1(?![*\w])")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list or a table; paragraphs are numbered from 1."""

    lines: tuple[str, ...]
    is_table: bool = False


def blocks(text: str) -> list[Block]:
    """The answer's paragraphs: parted by empty lines; tables are lines with `|`.

    Words that were set in bold (`**so**`) are shown without their stars; the answer itself, and
    its check code, are what the bidder sent.
    """
    shown = _BOLD.sub(r"\2", plain(text))
    return [_block(part) for part in re.split(r"\n[ \t]*\n", shown) if part.strip()]


def _block(part: str) -> Block:
    lines = tuple(line.rstrip() for line in part.strip("\n").split("\n"))
    piped = sum("|" in line for line in lines)
    return Block(_columns(lines), True) if piped >= 2 and piped == len(lines) else Block(lines)


def _columns(lines: tuple[str, ...]) -> tuple[str, ...]:
    """A table's cells, aligned; the ruler line of Markdown is drawn as a line."""
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    widths = [
        max((cell_len(each[column]) for each in cells if column < len(each)
             and not re.fullmatch(r":?-+:?", each[column])), default=0)
        for column in range(max(len(each) for each in cells))
    ]  # fmt: skip
    return tuple(_table_line(each, widths) for each in cells)


def _table_line(cells: list[str], widths: list[int]) -> str:
    if all(re.fullmatch(r":?-+:?", cell) for cell in cells):
        return "─┼─".join("─" * width for width in widths)
    filled = [
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=False)
    ]
    return " │ ".join(filled)


class AnswerText(Prose):
    """The answer; ↑ ↓ and the page keys read, Enter goes into a table that is too wide."""

    purpose: ClassVar[str] = N_(
        "The bidder's answer. Read it, then give the mark: Tab goes to the mark and the reasons."
    )
    example: ClassVar[str] = N_("3 gives the mark 3 while you read.")

    def __init__(self) -> None:
        super().__init__("", id="answer")
        self.question: Question | None = None
        self.answer: Answer | None = None
        self.sideways = 0
        self.in_table = False
        self._starts: list[int] = []
        self._blocks: list[Block] = []
        self._replies: tuple[Reply, ...] = ()

    def show(
        self, question: Question, answer: Answer, replies: tuple[Reply, ...] = (), line: int = 0
    ) -> None:
        """Another answer with the bidder's replies to questions about it, at a line of it."""
        self.question, self.answer, self._replies = question, answer, replies
        self.sideways, self.in_table = 0, False
        self._blocks = blocks(answer.text)
        self.changed()
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def build(self, width: int) -> list[Row]:
        """Numbered paragraphs with a hanging indent and an empty line between."""
        self._starts = []
        if not self._blocks:
            return [Row(), row(f"     {_('The bidder gave no answer to this question.')}", "bold")]
        rows: list[Row] = []
        width = min(width - 1, WIDEST + NUMBER)
        for number, block in enumerate(self._blocks, 1):
            self._starts.append(len(rows))
            rows += (
                self._table(number, block, width)
                if block.is_table
                else list(_paragraph(number, block, width))
            )
            rows.append(Row())
        for reply in self._replies:
            rows += hanging("     ", _("Asked: {asked}").format(asked=one_line(reply.asked)), width)
            said = _("The bidder's reply: {reply}").format(reply=one_line(reply.reply))
            rows += [*hanging("     ", said, width, "bold"), Row()]
        return [*rows, row(f"     {_('End of the answer.')}", "quiet")]

    def _table(self, number: int, block: Block, width: int) -> list[Row]:
        room = width - NUMBER - 2
        rows = []
        for index, line in enumerate(block.lines):
            lead = f"{number:>3}  " if index == 0 else " " * NUMBER
            shown = line[self.sideways :]
            more = cell_len(shown) > room
            text = lead + (cut(shown, room) if more else shown)
            mark = " ►" if more else " ◄" if self.sideways and index == 0 else ""
            rows.append(Row(((text, "text"), (mark, "heading"))))
        return rows

    @property
    def has_wide_table(self) -> bool:
        """Is there a table that doesn't fit?"""
        room = min(self.size.width - 1, WIDEST + NUMBER) - NUMBER - 2
        return any(
            block.is_table and max(cell_len(line) for line in block.lines) > room
            for block in self._blocks
        )

    def deeds(self) -> list[Deed]:
        """Reading; in a table ← → move it."""
        reading = super().deeds()
        for_pages = [Deed(d.keys, "", d.says, d.do, shown=d.shown, menu=False) for d in reading[1:]]
        if self.in_table:
            return [
                Deed(("left", "right"), _("move the table"), _("Move the table sideways"),
                     self._move_table, menu=False),
                Deed(("escape", "enter"), _("out of the table"), _("Out of the table"),
                     self._leave_table, shown="Esc", menu=False),
                reading[0],
            ]  # fmt: skip
        if self.has_wide_table:
            into = Deed(("enter",), _("into the table"), _("Into the table, to move it sideways"),
                        self._enter_table, menu=False)  # fmt: skip
            return [reading[0], into, *for_pages]
        return [reading[0], *for_pages]

    def _enter_table(self, _key: str) -> None:
        self.in_table = True

    def _leave_table(self, _key: str) -> None:
        self.in_table = False
        self.sideways = 0
        self.changed(layout=False)

    def _move_table(self, key: str) -> None:
        longest = max(
            (cell_len(line) for block in self._blocks if block.is_table for line in block.lines),
            default=0,
        )
        step = SIDEWAYS if key == "right" else -SIDEWAYS
        self.sideways = min(max(0, self.sideways + step), max(0, longest - SIDEWAYS))
        self.changed(layout=False)

    @property
    def paragraph(self) -> tuple[int, int]:
        """The paragraph at the top of what is in sight, and how many there are."""
        self.rows()
        top = self.scroll_offset.y
        number = sum(1 for start in self._starts if start <= top)
        if top and self.at_end and self._starts:
            number = len(self._starts)
        return max(1, number), max(1, len(self._starts))

    def state(self) -> str:
        """`612 of 1,000 words · paragraph 1 of 9`."""
        assert self.answer is not None
        assert self.question is not None
        count = f"{self.answer.words:,}"
        if self.question.words:
            limit = f"{self.question.words:,}"
            length = _("{count} of {limit} words").format(count=count, limit=limit)
        else:
            length = ngettext("{count} word", "{count} words", self.answer.words).format(
                count=count
            )
        if not self._blocks:
            return length
        number, total = self.paragraph
        where = _("paragraph {number} of {total}").format(number=number, total=total)
        return f"{length} · {where}"


def _paragraph(number: int, block: Block, width: int) -> Iterator[Row]:
    lead = f"{number:>3}  "
    for group in _items(block.lines):
        dash = re.match(r"\s*([-*•]|\d{1,2}[.)])\s+", group)
        if dash:
            yield from hanging(f"{lead}{dash.group(1)} ", group[dash.end() :], width)
        else:
            yield from hanging(lead, group, width)
        lead = " " * NUMBER


def _items(lines: tuple[str, ...]) -> Iterator[str]:
    """Lines of a paragraph joined, but each item of a list by itself."""
    held = ""
    for line in lines:
        if held and re.match(r"\s*([-*•]|\d{1,2}[.)])\s+", line):
            yield held
            held = line
        else:
            held = f"{held} {line}" if held else line
    if held:
        yield held
