"""A rehearsal at the end of the individual marks: four evaluators, three bidders, every mark in.

    office = an_office(url)
    case = marked(office)                       # all marks 4 4 4 3, within tolerance
    case = marked(office, {("safeguarding", ELM): (2, 3, 3, 4)})

Rows that come from tenders and packs are written by deeds of the same names, without files and
keys, so that a meeting can be tested by itself. Names, marks and words are invented.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from builders import LEAD, MODEL, REF, a_procurement

from tender_flow.services.moderation_values import Agenda, Item
from tender_flow.services.moderation_view import agenda_of
from tender_flow.services.office import Deed, Office
from tender_flow.services.people import Contact, ensure_person

ELM, MEDWAY, BEACON = "Elm Housing", "Medway Refuge", "Beacon"
BIDDERS = (ELM, MEDWAY, BEACON)
EVALUATORS = (
    ("amina.khan", "Amina Khan", "Kent Probation"),
    ("ben.okafor", "Ben Okafor", "Dover District Council, housing"),
    ("carys.evans", "Carys Evans", "Public Health"),
    ("david.hill", "David Hill", "Kent and Medway domestic abuse co-ordinator"),
)
CHAIR = ("r.price", "R. Price", "Kent County Council, Procurement")
USUAL = (4, 4, 4, 3)
"""Within tolerance, and the middle one is a mark that somebody gave."""

WORDS = {
    2: ("A named lead.", "No figure for trained staff; no deputy for the lead.", "Gaps in cover."),
    3: ("Named lead and reviews.", "Nobody on site at night.", "Minor gaps; some evidence."),
    4: ("Risk is assessed within 24 hours.", "The plan for weekends is short.", "Clear evidence."),
}
ANSWER = """Risk is assessed within 24 hours of referral, with a recognised tool [S1].

A named lead for safeguarding is on duty every day; the deputy covers leave.

All staff receive training when they join and every two years afterwards. Reviews are monthly.
"""

Marks = Mapping[tuple[str, str], Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class Marked:
    """The ids of a case that waits for its meeting."""

    round: str
    members: tuple[str, ...]
    chair: str
    tenders: dict[str, str]
    answers: dict[tuple[str, str], str]
    """By (question, bidder); the first lot's where it is answered for each lot."""


def marked(
    office: Office,
    marks: Marks | None = None,
    *,
    conflicts: Sequence[tuple[str, str]] = (),
    questions: Sequence[str] | None = None,
    deputy: str | None = None,
    model: str = MODEL,
    evaluators: int = 4,
    round_name: str = "written",
) -> Marked:
    """A case with every mark of a round in; `conflicts` are (login, bidder).

    `questions` limits the answers that came in; None in a mark means "cannot mark".
    """
    a_procurement(office, model=model)
    with office.deed("pack.accept", REF) as deed:
        members = tuple(_member(deed, *one, "evaluator") for one in EVALUATORS[:evaluators])
        chair = _member(deed, *CHAIR, "chair")
        _member(deed, LEAD.login, LEAD.name, "Kent County Council", "note_taker")
        if deputy:
            _member(deed, deputy, *_named(deputy), "deputy_chair")
        tenders = {name: _tender(deed, name) for name in BIDDERS}
        leaves = [
            leaf
            for leaf in deed.model().questions(round_name)
            if questions is None or leaf.id in questions
        ]
        for member in members:
            for leaf in leaves:
                values = {"member": member, "question": leaf.id, "active": True}
                deed.insert("assignment", {**values, "assigned_at": deed.now})
        _declare(deed, tenders, conflicts)
        answers = _answers(deed, leaves, tenders, round_name)
        values = {"name": round_name, "position": 1, "opened_at": deed.now}
        round_id = deed.insert("round", values)
        _give(deed, round_id, members, answers, marks or {}, _out(deed, conflicts))
    first = {key[:2]: answers[key] for key in reversed(answers)}
    return Marked(round_id, members, chair, tenders, first)


def agenda(office: Office, round_name: str = "written") -> Agenda:
    """The agenda as it is now."""
    return agenda_of(office, REF, round_name=round_name)


def item_of(office: Office, case: Marked, question: str, bidder: str = ELM) -> Item:
    """One item as it is now."""
    return agenda(office).item(case.answers[question, bidder])


def _named(login: str) -> tuple[str, str]:
    known = {one[0]: one[1:] for one in EVALUATORS}
    return known.get(login, (login.replace(".", " ").title(), "Kent County Council"))


def _member(deed: Deed, login: str, name: str, organisation: str, role: str) -> str:
    person = ensure_person(deed.transaction, Contact(login, name))
    blank = {"specialisms": "", "status_reason": "", "fingerprint_compared": ""}
    values = {"person": person, "role": role, "organisation": organisation, "status": "active"}
    return deed.insert("member", {**values, **blank, "added_at": deed.now})


def _tender(deed: Deed, name: str) -> str:
    supplier = deed.insert("supplier", {"name": name})
    tender = deed.insert(
        "tender",
        {
            "supplier": supplier,
            "folder": name,
            "received_at": deed.now,
            "late": False,
            "status": "opened",
            "imported_at": deed.now,
        },
    )
    for lot in deed.of("lot"):
        deed.insert("bid", {"tender": tender, "lot": lot["id"], "status": "in"})
    return tender


def _login(deed: Deed, member: dict[str, Any]) -> str:
    return str(deed.rows.one("person", id=member["person"])["login"])


def _out(deed: Deed, conflicts: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    return {
        (member["id"], bidder)
        for login, bidder in conflicts
        for member in deed.of("member")
        if _login(deed, member) == login
    }


def _declare(deed: Deed, tenders: dict[str, str], conflicts: Sequence[tuple[str, str]]) -> None:
    out = _out(deed, conflicts)
    for member in deed.of("member"):
        for bidder, tender in tenders.items():
            conflict = (member["id"], bidder) in out
            deed.insert(
                "declaration",
                {
                    "member": member["id"],
                    "tender": tender,
                    "party": tender,
                    "lot": "",
                    "revision": 1,
                    "choice": "may" if conflict else "none",
                    "explanation": "Sits on its board." if conflict else "",
                    "declared_at": deed.now,
                    "decision": "conflict" if conflict else "clear",
                    "decision_reason": "Decided by the lead.",
                    "decided_by": deed.person_id,
                    "decided_at": deed.now,
                },
            )


def _answers(
    deed: Deed, leaves: Sequence[Any], tenders: dict[str, str], round_name: str
) -> dict[tuple[str, str, str], str]:
    lots = {row["code"]: row["id"] for row in deed.of("lot")}
    found = {}
    for leaf in leaves:
        for bidder, tender in tenders.items():
            codes = [""] if leaf.shared else [code for code in lots if leaf.applies_to(code)]
            for code in codes:
                text = f"{bidder}. {ANSWER}"
                found[leaf.id, bidder, code] = deed.insert(
                    "answer",
                    {
                        "tender": tender,
                        "question": leaf.id,
                        "lot": lots[code] if code else None,
                        "round": round_name,
                        "text": text,
                        "words": len(text.split()),
                        "digest": sha256(text.encode()).hexdigest(),
                        "recorded_at": deed.now,
                    },
                )
    return found


def _give(
    deed: Deed,
    round_id: str,
    members: Sequence[str],
    answers: dict[tuple[str, str, str], str],
    marks: Marks,
    out: set[tuple[str, str]],
) -> None:
    for (question, bidder, _lot), answer in answers.items():
        for member, mark in zip(members, marks.get((question, bidder), USUAL), strict=False):
            if (member, bidder) in out:
                continue
            strengths, weaknesses, why = WORDS.get(mark or 0, WORDS[3]) if mark else ("", "", "")
            deed.insert(
                "mark",
                {
                    "round": round_id,
                    "answer": answer,
                    "member": member,
                    "revision": 1,
                    "value": None if mark is None else mark * 10_000,
                    "cannot_reason": "It is not my field." if mark is None else "",
                    "strengths": strengths,
                    "weaknesses": weaknesses,
                    "why": why,
                    "withheld": False,
                    "pack_return": "",
                    "model_version": 1,
                    "given_at": deed.now,
                    "accepted_at": deed.now,
                },
            )
