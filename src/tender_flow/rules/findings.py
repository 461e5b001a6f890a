"""Findings: problems in user data as values, shown together and never raised one by one.

A finding has a stable kebab-case `code`, the `facts` of the case (plain values, no words),
a `place` (file, line, field) where there is one, the `source` of the rule (section of an
Act, guidance page, council rule) and a `hint`: the deed that meets it, with its arguments.
The sentence for each code lives in `tender_flow.i18n.sentences`; front ends turn the hint
into a command line or a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Fact = str | int | bool | Decimal | Fraction | date | datetime | tuple[str, ...] | None
"""What a finding may know: numbers stay exact, texts are never markup."""


class Severity(StrEnum):
    """How much a finding stops: a problem stops the deed, a warning and a note do not."""

    PROBLEM = "problem"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the user's input: a file, its line (from 1) and the field's path."""

    file: str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """`file:line`, as editors understand it."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Hint:
    """The deed that meets a finding: `document.add` with `{"kind": "consultation_report"}`."""

    deed: str
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, warning or note about user data."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    severity: Severity = Severity.PROBLEM
    place: Place | None = None
    source: str | None = None
    hint: Hint | None = None

    @property
    def stops(self) -> bool:
        """Does this finding stop the deed?"""
        return self.severity is Severity.PROBLEM


def problems(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    """Only the findings that stop a deed, in their order."""
    return tuple(finding for finding in findings if finding.stops)
