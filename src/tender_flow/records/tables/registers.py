"""The registers that are kept all the way: risks, communication, and what lessons ask for.

A lesson itself belongs to no procurement: it stands in the portfolio, where the next one finds
it. What binds a procurement, and how it answers, is its own.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Risk(SQLModel, table=True):
    """A risk with its control, its owner and the day of its next review, as they now are."""

    __tablename__ = "risk"
    id: str = c.identity()
    procurement: str = c.case()
    risk: str = c.text(sealed=True)
    control: str = c.text(sealed=True)
    owner: str = c.text(sealed=True)
    raised_on: date = c.day()
    review_on: date = c.day()
    closed_on: date | None = c.day(null=True)
    closed_reason: str | None = c.text(null=True, sealed=True)
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class RiskReview(SQLModel, table=True):
    """A look at a risk: what was found, and what was laid down for the time after it."""

    __tablename__ = "risk_review"
    id: str = c.identity()
    procurement: str = c.case()
    risk: str = c.text()
    dated: date = c.day()
    found: str = c.text(sealed=True)
    control: str = c.text(sealed=True)
    owner: str = c.text(sealed=True)
    review_on: date = c.day()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class Communication(SQLModel, table=True):
    """A message of the communication plan: for whom, by when, and when it went out."""

    __tablename__ = "communication"
    id: str = c.identity()
    procurement: str = c.case()
    audience: str = c.text()
    message: str = c.text(sealed=True)
    due_on: date = c.day()
    planned_by: str = c.text()
    planned_at: datetime = c.instant()
    sent_on: date | None = c.day(null=True)
    how: str | None = c.text(null=True)
    sent_by: str | None = c.text(null=True)
    sent_at: datetime | None = c.instant(null=True)


class Lesson(SQLModel, table=True):
    """A lesson learnt, in the portfolio: it names no person and no bidder, and never changes."""

    __tablename__ = "lesson"
    id: str = c.identity()
    code: str = c.text()
    """What people call it: kent_hia_2014.interviews, or kent-da.1 where it was added by hand."""
    about: str = c.text()
    text: str = c.text()
    met_by: str = c.text()
    """Gates, one on each line; empty where only words answer it."""
    learnt_in: str = c.text()
    source: str = c.text()
    rehearsal: bool = c.flag()
    """Learnt in a rehearsal: it binds no real procurement."""
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class LessonSurvey(SQLModel, table=True):
    """The figures of a questionnaire about a procurement, in the portfolio."""

    __tablename__ = "lesson_survey"
    id: str = c.identity()
    code: str = c.text()
    about: str = c.text()
    period: str = c.text()
    asked: int | None = c.whole(null=True)
    """How many were asked; None where nobody wrote it down."""
    returned: int = c.whole()
    source: str = c.text()
    rehearsal: bool = c.flag()
    recorded_by: str = c.text()
    recorded_at: datetime = c.instant()


class LessonAdoption(SQLModel, table=True):
    """A lesson that binds this procurement: since it was made, or since it was taken up."""

    __tablename__ = "lesson_adoption"
    id: str = c.identity()
    procurement: str = c.case()
    lesson: str = c.text()
    adopted_at: datetime = c.instant()


class LessonAnswer(SQLModel, table=True):
    """How this procurement meets a lesson, in words; the newest answer counts."""

    __tablename__ = "lesson_answer"
    id: str = c.identity()
    procurement: str = c.case()
    lesson: str = c.text()
    answer: str = c.text(sealed=True)
    answered_by: str = c.text()
    answered_at: datetime = c.instant()
