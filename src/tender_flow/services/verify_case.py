"""One procurement rebuilt from its journal, entry by entry, and what it must then satisfy.

The replay stops before each entry that moved the case or stored a result: at that moment the
rows are those which the deed itself saw, so that its gates and its ranking can be asked again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tender_flow.errors import TenderFlowError
from tender_flow.packs.kept import KeptReturn, kept_return
from tender_flow.packs.returns import DeclarationReturn, GivenMark, MarksReturn
from tender_flow.records.columns import MARK_UNIT
from tender_flow.records.journal import read_entries
from tender_flow.records.replay import MemoryRows
from tender_flow.records.shapes import PORTFOLIO
from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.rules.procedure.workflow import parts_needed, unmet
from tender_flow.services.award import standing_rows
from tender_flow.services.facts import case_facts
from tender_flow.services.office import Reading
from tender_flow.services.results import compute, result_text
from tender_flow.services.verify_averages import ERASABLE, not_by_the_average
from tender_flow.services.verify_award import decision_findings, standstill_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tender_flow.records.journal import Entry
    from tender_flow.records.rows import Row, StoredRows

Found = tuple[int, list[Finding]]
"""How many things were looked at, and what was found."""


INPUTS = frozenset(
    {
        ("agreed_mark", "value"),
        ("price", "amount"),
        ("tie_draw_place", "place"),
        ("tender_scope", "capacity"),
        ("tender_scope", "preference"),
        ("discount_offer", "at_least"),
        ("discount_offer", "per_cent"),
        ("discount_lot", "price"),
    }
)
"""What a result is computed from; once erased, it can't be computed again."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What the rules say now about a result that was stored."""

    digest: str
    engine: str
    standings: Mapping[str, Row]
    """By bid."""


class CaseCheck:
    """The replay of one procurement, with what was asked again on the way."""

    def __init__(self, rows: StoredRows, chain: str) -> None:
        self.rows = rows
        self.chain = chain
        self.memory = MemoryRows(rows.artefact)
        self.moves = 0
        self.stage_findings: list[Finding] = []
        self.results: dict[str, _Result] = {}
        """What the rules of today say, by the id of the stored result."""
        self.result_findings: list[Finding] = []
        self.average_findings: list[Finding] = []

    def replay(self) -> None:
        """Rebuilds the case; a `BrokenRecordError` where an entry can't be applied."""
        for entry in read_entries(self.rows, PORTFOLIO):
            self.memory.apply(entry)
        for entry in read_entries(self.rows, self.chain):
            self._look_before(entry)
            self.memory.apply(entry)

    @property
    def erased(self) -> frozenset[tuple[str, str]]:
        """Tables and columns of which a value was lawfully erased."""
        return frozenset((table, column) for table, _id, column in self.memory.erased)

    def reading(self, entry: Entry) -> Reading:
        """The case as the deed of this entry saw it."""
        case = self.memory.one("procurement", id=self.chain)
        return Reading(self.memory, case, entry.at, None)

    def _look_before(self, entry: Entry) -> None:
        moves = _inserted(entry, "move")
        stages = [
            write["set"]["stage"]
            for write in entry.writes
            if write["table"] == "procurement" and write["op"] == "update"
            if "stage" in write["set"]
        ]
        if moves or stages:
            self.moves += 1
            self.stage_findings += self._move_findings(entry, moves, stages)
        for meeting in _closed_meetings(entry):
            if not self.erased & ERASABLE:
                self.average_findings += not_by_the_average(self.reading(entry), meeting)
        for result in _inserted(entry, "evaluation_result"):
            self._compute_again(entry, result["id"])

    def _move_findings(
        self, entry: Entry, moves: list[Row], stages: list[str]
    ) -> Iterator[Finding]:
        """A stage changes by one move of the workflow in force, by its role, with all gates met."""
        about: dict[str, Fact] = {"sequence": entry.sequence}
        if len(moves) != 1 or len(stages) != 1:
            yield Finding("stage-changed-without-move", about)
            return
        reading, move = self.reading(entry), moves[0]["set"]
        workflow = reading.workflow()
        known = next((item for item in workflow.moves if item.id == move["name"]), None)
        if (
            known is None
            or reading.case["stage"] != move["source"]
            or move["source"] not in known.sources
            or move["target"] != known.target
            or stages != [known.target]
        ):
            yield Finding("move-not-of-the-workflow", {**about, "move": move["name"]})
            return
        if not reading.rows.of("member", person=entry.actor, role=known.role, status="active"):
            yield Finding("mover-without-role", {**about, "move": known.title, "role": known.role})
        for missing in unmet(workflow, known, case_facts(reading, parts_needed(known))):
            facts = {**about, "move": known.title}
            yield Finding("gate-not-met-then", facts, Severity.WARNING, source=missing.source)
            yield replace(missing, severity=Severity.WARNING, hint=None)

    def _compute_again(self, entry: Entry, result: str) -> None:
        if self.erased & INPUTS:
            facts: dict[str, Fact] = {"sequence": entry.sequence}
            self.result_findings.append(Finding("result-inputs-erased", facts, Severity.NOTE))
            return
        reading = self.reading(entry)
        try:
            evaluation = compute(reading)
            standings = {row["bid"]: row for row in standing_rows(reading, evaluation)}
        except (TenderFlowError, LookupError):
            facts = {"sequence": entry.sequence}
            self.result_findings.append(Finding("result-not-computable", facts))
            return
        digest = sha256(result_text(evaluation)).hexdigest()
        self.results[result] = _Result(digest, evaluation.engine, standings)


def _closed_meetings(entry: Entry) -> list[str]:
    return [
        write["id"]
        for write in entry.writes
        if write["table"] == "meeting" and write["op"] == "update" and write["set"].get("closed_at")
    ]


def _inserted(entry: Entry, table: str) -> list[Row]:
    return [
        dict(write) for write in entry.writes if write["table"] == table and write["op"] == "insert"
    ]


def signatures(check: CaseCheck) -> Found:
    """Every accepted return is whole and signed, by a key that its member declared."""
    returns = check.memory.of("pack_return", procurement=check.chain)
    kept = {row["id"]: _kept(check, row) for row in returns}
    keys = _declared_keys(kept, returns)
    found = []
    for row in returns:
        came = kept[row["id"]]
        facts = {"return": row["id"], "kind": row["kind"]}
        if came is None or came.kind != row["kind"] or came.case_id != check.chain:
            found.append(Finding("signature-broken", facts))
        elif row["verify_key"] not in keys[row["member"]]:
            found.append(Finding("signature-of-another-key", facts))
    return len(returns), found


def _declared_keys(
    kept: Mapping[str, KeptReturn | None], returns: list[Row]
) -> dict[str, set[str]]:
    """By member: the keys of the declarations that were accepted from them."""
    keys: dict[str, set[str]] = {row["member"]: set() for row in returns}
    for row in returns:
        came = kept[row["id"]]
        if came is not None and isinstance(came.contents, DeclarationReturn):
            keys[row["member"]].add(came.contents.key.verify_key)
    return keys


def _kept(check: CaseCheck, row: Row) -> KeptReturn | None:
    try:
        return kept_return(check.memory.artefact(row["signed"]), row["verify_key"])
    except TenderFlowError:
        return None


def stages(check: CaseCheck) -> Found:
    """The moves, whose gates were asked again during the replay."""
    return check.moves, check.stage_findings


def marks(check: CaseCheck) -> Found:
    """Each mark in the tables is the one that its member signed, and none is without a return.

    A panel's mark that isn't the published average is a warning.
    """
    rows = check.memory.of("mark", procurement=check.chain)
    signed: dict[tuple[str, str], GivenMark] = {}
    for row in check.memory.of("pack_return", procurement=check.chain, kind="marks"):
        kept = _kept(check, row)
        if kept is not None and isinstance(kept.contents, MarksReturn):
            signed |= {(row["id"], mark.answer_id): mark for mark in kept.contents.marks}
    found = [finding for row in rows for finding in _mark_findings(check, row, signed)]
    return len(rows), [*found, *check.average_findings]


def _mark_findings(
    check: CaseCheck, row: Row, signed: Mapping[tuple[str, str], GivenMark]
) -> Iterator[Finding]:
    given = signed.get((row["pack_return"], row["answer"]))
    facts = {"mark": row["id"], "revision": row["revision"]}
    if given is None:
        yield Finding("mark-not-signed", facts)
        return
    said: dict[str, Any] = {
        "value": None if given.value is None else int(given.value * Decimal(MARK_UNIT)),
        "cannot_reason": given.cannot_reason,
        "strengths": given.strengths,
        "weaknesses": given.weaknesses,
        "why": given.why,
    }
    for column, value in said.items():
        erased = ("mark", row["id"], column) in check.memory.erased
        if not erased and row[column] != value:
            yield Finding("mark-differs-from-signed", {**facts, "column": column})


def results(check: CaseCheck) -> Found:
    """Totals and ranks are what the stored model gives; awards follow their recommendations."""
    stored = check.memory.of("evaluation_result", procurement=check.chain)
    found = list(check.result_findings)
    for row in stored:
        if row["id"] in check.results:
            found += _result_findings(check, row, check.results[row["id"]])
    decisions = check.memory.of("decision", procurement=check.chain)
    found += decision_findings(check, decisions)
    return len(stored) + len(decisions), found


def _result_findings(check: CaseCheck, row: Row, now: _Result) -> Iterator[Finding]:
    """Different by the same rules: broken. By other rules: both numbers side by side."""
    same_rules = row["engine"] == now.engine
    severity = Severity.PROBLEM if same_rules else Severity.WARNING
    standings = check.memory.of("standing", result=row["id"])
    if ("standing", "total") in check.erased:
        yield Finding("result-erased", {"number": row["number"]}, Severity.NOTE)
        return
    if {item["bid"] for item in standings} != set(now.standings):
        yield Finding("result-other-bids", {"number": row["number"]}, severity)
        return
    differs = False
    for item in standings:
        again = now.standings[item["bid"]]
        if any(item[name] != again[name] for name in ("rank", "total", "shown", "excluded")):
            differs = True
            facts = {
                "number": row["number"],
                "bid": item["bid"],
                "stored": f"{item['rank'] or '–'}: {item['shown'] or item['excluded']}",
                "now": f"{again['rank'] or '–'}: {again['shown'] or again['excluded']}",
                "engine": row["engine"],
                "engine_now": now.engine,
            }
            yield Finding("result-differs", facts, severity)
    if not differs and _told(check, row) != now.digest and same_rules:
        yield Finding("result-text-differs", {"number": row["number"]})


def _told(check: CaseCheck, row: Row) -> str:
    """The digest that the stored result has; also read, so that it must be there."""
    json.loads(check.memory.artefact(row["digest"]))
    return str(row["digest"])


CHECKS: dict[str, Callable[[CaseCheck], Found]] = {
    "signatures": signatures,
    "stages": stages,
    "marks": marks,
    "results": results,
    "standstills": standstill_findings,
}
"""The steps after chain and rows, in their order."""
