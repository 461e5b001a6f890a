"""The cover: what this is, whose it is, which version, and the digest that guards it."""

from __future__ import annotations

from tender_flow.i18n import _, ngettext
from tender_flow.i18n.formats import instant
from tender_flow.publishing.fonts import BOLD, REGULAR
from tender_flow.publishing.report_data import ReportData
from tender_flow.publishing.sheet import (
    DEEP,
    LEFT,
    PAGE_HEIGHT,
    RIGHT,
    SHADE,
    SOFT,
    WIDTH,
    Sheet,
    Style,
)
from tender_flow.publishing.table import facts
from tender_flow.publishing.words import REGIMES, word
from tender_flow.publishing.wrapping import lines_of

_AUTHORITY = Style(REGULAR, 12, 16, SOFT)
_KIND = Style(REGULAR, 13, 18, DEEP)
_TITLE = Style(BOLD, 24, 31, DEEP)
_STATUS = Style(BOLD, 11, 15)
_NOTE = Style(REGULAR, 9, 13)


def check_code(digest: str) -> str:
    """The first eight digits of a digest in two groups, as people compare them."""
    return f"{digest[:4]} {digest[4:8]}"


def cover(sheet: Sheet, data: ReportData) -> None:
    """Draws the first page."""
    case, issue = data.case, data.issue
    sheet.y = PAGE_HEIGHT - 150
    sheet.text(case.authority, _AUTHORITY, after=26)
    sheet.text(_("Evaluation report"), _KIND, after=4)
    sheet.text(case.title, _TITLE, after=10)
    sheet.text(case.description, _NOTE, after=18)
    status = (
        _("Draft: not a decision")
        if case.draft
        else _("Decided: the outcome of each lot has been agreed.")
    )
    _boxed(sheet, status)
    entries = ngettext("{count} entry", "{count} entries", issue.entries)
    facts(
        sheet,
        [
            (_("Reference"), case.ref),
            (_("Procedure"), word(REGIMES, case.regime)),
            (_("Stage"), case.stage),
            (_("Version of this report"), str(issue.version)),
            (_("Made"), instant(issue.made_at)),
            (_("Journal"), entries.format(count=issue.entries)),
            (_("Digest of the journal's last entry"), _grouped(issue.head)),
            (_("Check code"), check_code(issue.head)),
        ],
        label_width=175,
    )
    for note in case.notes:
        sheet.text(note, _NOTE, after=5)


def _grouped(digest: str) -> str:
    """A digest in two halves, so that it stands on two lines and can still be copied."""
    half = len(digest) // 2
    return f"{digest[:half]}\n{digest[half:]}"


def _boxed(sheet: Sheet, text: str) -> None:
    lines = lines_of(text, _STATUS.font, _STATUS.size, WIDTH - 24)
    height = len(lines) * _STATUS.leading + 14
    sheet.canvas.setFillColorRGB(*SHADE)
    sheet.canvas.rect(LEFT, sheet.y - height, RIGHT - LEFT, height, stroke=0, fill=1)
    sheet.y -= 8
    sheet.lines(lines, _STATUS, indent=12)
    sheet.y -= 22
