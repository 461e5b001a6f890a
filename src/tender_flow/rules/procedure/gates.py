"""The gates by name: every condition that a workflow file may put before a move.

| File | What its gates ask |
|---|---|
| `gates_preparation` | documents, funding, model, plan, deadline, tenders in and checked |
| `gates_panel` | people named, specialisms covered, agreements, guidance, conflicts |
| `gates_course` | nothing owed at the end, criteria refined in time |
| `gates_events` | irregularities decided, information released alike, consortia checked again |
| `gates_evaluation` | marks, queries, moderation, slips, lock, prices |
| `gates_award` | report, recommendation, checks, approval, letters, standstill, outcome |
| `gates_governance` | notice of a decision, decided, in force, waivers registered |
| `gates_periods` | the least days for requests and tenders |
| `gates_premarket` | engagement shared with all and noticed, consultation answered |
| `gates_considered` | equality, lots, indicators, grounds, framework, the pack's checklist |
| `gates_registers` | risks reviewed, the communication plan carried out, lessons answered |
| `gates_publication` | notices published, conflicts assessed |
| `gates_suppliers` | exclusion grounds, assessment summaries and the award notice after them |

A new gate is one function in one of these files, a sentence for each of its finding codes, a
test that it speaks and one that it is silent.
"""

from __future__ import annotations

from tender_flow.rules.procedure import (
    gates_award,
    gates_considered,
    gates_course,
    gates_evaluation,
    gates_events,
    gates_governance,
    gates_panel,
    gates_periods,
    gates_premarket,
    gates_preparation,
    gates_publication,
    gates_registers,
    gates_suppliers,
)
from tender_flow.rules.procedure.calendar import METHODS
from tender_flow.rules.procedure.gate import Gate, Parameter
from tender_flow.rules.procedure.law.terms import NATIONS

GATES: dict[str, Gate] = {
    found.name: found
    for module in (
        gates_preparation,
        gates_panel,
        gates_evaluation,
        gates_award,
        gates_premarket,
        gates_considered,
        gates_publication,
        gates_registers,
        gates_suppliers,
        gates_periods,
        gates_course,
        gates_governance,
        gates_events,
    )
    for found in vars(module).values()
    if isinstance(found, Gate)
}
"""Each gate by the name that a workflow file uses."""

CALENDARS = (*NATIONS, "uk")
"""Whose bank holidays a clock counts with; `uk` is the union of the four nations."""

CLOCKS: dict[str, tuple[Parameter, ...]] = {
    "standstill": (
        Parameter("days", "integer", least=1),
        Parameter("counted", "choice", choices=tuple(METHODS)),
        Parameter("holidays", "choice", choices=CALENDARS),
        Parameter("voluntary", "flag", default="false"),
    ),
}
"""Each clock that a move may start, with its parameters."""
