"""Taking tenders in from a folder: what is new, what differs, what stays unopened.

A first import records each tender with the size and digest of its files and seals its answers
and its price unread (`bid_sealing`). A second import says what differs and overwrites nothing,
unless the bidder sent a tender anew before the deadline and whoever imports it says so
(`replace`). Of a late tender only sizes and digests are taken; once it is admitted, the next
import reads its contents and compares them with those digests.

The digests of the price and of the bidder's figures are salted: they have so few digits that bare
ones could be guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.packs.prices import price_digest, seal_price
from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.gates_preparation import deadline_set, model_frozen_and_published
from tender_flow.rules.procedure.receipt import replacing
from tender_flow.services.bid_files import (
    FileSeen,
    FolderReader,
    TenderFolder,
    supplier_key,
)
from tender_flow.services.bid_sealing import seal_answers
from tender_flow.services.facts import case_facts
from tender_flow.services.lot_offers import keep_scope
from tender_flow.services.members import keeper

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]

CONTENTS = "contents"
"""Kind of the file row (without a path) that names the artefact with the sealed answers."""
SALTED = frozenset({"price", "targets"})
"""Files of a few digits, which a bare digest would give away."""
Salted = dict[str, str]
"""The salted digests of a tender's files, by kind."""
REMOVED = "removed"
"""Kind of a file that isn't in the newer version of a tender."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that differs from what was received: `new`, `changed` or `missing`."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class TenderChange:
    """What an import finds, and did, with one supplier's tender.

    `what`: `new`, `late` (kept unopened), `unchanged`, `replaced`, `completed` (a late tender
    that was admitted, its contents now read), `resealed` (to a new custodian or witness) or
    `missing` (received before, not in the folder).
    """

    supplier: str
    what: str
    lots: tuple[str, ...]
    received_at: datetime
    files: tuple[FileChange, ...] = ()
    count: int = 0
    """How many files it has."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import; `findings` are warnings that stopped nothing."""

    changes: tuple[TenderChange, ...]
    findings: tuple[Finding, ...]

    def of(self, what: str) -> tuple[TenderChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.what == what)


def import_folder(
    office: Office, ref: str, folder: Path, *, replace: bool = False, dry_run: bool = False
) -> Imported:
    """Takes in the tenders of a folder, or says with every problem at once why it can't.

    Refused before the deadline is set and the model published (a tender answers something),
    and before custodian and witness are on the panel with their keys (nothing could be sealed).
    """
    with office.deed("bids.import", ref, roles=("lead",), dry_run=dry_run) as deed:
        deed.refuse(_not_ready(deed))
        taking = _Taking(deed, replace)
        reader = FolderReader(
            deed.model(), tuple(taking.lots), deed.case["deadline_at"], taking.admitted()
        )
        tenders = reader.read(folder)
        deed.refuse([*reader.findings, *taking.refusals(tenders)])
        changes = [taking.take(tender) for tender in tenders] + taking.missing(tenders)
        deed.note(
            deadline=deed.case["deadline_at"].isoformat(),
            **{what: taking.ids[what] for what in sorted(taking.ids)},
        )
        return Imported(tuple(changes), tuple(deed.findings))


def _not_ready(deed: Deed) -> list[Finding]:
    facts = case_facts(deed, ("definitions",))
    found = [*deadline_set.ask(facts, {}), *model_frozen_and_published.ask(facts, {})]
    return found + [
        finding for role in ("custodian", "witness") for finding in keeper(deed, role)[1]
    ]


class _Taking:
    """One import under way."""

    def __init__(self, deed: Deed, replace: bool) -> None:
        self.deed, self.replace = deed, replace
        self.lots = {row["code"]: row["id"] for row in deed.of("lot")}
        self.names = {row["id"]: row["name"] for row in deed.of("supplier")}
        self.known = {supplier_key(self.names[row["supplier"]]): row for row in deed.of("tender")}
        custodian, witness = keeper(deed, "custodian")[0], keeper(deed, "witness")[0]
        assert custodian is not None
        assert witness is not None
        self.custodian, self.witness = custodian, witness
        self.files = files_by_tender(deed)
        self.envelopes = {row["tender"]: row for row in deed.of("price_envelope")}
        self.ids: dict[str, list[str]] = {}

    def admitted(self) -> frozenset[str]:
        """The suppliers whose late tender was admitted."""
        return frozenset(
            key
            for key, row in self.known.items()
            if row["late"] and row["status"] != "late" and row["status"] != "refused"
        )

    def refusals(self, tenders: tuple[TenderFolder, ...]) -> list[Finding]:
        """Why the changed files of known tenders can't be taken, for all tenders."""
        return [finding for tender in tenders for finding in self._refusals(tender)]

    def _refusals(self, tender: TenderFolder) -> tuple[Finding, ...]:
        sheet = tender.sheet
        if sheet.received_at > self.deed.now:
            when: dict[str, Fact] = {"supplier": sheet.supplier, "received_at": sheet.received_at}
            return (Finding("received-in-future", when, place=sheet.place),)
        row = self.known.get(supplier_key(sheet.supplier))
        if row is None or not self.changes(row, tender):
            return ()
        found = replacing(
            sheet.supplier,
            status=row["status"],
            asked=self.replace,
            now=self.deed.now,
            earlier=row["received_at"],
            received_at=sheet.received_at,
            deadline_at=self.deed.case["deadline_at"],
        )
        return found or self._partners_lost(row, tender)

    def _partners_lost(self, row: Row, tender: TenderFolder) -> tuple[Finding, ...]:
        given = {supplier_key(name) for name in tender.sheet.partners}
        lost = tuple(
            partner["name"]
            for partner in self.deed.of("partner", tender=row["id"])
            if supplier_key(partner["name"]) not in given
        )
        if not lost:
            return ()
        facts: dict[str, Fact] = {"supplier": tender.sheet.supplier, "partners": lost}
        return (Finding("tender-lost-partner", facts, place=tender.sheet.place),)

    def changes(self, row: Row, tender: TenderFolder) -> tuple[FileChange, ...]:
        """What differs between the files received and those in the folder."""
        before = {
            file["path"]: file
            for file in self.files.get(row["id"], ())
            if file["kind"] not in {CONTENTS, REMOVED, "interview"}
        }
        now = {file.path: file for file in tender.files}
        found = [
            FileChange(path, "new" if path not in before else "changed")
            for path, file in now.items()
            if path not in before or before[path]["digest"] != self._digest(row, tender, file)
        ]
        return (*found, *(FileChange(path, "missing") for path in before if path not in now))

    def _digest(self, row: Row | None, tender: TenderFolder, file: FileSeen) -> str:
        """A file's digest; those of the price and the figures are salted as the envelope says."""
        if file.kind not in SALTED or row is None:
            return file.digest
        envelope = self.envelopes.get(row["id"])
        if envelope is None:
            return file.digest if file.kind == "targets" else ""
        data = tender.price if file.kind == "price" else tender.targets
        return price_digest(data, bytes.fromhex(envelope["salt"]))

    def take(self, tender: TenderFolder) -> TenderChange:
        """Records one tender and says what was done."""
        row = self.known.get(supplier_key(tender.sheet.supplier))
        if row is None:
            return self._new(tender)
        changes = self.changes(row, tender)
        if changes:
            return self._replaced(row, tender, changes)
        return self._seen_again(row, tender)

    def _new(self, tender: TenderFolder) -> TenderChange:
        deed, sheet = self.deed, tender.sheet
        supplier = deed.insert("supplier", {"name": sheet.supplier})
        tender_id = deed.insert(
            "tender",
            {
                "supplier": supplier,
                "folder": tender.name,
                "received_at": sheet.received_at,
                "late": tender.late,
                "status": "late" if tender.late else "received",
                "imported_at": deed.now,
            },
        )
        for partner in sheet.partners:
            deed.insert("partner", {"tender": tender_id, "name": partner})
        for code in sheet.lots:
            deed.insert("bid", {"tender": tender_id, "lot": self.lots[code], "status": "in"})
        keep_scope(deed, tender_id, sheet)
        salted = self._seal_price(tender_id, tender)
        for file in tender.files:
            self._write_file(tender_id, file, salted)
        if tender.opened:
            self._seal_contents(tender_id, tender)
        return self._done("late" if tender.late else "new", tender_id, tender)

    def _replaced(
        self, row: Row, tender: TenderFolder, changes: tuple[FileChange, ...]
    ) -> TenderChange:
        deed, sheet = self.deed, tender.sheet
        deed.update("tender", row["id"], received_at=sheet.received_at, folder=tender.name)
        known = {supplier_key(p["name"]) for p in deed.of("partner", tender=row["id"])}
        for partner in sheet.partners:
            if supplier_key(partner) not in known:
                deed.insert("partner", {"tender": row["id"], "name": partner})
        self._update_bids(row, tender)
        keep_scope(deed, row["id"], sheet)
        salted = self._seal_price(row["id"], tender)
        self._update_files(row, tender, changes, salted)
        self._seal_contents(row["id"], tender)
        return self._done("replaced", row["id"], tender, changes)

    def _update_bids(self, row: Row, tender: TenderFolder) -> None:
        bids = {bid["lot"]: bid for bid in self.deed.of("bid", tender=row["id"])}
        wanted = {self.lots[code] for code in tender.sheet.lots}
        for lot in wanted - set(bids):
            self.deed.insert("bid", {"tender": row["id"], "lot": lot, "status": "in"})
        for lot, bid in bids.items():
            status = "in" if lot in wanted else "withdrawn"
            if bid["status"] != status:
                anew = dict.fromkeys(("decided_by", "decided_at", "decided_reason"))
                self.deed.update("bid", bid["id"], status=status, **anew)

    def _update_files(
        self, row: Row, tender: TenderFolder, changes: tuple[FileChange, ...], salted: Salted
    ) -> None:
        rows = {file["path"]: file for file in self.files[row["id"]]}
        now = {file.path: file for file in tender.files}
        for change in changes:
            if change.what == "missing":
                self.deed.update("tender_file", rows[change.path]["id"], kind=REMOVED)
            elif change.path not in rows:
                self._write_file(row["id"], now[change.path], salted)
            else:
                file = now[change.path]
                digest = salted.get(file.kind, file.digest)
                values = {"kind": file.kind, "size": file.size, "digest": digest}
                self.deed.update("tender_file", rows[change.path]["id"], **values)
        self._resalt(row["id"], salted)

    def _resalt(self, tender_id: str, salted: Salted) -> None:
        """The file rows of the price and the figures follow the salt of the envelope."""
        for kind, digest in salted.items():
            for file in self.deed.of("tender_file", tender=tender_id, kind=kind):
                if file["digest"] != digest:
                    self.deed.update("tender_file", file["id"], digest=digest)

    def _seen_again(self, row: Row, tender: TenderFolder) -> TenderChange:
        """Unchanged; but a tender admitted since, or kept by others since, is sealed now."""
        waits = row["status"] == "received"
        if waits and self._contents(row["id"]) is None:
            what = "completed"
        elif self._kept_by_others(row):
            what = "resealed"
        else:
            return self._done("unchanged", row["id"], tender)
        self._resalt(row["id"], self._seal_price(row["id"], tender))
        if waits:
            self._seal_contents(row["id"], tender)
        return self._done(what, row["id"], tender)

    def _kept_by_others(self, row: Row) -> bool:
        """Is a sealed price of a tender still in kept by someone who isn't keeper any more?"""
        envelope = self.envelopes.get(row["id"])
        if envelope is None or envelope["state"] != "sealed":
            return False
        if row["status"] not in {"received", "opened"}:
            return False
        keepers = (self.custodian["id"], self.witness["id"])
        return (envelope["custodian"], envelope["witness"]) != keepers

    def missing(self, tenders: tuple[TenderFolder, ...]) -> list[TenderChange]:
        """Tenders received before of which nothing is in the folder now."""
        here = {supplier_key(tender.sheet.supplier) for tender in tenders}
        return [
            TenderChange(self.names[row["supplier"]], "missing", (), row["received_at"])
            for key, row in self.known.items()
            if key not in here
        ]

    def _write_file(self, tender_id: str, file: FileSeen, salted: Salted) -> None:
        digest = salted.get(file.kind, file.digest)
        values = {"tender": tender_id, "path": file.path, "kind": file.kind}
        self.deed.insert("tender_file", {**values, "size": file.size, "digest": digest})

    def _seal_price(self, tender_id: str, tender: TenderFolder) -> Salted:
        """Seals the price under both keys; of a late tender only the salted digest is taken.

        Gives the salted digests of price and figures; none where the tender has no price file,
        so that nothing is sealed that could hold their salt.
        """
        if not tender.price:
            return {"price": ""}
        sealed = seal_price(tender.price, self.witness["seal_key"], self.custodian["seal_key"])
        values = {
            "artefact": self.deed.keep("price", sealed.ciphertext) if tender.opened else "",
            "salted_digest": sealed.digest,
            "salt": sealed.salt.hex(),
            "custodian": self.custodian["id"],
            "witness": self.witness["id"],
            "state": "sealed" if tender.opened else "kept",
        }
        known = self.envelopes.get(tender_id)
        if known is None:
            self.deed.insert("price_envelope", {"tender": tender_id, **values})
        else:
            self.deed.update("price_envelope", known["id"], **values)
        return {"price": sealed.digest, "targets": price_digest(tender.targets, sealed.salt)}

    def _seal_contents(self, tender_id: str, tender: TenderFolder) -> None:
        keys = (self.witness["seal_key"], self.custodian["seal_key"])
        sealed = seal_answers(tender.answers, *keys, tender.targets)
        values = {"size": len(sealed), "digest": self.deed.keep("answers", sealed)}
        known = self._contents(tender_id)
        if known is None:
            place = {"tender": tender_id, "path": "", "kind": CONTENTS}
            self.deed.insert("tender_file", {**place, **values})
        else:
            self.deed.update("tender_file", known["id"], **values)

    def _contents(self, tender_id: str) -> Row | None:
        """The file row of a tender's sealed answers, if they were sealed before."""
        return next((row for row in self.files.get(tender_id, ()) if row["kind"] == CONTENTS), None)

    def _done(
        self,
        what: str,
        tender_id: str,
        tender: TenderFolder,
        changes: tuple[FileChange, ...] = (),
    ) -> TenderChange:
        self.ids.setdefault(what, []).append(tender_id)
        sheet = tender.sheet
        return TenderChange(
            sheet.supplier, what, sheet.lots, sheet.received_at, changes, len(tender.files)
        )


def files_by_tender(reading: Reading) -> dict[str, list[Row]]:
    """Every file row by tender, read once."""
    grouped: dict[str, list[Row]] = {}
    for row in reading.of("tender_file"):
        grouped.setdefault(row["tender"], []).append(row)
    return grouped


def received_count(rows: list[Row]) -> int:
    """How many files a tender has, without the record's own rows and those that were replaced."""
    return sum(row["kind"] not in {CONTENTS, REMOVED} for row in rows)
