"""A progress report as text: for the screen, a file, or a paper of the commissioning body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.cli.procurement_view import in_words, next_line, planned, slip_words
from tender_flow.cli.standing import standing_line
from tender_flow.cli.tables import clean, table_lines
from tender_flow.i18n import formats
from tender_flow.i18n.sentences import remedy, say
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.services.case_view import DateLine
    from tender_flow.services.progress import DecisionLine, Progress

KINDS = {
    "recommendation": N_("recommendation"),
    "approval": N_("approval"),
    "award": N_("award"),
    "note": N_("noted"),
    "endorse": N_("endorsed"),
    "agree": N_("agreed"),
    "approve": N_("approved"),
}
"""Kinds of decisions in words."""

STATUSES = {"taken": N_("taken"), "withdrawn": N_("withdrawn"), "replaced": N_("replaced")}


def progress_text(found: Progress) -> str:
    """The whole report, ending in a line break."""
    parts = (_head, _stage, _dates, _decisions, _risks, _concerns, _next, _record)
    blocks = [[clean(line) for line in part(found)] for part in parts]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(found: Progress) -> Iterator[str]:
    yield _("Progress as of {day}").format(day=formats.day(found.as_of))
    yield f"{found.title} ({found.ref})"
    yield found.authority
    if line := standing_line(rehearsal=found.rehearsal, illustrative=found.illustrative):
        yield line


def _stage(found: Progress) -> Iterator[str]:
    since = formats.day(found.stage_since)
    yield _("Stage: {stage}, since {day}").format(stage=found.stage_title, day=since)
    if found.ended_on is not None:
        yield _("Ended: {when}").format(when=formats.day(found.ended_on))
    for pause in found.pauses:
        text = _("! Suspended since {since}: {what}. Reason: {reason}")
        since = formats.instant(pause.began_at)
        what = pause.subject or found.ref
        yield text.format(since=since, what=what, reason=pause.reason)


def _dates(found: Progress) -> Iterator[str]:
    yield _("Dates")
    numbers = [one.number for one in found.baselines]
    plans = [_("Plan {number}").format(number=number) for number in numbers]
    rows = [_date_row(line, numbers) for line in found.dates]
    yield from table_lines([_("Task"), *plans, _("Begun"), _("Moved by")], rows)
    for one in found.baselines:
        yield f"{one.number}: {one.title}. {one.source}"
    for late in found.delays:
        text = _("{title} is expected {when}. Reason: {reason}. Told: {told}.")
        reason, told = (late.reason or "–").rstrip("."), (late.told or "–").rstrip(".")
        when = formats.month(late.expected)
        yield text.format(title=late.title, when=when, reason=reason, told=told)


def _date_row(line: DateLine, numbers: list[int]) -> list[str]:
    times = [planned(line.planned[n]) if n in line.planned else "–" for n in numbers]
    begun = formats.day(line.begun_on, "medium") if line.begun_on is not None else "–"
    return [line.title, *times, begun, slip_words(line.slip)]


def _decisions(found: Progress) -> Iterator[str]:
    yield _("Decisions")
    if not found.decisions:
        yield _("None yet.")
        return
    headings = [_("Decision"), _("About"), _("Body"), _("Day"), _("Minute"), _("State")]
    yield from table_lines(headings, [_decision_row(one) for one in found.decisions])


def _decision_row(one: DecisionLine) -> list[str]:
    kind = _(KINDS[one.kind])
    what = kind if one.awarded else _("{kind}: no award").format(kind=kind)
    day = formats.day(one.dated, "medium")
    state = _(STATUSES[one.status])
    if one.in_force_on is not None:
        begins = formats.day(one.in_force_on, "medium")
        state = _("{state}, in force from {day}").format(state=state, day=begins)
    return [what, one.about or _("exempt"), one.body or "–", day, one.minute or "–", state]


def _risks(found: Progress) -> Iterator[str]:
    yield _("Risks")
    running = [one for one in found.risks if one.closed_on is None]
    if not running:
        yield _("None in the register.")
        return
    rows = []
    for one in running:
        day = formats.day(one.review_on, "medium")
        review = _("{day}, overdue").format(day=day) if one.overdue else day
        rows.append([str(one.number), one.risk, one.control, one.owner, review])
    headings = [_("No."), _("Risk"), _("Control"), _("Owner"), _("Review by")]
    yield from table_lines(headings, rows, right=(0,))


def _concerns(found: Progress) -> Iterator[str]:
    if not found.concerns:
        return
    yield _("What can't work as it is planned, or is late without a reason")
    for one in found.concerns:
        yield "- " + " ".join(part for part in (say(one), remedy(one)) if part)


def _next(found: Progress) -> Iterator[str]:
    moves = [move for move in found.next if not move.is_termination]
    if not moves and not found.owed:
        return
    yield _("Next")
    for move in moves:
        yield from next_line(found.ref, move).split("\n")
    for owed in found.owed:
        text = _("! Overdue: {what}, since {due}") if owed.overdue else _("Owed: {what}, by {due}")
        what = ", ".join(filter(None, (in_words(owed.kind), owed.lot)))
        yield text.format(what=what, due=formats.day(owed.due_on))


def _record(found: Progress) -> Iterator[str]:
    count = found.entries
    entries = ngettext("{count} journal entry", "{count} journal entries", count)
    text = _("From {entries}. Check code of the last: {head}")
    yield text.format(entries=entries.format(count=count), head=found.head)
