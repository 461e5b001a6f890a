"""Marking: rounds, individual marks by revision, meetings, agreed marks and assents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import SQLModel

from tender_flow.records import columns as c


class Round(SQLModel, table=True):
    """A round of marking (written, interview, a re-run): owns packs, marks and meetings."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("procurement", "name", name="one_round_per_name"),)
    id: str = c.identity()
    procurement: str = c.case()
    name: str = c.text()
    position: int = c.whole()
    opened_at: datetime = c.instant()
    locked_at: datetime | None = c.instant(null=True)


class Mark(SQLModel, table=True):
    """An individual mark: (round, answer, member) by revision; none is ever overwritten.

    `value` is in ten-thousandths of a mark; None means "cannot mark", with its reason.
    """

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("round", "answer", "member", "revision", name="one_mark_per_revision"),
        # an answer's marks side by side: adding up 84,000 of them reads this and no row
        Index(
            "mark_sums",
            "answer",
            "round",
            "value",
            "withheld",
            sqlite_where=text("withheld IS 0"),
            postgresql_where=text("withheld IS false"),
        ),
        Index(
            "marks_given_again",
            "round",
            "answer",
            sqlite_where=text("revision > 1"),
            postgresql_where=text("revision > 1"),
        ),
    )
    id: str = c.identity()
    procurement: str = c.case()
    round: str = c.text()
    answer: str = c.text()
    member: str = c.text()
    revision: int = c.whole()
    value: int | None = c.whole(null=True, sealed=True)
    cannot_reason: str = c.text(sealed=True)
    strengths: str = c.text(sealed=True)
    weaknesses: str = c.text(sealed=True)
    why: str = c.text(sealed=True)
    withheld: bool = c.flag()
    """Frozen by a conflict found late; counts only if the member is cleared."""
    pack_return: str = c.text()
    model_version: int = c.whole()
    given_at: datetime = c.instant()
    accepted_at: datetime = c.instant()


class Meeting(SQLModel, table=True):
    """A moderation meeting; it goes on over days until it is closed."""

    __tablename__ = "meeting"
    id: str = c.identity()
    procurement: str = c.case()
    round: str = c.text()
    number: int = c.whole()
    chair: str = c.text()
    note_taker: str = c.text()
    quorum: int = c.whole()
    opened_at: datetime = c.instant()
    closed_at: datetime | None = c.instant(null=True)


class Attendance(SQLModel, table=True):
    """Who came, left or came back, and when. State: here, left."""

    __tablename__ = "attendance"
    id: str = c.identity()
    procurement: str = c.case()
    meeting: str = c.text()
    member: str = c.text()
    state: str = c.text()
    since: datetime = c.instant()


class AgreedMark(SQLModel, table=True):
    """The panel's mark for one answer, with the panel's own reason; changes are revisions.

    `route` is discussed, adopted or override; `rule` is the published rule that gave the mark.
    `value` is in ten-thousandths, over `divisor` where a published mean doesn't end in them: the
    mean 10/3 is 100000 over 3.
    """

    __tablename__ = "agreed_mark"
    __table_args__ = (
        UniqueConstraint("round", "answer", "revision", name="one_agreed_mark_per_revision"),
    )
    id: str = c.identity()
    procurement: str = c.case()
    meeting: str = c.text()
    round: str = c.text()
    answer: str = c.text()
    revision: int = c.whole()
    value: int = c.whole(sealed=True)
    reason: str = c.text(sealed=True)
    reason_from: str | None = c.text(null=True)
    """The member whose reason the panel made its own, if any."""
    route: str = c.text()
    rule: str = c.text()
    change_reason: str = c.text(sealed=True)
    written_by: str = c.text()
    agreed_at: datetime = c.instant()
    reopened_at: datetime | None = c.instant(null=True)
    reopened_reason: str | None = c.text(null=True, sealed=True)
    divisor: int | None = c.whole(null=True, sealed=True)
    second_approver: str | None = c.text(null=True)
    """Who approved an override, where the model asks for a second person."""


class Assent(SQLModel, table=True):
    """What one member said to one agreed mark: agrees, disagrees (with reason), not_present."""

    __tablename__ = "assent"
    id: str = c.identity()
    procurement: str = c.case()
    agreed_mark: str = c.text()
    member: str = c.text()
    choice: str = c.text()
    reason: str = c.text(sealed=True)
    given_at: datetime = c.instant()


class Slip(SQLModel, table=True):
    """A member's own signature under the moderated outcome, made on their own machine."""

    __tablename__ = "slip"
    __table_args__ = (UniqueConstraint("meeting", "member", name="one_slip_per_member"),)
    id: str = c.identity()
    procurement: str = c.case()
    meeting: str = c.text()
    member: str = c.text()
    pack_return: str = c.text()
    disagreements: int = c.whole()
    accepted_at: datetime = c.instant()
