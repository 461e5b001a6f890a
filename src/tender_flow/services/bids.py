"""Tenders after their import: late ones, the opening, withdrawal, exclusion, the list.

A tender's way: received → opened, or late → admitted (received) or refused; withdrawn and
excluded end it. Until two named people have opened the tenders after the deadline, nobody can
read an answer: it is sealed to both of them. Prices stay sealed until the quality marks are
locked (`tender_flow.services.prices`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.packs.contents import text_digest
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.gates_preparation import deadline_passed, late_tenders_decided
from tender_flow.rules.procedure.receipt import lot_notes
from tender_flow.services.bid_files import WRITTEN, due_lots, supplier_key, word_count
from tender_flow.services.bid_import import CONTENTS, import_folder, stored_files
from tender_flow.services.bid_sealing import open_answers
from tender_flow.services.facts import case_facts
from tender_flow.services.marking import MarkingView
from tender_flow.services.members import person_of

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.packs.keys import PrivateKey
    from tender_flow.services.office import Deed, Office, Reading

__all__ = [
    "BidList",
    "OpenedTenders",
    "TenderView",
    "decide_late",
    "exclude",
    "import_folder",
    "list_bids",
    "open_tenders",
    "tender_of",
    "withdraw",
]

Row = dict[str, Any]
Answers = dict[tuple[str, str | None], str]


@dataclass(frozen=True, slots=True)
class OpenedTenders:
    """What an opening gave: whose tenders, how many answers, by which two people."""

    suppliers: tuple[str, ...]
    answers: int
    without_answer: int
    """Answers that a tender should have and hasn't; marked as the scale says."""
    opened_by: str
    opened_with: str
    opened_at: datetime
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LotBidView:
    """A bid of a tender: the lot's code and title, and whether it is in."""

    code: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class RequirementView:
    """The latest outcome of a pass/fail requirement; `outcome` is empty while undecided."""

    requirement: str
    title: str
    outcome: str
    decided_by: str
    second_approver: str


@dataclass(frozen=True, slots=True)
class TenderView:
    """A tender as everybody on the case may see it: no answer, no price."""

    id: str
    supplier: str
    partners: tuple[str, ...]
    lots: tuple[LotBidView, ...]
    status: str
    late: bool
    received_at: datetime
    opened_at: datetime | None
    files: int
    price: str
    """`sealed`, `opened`, `unreadable`, `kept` (never opened) or `none`."""
    requirements: tuple[RequirementView, ...]
    reason: str
    """Why it was admitted, refused, withdrawn or excluded."""


@dataclass(frozen=True, slots=True)
class BidList:
    """All tenders of a case, with a note for each lot with one valid bid or none."""

    tenders: tuple[TenderView, ...]
    notes: tuple[Finding, ...]
    rehearsal: bool
    illustrative: str


def decide_late(
    office: Office, ref: str, supplier: str, *, admit: bool, reason: str, dry_run: bool = False
) -> str:
    """Admits or refuses a late tender, with the reason; gives its new status.

    An admitted tender's contents are read by the next import, which compares their digests.
    """
    with office.deed("bids.decide_late", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = tender_of(deed, supplier)
        deed.refuse(_not_late(row, supplier) + _without_reason(reason))
        status = "received" if admit else "refused"
        _decide(deed, row, status=status, reason=reason)
        deed.note(tender=row["id"], status=status)
        return status


def open_tenders(
    office: Office,
    ref: str,
    *,
    with_login: str,
    custodian_key: PrivateKey,
    witness_key: PrivateKey,
    dry_run: bool = False,
) -> OpenedTenders:
    """Opens all tenders received, by the actor and the other keeper, after the deadline only.

    One of the two is the custodian, the other the witness; both bring their keys. Every late
    tender must have been decided. Answers that are missing get an empty one, so that they are
    marked like any other.
    """
    with office.deed("bids.open", ref, roles=("custodian", "witness"), dry_run=dry_run) as deed:
        other = person_of(deed, with_login)
        rows = deed.of("tender", status="received")
        deed.refuse(
            [
                *_too_early(deed),
                *_wrong_people(deed, other, custodian_key, witness_key),
                *_nothing_to_open(deed, rows),
            ]
        )
        opening = _Opening(deed, custodian_key, witness_key)
        for row in rows:
            opening.open(row, other["id"])
        deed.note(opened=[row["id"] for row in rows], opened_with=other["id"])
        return OpenedTenders(
            suppliers=tuple(opening.names[row["supplier"]] for row in rows),
            answers=opening.answers,
            without_answer=opening.without,
            opened_by=deed.person_name(deed.person_id),
            opened_with=other["name"],
            opened_at=deed.now,
            notes=_lot_notes(deed),
        )


def withdraw(
    office: Office,
    ref: str,
    supplier: str,
    *,
    lot: str | None = None,
    reason: str,
    dry_run: bool = False,
) -> tuple[Finding, ...]:
    """Records that a supplier withdrew its tender, or one lot's bid; gives the lots' notes."""
    return _take_out(office, ref, supplier, lot, "withdrawn", reason, dry_run=dry_run)


def exclude(
    office: Office,
    ref: str,
    supplier: str,
    *,
    lot: str | None = None,
    reason: str,
    dry_run: bool = False,
) -> tuple[Finding, ...]:
    """Excludes a tender, or its bid for one lot, on the grounds given; gives the lots' notes."""
    return _take_out(office, ref, supplier, lot, "excluded", reason, dry_run=dry_run)


def list_bids(office: Office, ref: str) -> BidList:
    """Every tender with its bids, checks and state; no answer and no price."""
    with office.reading(ref) as reading:
        view = MarkingView(reading)
        names = {row["id"]: row["name"] for row in reading.of("supplier")}
        tenders = tuple(_tender_view(reading, view, row, names) for row in reading.of("tender"))
        case = reading.case
        return BidList(tenders, _lot_notes(reading), case["rehearsal"], case["illustrative"])


def tender_of(reading: Reading, supplier: str) -> Row:
    """A supplier's tender, by name (or the beginning of one) or by id."""
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    rows = reading.of("tender")
    for row in rows:
        if supplier == row["id"] or supplier_key(supplier) == supplier_key(names[row["supplier"]]):
            return row
    begins = [
        row
        for row in rows
        if supplier_key(names[row["supplier"]]).startswith(supplier_key(supplier))
    ]
    if len(begins) == 1 and supplier.strip():
        return begins[0]
    facts: dict[str, Fact] = {
        "supplier": supplier,
        "known": tuple(names[row["supplier"]] for row in rows),
    }
    raise BadInputError(Finding("tender-unknown", facts, hint=Hint("bids.list")))


def _not_late(row: Row, supplier: str) -> list[Finding]:
    if row["status"] == "late":
        return []
    return [Finding("tender-not-late", {"supplier": supplier, "status": row["status"]})]


def _without_reason(reason: str) -> list[Finding]:
    return [] if reason.strip() else [Finding("decision-without-reason")]


def _decide(deed: Deed, row: Row, *, status: str, reason: str) -> None:
    deed.update(
        "tender",
        row["id"],
        status=status,
        decided_by=deed.person_id,
        decided_at=deed.now,
        decided_reason=reason.strip(),
    )


def _too_early(deed: Deed) -> list[Finding]:
    facts = case_facts(deed, ("tenders",))
    return [*deadline_passed.ask(facts, {}), *late_tenders_decided.ask(facts, {})]


def _wrong_people(
    deed: Deed, other: Row, custodian_key: PrivateKey, witness_key: PrivateKey
) -> list[Finding]:
    """The two must be custodian and witness, two persons, each with their own key."""
    people = {deed.person_id, other["id"]}
    found = [Finding("opening-needs-two", {"login": other["login"]})] if len(people) == 1 else []
    for role, key in (("custodian", custodian_key), ("witness", witness_key)):
        holders = deed.of("member", role=role, status="active")
        if not any(member["person"] in people for member in holders):
            found.append(Finding("opening-without-keeper", {"role": role}))
        elif not any(member["seal_key"] == key.public.seal_key for member in holders):
            found.append(Finding("keeper-key-foreign", {"role": role, "name": key.public.name}))
    return found


def _nothing_to_open(deed: Deed, rows: list[Row]) -> list[Finding]:
    if not rows:
        return [Finding("nothing-to-open", {"ref": deed.ref}, hint=Hint("bids.import"))]
    names = {row["id"]: row["name"] for row in deed.of("supplier")}
    return [
        Finding("tender-contents-not-taken", {"supplier": names[row["supplier"]]})
        for row in rows
        if deed.first("tender_file", tender=row["id"], kind=CONTENTS) is None
    ]


class _Opening:
    """One opening under way."""

    def __init__(self, deed: Deed, custodian: PrivateKey, witness: PrivateKey) -> None:
        self.deed, self.custodian, self.witness = deed, custodian, witness
        self.names = {row["id"]: row["name"] for row in deed.of("supplier")}
        self.lots = {row["id"]: row["code"] for row in deed.of("lot")}
        self.questions = deed.model().questions(WRITTEN)
        self.answers = self.without = 0

    def open(self, row: Row, other: str) -> None:
        """Opens one tender: its answers become rows that the panel's packs are made from."""
        given = self._contents(row)
        codes = {self.lots[bid["lot"]]: bid["lot"] for bid in self.deed.of("bid", tender=row["id"])}
        for leaf in self.questions:
            for code in due_lots(leaf, tuple(codes)):
                text = given.get((leaf.id, code), "")
                lot = None if code is None else codes[code]
                record_answer(self.deed, row["id"], leaf.id, lot, leaf.round, text)
                self.answers += bool(text)
                self.without += not text
        by = {"opened_by": self.deed.person_id, "opened_with": other}
        self.deed.update("tender", row["id"], status="opened", opened_at=self.deed.now, **by)

    def _contents(self, row: Row) -> Answers:
        file = self.deed.first("tender_file", tender=row["id"], kind=CONTENTS)
        assert file is not None
        data = self.deed.rows.artefact(file["digest"])
        return open_answers(data, self.custodian, self.witness, self.names[row["supplier"]])


def record_answer(
    deed: Deed, tender: str, question: str, lot: str | None, round: str, text: str
) -> str:
    """Writes an answer that the panel will mark; gives its id."""
    return deed.insert(
        "answer",
        {
            "tender": tender,
            "question": question,
            "lot": lot,
            "round": round,
            "text": text,
            "words": word_count(text),
            "digest": text_digest(text),
            "recorded_at": deed.now,
        },
    )


def _take_out(
    office: Office,
    ref: str,
    supplier: str,
    lot: str | None,
    status: str,
    reason: str,
    *,
    dry_run: bool,
) -> tuple[Finding, ...]:
    deed_name = "bids.withdraw" if status == "withdrawn" else "bids.exclude"
    with office.deed(deed_name, ref, roles=("lead",), dry_run=dry_run) as deed:
        row = tender_of(deed, supplier)
        deed.refuse(_without_reason(reason) + _is_out(row, supplier))
        bids = deed.of("bid", tender=row["id"], status="in")
        if lot is None:
            _decide(deed, row, status=status, reason=reason)
        else:
            bids = [bid for bid in bids if bid["lot"] == deed.lot(lot)["id"]]
            deed.refuse([] if bids else [Finding("no-bid-for-lot", {"lot": lot})])
            _decide(deed, row, status=row["status"], reason=f"{lot}: {reason.strip()}")
        for bid in bids:
            deed.update("bid", bid["id"], status=status)
        deed.note(tender=row["id"], status=status, lots=[bid["lot"] for bid in bids])
        return _lot_notes(deed)


def _is_out(row: Row, supplier: str) -> list[Finding]:
    if row["status"] in {"withdrawn", "excluded", "refused"}:
        return [Finding("tender-out-already", {"supplier": supplier, "status": row["status"]})]
    return []


def _lot_notes(reading: Reading) -> tuple[Finding, ...]:
    """Lots with one valid bid or none, once the tenders are open."""
    view = MarkingView(reading)
    if not any(tender["status"] == "opened" for tender in view.tenders.values()):
        return ()
    counts = Counter(lot for _tender, lot in view.bids_in)
    return lot_notes({row["title"]: counts[row["id"]] for row in reading.of("lot")})


def _tender_view(
    reading: Reading, view: MarkingView, row: Row, names: dict[str, str]
) -> TenderView:
    envelope = reading.first("price_envelope", tender=row["id"])
    return TenderView(
        id=row["id"],
        supplier=names[row["supplier"]],
        partners=tuple(p["name"] for p in reading.of("partner", tender=row["id"])),
        lots=tuple(_lots_of(reading, row["id"])),
        status=row["status"],
        late=row["late"],
        received_at=row["received_at"],
        opened_at=row["opened_at"],
        files=len(stored_files(reading, row["id"])),
        price=envelope["state"] if envelope else "none",
        requirements=tuple(_requirements(reading, view, row["id"])),
        reason=row["decided_reason"] or "",
    )


def _lots_of(reading: Reading, tender: str) -> list[LotBidView]:
    status = {bid["lot"]: bid["status"] for bid in reading.of("bid", tender=tender)}
    lots = sorted(reading.of("lot"), key=lambda row: int(row["position"]))
    return [
        LotBidView(lot["code"], lot["title"], status[lot["id"]])
        for lot in lots
        if lot["id"] in status
    ]


def _requirements(reading: Reading, view: MarkingView, tender: str) -> list[RequirementView]:
    found = []
    for leaf in reading.model().requirements():
        check = view.requirement_outcomes.get((tender, leaf.id))
        decider = reading.person_name(check["decided_by"]) if check else ""
        second = check["second_approver"] if check else None
        found.append(
            RequirementView(
                leaf.id,
                leaf.title,
                check["outcome"] if check else "",
                decider,
                reading.person_name(second) if second else "",
            )
        )
    return found
