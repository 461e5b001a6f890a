"""Names by id for reports: people, bidders, lots, questions and stages, each read once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tender_flow.rules.findings import Fact, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tender_flow.services.office import Reading


def _name(row: Mapping[str, Any]) -> str:
    """A name; an erased one is a dash."""
    return str(row["name"]) if row["name"] is not None else "–"


class Names:
    """What the ids of a procurement stand for."""

    def __init__(self, reading: Reading) -> None:
        workflow = reading.workflow()
        self._model = reading.model()
        self.case_title = str(reading.case["title"])
        self.people: dict[str, str] = {row["id"]: _name(row) for row in reading.rows.of("person")}
        self._members = {
            row["id"]: self.people.get(row["person"], row["person"]) for row in reading.of("member")
        }
        suppliers: dict[str, str] = {row["id"]: _name(row) for row in reading.of("supplier")}
        self._tenders = {row["id"]: suppliers[row["supplier"]] for row in reading.of("tender")}
        self.parties = suppliers | {row["id"]: _name(row) for row in reading.of("partner")}
        self.bids: dict[str, str] = {
            row["id"]: self._tenders[row["tender"]] for row in reading.of("bid")
        }
        lots = sorted(reading.of("lot"), key=lambda row: int(row["position"]))
        self.lots: dict[str, str] = {row["id"]: row["title"] for row in lots}
        self.codes: dict[str, str] = {row["code"]: row["title"] for row in lots}
        self.stages = {stage.id: stage.title for stage in workflow.stages}
        self.stages |= {task.id: task.title for task in workflow.tasks}

    def person(self, person: str | None) -> str:
        """A person's name; empty for nobody."""
        return self.people.get(person, person) if person else ""

    def member(self, member: str) -> str:
        """The name of a member of the case, or of the person who has this id."""
        return self._members.get(member) or self.person(member)

    def tender(self, tender: str) -> str:
        """The bidder behind a tender."""
        return self._tenders.get(tender, tender)

    def question(self, question: str) -> str:
        """Number and title; the id where the model in force has it no more."""
        try:
            return self._model.criterion(question).label
        except KeyError:
            return question

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings of the rules with names in place of ids."""
        return tuple(
            replace(one, facts={name: self._shown(fact) for name, fact in one.facts.items()})
            for one in findings
        )

    def _shown(self, fact: Fact) -> Fact:
        if isinstance(fact, tuple):
            return tuple(self._known(part) for part in fact)
        return self._known(fact) if isinstance(fact, str) else fact

    def _known(self, text: str) -> str:
        return self._tenders.get(text) or self.codes.get(text) or text
