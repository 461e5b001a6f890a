"""The evaluation report as PDF: from values to pages, the same values to the same bytes.

    pdf = render(data)

Cover, contents, then the sections in the order in which a committee reads: what is recommended,
how it was done, who did it, what came in, by which published model, which marks with which
reasons, which prices, how each total came about and what would change it, what was decided, and
how to check the record.
"""

from __future__ import annotations

from dataclasses import dataclass

from tender_flow.i18n import _
from tender_flow.i18n.texts import current_locale
from tender_flow.publishing import (
    section_award,
    section_marks,
    section_model,
    section_panel,
    section_procedure,
    section_ranking,
    section_record,
    section_robustness,
    section_summary,
    section_tenders,
)
from tender_flow.publishing.contents import Contents
from tender_flow.publishing.cover import cover
from tender_flow.publishing.report_data import ReportData
from tender_flow.publishing.section import Section
from tender_flow.publishing.sheet import Furniture, Sheet


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report's bytes and how many pages it has."""

    pdf: bytes
    pages: int


def render(data: ReportData) -> bytes:
    """The report's bytes, in the locale in use."""
    return rendered(data).pdf


def rendered(data: ReportData) -> Rendered:
    """The same with the number of pages."""
    sheet = Sheet(_furniture(data))
    sections = _sections(data)
    contents = Contents(sections)
    cover(sheet, data)
    contents.reserve(sheet)
    for number, section in enumerate(sections, 1):
        _draw(sheet, number, section)
    sheet.settle()
    contents.fill(sheet)
    return Rendered(sheet.finish(), sheet.page)


def _sections(data: ReportData) -> tuple[Section, ...]:
    return (
        section_summary.section(data),
        section_procedure.section(data),
        section_panel.section(data),
        section_tenders.section(data),
        section_model.section(data),
        section_marks.section(data),
        section_ranking.prices(data),
        section_ranking.rankings(data),
        *([section_robustness.section(data)] if data.prices_opened_at is not None else []),
        section_award.recommendation(data),
        section_award.approval(data),
        section_record.section(data),
    )


def _draw(sheet: Sheet, number: int, section: Section) -> None:
    title = f"{number}  {section.title}"
    sheet.running = title
    sheet.fresh_page()
    sheet.heading(title, 1, listed=f"s{number}")
    for place, part in enumerate(section.parts, 1):
        if part.title:
            sheet.running = f"{title} · {part.title}"
        if part.new_page and place > 1:
            sheet.fresh_page()
        if part.title:
            sheet.heading(part.title, 2, listed=f"s{number}-{place}")
        part.draw(sheet)


def _furniture(data: ReportData) -> Furniture:
    case = data.case
    named = {"title": case.title, "ref": case.ref, "version": data.issue.version}
    return Furniture(
        marking=_("Exempt version, not for publication"),
        status=_("Draft: not a decision") if case.draft else "",
        running_title=_("{title} · report {ref}, version {version}").format(**named),
        notes=case.notes,
        title=_("Evaluation report: {title}").format(**named),
        author=case.authority,
        language=current_locale().replace("_", "-"),
    )
