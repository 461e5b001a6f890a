"""`verify`: does the record say what the journal says, and do the rules still say so too?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import (
    Command,
    database_url,
    json_option,
    office_options,
    print_json,
    report,
    stop,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.verify import Step, VerifyReport

STEPS = {
    "chain": N_("The chain: each entry follows the one before, nothing was altered"),
    "rows": N_("The tables say what the journal says"),
    "signatures": N_("The signatures of accepted returns"),
    "stages": N_("Each move: by its role, its gates asked again as things were then"),
    "marks": N_("The marks are those that were signed"),
    "results": N_("Totals, ranks and decisions, computed again"),
    "standstills": N_("The standstill of each lot, counted again from its letters"),
    "head": N_("The digest from the paper"),
}


@click.command(
    "verify",
    cls=Command,
    help=N_(
        "Check the record against its journal, step by step.\n\n"
        "Ends with 0 in order, 1 where the rules of today say something else, 3 where something "
        "is broken."
    ),
)
@click.argument("ref", required=False)
@click.option("--head", help=N_("A digest from a printed paper: is the record as long as that?"))
@json_option
@office_options
def verify(ref: str | None, *, head: str | None, as_json: bool) -> None:
    from tender_flow.services import verify as service

    done = service.verify(database_url(), ref, head=head)
    if as_json:
        from tender_flow.cli.plain import plain

        print_json({"exit_code": done.exit_code, **plain(done)})
    else:
        _print(done)
    if done.exit_code:
        stop(done.exit_code)


def _print(done: VerifyReport) -> None:
    for step in done.steps:
        click.echo(_line(step))
        report(step.findings)
    for name, digest in done.heads:
        click.echo(_("Head of {name}: {digest}").format(name=name, digest=digest))
    if done.exit_code == 0:
        click.echo(_("Everything agrees."))
    elif done.exit_code == 1:
        click.echo(_("Nothing is broken, but the rules of today say something else."))
    else:
        click.echo(_("The record is broken: keep a copy as it is, and compare with an older one."))


def _line(step: Step) -> str:
    state = _("In order.") if not step.findings else _("! See below.")
    text = _("{number}. {subject}: {what}. Looked at: {count}. {state}")
    return text.format(
        number=step.number,
        subject=step.subject,
        what=_(STEPS[step.name]),
        count=step.checked,
        state=state,
    )
