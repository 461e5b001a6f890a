"""Decisions: what a body or an officer decided, by which way, and what happens to it after.

    taken = take(office, "leeds", kind="approve", matter=1, dated=date(2015, 2, 24),
                 maker="N. Director", minute="D42", route="general_exception",
                 reasons="…", rejected="…", published_on=date(2015, 2, 24))
    taken.call_in_ends, taken.in_force_on

A body notes, endorses, agrees or approves; only an approval lets anything happen. It is refused
where the council's rule book doesn't let the body take it, or its notice hasn't run.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.decisions import ROUTES, call_in_end, too_early
from tender_flow.rules.procedure.rule_book import KINDS, may_take
from tender_flow.services.award_holds import same_person
from tender_flow.services.governance_reading import REFERRED_BACK, STANDS, Governance, Row

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.rules.procedure.rule_book import Body
    from tender_flow.services.office import Deed, Office

DID = {"note": "noted", "endorse": "endorsed", "agree": "agreed", "approve": "approved"}
"""What the history says of each kind of decision."""

OUTCOMES = (STANDS, REFERRED_BACK)
"""How a call-in ends."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision as recorded."""

    number: int
    kind: str
    title: str
    body: str
    key_decision: bool
    route: str
    """One of `ROUTES` for a key decision; empty for any other."""
    call_in_ends: date | None
    in_force_on: date | None


def take(
    office: Office,
    ref: str,
    *,
    kind: str,
    dated: date,
    minute: str,
    matter: int | None = None,
    title: str = "",
    body: str = "",
    maker: str = "",
    meeting: str = "",
    reasons: str = "",
    rejected: str = "",
    route: str = "",
    published_on: date | None = None,
    exempt: str = "",
    no_call_in: str = "",
    dry_run: bool = False,
) -> Taken:
    """Records a decision; call-in is counted from its publication by the council's rule.

    `body` is that of the matter unless given. `exempt` says why the item isn't open to the
    public; `no_call_in` why it can't be called in although such decisions can. `rejected` are
    the options that were rejected ("none" is an answer). A report without a matter, by its
    `title`, can only be noted, endorsed or agreed.
    """
    if kind not in KINDS:
        raise BadInputError(Finding("decision-kind-unknown", {"kind": kind, "known": KINDS}))
    if route not in {"", *ROUTES}:
        raise BadInputError(Finding("decision-route-unknown", {"route": route, "known": ROUTES}))
    with office.deed("decision.take", ref, roles=("commissioner", "lead"), dry_run=dry_run) as deed:
        here = Governance(deed)
        about = here.matter(matter) if matter is not None else None
        who = here.body(body or (about["body"] if about else ""))
        key = kind == "approve" and about is not None and who.executive
        values: Row = {
            "matter": about["id"] if about else None,
            "kind": kind,
            "title": title.strip() or (about["title"] if about else ""),
            "body": who.id,
            "maker": maker.strip(),
            "meeting": meeting.strip(),
            "minute": minute.strip(),
            "dated": dated,
            "published_on": published_on,
            "exempt": exempt.strip(),
            "key_decision": key and about is not None and here.test(about).key,
            "no_call_in": no_call_in.strip(),
            "reasons": reasons.strip(),
            "rejected": rejected.strip(),
        }
        values["route"] = route if values["key_decision"] else ""
        callable_in = _can_be_called_in(here, who, values)
        deed.refuse(_faults(deed, here, about, who, values, callable_in=callable_in))
        return _record(deed, here, who, values, callable_in=callable_in)


def _record(deed: Deed, here: Governance, body: Body, values: Row, *, callable_in: bool) -> Taken:
    """Writes the decision; the end of call-in is counted here and kept with it."""
    published_on: date | None = values["published_on"]
    ends = None
    if callable_in and published_on is not None:
        ends = call_in_end(here.book.call_in, published_on, here.holidays(published_on))
    row = {**values, "call_in_ends": ends}
    recorded = {"recorded_by": deed.person_id, "recorded_at": deed.now}
    decision = deed.insert("body_decision", {**row, **recorded})
    number = len(here.decisions) + 1
    deed.note(decision=decision, number=str(number), did=DID[row["kind"]], body=body.title)
    approved = row["kind"] == "approve"
    return Taken(
        number,
        row["kind"],
        row["title"],
        body.title,
        row["key_decision"],
        row["route"],
        ends,
        here.in_force_on({**row, "id": decision}) if approved else None,
    )


def _can_be_called_in(here: Governance, body: Body, values: Row) -> bool:
    """An executive's approval, or only its key decisions: each council's own rule."""
    if values["kind"] != "approve" or not body.executive or values["no_call_in"]:
        return False
    return bool(values["key_decision"]) or not here.book.call_in.key_only


def _faults(
    deed: Deed, here: Governance, about: Row | None, body: Body, values: Row, *, callable_in: bool
) -> list[Finding]:
    found = _record_faults(deed, body, values)
    if callable_in and values["published_on"] is None:
        found.append(Finding("decision-publication-missing", source=here.book.call_in.source))
    if about is None:
        return found + _without_matter(here, body, values)
    value = here.test(about).value
    found += may_take(here.book, body, values["kind"], about["kind"], value)
    if values["kind"] == "approve":
        found += _approval_faults(deed, here, about, body, values)
    return found


def _without_matter(here: Governance, body: Body, values: Row) -> list[Finding]:
    """Only a report can be decided on without a matter, and it isn't approved."""
    if values["kind"] == "approve" or not values["title"]:
        return [Finding("decision-without-matter", hint=Hint("decision.enter"))]
    return may_take(here.book, body, values["kind"], "other", Fraction(0))


def _record_faults(deed: Deed, body: Body, values: Row) -> list[Finding]:
    """The record of a decision: by an officer or at a meeting (SI 2012/2089 regs 12 and 13)."""
    needed = ("maker", "minute") if body.officer else ("meeting", "minute")
    missing = tuple(name for name in needed if not values[name])
    found = []
    if missing:
        found.append(Finding("decision-incomplete", {"body": body.title, "missing": missing}))
    if values["kind"] == "approve" and not values["reasons"]:
        found.append(Finding("approval-without-reasons"))
    if values["key_decision"] and not values["rejected"]:
        found.append(Finding("decision-without-options", source="SI 2012/2089 regs 12 and 13"))
    dated, published, today = values["dated"], values["published_on"], local_day(deed.now)
    if dated > today:
        found.append(Finding("decision-in-the-future", {"dated": dated}))
    if published is not None and published > today:
        found.append(Finding("entry-in-the-future", {"dated": published}))
    if published is not None and published < dated:
        days: dict[str, Fact] = {"dated": dated, "published_on": published}
        found.append(Finding("published-before-decision", days))
    return found


def _approval_faults(
    deed: Deed, here: Governance, about: Row, body: Body, values: Row
) -> list[Finding]:
    found = []
    if here.approval(about) is not None:
        found.append(Finding("matter-decided", {"title": about["title"]}))
    found += _recommender_faults(deed, here, about, values)
    found += _waiting_faults(here, about, values["dated"])
    if not values["key_decision"]:
        return found
    if body.id != about["body"]:
        facts: dict[str, Fact] = {"announced": here.body(about["body"]).title, "body": body.title}
        found.append(Finding("decision-by-another-body", facts, source="SI 2012/2089 reg 9"))
    if not values["route"]:
        facts = {"known": tuple(route.replace("_", " ") for route in ROUTES)}
        return [*found, Finding("decision-route-missing", facts)]
    way = next(one for one in here.ways(about) if one.route == values["route"])
    return found + too_early(way, values["dated"])


def _recommender_faults(deed: Deed, here: Governance, about: Row, values: Row) -> list[Finding]:
    """Who recommended a lot's award neither decides on it nor records that it was decided."""
    for lot in here.lots(about):
        proposal = deed.last("decision", lot=lot, kind="recommendation", status="taken")
        if proposal is None:
            continue
        if proposal["person"] == deed.person_id or same_person(values["maker"], proposal["maker"]):
            return [Finding("approver-recommended", {"name": proposal["maker"]})]
    return []


def _waiting_faults(here: Governance, about: Row, dated: date) -> list[Finding]:
    """A matter that waits for another is decided once that one is in force."""
    if about["waits_for"] is None:
        return []
    first = next(one for one in here.matters if one["id"] == about["waits_for"])
    approval = here.approval(first)
    begins = here.in_force_on(approval) if approval is not None else None
    if begins is None:
        hint = Hint("decision.take")
        return [Finding("waits-for-undecided", {"title": first["title"]}, hint=hint)]
    if dated < begins:
        facts: dict[str, Fact] = {"title": first["title"], "dated": dated, "begins": begins}
        return [Finding("decision-before-what-it-waits-for", facts)]
    return []


def call_in(
    office: Office,
    ref: str,
    number: int,
    *,
    on: date,
    by: str,
    reason: str,
    dry_run: bool = False,
) -> None:
    """Records that a decision was called in: it has no effect until that is settled."""
    with office.deed(
        "decision.call_in", ref, roles=("commissioner", "lead"), dry_run=dry_run
    ) as deed:
        decision = Governance(deed).decision(number)
        deed.refuse(_call_faults(deed, decision, on, by, reason))
        deed.insert(
            "decision_call",
            {
                "decision": decision["id"],
                "called_on": on,
                "called_by": by.strip(),
                "reason": reason.strip(),
                "recorded_by": deed.person_id,
                "recorded_at": deed.now,
            },
        )
        deed.note(decision=decision["id"], number=str(number), on=on.isoformat())


def _call_faults(deed: Deed, decision: Row, on: date, by: str, reason: str) -> list[Finding]:
    found = []
    if not by.strip() or not reason.strip():
        found.append(Finding("call-in-incomplete"))
    if on > local_day(deed.now):
        found.append(Finding("entry-in-the-future", {"dated": on}))
    ends = decision["call_in_ends"]
    if ends is None:
        return [*found, Finding("decision-without-call-in", {"title": decision["title"]})]
    if not decision["published_on"] <= on <= ends:
        days: dict[str, Fact] = {"on": on, "first": decision["published_on"], "ends": ends}
        found.append(Finding("call-in-out-of-time", days))
    if deed.of("decision_call", decision=decision["id"], settled_on=None):
        found.append(Finding("called-in-already", {"title": decision["title"]}))
    return found


def settle(
    office: Office,
    ref: str,
    number: int,
    *,
    on: date,
    outcome: str,
    reason: str,
    dry_run: bool = False,
) -> date | None:
    """Records how a call-in ended; gives the day from which the decision has effect.

    `stands`: it takes effect. `referred_back`: it has none, and the matter is decided anew.
    """
    if outcome not in OUTCOMES:
        facts: dict[str, Fact] = {"outcome": outcome, "known": OUTCOMES}
        raise BadInputError(Finding("call-in-outcome-unknown", facts))
    with office.deed(
        "decision.settle", ref, roles=("commissioner", "lead"), dry_run=dry_run
    ) as deed:
        decision = Governance(deed).decision(number)
        call = deed.last("decision_call", decision=decision["id"], settled_on=None)
        deed.refuse(_settle_faults(deed, decision, call, on, reason))
        assert call is not None
        settled = {"settled_on": on, "outcome": outcome, "settlement": reason.strip()}
        deed.update("decision_call", call["id"], **settled)
        deed.note(decision=decision["id"], number=str(number), outcome=outcome)
        return Governance(deed).in_force_on(decision)


def _settle_faults(
    deed: Deed, decision: Row, call: Row | None, on: date, reason: str
) -> list[Finding]:
    if call is None:
        return [Finding("not-called-in", {"title": decision["title"]})]
    found = [] if reason.strip() else [Finding("reason-missing")]
    if on > local_day(deed.now):
        found.append(Finding("entry-in-the-future", {"dated": on}))
    if on < call["called_on"]:
        days: dict[str, Fact] = {"on": on, "called_on": call["called_on"]}
        found.append(Finding("settled-before-call-in", days))
    return found
