"""The few errors that cross rooms, each with the exit code that a command ends with.

Problems in *user data* are values (`tender_flow.rules.findings.Finding`), collected and
shown all at once. An error carries such findings to the front end when nothing can go on:

* `RefusedError` (1): a rule says no; nothing has changed.
* `BadInputError` (2): a file, an argument or a database that can't be used as it is.
* `BrokenRecordError` (3): a signature, a chain or a row does not agree with the record.

The sentences are made by `tender_flow.i18n.say`; an error holds no words of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tender_flow.rules.findings import Finding


class TenderFlowError(Exception):
    """Something a person can understand and mend; `findings` says what, where and how."""

    exit_code = 2

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> TenderFlowError:
        """The error that carries these findings."""
        return cls(*findings)

    def __str__(self) -> str:
        return "; ".join(f"{finding.code} {dict(finding.facts)}" for finding in self.findings)


class RefusedError(TenderFlowError):
    """A rule refuses the deed; nothing has changed."""

    exit_code = 1


class BadInputError(TenderFlowError):
    """The input can't be used: wrong usage, a broken file, a foreign pack, no database."""

    exit_code = 2


class BrokenRecordError(TenderFlowError):
    """A signature, the chain or a row contradicts the record."""

    exit_code = 3
