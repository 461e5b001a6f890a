"""Pages that every program has: leave, help, a problem in three parts, too small a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.screen import Screen

from tender_flow.errors import TenderFlowError
from tender_flow.i18n import N_, _
from tender_flow.i18n.sentences import paragraphs
from tender_flow.tui.frame import LOWEST, NARROWEST, Frame
from tender_flow.tui.widgets.choices import Choice, Choices
from tender_flow.tui.widgets.header import Titles
from tender_flow.tui.widgets.heading import Part
from tender_flow.tui.widgets.note import Note
from tender_flow.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from tender_flow.rules.findings import Finding
    from tender_flow.tui.saving import Saver

__all__ = ["HelpPage", "LeavePage", "Note", "ProblemPage", "TextPage", "TooSmall"]


class LeavePage(Frame):
    """The question whether to leave, with what is safe."""

    purpose: ClassVar[str] = N_("Asks before the program ends.")

    def __init__(self, saver: Saver | None) -> None:
        super().__init__()
        self._saver = saver

    def titles(self) -> Titles:
        """Where you are."""
        return Titles("", _("Leave?"))

    def body(self) -> ComposeResult:
        """What is safe, and the two ways."""
        stay, go = _("Stay"), _("Leave")
        if self._saver is not None and self._saver.trouble is not None:
            go = _("Leave: what came after the last saving is lost")
        yield Part(
            _("LEAVE?"),
            Note(self._safe(), id="safe"),
            Choices([Choice(stay, "stay"), Choice(go, "leave")], enter=_("take it")),
        )

    def _safe(self) -> str:
        saver = self._saver
        if saver is None or (saver.saved_at is None and saver.settled):
            return _("Nothing has been changed, so there is nothing to save.")
        if saver.trouble is not None:
            return _("NOT SAVED: everything up to {time} is saved, what came after is not.").format(
                time=saver.last_time()
            )
        if not saver.settled:
            return _("Saving what you did last. Leaving waits for it.")
        return _("Everything is saved. You can go on where you stopped at any time.")

    def was_saved(self) -> None:
        """The last write came while this page was open."""
        super().was_saved()
        self.query_one("#safe", Note).set_texts(self._safe())

    def back_word(self) -> str:
        """Esc stays."""
        return _("stay")

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if message.value == "stay":
            self.back()
            return
        if self._saver is not None and self._saver.trouble is not None:
            self.app.exit(2)
            return
        try:
            self.tender_app.end()
        except TenderFlowError as error:
            self.tender_app.saver_trouble(error)

    def back(self) -> None:
        """Stays."""
        self.app.pop_screen()


class ProblemPage(Frame):
    """A problem: what happened, what is safe, what to do."""

    purpose: ClassVar[str] = N_("Says what happened, what is safe and what to do.")

    def __init__(
        self,
        findings: Sequence[Finding],
        *,
        case: str = "",
        title: str = "",
        then: Callable[[], None] | None = None,
        enter: str = "",
        ring: str = "",
    ) -> None:
        super().__init__()
        self._findings = findings
        self._case = case
        self._title = title or _("There is a problem")
        self._then = then
        self._enter = enter or _("go on")
        self._ring = ring

    def titles(self) -> Titles:
        """Where you are."""
        return Titles(self._case, self._title)

    def body(self) -> ComposeResult:
        """Three short paragraphs for each finding."""
        texts: list[str | tuple[str, str]] = []
        for finding in self._findings:
            happened, safe, to_do = paragraphs(finding)
            texts += [(happened, "bold"), *(part for part in (safe, to_do) if part)]
        if self._ring:
            texts.append(self._ring)
        yield Part(
            self._title.upper(),
            Note(*texts),
            Choices([Choice(self._enter[:1].upper() + self._enter[1:], "on")], enter=self._enter),
        )

    @on(Choices.Chosen)
    def _chosen(self) -> None:
        if self._then is not None:
            self._then()
        else:
            self.back()


class HelpPage(Frame):
    """The help for the part in use: what it is for, its keys, one example, who helps."""

    purpose: ClassVar[str] = N_("Explains the part that you came from.")

    def __init__(self, frame: Frame, ring: str) -> None:
        super().__init__()
        self._about = help_text(frame, ring)
        self._titles = frame.titles()

    def titles(self) -> Titles:
        """The same procurement."""
        return Titles(self._titles.case, _("Help"), self._titles.here)

    def body(self) -> ComposeResult:
        """One text."""
        yield Part(_("HELP FOR THE PART YOU ARE IN"), Prose(self._about), grow=True)


def help_text(frame: Frame, ring: str) -> str:
    """Purpose of screen and part, every key that acts there, an example, the person to ring."""
    part = frame.focused
    lines = [_(frame.purpose), _(getattr(part, "purpose", ""))]
    example = _(getattr(part, "example", ""))
    keys = [
        f"   {deed.label:<11} {deed.says}"
        for deed in frame.deeds_in_force()
        if deed.says and deed.keys
    ]
    text = "\n".join(line for line in lines if line)
    text += "\n\n" + _("Keys:") + "\n" + "\n".join(dict.fromkeys(keys))
    if example:
        text += "\n\n" + _("Example: {example}").format(example=example)
    text += "\n\n" + _("Larger letters: press Ctrl and plus (on a Mac, Cmd and plus).")
    return text + (f"\n\n{ring}" if ring else "")


class TooSmall(Screen[None]):
    """One sentence where a screen doesn't fit; nothing half drawn."""

    DEFAULT_CSS = "TooSmall { background: $tf-background; overflow: hidden; }"

    def __init__(self, saved: tuple[str, bool]) -> None:
        super().__init__()
        self._saved = saved

    def compose(self) -> ComposeResult:
        """What is wrong, what is safe, what to do."""
        yield Note(*self._texts(), indent="")

    def _texts(self) -> tuple[str, str, str]:
        words, trouble = self._saved
        size = self.app.size
        return (
            _("The window is {width} by {height}. The screens need 80 by 24.").format(
                width=size.width, height=size.height
            ),
            words if trouble else _("Everything is saved."),
            _("Make it larger, or press Ctrl and minus (Cmd and minus). Esc leaves the program."),
        )

    def on_resize(self, event: events.Resize) -> None:
        """Large enough again: back to where you were."""
        if event.size.width >= NARROWEST and event.size.height >= LOWEST:
            if self.app.screen is self:  # a second event may come while this one goes
                self.app.pop_screen()
        else:
            self.query_one(Note).set_texts(*self._texts())

    def on_key(self, event: events.Key) -> None:
        """Only leaving works here."""
        event.stop()
        if event.key in {"escape", "ctrl+q", "ctrl+c"} and not self._saved[1]:
            self.app.exit(0)


class TextPage(Frame):
    """One text to read, such as the guidance or the scheme; Esc goes back."""

    purpose: ClassVar[str] = N_("A text to read. Esc goes back to where you were.")

    def __init__(self, titles: Titles, heading: str, text: str) -> None:
        super().__init__()
        self._titles = titles
        self._heading = heading
        self._text = text

    def titles(self) -> Titles:
        """Where you are."""
        return self._titles

    def body(self) -> ComposeResult:
        """The text."""
        yield Part(self._heading, Prose(self._text), grow=True)

    def opened(self) -> None:
        """How long it is."""
        self.call_after_refresh(self._pages)

    @on(Prose.Scrolled)
    def _pages(self) -> None:
        page, total = self.query_one(Prose).pages
        self.query_one(Part).say(state=_("{page} of {total} pages").format(page=page, total=total))
