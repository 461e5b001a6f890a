"""After the ranking: the recommendation with its checks; approval, letters, standstill, end."""

from __future__ import annotations

from tender_flow.i18n import _, ngettext
from tender_flow.i18n.days import day_words
from tender_flow.i18n.formats import day, weekday
from tender_flow.i18n.outcomes import result_name, result_text
from tender_flow.publishing.report_data import (
    DecisionLine,
    LotPart,
    ReportData,
    StandstillLines,
)
from tender_flow.publishing.section import Draw, Part, Section
from tender_flow.publishing.sheet import Sheet
from tender_flow.publishing.table import Column, Row, facts, table
from tender_flow.publishing.words import (
    BASES,
    CHECK_OUTCOMES,
    CHECKS,
    LOT_OUTCOMES,
    MEANS,
    at,
    on,
    word,
    yes,
)
from tender_flow.rules.procedure.calendar import CountedDay, DayKind


def recommendation(data: ReportData) -> Section:
    """Recommendation per lot."""
    return Section(
        _("Recommendation"), tuple(Part(lot.title, _recommended(data, lot)) for lot in data.lots)
    )


def _recommended(data: ReportData, lot: LotPart) -> Draw:
    def draw(sheet: Sheet) -> None:
        made = lot.recommendation
        if made is None:
            sheet.text(_("Nothing has been recommended yet."))
        else:
            facts(sheet, _recommendation(data, made))
        sheet.heading(_("Checks of the bids"), 3)
        _checks(sheet, lot)

    return draw


def _recommendation(data: ReportData, made: DecisionLine) -> list[tuple[str, str]]:
    return [
        (_("Recommended"), made.supplier or _("No award")),
        (result_name(data.model), result_text(data.model, made.total) if made.total else "–"),
        (_("Reasons"), made.reasons),
        (_("Recommended by"), made.maker),
        (_("Date"), on(made.dated)),
        (_("Minute"), made.minute or "–"),
    ]


def _checks(sheet: Sheet, lot: LotPart) -> None:
    columns = (
        Column(_("Bidder"), 22),
        Column(_("Check"), 11),
        Column(_("Outcome"), 18),
        Column(_("Evidence"), 31),
        Column(_("By"), 18),
    )
    rows = [
        (
            one.supplier,
            word(CHECKS, one.kind),
            word(CHECK_OUTCOMES, one.outcome),
            one.evidence,
            f"{one.decided_by}, {at(one.decided_at)}",
        )
        for one in lot.checks
    ]
    table(sheet, columns, rows, empty=_("No check has been recorded yet."))


def approval(data: ReportData) -> Section:
    """From the approval to the conclusion, per lot."""
    return Section(
        _("Approval, letters and standstill"),
        tuple(Part(lot.title, _decided(lot), new_page=True) for lot in data.lots),
    )


def _decided(lot: LotPart) -> Draw:
    def draw(sheet: Sheet) -> None:
        sheet.heading(_("Approval"), 3)
        _approval(sheet, lot.approval)
        sheet.heading(_("Letters to the bidders"), 3)
        _letters(sheet, lot)
        sheet.heading(_("Standstill"), 3)
        _standstill(sheet, lot.standstill)
        sheet.heading(_("Conclusion"), 3)
        _conclusion(sheet, lot)

    return draw


def _approval(sheet: Sheet, made: DecisionLine | None) -> None:
    if made is None:
        sheet.text(_("Not yet: the award has not been agreed."))
        return
    pairs = [
        (_("Agreed"), made.supplier or _("No award")),
        (_("Body"), made.body),
        (_("Decision maker"), made.maker),
        (_("Date"), on(made.dated)),
        (_("Minute"), made.minute or "–"),
        (_("Key decision"), yes(made.key_decision)),
    ]
    if made.call_in_ends is not None:
        pairs.append((_("Call-in ends"), on(made.call_in_ends)))
    facts(sheet, pairs)


def _letters(sheet: Sheet, lot: LotPart) -> None:
    columns = (
        Column(_("Bidder"), 34),
        Column(_("Sent"), 20),
        Column(_("How"), 14),
        Column(_("Digest of the letter"), 32),
    )
    rows = [
        (one.supplier, at(one.sent_at), word(MEANS, one.means), f"{one.digest[:24]}…")
        for one in lot.letters
    ]
    table(sheet, columns, rows, empty=_("Not yet: no bidder has been told."))


def _standstill(sheet: Sheet, lines: StandstillLines | None) -> None:
    if lines is None:
        sheet.text(_("Not yet: no standstill has begun."))
        return
    period = lines.period
    counted = sum(one.number is not None for one in period.count)
    text = ngettext(
        "{count} day from {first}; it ends at midnight at the end of {last}.",
        "{count} days from {first}; it ends at midnight at the end of {last}.",
        counted,
    )
    sheet.text(
        text.format(count=counted, first=day(period.starts_from), last=day(period.ends_on)),
        after=2,
    )
    sheet.text(word(BASES, lines.basis))
    columns = (
        Column(_("Day"), 8, right=True),
        Column(_("Date"), 32),
        Column(_("Weekday"), 22),
        Column(_("What it is"), 38),
    )
    table(
        sheet,
        columns,
        [_day(one, last=one.day == period.ends_on) for one in period.count],
        dense=True,
    )


def _day(one: CountedDay, *, last: bool) -> Row:
    number = "–" if one.number is None else str(one.number)
    return Row((number, day(one.day), weekday(one.day), _kind(one, last=last)), strong=last)


def _kind(one: CountedDay, *, last: bool) -> str:
    if one.why in {DayKind.SENT, DayKind.START, DayKind.DAY_OFF}:
        return day_words(one.why)
    off = "" if one.working else _("day off")
    if last:
        return _("ends at midnight")
    if one.why is DayKind.CARRIED_OVER:
        return _("may not end on a day off: goes on")
    if one.why is DayKind.EXTENDED:
        return day_words(one.why)
    return _("counted, {off}").format(off=off) if off else _("counted")


def _conclusion(sheet: Sheet, lot: LotPart) -> None:
    if lot.conclusion is None:
        sheet.text(_("Not yet: the award of this lot has not been concluded."))
        return
    outcome = word(LOT_OUTCOMES, lot.outcome)
    text = _("{outcome} on {day}.")
    if lot.conclusion.supplier:
        text = _("{outcome} to {supplier} on {day}.")
    supplier = lot.conclusion.supplier
    made = text.format(
        outcome=outcome.capitalize(), supplier=supplier, day=on(lot.conclusion.dated)
    )
    sheet.text(made)
