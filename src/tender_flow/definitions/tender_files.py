"""The two files that the council reads of a tender: its cover sheet and its prices.

`tender.yaml` is written by whoever receives the tender, so it says when it came in:

    format: 1
    supplier: Elm Housing
    partners: [Thanet Homes]             # the other members of a consortium; may be left out
    lots: [east_kent, west_kent]
    received_at: 2014-09-26T11:40        # local time of `zone`, or with an offset of its own
    zone: Europe/London                  # may be left out
    capacity: 1                          # how many of its lots it can serve; may be left out
    preference: [west_kent, east_kent]   # the lots in its own order; may be left out
    illustrative: Invented for …         # only where the tender is not real

`price.yaml` is the bidder's. It is sealed unread on import, and read when custodian and witness
open the prices:

    format: 1
    currency: GBP
    period: year
    lots: {east_kent: "1650000.00", west_kent: "1700000.00"}
    discounts:                           # prices that hold only if it wins certain lots together
      - {if_wins: [east_kent, west_kent], per_cent: 5}

Where the model asks for items, each lot has them, with the bidder's own sum beside them:

    lots:
      east_kent:
        items: {nights: "85.00", cleaning: {unit_price: "12.50", total: "1250.00"}}
        price: "103250.00"               # may be left out

Every problem of a file is reported at once with `file:line`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tender_flow.definitions.lot_offers import (
    SCOPE,
    read_capacity,
    read_discounts,
    read_preference,
)
from tender_flow.definitions.offer_reading import asks_for_items, read_offer
from tender_flow.definitions.reader import Fields, Node, read_file, read_text
from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.offers import Offered, price_as_read
from tender_flow.rules.findings import Finding, Place, problems
from tender_flow.rules.procedure.calendar import LONDON, deadline_instant

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from tender_flow.rules.evaluation.bids import Discount
    from tender_flow.rules.evaluation.criterion import PriceTerms

FORMAT = 1
PENCE = 2
"""Decimal places of a price."""
LONGEST_NAME = 200
"""Characters of a bidder's or partner's name."""


@dataclass(frozen=True, slots=True)
class TenderSheet:
    """A tender's cover sheet: whose it is, for which lots, and when it was received."""

    supplier: str
    partners: tuple[str, ...]
    lots: tuple[str, ...]
    """Codes, as the model names the lots."""
    received_at: datetime
    """UTC."""
    illustrative: str
    place: Place
    capacity: int | None = None
    """How many of its lots the bidder can serve, where it says so."""
    preference: tuple[str, ...] = ()
    """Its lots in its own order, first the one that it wants most."""


@dataclass(frozen=True, slots=True)
class PriceFile:
    """A price file as read: the price of each lot for one period, in the model's terms."""

    currency: str
    period: str
    lots: Mapping[str, Decimal]
    """Price by lot code; of items what they come to."""
    offers: Mapping[str, Offered] = field(default_factory=dict)
    """By lot code what the price consists of, where the model asks for more than one figure."""
    discounts: tuple[Discount, ...] = ()
    """Prices that hold only if the bidder wins certain lots together, in its own order."""
    illustrative: str = ""


def read_tender_sheet(
    path: Path, lots: Collection[str]
) -> tuple[TenderSheet | None, tuple[Finding, ...]]:
    """A cover sheet, or None with every problem of the file; `lots` are the procurement's codes."""
    root, findings = read_file(path)
    if root is None:
        return None, tuple(findings)
    fields = root.fields(
        "format", "supplier", "partners", "lots", "received_at", "zone", "illustrative", *SCOPE
    )
    _refuse_format(fields, "tender")
    supplier = _name(fields.node_of("supplier"))
    own = _lots(fields, lots)
    sheet = TenderSheet(
        supplier=supplier,
        partners=_partners(fields, supplier),
        lots=own,
        received_at=_received_at(fields),
        illustrative=fields.text("illustrative", ""),
        place=root.place,
        capacity=read_capacity(fields),
        preference=read_preference(fields, own),
    )
    return (None if problems(findings) else sheet), tuple(findings)


def parse_price(
    data: bytes, file: str, terms: PriceTerms | None, lots: tuple[str, ...] = ()
) -> tuple[PriceFile | None, tuple[Finding, ...]]:
    """A price file, or None with every problem; it must be in the currency and period asked for.

    `lots` are those that discounts may name. Prices that are missing are for the caller, who
    knows the bids.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, (Finding("file-not-utf8", {"path": file}, place=Place(file, line)),)
    root, findings = read_text(text, file)
    if root is None:
        return None, tuple(findings)
    fields = root.fields("format", "currency", "period", "vat", "lots", "discounts", "illustrative")
    _refuse_format(fields, "price")
    price = PriceFile(
        currency=fields.text("currency"),
        period=fields.text("period"),
        lots={},
        illustrative=fields.text("illustrative", ""),
        discounts=read_discounts(fields, lots),
    )
    if terms is not None:
        _compare_terms(fields, terms)
    if terms is not None and asks_for_items(terms):
        offers = _offers(fields, terms)
        amounts = {lot: price_as_read(terms, one) or Decimal(0) for lot, one in offers.items()}
        price = replace(price, lots=amounts, offers=offers)
    else:
        price = replace(price, lots=_prices(fields))
    return (None if problems(findings) else price), tuple(findings)


def _refuse_format(fields: Fields, what: str) -> None:
    number = fields.integer("format")
    if number is not None and number != FORMAT:
        node = fields.entries["format"]
        node.problem("tender-file-format-unknown", what=what, format=number, known=FORMAT)


def _name(node: Node | None) -> str:
    """A name with single blanks, or "" and a finding."""
    if node is None:
        return ""
    name = " ".join(node.as_text().split())
    if node.kind in {"text", "empty"} and not name:
        node.problem("yaml-empty", field=node.path)
    if len(name) > LONGEST_NAME:
        node.problem("tender-name-too-long", longest=LONGEST_NAME)
    return name


def _partners(fields: Fields, supplier: str) -> tuple[str, ...]:
    """The other members of the consortium; one that is named twice can't declare apart."""
    found: list[str] = []
    for node in fields.items("partners", required=False):
        name = _name(node)
        if name.casefold() in {other.casefold() for other in (*found, supplier)}:
            node.problem("tender-partner-twice", partner=name)
        found.append(name)
    return tuple(found)


def _lots(fields: Fields, known: Collection[str]) -> tuple[str, ...]:
    found: list[str] = []
    nodes = fields.items("lots")
    for node in nodes:
        code = node.as_text()
        if code not in known:
            node.problem("tender-lot-unknown", lot=code, known=tuple(sorted(known)))
        elif code in found:
            node.problem("tender-lot-twice", lot=code)
        found.append(code)
    if not nodes and "lots" in fields and fields.entries["lots"].kind in {"list", "empty"}:
        fields.entries["lots"].problem("tender-without-lots")
    return tuple(found)


def _received_at(fields: Fields) -> datetime:
    """The instant of receipt; a placeholder where it can't be read (there is then a finding)."""
    node = fields.node_of("received_at")
    zone = _zone(fields)
    found = instant_of(node, zone) if node is not None and zone else None
    return found or datetime.min.replace(tzinfo=UTC)


def instant_of(node: Node, zone: str = LONDON) -> datetime | None:
    """A time of receipt in UTC, such as 2014-09-26T11:58 in the zone; None and a finding."""
    text = node.as_text()
    try:
        local = datetime.fromisoformat(text) if "T" in text or " " in text else None
    except ValueError:
        local = None
    if local is None:
        node.problem("received-at-unreadable", text=text[:60])
        return None
    if local.tzinfo is not None:
        return local.astimezone(UTC)
    try:
        return deadline_instant(local.date(), local.time(), zone)
    except BadInputError as error:
        for finding in error.findings:
            node.problem(finding.code, **finding.facts)
        return None


def _zone(fields: Fields) -> str:
    name = fields.text("zone", LONDON)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fields.entries["zone"].problem("zone-unknown", zone=name[:60])
        return ""
    return name


def _prices(fields: Fields) -> dict[str, Decimal]:
    node = fields.node_of("lots")
    if node is None:
        return {}
    prices: dict[str, Decimal] = {}
    for code, value in node.fields():
        amount = value.as_decimal()
        if amount is None:
            continue
        if amount <= 0:
            value.problem("price-must-be-above-zero", lot=code)
        elif _places(amount) > PENCE:
            value.problem("price-finer-than-pence", lot=code)
        prices[code] = amount
    return prices


def _offers(fields: Fields, terms: PriceTerms) -> dict[str, Offered]:
    """By lot, what a price consists of; whether it adds up is for the evaluation."""
    node = fields.node_of("lots")
    found: dict[str, Offered] = {}
    for code, value in node.fields() if node is not None else ():
        if value.kind == "map":
            offered = read_offer(value.fields("items", "price", "weeks_late"), terms)
        else:
            total = value.as_decimal()
            offered = Offered({}, total) if total is not None else None
        if offered is None:
            continue
        if terms.basket and not offered.items:
            value.problem("price-without-items", lot=code, items=tuple(terms.basket))
        elif not terms.basket and offered.total is None:
            value.problem("price-without-total", lot=code)
        found[code] = offered
    return found


def _places(amount: Decimal) -> int:
    """How many decimal places a number needs."""
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _compare_terms(fields: Fields, terms: PriceTerms) -> None:
    """The bidder's currency, period and VAT must be those that were published."""
    for key, wanted in (("currency", terms.currency), ("period", terms.period), ("vat", terms.vat)):
        node = fields.entries.get(key)
        given = node.as_text() if node is not None else ""
        if node is not None and given and given.casefold() != wanted.casefold():
            node.problem("price-terms-differ", what=key, given=given[:60], wanted=wanted)
