"""Section 3: the panel, what each member signed and declared, and what they cover."""

from __future__ import annotations

from tender_flow.i18n import _
from tender_flow.publishing.report_data import DeclaredLine, MemberLine, ReportData
from tender_flow.publishing.section import Part, Section
from tender_flow.publishing.sheet import SMALL, Sheet
from tender_flow.publishing.table import Column, table
from tender_flow.publishing.words import (
    CHOICES,
    DECISIONS,
    MEMBER_STATUS,
    ROLES,
    at,
    listed,
    word,
)


def section(data: ReportData) -> Section:
    """Panel and declarations."""
    return Section(
        _("Panel and declarations"),
        (
            Part(_("People"), lambda sheet: _people(sheet, data)),
            Part(_("Agreement and guidance"), lambda sheet: _signed(sheet, data)),
            Part(_("Declarations of interest"), lambda sheet: _declared(sheet, data)),
            Part(_("Who marked which question"), lambda sheet: _coverage(sheet, data)),
        ),
    )


def _people(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Name"), 26, bold=True),
        Column(_("Role"), 20),
        Column(_("Organisation"), 30),
        Column(_("Specialisms"), 24),
    )
    rows = [
        (_name(one), word(ROLES, one.role), one.organisation or "–", _skills(one.specialisms))
        for one in data.panel.members
    ]
    table(sheet, columns, rows, empty=_("Nobody is on the panel yet."))


def _name(member: MemberLine) -> str:
    status = word(MEMBER_STATUS, member.status)
    return f"{member.name} ({status})" if status else member.name


def _skills(text: str) -> str:
    return listed([part.strip().replace("_", " ") for part in text.split(",") if part.strip()])


def _signed(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Evaluator"), 28, bold=True),
        Column(_("Agreement signed"), 24),
        Column(_("Guidance acknowledged"), 24),
        Column(_("Cleared to read bids"), 24),
    )
    rows = [
        (_name(one), at(one.signed_at), at(one.acknowledged_at), at(one.cleared_at))
        for one in data.panel.members
        if one.role == "evaluator"
    ]
    table(sheet, columns, rows, empty=_("There is no evaluator yet."))


def _declared(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Member"), 17),
        Column(_("Bidder"), 23),
        Column(_("Declared"), 17),
        Column(_("When"), 21),
        Column(_("Decision"), 22),
    )
    rows = [
        (one.member, f"{one.bidder} ({one.about})" if one.about else one.bidder,
         word(CHOICES, one.choice), at(one.declared_at), _decision(one))
        for one in data.panel.declared
    ]  # fmt: skip
    table(sheet, columns, rows, empty=_("No declaration has been returned yet."))
    text = _("What a member said about a possible conflict is private and isn't printed here.")
    sheet.text(text, SMALL)


def _decision(one: DeclaredLine) -> str:
    if not one.decision:
        return "–" if one.choice == "none" else _("not decided yet")
    decision = word(DECISIONS, one.decision)
    return _("{decision}. {reason} ({decided_by})").format(
        decision=decision.capitalize(), reason=one.reason, decided_by=one.decided_by
    )


def _coverage(sheet: Sheet, data: ReportData) -> None:
    columns = (
        Column(_("Question"), 34),
        Column(_("Needs"), 16),
        Column(_("Marked by"), 30),
        Column(_("With that knowledge"), 20),
    )
    rows = [
        (one.question, one.specialism.replace("_", " ") or "–", listed(one.members),
         listed(one.specialists) if one.specialism else "–")
        for one in data.panel.coverage
    ]  # fmt: skip
    table(sheet, columns, rows)
