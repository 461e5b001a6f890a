"""What the record says about decisions: matters with their contracts, notices and effect.

Rows become the values that `tender_flow.rules.procedure.decisions` counts with; deeds, gates and
lists all read them here, so that they can't differ.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar.days import ONE_DAY
from tender_flow.rules.procedure.decisions import (
    ClearDayRule,
    Contract,
    KeyTest,
    Notice,
    Way,
    key_test,
    ways,
)
from tender_flow.services import frozen

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.definitions.holidays import BankHolidays
    from tender_flow.rules.procedure.rule_book import Body, RuleBook
    from tender_flow.services.office import Reading

Row = dict[str, Any]

STANDS, REFERRED_BACK = "stands", "referred_back"
"""How a call-in ends: the decision stands, or whoever took it decides anew."""


class Governance:
    """One procurement's rule book, matters and decisions at one moment."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.matters = reading.of("decision_matter")
        self.decisions = reading.of("body_decision")

    @cached_property
    def book(self) -> RuleBook:
        """The council's rule book; refused where the procurement has none."""
        row = self.reading.last("rule_book")
        if row is None:
            raise RefusedError(Finding("rule-book-missing", hint=Hint("decision.rules")))
        return frozen.rule_book(row["digest"], self.reading.rows.artefact)

    def body(self, name: str) -> Body:
        """A body of the book; an unknown one is bad input that lists those there are."""
        found = self.book.body(name)
        if found is None:
            facts: dict[str, Fact] = {"body": name}
            facts["known"] = tuple(one.id for one in self.book.bodies)
            raise BadInputError(Finding("body-unknown", facts))
        return found

    def matter(self, number: int) -> Row:
        """The matter of this number; the first one entered is 1."""
        return _numbered(self.matters, number, "matter-unknown")

    def decision(self, number: int) -> Row:
        """The decision of this number; the first one recorded is 1."""
        return _numbered(self.decisions, number, "body-decision-unknown")

    def number_of(self, row_id: str | None) -> int | None:
        """The number of a matter or of a decision by its id; None for none."""
        for rows in (self.matters, self.decisions):
            for number, row in enumerate(rows, start=1):
                if row["id"] == row_id:
                    return number
        return None

    def contracts(self, matter: Row) -> tuple[Contract, ...]:
        """The contracts that a matter is about."""
        return tuple(contract_of(row) for row in self._contract_rows(matter))

    def linked(self, matter: Row) -> tuple[Contract, ...]:
        """Its contracts with those of the procurement's other matters of the same kind.

        They belong to one purchase: deciding on them one by one doesn't lower what it is worth.
        """
        same = [one for one in self.matters if one["kind"] == matter["kind"]]
        return tuple(contract for one in same for contract in self.contracts(one))

    def lots(self, matter: Row) -> tuple[str, ...]:
        """Ids of the lots that it is about."""
        return tuple(row["lot"] for row in self._contract_rows(matter) if row["lot"])

    def _contract_rows(self, matter: Row) -> list[Row]:
        return self.reading.of("matter_contract", matter=matter["id"])

    def test(self, matter: Row) -> KeyTest:
        """Is it a key decision by the council's own figures?"""
        return key_test(self.book.key, self.linked(matter), matter["wards"])

    def is_key(self, matter: Row) -> bool:
        """Only decisions of the executive can be key decisions."""
        return self.body(matter["body"]).executive and self.test(matter).key

    def ways(self, matter: Row) -> tuple[Way, ...]:
        """The ways to a key decision, with the first day that each gives."""
        rows = self.reading.of("matter_notice", matter=matter["id"])
        if not rows:
            return ways((), self._clear_days(self.reading.now.date()))
        notices = [Notice(row["kind"], row["published_on"]) for row in rows]
        return ways(notices, self._clear_days(min(one.published_on for one in notices)))

    def _clear_days(self, since: date) -> ClearDayRule:
        from tender_flow.definitions.dated_law import load_clear_days

        days = {rule.id: rule.days for rule in load_clear_days()}
        return ClearDayRule(
            days["key_decision"],
            days["general_exception"],
            self.book.only_working,
            self.holidays(since),
        )

    def holidays(self, since: date) -> BankHolidays:
        """England's bank holidays from a day on, with those announced late on the record."""
        from tender_flow.definitions.holidays import around

        announced = {row["day"]: row["name"] for row in self.reading.of("announced_holiday")}
        return around(since).with_days(announced)

    def approval(self, matter: Row) -> Row | None:
        """The newest approval of a matter; None while there is none, or it was referred back."""
        found = [
            row
            for row in self.decisions
            if row["matter"] == matter["id"] and row["kind"] == "approve"
        ]
        if not found or any(call["outcome"] == REFERRED_BACK for call in self.calls(found[-1])):
            return None
        return found[-1]

    def calls(self, decision: Row) -> list[Row]:
        """The times that a decision was called in, oldest first."""
        return self.reading.of("decision_call", decision=decision["id"])

    def in_force_on(self, decision: Row) -> date | None:
        """The first day on which a decision has effect; None while a call-in isn't settled.

        Without call-in it is the decision's own day.
        """
        calls = self.calls(decision)
        if any(call["outcome"] != STANDS for call in calls):
            return None
        if decision["call_in_ends"] is None:
            taken: date = decision["dated"]
            return taken
        begins: date = decision["call_in_ends"] + ONE_DAY
        for call in calls:
            begins = max(begins, call["settled_on"])
        return begins


def _numbered(rows: list[Row], number: int, code: str) -> Row:
    if 1 <= number <= len(rows):
        return rows[number - 1]
    raise BadInputError(Finding(code, {"number": number, "count": len(rows)}))


def contract_of(row: Row) -> Contract:
    """A contract from its row."""
    options = tuple(int(months) for months in row["options"].split(",") if months)
    return Contract(row["title"], row["per_year"], row["starts_on"], row["months"], options)


def decided_otherwise(
    reading: Reading, lot: Row, *, dated: date, key_decision: bool, call_in_ends: date | None
) -> list[Finding]:
    """How a lot's approval differs from the decision on its matter; nothing where there is none.

    Who records an approval can't shorten the call-in or leave out that the decision is key.
    """
    here = Governance(reading)
    about = [one for one in here.matters if lot["id"] in here.lots(one)]
    if not about:
        return []
    decision = here.approval(about[-1])
    if decision is None:
        facts: dict[str, Fact] = {"title": about[-1]["title"]}
        return [Finding("matter-undecided", facts, hint=Hint("decision.take"))]
    given = (dated, key_decision, call_in_ends)
    decided = (decision["dated"], decision["key_decision"], decision["call_in_ends"])
    if given == decided:
        return []
    facts = {"lot": lot["title"], "number": here.number_of(decision["id"]), "dated": decided[0]}
    return [Finding("approval-unlike-decision", {**facts, "key": decided[1], "ends": decided[2]})]
