"""Taking in what comes back: a declaration, marks, or the signature under the agreed outcome.

    preview = accept(office, ref, data, authority=key, file="carys-marks-1.tfreturn", dry_run=True)
    accept(office, ref, data, authority=key, file=…)          # the same, and kept

Everything about the file is checked before anything is written: whole, for this council, for
this case, from this member, made from the pack in force, in time, not taken in before. The exact
signed bytes are kept, so that the signature can be checked for ever. It is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.packs.post import (
    Expected,
    OpenedReturn,
    check_return,
    made_from,
    read_return,
)
from tender_flow.packs.returns import DeclarationReturn, MarksReturn, OutcomeReturn
from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.accepting_declarations import DeclaredLine, take_declaration
from tender_flow.services.accepting_marks import MarkChange, TakenMarks, take_marks
from tender_flow.services.accepting_slips import take_slip
from tender_flow.services.members import public_key_of, refuse_foreign_authority, same_key
from tender_flow.services.outgoing import in_force

if TYPE_CHECKING:
    from datetime import datetime

    from tender_flow.packs.keys import PrivateKey, PublicKey
    from tender_flow.services.office import Deed, Office

Row = dict[str, Any]

PACK_KIND = {"declaration": "invitation", "marks": "scoring", "slip": "outcome"}
"""The kind of pack that each kind of return answers."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken in, or would be: for the preview and for the next step."""

    kind: str
    """`declaration`, `marks` or `slip`."""
    member: str
    login: str
    check_code: str
    fingerprint: str
    signed_at: datetime
    declared: tuple[DeclaredLine, ...] = ()
    needs_clearing: bool = False
    """The key is new: compare the fingerprint by telephone, then clear the member."""
    marks: tuple[MarkChange, ...] = ()
    part: bool = False
    left: int = 0
    """Marks that the member still owes in this round."""
    queries: int = 0
    conflicts: tuple[str, ...] = ()
    """Bidders towards which a conflict was declared late; marks for them are held back."""
    disagreements: int = 0
    notes: tuple[Finding, ...] = ()

    def changed(self, *what: str) -> tuple[MarkChange, ...]:
        """The marks of some kinds: `new`, `changed`, `same`."""
        return tuple(mark for mark in self.marks if mark.what in what)


def accept(
    office: Office,
    ref: str,
    data: bytes,
    *,
    authority: PrivateKey,
    file: str,
    dry_run: bool = False,
) -> Accepted:
    """Takes a return file in; with `dry_run` says what it would change.

    Raises:
        BadInputError: the file is damaged, foreign, or not one of ours.
        RefusedError: it can't be taken in now (stale, accepted already, too late, of a member
            who left, of another case), with what to do.
    """
    came = read_return(data, authority, file)
    name = f"pack.accept_{came.kind}"
    with office.deed(name, ref, roles=("lead", "chair"), dry_run=dry_run) as deed:
        deed.refuse(refuse_foreign_authority(deed, authority))
        deed.refuse(check_return(came, _expected(deed, came), deed.now))
        member = deed.rows.one("member", id=came.contents.member_id)
        pack = _pack_of(deed, came, member)
        deed.refuse(_not_theirs(deed, came, member, pack))
        assert pack is not None
        return _take(deed, came, member, pack)


def _take(deed: Deed, came: OpenedReturn, member: Row, pack: Row) -> Accepted:
    row_id = _keep(deed, came, member, pack)
    deed.note(member=member["id"], pack=pack["id"], digest=came.opened.file_digest)
    common = {
        "kind": came.kind,
        "member": deed.person_name(member["person"]),
        "login": deed.rows.one("person", id=member["person"])["login"],
        "check_code": came.opened.check_code,
        "fingerprint": came.sender.fingerprint,
        "signed_at": came.contents.signed_at,
    }
    match came.contents:
        case DeclarationReturn() as declaration:
            declared, needs_clearing = take_declaration(deed, declaration, member, pack)
            notes = tuple(deed.findings)
            return Accepted(**common, declared=declared, needs_clearing=needs_clearing, notes=notes)
        case MarksReturn() as marks:
            return _marks(common, take_marks(deed, marks, member, pack, row_id), marks.part)
        case OutcomeReturn() as slip:
            disagreements, notes = take_slip(deed, slip, member, pack, row_id)
            return Accepted(**common, disagreements=disagreements, notes=notes)


def _marks(common: dict[str, Any], taken: TakenMarks, part: bool) -> Accepted:
    return Accepted(
        **common,
        marks=taken.marks,
        part=part,
        left=taken.left,
        queries=taken.queries,
        conflicts=taken.conflicts,
        notes=taken.notes,
    )


def _expected(deed: Deed, came: OpenedReturn) -> Expected:
    """What the record knows of this return's member, case and pack."""
    member = deed.rows.first("member", id=came.contents.member_id, procurement=deed.id)
    accepted = {row["digest"]: row["accepted_at"] for row in deed.of("pack_return")}
    if member is None:
        return Expected(case_id=deed.id, accepted=accepted)
    key = public_key_of(deed, member)
    known: PublicKey | None = came.sender if same_key(key, came.sender) else key
    pack = in_force(deed, member["id"], PACK_KIND[came.kind], _round_of(deed, came, member))
    closes = pack["closes_at"] if pack is not None and came.kind == "marks" else None
    return Expected(
        case_id=deed.id,
        keys={member["id"]: known} if known is not None else {},
        packs={member["id"]: pack["number"] if pack else 0},
        closes_at={member["id"]: closes} if closes is not None else {},
        accepted=accepted,
        names={member["id"]: deed.person_name(member["person"])},
    )


def _round_of(deed: Deed, came: OpenedReturn, member: Row) -> str:
    """The round that a return belongs to; a slip names only the file that it answers."""
    if isinstance(came.contents, MarksReturn):
        return came.contents.round
    if isinstance(came.contents, DeclarationReturn):
        return ""
    digest = came.opened.manifest.made_from_digest
    pack = deed.first("pack", member=member["id"], kind="outcome", digest=digest)
    return str(pack["round"]) if pack else ""


def _pack_of(deed: Deed, came: OpenedReturn, member: Row) -> Row | None:
    return deed.first(
        "pack",
        member=member["id"],
        kind=PACK_KIND[came.kind],
        round=_round_of(deed, came, member),
        number=made_from(came.contents),
    )


def _not_theirs(deed: Deed, came: OpenedReturn, member: Row, pack: Row | None) -> list[Finding]:
    """The pack must be the very file that went out, and the member still on the panel."""
    name = deed.person_name(member["person"])
    found = []
    if member["status"] != "active":
        facts = {"name": name, "status": member["status"]}
        found.append(Finding("return-of-former-member", facts))
    if pack is None or pack["digest"] != came.opened.manifest.made_from_digest:
        found.append(Finding("return-from-unknown-pack", {"name": name}))
    elif came.kind == "marks" and pack["model_version"] != deed.case["model_version"]:
        hint = Hint("pack.issue", {"round": pack["round"]})
        found.append(Finding("return-of-older-model", {"name": name}, hint=hint))
    return found


def _keep(deed: Deed, came: OpenedReturn, member: Row, pack: Row) -> str:
    """Keeps the signed bytes and the row that names them."""
    return deed.insert(
        "pack_return",
        {
            "member": member["id"],
            "pack": pack["id"],
            "kind": came.kind,
            "digest": came.opened.file_digest,
            "signed": deed.keep("return", came.opened.artefact),
            "signature": came.signature,
            "verify_key": came.sender.verify_key,
            "partial": isinstance(came.contents, MarksReturn) and came.contents.part,
            "signed_at": came.contents.signed_at,
            "accepted_at": deed.now,
        },
    )
