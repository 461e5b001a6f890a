"""Check and send: what stops sending, where to mend it, and the signature on the return file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tender_flow.i18n import N_, _, ngettext
from tender_flow.i18n.sentences import paragraphs
from tender_flow.tui.keys import Deed
from tender_flow.tui.panel.page import PanelFrame
from tender_flow.tui.panel.signature import SignaturePage
from tender_flow.tui.panel.words import closes_words
from tender_flow.tui.reason_words import in_full
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tender_flow.packs.marking import Marking
    from tender_flow.packs.sending import MadeReturn
    from tender_flow.rules.findings import Finding

WHOLE, PART, CONFLICTS = "whole", "part", "conflicts"


class CheckAndSendPage(PanelFrame):
    """The problems first; Enter goes to the very box."""

    purpose: ClassVar[str] = N_(
        "What still stops you sending. Enter goes to the place; when you come back, it is gone "
        "from the list."
    )

    @property
    def marking(self) -> Marking:
        """The work on the pack."""
        return self.panel.work.marking

    def titles(self) -> Titles:
        """Until when."""
        until = closes_words(self.marking.contents.closes_at)
        return Titles(self.case_title, _("Check and send"), until)

    def body(self) -> ComposeResult:
        """Problems, then what can be done."""
        yield Part(
            _("THERE IS A PROBLEM"),
            Choices([], enter=_("go there"), id="problems"),
            id="trouble",
            grow=True,
        )
        yield Part(
            _("LOOK AGAIN: this stops nothing"),
            Choices([], enter=_("go there"), id="looks"),
            id="again",
            grow=True,
        )
        yield Part(_("ALSO"), Note("", id="also", indent="   ", tight=True), id="more")
        yield Part(_("WHAT YOU CAN SEND"), Choices([], enter=_("take it"), id="ways"), id="send")

    def opened(self) -> None:
        """What there is."""
        self._refresh()

    def resumed(self) -> None:
        """Back from a place: what was mended is gone."""
        self._refresh()

    def first_focus(self) -> Choices:
        """The first problem; without one, what can be sent."""
        return self.query_one("#problems" if self.marking.problems() else "#ways", Choices)

    def _refresh(self) -> None:
        problems = self.marking.problems()
        stops = ngettext(
            "{count} thing stops you sending", "{count} things stop you sending", len(problems)
        ).format(count=len(problems))
        self.query_one("#trouble", Part).say(state=stops)
        self.query_one("#trouble").display = bool(problems)
        self.query_one("#problems", Choices).set_choices(
            [Choice(paragraphs(finding)[0], str(number)) for number, finding in enumerate(problems)]
        )
        self._show_looks()
        also = self._also()
        self.query_one("#also", Note).set_texts(*also)
        self.query_one("#more").display = bool(also)
        self.query_one("#ways", Choices).set_choices(self._ways(bool(problems)))
        if self.focused is not None and not all(a.display for a in self.focused.ancestors):
            self.set_focus(self.query_one("#ways", Choices))
        self.say(self._summary())

    def _show_looks(self) -> None:
        looks = self.marking.looks()
        count = ngettext("{count} thing to look at", "{count} things to look at", len(looks))
        self.query_one("#again", Part).say(state=count.format(count=len(looks)))
        self.query_one("#again").display = bool(looks)
        self.query_one("#looks", Choices).set_choices(
            [Choice(in_full(finding), str(number)) for number, finding in enumerate(looks)]
        )

    def _also(self) -> list[str]:
        left = self.marking.unmarked()
        if not left:
            return []
        text = ngettext(
            "{count} answer is not marked yet. You can send what is finished now and the rest "
            "later: choose “Send a part”.",
            "{count} answers are not marked yet. You can send what is finished now and the rest "
            "later: choose “Send a part”.",
            left,
        )
        return [text.format(count=left)]

    def _ways(self, has_problems: bool) -> list[Choice]:
        ways = []
        complete = len(self.marking.complete())
        if not has_problems and not self.marking.unmarked():
            ways.append(Choice(_("Sign, and make the return file"), WHOLE))
        elif complete or self.marking.state.queries:
            ways.append(
                Choice(
                    ngettext(
                        "Send a part: the one that is finished",
                        "Send a part: the {count} that are finished",
                        complete,
                    ).format(count=complete),
                    PART,
                )
            )
        if self.marking.state.conflicts:
            ways.append(Choice(_("Send only the conflict that I declared"), CONFLICTS))
        return ways or [Choice(_("Nothing is finished yet: go back"), "back")]

    def _summary(self) -> str:
        counts = self.marking.counts()
        return _("{done} finished, {cannot} you cannot mark, {left} not finished.").format(
            done=counts.get("done", 0),
            cannot=counts.get("cannot", 0),
            left=counts["all"] - counts.get("done", 0) - counts.get("cannot", 0),
        )

    def deeds(self) -> list[Deed]:
        """S signs."""
        return [
            Deed(("s",), _("sign and make the return file"), _("Sign and make the return file"),
                 self._sign)
        ]  # fmt: skip

    def back_word(self) -> str:
        """To where you were."""
        return _("back")

    def _sign(self, _key: str) -> None:
        way = self.query_one("#ways", Choices).choices[0].value
        if way == "back":
            self.say(_("Nothing is finished yet."), "attention")
        elif way == PART and self.focused is not self.query_one("#ways"):
            self.set_focus(self.query_one("#ways", Choices))
            self.say(_("Not everything is finished. Enter sends the part that is."), "attention")
        else:
            self._to_signature(way)

    @on(Choices.Chosen, "#ways")
    def _way_chosen(self, message: Choices.Chosen) -> None:
        if message.value == "back":
            self.back()
        else:
            self._to_signature(message.value)

    @on(Choices.Chosen, "#problems")
    def _to_problem(self, message: Choices.Chosen) -> None:
        self._go_there(self.marking.problems()[int(message.value)])

    @on(Choices.Chosen, "#looks")
    def _to_look(self, message: Choices.Chosen) -> None:
        self._go_there(self.marking.looks()[int(message.value)])

    def _go_there(self, finding: Finding) -> None:
        assert finding.hint is not None
        from tender_flow.tui.panel.scoring import ScoringPage

        where = finding.hint.arguments
        self.app.push_screen(ScoringPage(where["answer"], where["part"]))

    def _to_signature(self, way: str) -> None:
        from tender_flow.packs.marking import STATEMENT

        def make(passphrase: str) -> MadeReturn:
            from tender_flow.packs.sending import make_return

            return make_return(
                self.panel.work,
                passphrase,
                self.panel.now(),
                part=way == PART,
                conflicts_only=way == CONFLICTS,
            )

        later = _("Your marks stay here; if you change one before the meeting, make a second file.")
        what = what_is_signed(self.marking, way)
        page = SignaturePage(self.titles(), (what, (_(STATEMENT), "bold")), make, later)
        self.app.push_screen(page)


def what_is_signed(marking: Marking, way: str) -> str:
    """What the signature is under: marks, answers that can't be marked, bidders not yours."""
    if way == CONFLICTS:
        return _("Only the conflict that you declared is sent.")
    counts = marking.counts()
    done, cannot = counts.get("done", 0), counts.get("cannot", 0)
    theirs = sum(not bidder.yours for bidder in marking.contents.bidders)
    parts = [ngettext("{count} mark", "{count} marks", done).format(count=done)]
    if cannot:
        one, many = N_("{count} answer you cannot mark"), N_("{count} answers you cannot mark")
        parts.append(ngettext(one, many, cannot).format(count=cannot))
    if counts.get("frozen"):
        parts.append(_("{count} frozen, not sent").format(count=counts["frozen"]))
    if theirs:
        one, many = N_("{count} bidder not yours"), N_("{count} bidders not yours")
        parts.append(ngettext(one, many, theirs).format(count=theirs))
    return "; ".join(parts) + "."
