"""The lessons of the portfolio as rows and values: which bind a procurement, and how each stands.

A lesson stands in the portfolio once; a row of the procurement says that it binds it. So a later
lesson never changes what an earlier move was asked. The deeds are in `lessons`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Finding, Severity
from tender_flow.rules.procedure.gates import GATES
from tender_flow.rules.procedure.lessons import SELF, counting_moves, met_at
from tender_flow.services import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tender_flow.records.rows import Row, Rows
    from tender_flow.rules.procedure.workflow import Move
    from tender_flow.services.office import Deed, Reading


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson, and for a procurement how it stands there."""

    code: str
    about: str
    text: str
    met_by: tuple[str, ...]
    learnt_in: str
    source: str
    met_at: tuple[str, ...] = ()
    """Titles of the moves whose gates meet it."""
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Neither met by a gate nor answered."""
        return not self.met_at and self.answered_at is None


@dataclass(frozen=True, slots=True)
class SurveyView:
    """The figures of a questionnaire."""

    code: str
    about: str
    period: str
    asked: int | None
    returned: int
    source: str

    @property
    def rate(self) -> Fraction | None:
        """Which part of those asked answered; None where nobody knows how many were asked."""
        return None if self.asked is None else Fraction(self.returned, self.asked)


def bind_known(deed: Deed) -> None:
    """Binds a new procurement by every lesson that was learnt before it."""
    bind(deed, for_case(deed))


def lesson_views(reading: Reading) -> tuple[LessonView, ...]:
    """The lessons that bind this procurement, met, answered or open, as these rows have it."""
    bound = binding(reading)
    if not bound:
        return ()
    moves = _moves(reading)
    answers = {row["lesson"]: row for row in reading.of("lesson_answer")}
    return tuple(_stands(reading, row, moves, answers.get(row["id"])) for row in bound)


def open_lessons(reading: Reading) -> tuple[Finding, ...]:
    """What a plan check says of lessons that are neither met nor answered: a warning for each."""
    from tender_flow.services.facts import case_facts  # it loads the lessons from here

    asked = GATES[SELF]
    sources = {one.code: one.source for one in lesson_views(reading)}
    return tuple(
        replace(one, severity=Severity.WARNING, source=sources[str(one.facts["lesson"])])
        for one in asked.ask(case_facts(reading, asked.needs), {})
    )


def _stands(
    reading: Reading, row: Row, moves: tuple[Move, ...], answered: Row | None
) -> LessonView:
    plain = _view(row)
    said = answered or {"answer": "", "answered_by": "", "answered_at": None}
    return LessonView(
        plain.code,
        plain.about,
        plain.text,
        plain.met_by,
        plain.learnt_in,
        plain.source,
        met_at=met_at(plain.met_by, moves) if plain.met_by else (),
        answer=said["answer"] or "",
        answered_by=reading.person_name(said["answered_by"]) if answered else "",
        answered_at=said["answered_at"],
    )


def _moves(reading: Reading) -> tuple[Move, ...]:
    """The moves whose gates count, each by the version of the workflow that it was made under."""
    digests = {row["version"]: row["digest"] for row in reading.of("definition", kind="workflow")}
    made = [
        frozen.workflow(digests[row["workflow_version"]], reading.rows.artefact).move(row["name"])
        for row in reading.of("move")
    ]
    return counting_moves(reading.workflow(), reading.case["stage"], made)


def binding(reading: Reading) -> list[Row]:
    """The lessons that bind a procurement, in the order in which they came to bind it."""
    adopted = [row["lesson"] for row in reading.of("lesson_adoption")]
    if not adopted:
        return []
    rows = {row["id"]: row for row in reading.rows.any_of("lesson", "id", adopted)}
    return [rows[lesson] for lesson in adopted]


def for_case(reading: Reading) -> list[Row]:
    """The recorded lessons that a procurement may take up, the first of each code.

    A real procurement takes nothing from a rehearsal.
    """
    rows: Rows = reading.rows
    own = {} if reading.case["rehearsal"] else {"rehearsal": False}
    found: dict[str, Row] = {}
    for row in rows.of("lesson", **own):
        found.setdefault(row["code"], row)
    return list(found.values())


def lessons_known(reading: Reading) -> list[LessonView]:
    """The same as values, as nobody has met or answered them yet."""
    return [_view(row) for row in for_case(reading)]


def _view(row: Row) -> LessonView:
    return LessonView(
        row["code"],
        row["about"],
        row["text"],
        tuple(row["met_by"].splitlines()),
        row["learnt_in"],
        row["source"],
    )


def surveys_known(reading: Reading) -> list[SurveyView]:
    """The questionnaires of the record; a real procurement sees none of a rehearsal."""
    rows: Rows = reading.rows
    own = {} if reading.case["rehearsal"] else {"rehearsal": False}
    return [
        SurveyView(
            row["code"], row["about"], row["period"], row["asked"], row["returned"], row["source"]
        )
        for row in rows.of("lesson_survey", **own)
    ]


def bind(deed: Deed, lessons: Iterable[Row]) -> None:
    """Writes down that these lessons bind the procurement."""
    for row in lessons:
        deed.insert("lesson_adoption", {"lesson": row["id"], "adopted_at": deed.now})
