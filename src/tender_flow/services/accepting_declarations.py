"""Taking in a signed declaration: agreement, guidance, one line per bidder, and the key.

Each line is a revision; earlier ones stay. A decision that a member has a conflict outlives a
later "no conflict" of theirs: only the lead takes it back, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.packs.contents import InvitationContents
from tender_flow.packs.keys import PublicKey
from tender_flow.packs.returns import CHOICES, DeclarationReturn, Declared
from tender_flow.rules.findings import Finding, Severity
from tender_flow.services.bid_files import supplier_key
from tender_flow.services.marking import CONFLICT, MarkingView
from tender_flow.services.members import public_key_of, same_key
from tender_flow.services.outgoing import contents_of

if TYPE_CHECKING:
    from tender_flow.services.office import Deed

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """A line of a declaration beside the one before it; `before` is empty where it is new."""

    supplier: str
    party: str
    lot: str
    before: str
    choice: str


def take_declaration(
    deed: Deed, returned: DeclarationReturn, member: Row, pack: Row
) -> tuple[tuple[DeclaredLine, ...], bool]:
    """Writes the lines and the signature; says whether the member must be cleared (anew)."""
    invitation = contents_of(deed, pack, InvitationContents)
    deed.refuse(_incomplete(deed, returned, invitation))
    lines = tuple(
        _take_line(deed, declared, returned, member) for declared in returned.declarations
    )
    key_values = _key_values(deed, returned.key, member)
    deed.update(
        "member",
        member["id"],
        agreement_signed_at=returned.signed_at,
        guidance_acknowledged_at=returned.guidance_read_at,
        **key_values,
    )
    cleared = member["cleared_at"] is not None and "cleared_at" not in key_values
    return lines, not cleared


def _incomplete(
    deed: Deed, returned: DeclarationReturn, invitation: InvitationContents
) -> list[Finding]:
    """A declaration answers its invitation: the same agreement, each bidder, known choices."""
    about = {"name": invitation.member.name}
    texts = (returned.agreement_digest, returned.guidance_digest)
    found = []
    if texts != (invitation.agreement_digest, invitation.guidance_digest):
        found.append(Finding("declaration-other-texts", about))
    told = {declared.tender_id for declared in returned.declarations}
    missing = tuple(b.supplier for b in invitation.bidders if b.tender_id not in told)
    if missing:
        found.append(Finding("declaration-incomplete", {**about, "suppliers": missing}))
    known = {bidder.tender_id: bidder for bidder in invitation.bidders}
    for declared in returned.declarations:
        bidder = known.get(declared.tender_id)
        lots = {"", *(lot.id for lot in bidder.lots)} if bidder else set()
        fits = (
            bidder is not None
            and declared.choice in CHOICES
            and declared.partner in {"", *bidder.partners}
            and declared.lot in lots
            and (declared.choice != "may" or bool(declared.explanation.strip()))
        )
        if not fits:
            facts = {**about, "supplier": declared.supplier}
            found.append(Finding("declaration-line-unreadable", facts))
    return found


def _take_line(
    deed: Deed, declared: Declared, returned: DeclarationReturn, member: Row
) -> DeclaredLine:
    tender = deed.rows.one("tender", id=declared.tender_id)
    party = _party(deed, declared, tender)
    before = _latest(deed, member["id"], declared.tender_id, party, declared.lot)
    lots = {row["id"]: row["title"] for row in deed.of("lot")}
    line = DeclaredLine(
        supplier=deed.rows.one("supplier", id=tender["supplier"])["name"],
        party=declared.partner,
        lot=lots.get(declared.lot, ""),
        before=before["choice"] if before else "",
        choice=declared.choice,
    )
    same = before is not None and (before["choice"], before["explanation"]) == (
        declared.choice,
        declared.explanation,
    )
    if not same:
        _write(deed, declared, returned, member["id"], party, before)
    return line


def _write(
    deed: Deed,
    declared: Declared,
    returned: DeclarationReturn,
    member: str,
    party: str,
    before: Row | None,
) -> None:
    kept = before if before is not None and before["decision"] == CONFLICT else None
    names = ("decision", "decision_reason", "decided_by", "decided_at")
    deed.insert(
        "declaration",
        {
            "member": member,
            "tender": declared.tender_id,
            "party": party,
            "lot": declared.lot,
            "revision": before["revision"] + 1 if before else 1,
            "choice": declared.choice,
            "explanation": declared.explanation,
            "declared_at": returned.signed_at,
            **{name: kept[name] if kept else None for name in names},
        },
    )


def _party(deed: Deed, declared: Declared, tender: Row) -> str:
    """The id of whom the line is about: the supplier, or one of its partners."""
    if not declared.partner:
        return str(tender["supplier"])
    partners = deed.of("partner", tender=tender["id"])
    wanted = supplier_key(declared.partner)
    return next(str(row["id"]) for row in partners if supplier_key(row["name"]) == wanted)


def _latest(deed: Deed, member: str, tender: str, party: str, lot: str) -> Row | None:
    rows = MarkingView(deed).declarations.get((member, tender), [])
    return next((row for row in rows if (row["party"], row["lot"]) == (party, lot)), None)


def _key_values(deed: Deed, key: PublicKey, member: Row) -> dict[str, Any]:
    """The declared key, where it is new; a new key must be compared by telephone first.

    A custodian's or witness's registered key stays: tenders and prices are sealed to it.
    """
    known = public_key_of(deed, member)
    if same_key(known, key):
        return {}
    if known is not None and member["role"] in {"custodian", "witness"}:
        facts = {"name": deed.person_name(member["person"])}
        deed.refuse([Finding("declaration-other-key", facts, Severity.WARNING)])
        return {}
    return {
        "verify_key": key.verify_key,
        "seal_key": key.seal_key,
        "fingerprint": key.fingerprint,
        "cleared_at": None,
        "cleared_by": None,
        "fingerprint_compared": "",
    }
