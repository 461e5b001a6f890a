"""Interviews: what was said becomes the answer that the panel marks in the interview round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.i18n.formats import day
from tender_flow.packs.contents import text_digest
from tender_flow.rules.evaluation.criteria import due_lots
from tender_flow.rules.findings import Finding, Hint, Place
from tender_flow.services.bid_files import word_count
from tender_flow.services.bid_opening import record_answer
from tender_flow.services.bids import tender_of
from tender_flow.services.covering import interview_record
from tender_flow.services.members import person_of
from tender_flow.services.panel_view import question_ids
from tender_flow.services.rounds import rounds_in_tender

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import Any

    from tender_flow.services.office import Deed, Office, Reading

INTERVIEW = "interview"
"""Kind of the file row that names an interview's note."""


def record(
    office: Office,
    ref: str,
    supplier: str,
    *,
    question: str,
    note: Path,
    held_on: date,
    present: tuple[str, ...],
    lot: str | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> str:
    """Records an interview: the note's text (UTF-8), the day, and who was there (logins).

    A second record for the same interview replaces the first with a reason, until somebody has
    marked it. Gives the answer's id.
    """
    text, data = _read(note)
    roles = ("lead", "chair", "note_taker")
    with office.deed("bids.interview", ref, roles=roles, dry_run=dry_run) as deed:
        tender = tender_of(deed, supplier)
        leaf = deed.model().leaf(question_ids(deed, (question,))[0])
        people = [person_of(deed, login) for login in present]
        codes = {row["code"]: row["id"] for row in deed.of("lot")}
        bids = {row["lot"] for row in deed.of("bid", tender=tender["id"], status="in")}
        bid_for = [code for code, lot_id in codes.items() if lot_id in bids]
        wanted = due_lots(leaf, bid_for)
        if lot is None and None not in wanted and len(wanted) == 1:
            lot = wanted[0]
        about = {"supplier": supplier, "question": leaf.label}
        in_tender = leaf.round in rounds_in_tender(deed.model())
        faults = _faults(tender["status"], lot, wanted, people, about, in_tender=in_tender)
        deed.refuse(faults)
        lot_id = codes[lot] if lot else None
        names = tuple(str(person["name"]) for person in people)
        full = interview_record(held_on=day(held_on), present=names, text=text)
        answer = _write(deed, tender["id"], leaf.id, lot_id, leaf.round, full, reason, about)
        deed.insert(
            "interview",
            {
                "tender": tender["id"],
                "answer": answer,
                "held_on": held_on,
                "present": ",".join(person["id"] for person in people),
                "recorded_by": deed.person_id,
                "recorded_at": deed.now,
                "reason": reason.strip(),
            },
        )
        _file(deed, tender["id"], note.name, data)
        ids = [row["id"] for row in people]
        deed.note(tender=tender["id"], answer=answer, held_on=held_on.isoformat(), present=ids)
        return answer


def heard(reading: Reading) -> list[dict[str, Any]]:
    """The interviews as they stand: the latest record of each, in the order they were held."""
    latest = {row["answer"]: row for row in reading.of("interview")}
    return sorted(latest.values(), key=lambda row: (row["held_on"], row["recorded_at"]))


def _read(note: Path) -> tuple[str, bytes]:
    place = Place(str(note))
    try:
        data = note.read_bytes()
        text = data.decode("utf-8-sig").strip()
    except FileNotFoundError as error:
        finding = Finding("file-not-found", {"path": str(note)}, place=place)
        raise BadInputError(finding) from error
    except OSError as error:
        facts = {"path": str(note), "reason": error.strerror or "unreadable"}
        raise BadInputError(Finding("file-unreadable", facts, place=place)) from error
    except UnicodeDecodeError as error:
        raise BadInputError(Finding("file-not-utf8", {"path": str(note)}, place=place)) from error
    if not text:
        raise BadInputError(Finding("document-empty", {"path": str(note)}, place=place))
    return text, data


def _faults(
    status: str,
    lot: str | None,
    wanted: tuple[str | None, ...],
    people: list[dict[str, Any]],
    about: dict[str, str],
    *,
    in_tender: bool,
) -> list[Finding]:
    found = []
    if status != "opened":
        found.append(Finding("tender-not-in", {**about, "status": status}))
    if in_tender:
        found.append(Finding("question-is-written", about))
    if lot not in wanted:
        lots = tuple(code or "–" for code in wanted) or ("–",)
        found.append(Finding("interview-lot-unclear", {**about, "lots": lots}))
    if not people:
        found.append(Finding("interview-without-people", about))
    return found


def _write(
    deed: Deed,
    tender: str,
    question: str,
    lot: str | None,
    round: str,
    text: str,
    reason: str,
    about: dict[str, str],
) -> str:
    known = deed.first("answer", tender=tender, question=question, lot=lot)
    if known is None:
        return record_answer(deed, tender, question, lot, round, text)
    if deed.of("mark", answer=known["id"]):
        deed.refuse([Finding("interview-marked-already", about)])
    if not reason.strip():
        hint = Hint("bids.interview")
        deed.refuse([Finding("interview-recorded-already", about, hint=hint)])
    values = {"text": text, "words": word_count(text), "digest": text_digest(text)}
    deed.update("answer", known["id"], **values, recorded_at=deed.now)
    return str(known["id"])


def _file(deed: Deed, tender: str, name: str, data: bytes) -> None:
    values = {"tender": tender, "path": name, "kind": INTERVIEW, "size": len(data)}
    deed.insert("tender_file", {**values, "digest": deed.keep("interview", data)})
