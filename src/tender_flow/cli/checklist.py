"""`tender-flow checklist`: the items of the tender pack, each on file or answered."""

from __future__ import annotations

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


@click.group(cls=Group, help=N_("The checklist of the tender pack, before it goes out."))
def checklist() -> None:
    pass


@checklist.command("answer", help=N_("Answer an item by another document, or by a reason."))
@click.argument("ref")
@click.argument("item")
@click.option("--document", default="", help=N_("The kind of a document on file that has it."))
@click.option("--reason", default="", help=N_("Why the pack goes without it."))
@dry_run_option
@office_options
def answer(ref: str, item: str, *, document: str, reason: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import checklist as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.answer(opened, ref, item, document=document, reason=reason, dry_run=dry_run)
        click.echo(_("Answered: {item}.").format(item=done.item.replace("_", " ")))


@checklist.command("list", help=N_("Every item, with what answers it."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.cli.tables import print_table
    from tender_flow.services.checklist import list_items

    with office() as opened:
        found = list_items(opened, ref)
        if as_json:
            print_json(plain(found))
            return
        print_standing(opened, ref)
    if not found:
        click.echo(_("The workflow has no checklist of the tender pack."))
        return
    rows = [
        (one.item.replace("_", " "), _("done") if one.answered else _("open"),
         one.document, one.reason)
        for one in found
    ]  # fmt: skip
    print_table([_("Item"), _("State"), _("Document"), _("Reason")], rows)
