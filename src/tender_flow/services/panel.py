"""The panel: who is on it, what each marks, what each declared, and who may receive bids.

A member's way: added → assigned → invited (no bids in it) → declaration accepted
(`tender_flow.services.accepting`) → fingerprint compared by telephone → cleared → scoring pack.
A bidder that comes in later (a late tender that was admitted) is undeclared again for everybody.

Decisions on conflicts are in `conflicts`, invitations in `invitations`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, Hint, Severity
from tender_flow.rules.procedure.facts import ROLES
from tender_flow.services.marking import MarkingView
from tender_flow.services.members import member_of, public_key_of, same_key
from tender_flow.services.panel_view import (
    Coverage,
    MemberView,
    coverage,
    gaps_of,
    member_view,
    members,
    question_ids,
)
from tender_flow.services.people import Contact, ensure_person, person_by_login

if TYPE_CHECKING:
    from tender_flow.packs.keys import PublicKey
    from tender_flow.services.office import Deed, Office

Row = dict[str, Any]

__all__ = [
    "AssignedView",
    "Coverage",
    "MemberView",
    "Removed",
    "add",
    "assign",
    "coverage",
    "give_key",
    "members",
    "remove",
]

KEEPERS = ("custodian", "witness")
"""One of each at a time, two persons, each with a key: together they open tenders and prices."""


@dataclass(frozen=True, slots=True)
class AssignedView:
    """A member's questions after an assignment."""

    name: str
    questions: tuple[str, ...]
    """Labels, in the model's order."""
    reissue: bool
    """A scoring pack is out already: it must be issued anew to carry the change."""
    gaps: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A member who left: what stays, what goes to the replacement, what is uncovered now."""

    name: str
    status: str
    replaced_by: str
    questions: tuple[str, ...]
    """Questions (labels) that passed to the replacement, or are left without this member."""
    marks_kept: int
    """Marks that stay in the record; they are not owed or moderated any more."""
    gaps: tuple[Finding, ...]


def add(
    office: Office,
    ref: str,
    *,
    login: str,
    role: str,
    name: str = "",
    email: str = "",
    telephone: str = "",
    organisation: str = "",
    specialisms: tuple[str, ...] = (),
    key: PublicKey | None = None,
    dry_run: bool = False,
) -> MemberView:
    """Puts a person on the case in one role; a person may have several.

    Custodian and witness bring the public half of their key (`key`), since tenders are sealed
    to it on import. An evaluator's key usually comes with the declaration.
    """
    with office.deed("panel.add", ref, roles=("lead",), dry_run=dry_run) as deed:
        _demand_role(role)
        known = person_by_login(deed.rows, login)
        deed.refuse(
            [
                *_without_name(login, name, known),
                *_taken(deed, known, role),
                *_key_faults(deed, role, key),
                *_unknown_specialisms(deed, specialisms),
            ]
        )
        contact = Contact(login, name or (known or {}).get("name", ""), email, telephone)
        person = ensure_person(deed.transaction, contact)
        row_id = deed.insert(
            "member",
            {
                "person": person,
                "role": role,
                "organisation": organisation,
                "specialisms": ", ".join(specialisms),
                "status": "active",
                "status_reason": "",
                "added_at": deed.now,
                "fingerprint_compared": "",
                **_halves(key),
            },
        )
        deed.note(member=row_id, role=role)
        view = member_view(deed, deed.rows.one("member", id=row_id))
        return replace(view, notes=tuple(deed.findings))


def give_key(
    office: Office, ref: str, login: str, *, role: str, key: PublicKey, dry_run: bool = False
) -> MemberView:
    """Registers the public half of a custodian's or witness's key, or a new one.

    What was sealed to an earlier key stays sealed to it until the next import of the folder.
    """
    with office.deed("panel.give_key", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = member_of(deed, login, role=role)
        deed.refuse(_key_faults(deed, role, key, row["id"]))
        deed.update("member", row["id"], **_halves(key))
        deed.note(member=row["id"], fingerprint=key.fingerprint)
        return member_view(deed, deed.rows.one("member", id=row["id"]))


def assign(
    office: Office,
    ref: str,
    login: str,
    *,
    questions: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
    dry_run: bool = False,
) -> AssignedView:
    """Gives an evaluator questions (ids or numbers; `all` for every one), or takes some away."""
    with office.deed("panel.assign", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = member_of(deed, login, role="evaluator")
        wanted, unwanted = question_ids(deed, questions), question_ids(deed, remove)
        for question in wanted:
            _set_assignment(deed, row["id"], question, active=True)
        for question in unwanted:
            _set_assignment(deed, row["id"], question, active=False)
        deed.note(member=row["id"], given=list(wanted), taken=list(unwanted))
        mine = MarkingView(deed).questions_of.get(row["id"], frozenset())
        labels = tuple(leaf.label for leaf in deed.model().questions() if leaf.id in mine)
        packs = deed.of("pack", member=row["id"], kind="scoring", status="in_force")
        return AssignedView(deed.person_name(row["person"]), labels, bool(packs), gaps_of(deed))


def remove(
    office: Office,
    ref: str,
    login: str,
    *,
    reason: str,
    role: str | None = None,
    replaced_by: str | None = None,
    dry_run: bool = False,
) -> Removed:
    """Records that a member left, and who replaces them in the same role.

    Marks that came back stay in the record and can be read; they no longer count as owed, the
    panel doesn't moderate them, and packs that are out are void. The replacement gets the same
    questions and marks them anew: nobody inherits another's judgement.
    """
    with office.deed("panel.remove", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = member_of(deed, login, role=role)
        successor = member_of(deed, replaced_by, role=row["role"]) if replaced_by else None
        deed.refuse(_not_removable(deed, row, successor, reason))
        status = "replaced" if successor else "withdrawn"
        questions = sorted(MarkingView(deed).questions_of.get(row["id"], frozenset()))
        deed.update(
            "member",
            row["id"],
            status=status,
            status_reason=reason.strip(),
            ended_at=deed.now,
            replaced_by=successor["id"] if successor else None,
        )
        for question in questions:
            _set_assignment(deed, row["id"], question, active=False)
            if successor:
                _set_assignment(deed, successor["id"], question, active=True)
        for pack in deed.of("pack", member=row["id"], status="in_force"):
            deed.update("pack", pack["id"], status="replaced")
        deed.note(member=row["id"], status=status)
        return _removed(deed, row, successor, status, questions)


def _set_assignment(deed: Deed, member: str, question: str, *, active: bool) -> None:
    known = deed.first("assignment", member=member, question=question)
    if known is not None:
        if known["active"] != active:
            deed.update("assignment", known["id"], active=active, assigned_at=deed.now)
    elif active:
        values = {"member": member, "question": question, "active": True}
        deed.insert("assignment", {**values, "assigned_at": deed.now})


def _halves(key: PublicKey | None) -> dict[str, str]:
    if key is None:
        return {}
    return {
        "verify_key": key.verify_key,
        "seal_key": key.seal_key,
        "fingerprint": key.fingerprint,
    }


def _demand_role(role: str) -> None:
    """No rule refuses a role that isn't one: it is a slip of the typing."""
    if role not in ROLES:
        raise BadInputError(Finding("role-unknown", {"name": role, "known": ROLES}))


def _without_name(login: str, name: str, known: Row | None) -> list[Finding]:
    found = []
    if not login.strip():
        found.append(Finding("member-without-login"))
    if known is None and not name.strip():
        found.append(Finding("member-without-name", {"login": login}))
    return found


def _taken(deed: Deed, known: Row | None, role: str) -> list[Finding]:
    """Once per person and role; one custodian and one witness at a time, two persons."""
    mine = deed.of("member", person=known["id"]) if known else []
    found = [
        Finding("member-there-already", {"name": deed.person_name(row["person"]), "role": role})
        for row in mine
        if row["role"] == role
    ]
    if role not in KEEPERS or found:
        return found
    hint = Hint("panel.remove")
    for row in deed.of("member", status="active", role=role):
        facts = {"role": role, "name": deed.person_name(row["person"])}
        found.append(Finding("keeper-there-already", facts, hint=hint))
    other = next(keeper for keeper in KEEPERS if keeper != role)
    if any(row["role"] == other and row["status"] == "active" for row in mine):
        found.append(Finding("keepers-same-person", {"role": role, "other": other}))
    return found


def _key_faults(deed: Deed, role: str, key: PublicKey | None, member: str = "") -> list[Finding]:
    if key is None:
        if role in KEEPERS:
            return [Finding("keeper-without-key", {"role": role}, hint=Hint("key.personal"))]
        return []
    if key.kind != "member":
        return [Finding("key-not-personal", {"name": key.name})]
    return [
        Finding("keeper-key-of-another", {"name": deed.person_name(row["person"])})
        for row in deed.of("member", status="active")
        if row["id"] != member
        and role in KEEPERS
        and row["role"] in KEEPERS
        and same_key(public_key_of(deed, row), key)
    ]


def _unknown_specialisms(deed: Deed, specialisms: tuple[str, ...]) -> list[Finding]:
    """A misspelt specialism would look like a gap in the cover; so it is said at once."""
    known = {leaf.specialism for leaf in deed.model().questions() if leaf.specialism}
    strange = tuple(name for name in specialisms if name not in known)
    if not strange:
        return []
    facts = {"specialisms": strange, "known": tuple(sorted(known))}
    return [Finding("specialism-not-in-model", facts, Severity.WARNING)]


def _not_removable(deed: Deed, row: Row, successor: Row | None, reason: str) -> list[Finding]:
    found = [] if reason.strip() else [Finding("decision-without-reason")]
    if successor and successor["id"] == row["id"]:
        found.append(Finding("replaced-by-self", {"name": deed.person_name(row["person"])}))
    leads = deed.of("member", role="lead", status="active")
    if row["role"] == "lead" and len(leads) == 1:
        found.append(Finding("last-lead", {"name": deed.person_name(row["person"])}))
    return found


def _removed(
    deed: Deed, row: Row, successor: Row | None, status: str, questions: list[str]
) -> Removed:
    labels = {leaf.id: leaf.label for leaf in deed.model().questions()}
    marks = {(mark["round"], mark["answer"]) for mark in deed.of("mark", member=row["id"])}
    return Removed(
        name=deed.person_name(row["person"]),
        status=status,
        replaced_by=deed.person_name(successor["person"]) if successor else "",
        questions=tuple(labels.get(question, question) for question in questions),
        marks_kept=len(marks),
        gaps=gaps_of(deed),
    )
