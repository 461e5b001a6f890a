"""The moderated outcome: a member's own word on each agreed mark, signed on their own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.errors import RefusedError
from tender_flow.i18n import N_, _
from tender_flow.i18n.sentences import say
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.panel.signature import SignaturePage
from tender_flow.tui.panel.words import mark_text
from tender_flow.tui.texts import one_line, plain
from tender_flow.tui.widgets.box import Box
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.packs.contents import OutcomeItem
    from tender_flow.packs.sending import MadeReturn
    from tender_flow.packs.slips import Agreeing


class OutcomePage(PanelFrame):
    """The agreed marks in a list; Enter opens one."""

    purpose: ClassVar[str] = N_(
        "What the panel agreed. You say for each item whether you agree; there is no “agree to "
        "all”, because each word of yours is kept."
    )

    @property
    def agreeing(self) -> Agreeing:
        """The work on the outcome."""
        return self.panel.work.agreeing

    def titles(self) -> Titles:
        """Whose word it is."""
        name = one_line(self.agreeing.contents.member.name)
        return Titles(self.case_title, _("The agreed marks, to sign"), name)

    def body(self) -> ComposeResult:
        """The list, and the chosen one whole."""
        yield Part(_("AGREED MARKS"), Choices(self._lines(), enter=_("open"), id="items"),
                   id="list", grow=True)  # fmt: skip
        yield Part(_("THIS ONE"), Note("", id="this", indent=" ", tight=True))

    def opened(self) -> None:
        """Begins at the first item without a word."""
        items = self.agreeing.contents.items
        first = next((i.id for i in items if self.agreeing.verdict(i.id) is None), None)
        self._refresh(first)
        self.query_one("#this").styles.min_height = 4
        self.say(_("Enter opens an item: say whether you agree."))

    def resumed(self) -> None:
        """An item was answered."""
        self._refresh()

    def _refresh(self, value: str | None = None) -> None:
        self.query_one("#items", Choices).set_choices(self._lines(), value)
        total = len(self.agreeing.contents.items)
        done = total - len(self.agreeing.problems())
        self.query_one("#list", Part).say(
            state=_("{done} of {total} answered").format(done=done, total=total)
        )
        self._show_this()

    def _lines(self) -> list[Choice]:
        return [Choice(self._line(item), item.id) for item in self.agreeing.contents.items]

    def _line(self, item: OutcomeItem) -> str:
        said = self.agreeing.verdict(item.id)
        word = _("not answered yet !")
        if said is not None:
            word = _("you agree") if said.agrees else _("you disagree")
        return f"{item_title(item)}: " + _("agreed {mark} · {word}").format(
            mark=mark_text(item.agreed_mark), word=word
        )

    @on(Choices.Moved, "#items")
    def _show_this(self) -> None:
        value = self.query_one("#items", Choices).value
        item = next((i for i in self.agreeing.contents.items if i.id == value), None)
        if item is not None:
            self.query_one("#this", Note).set_texts(*item_words(item, self.agreeing))

    def deeds(self) -> list[Deed]:
        """Next, sign."""
        return [
            Deed(("n",), _("next to answer"), _("Go to the next item to answer"), self._next),
            Deed(("s",), _("check and sign"), _("Sign and make the return file"), self._sign),
        ]

    def back_word(self) -> str:
        """The first screen."""
        return _("leave")

    @on(Choices.Chosen, "#items")
    def _open(self, message: Choices.Chosen) -> None:
        self.app.push_screen(ItemPage(message.value))

    def _next(self, _key: str) -> None:
        problems = self.agreeing.problems()
        if not problems:
            self.say(_("Every item has your word. Press s to sign."))
            return
        assert problems[0].hint is not None
        self.app.push_screen(ItemPage(problems[0].hint.arguments["item"]))

    def _sign(self, _key: str) -> None:
        problems = self.agreeing.problems()
        if problems:
            self.say(say(problems[0]), "problem")
            return
        self._to_signature()

    def _to_signature(self) -> None:
        from tender_flow.packs.slips import STATEMENT

        def make(passphrase: str) -> MadeReturn:
            from tender_flow.packs.sending import make_return

            return make_return(self.panel.work, passphrase, self.panel.now())

        verdicts = self.agreeing.state.verdicts.values()
        agreed = sum(said.agrees for said in verdicts)
        what = _("You agree with {agreed} and disagree with {rest}.").format(
            agreed=agreed, rest=len(verdicts) - agreed
        )
        later = _("The file is your signature on what the panel agreed.")
        self.app.push_screen(
            SignaturePage(self.titles(), (what, (_(STATEMENT), "bold")), make, later)
        )


class ItemPage(PanelFrame):
    """One agreed mark: agree, or disagree with a reason."""

    purpose: ClassVar[str] = N_("Your word on one agreed mark. Your own mark stays in the record.")

    def __init__(self, item_id: str) -> None:
        super().__init__()
        self.item_id = item_id

    @property
    def agreeing(self) -> Agreeing:
        """The work on the outcome."""
        return self.panel.work.agreeing

    @property
    def item(self) -> OutcomeItem:
        """The agreed mark of this page."""
        return next(item for item in self.agreeing.contents.items if item.id == self.item_id)

    def titles(self) -> Titles:
        """Question and bidder."""
        items = self.agreeing.contents.items
        number = [item.id for item in items].index(self.item_id) + 1
        place = _("Item {number} of {total}").format(number=number, total=len(items))
        return Titles(self.case_title, item_title(self.item), place)

    def body(self) -> ComposeResult:
        """The item, the choice, and a box for a reason."""
        said = self.agreeing.verdict(self.item_id)
        chosen = None if said is None else "agree" if said.agrees else "disagree"
        reason = said.reason if said else self.panel.draft("dissent", self.item_id)
        yield Part(
            _("AGREED MARK: {mark}").format(mark=mark_text(self.item.agreed_mark)),
            Note(*item_words(self.item, self.agreeing), tight=True),
        )
        yield Part(
            _("YOUR WORD"),
            Choices(
                [
                    Choice(_("I agree"), "agree"),
                    Choice(_("I disagree: I will say why"), "disagree"),
                ],
                chosen,
                enter=_("take it"),
                id="word",
            ),
        )
        yield Part(_("WHY DO YOU DISAGREE?"), Box(reason), id="why")
        yield Part(_("THEN"), Choices([Choice(_("Keep this"), "keep")], enter=_("keep it"),
                                      id="keep"), id="keeping")  # fmt: skip

    def opened(self) -> None:
        """The box is there only when it is needed."""
        box = self.query_one(Box)
        box.styles.height = 5
        box.is_work = True
        self._show_box(self.query_one("#word", Choices).value == "disagree")

    def deeds(self) -> list[Deed]:
        """Tab leaves the box."""
        if not self.in_box:
            return []
        return [Deed(("tab",), _("done typing"), "", self._tab, menu=False, in_box=True)]

    def back_word(self) -> str:
        """To the list."""
        return _("the list")

    def _show_box(self, shown: bool) -> None:
        self.query_one("#why").display = shown
        self.query_one("#keeping").display = shown

    @on(Choices.Moved, "#word")
    def _moved(self, message: Choices.Moved) -> None:
        self._show_box(message.value == "disagree")

    @on(Box.Changed)
    def _typed(self) -> None:
        self.panel.keep_draft("dissent", self.item_id, plain(self.query_one(Box).text))

    @on(Choices.Chosen, "#word")
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "agree":
            self.agreeing.agree(self.item_id)
            self._go_on()
            return
        self._show_box(True)
        self.set_focus(self.query_one(Box))
        self.say(_("Say why in your own words, then Tab and Enter."))

    @on(Choices.Chosen, "#keep")
    def _keep(self) -> None:
        try:
            self.agreeing.disagree(self.item_id, plain(self.query_one(Box).text))
        except RefusedError as error:
            self.say(say(error.findings[0]), "problem")
            self.set_focus(self.query_one(Box))
            return
        self._go_on()

    def _go_on(self) -> None:
        self.panel.changed()
        problems = self.agreeing.problems()
        if problems and problems[0].hint is not None:
            self.app.switch_screen(ItemPage(problems[0].hint.arguments["item"]))
        else:
            self.back()


def item_title(item: OutcomeItem) -> str:
    """Question, lot and bidder of an agreed mark."""
    question = f"{item.question_number} {one_line(item.question_title)}"
    lot = f" · {one_line(item.lot)}" if item.lot else ""
    return f"{question}{lot}, {one_line(item.bidder)}"


def item_words(item: OutcomeItem, agreeing: Agreeing) -> tuple[str | tuple[str, str], ...]:
    """Own mark beside the agreed one, the panel's reason, what the meeting recorded."""
    own = mark_text(item.own_mark) if item.own_mark is not None else _("cannot mark")
    recorded = {
        "agrees": _("that you agreed"),
        "disagrees": _("that you disagreed"),
        "not_present": _("that you were not present"),
    }.get(item.assent, item.assent)
    texts: list[str | tuple[str, str]] = [
        (
            _("Your mark before the meeting: {own}. The panel agreed: {agreed}.").format(
                own=own, agreed=mark_text(item.agreed_mark)
            ),
            "bold",
        ),
        _("The panel's reason: {reason}").format(reason=one_line(item.reason)),
        _("The meeting recorded {word}.").format(word=recorded),
    ]
    said = agreeing.verdict(item.id)
    if said is not None and not said.agrees:
        texts.append(_("You disagree: {reason}").format(reason=one_line(said.reason)))
    return tuple(texts)
