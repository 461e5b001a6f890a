"""Issuing packs: the answers that one cleared member may read, and later the agreed outcome.

A scoring pack exists only for a member whose declaration was accepted and whose key was
compared; it holds their questions and the answers of the bidders they are cleared for, in an
order of their own. A reissue carries the member's own marks over and says what differs.
What comes back is taken in by `accepting`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tender_flow.i18n.moderation import override_words
from tender_flow.packs.contents import (
    OutcomeContents,
    OutcomeItem,
    ScoringContents,
    scoring_contents,
)
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.gates_preparation import requirements_decided, tenders_opened
from tender_flow.services.clearing import names_standing
from tender_flow.services.covering import outcome_mail, scoring_mail
from tender_flow.services.facts import case_facts
from tender_flow.services.marking import MarkingView, agreed_value
from tender_flow.services.members import (
    lead_of,
    member_of,
    pack_case,
    pack_member,
    public_key_of,
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
from tender_flow.services.pack_contents import PackBuilder, mark_value
from tender_flow.services.rounds import base_of, find_round, open_round
from tender_flow.services.shortlists import undecided

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tender_flow.packs.keys import PrivateKey
    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]


def issue(
    office: Office,
    ref: str,
    login: str,
    *,
    authority: PrivateKey,
    out: Path,
    closes_at: datetime,
    round: str = "written",
    reason: str = "",
    dry_run: bool = False,
) -> IssuedPack:
    """Makes a member's scoring pack in the folder `out`; a further one needs a reason.

    Refused with everything that is missing: declaration, clearance, decisions on conflicts,
    opened tenders, decided requirements, questions, interview records.
    """
    with (
        nothing_left_behind() as written,
        office.deed("pack.issue", ref, roles=("lead",), dry_run=dry_run) as deed,
    ):
        row = member_of(deed, login, role="evaluator")
        builder = PackBuilder(deed, row, round)
        waiting = _not_ready(deed, row)
        deed.refuse(
            [
                *refuse_foreign_authority(deed, authority),
                *waiting,
                *undecided(deed, base_of(round)),
                *(() if waiting else _nothing_to_mark(builder)),
                *_not_now(deed, row, round, closes_at, reason),
            ]
        )
        open_round(deed, round)
        contents = _scoring(deed, row, builder, authority, closes_at, reason)
        path = pack_path(out, login, round, contents.number)
        _, check_code = send(
            deed,
            row,
            contents,
            authority,
            path,
            seal_to=public_key_of(deed, row),
            round=round,
            closes_at=closes_at,
            reason=reason,
            written=None if dry_run else written,
        )
        deed.note(round=round, order_seed=builder.seed)
        mail = scoring_mail(
            member=contents.member.name,
            title=contents.case.title,
            file=path.name,
            lead=contents.lead,
            closes_at=closes_at,
        )
        return _issued(deed, row, contents, path, check_code, mail)


def extend(
    office: Office,
    ref: str,
    login: str,
    *,
    closes_at: datetime,
    reason: str,
    round: str = "written",
    dry_run: bool = False,
) -> datetime:
    """Takes returns of a pack in until a later time, with the reason; gives the earlier time."""
    with office.deed("pack.extend", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = member_of(deed, login, role="evaluator")
        pack = in_force(deed, row["id"], "scoring", round)
        name = deed.person_name(row["person"])
        found = [] if reason.strip() else [Finding("decision-without-reason")]
        if pack is None:
            found.append(Finding("no-pack-in-force", {"name": name}, hint=Hint("pack.issue")))
        elif closes_at <= max(deed.now, pack["closes_at"]):
            found.append(Finding("pack-would-be-closed", {"closes_at": closes_at}))
        deed.refuse(found)
        assert pack is not None
        deed.update("pack", pack["id"], closes_at=closes_at, reason=reason.strip())
        deed.note(member=row["id"], pack=pack["id"], closes_at=closes_at.isoformat())
        earlier: datetime = pack["closes_at"]
        return earlier


def issue_outcome(
    office: Office,
    ref: str,
    login: str,
    *,
    authority: PrivateKey,
    out: Path,
    round: str = "written",
    reason: str = "",
    dry_run: bool = False,
) -> IssuedPack:
    """Makes the file with which a member signs the agreed marks, once the meeting has closed."""
    with (
        nothing_left_behind() as written,
        office.deed("pack.issue_outcome", ref, roles=("lead", "chair"), dry_run=dry_run) as deed,
    ):
        row = member_of(deed, login, role="evaluator")
        items = _outcome_items(deed, row, round)
        deed.refuse([
            *refuse_foreign_authority(deed, authority),
            *_not_agreed(deed, row, round, items, reason),
        ])  # fmt: skip
        contents = OutcomeContents(
            case=pack_case(deed),
            member=pack_member(deed, row),
            lead=lead_of(deed),
            authority=authority.public,
            number=next_number(deed, row["id"], "outcome", round),
            issued_at=deed.now,
            round=round,
            items=items,
        )
        path = pack_path(out, login, f"outcome-{round}", contents.number)
        _, check_code = send(
            deed,
            row,
            contents,
            authority,
            path,
            seal_to=public_key_of(deed, row),
            round=round,
            reason=reason,
            written=None if dry_run else written,
        )
        mail = outcome_mail(
            member=contents.member.name,
            title=contents.case.title,
            file=path.name,
            lead=contents.lead,
        )
        return _issued(deed, row, contents, path, check_code, mail)


def _issued(
    deed: Deed,
    row: Row,
    contents: ScoringContents | OutcomeContents,
    path: Path,
    check_code: str,
    mail: str,
) -> IssuedPack:
    scoring = contents if isinstance(contents, ScoringContents) else None
    return IssuedPack(
        member=contents.member.name,
        kind="scoring" if scoring else "outcome",
        round=contents.round,
        number=contents.number,
        path=path,
        check_code=check_code,
        closes_at=scoring.closes_at if scoring else None,
        questions=len(scoring.questions) if scoring else 0,
        answers=len(scoring.answers) if scoring else 0,
        carried_over=len(scoring.earlier) if scoring else 0,
        mail=mail,
        email=deed.rows.one("person", id=row["person"])["email"],
    )


def _not_ready(deed: Deed, row: Row) -> list[Finding]:
    """What must have happened before any pack: tenders open and checked, this member cleared."""
    name, login = deed.person_name(row["person"]), _login(deed, row)
    who = {"member": login}
    facts = case_facts(deed, ("tenders",))
    found = [*tenders_opened.ask(facts, {}), *requirements_decided.ask(facts, {})]
    if row["agreement_signed_at"] is None:
        hint = Hint("pack.accept")
        return [*found, Finding("declaration-not-accepted", {"name": name}, hint=hint)]
    if row["cleared_at"] is None:
        found.append(Finding("member-not-cleared", {"name": name}, hint=Hint("panel.clear", who)))
    undeclared = names_standing(deed, row["id"], undecided=False)
    if undeclared:
        about: dict[str, Fact] = {"name": name, "suppliers": undeclared}
        found.append(Finding("conflict-not-declared", about, hint=Hint("panel.invite", who)))
    undecided = names_standing(deed, row["id"], undecided=True)
    if undecided:
        about = {"name": name, "suppliers": undecided}
        found.append(Finding("conflict-not-decided", about, hint=Hint("panel.decide", who)))
    return found


def _nothing_to_mark(builder: PackBuilder) -> list[Finding]:
    name = builder.member.name
    if not builder.leaves:
        facts = {"name": name, "round": builder.round}
        return [Finding("no-question-assigned", facts, hint=Hint("panel.assign"))]
    if not builder.cleared:
        return [Finding("pack-all-conflicts", {"name": name})]
    missing = [*builder.marked_by_range(), *builder.interviews_missing()]
    if missing or builder.answers:
        return missing
    return [Finding("pack-without-answers", {"name": name, "round": builder.round})]


def _not_now(deed: Deed, row: Row, round: str, closes_at: datetime, reason: str) -> list[Finding]:
    found = []
    if closes_at <= deed.now:
        found.append(Finding("pack-would-be-closed", {"closes_at": closes_at}))
    begun = find_round(deed, round)
    if begun is not None and begun["locked_at"] is not None:
        found.append(Finding("round-locked", {"round": round, "locked_at": begun["locked_at"]}))
    if in_force(deed, row["id"], "scoring", round) is not None and not reason.strip():
        facts = {"name": deed.person_name(row["person"])}
        found.append(Finding("pack-reissue-without-reason", facts))
    return found


def _login(reading: Reading, row: Row) -> str:
    return str(reading.rows.one("person", id=row["person"])["login"])


def _scoring(
    deed: Deed,
    row: Row,
    builder: PackBuilder,
    authority: PrivateKey,
    closes_at: datetime,
    reason: str,
) -> ScoringContents:
    earlier_pack = in_force(deed, row["id"], "scoring", builder.round)
    return scoring_contents(
        case=pack_case(deed),
        lots=builder.lots,
        member=builder.member,
        lead=lead_of(deed),
        authority=authority.public,
        number=next_number(deed, row["id"], "scoring", builder.round),
        issued_at=deed.now,
        closes_at=closes_at,
        model_digest=deed.definition("model")["digest"],
        round=builder.round,
        guidance=builder.guidance(),
        scales=builder.scales(),
        questions=builder.questions(),
        bidders=tuple(builder.names.items()),
        cleared=builder.cleared,
        seed=builder.seed,
        answers=builder.answers,
        earlier=builder.earlier(),
        replies=builder.replies(),
        changes=(reason.strip(),) if earlier_pack is not None else (),
        cleared_again=builder.cleared_again(),
        reasons=builder.reasons(),
    )


def _reason(deed: Deed, agreed: Row) -> str:
    """The reason of an agreed mark; of an override also who made and who approved it."""
    if agreed["route"] != "override":
        return str(agreed["reason"])
    people = [agreed["written_by"], agreed["second_approver"]]
    names = [deed.person_name(person) for person in people if person]
    return f"{override_words(names)}\n{agreed['reason']}"


def _not_agreed(
    deed: Deed, row: Row, round: str, items: tuple[OutcomeItem, ...], reason: str
) -> list[Finding]:
    name = deed.person_name(row["person"])
    begun = find_round(deed, round)
    meeting = deed.last("meeting", round=begun["id"]) if begun else None
    found = []
    if meeting is None or meeting["closed_at"] is None:
        hint = Hint("moderation.close", {"round": round})
        found.append(Finding("meeting-not-closed", {"round": round}, hint=hint))
    elif not items:
        found.append(Finding("nothing-to-sign", {"name": name}))
    if row["cleared_at"] is None:
        who = {"member": _login(deed, row)}
        found.append(Finding("member-not-cleared", {"name": name}, hint=Hint("panel.clear", who)))
    if in_force(deed, row["id"], "outcome", round) is not None and not reason.strip():
        found.append(Finding("pack-reissue-without-reason", {"name": name}))
    return found


def _outcome_items(deed: Deed, row: Row, round: str) -> tuple[OutcomeItem, ...]:
    """The agreed marks in whose moderation the member took part, in the model's order."""
    begun = find_round(deed, round)
    if begun is None:
        return ()
    view = MarkingView(deed)
    builder = PackBuilder(deed, row, round)
    labels = {leaf.id: leaf for leaf in deed.model().questions(round)}
    order = list(labels)
    answers = sorted(view.answers(round), key=lambda answer: order.index(answer["question"]))
    items = []
    for answer in answers:
        agreed = view.agreed.get((begun["id"], answer["id"]))
        if agreed is None or row["id"] not in {one["id"] for one in view.panel_for(answer)}:
            continue
        assent = view.assents.get((agreed["id"], row["id"]))
        own = view.marks.get((begun["id"], answer["id"], row["id"]))
        leaf = labels[answer["question"]]
        items.append(
            OutcomeItem(
                id=agreed["id"],
                question_number=leaf.number,
                question_title=leaf.title,
                lot=builder.lot_titles.get(answer["lot"] or "", ""),
                bidder=builder.names[answer["tender"]],
                own_mark=None if own is None or own["value"] is None else mark_value(own["value"]),
                agreed_mark=Fraction(agreed_value(agreed)),
                reason=_reason(deed, agreed),
                assent=assent["choice"] if assent else "not_present",
                assent_reason=assent["reason"] if assent else "",
            )
        )
    return tuple(items)
