"""`tender-flow key`: making key files, and showing what of them everybody may see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Group, json_option, print_json
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.packs.keys import PublicKey

_OUT = click.Path(path_type=Path, dir_okay=False)


@click.group(cls=Group, help=N_("Key files: the council's, and a person's own."))
def key() -> None:
    pass


@key.command(
    "authority",
    help=N_("Make the council's key: it signs packs and opens what comes back. Keep a copy."),
)
@click.option("--name", required=True, help=N_("The council's name, such as Kent County Council."))
@click.option("--out", type=_OUT, default="authority.tfkey", help=N_("The file to make."))
def authority(name: str, out: Path) -> None:
    from tender_flow.services.keys import make_authority

    public = make_authority(out, name, _new_passphrase())
    _print_made(public, out)
    click.echo(_("Keep a copy in the safe: without it nothing that comes back can be opened."))


@key.command("personal", help=N_("Make a key of your own, as custodian or witness need it."))
@click.option("--name", required=True, help=N_("Your name, as on papers."))
@click.option("--out", type=_OUT, required=True, help=N_("The file to make, such as my.tfkey."))
def personal(name: str, out: Path) -> None:
    from tender_flow.services.keys import make_personal

    public = make_personal(out, name, _new_passphrase())
    _print_made(public, out)
    click.echo(_("Give the file to the lead for panel add; only its public half is read."))


@key.command("show", help=N_("Whose key a file is, and its fingerprint; needs no passphrase."))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def show(file: Path, *, as_json: bool) -> None:
    from tender_flow.services.keys import show as read

    public = read(file)
    if as_json:
        print_json(
            {
                "name": public.name,
                "kind": public.kind,
                "fingerprint": public.fingerprint,
                "verify_key": public.verify_key,
                "seal_key": public.seal_key,
            }
        )
        return
    kinds = {"authority": _("the council's key"), "member": _("a personal key")}
    click.echo(f"{public.name}: {kinds[public.kind]}")
    click.echo(_("Fingerprint: {fingerprint}").format(fingerprint=public.fingerprint))


def _new_passphrase() -> str:
    from tender_flow.cli.passphrases import passphrase

    return passphrase(_("A passphrase for the new key"), confirm=True)


def _print_made(public: PublicKey, out: Path) -> None:
    click.echo(_("Made: {file}").format(file=out))
    click.echo(_("Fingerprint: {fingerprint}").format(fingerprint=public.fingerprint))
