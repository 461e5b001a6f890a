"""What the demonstration says: lines, refusals and tables as values; the command prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import TenderFlowError

if TYPE_CHECKING:
    from tender_flow.demo.scene import Scene
    from tender_flow.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Line:
    """A plain sentence about what has just happened."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A deed that was refused on purpose, with every reason; `ref` names the case for hints."""

    findings: tuple[Finding, ...]
    ref: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the columns in `right` hold numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


Said = Line | Refused | Table


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the script: what it is about, and what does it."""

    title: str
    """Marked with `N_`; translated when it is shown."""
    deed: Callable[[Scene], Iterator[Said]]


@dataclass(frozen=True, slots=True)
class Begun:
    """A step begins: number `number` of `count`."""

    number: int
    count: int
    title: str


class NotRefusedError(Exception):
    """A deed that had to be refused was done: the program is wrong, not the demonstration."""


def refusal(deed: Callable[[], object], ref: str) -> Refused:
    """Tries a deed that must be refused, and gives the reasons."""
    try:
        deed()
    except TenderFlowError as error:
        return Refused(error.findings, ref)
    message = "the demonstration expected a refusal"
    raise NotRefusedError(message)
