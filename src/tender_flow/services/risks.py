"""The risk register: what could go wrong, what is done about it, who watches it, and until when.

Kent's draft plan of January 2014 lists its risks with their controls; its papers of April 2014
and Leeds' of February 2015 have the register reviewed all the way. A review says what was found
and sets the next day; a risk that is over is closed with the reason. Every report shows the
register as it stood when the report was made.
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
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class RiskReviewView:
    """One look at a risk, oldest first in lists."""

    dated: date
    found: str
    review_on: date
    """The next review that it set."""
    recorded_by: str


@dataclass(frozen=True, slots=True)
class RiskView:
    """A risk as it stands now; `number` is how people name it."""

    number: int
    risk: str
    control: str
    owner: str
    raised_on: date
    review_on: date
    closed_on: date | None
    closed_reason: str
    overdue: bool
    """It is open and the day of its review has gone by."""
    reviews: tuple[RiskReviewView, ...]


def add(
    office: Office,
    ref: str,
    *,
    risk: str,
    control: str,
    owner: str,
    dated: date,
    review_on: date,
    dry_run: bool = False,
) -> RiskView:
    """Records a risk with its control, its owner and the day of its first review.

    Raises:
        RefusedError: a text is missing, `dated` is to come, or the review isn't after it.
    """
    with office.deed(
        "risk.add", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        texts = {"risk": risk.strip(), "control": control.strip(), "owner": owner.strip()}
        deed.refuse([*_missing(texts), *_dates(deed, dated, review_on)])
        row_id = deed.insert(
            "risk",
            {
                **texts,
                "raised_on": dated,
                "review_on": review_on,
                "recorded_by": deed.person_id,
                "recorded_at": deed.now,
            },
        )
        found = _view(deed, row_id)
        deed.note(number=str(found.number), review_on=review_on.isoformat())
        return found


def review(
    office: Office,
    ref: str,
    risk: str,
    *,
    found: str,
    dated: date,
    review_on: date,
    control: str = "",
    owner: str = "",
    dry_run: bool = False,
) -> RiskView:
    """Records a review of an open risk; control and owner stay where nothing is said of them."""
    with office.deed(
        "risk.review", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        number, row = _row_of(deed, risk)
        faults = [*_missing({"found": found.strip()}), *_dates(deed, dated, review_on)]
        deed.refuse([*_closed(number, row), *faults, *_before_the_last(deed, row, dated)])
        values = {
            "control": control.strip() or row["control"],
            "owner": owner.strip() or row["owner"],
            "review_on": review_on,
        }
        by = {"recorded_by": deed.person_id, "recorded_at": deed.now}
        told = {"risk": row["id"], "dated": dated, "found": found.strip()}
        deed.insert("risk_review", {**told, **values, **by})
        deed.update("risk", row["id"], **values)
        deed.note(number=str(number), review_on=review_on.isoformat())
        return _view(deed, row["id"])


def close(
    office: Office, ref: str, risk: str, *, reason: str, dated: date, dry_run: bool = False
) -> RiskView:
    """Closes a risk that is over, with the reason."""
    with office.deed(
        "risk.close", ref, roles=("lead",), while_suspended=True, dry_run=dry_run
    ) as deed:
        number, row = _row_of(deed, risk)
        missing = [] if reason.strip() else [Finding("reason-missing")]
        dates = [*_to_come(deed, dated), *_before_the_last(deed, row, dated)]
        deed.refuse([*_closed(number, row), *missing, *dates])
        deed.update("risk", row["id"], closed_on=dated, closed_reason=reason.strip())
        deed.note(number=str(number))
        return _view(deed, row["id"])


def list_risks(office: Office, ref: str) -> tuple[RiskView, ...]:
    """Every risk, closed ones too, oldest first."""
    with office.reading(ref) as reading:
        return risk_views(reading)


def risk_views(reading: Reading) -> tuple[RiskView, ...]:
    """The register as it stands in these rows: the snapshot that a report shows."""
    reviews: dict[str, list[RiskReviewView]] = {}
    for row in reading.of("risk_review"):
        seen = RiskReviewView(
            row["dated"],
            row["found"] or "–",
            row["review_on"],
            reading.person_name(row["recorded_by"]),
        )
        reviews.setdefault(row["risk"], []).append(seen)
    today = local_day(reading.now)
    return tuple(
        RiskView(
            number=number,
            risk=row["risk"] or "–",  # erased
            control=row["control"] or "–",
            owner=row["owner"] or "–",
            raised_on=row["raised_on"],
            review_on=row["review_on"],
            closed_on=row["closed_on"],
            closed_reason=row["closed_reason"] or "",
            overdue=row["closed_on"] is None and row["review_on"] < today,
            reviews=tuple(reviews.get(row["id"], ())),
        )
        for number, row in enumerate(reading.of("risk"), start=1)
    )


def _view(deed: Deed, row_id: str) -> RiskView:
    at = [row["id"] for row in deed.of("risk")].index(row_id)
    return risk_views(deed)[at]


def _row_of(deed: Deed, risk: str) -> tuple[int, Row]:
    """A risk by its number in the list."""
    rows = deed.of("risk")
    for number, row in enumerate(rows, start=1):
        if risk == str(number):
            return number, row
    facts: dict[str, Fact] = {"number": risk, "count": len(rows)}
    raise BadInputError(Finding("risk-unknown", facts, hint=Hint("risk.list")))


def _missing(texts: dict[str, str]) -> list[Finding]:
    missing = tuple(name for name, text in texts.items() if not text)
    return [Finding("risk-text-missing", {"missing": missing})] if missing else []


def _to_come(deed: Deed, dated: date) -> list[Finding]:
    future = dated > local_day(deed.now)
    return [Finding("entry-in-the-future", {"dated": dated})] if future else []


def _dates(deed: Deed, dated: date, review_on: date) -> list[Finding]:
    found = _to_come(deed, dated)
    if review_on <= dated:
        facts: dict[str, Fact] = {"review_on": review_on, "dated": dated}
        found.append(Finding("risk-review-not-after", facts))
    return found


def _before_the_last(deed: Deed, row: Row, dated: date) -> list[Finding]:
    """Entries about one risk stand in the order of their days."""
    latest = deed.last("risk_review", risk=row["id"])
    last = latest["dated"] if latest is not None else row["raised_on"]
    return (
        [Finding("entry-before-the-last", {"dated": dated, "last": last})] if dated < last else []
    )


def _closed(number: int, row: Row) -> list[Finding]:
    if row["closed_on"] is None:
        return []
    return [Finding("risk-closed-already", {"number": number, "closed_on": row["closed_on"]})]
