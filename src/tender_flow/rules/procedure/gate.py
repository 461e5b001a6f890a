"""What a gate is: a named condition that a workflow file may use.

A gate is one small function over the frozen facts. It declares which parts of the facts it
needs, so that nothing else is loaded, and which parameters a workflow file may give it, so that
the loader can refuse a wrong one with `file:line`:

    @gate(needs=("documents",), parameters=(Parameter("kind", "identifier"),))
    def document_filed(facts, params):
        ...
        return [] or [Finding("document-missing", {...}, hint=Hint("document.add", {...}))]

No findings means that the condition is met. The gates themselves are in `gates_*.py`, listed by
name in `gates.GATES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.facts import CaseFacts

Kind = Literal[
    "identifier", "identifiers", "integer", "flag", "choice", "roles", "stage", "stages", "task"
]
"""How a parameter's text is read; those in the plural are lists, kept as `a, b, c`."""

Ask = Callable[[CaseFacts, Mapping[str, str]], list[Finding]]
"""The function of a gate: facts and complete parameters in, what is missing out."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a workflow file may say to a gate or a clock; without a default it must be said."""

    name: str
    kind: Kind
    default: str | None = None
    choices: tuple[str, ...] = ()
    least: int = 0
    """The smallest whole number that makes sense."""


def complete(parameters: tuple[Parameter, ...], given: Mapping[str, str]) -> dict[str, str]:
    """The given parameters with the defaults of those that were left out."""
    defaults = {item.name: item.default for item in parameters if item.default is not None}
    return {**defaults, **given}


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition by name, with the parts of the facts it needs and its parameters."""

    name: str
    ask_facts: Ask
    needs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    meaning: str
    """The first line of its docstring: what must be so."""

    def ask(self, facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
        """What is missing, nothing if the condition is met."""
        return self.ask_facts(facts, complete(self.parameters, params))


def gate(
    needs: tuple[str, ...] = (), parameters: tuple[Parameter, ...] = ()
) -> Callable[[Ask], Gate]:
    """Makes a gate of a function; its name is the function's."""

    def made(function: Ask) -> Gate:
        meaning = (function.__doc__ or "").strip().split("\n", 1)[0]
        return Gate(function.__name__, function, needs, parameters, meaning)

    return made


def part(loaded: tuple[T, ...] | None) -> tuple[T, ...]:
    """A part of the facts that the gate has declared.

    Raises:
        LookupError: the gate asks for a part that it didn't declare.
    """
    if loaded is None:
        message = "a gate asked for a part of the facts that it does not declare in `needs`"
        raise LookupError(message)
    return loaded


def listed(text: str) -> tuple[str, ...]:
    """The names in a list parameter: `chair, custodian` gives two."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def in_words(name: str) -> str:
    """An identifier as words for a sentence: `note_taker` is note taker."""
    return name.replace("_", " ")
