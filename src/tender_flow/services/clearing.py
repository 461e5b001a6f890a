"""Before a member may read bids: what they declared, what the lead decided, whose key it is.

A declaration says for each bidder (and partner and lot, where the member is that exact): no
conflict, may have one, or will ask. "May" and "ask" keep the bidder's answers from the member
until the lead has decided with a reason. Clearing means that the lead has compared the key's
fingerprint with the member by telephone: only then is a pack sealed to that key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.bids import tender_of
from tender_flow.services.marking import CLEAR, CONFLICT, UNDECLARED, MarkingView
from tender_flow.services.members import member_of

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]

DECISIONS = (CLEAR, CONFLICT)
SEES_EXPLANATIONS = ("lead", "chair", "assurance")
"""Roles that may read why a member may have a conflict; it is the member's private life."""


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """One line of a declaration, with the decision on it."""

    member: str
    role: str
    supplier: str
    party: str
    """The partner it is about; empty for the bidder with all its partners."""
    lot: str
    """The lot's title; empty for all of them."""
    choice: str
    """`none`, `may` or `ask`; empty where this member hasn't declared for this bidder yet."""
    explanation: str
    """Empty for those who may not read it."""
    declared_at: datetime | None
    decision: str
    """`clear`, `conflict`, or empty while nobody has decided."""
    decision_reason: str
    standing: str
    """What it comes to: `clear`, `conflict`, `asking` or `undeclared`."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A member whose key was compared."""

    name: str
    fingerprint: str
    compared: str
    undecided: tuple[str, ...]
    """Bidders on which the lead has still to decide before a pack can be issued."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a possible conflict, and what follows from it."""

    name: str
    supplier: str
    decision: str
    marks: int
    """Marks that are held back from now on, or count again."""
    reissue: bool
    """A pack is out that doesn't fit the decision: issue it anew."""


def declarations(office: Office, ref: str) -> tuple[DeclarationView, ...]:
    """What the members declared about every bidder, and what is missing.

    Evaluators, and everybody else who was invited to declare.
    """
    with office.reading(ref) as reading:
        view = MarkingView(reading)
        invited = {row["member"] for row in reading.of("pack", kind="invitation")}
        reader = _Declarations(reading, view)
        return tuple(
            line
            for member in reading.of("member", status="active")
            if member["role"] == "evaluator" or member["id"] in invited
            for tender in view.tenders.values()
            if tender["status"] in {"received", "opened"}
            for line in reader.lines(member, tender)
        )


def clear(
    office: Office,
    ref: str,
    login: str,
    *,
    fingerprint: str,
    role: str | None = None,
    compared: str = "by telephone",
    dry_run: bool = False,
) -> Cleared:
    """Clears a member after comparing the fingerprint that they read out.

    Refused before the declaration is accepted, and if a single digit differs: the declaration
    may then have been signed by somebody else.
    """
    with office.deed("panel.clear", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = member_of(deed, login, role=role)
        name = deed.person_name(row["person"])
        deed.refuse(_not_clearable(row, name, fingerprint))
        deed.update(
            "member",
            row["id"],
            cleared_at=deed.now,
            cleared_by=deed.person_id,
            fingerprint_compared=compared.strip(),
        )
        deed.note(member=row["id"], fingerprint=row["fingerprint"])
        undecided = names_standing(deed, row["id"], undecided=True)
        return Cleared(name, row["fingerprint"], compared.strip(), undecided)


def decide(
    office: Office,
    ref: str,
    login: str,
    supplier: str,
    *,
    decision: str,
    reason: str,
    role: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Decides on a member's possible conflict with a bidder: `clear` or `conflict`, with reason.

    With `conflict` the member doesn't mark this bidder and marks given are held back; with
    `clear` marks that were held back count again.
    """
    with office.deed("panel.decide", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = member_of(deed, login, role=role)
        tender = tender_of(deed, supplier)
        rows = MarkingView(deed).declarations.get((row["id"], tender["id"]), [])
        name = deed.person_name(row["person"])
        bidder = deed.rows.one("supplier", id=tender["supplier"])["name"]
        deed.refuse(_not_decidable(name, bidder, rows, decision, reason))
        for declared in rows:
            if decision == CONFLICT or declared["choice"] != "none" or declared["decision"]:
                _record(deed, declared, decision, reason.strip())
        changed = hold_back(deed, row["id"], tender["id"], held=decision == CONFLICT)
        deed.note(member=row["id"], tender=tender["id"], decision=decision)
        packs = deed.of("pack", member=row["id"], kind="scoring", status="in_force")
        return Decided(name, bidder, decision, changed, bool(packs))


def hold_back(deed: Deed, member: str, tender: str, *, held: bool) -> int:
    """Holds a member's marks for a bidder back, or lets them count; says how many changed.

    Marks of a locked round stay as they are.
    """
    answers = {row["id"] for row in deed.of("answer", tender=tender)}
    locked = {row["id"] for row in deed.of("round") if row["locked_at"] is not None}
    changed = [
        mark
        for mark in deed.of("mark", member=member)
        if mark["answer"] in answers and mark["round"] not in locked and mark["withheld"] != held
    ]
    for mark in changed:
        deed.update("mark", mark["id"], withheld=held)
    return len(changed)


def names_standing(reading: Reading, member: str, *, undecided: bool) -> tuple[str, ...]:
    """Bidders still in on which nobody has decided (`undecided`), or without a declaration."""
    view = MarkingView(reading)
    names = {row["id"]: row["name"] for row in reading.of("supplier")}
    found = []
    for tender in view.tenders.values():
        if tender["status"] not in {"received", "opened"}:
            continue
        rows = view.declarations.get((member, tender["id"]), [])
        open_ = any(row["choice"] != "none" and row["decision"] is None for row in rows)
        if open_ if undecided else not rows:
            found.append(names[tender["supplier"]])
    return tuple(found)


def _not_clearable(row: Row, name: str, fingerprint: str) -> list[Finding]:
    about = {"name": name}
    if row["agreement_signed_at"] is None or not row["fingerprint"]:
        return [Finding("declaration-not-accepted", about, hint=Hint("pack.accept"))]
    if _digits(fingerprint) != _digits(row["fingerprint"]):
        return [Finding("fingerprint-differs", {**about, "recorded": row["fingerprint"]})]
    return []


def _digits(fingerprint: str) -> str:
    return re.sub(r"[\s:.-]", "", fingerprint).upper()


def _not_decidable(
    name: str, supplier: str, rows: list[Row], decision: str, reason: str
) -> list[Finding]:
    found = []
    if decision not in DECISIONS:
        found.append(
            Finding("conflict-decision-unknown", {"decision": decision, "known": DECISIONS})
        )
    if not reason.strip():
        found.append(Finding("decision-without-reason"))
    if not rows:
        facts = {"name": name, "supplier": supplier}
        found.append(Finding("nothing-declared", facts, hint=Hint("panel.invite")))
    return found


def _record(deed: Deed, declared: Row, decision: str, reason: str) -> None:
    """The decision on one line; an earlier decision stays in its own revision."""
    values = {
        "decision": decision,
        "decision_reason": reason,
        "decided_by": deed.person_id,
        "decided_at": deed.now,
    }
    if declared["decision"] is None:
        deed.update("declaration", declared["id"], **values)
        return
    kept = ("member", "tender", "party", "lot", "choice", "explanation", "declared_at")
    copy = {name: declared[name] for name in kept}
    deed.insert("declaration", {**copy, **values, "revision": declared["revision"] + 1})


class _Declarations:
    """Reads the lines of declarations, as far as the reader may see them."""

    def __init__(self, reading: Reading, view: MarkingView) -> None:
        self.reading, self.view = reading, view
        self.suppliers = {row["id"]: row["name"] for row in reading.of("supplier")}
        self.partners = {row["id"]: row["name"] for row in reading.of("partner")}
        self.lots = {row["id"]: row["title"] for row in reading.of("lot")}
        self.explains = reading.has_role(*SEES_EXPLANATIONS)

    def lines(self, member: Row, tender: Row) -> list[DeclarationView]:
        """A member's lines about one bidder; one empty line where there is none."""
        name = self.reading.person_name(member["person"])
        supplier = self.suppliers[tender["supplier"]]
        rows = self.view.declarations.get((member["id"], tender["id"]), [])
        standing = self.view.standing(member["id"], tender["id"])
        if not rows:
            blank = ("", "", "", "", None, "", "", UNDECLARED)
            return [DeclarationView(name, member["role"], supplier, *blank)]
        return [self._line(name, member, supplier, row, standing) for row in rows]

    def _line(
        self, name: str, member: Row, supplier: str, row: Row, standing: str
    ) -> DeclarationView:
        return DeclarationView(
            member=name,
            role=member["role"],
            supplier=supplier,
            party=self.partners.get(row["party"], ""),
            lot=self.lots.get(row["lot"], ""),
            choice=row["choice"],
            explanation=row["explanation"] if self.explains else "",
            declared_at=row["declared_at"],
            decision=row["decision"] or "",
            decision_reason=(row["decision_reason"] or "") if self.explains else "",
            standing=standing,
        )
