"""The declaration for one bidder: no conflict, perhaps one, or not enough known to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.errors import RefusedError
from tender_flow.i18n import N_, _
from tender_flow.i18n.sentences import say
from tender_flow.tui.keys import Deed
from tender_flow.tui.pages import TextPage
from tender_flow.tui.panel import flow
from tender_flow.tui.panel.signing import StepPage
from tender_flow.tui.texts import one_line, plain
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from tender_flow.packs.contents import InvitedBidder
    from tender_flow.packs.declaring import Declaring

EXAMPLES = N_("""A conflict is anything that could make someone doubt your fairness.

- You work for the bidder, or did in the last years; you are looking for work there.
- You, your family or close friends own part of it, are owed money by it, or sit on its board.
- You advise it, are paid by it, or take part in running it, also without pay.
- You have had a dispute with it, or have praised or blamed it in public.
- A gift, a trip or hospitality came from it.
- You helped to write its bid, or a partner's.

Knowing the bidder from your work is not a conflict by itself. If you are not sure, say so: \
explaining costs one sentence, a doubt after the award can cost the award.""")


class BidderPage(StepPage):
    """One bidder with its partners and lots: three sentences to choose from."""

    step = 2
    purpose: ClassVar[str] = N_("You say for each bidder, its partners and lots, how you stand.")

    def __init__(self, tender_id: str) -> None:
        super().__init__()
        self.page = tender_id

    @property
    def bidder(self) -> InvitedBidder:
        """The bidder of this page."""
        bidders = self.declaring.contents.bidders
        return next(bidder for bidder in bidders if bidder.tender_id == self.page)

    @property
    def declaring(self) -> Declaring:
        """The work on the invitation."""
        return self.panel.work.declaring

    def body(self) -> ComposeResult:
        """Who it is, the choices, and the explanation once it is needed."""
        bidders = [bidder.tender_id for bidder in self.declaring.contents.bidders]
        place = _("CONFLICT OF INTEREST: bidder {number} of {total}").format(
            number=bidders.index(self.page) + 1, total=len(bidders)
        )
        made = self.declaring.declared(self.page)
        yield Part(
            place,
            Note((who(self.bidder), "bold"), tight=True),
            Note("", _CONFLICT(), "", tight=True, id="meaning"),
            Choices(self._choices(), made.choice if made else None, enter=_("next"), id="choice"),
        )
        yield Part(
            _("EXPLAIN: what is it, since when? 10 words at least"),
            Box(self._explanation(), id="explanation"),
            id="explain",
        )
        yield Part(
            _("WHAT DOES IT TOUCH?"),
            Choices(self._scopes(), enter=_("keep it"), id="scope"),
            id="touches",
            grow=True,
        )

    def opened(self) -> None:
        """The explanation is shown only where one is needed."""
        box = self.query_one(Box)
        box.styles.height = 4
        box.is_work = True
        self._show_explanation(self.query_one("#choice", Choices).value == "may")
        before = self._before()
        if before:
            self.say(before)

    def _before(self) -> str:
        """What was answered last, and how many: `Elm Housing: no conflict. 1 of 6 answered`."""
        pages = flow.order(self.panel)
        earlier = pages[pages.index(self.page) - 1]
        total = len(self.declaring.contents.bidders)
        count = _("{done} of {total} answered.").format(done=self.declaring.answered(), total=total)
        if earlier == "agreement" or self.declaring.declared(earlier) is None:
            return ""
        return f"{declared_words(self.declaring, earlier)}. {count}"

    def deeds(self) -> list[Deed]:
        """Examples of conflicts."""
        if isinstance(self.focused, Box):
            return [Deed(("tab",), _("what it touches"), "", self._tab, menu=False, in_box=True)]
        return [Deed(("q",), _("examples"), _("What counts as a conflict"), self._examples)]

    def stops(self) -> list[Widget]:
        """The parts that are on the screen."""
        return super().stops()

    def _examples(self, _key: str) -> None:
        page = TextPage(self.titles(), _("WHAT COUNTS AS A CONFLICT"), _(EXAMPLES))
        self.app.push_screen(page)

    def _choices(self) -> list[Choice]:
        names = [one_line(name) for name in (self.bidder.supplier, *self.bidder.partners)]
        everybody = listed(names, _("or"))
        return [
            Choice(_("I have no conflict with {names}").format(names=everybody), "none"),
            Choice(_("I have, or may have, a conflict: I will explain"), "may"),
            Choice(
                _("I do not know enough to say: I will ask {lead} first").format(
                    lead=one_line(self.lead.name)
                ),
                "ask",
            ),
        ]

    def _scopes(self) -> list[Choice]:
        bidder = self.bidder
        whole = _("{bidder} as a whole, in every lot").format(bidder=one_line(bidder.supplier))
        scopes = [Choice(_("Keep this. It touches {what}").format(what=whole), "\t")]
        lots = [("", ""), *((lot.id, one_line(lot.title)) for lot in bidder.lots)]
        for partner in ("", *bidder.partners):
            for lot, title in lots if len(bidder.lots) > 1 else lots[:1]:
                if partner or lot:
                    parts = [one_line(partner) or one_line(bidder.supplier), title]
                    says = ", ".join(part for part in parts if part)
                    scopes.append(
                        Choice(_("Keep this. It touches only {what}").format(what=says),
                               f"{partner}\t{lot}")
                    )  # fmt: skip
        return scopes

    def _explanation(self) -> str:
        mine = [d for d in self.declaring.state.declarations if d.tender_id == self.page]
        draft = self.panel.draft("explain", self.page)
        return next((each.explanation for each in mine if each.explanation), draft)

    def _show_explanation(self, shown: bool) -> None:
        self.query_one("#meaning").display = not shown
        self.query_one("#explain").display = shown
        self.query_one("#touches").display = shown

    @on(Choices.Moved, "#choice")
    def _moved(self, message: Choices.Moved) -> None:
        self._show_explanation(message.value == "may")

    @on(Box.Changed)
    def _typed(self) -> None:
        self.panel.keep_draft("explain", self.page, plain(self.query_one(Box).text))

    @on(Choices.Chosen, "#choice")
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "may":
            self._show_explanation(True)
            self.set_focus(self.query_one(Box))
            self.say(_("Write what it is, then Tab and choose what it touches."))
            return
        self.declaring.withdraw(self.page)
        self.declaring.declare(self.page, message.value)
        self._go_on()

    @on(Choices.Chosen, "#scope")
    def _scope_chosen(self, message: Choices.Chosen) -> None:
        partner, _tab, lot = message.value.partition("\t")
        before = self.declaring.state.declarations
        self.declaring.withdraw(self.page)
        try:
            if partner or lot:
                self.declaring.declare(self.page, "none")
            self.declaring.declare(
                self.page, "may", self.query_one(Box).text, partner=partner, lot=lot
            )
        except RefusedError as error:
            self.declaring.state.declarations = before
            self.say(say(error.findings[0]), "problem")
            self.set_focus(self.query_one(Box))
            return
        self._go_on()

    def _go_on(self) -> None:
        self.panel.changed()
        flow.after(self.panel, self.page)


def _CONFLICT() -> str:  # noqa: N802 (a sentence that is long enough to stand alone)
    return _(
        "A conflict is anything that could make someone doubt your fairness: you, your family or "
        "close friends work there, are owed money, sit on its board. Press q for more."
    )


def who(bidder: InvitedBidder) -> str:
    """The bidder with partners and lots, as one sentence."""
    name = one_line(bidder.supplier)
    partners = listed([one_line(partner) for partner in bidder.partners], _("and"))
    lots = listed([one_line(lot.title) for lot in bidder.lots], _("and"))
    says = name if not partners else _("{name}, with {partners}").format(
        name=name, partners=partners
    )  # fmt: skip
    return f"{says}. " + _("Bids for {lots}.").format(lots=lots) if lots else f"{says}."


def listed(names: list[str], last: str) -> str:
    """`Elm, Medway and Beacon`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def declared_words(declaring: Declaring, tender_id: str) -> str:
    """What was declared for a bidder, as it stands in lists."""
    bidder = next(b for b in declaring.contents.bidders if b.tender_id == tender_id)
    name = one_line(bidder.supplier)
    mine = [d for d in declaring.state.declarations if d.tender_id == tender_id]
    conflict = next((d for d in mine if d.choice == "may"), None)
    if conflict is not None:
        touched = [one_line(conflict.partner)] if conflict.partner else []
        touched += [one_line(lot.title) for lot in bidder.lots if lot.id == conflict.lot]
        only = _(" (only {what})").format(what=", ".join(touched)) if touched else ""
        return _("{bidder}: may have a conflict{only}: {why}").format(
            bidder=name, only=only, why=one_line(conflict.explanation)
        )
    if any(d.choice == "ask" for d in mine):
        return _("{bidder}: not enough known to say").format(bidder=name)
    if mine:
        return _("{bidder}: no conflict").format(bidder=name)
    return _("{bidder}: not answered !").format(bidder=name)
