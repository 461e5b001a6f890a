"""Challenges to an award decision: received, what they hold back, and how they ended.

A challenge attacks *one* decision (Aquila Heywood v LPPA [2021] EWHC 114 (TCC)): a claim against
a decision that was withdrawn holds back nothing that is decided anew. So it names the approval
of a lot that stands, and the law of the case says whether the contract has to wait
(`tender_flow.rules.procedure.suspensions`). What it suspends, only its own end lifts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint, Severity
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.suspensions import Answer, Challenged, automatic_suspension
from tender_flow.services.bids import tender_of
from tender_flow.services.decisions import numbered, withdraw_decision

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]

OUTCOMES = (
    "withdrawn",
    "settled",
    "dismissed",
    "damages",
    "set_aside",
    "suspension_lifted",
    "became_claim",
)
"""How a challenge ends; after `suspension_lifted` it goes on, but holds nothing back any more.

`damages`: the decision stands. `set_aside`: the decision is withdrawn with it.
"""


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A challenge as recorded; `number` is how commands name it."""

    number: int
    lot: str
    challenger: str
    grounds: str
    decision: int
    """The number of the decision that it attacks, as `award decisions` shows it."""
    claim_on: date | None
    notified_on: date
    basis: str
    suspends: bool
    """It holds the contract back now."""
    lifted_on: date | None
    outcome: str
    """Empty while it is open."""
    ended_on: date | None
    ended_reason: str
    notes: tuple[Finding, ...] = ()
    """Why it holds nothing back by itself."""


def receive(
    office: Office,
    ref: str,
    *,
    lot: str,
    challenger: str,
    bidder: bool,
    grounds: str,
    notified_on: date,
    claim_on: date | None = None,
    decision: int | None = None,
    dry_run: bool = False,
) -> ChallengeView:
    """Records a challenge to the approval of a lot, and suspends what the law suspends.

    `bidder`: the challenger has a tender here. `decision` is a number of `award decisions`;
    left out, it is the approval that stands. A letter has no `claim_on`.

    Raises:
        RefusedError: the decision was withdrawn or replaced, no grounds, or days that can't be.
    """
    with office.deed(
        "award.challenge", ref, roles=("lead",), while_suspended=True, once_ended=True,
        dry_run=dry_run,
    ) as deed:  # fmt: skip
        row = deed.lot(lot)
        attacked = _attacked(deed, row, decision)
        deed.refuse(_faults(deed, row, attacked, grounds, notified_on, claim_on))
        answer = automatic_suspension(_about(deed, row, attacked, notified_on, claim_on))
        tender = tender_of(deed, challenger) if bidder else None
        suspension = _suspend(deed, attacked, answer) if answer.suspends else None
        values = {
            "lot": row["id"],
            "decision": attacked["id"],
            "tender": tender["id"] if tender else None,
            "challenger": _name(deed, tender) if tender else challenger.strip(),
            "grounds": grounds.strip(),
            "claim_on": claim_on,
            "notified_on": notified_on,
            "regime": deed.case["regime"],
            "basis": answer.source,
            "suspension": suspension,
            "recorded_by": deed.person_id,
            "recorded_at": deed.now,
        }
        made = deed.insert("challenge", values)
        deed.note(challenge=made, lot=row["id"], notified_on=notified_on.isoformat(),
                  held=answer.suspends)  # fmt: skip
        notes = () if answer.suspends else (_why_not(answer),)
        return next(one for one in _views(deed, notes) if one.number == len(deed.of("challenge")))


def close(
    office: Office,
    ref: str,
    number: int,
    *,
    outcome: str,
    ended_on: date,
    reason: str,
    dry_run: bool = False,
) -> ChallengeView:
    """Records how a challenge ended, or that a court lifted its suspension.

    A decision that was set aside is withdrawn with it: what follows is decided anew.
    """
    if outcome not in OUTCOMES:
        raise BadInputError(
            Finding("challenge-outcome-unknown", {"outcome": outcome, "known": OUTCOMES})
        )
    with office.deed(
        "award.close_challenge", ref, roles=("lead",), while_suspended=True, once_ended=True,
        dry_run=dry_run,
    ) as deed:  # fmt: skip
        row = _row_of(deed, number)
        deed.refuse(_end_faults(deed, row, number, outcome, ended_on, reason))
        _lift(deed, row, outcome)
        if outcome == "suspension_lifted":
            deed.update("challenge", row["id"], lifted_on=ended_on)
        else:
            deed.update(
                "challenge", row["id"], outcome=outcome, ended_on=ended_on,
                ended_reason=reason.strip(), ended_by=deed.person_id,
            )  # fmt: skip
        if outcome == "set_aside":
            _set_aside(deed, row, ended_on, reason)
        deed.note(challenge=row["id"], lot=row["lot"], outcome=outcome)
        return next(one for one in _views(deed) if one.number == number)


def list_challenges(office: Office, ref: str) -> tuple[ChallengeView, ...]:
    """Every challenge, oldest first."""
    with office.reading(ref) as reading:
        return tuple(_views(reading))


def _attacked(deed: Deed, lot: Row, number: int | None) -> Row:
    """The decision that is attacked: the one named, or the lot's latest approval."""
    if number is None:
        found = deed.last("decision", lot=lot["id"], kind="approval")
        if found is None:
            hint = Hint("award.approve", {"lot": lot["code"]})
            deed.refuse([Finding("lot-not-approved", {"lot": lot["title"]}, hint=hint)])
        assert found is not None
        return found
    found = numbered(deed).get(number)
    if found is None or found["lot"] != lot["id"] or found["kind"] != "approval":
        about: dict[str, Fact] = {"number": number, "lot": lot["title"]}
        raise BadInputError(
            Finding("challenge-of-no-decision", about, hint=Hint("award.decisions"))
        )
    return found


def _faults(
    deed: Deed,
    lot: Row,
    attacked: Row,
    grounds: str,
    notified_on: date,
    claim_on: date | None,
) -> list[Finding]:
    about: dict[str, Fact] = {"lot": lot["title"], "dated": attacked["dated"]}
    if attacked["status"] != "taken":
        facts = {**about, "status": attacked["status"]}
        return [Finding("challenge-decision-gone", facts, hint=Hint("award.decisions"))]
    found = [] if grounds.strip() else [Finding("challenge-without-grounds")]
    days = [("--notified", notified_on), ("--claim", claim_on)]
    for what, day in days:
        if day is not None and day > local_day(deed.now):
            found.append(Finding("day-in-the-future", {"what": what, "on": day}))
        if day is not None and day < attacked["dated"]:
            found.append(Finding("challenge-before-decision", {**about, "on": day}))
    if claim_on is not None and notified_on < claim_on:
        found.append(
            Finding("claim-known-before-begun", {"claim_on": claim_on, "notified_on": notified_on})
        )
    return found


def _about(
    deed: Deed, lot: Row, attacked: Row, notified_on: date, claim_on: date | None
) -> Challenged:
    waits = deed.last("standstill", lot=lot["id"], decision=attacked["id"])
    return Challenged(
        regime=deed.case["regime"],
        claim_on=claim_on,
        notified_on=notified_on,
        standstill=(waits["starts_from"], waits["ends_on"]) if waits else None,
        contract_made=lot["outcome"] == "awarded",
    )


def _suspend(deed: Deed, attacked: Row, answer: Answer) -> str:
    values = {"scope": "decision", "subject": attacked["id"], "began_at": deed.now}
    return deed.insert("suspension", {**values, "reason": answer.source})


def _why_not(answer: Answer) -> Finding:
    return Finding(answer.why_not, {}, Severity.WARNING, source=answer.source)


def _row_of(deed: Deed, number: int) -> Row:
    rows = deed.of("challenge")
    if not 1 <= number <= len(rows):
        facts: dict[str, Fact] = {"number": number, "count": len(rows)}
        raise BadInputError(Finding("challenge-unknown", facts, hint=Hint("award.challenges")))
    return rows[number - 1]


def _end_faults(
    deed: Deed, row: Row, number: int, outcome: str, ended_on: date, reason: str
) -> list[Finding]:
    found = [] if reason.strip() else [Finding("reason-missing")]
    if row["outcome"] is not None:
        facts: dict[str, Fact] = {"number": number, "ended_on": row["ended_on"]}
        found.append(Finding("challenge-ended-already", facts))
    if ended_on > local_day(deed.now):
        found.append(Finding("day-in-the-future", {"what": "--on", "on": ended_on}))
    if ended_on < row["notified_on"]:
        facts = {"ended_on": ended_on, "notified_on": row["notified_on"]}
        found.append(Finding("challenge-ended-before-it-came", facts))
    if outcome == "suspension_lifted" and not _held(deed, row):
        found.append(Finding("challenge-holds-nothing", {"number": number}))
    lot = deed.rows.one("lot", id=row["lot"])
    if outcome == "set_aside" and lot["outcome"] != "open":
        found.append(Finding("lot-settled", {"lot": lot["title"], "outcome": lot["outcome"]}))
    return found


def _held(reading: Reading, row: Row) -> Row | None:
    """The suspension of a challenge that lasts."""
    if row["suspension"] is None:
        return None
    return reading.first("suspension", id=row["suspension"], ended_at=None)


def _lift(deed: Deed, row: Row, outcome: str) -> None:
    running = _held(deed, row)
    if running is not None:
        deed.update("suspension", running["id"], ended_at=deed.now, ended_reason=outcome)


def _set_aside(deed: Deed, row: Row, dated: date, reason: str) -> None:
    decision = deed.rows.one("decision", id=row["decision"])
    court = {"body": "court", "maker": "", "minute": "", "dated": dated, "told": ""}
    withdraw_decision(deed, decision, {**court, "reason": reason.strip()})


def _name(reading: Reading, tender: Row) -> str:
    return str(reading.rows.one("supplier", id=tender["supplier"])["name"])


def _views(reading: Reading, notes: tuple[Finding, ...] = ()) -> list[ChallengeView]:
    lots = {row["id"]: row["title"] for row in reading.of("lot")}
    numbers = {row["id"]: number for number, row in numbered(reading).items()}
    return [
        ChallengeView(
            number=number,
            lot=lots[row["lot"]],
            challenger=row["challenger"] or "–",
            grounds=row["grounds"] or "–",
            decision=numbers[row["decision"]],
            claim_on=row["claim_on"],
            notified_on=row["notified_on"],
            basis=row["basis"],
            suspends=_held(reading, row) is not None,
            lifted_on=row["lifted_on"],
            outcome=row["outcome"] or "",
            ended_on=row["ended_on"],
            ended_reason=row["ended_reason"] or "",
            notes=notes,
        )
        for number, row in enumerate(reading.of("challenge"), 1)
    ]
