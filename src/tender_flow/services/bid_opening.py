"""The opening: custodian and witness together read what was sealed to both on import.

After the deadline, all tenders received at once. Every answer becomes a row that the panel's
packs are made from; a missing one becomes an empty one. The figures that bidders promise are read
too. Prices stay sealed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.definitions.target_file import parse_targets
from tender_flow.packs.contents import text_digest
from tender_flow.rules.evaluation.criteria import due_lots
from tender_flow.rules.findings import Finding, Hint
from tender_flow.rules.procedure.gates_preparation import deadline_passed, late_tenders_decided
from tender_flow.services.bid_files import TARGETS, asked_in_tender, word_count
from tender_flow.services.bid_import import CONTENTS
from tender_flow.services.bid_list import notes_on_lots
from tender_flow.services.bid_sealing import TARGETS_PART, open_answers
from tender_flow.services.facts import case_facts
from tender_flow.services.members import person_of

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.packs.keys import PrivateKey
    from tender_flow.services.office import Deed, Office

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
            notes=(*opening.notes, *notes_on_lots(deed)),
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
    taken = {row["tender"] for row in deed.of("tender_file", kind=CONTENTS)}
    return [
        Finding("tender-contents-not-taken", {"supplier": names[row["supplier"]]})
        for row in rows
        if row["id"] not in taken
    ]


class _Opening:
    """One opening under way."""

    def __init__(self, deed: Deed, custodian: PrivateKey, witness: PrivateKey) -> None:
        self.deed, self.custodian, self.witness = deed, custodian, witness
        self.names = {row["id"]: row["name"] for row in deed.of("supplier")}
        self.lots = {row["id"]: row["code"] for row in deed.of("lot")}
        self.questions = asked_in_tender(deed.model())
        self.contents = {
            row["tender"]: row["digest"] for row in deed.of("tender_file", kind=CONTENTS)
        }
        self.answers = self.without = 0
        self.notes: list[Finding] = []

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
        self._targets(row, given.get(TARGETS_PART, ""), codes)
        by = {"opened_by": self.deed.person_id, "opened_with": other}
        self.deed.update("tender", row["id"], status="opened", opened_at=self.deed.now, **by)

    def _targets(self, row: Row, text: str, codes: dict[str, str]) -> None:
        """The bidder's figures become rows; what can't be read of them is said, and missing."""
        if not text or not self.deed.model().targets():
            return
        file = f"{self.names[row['supplier']]}: {TARGETS}"
        figures, findings = parse_targets(text, file, self.deed.model(), tuple(codes))
        self.notes += findings
        for (criterion, code), value in figures.items():
            values = {"tender": row["id"], "criterion": criterion, "value": value}
            lot = None if code is None else codes[code]
            self.deed.insert("target_figure", {**values, "lot": lot, "recorded_at": self.deed.now})

    def _contents(self, row: Row) -> Answers:
        data = self.deed.rows.artefact(self.contents[row["id"]])
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
