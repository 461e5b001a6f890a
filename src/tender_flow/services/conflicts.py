"""The conflicts assessment: made before the first notice, reviewed whenever something is new.

Procurement Act 2023 s.81 to 83: a council identifies conflicts of interest and keeps them under
review, mitigates them, and prepares an assessment, perceived conflicts included, before it
publishes a tender or transparency notice. Each entry is dated and none is changed later. What a
panel member declares afterwards reopens it: the gate `conflicts_assessed` waits for a review.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.rules.findings import Finding, Hint
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office, Reading

ASSESSMENT, REVIEW = "assessment", "review"


@dataclass(frozen=True, slots=True)
class ConflictsEntry:
    """One entry of the conflicts assessment, oldest first in lists."""

    kind: str
    """assessment or review."""
    dated: date
    found: str
    """Actual and potential conflicts, or that there are none."""
    perceived: str
    """What might wrongly be taken for one, and how that was answered."""
    steps: str
    """What was and will be done about them."""
    recorded_by: str
    recorded_at: datetime


def assess(
    office: Office,
    ref: str,
    *,
    dated: date,
    found: str,
    perceived: str,
    steps: str,
    dry_run: bool = False,
) -> ConflictsEntry:
    """Records the conflicts assessment; refused where there is one already.

    All three texts are needed: "none known" is an answer, silence is not (s.83(3) to (5)).
    """
    with office.deed("conflicts.assess", ref, roles=("lead",), dry_run=dry_run) as deed:
        texts = {"found": found, "perceived": perceived, "steps": steps}
        first = deed.first("conflicts_review")
        again = Finding("conflicts-assessed-already", {"dated": first["dated"]}) if first else None
        deed.refuse([*([again] if again else []), *_faults(deed, dated, texts)])
        return _write(deed, ASSESSMENT, dated, texts)


def review(
    office: Office,
    ref: str,
    *,
    dated: date,
    found: str,
    perceived: str,
    steps: str,
    dry_run: bool = False,
) -> ConflictsEntry:
    """Records a review of the assessment; refused where none was made yet."""
    with office.deed(
        "conflicts.review", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        texts = {"found": found, "perceived": perceived, "steps": steps}
        missing = deed.first("conflicts_review") is None
        none = [Finding("conflicts-not-assessed", hint=Hint("conflicts.assess"))] if missing else []
        deed.refuse([*none, *_faults(deed, dated, texts)])
        return _write(deed, REVIEW, dated, texts)


def list_conflicts(office: Office, ref: str) -> tuple[ConflictsEntry, ...]:
    """Every entry of the assessment, oldest first."""
    with office.reading(ref) as reading:
        return tuple(_entry(reading, row) for row in reading.of("conflicts_review"))


def _faults(deed: Deed, dated: date, texts: dict[str, str]) -> list[Finding]:
    found = []
    if dated > local_day(deed.now):
        found.append(Finding("entry-in-the-future", {"dated": dated}))
    last = deed.last("conflicts_review")
    if last is not None and dated < last["dated"]:
        found.append(Finding("entry-before-the-last", {"dated": dated, "last": last["dated"]}))
    missing = tuple(name for name, text in texts.items() if not text.strip())
    if missing:
        found.append(Finding("conflicts-text-missing", {"missing": missing}))
    return found


def _write(deed: Deed, kind: str, dated: date, texts: dict[str, str]) -> ConflictsEntry:
    values = {
        "kind": kind,
        "dated": dated,
        **{name: text.strip() for name, text in texts.items()},
        "recorded_by": deed.person_id,
        "recorded_at": deed.now,
    }
    deed.insert("conflicts_review", values)
    deed.note(dated=dated.isoformat())
    return _entry(deed, values)


def _entry(reading: Reading, row: Row) -> ConflictsEntry:
    return ConflictsEntry(
        row["kind"],
        row["dated"],
        row["found"],
        row["perceived"],
        row["steps"],
        reading.person_name(row["recorded_by"]),
        row["recorded_at"],
    )
