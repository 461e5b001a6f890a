"""Finding people on a case: by login and role, the lead, the two who keep the prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.packs.contents import Case, Lead
from tender_flow.packs.contents import Member as PackMember
from tender_flow.packs.keys import PublicKey
from tender_flow.rules.findings import Finding, Hint

if TYPE_CHECKING:
    from tender_flow.packs.keys import PrivateKey
    from tender_flow.services.office import Reading

Row = dict[str, Any]

ORDER = (
    "evaluator",
    "chair",
    "deputy_chair",
    "note_taker",
    "custodian",
    "witness",
    "commissioner",
    "assurance",
    "lead",
)
"""Which of a person's roles is meant where none is named: the one with most to sign first."""


def person_of(reading: Reading, login: str) -> Row:
    """The person with this login; an unknown one is bad input."""
    found = reading.rows.of("person", login=login)
    if not found:
        raise BadInputError(Finding("actor-unknown", {"login": login}, hint=Hint("panel.add")))
    return found[0]


def roles_of(reading: Reading, person: str) -> frozenset[str]:
    """The roles that a person holds on the case now."""
    return frozenset(row["role"] for row in reading.of("member", person=person, status="active"))


def member_of(reading: Reading, login: str, *, role: str | None = None, active: bool = True) -> Row:
    """A person's place on the case, by login: in that role, or in the one with most to sign.

    A member's id is taken too: gates name members so.
    """
    found = reading.of("member", id=login) or reading.of(
        "member", person=person_of(reading, login)["id"]
    )
    rows = [
        row
        for row in found
        if role in {None, row["role"]} and (row["status"] == "active" or not active)
    ]
    if not rows:
        facts = {"login": login, "role": (role or "member").replace("_", " ")}
        raise BadInputError(Finding("not-on-the-panel", facts, hint=Hint("panel.add")))
    return min(rows, key=lambda row: (row["status"] != "active", ORDER.index(row["role"])))


def lead_of(reading: Reading) -> Lead:
    """The person to ring, as packs and letters name them; the earliest lead still active."""
    leads = reading.of("member", role="lead", status="active")
    if not leads:
        raise RefusedError(Finding("no-lead", {"ref": reading.ref}, hint=Hint("panel.add")))
    person = reading.rows.one("person", id=leads[0]["person"])
    return Lead(person["name"], person["telephone"], person["email"])


def pack_case(reading: Reading) -> Case:
    """The case as packs name it; that it is a rehearsal or illustrative stands in its notes."""
    from tender_flow.services.covering import case_notes

    case = reading.case
    return Case(case["id"], case["ref"], case["title"], case_notes(case))


def pack_member(reading: Reading, row: Row) -> PackMember:
    """A member as packs name them."""
    name = reading.person_name(row["person"])
    skills = row["specialisms"].replace("_", " ").replace(",", ", ").replace(",  ", ", ")
    return PackMember(row["id"], name, row["organisation"], skills)


def public_key_of(reading: Reading, row: Row) -> PublicKey | None:
    """The public halves of a member's key; None while they have none on record."""
    if not row["verify_key"] or not row["seal_key"]:
        return None
    key_name = reading.person_name(row["person"])
    return PublicKey(key_name, "member", row["verify_key"], row["seal_key"])


def same_key(one: PublicKey | None, other: PublicKey | None) -> bool:
    """Are these the same pair of halves? The name on a key is only a label."""
    if one is None or other is None:
        return False
    return (one.verify_key, one.seal_key) == (other.verify_key, other.seal_key)


def refuse_foreign_authority(reading: Reading, key: PrivateKey) -> list[Finding]:
    """Packs and returns of a case go through the council's key that the case was made with."""
    wanted = reading.case["authority_fingerprint"]
    if key.public.kind == "authority" and key.public.fingerprint == wanted:
        return []
    facts = {"fingerprint": key.public.fingerprint, "wanted": wanted}
    return [Finding("authority-key-foreign", facts)]


def keeper(reading: Reading, role: str) -> tuple[Row | None, list[Finding]]:
    """The active custodian or witness with a key; a finding where there is none."""
    rows = [row for row in reading.of("member", role=role, status="active") if row["seal_key"]]
    if rows:
        return rows[0], []
    return None, [Finding("keeper-missing", {"role": role}, hint=Hint("panel.add", {"role": role}))]
