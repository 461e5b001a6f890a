"""`tender-flow providers`: who is told about the tender, with consent, and what was sent."""

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
    from tender_flow.services.providers import ProviderView

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Group, help=N_("The contact list of providers, and what was sent to them."))
def providers() -> None:
    pass


@providers.command("add", help=N_("Put a provider on the list, with its consent."))
@click.argument("ref")
@click.argument("name")
@click.option("--email", required=True, help=N_("Its address."))
@click.option("--consent", "consent_on", type=_DAY, required=True,
              help=N_("The day on which it agreed to be written to."))  # fmt: skip
@click.option("--consent-how", required=True, help=N_("How it agreed: a form, an e-mail."))
@dry_run_option
@office_options
def add(
    ref: str, name: str, *, email: str, consent_on: datetime, consent_how: str, dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import providers as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.add(
            opened,
            ref,
            name,
            email=email,
            consent_on=consent_on.date(),
            consent_how=consent_how,
            dry_run=dry_run,
        )
        text = _("Provider {number} is on the list: {name}.")
        click.echo(text.format(number=done.number, name=done.name))


@providers.command("withdraw", help=N_("Record that a provider took its consent back."))
@click.argument("ref")
@click.argument("number")
@click.option("--on", type=_DAY, required=True, help=N_("The day on which it did."))
@dry_run_option
@office_options
def withdraw(ref: str, number: str, *, on: datetime, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import providers as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.withdraw(opened, ref, number, on=on.date(), dry_run=dry_run)
        click.echo(_("Nothing more is sent to {name}.").format(name=done.name))


@providers.command("send", help=N_("Record what was sent, and get the addresses."))
@click.argument("ref")
@click.argument("what")
@click.option("--on", type=_DAY, required=True, help=N_("The day on which it was sent."))
@click.option("--to", "numbers", multiple=True,
              help=N_("A provider's number (repeatable). Default: all that consent."))  # fmt: skip
@dry_run_option
@office_options
def send(ref: str, what: str, *, on: datetime, numbers: tuple[str, ...], dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.i18n.texts import ngettext
    from tender_flow.services import providers as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.send(opened, ref, what, on=on.date(), numbers=numbers, dry_run=dry_run)
        count = len(done.to)
        text = ngettext("Recorded as sent to {n} provider.", "Recorded as sent to {n} providers.",
                        count)  # fmt: skip
        click.echo(text.format(n=count))
        for provider in done.to:
            click.echo(f"{provider.name} <{provider.email}>")


@providers.command("list", help=N_("Everybody on the list, with what was sent to them."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.providers import list_providers

    with office() as opened:
        found = list_providers(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("Nobody is on the list."))
        return
    headings = [_("No."), _("Provider"), _("E-mail"), _("Consent"), _("Sent")]
    print_table(headings, [_row(one) for one in found], right=(0,))


def _row(provider: ProviderView) -> tuple[str, ...]:
    from tender_flow.i18n.formats import day

    consent = f"{day(provider.consent_on)}, {provider.consent_how}"
    if provider.withdrawn_on is not None:
        consent = _("taken back on {day}").format(day=day(provider.withdrawn_on))
    sent = "; ".join(f"{what}, {day(on)}" for what, on in provider.sent)
    return (str(provider.number), provider.name, provider.email, consent, sent)
