"""`procurement`: the list, one procurement with its gates and history, and making a new one.

The deeds that change a procurement are in `procurement_deeds`, what is printed of one in
`procurement_view`. `list` reads the record without any database package, so that it starts
at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli import procurement_deeds, procurement_notices, procurement_plan
from tender_flow.cli.calendar_view import DAY
from tender_flow.cli.common import (
    Group,
    actor,
    database_url,
    dry_run_option,
    hand_set_time,
    json_option,
    office,
    office_options,
    print_json,
    report,
)
from tender_flow.cli.regime_options import optional_question, question_options
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tender_flow.packs.keys import PublicKey
    from tender_flow.services.office import Office
    from tender_flow.services.procurement import NewProcurement

DEFAULT_KEY = "authority.tfkey"


@click.group(
    "procurement",
    cls=Group,
    help=N_("A procurement from its plan to its end: stages, gates, plan, deadline, history."),
)
def procurement() -> None:
    pass


@procurement.command("new", help=N_("Make a procurement; whoever makes it is its lead."))
@click.argument("ref")
@click.option("--workflow", required=True, help=N_("The procedure: its name or file."))
@click.option("--model", required=True, help=N_("The evaluation model: its name or file."))
@click.option("--plan", type=click.Path(path_type=Path), help=N_("A plan file with baselines."))
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    help=N_("The council's key file. Default: authority.tfkey here."),
)
@click.option("--lead", "name", required=True, help=N_("The lead's name, as on letters."))
@click.option("--email", default="", help=N_("The lead's e-mail address."))
@click.option("--telephone", default="", help=N_("The lead's telephone; it stands in the packs."))
@click.option("--title", default="", help=N_("The procurement's title. Default: the plan's."))
@click.option("--authority", default="", help=N_("The council's name. Default: the plan's."))
@click.option(
    "--rehearsal",
    is_flag=True,
    help=N_("Not a real procurement; every output says so for ever."),
)
@click.option("--begun", type=DAY, help=N_("Check the law: the day on which it begins, or began."))
@question_options("--authority-kind", required=False)
@dry_run_option
@office_options
def new(
    ref: str,
    *,
    workflow: str,
    model: str,
    plan: Path | None,
    key: Path | None,
    name: str,
    email: str,
    telephone: str,
    title: str,
    authority: str,
    rehearsal: bool,
    begun: datetime | None,
    dry_run: bool,
    **given: Any,
) -> None:
    from tender_flow.services import procurement as service
    from tender_flow.services.people import Contact

    question = optional_question(begun.date() if begun else None, given)
    public = _authority_key(key)
    with _record(dry_run=dry_run) as opened:
        if dry_run:
            click.echo(_("A dry run: this is what would happen. Nothing is kept."))
        made = service.new(
            opened,
            ref=ref,
            workflow=workflow,
            model=model,
            plan=plan,
            key=public,
            lead=Contact(opened.actor, name, email, telephone),
            title=title,
            authority=authority,
            rehearsal=rehearsal,
            question=question,
            dry_run=dry_run,
        )
    _print_new(made, rehearsal=rehearsal, dry_run=dry_run)


@contextmanager
def _record(*, dry_run: bool) -> Iterator[Office]:
    """The record, made where there is none yet; a dry run makes it elsewhere for a moment."""
    kind, _separator, file = database_url().partition(":///")
    if not dry_run or kind != "sqlite" or Path(file).exists():
        with office(create=True) as opened:
            yield opened
        return
    from tempfile import TemporaryDirectory

    from tender_flow.services.office import open_office

    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/dry-run.db"
        with open_office(url, actor=actor(), now=hand_set_time(), create=True) as opened:
            yield opened


def _authority_key(key: Path | None) -> PublicKey | None:
    """The public half from a key file; None where none was named and none lies here."""
    from tender_flow.packs.keys import read_public

    path = key or Path(DEFAULT_KEY)
    return read_public(path) if key is not None or path.exists() else None


def _print_new(made: NewProcurement, *, rehearsal: bool, dry_run: bool) -> None:
    from tender_flow.cli.standing import standing_line

    click.echo(_("{title} ({ref}) is made.").format(title=made.title, ref=made.ref))
    for _code, lot in made.lots:
        click.echo(_("Lot: {title}").format(title=lot))
    for number, title in made.baselines:
        click.echo(_("Plan {number}: {title}").format(number=number, title=title))
    if line := standing_line(rehearsal=rehearsal, illustrative=made.illustrative):
        click.echo(line)
    report(made.findings)
    procurement_deeds.say_next(
        _("See what is missing: tender-flow procurement gates {ref}").format(ref=made.ref),
        dry_run=dry_run,
    )


@procurement.command("list", help=N_("Every procurement of this record."))
@json_option
@office_options
def list_(*, as_json: bool) -> None:
    from tender_flow.records.quick import list_procurements

    found = list_procurements(database_url())
    if as_json:
        from tender_flow.cli.plain import plain

        print_json(plain(found))
        return
    if not found:
        click.echo(_("You have no procurements yet. Start one with: tender-flow procurement new"))
        return
    from tender_flow.cli.tables import print_table

    print_table(
        [_("Name"), _("Title"), _("Stage"), _("Deadline"), _("State")],
        [
            (
                one.ref,
                one.title,
                one.stage.replace("_", " "),
                (one.deadline or "–").replace("T", " "),
                _state(suspended=one.suspended, ended=one.ended, rehearsal=one.rehearsal),
            )
            for one in found
        ],
    )


def _state(*, suspended: bool, ended: bool, rehearsal: bool) -> str:
    words = [_("ended")] if ended else [_("suspended")] if suspended else [_("running")]
    words += [_("rehearsal")] if rehearsal else []
    return ", ".join(words)


@procurement.command("show", help=N_("One procurement: stage, dates, lots, what is owed."))
@click.argument("ref")
@json_option
@office_options
def show(ref: str, *, as_json: bool) -> None:
    from tender_flow.services import overview

    with office() as opened:
        view = overview.show(opened, ref)
    if as_json:
        from tender_flow.cli.plain import plain

        print_json(plain(view))
        return
    from tender_flow.cli.procurement_view import print_case

    print_case(view)


@procurement.command("gates", help=N_("What stands before each move from here, and what meets it."))
@click.argument("ref")
@json_option
@office_options
def gates(ref: str, *, as_json: bool) -> None:
    from tender_flow.services import moves

    with office() as opened:
        found = moves.gates(opened, ref)
    if as_json:
        from tender_flow.cli.plain import plain

        print_json(plain(found))
        return
    from tender_flow.cli.procurement_view import print_gates

    print_gates(found)


@procurement.command("history", help=N_("Every deed: who, when, what, and its check code."))
@click.argument("ref")
@json_option
@office_options
def history(ref: str, *, as_json: bool) -> None:
    from tender_flow.services import history as service

    with office() as opened:
        lines = service.history(opened, ref)
        if as_json:
            from tender_flow.cli.plain import plain

            print_json(plain(lines))
            return
        from tender_flow.cli.procurement_view import print_history
        from tender_flow.cli.standing import print_standing

        print_standing(opened, ref)
        print_history(lines)


for _command in (
    *procurement_deeds.COMMANDS,
    procurement_plan.plan,
    procurement_notices.notices,
):
    procurement.add_command(_command)
