"""The consultation register: each comment, its answer, and what it changed.

"Lack of feedback to comments regarding the service specification" was a lesson of Kent's review
of January 2014: every comment has an answer here, and the report shows how the consultation has
influenced the outcome. Who said it is sealed; whom they speak for may be printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Office, Reading


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its answer; `number` is how people name it."""

    number: int
    received_on: date
    name: str
    speaks_for: str
    text: str
    answer: str
    change: str
    """What it changed in the specification; empty where nothing."""
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class ConsultationReport:
    """How the consultation has influenced the outcome, without anybody's name."""

    ref: str
    title: str
    received: int
    answered: int
    changed: int
    speaks_for: tuple[tuple[str, int], ...]
    """How many comments came from each group."""
    comments: tuple[Comment, ...]


def comment(
    office: Office,
    ref: str,
    text: str,
    *,
    received_on: date,
    name: str = "",
    speaks_for: str = "",
    dry_run: bool = False,
) -> Comment:
    """Records a comment that came in."""
    with office.deed("consultation.comment", ref, roles=("lead",), dry_run=dry_run) as deed:
        found = [] if text.strip() else [Finding("text-missing", {"what": "TEXT"})]
        if received_on > local_day(deed.now):
            found.append(Finding("entry-in-the-future", {"dated": received_on}))
        deed.refuse(found)
        values = {"received_on": received_on, "name": name.strip(), "text": text.strip()}
        values["speaks_for"] = speaks_for.strip()
        row_id = deed.insert("consultation_comment", values)
        deed.note(comment=row_id)
        return _views(deed)[-1]


def answer(
    office: Office, ref: str, number: str, text: str, *, change: str = "", dry_run: bool = False
) -> Comment:
    """Answers a comment, and says what it changed in the specification, if anything.

    Where no answer can be given, the answer says why. An answer given again replaces the first,
    which stays in the journal.
    """
    with office.deed("consultation.answer", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = _row_of(deed, number)
        deed.refuse([] if text.strip() else [Finding("text-missing", {"what": "TEXT"})])
        deed.update(
            "consultation_comment",
            row["id"],
            answer=text.strip(),
            change=change.strip(),
            answered_on=local_day(deed.now),
            answered_by=deed.person_id,
        )
        deed.note(comment=row["id"], changed=bool(change.strip()))
        return _views(deed)[int(number) - 1]


def list_comments(office: Office, ref: str) -> tuple[Comment, ...]:
    """Every comment, oldest first."""
    with office.reading(ref) as reading:
        return tuple(_views(reading))


def report(office: Office, ref: str) -> ConsultationReport:
    """Comment by comment what was said, answered and changed; nobody is named."""
    from dataclasses import replace

    with office.reading(ref) as reading:
        comments = tuple(replace(one, name="") for one in _views(reading))
        groups = [one.speaks_for for one in comments if one.speaks_for]
        return ConsultationReport(
            ref=reading.ref,
            title=reading.case["title"],
            received=len(comments),
            answered=sum(one.answered_on is not None for one in comments),
            changed=sum(bool(one.change) for one in comments),
            speaks_for=tuple((group, groups.count(group)) for group in sorted(set(groups))),
            comments=comments,
        )


def _row_of(reading: Reading, number: str) -> Row:
    rows = reading.of("consultation_comment")
    for position, row in enumerate(rows, start=1):
        if number == str(position):
            return row
    facts: dict[str, Fact] = {"number": number, "count": len(rows)}
    raise BadInputError(Finding("comment-unknown", facts, hint=Hint("consultation.list")))


def _views(reading: Reading) -> list[Comment]:
    return [
        Comment(
            number,
            row["received_on"],
            row["name"],
            row["speaks_for"],
            row["text"],
            row["answer"] or "",
            row["change"] or "",
            row["answered_on"],
        )
        for number, row in enumerate(reading.of("consultation_comment"), start=1)
    ]
