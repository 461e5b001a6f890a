"""DejaVu Sans, embedded in every document: it has ŵ and ŷ, which the built-in PDF fonts lack.

Widths are kept by word, because the same words come back on every page and adding up letters is
what costs time when lines are broken.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"


@lru_cache
def register() -> None:
    """Makes both fonts known to reportlab, once."""
    folder = files("tender_flow.publishing") / "fonts"
    for name in (REGULAR, BOLD):
        with as_file(folder / f"{name}.ttf") as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))


def width(text: str, font: str, size: float) -> float:
    """How wide a text is, in points."""
    return _em(text, font) * size


@lru_cache(maxsize=20_000)
def _em(text: str, font: str) -> float:
    return float(pdfmetrics.stringWidth(text, font, 1))
