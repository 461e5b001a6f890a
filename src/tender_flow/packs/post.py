"""Sending and opening: packs to a member, return files to the lead.

    data = seal_pack(contents, authority, member=key_of_the_member, at=now, head_digest=head)
    opened = open_pack(data, member_key, "evans.tfpack")
    data = seal_return(returned, member_key, opened)
    came = read_return(data, authority, "evans-marks-1.tfreturn")
    findings = check_return(came, expected, now)

`read_return` says whether a file is whole, ours and signed; `check_return` whether it can be
taken in now. What was signed is kept byte for byte: `came.opened.artefact`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.packs.codec import MisfitError, canonical, read
from tender_flow.packs.contents import (
    TO_MEMBER,
    InvitationContents,
    PackContents,
    ScoringContents,
)
from tender_flow.packs.envelope import (
    Header,
    Manifest,
    Opened,
    damaged,
    lead_of,
    open_sealed,
    peek,
    seal,
)
from tender_flow.packs.returns import (
    TO_LEAD,
    DeclarationReturn,
    MarksReturn,
    ReturnContents,
    kind_of,
)
from tender_flow.rules.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.packs.keys import PrivateKey, PublicKey
    from tender_flow.rules.findings import Fact

CONTENTS = "contents.json"


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A pack that passed every check, on the member's machine."""

    contents: PackContents
    opened: Opened


@dataclass(frozen=True, slots=True)
class OpenedReturn:
    """A return file that passed every check, on the lead's machine."""

    kind: str
    """`declaration`, `marks` or `slip`."""
    contents: ReturnContents
    opened: Opened

    @property
    def sender(self) -> PublicKey:
        """The public halves of the key that signed it."""
        return self.opened.manifest.sender

    @property
    def signed_bytes(self) -> bytes:
        """The manifest exactly as it was signed."""
        return self.opened.signed_bytes

    @property
    def signature(self) -> str:
        """Ed25519 over `signed_bytes`, in hex."""
        return self.opened.signature


@dataclass(frozen=True, slots=True)
class Expected:
    """What the record knows, to judge whether a return can be taken in."""

    case_id: str
    keys: dict[str, PublicKey] = field(default_factory=dict)
    """By member: the key of the accepted declaration."""
    packs: dict[str, int] = field(default_factory=dict)
    """By member: the number of the pack (or invitation, or outcome) in force for this kind."""
    closes_at: dict[str, datetime] = field(default_factory=dict)
    """By member: until when a return is taken in."""
    accepted: dict[str, datetime] = field(default_factory=dict)
    """By the file's digest: when it was accepted."""
    names: dict[str, str] = field(default_factory=dict)
    """By member: the name, for sentences; also says who is a member at all."""


def seal_pack(
    contents: PackContents,
    authority: PrivateKey,
    *,
    at: datetime,
    member: PublicKey | None = None,
    passphrase: str = "",
    head_digest: str = "",
) -> bytes:
    """A pack for one member: an invitation under a passphrase, the others to the member's key."""
    if isinstance(contents, InvitationContents) != bool(passphrase) or bool(member) == bool(
        passphrase
    ):
        message = "an invitation needs a passphrase, any other pack the member's key"
        raise ValueError(message)
    recipient_key = member.fingerprint if member else ""
    header = Header(
        kind=kind_of(contents),
        recipient=contents.member.name,
        recipient_key=recipient_key,
        lead=contents.lead.name,
        telephone=contents.lead.telephone,
        email=contents.lead.email,
    )
    manifest = Manifest(
        kind=header.kind,
        case_id=contents.case.id,
        case_ref=contents.case.ref,
        recipient=recipient_key,
        sender=authority.public,
        at=at,
        number=contents.number,
        model_digest=contents.model_digest if isinstance(contents, ScoringContents) else "",
        head_digest=head_digest,
    )
    return seal(
        {CONTENTS: canonical(contents)},
        header,
        manifest,
        signer=authority,
        seal_key=member.seal_key if member else "",
        passphrase=passphrase,
    )


def open_pack(data: bytes, unlock: PrivateKey | str, file: str) -> OpenedPack:
    """Opens a pack with the member's key, or an invitation with its passphrase.

    Raises `BadInputError`; besides the reasons of `envelope.open_sealed`: `not-a-pack` (a
    return file or a work file), `pack-needs-key`, `pack-needs-passphrase`,
    `pack-not-from-council`.
    """
    header = peek(data, file)
    _refuse_other_kind(header, unlock, file)
    opened = open_sealed(data, unlock, file)
    try:
        contents: PackContents = read(TO_MEMBER[header.kind], opened.parts.get(CONTENTS, b""))
    except MisfitError as error:
        raise damaged(header, file) from error
    sender = opened.manifest.sender
    if sender != contents.authority or sender.kind != "authority":
        raise damaged(header, file)
    trusts = () if isinstance(unlock, str) else unlock.trusts
    if trusts and sender.fingerprint not in trusts:
        facts = {"file": file, "lead": lead_of(header), "fingerprint": sender.fingerprint}
        raise BadInputError(Finding("pack-not-from-council", facts, place=Place(file)))
    return OpenedPack(contents, opened)


def _refuse_other_kind(header: Header, unlock: PrivateKey | str, file: str) -> None:
    facts = {"file": file, "lead": lead_of(header)}
    if header.kind not in TO_MEMBER:
        raise BadInputError(Finding("not-a-pack", facts, place=Place(file)))
    if (header.kind == "invitation") != isinstance(unlock, str):
        code = "pack-needs-passphrase" if header.kind == "invitation" else "pack-needs-key"
        raise BadInputError(Finding(code, facts, place=Place(file)))


def seal_return(returned: ReturnContents, key: PrivateKey, pack: OpenedPack, number: int) -> bytes:
    """A return file to the council that issued the pack, signed with the member's key."""
    contents, authority = pack.contents, pack.contents.authority
    header = Header(
        kind=kind_of(returned),
        recipient=authority.name,
        recipient_key=authority.fingerprint,
        lead=contents.lead.name,
        telephone=contents.lead.telephone,
        email=contents.lead.email,
    )
    manifest = Manifest(
        kind=header.kind,
        case_id=contents.case.id,
        case_ref=contents.case.ref,
        recipient=authority.fingerprint,
        sender=key.public,
        at=returned.signed_at,
        number=number,
        made_from=contents.number,
        made_from_digest=pack.opened.file_digest,
        model_digest=pack.opened.manifest.model_digest,
        head_digest=pack.opened.manifest.head_digest,
    )
    parts = {CONTENTS: canonical(returned)}
    return seal(parts, header, manifest, signer=key, seal_key=authority.seal_key)


def read_return(data: bytes, authority: PrivateKey, file: str) -> OpenedReturn:
    """Opens a return file; every byte is as its sender signed it.

    Raises `BadInputError`: `not-our-file`, `not-a-return`, `return-damaged`,
    `return-for-another-council`, `pack-too-new`, `pack-too-large`.
    """
    try:
        header = peek(data, file)
        if header.kind not in TO_LEAD:
            raise BadInputError(_about("not-a-return", file))
        opened = open_sealed(data, authority, file)
        contents: ReturnContents = read(TO_LEAD[header.kind], opened.parts.get(CONTENTS, b""))
    except MisfitError as error:
        raise BadInputError(_about("return-damaged", file)) from error
    except BadInputError as error:
        raise BadInputError(*(_lead_side(finding) for finding in error.findings)) from error
    came = OpenedReturn(header.kind, contents, opened)
    if not _is_consistent(came):
        raise BadInputError(_about("return-damaged", file))
    return came


def _is_consistent(came: OpenedReturn) -> bool:
    """What the contents say about themselves agrees with the signed manifest."""
    manifest, contents = came.opened.manifest, came.contents
    own_key = not isinstance(contents, DeclarationReturn) or contents.key == manifest.sender
    return (
        own_key
        and manifest.sender.kind == "member"
        and manifest.case_id == contents.case.id
        and manifest.at == contents.signed_at
        and manifest.made_from == made_from(contents)
    )


def made_from(contents: ReturnContents) -> int:
    """The number of the invitation, pack or outcome that a return answers."""
    if isinstance(contents, DeclarationReturn):
        return contents.invitation
    return contents.pack if isinstance(contents, MarksReturn) else contents.outcome


def check_return(came: OpenedReturn, expected: Expected, now: datetime) -> tuple[Finding, ...]:
    """Why a return can't be taken in now; empty if it can (errors 20 and 21).

    Codes: `return-of-another-case`, `return-accepted-already`, `return-of-a-stranger`,
    `return-key-unknown`, `return-stale`, `return-too-late`.
    """
    return tuple(_refusals(came, expected, now))


def _refusals(came: OpenedReturn, expected: Expected, now: datetime) -> Iterator[Finding]:
    contents, member = came.contents, came.contents.member_id
    if contents.case.id != expected.case_id:
        facts = {"ref": contents.case.ref, "title": contents.case.title}
        yield Finding("return-of-another-case", facts)
        return
    accepted = expected.accepted.get(came.opened.file_digest)
    if accepted is not None:
        yield Finding("return-accepted-already", {"at": accepted})
    name = expected.names.get(member)
    if name is None:
        yield Finding("return-of-a-stranger", {"sender": came.sender.name})
        return
    if came.kind != "declaration" and expected.keys.get(member) != came.sender:
        yield Finding("return-key-unknown", {"member": name, "key": came.sender.fingerprint})
    in_force = expected.packs.get(member)
    if in_force is not None and made_from(contents) != in_force:
        facts_stale: dict[str, Fact] = {
            "member": name,
            "made_from": made_from(contents),
            "in_force": in_force,
        }
        yield Finding("return-stale", facts_stale)
    closes_at = expected.closes_at.get(member)
    if closes_at is not None and now > closes_at:
        yield Finding("return-too-late", {"member": name, "closed": closes_at})


_LEAD_SIDE = {
    "pack-damaged": "return-damaged",
    "pack-for-another": "return-for-another-council",
}


def _lead_side(finding: Finding) -> Finding:
    """The same reason, said to the lead and not to a panel member."""
    code = _LEAD_SIDE.get(finding.code, finding.code)
    return Finding(code, finding.facts, finding.severity, finding.place, finding.source)


def _about(code: str, file: str) -> Finding:
    return Finding(code, {"file": file}, place=Place(file) if file else None)
