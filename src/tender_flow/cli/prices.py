"""`tender-flow prices`: the sealed prices, opened by two people together."""

from __future__ import annotations

from pathlib import Path

import click

from tender_flow.cli.common import Group, dry_run_option, json_option, office, office_options
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _, ngettext


@click.group(cls=Group, help=N_("Opens the sealed prices, with custodian and witness."))
def prices() -> None:
    pass


_KEY = click.Path(exists=True, dir_okay=False, path_type=Path)


@prices.command(
    "open",
    help=N_(
        "Opens the prices of the bids still in, once the quality marks are locked.\n\n"
        "Both keys are needed; each keeper types their own passphrase."
    ),
)
@click.argument("ref")
@click.option("--custodian-key", type=_KEY, required=True, help=N_("The custodian's key file."))
@click.option("--witness-key", type=_KEY, required=True, help=N_("The witness's key file."))
@dry_run_option
@json_option
@office_options
def open_(
    ref: str, custodian_key: Path, witness_key: Path, *, dry_run: bool, as_json: bool
) -> None:
    from tender_flow.cli.passphrases import passphrase
    from tender_flow.packs.keys import load_key
    from tender_flow.services.prices import open_prices

    custodian = load_key(custodian_key, passphrase(_("Custodian's passphrase"), whose="custodian"))
    witness = load_key(witness_key, passphrase(_("Witness's passphrase"), whose="witness"))
    with office() as here:
        opening = open_prices(
            here, ref, custodian_key=custodian, witness_key=witness, dry_run=dry_run
        )
        if not as_json:
            print_standing(here, ref)
    if as_json:
        _print_json(opening)
    else:
        _print(opening, dry_run=dry_run)


def _print_json(opening: object) -> None:
    from tender_flow.cli.common import print_json
    from tender_flow.i18n.sentences import say
    from tender_flow.services.prices import Opening

    assert isinstance(opening, Opening)
    print_json(
        {
            "prices": [
                {"supplier": price.supplier, "lot": price.lot, "amount": str(price.amount)}
                for price in opening.prices
            ],
            "unreadable": [say(finding) for finding in opening.unreadable],
            "left_sealed": list(opening.left_sealed),
        }
    )


def _print(opening: object, *, dry_run: bool) -> None:
    from tender_flow.cli.common import report
    from tender_flow.cli.tables import print_table
    from tender_flow.i18n.formats import money
    from tender_flow.services.prices import Opening

    assert isinstance(opening, Opening)
    rows = [(price.supplier, price.lot, money(price.amount)) for price in opening.prices]
    print_table((_("Bidder"), _("Lot"), _("Price")), rows, right=(2,))
    count = len(opening.prices)
    done = ngettext("{count} price opened.", "{count} prices opened.", count).format(count=count)
    click.echo(_("Nothing was kept: this was a dry run.") if dry_run else done)
    if opening.left_sealed:
        names = ", ".join(opening.left_sealed)
        click.echo(_("Left sealed, because the bid is out: {names}.").format(names=names))
    report(opening.unreadable)
