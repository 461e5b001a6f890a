"""`tender-flow waiver`: the register of waivers of the council's contract rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Group, dry_run_option, json_option, office_options, print_json
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.waivers import WaiverEntry


@click.group(cls=Group, help=N_("The register of waivers: rule, reason, value, term, approver."))
def waiver() -> None:
    pass


@waiver.command("record", help=N_("Enter an approved waiver into the register."))
@click.argument("ref")
@click.argument("matter", type=int)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    required=True,
    help=N_("A rule that is waived, by its id in the rule book (repeatable)."),
)
@click.option("--reason", required=True, help=N_("Why it couldn't be followed."))
@click.option("--report", required=True, help=N_("The kind of the report on file that asked."))
@dry_run_option
@office_options
def record(
    ref: str, matter: int, *, rules: tuple[str, ...], reason: str, report: str, dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import waivers

    with acting(ref, dry_run=dry_run) as opened:
        done = waivers.record(
            opened, ref, matter, rules=rules, reason=reason, report=report, dry_run=dry_run
        )
        text = _("In the register as waiver {number}: {title}, approved by {body}.")
        click.echo(text.format(number=done.number, title=done.title, body=done.approver))


@waiver.command("list", help=N_("The register: of one procurement, or of all."))
@click.argument("ref", required=False, default="")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.common import office
    from tender_flow.cli.plain import plain
    from tender_flow.services import waivers

    with office() as opened:
        found = waivers.register(opened, ref)
    if as_json:
        print_json(plain(found))
        return
    for one in found:
        _print_entry(one)
    if not found:
        click.echo(_("The register of waivers is empty."))


def _print_entry(one: WaiverEntry) -> None:
    from tender_flow.i18n.formats import day, money

    click.echo(f"{one.ref} {one.number}: {one.title}")
    for contract in one.contracts:
        ends = ", ".join(day(end) for end in contract.ends())
        click.echo("   " + _("{title}: {money} a year from {first}, ends {ends}").format(
            title=contract.title, money=money(contract.per_year), first=day(contract.starts_on),
            ends=ends,
        ))  # fmt: skip
    click.echo("   " + _("Rules: {rules}. Why: {reason}").format(
        rules=", ".join(one.rules), reason=one.reason
    ))  # fmt: skip
    if one.rejected:
        click.echo("   " + _("Options rejected: {options}").format(options=one.rejected))
    text = _("Approved by {body}, {maker}, on {day}. Report: {report}.")
    click.echo("   " + text.format(
        body=one.approver, maker=one.maker or "–", day=day(one.dated), report=one.report
    ))  # fmt: skip
