"""Opening the prices: custodian and witness together, after the quality marks are locked.

Each price file was sealed on import to the witness and that to the custodian, so that neither
can read it alone. Only the envelopes of bids still in are opened; the others stay sealed for
ever. A price file that can't be read leaves its bids without a price and is named: the lead
decides what to do, nothing is guessed (World Bank selection rules: a bid below a minimum is
out and its price stays unopened; rules on irregular bids: docs/evaluation.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tender_flow.definitions.tender_files import parse_price
from tender_flow.errors import TenderFlowError
from tender_flow.i18n.outcomes import currency
from tender_flow.packs.prices import SealedPrice, open_price
from tender_flow.rules.evaluation.offers import offer_notes, offer_problems
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.services.lot_offers import discount_note, keep_discounts
from tender_flow.services.marking import MarkingView
from tender_flow.services.offers import keep_offer
from tender_flow.services.rounds import base_of, in_force
from tender_flow.services.shortlists import undecided

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from tender_flow.packs.keys import PrivateKey
    from tender_flow.rules.evaluation.bids import Discount
    from tender_flow.rules.evaluation.offers import Offered
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class OpenedPrice:
    """A price as read: whose, for which lot."""

    supplier: str
    lot: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Opening:
    """What the opening of the prices gave."""

    prices: tuple[OpenedPrice, ...]
    unreadable: tuple[Finding, ...]
    """Tenders whose price file can't be used, with the reason."""
    left_sealed: tuple[str, ...]
    """Suppliers whose bids are out: their prices stay unopened."""
    opened_at: datetime
    to_decide: tuple[Finding, ...] = ()
    """What in an opened price people must look at: items missing, figures that contradict."""
    currency: str = "GBP"
    """In which the model asks for prices."""


def open_prices(
    office: Office,
    ref: str,
    *,
    custodian_key: PrivateKey,
    witness_key: PrivateKey,
    dry_run: bool = False,
) -> Opening:
    """Opens the prices of all bids still in, with both keys; refused before the quality lock."""
    with office.deed(
        "prices.open", ref, roles=("custodian", "witness", "lead"), dry_run=dry_run
    ) as deed:
        deed.refuse(_too_early(deed))
        keepers = _keepers(deed, custodian_key, witness_key)
        view = MarkingView(deed)
        done = _Opening(deed, view, custodian_key, witness_key)
        for envelope in deed.of("price_envelope", state="sealed"):
            done.open(envelope)
        deed.note(
            custodian=keepers[0], witness=keepers[1], opened=done.opened, unreadable=done.broken
        )
        return Opening(
            tuple(done.prices),
            tuple(done.findings),
            tuple(done.left_sealed),
            deed.now,
            tuple(done.to_decide),
            currency(deed.model()),
        )


def _too_early(reading: Reading) -> list[Finding]:
    """Why the prices can't be opened yet: a round that isn't locked, or all opened before."""
    found = []
    rounds = {base_of(row["name"]): row for row in in_force(reading.of("round"))}
    for name in reading.model().rounds:
        if name not in rounds or rounds[name]["locked_at"] is None:
            hint = Hint("moderation.close", {"round": name})
            found.append(Finding("quality-not-locked", {"round": name}, hint=hint))
    found += undecided(reading)
    if not reading.of("price_envelope", state="sealed"):
        found.append(Finding("no-sealed-prices", {"ref": reading.ref}))
    return found


def _keepers(deed: Deed, custodian: PrivateKey, witness: PrivateKey) -> tuple[str, str]:
    """The members whose keys these are; another key is refused before anything is opened."""
    found, missing = [], []
    for role, key in (("custodian", custodian), ("witness", witness)):
        members = deed.of("member", role=role, status="active")
        owner = [member for member in members if member["seal_key"] == key.public.seal_key]
        if owner:
            found.append(owner[0]["id"])
        else:
            missing.append(Finding("price-key-not-theirs", {"role": role, "name": key.public.name}))
    deed.refuse(missing)
    return found[0], found[1]


_CORRECTED = ("price-line-differs", "price-total-differs")
"""Contradictions that a published rule decides."""


def _correcting(finding: Finding, lot: str) -> Hint | None:
    """The deed that puts a contradiction right, where the model publishes the rule."""
    if finding.code not in _CORRECTED:
        return None
    names = ("supplier", "item", "basis")
    arguments = {"lot": lot, **{name: str(finding.facts[name]) for name in names}}
    return Hint("prices.correct", {**arguments, "to": f"{finding.facts['to']}"})


class _Opening:
    """One opening under way: what was read so far."""

    def __init__(
        self, deed: Deed, view: MarkingView, custodian: PrivateKey, witness: PrivateKey
    ) -> None:
        self.deed, self.view = deed, view
        self.custodian, self.witness = custodian, witness
        self.names = {row["id"]: row["name"] for row in deed.of("supplier")}
        self.lots = {row["id"]: row for row in deed.of("lot")}
        self.prices: list[OpenedPrice] = []
        self.findings: list[Finding] = []
        self.to_decide: list[Finding] = []
        self.left_sealed: list[str] = []
        self.opened: list[str] = []
        self.broken: list[str] = []

    def open(self, envelope: dict[str, Any]) -> None:
        """Opens one envelope if its tender is still in; otherwise it stays as it is."""
        tender = self.view.tenders[envelope["tender"]]
        supplier = self.names[tender["supplier"]]
        bids = [
            bid
            for bid in self.view.bids
            if bid["tender"] == tender["id"] and (bid["tender"], bid["lot"]) in self.view.bids_in
        ]
        if not bids:
            self.left_sealed.append(supplier)
            return
        findings = self._read(envelope, supplier, bids)
        state = "unreadable" if findings else "opened"
        (self.broken if findings else self.opened).append(tender["id"])
        self.findings += findings
        self.deed.update("price_envelope", envelope["id"], state=state, opened_at=self.deed.now)

    def _read(
        self, envelope: dict[str, Any], supplier: str, bids: list[dict[str, Any]]
    ) -> list[Finding]:
        """The prices of a tender into the record, or why they can't be."""
        try:
            sealed = SealedPrice(
                self.deed.rows.artefact(envelope["artefact"]),
                bytes.fromhex(envelope["salt"]),
                envelope["salted_digest"],
            )
            data = open_price(sealed, self.custodian, self.witness)
        except TenderFlowError as error:
            return list(error.findings)
        terms, known = self.deed.model().price(), tuple(lot.id for lot in self.deed.model().lots)
        price_file, findings = parse_price(
            data, f"{supplier}: price.yaml", terms.price if terms else None, known
        )
        if price_file is None or findings:
            return list(findings)
        missing = [
            Finding(
                "price-missing-for-lot",
                {"supplier": supplier, "lot": self.lots[bid["lot"]]["title"]},
            )
            for bid in bids
            if self.lots[bid["lot"]]["code"] not in price_file.lots
        ]
        if not missing:
            for bid in bids:
                code = self.lots[bid["lot"]]["code"]
                self._write(bid, supplier, price_file.lots[code])
                if code in price_file.offers:
                    self._keep_items(bid, supplier, price_file.offers[code])
            self._keep_discounts(envelope["tender"], supplier, bids, price_file.discounts)
        return missing

    def _keep_discounts(
        self,
        tender: str,
        supplier: str,
        bids: list[dict[str, Any]],
        discounts: tuple[Discount, ...],
    ) -> None:
        """The conditional discounts into the record, with a word on whether they count."""
        opened = {self.lots[bid["lot"]]["code"] for bid in bids}
        keep_discounts(self.deed, tender, discounts, opened)
        invited = self.deed.model().award.conditional_discounts
        self.to_decide += discount_note(supplier, discounts, invited=invited)

    def _keep_items(self, bid: dict[str, Any], supplier: str, offered: Offered) -> None:
        """The items into the record; what people must decide about them is told, not mended."""
        keep_offer(self.deed, bid["id"], offered)
        leaf, row = self.deed.model().price(), self.lots[bid["lot"]]
        code, lot = row["code"], row["title"]
        assert leaf is not None
        assert leaf.price is not None
        about: dict[str, Fact] = {"supplier": supplier, "lot": lot}
        for finding in offer_problems(leaf.price, offered, about):
            self.to_decide.append(replace(finding, hint=_correcting(finding, code)))
        self.to_decide += offer_notes(leaf.price, offered, about)

    def _write(self, bid: dict[str, Any], supplier: str, amount: Decimal) -> None:
        values = {"tender": bid["tender"], "bid": bid["id"], "lot": bid["lot"]}
        self.deed.insert("price", {**values, "amount": amount, "opened_at": self.deed.now})
        self.prices.append(OpenedPrice(supplier, self.lots[bid["lot"]]["title"], amount))
