"""Which screen comes first, and which page follows which while a declaration is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tender_flow.tui.panel.app import PanelApp
    from tender_flow.tui.panel.page import PanelFrame

STEPS = 4
"""Agreement, conflicts, guidance, check and sign."""


def first_screen(panel: PanelApp) -> PanelFrame:
    """Where an opened file begins: at the first page without an answer, or at the grid."""
    kind = panel.work.kind
    if kind == "scoring":
        from tender_flow.tui.panel.home import HomePage

        return HomePage()
    if kind == "outcome":
        from tender_flow.tui.panel.outcome import OutcomePage

        return OutcomePage()
    declaring = panel.work.declaring
    return page_of(panel, "done" if declaring.state.returns else declaring.next_page())


def order(panel: PanelApp) -> list[str]:
    """The pages of a declaration, in their order."""
    bidders = panel.work.declaring.contents.bidders
    return ["agreement", *(bidder.tender_id for bidder in bidders), "guidance", "check", "sign"]


def page_of(panel: PanelApp, page: str) -> PanelFrame:
    """The screen of a page of the declaration."""
    from tender_flow.tui.panel import bidder, signing

    if page == "agreement":
        return signing.AgreementPage()
    if page == "guidance":
        return signing.GuidancePage()
    if page == "check":
        return signing.CheckPage()
    if page in {"sign", "done"}:
        from tender_flow.tui.panel import declared

        return declared.SignPage() if page == "sign" else declared.DeclaredPage()
    return bidder.BidderPage(page)


def go(panel: PanelApp, page: str) -> None:
    """Shows a page in place of the one before."""
    panel.switch_screen(page_of(panel, page))


def after(panel: PanelApp, page: str) -> None:
    """Goes on: the next page, or back to the check where everything is answered already."""
    declaring = panel.work.declaring
    pages = order(panel)
    following = pages[pages.index(page) + 1]
    go(panel, "check" if not declaring.problems() and page != "check" else following)


def before(panel: PanelApp, page: str) -> None:
    """Esc: the page before; the question whether to leave on the first."""
    pages = order(panel)
    place = pages.index(page)
    if place == 0:
        panel.leave()
    else:
        go(panel, pages[place - 1])
