"""Decisions after they were taken: which stand, which were withdrawn or replaced, and why.

A decision is never changed. It is withdrawn by whoever may take it, with the reason and what the
bidders were told; what is decided anew is a decision of its own, with its own letters and its
own standstill. A suspension that hung on the withdrawn decision ends with it (Aquila Heywood v
LPPA [2021] EWHC 114 (TCC)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.services.award import supplier_of

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.services.office import Deed, Office, Reading

Row = dict[str, Any]

KINDS = ("approval", "recommendation")
"""What can be withdrawn; a recommendation takes the approval that rests on it with it."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with what became of it; `number` is how commands name it."""

    number: int
    lot: str
    kind: str
    supplier: str
    """Empty: nobody gets the lot."""
    body: str
    dated: date
    status: str
    """taken (it stands), withdrawn or replaced."""
    withdrawn_on: date | None
    withdrawn_reason: str


def list_decisions(office: Office, ref: str) -> tuple[DecisionView, ...]:
    """Every decision about every lot, oldest first, also those that stand no more."""
    with office.reading(ref) as reading:
        return tuple(_view(reading, number, row) for number, row in numbered(reading).items())


def numbered(reading: Reading) -> dict[int, Row]:
    """The decisions by the number that people call them by."""
    return dict(enumerate(reading.of("decision"), 1))


def withdraw(
    office: Office,
    ref: str,
    *,
    lot: str,
    body: str,
    maker: str,
    minute: str,
    dated: date,
    reason: str,
    told: str = "",
    kind: str = "approval",
    dry_run: bool = False,
) -> DecisionView:
    """Withdraws the decision that stands for a lot, before its contract is made.

    Raises:
        RefusedError: none stands, the lot has its outcome, the day is before the decision's, or
            bidders had been told of it and nothing says what they were told of its withdrawal.
    """
    if kind not in KINDS:
        raise BadInputError(Finding("withdrawal-kind-unknown", {"kind": kind, "known": KINDS}))
    roles = ("lead", "commissioner")
    with office.deed("award.withdraw", ref, roles=roles, while_suspended=True,
                     dry_run=dry_run) as deed:  # fmt: skip
        row = deed.lot(lot)
        going = _standing(deed, row, kind)
        how: Row = {"body": body.strip(), "maker": maker.strip(), "minute": minute.strip()}
        how |= {"dated": dated, "reason": reason.strip(), "told": told.strip()}
        deed.refuse(_faults(deed, row, going, how))
        for decision in going:
            withdraw_decision(deed, decision, how)
        deed.note(lot=row["id"], decision=going[0]["id"], kind=kind, body=how["body"])
        number = next(n for n, one in numbered(deed).items() if one["id"] == going[0]["id"])
        return _view(deed, number, numbered(deed)[number])


def withdraw_decision(deed: Deed, decision: Row, how: dict[str, Any]) -> None:
    """Marks a decision as withdrawn and ends what hung on it: suspensions and challenges."""
    deed.update("decision", decision["id"], status="withdrawn")
    row = {"decision": decision["id"], "recorded_by": deed.person_id, "recorded_at": deed.now}
    deed.insert("decision_withdrawal", {**row, **how})
    for held in deed.of("suspension", scope="decision", subject=decision["id"], ended_at=None):
        deed.update("suspension", held["id"], ended_at=deed.now, ended_reason="decision_withdrawn")
    for attack in deed.of("challenge", decision=decision["id"], outcome=None):
        deed.update(
            "challenge", attack["id"], outcome="decision_withdrawn", ended_on=how["dated"],
            ended_reason=how["reason"], ended_by=deed.person_id,
        )  # fmt: skip


def _standing(deed: Deed, lot: Row, kind: str) -> list[Row]:
    """The decisions that go: the approval, and the recommendation where that is withdrawn."""
    kinds = KINDS if kind == "recommendation" else ("approval",)
    found = [deed.last("decision", lot=lot["id"], kind=one, status="taken") for one in kinds]
    return [one for one in found if one is not None]


def _faults(deed: Deed, lot: Row, going: list[Row], how: dict[str, Any]) -> list[Finding]:
    about: dict[str, Fact] = {"lot": lot["title"]}
    if lot["outcome"] != "open":
        return [Finding("lot-settled", {**about, "outcome": lot["outcome"]})]
    if not going:
        return [Finding("nothing-to-withdraw", about, hint=Hint("award.decisions"))]
    found = [] if how["reason"] else [Finding("reason-missing")]
    if not (how["body"] and how["maker"] and how["minute"]):
        found.append(Finding("withdrawal-incomplete", about))
    if how["dated"] > local_day(deed.now):
        found.append(Finding("decision-in-the-future", {"dated": how["dated"]}))
    latest = max(one["dated"] for one in going)
    if how["dated"] < latest:
        facts: dict[str, Fact] = {**about, "dated": how["dated"], "decided": latest}
        found.append(Finding("withdrawal-before-decision", facts))
    told = any(deed.of("notification", decision=one["id"]) for one in going)
    if told and not how["told"]:
        found.append(Finding("withdrawal-not-told", about))
    return found


def _view(reading: Reading, number: int, row: Row) -> DecisionView:
    gone = reading.first("decision_withdrawal", decision=row["id"])
    return DecisionView(
        number=number,
        lot=reading.rows.one("lot", id=row["lot"])["title"],
        kind=row["kind"],
        supplier=supplier_of(reading, row["bid"]) or "",
        body=row["body"],
        dated=row["dated"],
        status=row["status"],
        withdrawn_on=gone["dated"] if gone else None,
        withdrawn_reason=(gone["reason"] or "–") if gone else "",
    )
