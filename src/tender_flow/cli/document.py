"""`document`: filing papers and listing them."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

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

_AMOUNT = re.compile(r"£?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,2})?\Z")
"""Pounds and pence: 3500000, 1250.50, £3,500,000."""


@click.group(
    "document", cls=Group, help=N_("Papers of a procurement: their kind, date, author, digest.")
)
def document() -> None:
    pass


@document.command("add", help=N_("File a document; gates ask for it by its kind."))
@click.argument("ref")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", required=True, help=N_("What it is, such as consultation_report."))
@click.option("--title", default="", help=N_("Its title. Default: the file's name."))
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]),
              help=N_("The day it was issued; without it the document is a draft."))  # fmt: skip
@click.option("--author", default="", help=N_("Who wrote it."))
@click.option("--amount", help=N_("Pounds that it commits, such as 3500000: funding statements."))
@click.option("--period", default="", help=N_("The period of the amount. Default: the ceiling's."))
@dry_run_option
@office_options
def add(
    ref: str,
    file: Path,
    *,
    kind: str,
    title: str,
    dated: datetime | None,
    author: str,
    amount: str | None,
    period: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import document as service

    money = pounds(amount)
    with acting(ref, dry_run=dry_run) as opened:
        done = service.add(
            opened,
            ref,
            path=file,
            kind=kind,
            title=title,
            dated=dated.date() if dated is not None else None,
            author=author,
            amount=money,
            period=period,
            dry_run=dry_run,
        )
        text = _("Filed as {kind}: {title}. SHA-256: {digest}")
        what = done.kind.replace("_", " ")
        click.echo(text.format(kind=what, title=done.title, digest=done.digest))
        text = _("See what is missing: tender-flow procurement gates {ref}").format(ref=ref)
        say_next(text, dry_run=dry_run)


def pounds(text: str | None) -> Decimal | None:
    """Pounds as written, with or without thousands separators and the pound sign."""
    if text is None:
        return None
    if not _AMOUNT.match(text):  # Decimal would take 1e5, NaN and the digits of any script
        from tender_flow.errors import BadInputError
        from tender_flow.rules.findings import Finding

        raise BadInputError(Finding("amount-not-positive", {"amount": text}))
    return Decimal(text.replace(",", "").removeprefix("£"))


@document.command("list", help=N_("Every document of a procurement."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.services import document as service

    with office() as opened:
        found = service.list_documents(opened, ref)
        if as_json:
            from tender_flow.cli.plain import plain

            print_json(plain(found))
            return
        from tender_flow.cli.standing import print_standing
        from tender_flow.cli.tables import print_table
        from tender_flow.i18n.formats import day, instant, money

        print_standing(opened, ref)
    rows = [
        (
            paper.kind.replace("_", " "),
            paper.title,
            day(paper.dated) if paper.dated else _("draft"),
            paper.author,
            money(paper.amount) if paper.amount is not None else "",
            instant(paper.filed_at),
            paper.digest[:12],
        )
        for paper in found
    ]
    headings = [_("Kind"), _("Title"), _("Dated"), _("Author"), _("Amount"), _("Filed")]
    print_table([*headings, _("Check code")], rows, right=(4,))
