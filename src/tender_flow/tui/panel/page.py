"""`PanelFrame`: what all screens of the panel's program have besides the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tender_flow.tui.frame import Frame

if TYPE_CHECKING:
    from tender_flow.packs.contents import Lead
    from tender_flow.tui.panel.app import PanelApp


class PanelFrame(Frame):
    """A frame that knows the opened file."""

    @property
    def panel(self) -> PanelApp:
        """The panel member's program."""
        return cast("PanelApp", self.app)

    @property
    def case_title(self) -> str:
        """The procurement's title, for the header."""
        return self.panel.work.pack.contents.case.title if self.panel.is_open else ""

    @property
    def lead(self) -> Lead:
        """The person to ring."""
        return self.panel.work.pack.contents.lead
