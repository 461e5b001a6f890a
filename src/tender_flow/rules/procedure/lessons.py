"""Lessons learnt: each is met by gates of the procedure, or answered in words.

A lesson may name the gates that see to it, each on a line as a workflow says it:

    document_filed kind=consultation_report issued=true

It is met where the frozen workflow has every one of them on a move that was made under it or
that may still be made; nobody ticks it. Early termination doesn't count: what a procurement
needs only to be given up teaches nothing. A lesson that no gate meets must be answered.

Kent's Commissioning Body was asked on 28 January 2014 to "ensure future commissioning reflects
the 'Lessons Learnt'" of the HIA tender.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tender_flow.rules.findings import Fact, Finding
from tender_flow.rules.procedure.gate import complete, listed
from tender_flow.rules.procedure.gates import GATES
from tender_flow.rules.procedure.workflow import GateUse, Move, Workflow, next_moves

ABOUT = ("process", "evaluation")
"""What a lesson may be about: the tender process, or the evaluation."""

SELF = "lessons_answered"
"""The gate that asks for lessons can't meet one."""

AT_LEAST = ("least", "minimum", "days_before")
"""Parameters of which a workflow may ask for more than the lesson does."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A gate that sees to a lesson, with the parameters that matter to it."""

    gate: str
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of a file of lessons."""

    id: str
    about: str
    text: str
    met_by: tuple[str, ...]
    """Gates, one text each; all of them are needed. Empty: only words answer it."""
    source: str


@dataclass(frozen=True, slots=True)
class Survey:
    """The figures of a questionnaire: how many were asked, how many answered."""

    about: str
    period: str
    asked: int | None
    """None where nobody wrote down how many were sent."""
    returned: int
    source: str


@dataclass(frozen=True, slots=True)
class LessonSet:
    """Lessons of one review, from a file."""

    id: str
    title: str
    learnt_in: str
    source: str
    lessons: tuple[Lesson, ...]
    survey: Survey | None


def condition_of(text: str) -> Condition:
    """A gate with its parameters from its text; what makes no sense is left to `faults`."""
    name, *pairs = text.split()[:20] or [""]
    return Condition(name, dict(pair.partition("=")[::2] for pair in pairs))


def faults(text: str) -> list[Finding]:
    """What is wrong with a lesson's gate: its name, or a parameter that it doesn't take."""
    wanted = condition_of(text)
    known = tuple(name for name in GATES if name != SELF)
    if wanted.gate not in known:
        facts: dict[str, Fact] = {"name": wanted.gate[:60], "known": known}
        return [Finding("gate-unknown", facts)]
    takes = tuple(parameter.name for parameter in GATES[wanted.gate].parameters)
    return [
        Finding("parameter-unknown", {"name": name[:60], "owner": wanted.gate, "known": takes})
        for name in wanted.params
        if name not in takes
    ]


def survey_faults(asked: int | None, returned: int) -> list[Finding]:
    """More can't come back than went out, and nothing less than none."""
    if returned >= 0 and (asked is None or 0 < asked >= returned):
        return []
    return [Finding("survey-figures", {"asked": asked, "returned": returned})]


def counting_moves(workflow: Workflow, stage: str, made: Iterable[Move]) -> tuple[Move, ...]:
    """The moves whose gates count: those made, as their own version had them, and those ahead."""
    return (*made, *(move for move in _ahead(workflow, stage)))


def _ahead(workflow: Workflow, stage: str) -> list[Move]:
    seen, waiting, found = {stage}, [stage], []
    while waiting:
        for move in next_moves(workflow, waiting.pop()):
            if move not in found:
                found.append(move)
            if move.target not in seen:
                seen.add(move.target)
                waiting.append(move.target)
    return found


def met_at(met_by: Iterable[str], moves: Iterable[Move]) -> tuple[str, ...]:
    """The titles of the moves whose gates meet a lesson; empty unless each gate is there."""
    moves = tuple(moves)
    titles: list[str] = []
    for text in met_by:
        wanted = condition_of(text)
        holding = [move.title for move in moves if any(_meets(use, wanted) for use in move.gates)]
        if not holding:
            return ()
        titles += holding
    return tuple(dict.fromkeys(titles))


def _meets(use: GateUse, wanted: Condition) -> bool:
    """The same gate, asking for at least what the lesson asks for."""
    if use.name != wanted.gate:
        return False
    given = complete(GATES[use.name].parameters, use.params)
    return all(_enough(name, given.get(name, ""), value) for name, value in wanted.params.items())


def _enough(name: str, given: str, wanted: str) -> bool:
    if name in AT_LEAST and given.isdecimal() and wanted.isdecimal():
        return int(given) >= int(wanted)
    return set(listed(wanted)) <= set(listed(given))
