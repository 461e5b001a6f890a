"""`tender-flow prices`: the sealed prices, opened by two people together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import Group, dry_run_option, json_option, office, office_options
from tender_flow.cli.standing import print_standing
from tender_flow.i18n.texts import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


@click.group(
    cls=Group, help=N_("Opens the sealed prices; puts right what a published rule decides.")
)
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
            "currency": opening.currency,
            "to_decide": [say(finding) for finding in opening.to_decide],
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
    rows = [
        (price.supplier, price.lot, money(price.amount, opening.currency))
        for price in opening.prices
    ]
    print_table((_("Bidder"), _("Lot"), _("Price")), rows, right=(2,))
    count = len(opening.prices)
    done = ngettext("{count} price opened.", "{count} prices opened.", count).format(count=count)
    click.echo(_("Nothing was kept: this was a dry run.") if dry_run else done)
    if opening.left_sealed:
        names = ", ".join(opening.left_sealed)
        click.echo(_("Left sealed, because the bid is out: {names}.").format(names=names))
    report([*opening.unreadable, *opening.to_decide])


@prices.command(
    "correct",
    help=N_(
        "Records that a bidder accepted a correction of its price.\n\n"
        "Only a contradiction in its own figures can be put right, only where the model publishes "
        "the rule, and only to the amount that the rule gives."
    ),
)
@click.argument("ref")
@click.option("--lot", required=True, help=N_("The lot's short name, such as east_kent."))
@click.option("--supplier", required=True, help=N_("The bidder's name."))
@click.option("--item", required=True, help=N_("The item, or “total” for the whole price."))
@click.option("--to", required=True, help=N_("The amount that the rule gives, such as 1250.00."))
@click.option(
    "--basis",
    type=click.Choice(["unit_price", "decimal_point", "sum"]),
    required=True,
    help=N_("Why: the unit price counts, its point is misplaced, or the items count."),
)
@click.option(
    "--accepted-on",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help=N_("The day on which the bidder accepted."),
)
@click.option("--evidence", required=True, help=N_("How the bidder accepted; kept in the record."))
@dry_run_option
@office_options
def correct_(
    ref: str,
    lot: str,
    supplier: str,
    item: str,
    to: str,
    basis: str,
    accepted_on: datetime,
    evidence: str,
    *,
    dry_run: bool,
) -> None:
    from tender_flow.i18n.formats import money
    from tender_flow.services.price_corrections import correct

    with office() as here:
        done = correct(
            here, ref, lot=lot, supplier=supplier, item=item, to=_amount(to), basis=basis,
            accepted_on=accepted_on.date(), evidence=evidence, dry_run=dry_run,
        )  # fmt: skip
        print_standing(here, ref)
    if dry_run:
        click.echo(_("Nothing was kept: this was a dry run."))
    text = _("{supplier}, {lot}: {item} was read as {read} and counts as {to}.")
    amounts = {"read": money(done.read, done.currency), "to": money(done.to, done.currency)}
    click.echo(text.format(supplier=done.supplier, lot=done.lot, item=done.item, **amounts))


def _amount(text: str) -> Decimal:
    """An amount of money; anything else is told."""
    from decimal import Decimal, InvalidOperation

    from tender_flow.errors import BadInputError
    from tender_flow.rules.findings import Finding

    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise BadInputError(Finding("amount-unreadable", {"text": text[:40]}))
    return found
