"""The demonstration's data, all invented: people, tenders, documents, what each member thought.

The files are in `data/` and travel with the package. Each says that it is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from tender_flow.definitions.reader import Fields, Node, read_file
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import problems

if TYPE_CHECKING:
    from collections.abc import Mapping

BIDDERS = ("beacon", "elm", "llwyn", "medway")
"""The folders of the tenders that come in time; `harbourway` comes late."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the case in one role; evaluators have questions and a name in the mark files."""

    login: str
    name: str
    role: str
    organisation: str
    specialisms: tuple[str, ...]
    questions: tuple[str, ...]
    marks: str

    @property
    def email(self) -> str:
        """An address that can't exist."""
        return f"{self.login}@kent.example"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A member who may have a conflict with a bidder (a folder's name), and what is decided."""

    member: str
    tender: str
    explanation: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Everybody, the one who is replaced in the second case, and the conflicts."""

    people: tuple[Person, ...]
    replaced: Person
    conflicts: tuple[Conflict, ...]

    @property
    def evaluators(self) -> tuple[Person, ...]:
        """Those who mark."""
        return tuple(person for person in self.people if person.role == "evaluator")

    def person(self, role: str) -> Person:
        """The first person in a role."""
        return next(person for person in self.people if person.role == role)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the panel thought of one answer: marks by member, and sentences to reason with."""

    question: str
    marks: Mapping[str, int]
    cannot: Mapping[str, str]
    """By member: why they can't mark it."""
    asks: Mapping[str, str]
    """By member: what they ask the bidder."""
    dissent: Mapping[str, str]
    """By member: why they don't agree with the panel's mark."""
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    lifts: tuple[str, ...]
    """Clauses that say why it isn't a lower mark."""
    holds: tuple[str, ...]
    """Clauses that say why it isn't a higher mark."""
    agreed: int | None
    reason: str


def data_folder() -> Path:
    """Where the data are: package data, the same in a wheel and in a checkout."""
    return Path(str(files("tender_flow.demo") / "data"))


@lru_cache
def panel() -> Panel:
    """The people of the demonstration."""
    fields = _fields("panel.yaml", "people", "replaced", "conflicts")
    people = tuple(_person(node) for node in fields.items("people"))
    conflicts = tuple(_conflict(node) for node in fields.items("conflicts"))
    replaced = fields.node_of("replaced")
    assert replaced is not None
    return Panel(people, _person(replaced), conflicts)


@lru_cache
def judgements(bidder: str) -> Mapping[str, Judgement]:
    """What the panel thought of a bidder's answers, by question."""
    fields = _fields(f"marks_{bidder}.yaml", "answers")
    found = [_judgement(node) for node in fields.items("answers")]
    return {one.question: one for one in found}


@lru_cache
def supplier(bidder: str) -> str:
    """A bidder's name, as its cover sheet has it."""
    return _read(data_folder() / "tenders" / bidder / "tender.yaml").fields().text("supplier")


def bidder_of(name: str) -> str:
    """The folder of a bidder's data, by the bidder's name."""
    return next(bidder for bidder in BIDDERS if supplier(bidder) == name)


def _fields(file: str, *keys: str) -> Fields:
    return _read(data_folder() / file).fields("format", "illustrative", *keys)


def _read(path: Path) -> Node:
    root, findings = read_file(path)
    if root is None or problems(findings):
        raise BadInputError(*findings)
    return root


def _person(node: Node) -> Person:
    fields = node.fields()
    return Person(
        login=fields.text("login"),
        name=fields.text("name"),
        role=fields.text("role"),
        organisation=fields.text("organisation"),
        specialisms=_texts(fields, "specialisms"),
        questions=_texts(fields, "questions"),
        marks=fields.text("marks", ""),
    )


def _conflict(node: Node) -> Conflict:
    keys = ("member", "tender", "explanation", "decision", "reason")
    fields = node.fields(*keys)
    return Conflict(**{key: fields.text(key) for key in keys})


def _judgement(node: Node) -> Judgement:
    fields = node.fields()
    return Judgement(
        question=fields.text("question"),
        marks={name: int(text) for name, text in _map(fields, "marks").items()},
        cannot=_map(fields, "cannot"),
        asks=_map(fields, "asks"),
        dissent=_map(fields, "dissent"),
        strengths=_texts(fields, "strengths"),
        weaknesses=_texts(fields, "weaknesses"),
        lifts=_texts(fields, "lifts"),
        holds=_texts(fields, "holds"),
        agreed=fields.integer("agreed") if "agreed" in fields else None,
        reason=fields.text("reason", ""),
    )


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(node.as_text() for node in fields.items(key, required=False))


def _map(fields: Fields, key: str) -> dict[str, str]:
    node = fields.optional(key)
    return {name: value.as_text() for name, value in node.fields()} if node is not None else {}
