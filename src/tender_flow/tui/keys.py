"""What can be done on a screen, and the keys that do it.

A `Deed` is one thing that can be done here. The key bar, the menu and the help page are made
from the deeds in force, so none of them can promise a key that does nothing. The map (arrows,
Tab, Enter, Esc, digits, a few letters) is the same on all screens.

Letters act only outside text boxes. If letters arrive as fast as somebody types, the person
believes to be in a box: then none of them acts, and the message line says so (`TypingGate`).
Speech input makes the same mistake, and *Menu > Letter keys: off* stops letters altogether.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.timer import Timer

SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "backspace": "Backspace",
    "question_mark": "?",
    "slash": "/",
}
"""How keys are written on the screen; a letter is written as it is."""

DIGITS = tuple("0123456789")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done here.

    `word` is for the key bar, `says` the whole sentence for menu and help (both translated
    already). `do` is given the key. A deed with `in_box` also acts while a text box has the
    focus. The key bar and the menu may leave a deed out (`bar`, `menu`), the help never does.
    """

    keys: tuple[str, ...]
    word: str
    says: str
    do: Callable[[str], None]
    shown: str = ""
    bar: bool = True
    menu: bool = True
    in_box: bool = False

    @property
    def label(self) -> str:
        """The keys as the bar writes them: `↑ ↓`, `c`, `0-5`."""
        return self.shown or " ".join(SHOWN.get(key, key) for key in self.keys)


def find(deeds: Iterable[Deed], key: str, in_box: bool) -> Deed | None:
    """The first deed that this key does here."""
    return next(
        (deed for deed in deeds if key in deed.keys and (deed.in_box or not in_box)),
        None,
    )


def in_force(deeds: Iterable[Deed], in_box: bool) -> list[Deed]:
    """The deeds that some key really does here: one whose keys are all taken is left out."""
    taken: set[str] = set()
    kept = []
    for deed in deeds:
        if in_box and not deed.in_box:
            continue
        if not deed.keys or not taken.issuperset(deed.keys):
            kept.append(deed)
            taken.update(deed.keys)
    return kept


class TypingGate:
    """Holds a letter back for a moment, to see whether somebody is typing a text.

    A single letter acts after `wait` seconds, or at once when any other key follows. The same
    letter again is a held key and acts too. Two different ones within the wait are typing:
    nothing acts until `quiet` seconds without a letter have gone by.
    """

    wait = 0.12
    quiet = 0.7

    def __init__(
        self,
        act: Callable[[str], object],
        typing: Callable[[], None],
        timer: Callable[[float, Callable[[], None]], Timer],
    ) -> None:
        self._act = act
        self._typing = typing
        self._set_timer = timer
        self._held: str | None = None
        self._timer: Timer | None = None
        self._burst = False

    def take(self, key: str) -> None:
        """A printable key outside a box."""
        if self._burst:
            self._again(self.quiet, self._calm)
        elif self._held is not None and self._held != key:
            self._held = None
            self._burst = True
            self._typing()
            self._again(self.quiet, self._calm)
        else:
            self.flush()
            self._held = key
            self._again(self.wait, self.flush)

    def flush(self) -> None:
        """Lets a letter that is held back act now."""
        if self._timer is not None and not self._burst:
            self._timer.stop()
        held, self._held = self._held, None
        if held is not None:
            self._act(held)

    def _calm(self) -> None:
        self._burst = False

    def _again(self, seconds: float, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._set_timer(seconds, then)
