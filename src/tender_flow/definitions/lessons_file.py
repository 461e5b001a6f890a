"""Lessons learnt from a file: those that come with tender-flow, or a council's own.

    found = load_lessons("kent_hia_2014")        # or a path
    found.lessons[0].met_by                      # ("document_filed kind=consultation_plan",)

The shipped files are in the folder `lessons` beside this module. Every problem is a finding with
its line.
"""

from __future__ import annotations

from pathlib import Path

from tender_flow.definitions.reader import Fields, Node, read_file
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, problems
from tender_flow.rules.procedure.lessons import (
    ABOUT,
    Lesson,
    LessonSet,
    Survey,
    faults,
    survey_faults,
)

FOLDER = Path(__file__).parent / "lessons"


def lesson_files() -> tuple[str, ...]:
    """The names of the files that come with tender-flow."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def load_lessons(name_or_path: str) -> LessonSet:
    """The lessons of a shipped file by its name, or of a file by its path.

    Raises:
        BadInputError: there is no such file, or it can't be used; every problem with its line.
    """
    if name_or_path in lesson_files():
        return read_lessons(FOLDER / f"{name_or_path}.yaml")
    path = Path(name_or_path)
    if path.suffix not in {".yaml", ".yml"}:
        facts: dict[str, Fact] = {"name": name_or_path[:60], "known": lesson_files()}
        raise BadInputError(Finding("lessons-unknown", facts))
    return read_lessons(path)


def read_lessons(path: Path) -> LessonSet:
    """The lessons of one file."""
    root, findings = read_file(path)
    if root is None:
        raise BadInputError(*findings)
    fields = root.fields("format", "id", "title", "learnt_in", "source", "survey", "lessons")
    fields.choice("format", ("1",))
    survey = fields.optional("survey")
    found = LessonSet(
        id=fields.identifier("id"),
        title=fields.text("title"),
        learnt_in=fields.text("learnt_in"),
        source=fields.text("source"),
        lessons=tuple(_lesson(node) for node in fields.items("lessons")),
        survey=None if survey is None else _survey(survey),
    )
    _each_once(root, fields)
    if problems(root.findings):
        raise BadInputError(*root.findings)
    return found


def _lesson(node: Node) -> Lesson:
    fields = node.fields("id", "about", "text", "met_by", "source")
    gates = fields.items("met_by", required=False)
    return Lesson(
        id=fields.identifier("id"),
        about=fields.choice("about", ABOUT),
        text=fields.text("text"),
        met_by=tuple(_gate(one) for one in gates),
        source=fields.text("source"),
    )


def _gate(node: Node) -> str:
    text = " ".join(node.as_text().split())
    for fault in faults(text):
        node.problem(fault.code, **fault.facts)
    return text


def _survey(node: Node) -> Survey:
    fields = node.fields("about", "period", "asked", "returned", "source")
    asked = fields.optional("asked")
    found = Survey(
        about=fields.text("about"),
        period=fields.text("period"),
        asked=None if asked is None else asked.as_integer(),
        returned=fields.integer("returned") or 0,
        source=fields.text("source"),
    )
    for fault in survey_faults(found.asked, found.returned):
        node.problem(fault.code, **fault.facts)
    return found


def _each_once(root: Node, fields: Fields) -> None:
    seen: set[str] = set()
    for node in fields.items("lessons"):
        name = node.entries["id"].text if "id" in node.entries else ""
        if name in seen:
            node.problem("lesson-twice", lesson=name)
        seen.add(name)
