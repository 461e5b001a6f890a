"""The last section: the journal's head, the digests of what is kept, and how to check them."""

from __future__ import annotations

from tender_flow.i18n import _
from tender_flow.publishing.cover import check_code
from tender_flow.publishing.fonts import REGULAR
from tender_flow.publishing.report_data import ReportData
from tender_flow.publishing.section import Part, Section
from tender_flow.publishing.sheet import Sheet, Style
from tender_flow.publishing.table import Column, facts, table
from tender_flow.publishing.words import at

_COMMAND = Style(REGULAR, 7, 11)


def section(data: ReportData) -> Section:
    """The record."""
    return Section(
        _("The record"),
        (
            Part("", lambda sheet: _head(sheet, data)),
            Part(_("How to check it"), lambda sheet: _how(sheet, data)),
            Part(_("Files and texts, by digest"), lambda sheet: _kept(sheet, data)),
        ),
    )


def _head(sheet: Sheet, data: ReportData) -> None:
    issue = data.issue
    facts(
        sheet,
        [
            (_("Made"), at(issue.made_at)),
            (_("Entries in the journal"), str(issue.entries)),
            (_("Digest of the last entry"), f"{issue.head[:32]}\n{issue.head[32:]}"),
            (_("Check code"), check_code(issue.head)),
            (_("Rules that computed the result"), data.engine),
            (_("Fingerprint of the council's key"), data.case.fingerprint or "–"),
        ],
        label_width=190,
    )


def _how(sheet: Sheet, data: ReportData) -> None:
    sheet.text(
        _(
            "This report was written from the record as it stood after the journal's entry named "
            "above. Whoever holds the record can check that nothing was altered or cut off since:"
        )
    )
    command = f"tender-flow verify {data.case.ref} --head {data.issue.head}"
    sheet.text(command, _COMMAND, indent=12, after=8)
    sheet.text(
        _(
            "It follows the chain of entries, compares every table with them, checks the "
            "signatures of the panel's returns, and computes marks, ranking and award again."
        )
    )


def _kept(sheet: Sheet, data: ReportData) -> None:
    columns = (Column(_("What"), 28), Column(_("SHA-256"), 72))
    rows = [(one.what, one.digest) for one in data.kept]
    table(sheet, columns, rows, empty=_("Nothing is kept yet."))
