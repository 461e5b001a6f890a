"""Lessons learnt: kept in the portfolio, binding the next procurement, met or answered there.

    lessons.adopt(office, "kent-da", "kent_hia_2014")     # a file's lessons, for this one and on
    lessons.add(office, "kent-da", text="…", about="evaluation", gates=("pack_checked",))
    lessons.answer(office, "next", "kent-da.1", "…")

A lesson that was added by hand binds the procurements that are made after it, not the one that
it was learnt in; a running one may take it up. Those of a rehearsal bind rehearsals only. A
lesson is met by gates of the procurement's own workflow (`rules.procedure.lessons`); where none
sees to it, the lead answers it in words, and the record has who and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.lessons import ABOUT, Lesson, Survey, faults, survey_faults
from tender_flow.services.lesson_rows import (
    LessonView,
    SurveyView,
    bind,
    binding,
    for_case,
    lesson_views,
    lessons_known,
    surveys_known,
)

if TYPE_CHECKING:
    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office


LEARNERS = ("lead", "chair")
"""Who writes down what was learnt; also once a procurement stands still or has ended early."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """Lessons that a procurement has taken up, by code; those it had already aren't here."""

    codes: tuple[str, ...]


def add(
    office: Office,
    ref: str,
    *,
    text: str,
    about: str,
    gates: tuple[str, ...] = (),
    source: str = "",
    dry_run: bool = False,
) -> LessonView:
    """Records a lesson learnt in this procurement, for those that come after it.

    `gates` name what would see to it, such as `document_filed kind=evaluation_guidance`.

    Raises:
        BadInputError: an unknown gate or parameter, or nothing that it could be about.
    """
    found = [fault for gate in gates for fault in faults(gate)]
    if about not in ABOUT:
        found.append(Finding("lesson-about-unknown", {"about": about[:60], "known": ABOUT}))
    if found:
        raise BadInputError(*found)
    with office.deed(
        "lesson.add", ref, roles=LEARNERS, while_suspended=True, once_ended=True, dry_run=dry_run
    ) as deed:
        missing: dict[str, Fact] = {"what": "lesson"}
        deed.refuse([] if text.strip() else [Finding("text-missing", missing)])
        count = sum(row["code"].startswith(f"{deed.ref}.") for row in deed.rows.of("lesson"))
        named = tuple(" ".join(gate.split()) for gate in gates)
        lesson = Lesson(str(count + 1), about, text.strip(), named, source.strip() or deed.ref)
        _keep(deed, f"{deed.ref}.{lesson.id}", lesson, deed.case["title"])
        deed.note(lesson=f"{deed.ref}.{lesson.id}")
        return next(one for one in lessons_known(deed) if one.code == f"{deed.ref}.{lesson.id}")


def adopt(office: Office, ref: str, name: str, *, dry_run: bool = False) -> Adopted:
    """Takes lessons up: all of a file (its name or path), or one that is recorded (its code).

    A file's lessons are recorded too, with the figures of its questionnaire: the procurements
    made after this one find them.

    Raises:
        BadInputError: there is no such file or lesson, or the file can't be used.
        RefusedError: the procurement has all of them already.
    """
    with office.deed("lesson.adopt", ref, roles=("lead",), dry_run=dry_run) as deed:
        wanted = _wanted(deed, name)
        bound = {row["code"] for row in binding(deed)}
        new = [row for row in wanted if row["code"] not in bound]
        deed.refuse([] if new else [Finding("lessons-adopted-already", {"name": name})])
        bind(deed, new)
        deed.note(count=str(len(new)), name=name if "/" not in name else None)
        return Adopted(tuple(str(row["code"]) for row in new))


def answer(
    office: Office, ref: str, lesson: str, text: str, *, dry_run: bool = False
) -> LessonView:
    """Says how this procurement meets a lesson that binds it; the newest answer counts."""
    with office.deed(
        "lesson.answer", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        row = _bound_row(deed, lesson)
        missing: dict[str, Fact] = {"what": "answer"}
        deed.refuse([] if text.strip() else [Finding("text-missing", missing)])
        by = {"answered_by": deed.person_id, "answered_at": deed.now}
        deed.insert("lesson_answer", {"lesson": row["id"], "answer": text.strip(), **by})
        deed.note(lesson=row["code"])
        return next(one for one in lesson_views(deed) if one.code == row["code"])


def survey(
    office: Office,
    ref: str,
    *,
    about: str,
    period: str,
    returned: int,
    asked: int | None = None,
    source: str = "",
    dry_run: bool = False,
) -> SurveyView:
    """Records the figures of a questionnaire about this procurement."""
    with office.deed(
        "lesson.survey", ref, roles=LEARNERS, while_suspended=True, once_ended=True, dry_run=dry_run
    ) as deed:
        missing: dict[str, Fact] = {"what": "survey"}
        blank = [] if about.strip() and period.strip() else [Finding("text-missing", missing)]
        deed.refuse([*blank, *survey_faults(asked, returned)])
        figures = Survey(about.strip(), period.strip(), asked, returned, source.strip() or ref)
        _keep_survey(deed, deed.ref, figures)
        deed.note(returned=str(returned))
        told = (figures.about, figures.period, figures.asked, figures.returned, figures.source)
        return SurveyView(deed.ref, *told)


def list_lessons(office: Office, ref: str) -> tuple[LessonView, ...]:
    """The lessons that bind a procurement, with how each stands there."""
    with office.reading(ref) as reading:
        return lesson_views(reading)


def known_lessons(office: Office, ref: str) -> tuple[LessonView, ...]:
    """Every lesson of the record that a procurement could take up, oldest first."""
    with office.reading(ref) as reading:
        return tuple(lessons_known(reading))


def list_surveys(office: Office, ref: str) -> tuple[SurveyView, ...]:
    """The questionnaires of the record, oldest first."""
    with office.reading(ref) as reading:
        return tuple(surveys_known(reading))


def _wanted(deed: Deed, name: str) -> list[Row]:
    """The rows of a file's lessons, recorded where they are new, or that of one lesson."""
    recorded = {row["code"]: row for row in for_case(deed)}
    if name in recorded:
        return [recorded[name]]
    from tender_flow.definitions.lessons_file import load_lessons

    file = load_lessons(name)
    for lesson in file.lessons:
        if (code := f"{file.id}.{lesson.id}") not in recorded:
            _keep(deed, code, lesson, file.learnt_in, file.source)
    if file.survey is not None and file.id not in {one.code for one in surveys_known(deed)}:
        _keep_survey(deed, file.id, file.survey, file.source)
    now = {row["code"]: row for row in for_case(deed)}
    return [now[f"{file.id}.{lesson.id}"] for lesson in file.lessons]


def _keep(deed: Deed, code: str, lesson: Lesson, learnt_in: str, paper: str = "") -> None:
    deed.transaction.insert(
        "lesson",
        {
            "code": code,
            "about": lesson.about,
            "text": lesson.text,
            "met_by": "\n".join(lesson.met_by),
            "learnt_in": learnt_in,
            "source": ", ".join(part for part in (paper, lesson.source) if part),
            "rehearsal": deed.case["rehearsal"],
            "recorded_by": deed.person_id,
            "recorded_at": deed.now,
        },
    )


def _keep_survey(deed: Deed, code: str, survey: Survey, paper: str = "") -> None:
    deed.transaction.insert(
        "lesson_survey",
        {
            "code": code,
            "about": survey.about,
            "period": survey.period,
            "asked": survey.asked,
            "returned": survey.returned,
            "source": ", ".join(part for part in (paper, survey.source) if part),
            "rehearsal": deed.case["rehearsal"],
            "recorded_by": deed.person_id,
            "recorded_at": deed.now,
        },
    )


def _bound_row(deed: Deed, lesson: str) -> Row:
    bound = binding(deed)
    for row in bound:
        if row["code"] == lesson:
            return row
    facts: dict[str, Fact] = {
        "lesson": lesson[:80],
        "known": tuple(str(row["code"]) for row in bound),
    }
    raise BadInputError(Finding("lesson-unknown", facts, hint=Hint("lesson.list")))
