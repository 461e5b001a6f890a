"""What is shown of a procurement: frozen values, made by `tender_flow.services.overview`.

Planned times stay as the papers have them (`2014-11`, `2014-07/2014-08`); instants are in UTC.
Front ends put them in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from tender_flow.rules.procedure.plan import Slip
    from tender_flow.services.document import FiledDocument
    from tender_flow.services.notice_data import ComingNotice
    from tender_flow.services.notices import OwedNotice


@dataclass(frozen=True, slots=True)
class StageStep:
    """A stage in the line of stages: done, now or ahead."""

    id: str
    title: str
    short: str
    state: str


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot with its outcome: open, awarded, not_awarded or withdrawn."""

    code: str
    title: str
    outcome: str
    suspended_since: datetime | None


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """A plan as it was agreed once."""

    number: int
    title: str
    source: str
    dated: date


@dataclass(frozen=True, slots=True)
class DateLine:
    """A stage or task: when each baseline planned it, when it began, how far it moved."""

    stage: str
    """Empty for a row of a plan that is no stage."""
    title: str
    planned: Mapping[int, str]
    """By baseline: a month, a day, or a range `2014-07/2014-08`."""
    begun_on: date | None
    slip: Slip | None


@dataclass(frozen=True, slots=True)
class DelayLine:
    """A recorded delay."""

    stage: str
    title: str
    expected: str
    reason: str
    told: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension that lasts."""

    scope: str
    subject: str
    reason: str
    began_at: datetime


@dataclass(frozen=True, slots=True)
class NextMove:
    """A move from here and how many things are missing before it."""

    move: str
    title: str
    target_title: str
    role: str
    is_termination: bool
    missing: int
    planned: str
    """The time for which its stage is planned, by what was last said; empty where it isn't."""
    not_before: date | None
    """The first day on which what has to be waited for is over; None where nothing is."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody on the case with one role."""

    name: str
    role: str
    organisation: str
    status: str


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """A version of the workflow or model that the case has or had."""

    kind: str
    version: int
    digest: str
    reason: str
    approver: str
    dated: date | None
    told: str
    published_at: datetime | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything that `procurement show` shows."""

    ref: str
    title: str
    description: str
    authority: str
    regime: str
    rehearsal: bool
    illustrative: str
    stage: str
    stage_title: str
    version: int
    stages: tuple[StageStep, ...]
    created_at: datetime
    ended_at: datetime | None
    ceiling: Decimal | None
    ceiling_period: str
    deadline_local: str | None
    deadline_zone: str | None
    deadline_at: datetime | None
    lots: tuple[LotLine, ...]
    pauses: tuple[Pause, ...]
    baselines: tuple[BaselineLine, ...]
    dates: tuple[DateLine, ...]
    delays: tuple[DelayLine, ...]
    moves: tuple[NextMove, ...]
    notices: tuple[OwedNotice, ...]
    coming: tuple[ComingNotice, ...]
    """What moves still to come want published first."""
    documents: tuple[FiledDocument, ...]
    people: tuple[PersonLine, ...]
    definitions: tuple[DefinitionLine, ...]
    fingerprint: str
    entries: int
    head: str
    """Digest of the journal's last entry."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One procurement in a list."""

    ref: str
    title: str
    stage: str
    stage_title: str
    deadline_at: datetime | None
    suspended_since: datetime | None
    rehearsal: bool
    ended_at: datetime | None
