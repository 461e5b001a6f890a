"""Inviting a panel member: who bids, the agreement, the guidance, the questions, and no bid.

The invitation is sealed under a passphrase that the lead says by telephone. It can only be made
when the confidentiality agreement and the evaluation guidance are filed (Kent's review of the
HIA tender: the guidance goes out before the evaluation begins) and the bidders are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.packs.contents import (
    AssignedQuestion,
    InvitationContents,
    InvitedBidder,
    Lot,
    Practice,
    Question,
    Scale,
    ScaleLevel,
)
from tender_flow.packs.keys import make_key
from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.covering import invitation_mail
from tender_flow.services.marking import MarkingView
from tender_flow.services.members import (
    lead_of,
    member_of,
    pack_case,
    pack_member,
    refuse_foreign_authority,
)
from tender_flow.services.outgoing import (
    IssuedPack,
    in_force,
    next_number,
    nothing_left_behind,
    pack_path,
    send,
)
from tender_flow.services.partners import partners_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tender_flow.packs.keys import PrivateKey
    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]

AGREEMENT, GUIDANCE = "confidentiality_agreement", "evaluation_guidance"
"""Kinds of document whose text the invitation carries."""
KNOWN_BIDDERS = ("received", "opened")
"""Tenders whose bidder is declared about: in time or admitted, and not out."""


def invite(
    office: Office,
    ref: str,
    login: str,
    *,
    authority: PrivateKey,
    passphrase: str,
    out: Path,
    role: str | None = None,
    return_by: datetime | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> IssuedPack:
    """Makes a member's invitation file in the folder `out`; a further one needs a reason.

    Sealing under a passphrase takes about 2.5 seconds. A bidder that came in later needs a
    further invitation for everybody: they are undeclared towards it.
    """
    with (
        nothing_left_behind() as written,
        office.deed("panel.invite", ref, roles=("lead",), dry_run=dry_run) as deed,
    ):
        row = member_of(deed, login, role=role)
        deed.refuse([
            *refuse_foreign_authority(deed, authority),
            *_not_ready(deed, row, return_by, reason),
        ])  # fmt: skip
        contents = _contents(deed, row, authority, return_by)
        path = pack_path(out, login, "invitation", contents.number)
        _, check_code = send(
            deed,
            row,
            contents,
            authority,
            path,
            passphrase=passphrase,
            closes_at=return_by,
            reason=reason,
            written=None if dry_run else written,
        )
        mail = invitation_mail(
            member=contents.member.name,
            title=contents.case.title,
            file=path.name,
            lead=contents.lead,
            return_by=return_by,
        )
        return IssuedPack(
            member=contents.member.name,
            kind="invitation",
            round="",
            number=contents.number,
            path=path,
            check_code=check_code,
            closes_at=return_by,
            questions=len(contents.questions),
            answers=0,
            carried_over=0,
            mail=mail,
            email=deed.rows.one("person", id=row["person"])["email"],
        )


def filed_text(reading: Reading, kind: str) -> str:
    """The text of the latest document of a kind, as it goes to the panel; empty if none."""
    row = reading.last("document", kind=kind)
    return reading.rows.artefact(row["digest"]).decode().lstrip("\ufeff") if row else ""


def _not_ready(deed: Deed, row: Row, return_by: datetime | None, reason: str) -> list[Finding]:
    found = [
        Finding("text-not-filed", {"kind": kind.replace("_", " ")},
                hint=Hint("document.add", {"kind": kind}))
        for kind in (AGREEMENT, GUIDANCE)
        if deed.last("document", kind=kind) is None
    ]  # fmt: skip
    if not _bidders(deed):
        found.append(Finding("no-bidder-known", {"ref": deed.ref}, hint=Hint("bids.import")))
    if return_by is not None and return_by <= deed.now:
        found.append(Finding("pack-would-be-closed", {"closes_at": return_by}))
    if in_force(deed, row["id"], "invitation", "") is not None and not reason.strip():
        facts = {"name": deed.person_name(row["person"])}
        found.append(Finding("pack-reissue-without-reason", facts))
    return found


def _contents(
    deed: Deed, row: Row, authority: PrivateKey, return_by: datetime | None
) -> InvitationContents:
    member = pack_member(deed, row)
    return InvitationContents(
        case=pack_case(deed),
        member=member,
        lead=lead_of(deed),
        authority=authority.public,
        number=next_number(deed, row["id"], "invitation", ""),
        agreement=filed_text(deed, AGREEMENT),
        guidance=filed_text(deed, GUIDANCE),
        bidders=tuple(_bidders(deed)),
        questions=tuple(_questions(deed, row["id"])),
        return_by=return_by,
        work_key=str(make_key(member.name, "member").identity),
        practice=_practice(deed),
    )


def _bidders(reading: Reading) -> list[InvitedBidder]:
    lots = {row["id"]: row["title"] for row in reading.of("lot")}
    suppliers = {row["id"]: row["name"] for row in reading.of("supplier")}
    return [
        InvitedBidder(
            tender["id"],
            suppliers[tender["supplier"]],
            tuple(row["name"] for row in partners_of(reading, tender["id"])),
            tuple(
                Lot(bid["lot"], lots[bid["lot"]])
                for bid in reading.of("bid", tender=tender["id"], status="in")
            ),
        )
        for tender in reading.of("tender")
        if tender["status"] in KNOWN_BIDDERS
    ]


def _practice(reading: Reading) -> Practice | None:
    """The frozen model's invented answer, the same for every member; never a bid's."""
    model = reading.model()
    if model.practice is None:
        return None
    asked = model.practice.question
    scale = model.scale_of(asked)
    levels = (ScaleLevel(each.mark, each.name, each.description) for each in scale.levels)
    question = Question(
        id=asked.id,
        number=asked.number,
        title=asked.title,
        text=asked.question,
        guidance=asked.guidance,
        scale=scale.id,
        shares=(),
        minimum=asked.minimum,
        words=asked.words,
        shared=True,
    )
    return Practice(Scale(scale.id, tuple(levels)), question, model.practice.answer)


def _questions(reading: Reading, member: str) -> list[AssignedQuestion]:
    mine = MarkingView(reading).questions_of.get(member, frozenset())
    titles = {row["code"]: row["title"] for row in reading.of("lot")}
    return [
        AssignedQuestion(
            leaf.id, leaf.number, leaf.title, tuple(titles[code] for code in leaf.lots)
        )
        for leaf in reading.model().questions()
        if leaf.id in mine
    ]
