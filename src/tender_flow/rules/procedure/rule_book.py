"""A council's own rules for decisions, as values: who may decide what, and from what value.

The law says that a key decision needs notice; each council says in its constitution what is
significant, which days are clear days, who may decide up to what value, how long a decision can
be called in and which of its contract rules may be waived. Such a book is a file
(`rule_books/README.md` explains every key); a procurement keeps its own frozen copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.findings import Fact, Finding

MATTERS = ("award", "waiver", "contract_change", "plan", "budget", "other")
"""What a decision is about."""

KINDS = ("note", "endorse", "agree", "approve")
"""What a body does with a report; only an approval lets anything happen."""

BASES = ("year", "term", "term_with_options")
"""What of a contract counts against a limit: a year, its first term, or all its extensions too."""


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody who may decide: a meeting of members, or one officer by delegation."""

    id: str
    title: str
    officer: bool
    """One officer decides alone; a body of members decides at a meeting."""
    executive: bool
    """Its decisions are those of the executive: key decisions need notice (SI 2012/2089)."""
    may: tuple[str, ...]
    """What it may do with a report, of `KINDS`."""
    approves: tuple[str, ...]
    """The matters that it may approve, of `MATTERS`."""
    up_to: Decimal | None
    """The highest value in pounds that it may approve; None where there is no limit."""
    source: str


@dataclass(frozen=True, slots=True)
class KeyRule:
    """From when a decision of the executive is a key decision (SI 2012/2089 reg 8)."""

    more_than: Decimal
    """Pounds; exactly so much is not yet key."""
    basis: str
    """What of each linked contract is added up, of `BASES`."""
    wards: int
    """Significant effects in so many wards make it key, whatever it costs."""
    source: str


@dataclass(frozen=True, slots=True)
class CallInRule:
    """How long a decision can be called in, counted from the day after its publication."""

    days: int
    only_working: bool
    key_only: bool
    """Only key decisions can be called in; otherwise each approval of the executive."""
    source: str


@dataclass(frozen=True, slots=True)
class WaivableRule:
    """A contract rule of the council that may be waived, and by whom."""

    id: str
    title: str
    approvers: tuple[str, ...]
    """Ids of bodies."""
    source: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One council's rules for decisions."""

    id: str
    title: str
    authority: str
    illustrative: str
    source: str
    only_working: bool
    """Only working days are clear days; the Regulations are silent, the council's rule decides."""
    key: KeyRule
    call_in: CallInRule
    bodies: tuple[Body, ...]
    rules: tuple[WaivableRule, ...]

    def body(self, name: str) -> Body | None:
        """The body of this id; None if the book hasn't it."""
        return next((one for one in self.bodies if one.id == name), None)

    def rule(self, name: str) -> WaivableRule | None:
        """The waivable rule of this id; None if the book hasn't it."""
        return next((one for one in self.rules if one.id == name), None)


def may_take(book: RuleBook, body: Body, kind: str, matter: str, value: Fraction) -> list[Finding]:
    """Why this body may not do this; nothing where the book allows it.

    A limit is of money: it binds approvals only, and a body may note or endorse any report.
    """
    if kind not in body.may:
        able = tuple(one.title for one in book.bodies if kind in one.may)
        given: dict[str, Fact] = {"body": body.title, "kind": kind, "able": able}
        return [Finding("body-may-not", given, source=body.source)]
    if kind != "approve":
        return []
    if matter not in body.approves:
        able = _able(book, matter, value)
        given = {"body": body.title, "matter": matter.replace("_", " "), "able": able}
        return [Finding("body-may-not-approve", given, source=body.source)]
    if body.up_to is not None and value > body.up_to:
        given = {"body": body.title, "up_to": body.up_to}
        given["able"] = _able(book, matter, value)
        return [Finding("value-above-body", given, source=body.source)]
    return []


def _able(book: RuleBook, matter: str, value: Fraction) -> tuple[str, ...]:
    """Those who may approve such a matter at this value."""
    return tuple(
        one.title
        for one in book.bodies
        if "approve" in one.may
        and matter in one.approves
        and (one.up_to is None or value <= one.up_to)
    )
