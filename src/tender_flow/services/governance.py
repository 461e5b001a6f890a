"""Before a decision: the council's rule book, what is to be decided, and the notices of it.

    adopt_rules(office, "leeds", "leeds_2015")
    enter(office, "leeds", kind="waiver", title="Interim contracts", body="director",
          contracts=(LinkedContract("cri", Decimal(728_678), date(2015, 4, 1), 12, (6, 6)), …))
    give_notice(office, "leeds", 1, kind="forward_plan", published_on=date(2015, 2, 6))

Decisions themselves are in `tender_flow.services.deciding`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.decisions import AGREE_URGENCY, NOTICES
from tender_flow.rules.procedure.rule_book import MATTERS, may_take
from tender_flow.services.governance_reading import Governance, Row

if TYPE_CHECKING:
    from tender_flow.rules.procedure.decisions import Way
    from tender_flow.rules.procedure.rule_book import RuleBook
    from tender_flow.services.office import Deed, Office

FOLLOWS = {
    "general_exception_reasons": "general_exception",
    "special_urgency_reasons": "special_urgency_agreement",
}
"""Reasons are published after what they are the reasons of (SI 2012/2089 regs 10 and 11)."""


@dataclass(frozen=True, slots=True)
class LinkedContract:
    """A contract to be decided on: a lot of the procurement, or another by its title."""

    what: str
    """The lot's code, or the title of a contract outside this procurement."""
    per_year: Decimal
    """Pounds."""
    starts_on: date
    months: int
    options: tuple[int, ...] = ()
    """The months of each extension."""


def adopt_rules(office: Office, ref: str, name: str, *, dry_run: bool = False) -> RuleBook:
    """Gives the procurement a council's rule book, by its name or its file; the newest counts.

    Its exact text is kept: a later change of the file changes nothing here.

    Raises:
        BadInputError: there is no such book, or it can't be used.
        RefusedError: somebody in the book is gone who is to decide on a matter.
    """
    from tender_flow.definitions.rule_books import load_rule_book
    from tender_flow.definitions.shipped import find_definition

    path = find_definition("rule_books", name)
    book = load_rule_book(path)
    with office.deed("decision.rules", ref, roles=("lead",), dry_run=dry_run) as deed:
        deed.refuse(
            Finding("body-gone", {"body": row["body"], "title": row["title"]})
            for row in deed.of("decision_matter")
            if book.body(row["body"]) is None
        )
        digest = deed.keep("rule_book", path.read_bytes())
        values = {"name": book.id, "digest": digest}
        deed.insert("rule_book", {**values, "recorded_by": deed.person_id, "recorded_at": deed.now})
        deed.note(rules=book.title, digest=digest)
        return book


def enter(
    office: Office,
    ref: str,
    *,
    kind: str,
    title: str,
    body: str,
    contracts: tuple[LinkedContract, ...] = (),
    wards: int = 0,
    waits_for: int | None = None,
    dry_run: bool = False,
) -> int:
    """Enters what is to be decided and by whom; gives its number.

    `waits_for` is the number of a matter that must be decided and in force before, such as the
    budget. Refused at once: a body that may not approve such a matter at this value.
    """
    if kind not in MATTERS:
        raise BadInputError(Finding("matter-kind-unknown", {"kind": kind, "known": MATTERS}))
    with office.deed("decision.enter", ref, roles=("lead",), dry_run=dry_run) as deed:
        before = Governance(deed)
        before.body(body)
        first = before.matter(waits_for) if waits_for is not None else None
        deed.refuse(_entry_faults(title, contracts, wards))
        values = {"kind": kind, "title": title.strip(), "body": body, "wards": wards}
        matter = deed.insert(
            "decision_matter",
            {
                **values,
                "waits_for": first["id"] if first else None,
                "recorded_by": deed.person_id,
                "recorded_at": deed.now,
            },
        )
        for contract in contracts:
            _link(deed, matter, contract)
        here = Governance(deed)
        row = here.matter(len(here.matters))
        deed.refuse(may_take(here.book, here.body(body), "approve", kind, here.test(row).value))
        number = len(here.matters)
        deed.note(matter=matter, number=str(number), kind=kind, body=here.body(body).title)
        return number


def _entry_faults(title: str, contracts: tuple[LinkedContract, ...], wards: int) -> list[Finding]:
    found = [] if title.strip() else [Finding("matter-without-title")]
    if wards < 0:
        found.append(Finding("wards-below-zero"))
    for one in contracts:
        if not one.per_year.is_finite() or one.per_year <= 0:
            found.append(Finding("contract-without-value", {"title": one.what}))
        if one.months < 1 or any(months < 1 for months in one.options):
            found.append(Finding("contract-without-term", {"title": one.what}))
    named = [one.what for one in contracts]
    twice = sorted({name for name in named if named.count(name) > 1})
    return found + [Finding("contract-twice", {"title": name}) for name in twice]


def _link(deed: Deed, matter: str, contract: LinkedContract) -> None:
    """A contract of the matter; a lot's by its code, any other by its title."""
    lot = deed.first("lot", code=contract.what)
    deed.insert(
        "matter_contract",
        {
            "matter": matter,
            "lot": lot["id"] if lot else None,
            "title": lot["title"] if lot else contract.what,
            "per_year": contract.per_year,
            "starts_on": contract.starts_on,
            "months": contract.months,
            "options": ",".join(map(str, contract.options)),
        },
    )


def give_notice(
    office: Office,
    ref: str,
    number: int,
    *,
    kind: str,
    published_on: date,
    reference: str = "",
    reason: str = "",
    agreed_by: str = "",
    agreed_as: str = "",
    dry_run: bool = False,
) -> tuple[Way, ...]:
    """Records a notice of a matter, or an agreement that it can't wait; gives the ways as they are.

    The notice of the general exception and every reasons' notice say why; an agreement of
    urgency says who agreed and as what (SI 2012/2089 regs 9 to 11).
    """
    if kind not in NOTICES:
        facts: dict[str, Fact] = {"kind": kind, "known": NOTICES}
        raise BadInputError(Finding("matter-notice-unknown", facts))
    with office.deed("decision.notice", ref, roles=("lead",), dry_run=dry_run) as deed:
        here = Governance(deed)
        matter = here.matter(number)
        values = {"kind": kind, "published_on": published_on, "reason": reason.strip()}
        values |= {"agreed_by": agreed_by.strip(), "agreed_as": agreed_as}
        deed.refuse(_notice_faults(deed, here, matter, values))
        deed.insert(
            "matter_notice",
            {
                **values,
                "matter": matter["id"],
                "reference": reference,
                "recorded_by": deed.person_id,
                "recorded_at": deed.now,
            },
        )
        deed.note(number=str(number), kind=kind, published_on=published_on.isoformat())
        return Governance(deed).ways(matter)


def _notice_faults(deed: Deed, here: Governance, matter: Row, values: Row) -> list[Finding]:
    found = []
    published_on: date = values["published_on"]
    if published_on > local_day(deed.now):
        found.append(Finding("entry-in-the-future", {"dated": published_on}))
    if here.approval(matter) is not None:
        found.append(Finding("matter-decided", {"title": matter["title"]}))
    asks_reason = values["kind"] not in {"forward_plan", "special_urgency_agreement"}
    if asks_reason and not values["reason"]:
        found.append(Finding("reason-missing"))
    found += _order_faults(deed, matter, values)
    if values["kind"] == "special_urgency_agreement":
        found += _agreement_faults(values)
    return found


def _order_faults(deed: Deed, matter: Row, values: Row) -> list[Finding]:
    """Reasons follow what they are the reasons of."""
    before = FOLLOWS.get(values["kind"])
    if before is None:
        return []
    first = deed.first("matter_notice", matter=matter["id"], kind=before)
    what: dict[str, Fact] = {"what": before.replace("_", " ")}
    if first is None:
        return [Finding("reasons-without-notice", what, hint=Hint("decision.notice"))]
    if values["published_on"] < first["published_on"]:
        days: dict[str, Fact] = {"dated": values["published_on"], "first": first["published_on"]}
        return [Finding("reasons-before-notice", {**what, **days})]
    return []


def _agreement_faults(values: Row) -> list[Finding]:
    """Who may agree that a decision can't be deferred (SI 2012/2089 reg 11)."""
    if values["agreed_as"] in AGREE_URGENCY and values["agreed_by"]:
        return []
    known = tuple(one.replace("_", " ") for one in AGREE_URGENCY)
    return [Finding("urgency-not-agreed", {"known": known}, source="SI 2012/2089 reg 11")]
