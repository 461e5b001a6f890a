"""The palettes of the screens, and the roles that a piece of text can have.

Nothing is said by colour alone: each role is also said by a sign or a word (`►`, `!`,
"Problem:"), so that a screen without colour (`NO_COLOR`), a grey print and a 16-colour console
say the same. Green and red are never a pair, and what is done has no colour.

Contrast, computed by the tests: text and chosen rows at least 7:1, headings and quiet 4.5:1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style
from textual.theme import Theme

from tender_flow.i18n import N_


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme, as hex; `title` is what the menu says."""

    name: str
    title: str
    dark: bool
    text: str
    background: str
    heading: str
    chosen: str
    """Text of a chosen row, cell or word."""
    chosen_on: str
    attention: str
    problem: str
    quiet: str


DARK = Palette(
    "tender-dark", N_("Dark"), True, "#f2f2f2", "#101418", "#7cc4ff",
    "#101418", "#ffd479", "#ffd479", "#ff9d96", "#aeafb1",
)  # fmt: skip
LIGHT = Palette(
    "tender-light", N_("Light"), False, "#111111", "#ffffff", "#0b4f8a",
    "#ffffff", "#5c3d00", "#7a4a00", "#a1130a", "#585858",
)  # fmt: skip
HIGH = Palette(
    "tender-high", N_("High contrast"), True, "#ffffff", "#000000", "#ffffff",
    "#000000", "#ffffff", "#ffffff", "#ffffff", "#ffffff",
)  # fmt: skip
PALETTES = {palette.name: palette for palette in (DARK, LIGHT, HIGH)}

ROLES = ("text", "bold", "quiet", "heading", "filled", "chosen", "attention", "problem", "caret")
"""What a span of text may be; `filled` is the heading of the part in use."""


@lru_cache
def style_of(theme: str, role: str) -> Style:
    """The style of a role in a theme; an unknown theme is drawn as the dark one."""
    palette = PALETTES.get(theme, DARK)
    front, back, bold = {
        "text": (palette.text, palette.background, False),
        "bold": (palette.text, palette.background, True),
        "quiet": (palette.quiet, palette.background, False),
        "heading": (palette.heading, palette.background, False),
        "filled": (palette.background, palette.heading, True),
        "chosen": (palette.chosen, palette.chosen_on, True),
        "attention": (palette.attention, palette.background, True),
        "problem": (palette.problem, palette.background, True),
        "caret": (palette.background, palette.text, False),
    }[role or "text"]
    return Style(color=front, bgcolor=back, bold=bold)


def textual_theme(palette: Palette) -> Theme:
    """The palette as Textual's theme, for the few widgets that are Textual's own."""
    return Theme(
        name=palette.name,
        primary=palette.heading,
        secondary=palette.heading,
        accent=palette.chosen_on,
        warning=palette.attention,
        error=palette.problem,
        success=palette.text,
        foreground=palette.text,
        background=palette.background,
        surface=palette.background,
        panel=palette.background,
        boost=palette.background,
        dark=palette.dark,
        variables={
            "tf-text": palette.text,
            "tf-background": palette.background,
            "tf-heading": palette.heading,
            "tf-chosen": palette.chosen,
            "tf-chosen-on": palette.chosen_on,
            "tf-quiet": palette.quiet,
        },
    )


def contrast(front: str, back: str) -> float:
    """The contrast of two colours as WCAG 2.1 counts it: 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
