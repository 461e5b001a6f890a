"""The commands that change a procurement: one service call each, then what happened and is next."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Command, dry_run_option, office, office_options, report
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tender_flow.services.moves import Moved
    from tender_flow.services.office import Office

COMMANDS: list[click.Command] = []
"""The commands of this file, in the order of the work; `procurement` takes them in."""

_DAY = click.DateTime(["%Y-%m-%d"])
_REASON = click.option("--reason", required=True, help=N_("Why, in one sentence."))


def _deed(name: str, text: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command of this file."""

    def made(function: Callable[..., None]) -> click.Command:
        command = click.command(name, cls=Command, help=text)(function)
        COMMANDS.append(command)
        return command

    return made


@contextmanager
def acting(ref: str, *, dry_run: bool) -> Iterator[Office]:
    """The open record; says first that nothing is kept, and last what kind of case it is."""
    from tender_flow.cli.standing import print_standing

    with office() as opened:
        if dry_run:
            click.echo(_("A dry run: this is what would happen. Nothing is kept."))
        yield opened
        print_standing(opened, ref)


def say_next(text: str, *, dry_run: bool) -> None:
    """What to do next; after a dry run nothing has changed, so nothing is next."""
    if text and not dry_run:
        click.echo(text)


@_deed("advance", N_("Make a move; refused with everything that is missing."))
@click.argument("ref")
@click.argument("move", required=False)
@click.option("--reason", default="", help=N_("Why, where the move needs it."))
@dry_run_option
@office_options
def advance(ref: str, move: str | None, *, reason: str, dry_run: bool) -> None:
    from tender_flow.services import moves

    with acting(ref, dry_run=dry_run) as opened:
        seen = moves.gates(opened, ref).version
        moved = moves.advance(opened, ref, move, reason=reason, seen=seen, dry_run=dry_run)
        _print_moved(ref, moved, dry_run=dry_run)


@_deed("terminate", N_("End a procurement early, with the reason."))
@click.argument("ref")
@_REASON
@dry_run_option
@office_options
def terminate(ref: str, *, reason: str, dry_run: bool) -> None:
    from tender_flow.services import moves

    with acting(ref, dry_run=dry_run) as opened:
        moved = moves.terminate(opened, ref, reason=reason, dry_run=dry_run)
        _print_moved(ref, moved, dry_run=dry_run)


def _print_moved(ref: str, moved: Moved, *, dry_run: bool) -> None:
    from tender_flow.i18n.formats import day

    click.echo(_("{ref} is now in: {stage}.").format(ref=ref, stage=moved.target_title))
    for clock in moved.clocks:
        click.echo(_("Begins: {clock}.").format(clock=clock.replace("_", " ")))
    for owed in moved.owed:
        what, due = owed.kind.replace("_", " "), day(owed.due_on)
        click.echo(_("Owed: {what}, by {due} ({source}).").format(
            what=what, due=due, source=owed.source
        ))  # fmt: skip
    text = _("See what comes next: tender-flow procurement gates {ref}").format(ref=ref)
    say_next("" if moved.ended else text, dry_run=dry_run)


@_deed("publish", N_("Publish the evaluation model: its text is frozen."))
@click.argument("ref")
@dry_run_option
@office_options
def publish(ref: str, *, dry_run: bool) -> None:
    from tender_flow.services import amendments

    with acting(ref, dry_run=dry_run) as opened:
        done = amendments.publish(opened, ref, dry_run=dry_run)
        text = _("Version {version} of the model is published. SHA-256 of its text: {digest}")
        click.echo(text.format(version=done.version, digest=done.digest))


@_deed("amend", N_("Add a version of the workflow or the model, with its approval."))
@click.argument("ref")
@click.argument("kind", type=click.Choice(["workflow", "model"]))
@click.argument("path")
@_REASON
@click.option("--approver", required=True, help=N_("Who approved it: a person or body."))
@click.option("--dated", required=True, type=_DAY, help=N_("The day of the approval."))
@click.option("--told", default="", help=N_("Who was told, once the model is published."))
@click.option("--new-round", is_flag=True, help=N_("Mark again: needed once marks are in."))
@dry_run_option
@office_options
def amend(
    ref: str,
    kind: str,
    path: str,
    *,
    reason: str,
    approver: str,
    dated: datetime,
    told: str,
    new_round: bool,
    dry_run: bool,
) -> None:
    from tender_flow.services import amendments

    with acting(ref, dry_run=dry_run) as opened:
        done = amendments.amend(
            opened,
            ref,
            kind,
            path,
            reason=reason,
            approver=approver,
            dated=dated.date(),
            told=told,
            new_round=new_round,
            dry_run=dry_run,
        )
        text = _("Version {version} of the {kind} is in force from now on.")
        click.echo(text.format(version=done.version, kind=kind))
        for name in done.rounds:
            click.echo(_("A new round of marking is open: {name}.").format(name=name))
        report(done.findings)


@_deed("deadline", N_("Set or move the hour at which tenders close."))
@click.argument("ref")
@click.argument("local", metavar="2014-09-26T12:00")
@click.option("--zone", default="Europe/London", show_default=True, help=N_("The time zone."))
@click.option("--reason", default="", help=N_("Why it is moved."))
@click.option("--told", default="", help=N_("Who was told that it is moved."))
@dry_run_option
@office_options
def deadline(ref: str, local: str, *, zone: str, reason: str, told: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_view import local_hour
    from tender_flow.i18n.formats import instant, weekday
    from tender_flow.services import deadlines

    with acting(ref, dry_run=dry_run) as opened:
        done = deadlines.deadline(
            opened, ref, local=local, zone=zone, reason=reason, told=told, dry_run=dry_run
        )
        day = weekday(date.fromisoformat(done.local[:10]))
        text = _("Tenders close on {weekday} {hour} ({zone}).")
        click.echo(text.format(weekday=day, hour=local_hour(done.local), zone=done.zone))
        if done.before is not None:
            click.echo(_("Before: {before}.").format(before=instant(done.before)))


@_deed("delay", N_("Record that a stage comes later than planned, and why."))
@click.argument("ref")
@click.option("--stage", required=True, help=N_("The stage or task that is late."))
@click.option("--expected", required=True, help=N_("The month or day now expected: 2014-12."))
@_REASON
@click.option("--told", required=True, help=N_("Who was told."))
@dry_run_option
@office_options
def delay(ref: str, *, stage: str, expected: str, reason: str, told: str, dry_run: bool) -> None:
    from tender_flow.i18n.formats import month
    from tender_flow.services import baselines

    with acting(ref, dry_run=dry_run) as opened:
        done = baselines.delay(
            opened, ref, stage=stage, expected=expected, reason=reason, told=told, dry_run=dry_run
        )
        when = month(done.expected)
        click.echo(_("{stage} is now expected: {when}.").format(stage=done.stage, when=when))


_SCOPE = click.option(
    "--scope",
    type=click.Choice(["procurement", "lot", "decision"]),
    default="procurement",
    show_default=True,
    help=N_("What stands still."),
)
_SUBJECT = click.option("--subject", default="", help=N_("The lot's name or the decision's id."))


@_deed("suspend", N_("Suspend a procurement, a lot or a decision."))
@click.argument("ref")
@_SCOPE
@_SUBJECT
@_REASON
@dry_run_option
@office_options
def suspend(ref: str, *, scope: str, subject: str, reason: str, dry_run: bool) -> None:
    from tender_flow.services import pauses

    with acting(ref, dry_run=dry_run) as opened:
        pauses.suspend(opened, ref, reason=reason, scope=scope, subject=subject, dry_run=dry_run)
        click.echo(_("Suspended: {what}.").format(what=subject or ref))
        text = _("Go on with: tender-flow procurement resume {ref} --reason …").format(ref=ref)
        say_next(text, dry_run=dry_run)


@_deed("resume", N_("End a suspension: it goes on from where it was."))
@click.argument("ref")
@_SCOPE
@_SUBJECT
@_REASON
@dry_run_option
@office_options
def resume(ref: str, *, scope: str, subject: str, reason: str, dry_run: bool) -> None:
    from tender_flow.i18n.formats import instant
    from tender_flow.services import pauses

    with acting(ref, dry_run=dry_run) as opened:
        done = pauses.resume(
            opened, ref, reason=reason, scope=scope, subject=subject, dry_run=dry_run
        )
        text = _("Resumed: {what}, suspended since {since}.")
        click.echo(text.format(what=subject or ref, since=instant(done.began_at)))


@_deed("notice", N_("Record that a notice is published, owed or not."))
@click.argument("ref")
@click.argument("kind")
@click.option("--on", required=True, type=_DAY, help=N_("The day on which it was published."))
@click.option("--reference", required=True, help=N_("Its number or address."))
@click.option("--lot", help=N_("The lot, where it is about one."))
@click.option("--states", multiple=True, metavar="NAME=VALUE",
              help=N_("What it says, such as estimated_value=250000 (repeatable)."))  # fmt: skip
@click.option("--corrects", default="", help=N_("The reference of the notice that it corrects."))
@dry_run_option
@office_options
def notice(
    ref: str,
    kind: str,
    *,
    on: datetime,
    reference: str,
    lot: str | None,
    states: tuple[str, ...],
    corrects: str,
    dry_run: bool,
) -> None:
    from tender_flow.i18n.formats import day
    from tender_flow.services import notices

    with acting(ref, dry_run=dry_run) as opened:
        done = notices.notice_published(
            opened,
            ref,
            kind=kind,
            on=on.date(),
            reference=reference,
            lot=lot,
            states=dict(_stated(text) for text in states),
            corrects=corrects,
            dry_run=dry_run,
        )
        what, when = done.kind.replace("_", " "), day(on.date())
        click.echo(_("Published on {when}: {what}.").format(when=when, what=what))
        if done.owed_by is not None:
            click.echo(_("It was owed by {day}.").format(day=day(done.owed_by)))
        if done.corrects:
            text = _("It stands in for {reference}.")
            click.echo(text.format(reference=done.corrects))
        for title, period in done.standstills:
            text = _("The standstill of {lot} ends at midnight at the end of {day}.")
            click.echo(text.format(lot=title, day=day(period.ends_on)))


def _stated(text: str) -> tuple[str, str]:
    """`estimated_value=250000` as its name and value; the service says what can't be read."""
    name, _equals, value = text.partition("=")
    return name.strip(), value
