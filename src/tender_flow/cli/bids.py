"""`tender-flow bids`: tenders from their folder to the opening, checks, interviews, the list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.bids_consortium import consortium
from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
    report,
)
from tender_flow.cli.panel_inputs import PATH
from tender_flow.cli.shortlist import shortlist
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from tender_flow.services.bid_import import Imported, TenderChange

_REASON = click.option("--reason", required=True, help=N_("Why, in one sentence."))
_LOT = click.option("--lot", help=N_("One lot only, by its code. Default: the whole tender."))


@click.group(cls=Group, help=N_("Tenders: taken in, opened by two, checked, listed."))
def bids() -> None:
    pass


bids.add_command(consortium)


@bids.command(
    "import",
    help=N_(
        "Take tenders in from a folder with one folder per supplier.\n\n"
        "Answers and prices are sealed at once to custodian and witness. A second import says "
        "what differs and overwrites nothing."
    ),
)
@click.argument("ref")
@click.argument("folder", type=PATH)
@click.option(
    "--replace",
    is_flag=True,
    help=N_("A bidder sent its tender anew before the deadline: take the newer one."),
)
@dry_run_option
@json_option
@office_options
def import_(ref: str, folder: Path, *, replace: bool, dry_run: bool, as_json: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.bids import import_folder

    if as_json:
        with office() as opened:
            imported = import_folder(opened, ref, folder, replace=replace, dry_run=dry_run)
        _print_plain(imported)
        return
    with acting(ref, dry_run=dry_run) as opened:
        imported = import_folder(opened, ref, folder, replace=replace, dry_run=dry_run)
        _print_import(imported)
        report(imported.findings)
        say_next(_after_import(imported, ref), dry_run=dry_run)


def _print_import(imported: Imported) -> None:
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import instant

    print_table(
        [_("Bidder"), _("What"), _("Lots"), _("Received"), _("Files")],
        [
            (
                change.supplier,
                _CHANGES[change.what](),
                ", ".join(change.lots),
                instant(change.received_at),
                str(change.count or ""),
            )
            for change in imported.changes
        ],
        right=(4,),
    )
    for change in imported.changes:
        _print_files(change)


_CHANGES = {
    "new": lambda: _("new, sealed"),
    "late": lambda: _("late, kept unopened"),
    "unchanged": lambda: _("unchanged"),
    "replaced": lambda: _("replaced by a newer one"),
    "completed": lambda: _("admitted, now sealed"),
    "resealed": lambda: _("sealed to the new keepers"),
    "missing": lambda: _("received before, not here"),
}


def _print_files(change: TenderChange) -> None:
    words = {"new": _("new"), "changed": _("changed"), "missing": _("missing")}
    for file in change.files:
        click.echo(f"  {change.supplier}: {file.path}: {words[file.what]}")


def _after_import(imported: Imported, ref: str) -> str:
    if imported.of("late"):
        text = _("Decide on each late tender: tender-flow bids late {ref} SUPPLIER")
        return text.format(ref=ref)
    return _("After the deadline: tender-flow bids open {ref}").format(ref=ref)


@bids.command("late", help=N_("Admit or refuse a late tender; who and why goes on record."))
@click.argument("ref")
@click.argument("tender")
@click.option("--admit/--refuse", "admit", required=True, default=None, help=N_("Your decision."))
@_REASON
@dry_run_option
@office_options
def late(ref: str, tender: str, *, admit: bool, reason: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.bids import decide_late, supplier_name

    with acting(ref, dry_run=dry_run) as opened:
        name = supplier_name(opened, ref, tender)
        decide_late(opened, ref, tender, admit=admit, reason=reason, dry_run=dry_run)
        if not admit:
            click.echo(_("Refused: {supplier}. It stays unopened.").format(supplier=name))
            return
        click.echo(_("Admitted: {supplier}.").format(supplier=name))
        text = _(
            "Import the folder again, so that it is read: tender-flow bids import {ref} FOLDER"
        )
        say_next(text.format(ref=ref), dry_run=dry_run)


@bids.command(
    "open",
    help=N_(
        "Open all tenders received, after the deadline, by custodian and witness together.\n\n"
        "One of them is who acts (--as), the other is named with --with. Prices stay sealed."
    ),
)
@click.argument("ref")
@click.option("--with", "with_login", required=True, help=N_("The other of the two, by login."))
@click.option("--custodian-key", type=PATH, required=True, help=N_("The custodian's key file."))
@click.option("--witness-key", type=PATH, required=True, help=N_("The witness's key file."))
@dry_run_option
@office_options
def open_(
    ref: str, *, with_login: str, custodian_key: Path, witness_key: Path, dry_run: bool
) -> None:
    from tender_flow.cli.panel_inputs import keeper_key
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services.bids import open_tenders

    custodian = keeper_key(custodian_key, "custodian", _("Custodian's passphrase"))
    witness = keeper_key(witness_key, "witness", _("Witness's passphrase"))
    with acting(ref, dry_run=dry_run) as opened:
        done = open_tenders(
            opened,
            ref,
            with_login=with_login,
            custodian_key=custodian,
            witness_key=witness,
            dry_run=dry_run,
        )
        count = len(done.suppliers)
        text = ngettext(
            "{count} tender opened by {one} and {other}: {names}.",
            "{count} tenders opened by {one} and {other}: {names}.",
            count,
        )
        click.echo(
            text.format(
                count=count,
                one=done.opened_by,
                other=done.opened_with,
                names=", ".join(done.suppliers),
            )
        )
        if done.without_answer:
            text = _("Answers that are missing and will be marked as empty: {count}.")
            click.echo(text.format(count=done.without_answer))
        report(done.notes)
        text = _("Decide each requirement: tender-flow bids check {ref} SUPPLIER REQUIREMENT pass")
        say_next(text.format(ref=ref), dry_run=dry_run)


@bids.command("check", help=N_("Decide a pass/fail requirement of an opened tender."))
@click.argument("ref")
@click.argument("tender")
@click.argument("requirement")
@click.argument("outcome", type=click.Choice(["pass", "fail"]))
@click.option("--evidence", required=True, help=N_("What you looked at: a certificate, a page."))
@click.option("--lot", help=N_("The lot's code, where the requirement is decided lot by lot."))
@click.option("--reason", default="", help=N_("Why: needed for a fail and for every change."))
@click.option("--second", help=N_("The second approver's login, to put a fail back to pass."))
@dry_run_option
@office_options
def check(
    ref: str,
    tender: str,
    requirement: str,
    outcome: str,
    *,
    evidence: str,
    lot: str | None,
    reason: str,
    second: str | None,
    dry_run: bool,
) -> None:
    from tender_flow.cli.bids_view import for_lot
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import requirements

    with acting(ref, dry_run=dry_run) as opened:
        done = requirements.check(
            opened,
            ref,
            tender,
            requirement,
            outcome,
            evidence=evidence,
            lot=lot,
            reason=reason,
            second_approver=second,
            dry_run=dry_run,
        )
        words = {"pass": _("pass"), "fail": _("fail"), None: _("undecided")}
        text = _("{supplier}, {requirement}: {outcome} (was: {before}).")
        click.echo(
            text.format(
                supplier=done.supplier,
                requirement=for_lot(done.requirement, done.lot),
                outcome=words[done.outcome],
                before=words[done.before],
            )
        )
        report(done.notes)
        say_next(_left(done.left), dry_run=dry_run)


def _left(count: int) -> str:
    if not count:
        return _("Every requirement of this tender is decided.")
    text = ngettext(
        "{count} requirement of this tender is still to decide.",
        "{count} requirements of this tender are still to decide.",
        count,
    )
    return text.format(count=count)


@bids.command("withdraw", help=N_("Record that a bidder withdrew, for all lots or one."))
@click.argument("ref")
@click.argument("tender")
@_LOT
@_REASON
@dry_run_option
@office_options
def withdraw(ref: str, tender: str, *, lot: str | None, reason: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import bids as service

    with acting(ref, dry_run=dry_run) as opened:
        name = service.supplier_name(opened, ref, tender)
        notes = service.withdraw(opened, ref, tender, lot=lot, reason=reason, dry_run=dry_run)
        click.echo(_("Withdrawn: {supplier}. Its price stays sealed.").format(supplier=name))
        report(notes)


@bids.command("exclude", help=N_("Exclude a bidder, for all lots or one, on stated grounds."))
@click.argument("ref")
@click.argument("tender")
@_LOT
@_REASON
@dry_run_option
@office_options
def exclude(ref: str, tender: str, *, lot: str | None, reason: str, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import bids as service

    with acting(ref, dry_run=dry_run) as opened:
        name = service.supplier_name(opened, ref, tender)
        notes = service.exclude(opened, ref, tender, lot=lot, reason=reason, dry_run=dry_run)
        click.echo(_("Excluded: {supplier}. Its price stays sealed.").format(supplier=name))
        report(notes)


@bids.command("interview", help=N_("Record an interview: its note becomes the answer to mark."))
@click.argument("ref")
@click.argument("tender")
@click.argument("note", type=PATH)
@click.option("--question", required=True, help=N_("The question, by number or id."))
@click.option("--lot", help=N_("The lot's code, where the question is asked lot by lot."))
@click.option("--held", type=click.DateTime(["%Y-%m-%d"]), required=True, help=N_("The day."))
@click.option("--present", multiple=True, help=N_("Who was there, by login; repeat for each."))
@click.option("--reason", default="", help=N_("Why an earlier record is replaced."))
@dry_run_option
@office_options
def interview(
    ref: str,
    tender: str,
    note: Path,
    *,
    question: str,
    lot: str | None,
    held: datetime,
    present: tuple[str, ...],
    reason: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import interviews
    from tender_flow.services.bids import supplier_name

    with acting(ref, dry_run=dry_run) as opened:
        name = supplier_name(opened, ref, tender)
        interviews.record(
            opened,
            ref,
            tender,
            question=question,
            note=note,
            held_on=held.date(),
            present=present,
            lot=lot,
            reason=reason,
            dry_run=dry_run,
        )
        click.echo(_("The interview of {supplier} is recorded.").format(supplier=name))
        text = _("When all are recorded: tender-flow pack issue {ref} --all --round interview")
        say_next(text.format(ref=ref), dry_run=dry_run)


@bids.command("list", help=N_("Every tender: lots, requirements, state; no answer and no price."))
@click.argument("ref")
@json_option
@office_options
def list_(ref: str, *, as_json: bool) -> None:
    from tender_flow.cli.bids_view import print_list
    from tender_flow.services.bids import list_bids

    with office() as opened:
        found = list_bids(opened, ref)
    if as_json:
        _print_plain(found)
    else:
        print_list(found)


def _print_plain(value: object) -> None:
    from tender_flow.cli.plain import plain

    print_json(plain(value))


bids.add_command(shortlist)
