"""How one procurement is printed: where it stands, its gates, its history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from tender_flow.cli.failures import finding_lines
from tender_flow.cli.standing import standing_line
from tender_flow.cli.tables import clean, print_table
from tender_flow.i18n import formats
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tender_flow.rules.findings import Finding
    from tender_flow.rules.procedure.plan import Slip
    from tender_flow.services.case_view import CaseView, DateLine, NextMove
    from tender_flow.services.history import HistoryLine
    from tender_flow.services.moves import Gates, PossibleMove

OUTCOMES = {
    "open": N_("open"),
    "awarded": N_("awarded"),
    "not_awarded": N_("not awarded"),
    "withdrawn": N_("withdrawn"),
}


def in_words(code: str) -> str:
    """A code as words: `note_taker` is note taker."""
    return code.replace("_", " ")


def planned(text: str) -> str:
    """A planned time in words: June 2014, 1 January 2015, July 2014 – August 2014."""
    return " – ".join(formats.month(part) for part in text.split("/"))


def local_hour(text: str) -> str:
    """A local day and hour in words: 26 September 2014, 12:00."""
    day, _t, hour = text.partition("T")
    return f"{formats.day(date.fromisoformat(day))}, {hour}"


def print_case(view: CaseView) -> None:
    """Everything about a procurement, part by part."""
    click.echo(f"{view.title} ({view.ref})")
    click.echo(view.authority)
    if line := standing_line(rehearsal=view.rehearsal, illustrative=view.illustrative):
        click.echo(line)
    if view.illustrative:
        click.echo(_("Illustrative: {what}").format(what=view.illustrative))
    click.echo(_stage_line(view))
    for line in _facts(view):
        click.echo(line)
    _print_lots(view)
    _print_dates(view)
    _print_next(view)
    _print_owed(view)
    _print_documents(view)
    _print_people(view)
    _print_record(view)


def _stage_line(view: CaseView) -> str:
    """`Interest ─ Invite ─ [EVALUATE] ─ Report`: the line of stages."""
    steps = [
        f"[{step.short.upper()}]" if step.state == "now" else step.short for step in view.stages
    ]
    return " ─ ".join(steps)


def _facts(view: CaseView) -> Iterable[str]:
    yield _("Stage: {stage}").format(stage=view.stage_title)
    if view.ended_at is not None:
        yield _("Ended: {when}").format(when=formats.instant(view.ended_at))
    if view.ceiling is not None:
        money = formats.money(view.ceiling)
        yield _("Ceiling: {money} for each {period}").format(
            money=money, period=view.ceiling_period
        )
    if view.deadline_local is not None:
        hour = local_hour(view.deadline_local)
        yield _("Tenders close: {hour} ({zone})").format(hour=hour, zone=view.deadline_zone)
    for pause in view.pauses:
        what = pause.subject or view.ref
        text = _("! Suspended since {since}: {what}. Reason: {reason}")
        since = formats.instant(pause.began_at)
        yield clean(text.format(since=since, what=what, reason=pause.reason))


def _heading(text: str) -> None:
    click.echo(f"\n{text}")


def _print_lots(view: CaseView) -> None:
    _heading(_("Lots"))
    rows = [(lot.code, lot.title, _(OUTCOMES.get(lot.outcome, lot.outcome))) for lot in view.lots]
    print_table([_("Name"), _("Title"), _("Outcome")], rows)


def _print_dates(view: CaseView) -> None:
    _heading(_("Dates"))
    plans = [
        _("Plan {number} ({dated})").format(number=line.number, dated=formats.day(line.dated))
        for line in view.baselines
    ]
    numbers = [line.number for line in view.baselines]
    rows = [_date_row(line, numbers) for line in view.dates]
    print_table([_("Task"), *plans, _("Begun"), _("Moved by")], rows)
    for number, line in enumerate(view.baselines, 1):
        click.echo(clean(f"{number}: {line.title}. {line.source}"))
    for late in view.delays:
        text = _("{title} is expected {when}. Reason: {reason}. Told: {told}.")
        when = formats.month(late.expected)
        said = text.format(
            title=late.title, when=when, reason=late.reason.rstrip("."), told=late.told.rstrip(".")
        )
        click.echo(clean(said))


def _date_row(line: DateLine, numbers: Sequence[int]) -> list[str]:
    times = [planned(line.planned[n]) if n in line.planned else "–" for n in numbers]
    begun = formats.day(line.begun_on, "medium") if line.begun_on is not None else "–"
    return [line.title, *times, begun, slip_words(line.slip)]


def slip_words(slip: Slip | None) -> str:
    """`2 months later`; nothing moved is a dash."""
    if slip is None or slip.amount == 0:
        return "–"
    count = abs(slip.amount)
    if slip.unit == "months":
        long = ngettext("{count} month", "{count} months", count).format(count=count)
    else:
        long = ngettext("{count} day", "{count} days", count).format(count=count)
    return (_("{long} later") if slip.amount > 0 else _("{long} earlier")).format(long=long)


def _print_next(view: CaseView) -> None:
    if not view.moves:
        return
    _heading(_("Next"))
    for move in view.moves:
        if not move.is_termination:
            click.echo(next_line(view.ref, move))


def next_line(ref: str, move: NextMove) -> str:
    """A next move: whether anything is missing, when it is planned and first possible."""
    if move.missing == 0:
        text = _("{title}: nothing is missing. Go on with: {command}")
        command = f"tender-flow procurement advance {ref} {move.move}"
    else:
        text = ngettext(
            "{title}: {count} thing is missing. See: {command}",
            "{title}: {count} things are missing. See: {command}",
            move.missing,
        )
        command = f"tender-flow procurement gates {ref}"
    said = text.format(title=move.title, count=move.missing, command=command)
    return "\n".join([said, *_times(move)])


def _times(move: NextMove) -> Iterable[str]:
    """By when a move is planned, and before which day it can't be made."""
    if move.planned:
        yield _("  Planned for: {when}").format(when=formats.month(move.planned))
    if move.not_before is not None:
        yield _("  Not before: {day}").format(day=formats.day(move.not_before))


def _print_owed(view: CaseView) -> None:
    if not view.notices and not view.coming:
        return
    _heading(_("Notices and what is owed to the public"))
    rows = [
        (
            in_words(owed.kind),
            owed.lot or "–",
            _("without delay") if owed.prompt else formats.day(owed.due_on),
            formats.day(owed.published_on) if owed.published_on else _owed(overdue=owed.overdue),
            owed.source,
        )
        for owed in view.notices
    ]
    rows += [
        (in_words(one.kind), "–", _("before: {move}").format(move=one.move), _owed(), one.source)
        for one in view.coming
    ]
    print_table([_("What"), _("Lot"), _("Due"), _("Published"), _("Rule")], rows)
    text = _("What each one says, ready for the portal: tender-flow procurement notices {ref}")
    click.echo(text.format(ref=view.ref))


def _owed(*, overdue: bool = False) -> str:
    return _("! overdue") if overdue else _("not yet")


def _print_documents(view: CaseView) -> None:
    if not view.documents:
        return
    _heading(_("Documents"))
    rows = [
        (
            in_words(paper.kind),
            paper.title,
            formats.day(paper.dated) if paper.dated else _("draft"),
            formats.money(paper.amount) if paper.amount is not None else "",
        )
        for paper in view.documents
    ]
    print_table([_("Kind"), _("Title"), _("Dated"), _("Amount")], rows, right=(3,))


def _print_people(view: CaseView) -> None:
    _heading(_("People"))
    rows = [
        (who.name, in_words(who.role), who.organisation, in_words(who.status))
        for who in view.people
    ]
    print_table([_("Name"), _("Role"), _("Organisation"), _("Standing")], rows)


def _print_record(view: CaseView) -> None:
    _heading(_("Record"))
    for line in view.definitions:
        state = _("in force") if line.in_force else _("replaced")
        text = _("{kind}, version {version} ({state}): SHA-256 {digest}")
        kind = _("Workflow") if line.kind == "workflow" else _("Evaluation model")
        said = text.format(kind=kind, version=line.version, state=state, digest=line.digest)
        published = line.published_at
        if published is not None:
            said += ", " + _("published {when}").format(when=formats.instant(published))
        click.echo(said)
        if line.reason:
            text = _("  Amended. Reason: {reason}. Approved by {approver}, {dated}. Told: {told}.")
            dated = formats.day(line.dated) if line.dated else "–"
            told = line.told.rstrip(".") if line.told else "–"
            click.echo(clean(text.format(
                reason=line.reason.rstrip("."), approver=line.approver, dated=dated, told=told
            )))  # fmt: skip
    click.echo(_("The council's key: {fingerprint}").format(fingerprint=view.fingerprint))
    text = ngettext(
        "Journal: {count} entry; it is {digest}",
        "Journal: {count} entries; the last one is {digest}",
        view.entries,
    )
    click.echo(text.format(count=view.entries, digest=view.head))


def print_gates(found: Gates) -> None:
    """What stands before each move, met or not, each with why and by which rule."""
    click.echo(_("{title} ({ref}) is in: {stage}.").format(
        title=found.title, ref=found.ref, stage=found.stage_title
    ))  # fmt: skip
    if line := standing_line(rehearsal=found.rehearsal, illustrative=found.illustrative):
        click.echo(line)
    leading = [move for move in found.moves if not move.is_termination]
    if not leading:
        click.echo(_("It has ended: no move leads on."))
    for move in leading:
        _print_move(found.ref, move)


def _print_move(ref: str, move: PossibleMove) -> None:
    missing = len(move.findings)
    text = ngettext("{count} thing missing", "{count} things missing", missing)
    state = text.format(count=missing) if missing else _("nothing missing")
    _heading(f"{move.title} ({move.move}, {in_words(move.role)}): {state}")
    said: list[Finding] = []
    for gate in move.gates:
        mark = "   !" if gate.findings else _("done")
        rule = _("Rule: {source}").format(source=gate.use.source)
        click.echo(clean(f"{mark:>5}  {gate.use.why}. {rule}"))
        _print_missing(gate.findings, ref)
        said += gate.findings
    _print_missing([finding for finding in move.findings if finding not in said], ref)
    if not missing:
        command = f"tender-flow procurement advance {ref} {move.move}"
        click.echo(_("Go on with: {command}").format(command=command))


def _print_missing(findings: Iterable[Finding], ref: str) -> None:
    """What is missing and what meets it; the rule stands with the gate already."""
    for finding in findings:
        for line in finding_lines(replace(finding, source=None), ref):
            click.echo(f"         {line.split(': ', 1)[-1].strip()}")


def print_history(lines: Iterable[HistoryLine]) -> None:
    """Each deed on one line: number, time, who, what, check code."""
    rows = [
        (str(line.sequence), formats.instant(line.at), _who(line), _what(line), line.short)
        for line in lines
    ]
    headings = [_("No."), _("When"), _("Who"), _("What"), _("Check code")]
    print_table(headings, rows, right=(0,))


def _who(line: HistoryLine) -> str:
    if line.on_behalf_of is None:
        return line.actor
    return _("{actor} for {other}").format(actor=line.actor, other=line.on_behalf_of)


def _what(line: HistoryLine) -> str:
    details = "; ".join(f"{in_words(name)}: {value}" for name, value in line.details.items())
    return f"{line.text} ({details})" if details else line.text
