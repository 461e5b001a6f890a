"""A file with bids, prices and marks, for an evaluation without any database.

    bids:
      - supplier: Alpha
        shared: {safeguarding: 4}            # marked once, counts in each lot
        targets: {employment: "62.5"}        # the bidder's own figures
        pass_fail: {insurance: true}
        lots:
          east: {price: "1650000.00", marks: {local_delivery: 4}}
          west: {price: "1700000.00", marks: {local_delivery: [3, 4, 3]}}
      - {supplier: Beta, price: "1500000.00", marks: {safeguarding: 3}}   # a model without lots

Where the model's tie rules ask: `received: 2026-03-02T11:58` beside a supplier (the time in
London, or with its zone), and beside `bids` what was drawn by lot: `draws: [{lot: east, order:
[Alpha, Beta]}]`.

What a bidder offers over several lots (`tender_flow.definitions.lot_offers`): `capacity: 2`,
`preference: [west, east]`, `discounts: [{if_wins: [east, west], per_cent: 5}]`.

A list of marks is one per evaluator (`cannot_mark` for one who could not); the model's published
rule gives the mark, or a finding says why it doesn't. What is missing is found by the evaluation
itself; `LoadedBids.located` gives such a finding the line of its bid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.definitions.lot_offers import OFFERS, read_offers
from tender_flow.definitions.offer_reading import KEYS, asks_for_items, read_offer
from tender_flow.definitions.reader import Fields, Node, read_file
from tender_flow.definitions.tender_files import instant_of
from tender_flow.rules.evaluation.bids import BidInput, Draw, Given, LotBid, Marks
from tender_flow.rules.evaluation.criteria import Criterion, Model, PriceTerms
from tender_flow.rules.evaluation.offers import Offered, price_as_read
from tender_flow.rules.findings import Fact, Finding, Place

if TYPE_CHECKING:
    from pathlib import Path

_Key = tuple[str, str, str]
"""Supplier, lot (empty: the whole tender), criterion (empty: the whole bid)."""


@dataclass(frozen=True, slots=True)
class LoadedBids:
    """The bids of a file, as far as they could be read, and the lines where things stand."""

    bids: tuple[BidInput, ...]
    findings: tuple[Finding, ...]
    places: dict[_Key, Place]
    title: str = ""
    draws: tuple[Draw, ...] = ()
    illustrative: str = ""
    """Says that these bids are invented; empty for real ones."""

    def located(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings of an evaluation, each with the nearest line of this file."""
        return tuple(self._locate(finding) for finding in findings)

    def place_of(self, facts: Mapping[str, object]) -> Place | None:
        """The nearest line to what a finding's facts name: supplier, lot, criterion."""
        supplier, lot, criterion = (
            str(facts.get(key, "")) for key in ("supplier", "lot", "criterion")
        )
        for key in ((supplier, lot, criterion), (supplier, lot, ""), (supplier, "", "")):
            if key in self.places:
                return self.places[key]
        return None

    def _locate(self, finding: Finding) -> Finding:
        if finding.place is not None or "supplier" not in finding.facts:
            return finding
        return replace(finding, place=self.place_of(finding.facts))


def load_bids(path: Path, model: Model) -> LoadedBids:
    """The bids in a file; a file that can't be read gives findings and no bids."""
    root, findings = read_file(path)
    if root is None:
        return LoadedBids((), tuple(findings), {})
    return bids_of(root, model)


def bids_of(root: Node, model: Model) -> LoadedBids:
    """The bids in a value of a file (a worked example carries them inside)."""
    fields = root.fields("format", "title", "illustrative", "bids", "draws")
    reader = _Reader(model, {})
    bids: list[BidInput] = []
    for node in fields.items("bids"):
        bid = reader.bid(node)
        if bid.supplier in {other.supplier for other in bids}:
            node.problem("supplier-twice", supplier=bid.supplier)
        elif bid.supplier:
            bids.append(bid)
    title, illustrative = fields.text("title", ""), fields.text("illustrative", "")
    draws = _draws(fields, model, {bid.supplier for bid in bids})
    return LoadedBids(tuple(bids), tuple(root.findings), reader.places, title, draws, illustrative)


def _draws(fields: Fields, model: Model, suppliers: set[str]) -> tuple[Draw, ...]:
    """What was drawn by lot, each in a lot of the model between suppliers of the file."""
    lots = tuple(lot.id for lot in model.lots)
    found = []
    for node in fields.items("draws", required=False):
        draw = node.fields("lot", "order")
        lot = draw.choice("lot", lots, lots[0] if len(lots) == 1 else None)
        order = tuple(item.as_text() for item in draw.items("order"))
        unknown = tuple(name for name in order if name not in suppliers)
        if unknown or len(set(order)) != len(order) or len(order) < 2:
            node.problem("draw-order-unusable", names=order, unknown=unknown)
        else:
            found.append(Draw(lot, order))
    return tuple(found)


@dataclass(slots=True)
class _Reader:
    """Reads bids for one model, remembering lines."""

    model: Model
    places: dict[_Key, Place]

    def bid(self, node: Node) -> BidInput:
        """One supplier's bids, by lot."""
        fields = node.fields("supplier", "received", "lots", *_WHOLE, *OFFERS)
        supplier = fields.text("supplier")
        self.places[supplier, "", ""] = node.place
        received = fields.optional("received")
        came = instant_of(received) if received is not None else None
        lots = self._lots_of(node, fields, supplier)
        return BidInput(supplier, lots, came, **read_offers(fields, self._lot_ids()))

    def _lots_of(self, node: Node, fields: Fields, supplier: str) -> dict[str, LotBid]:
        if "lots" in fields:
            return self._by_lot(fields, supplier)
        if len(self.model.lots) > 1:
            node.problem("bid-without-lots", supplier=supplier, known=self._lot_ids())
            return {}
        lot = self.model.lots[0].id
        own = self._lot_bid(fields, supplier, lot, _anywhere)
        shared = self._marks(fields, "shared", _anywhere)
        self._remember(supplier, lot, shared)
        return {lot: _with_shared(own, _values(shared), {}, {})}

    def _by_lot(self, fields: Fields, supplier: str) -> dict[str, LotBid]:
        for key in (*KEYS, "marks"):
            if key in fields:
                fields.entries[key].problem("bid-key-belongs-in-lot", key=key, supplier=supplier)
        marks = self._marks(fields, "shared", _belongs_in_lot)
        decided = self._decisions(fields, _belongs_in_lot)
        figures = self._targets(fields, _belongs_in_lot)
        found = {}
        for lot, node in fields.entries["lots"].fields():
            if lot not in self._lot_ids():
                facts: dict[str, Fact] = {"supplier": supplier, "lot": lot}
                node.problem("bid-for-unknown-lot", **facts, known=self._lot_ids())
                continue
            self._expect_shared(fields, supplier, lot)
            self._remember(supplier, lot, marks | decided | figures)
            self.places[supplier, lot, ""] = node.place
            below = node.fields("marks", "pass_fail", "targets", *KEYS)
            own = self._lot_bid(below, supplier, lot, _belongs_to_tender)
            here = {leaf.id for leaf in self.model.leaves_for(lot)}
            found[lot] = _with_shared(
                own,
                _only(_values(marks), here),
                _flags(decided, here),
                _figures(figures, here),
            )
        return found

    def _lot_bid(self, fields: Fields, supplier: str, lot: str, misplaced: _Misplaced) -> LotBid:
        marks = self._marks(fields, "marks", misplaced)
        decided = self._decisions(fields, misplaced)
        figures = self._targets(fields, misplaced)
        self._remember(supplier, lot, marks | decided | figures)
        offered = self._offered(fields, supplier, lot)
        terms = self._terms()
        if offered is not None and terms is not None:
            amount = price_as_read(terms, offered)
        else:
            amount = self._amount(fields, supplier, lot)
        return LotBid(amount, _values(marks), _flags(decided), _figures(figures), offered)

    def _terms(self) -> PriceTerms | None:
        leaf = self.model.price()
        return leaf.price if leaf is not None else None

    def _offered(self, fields: Fields, supplier: str, lot: str) -> Offered | None:
        """What a price consists of, where the model asks for more than one figure."""
        terms, leaf = self._terms(), self.model.price()
        if leaf is None or terms is None or not asks_for_items(terms):
            for key in ("items", "weeks_late", "corrections"):
                if key in fields:
                    fields.entries[key].problem("items-not-asked", supplier=supplier)
            return None
        node = fields.optional("items") or fields.optional("price") or fields.node
        self.places[supplier, lot, leaf.id] = node.place
        return read_offer(fields, terms)

    def _amount(self, fields: Fields, supplier: str, lot: str) -> Decimal | None:
        """One price; None where it isn't there."""
        leaf = self.model.price()
        price = fields.optional("price")
        if price is None or price.kind == "empty":
            return None
        if leaf is None:
            price.problem("price-not-asked", supplier=supplier)
        else:
            self.places[supplier, lot, leaf.id] = price.place
        return price.as_decimal()

    def _marks(self, fields: Fields, key: str, misplaced: _Misplaced) -> dict[str, Node]:
        return self._entries(fields.optional(key), "scored", misplaced)

    def _decisions(self, fields: Fields, misplaced: _Misplaced) -> dict[str, Node]:
        return self._entries(fields.optional("pass_fail"), "pass_fail", misplaced)

    def _targets(self, fields: Fields, misplaced: _Misplaced) -> dict[str, Node]:
        return self._entries(fields.optional("targets"), "target", misplaced)

    def _entries(self, node: Node | None, kind: str, misplaced: _Misplaced) -> dict[str, Node]:
        """The entries that name a leaf of this kind in the right place; blank ones are left out."""
        if node is None or node.kind == "empty":
            return {}
        leaves = {leaf.id: leaf for leaf in self.model.leaves() if leaf.kind == kind}
        found = {}
        for name, value in node.fields():
            if name not in leaves:
                value.problem("bid-unknown-criterion", criterion=name, known=tuple(leaves))
            elif code := misplaced(leaves[name]):
                value.problem(code, criterion=name)
            elif value.kind != "empty":
                found[name] = value
        return found

    def _remember(self, supplier: str, lot: str, entries: dict[str, Node]) -> None:
        for name, value in entries.items():
            self.places[supplier, lot, name] = value.place

    def _expect_shared(self, fields: Fields, supplier: str, lot: str) -> None:
        """A shared mark that is missing is missing in the tender, not in each of its lots."""
        for leaf in self.model.leaves_for(lot):
            if leaf.shared:
                node = fields.optional(_SHARED_UNDER.get(leaf.kind, "shared"))
                self.places[supplier, lot, leaf.id] = (node or fields.node).place

    def _lot_ids(self) -> tuple[str, ...]:
        return tuple(lot.id for lot in self.model.lots)


_WHOLE = ("shared", "pass_fail", "targets", "marks", *KEYS)
"""What may stand beside a supplier where a model has no lots."""

_SHARED_UNDER = {"pass_fail": "pass_fail", "target": "targets"}
"""Where a shared entry of a kind stands; marks stand under `shared`."""

_Misplaced = Callable[[Criterion], str]
"""The code of a finding, where a criterion stands in the wrong place; else empty."""


def _anywhere(_leaf: Criterion) -> str:
    return ""


def _belongs_in_lot(leaf: Criterion) -> str:
    return "" if leaf.shared else "bid-entry-belongs-in-lot"


def _belongs_to_tender(leaf: Criterion) -> str:
    return "bid-entry-is-shared" if leaf.shared else ""


CANNOT_MARK = "cannot_mark"
"""In a list of marks: an evaluator who could not mark the answer. It is not a zero."""


def _values(entries: dict[str, Node]) -> dict[str, Given]:
    """The marks: one, or a list of one per evaluator; what is no number is a finding."""
    found: dict[str, Given] = {}
    for name, node in entries.items():
        if node.kind == "list":
            found[name] = tuple(_individual(node))
        elif (mark := node.as_decimal()) is not None:
            found[name] = mark
    return found


def _individual(node: Node) -> Iterator[Decimal | None]:
    for child in node.items():
        if child.kind == "text" and child.as_text() == CANNOT_MARK:
            yield None
        elif (mark := child.as_decimal()) is not None:
            yield mark


def _flags(entries: dict[str, Node], only: set[str] | None = None) -> dict[str, bool]:
    return {name: node.as_flag() for name, node in entries.items() if only is None or name in only}


def _figures(entries: dict[str, Node], only: set[str] | None = None) -> dict[str, Decimal]:
    """The promised figures; what is no number is a finding."""
    found = {name: node.as_decimal() for name, node in entries.items()}
    wanted = found if only is None else only
    return {name: one for name, one in found.items() if one is not None and name in wanted}


def _only(marks: Marks, names: set[str]) -> Marks:
    return {name: mark for name, mark in marks.items() if name in names}


def _with_shared(
    bid: LotBid, marks: Marks, decided: dict[str, bool], figures: dict[str, Decimal]
) -> LotBid:
    return replace(
        bid,
        marks={**bid.marks, **marks},
        pass_fail={**bid.pass_fail, **decided},
        targets={**bid.targets, **figures},
    )
