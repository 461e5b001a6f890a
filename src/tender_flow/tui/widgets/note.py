"""`Note`: a few sentences on a page that are read, not moved through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.tui.texts import Row, hanging
from tender_flow.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence


class Note(Lines):
    """A few sentences that are not moved through; paragraphs may have their own role."""

    DEFAULT_CSS = "Note { padding: 0 0 1 0; }"

    def __init__(
        self,
        *texts: str | tuple[str, str],
        id: str | None = None,
        indent: str = "   ",
        tight: bool = False,
        widest: int = 84,
    ) -> None:
        super().__init__(id=id)
        self._widest = widest
        self._texts: Sequence[str | tuple[str, str]] = texts
        self._indent = indent
        self._tight = tight
        if tight:
            self.styles.padding = 0

    def set_texts(self, *texts: str | tuple[str, str]) -> None:
        """Other sentences."""
        if texts != self._texts:
            self._texts = texts
            self.changed()

    @property
    def words(self) -> str:
        """All of it as one text."""
        return "\n".join(text if isinstance(text, str) else text[0] for text in self._texts)

    def build(self, width: int) -> list[Row]:
        """Paragraphs, with a line between them unless it is tight."""
        rows: list[Row] = []
        for number, given in enumerate(self._texts):
            text, role = (given, "text") if isinstance(given, str) else given
            if number and not self._tight:
                rows.append(Row())
            for line in text.split("\n"):
                rows += hanging(self._indent, line, min(width - 1, self._widest), role)
        return rows
