"""`tender-flow pack`: the sealed files that go to panel members, and what comes back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
    report,
)
from tender_flow.cli.panel_inputs import PATH, authority_option, out_option
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

    from tender_flow.services.accepting import Accepted
    from tender_flow.services.office import Office
    from tender_flow.services.outgoing import IssuedPack

_ROUND = click.option("--round", default="written", help=N_("The round. Default: written."))


@click.group(cls=Group, help=N_("Sealed files to the panel and back."))
def pack() -> None:
    pass


@pack.command(
    "issue",
    help=N_(
        "Make a cleared member's scoring pack, sealed to their own key.\n\n"
        "It holds their questions and the answers of the bidders they may mark; no price."
    ),
)
@click.argument("ref")
@click.argument("member", required=False)
@click.option("--all", "everybody", is_flag=True, help=N_("One for every evaluator."))
@click.option("--closes", required=True, help=N_("When marks are due, such as 2014-10-24T17:00."))
@_ROUND
@authority_option
@out_option
@click.option("--reason", default="", help=N_("Why a pack is issued anew; the member is told."))
@dry_run_option
@office_options
def issue(
    ref: str,
    member: str | None,
    *,
    everybody: bool,
    closes: str,
    round: str,
    key: Path,
    out: Path,
    reason: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.panel_inputs import authority_key, local_instant
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import packs

    closes_at = local_instant(closes)
    authority = authority_key(key)
    with acting(ref, dry_run=dry_run) as opened:
        for login in _whom(opened, ref, member, everybody=everybody):
            made = packs.issue(
                opened,
                ref,
                login,
                authority=authority,
                out=out,
                closes_at=closes_at,
                round=round,
                reason=reason,
                dry_run=dry_run,
            )
            print_issued(made, dry_run=dry_run)


@pack.command("issue-outcome", help=N_("Make the file with which a member signs agreed marks."))
@click.argument("ref")
@click.argument("member", required=False)
@click.option("--all", "everybody", is_flag=True, help=N_("One for every evaluator."))
@_ROUND
@authority_option
@out_option
@click.option("--reason", default="", help=N_("Why it is made anew."))
@dry_run_option
@office_options
def issue_outcome(
    ref: str,
    member: str | None,
    *,
    everybody: bool,
    round: str,
    key: Path,
    out: Path,
    reason: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.panel_inputs import authority_key
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import packs

    authority = authority_key(key)
    with acting(ref, dry_run=dry_run) as opened:
        for login in _whom(opened, ref, member, everybody=everybody):
            made = packs.issue_outcome(
                opened,
                ref,
                login,
                authority=authority,
                out=out,
                round=round,
                reason=reason,
                dry_run=dry_run,
            )
            print_issued(made, dry_run=dry_run)


def _whom(opened: Office, ref: str, member: str | None, *, everybody: bool) -> tuple[str, ...]:
    """The logins meant: the one that was named, or every evaluator."""
    if bool(member) == everybody:
        raise click.UsageError(_("Name one member, or say --all."))
    if member:
        return (member,)
    from tender_flow.services.panel import members

    found = members(opened, ref)
    return tuple(v.login for v in found if v.role == "evaluator" and v.status == "active")


def print_issued(made: IssuedPack, *, dry_run: bool) -> None:
    """What was made for whom, its check code, and the e-mail to copy."""
    text = _("For {member}: {file}. Check code {code}.")
    click.echo(text.format(member=made.member, file=made.path, code=made.check_code))
    if made.kind == "scoring":
        click.echo(_holds(made))
    if not dry_run:
        click.echo(_("E-mail it to {email} with this text:").format(email=made.email or "–"))
        click.echo("")
        for line in made.mail.splitlines():
            click.echo(f"    {line}".rstrip())
        click.echo("")


def _holds(made: IssuedPack) -> str:
    """How much a scoring pack holds."""
    answers = ngettext("{count} answer", "{count} answers", made.answers)
    questions = ngettext("{count} question", "{count} questions", made.questions)
    carried = ngettext("{count} mark", "{count} marks", made.carried_over)
    return _("It holds {answers} to {questions}; {marks} carried over.").format(
        answers=answers.format(count=made.answers),
        questions=questions.format(count=made.questions),
        marks=carried.format(count=made.carried_over),
    )


@pack.command("extend", help=N_("Take a member's marks in until a later time, with the reason."))
@click.argument("ref")
@click.argument("member")
@click.option("--closes", required=True, help=N_("The new time, such as 2014-10-27T17:00."))
@click.option("--reason", required=True, help=N_("Why, in one sentence."))
@_ROUND
@dry_run_option
@office_options
def extend(ref: str, member: str, *, closes: str, reason: str, round: str, dry_run: bool) -> None:
    from tender_flow.cli.panel_inputs import local_instant
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.i18n.formats import instant
    from tender_flow.services import packs

    closes_at = local_instant(closes)
    with acting(ref, dry_run=dry_run) as opened:
        before = packs.extend(
            opened, ref, member, closes_at=closes_at, reason=reason, round=round, dry_run=dry_run
        )
        text = _("Marks are taken in until {now}; it was {before}.")
        click.echo(text.format(now=instant(closes_at), before=instant(before)))


@pack.command("show", help=N_("What a file says about itself, without opening it."))
@click.argument("file", type=PATH)
@json_option
def show(file: Path, *, as_json: bool) -> None:
    from tender_flow.packs.work import peek_file

    header = peek_file(file)
    kinds = {
        "invitation": _("an invitation"),
        "scoring": _("a scoring pack"),
        "outcome": _("the agreed marks, to sign"),
        "declaration": _("a declaration"),
        "marks": _("a member's marks"),
        "slip": _("a signature under the agreed marks"),
        "work": _("a member's own work; it belongs on their laptop"),
    }
    if as_json:
        from tender_flow.cli.plain import plain

        print_json(plain(header))
        return
    from tender_flow.cli.tables import clean

    lines = (
        (_("What"), kinds.get(header.kind, header.kind)),
        (_("For"), header.recipient),
        (_("Check code"), header.check_code),
        (_("To ring"), ", ".join(filter(None, (header.lead, header.telephone, header.email)))),
    )
    for label, value in lines:
        click.echo(clean(f"{label}: {value}"))


@pack.command(
    "accept",
    help=N_(
        "Take in a file that a member sent back: declaration, marks, or signature.\n\n"
        "Shows first what it would change; in a terminal it asks before it is kept."
    ),
)
@click.argument("ref")
@click.argument("file", type=PATH)
@authority_option
@click.option("--yes", is_flag=True, help=N_("Don't ask."))
@dry_run_option
@json_option
@office_options
def accept(ref: str, file: Path, *, key: Path, yes: bool, dry_run: bool, as_json: bool) -> None:
    from tender_flow.cli.panel_inputs import authority_key
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.packs.envelope import LARGEST_PACK, peek
    from tender_flow.packs.files import read_whole
    from tender_flow.services.accepting import accept as take_in

    data = read_whole(file, LARGEST_PACK)
    peek(data, file.name)  # what is no pack is said before anybody types a passphrase
    authority = authority_key(key)
    if as_json:
        with office() as opened:
            done = take_in(opened, ref, data, authority=authority, file=file.name, dry_run=dry_run)
        _print_plain(done)
        return
    with acting(ref, dry_run=dry_run) as opened:
        preview = take_in(opened, ref, data, authority=authority, file=file.name, dry_run=True)
        _print_accepted(preview)
        if dry_run or not _agreed(yes=yes):
            return
        done = take_in(opened, ref, data, authority=authority, file=file.name)
        click.echo(_("Taken in. Check code {code}.").format(code=done.check_code))
        say_next(_after(done, ref), dry_run=dry_run)


def _agreed(*, yes: bool) -> bool:
    """In a terminal somebody looks at the preview and says so."""
    if yes or not sys.stdin.isatty():
        return True
    agreed = click.confirm(_("Take this in?"))
    if not agreed:
        click.echo(_("Nothing was taken in."))
    return agreed


def _print_accepted(done: Accepted) -> None:
    from tender_flow.i18n.formats import instant

    kinds = {
        "declaration": _("Declaration of {member}, signed {when}."),
        "marks": _("Marks of {member}, signed {when}."),
        "slip": _("Signature of {member} under the agreed marks, {when}."),
    }
    text = kinds[done.kind]
    click.echo(text.format(member=done.member, when=instant(done.signed_at)))
    if done.kind == "declaration":
        _print_declared(done)
    if done.kind == "marks":
        _print_marks(done)
    if done.disagreements:
        text = _("Items that {member} disagrees with: {count}.")
        click.echo(text.format(member=done.member, count=done.disagreements))
    report(done.notes)


def _print_declared(done: Accepted) -> None:
    from tender_flow.cli.tables import print_table

    choices = {"none": _("no conflict"), "may": _("may have a conflict"), "ask": _("will ask")}
    print_table(
        [_("Bidder"), _("Before"), _("Now")],
        [
            (
                ", ".join(part for part in (line.supplier, line.party, line.lot) if part),
                choices.get(line.before, "–"),
                choices[line.choice],
            )
            for line in done.declared
        ],
    )
    click.echo(_("Fingerprint: {fingerprint}").format(fingerprint=done.fingerprint))


def _print_marks(done: Accepted) -> None:
    from tender_flow.cli.tables import print_table

    words = {"new": _("new"), "changed": _("changed")}
    shown = done.changed("new", "changed")
    if shown:
        print_table(
            [_("Question"), _("Bidder"), _("Lot"), _("Before"), _("Now"), _("What")],
            [
                (
                    mark.question,
                    mark.bidder,
                    mark.lot,
                    "" if mark.what == "new" else _mark(mark.before),
                    _mark(mark.after),
                    words[mark.what],
                )
                for mark in shown
            ],
            right=(3, 4),
        )
    same = len(done.changed("same"))
    if same:
        text = ngettext("{count} mark as before.", "{count} marks as before.", same)
        click.echo(text.format(count=same))
    if done.queries:
        click.echo(_("Questions for bidders: {count}.").format(count=done.queries))
    for supplier in done.conflicts:
        text = _("A conflict with {supplier} was found late: the marks for it are held back.")
        click.echo(text.format(supplier=supplier))


def _mark(value: Decimal | None) -> str:
    return _("cannot mark") if value is None else f"{value:f}"


def _after(done: Accepted, ref: str) -> str:
    """What the lead does next."""
    if done.needs_clearing:
        text = _(
            "Ring {member} and compare the fingerprint: "
            "tender-flow panel clear {ref} {login} --fingerprint …"
        )
        return text.format(member=done.member, ref=ref, login=done.login)
    if done.conflicts:
        text = _("Decide on the conflict: tender-flow panel decide {ref} {login}")
        return text.format(ref=ref, login=done.login)
    if done.queries:
        return _("Put the questions to the bidders: tender-flow query list {ref}").format(ref=ref)
    if done.kind == "marks" and done.left:
        text = ngettext(
            "{member} still owes {count} mark.", "{member} still owes {count} marks.", done.left
        )
        return text.format(member=done.member, count=done.left)
    if done.kind == "marks":
        return _("{member} owes no more marks in this round.").format(member=done.member)
    return ""


def _print_plain(value: object) -> None:
    from tender_flow.cli.plain import plain

    print_json(plain(value))
