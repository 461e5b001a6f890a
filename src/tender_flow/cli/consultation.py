"""`tender-flow consultation`: comments, their answers, what they changed, and the report."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.consultation import Comment, ConsultationReport


@click.group(cls=Group, help=N_("The consultation: every comment is answered."))
def consultation() -> None:
    pass


@consultation.command("comment", help=N_("Record a comment that came in."))
@click.argument("ref")
@click.argument("text")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), required=True,
              help=N_("The day on which it came."))  # fmt: skip
@click.option("--name", default="", help=N_("Who made it; stays sealed."))
@click.option("--speaks-for", default="", help=N_("For whom: provider, resident. Is printed."))
@dry_run_option
@office_options
def comment(
    ref: str, text: str, *, received: datetime, name: str, speaks_for: str, dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import consultation as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.comment(
            opened,
            ref,
            text,
            received_on=received.date(),
            name=name,
            speaks_for=speaks_for,
            dry_run=dry_run,
        )
        click.echo(_("Comment {number} is recorded.").format(number=done.number))
        text = _('Answer it: tender-flow consultation answer {ref} {number} "…"')
        say_next(text.format(ref=ref, number=done.number), dry_run=dry_run)


@consultation.command("answer", help=N_("Answer a comment, or say why it has no answer."))
@click.argument("ref")
@click.argument("number")
@click.argument("text")
@click.option("--change", default="", help=N_("What it changed in the specification."))
@dry_run_option
@office_options
def answer(ref: str, number: str, text: str, *, change: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import consultation as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.answer(opened, ref, number, text, change=change, dry_run=dry_run)
        click.echo(_("Comment {number} is answered.").format(number=done.number))


@consultation.command("list", help=N_("Every comment with its answer."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.consultation import list_comments

    with office() as opened:
        found = list_comments(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("There are no comments."))
        return
    headings = [_("No."), _("Received"), _("From"), _("Comment"), _("Answer"), _("Change")]
    print_table(headings, [_row(one) for one in found], right=(0,))


def _row(comment: Comment) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    who = ", ".join(filter(None, (comment.name, comment.speaks_for)))
    answer = comment.answer or _("not yet")
    received = day(comment.received_on)
    return (str(comment.number), received, who, comment.text, answer, comment.change)


@consultation.command("report", help=N_("How the consultation changed the outcome; names nobody."))
@click.argument("ref")
@json_option
@office_options
def report(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.services import consultation as service

    with office() as opened:
        found = service.report(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        from tender_flow.cli.standing import print_standing

        _print_report(found)
        print_standing(opened, ref)


def _print_report(report: ConsultationReport) -> None:
    click.echo(_("Consultation on {title} ({ref})").format(title=report.title, ref=report.ref))
    counts = _("Comments: {received}; answered: {answered}; that changed something: {changed}.")
    click.echo(counts.format(
        received=report.received, answered=report.answered, changed=report.changed
    ))  # fmt: skip
    if report.speaks_for:
        groups = ", ".join(f"{group} {count}" for group, count in report.speaks_for)
        click.echo(_("From: {groups}.").format(groups=groups))
    for comment in report.comments:
        click.echo("")
        click.echo(_("{number}. Comment: {text}").format(number=comment.number, text=comment.text))
        click.echo(_("   Answer: {text}").format(text=comment.answer or _("not yet")))
        click.echo(_("   Change: {text}").format(text=comment.change or _("none")))
