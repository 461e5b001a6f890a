"""The demonstration from beginning to end: two cases from the same files.

    for said in run(Path("tender-flow-demo")):
        …                         # `Begun`, `Line`, `Refused`, `Table`: the command prints them

The first case runs to its concluded award; on the way a move is tried too early and a pack is
altered. The second stops with a pack unsent and a meeting half-way. Everything goes through
the services that the commands use, and what members do goes through `packs` as in their own
program; nothing is written past them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tender_flow.demo import awarding, halfway, marking, meeting, preparing, signing, tendering
from tender_flow.demo.laptops import Laptops
from tender_flow.demo.scene import LEAD, PASSPHRASES, Scene, lay_out, moment
from tender_flow.demo.telling import Begun, Said, Step
from tender_flow.errors import BadInputError
from tender_flow.i18n import N_
from tender_flow.records.database import open_database
from tender_flow.rules.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, SECOND = "kent-da", "kent-da-2"
RECORD = "tender-flow.db"
TITLE = "Kent Integrated Domestic Abuse Service"

_UNTIL_MARKS = (
    Step(N_("A procurement is made from the council's plan"), preparing.case_made),
    Step(N_("Papers are filed and money is identified"), preparing.papers_filed),
    Step(N_("The panel is named"), preparing.panel_named),
    Step(N_("The model is published and tenders are invited"), preparing.tenders_invited),
    Step(N_("Bidders prepare their tenders"), preparing.tenders_prepared),
    Step(N_("A bidder asks a question"), tendering.question_answered),
    Step(N_("Tenders come in"), tendering.tenders_in),
    Step(N_("Two people open the tenders"), tendering.tenders_opened),
    Step(N_("Requirements: pass or fail"), tendering.requirements_decided),
    Step(N_("Invitations and declarations"), signing.invited_and_declared),
    Step(N_("Fingerprints and conflicts"), signing.cleared),
    Step(N_("Scoring packs go out"), marking.packs_issued),
)

CASE_ONE = (
    Step(N_("Keys for the council and the two keepers"), preparing.keys_made),
    _UNTIL_MARKS[0],
    Step(N_("Mishap: a move that is tried too early"), preparing.too_early),
    *_UNTIL_MARKS[1:],
    Step(N_("Mishap: a pack with an altered byte"), marking.altered_pack),
    Step(N_("Interviews"), tendering.interviews_held),
    Step(N_("Marks come back"), marking.marks_in),
    Step(N_("The interviews are marked"), marking.interviews_marked),
    Step(N_("The moderation meeting"), meeting.written_meeting),
    Step(N_("The meeting on the interviews"), meeting.interview_meeting),
    Step(N_("Members sign what was agreed"), meeting.slips_signed),
    Step(N_("Prices are opened"), awarding.prices_opened),
    Step(N_("Ranking"), awarding.ranked),
    Step(N_("Checks and recommendation"), awarding.recommended),
    Step(N_("The evaluation report"), awarding.report_made),
    Step(N_("Approval"), awarding.approved),
    Step(N_("Letters and standstill"), awarding.told_and_waited),
    Step(N_("Award"), awarding.concluded),
    Step(N_("The report with everything in it"), awarding.report_again),
    Step(N_("The record is verified"), awarding.verified),
)

CASE_TWO = (
    Step(N_("Second case: a new panel member's own key"), halfway.own_key),
    *_UNTIL_MARKS,
    Step(N_("Marks come back"), marking.marks_in),
    Step(N_("A meeting, half-way"), halfway.half_a_meeting),
    Step(N_("A pack, half-marked and unsent"), halfway.half_marked),
)


@dataclass(frozen=True, slots=True)
class Left:
    """What the second case leaves to be tried."""

    record: Path
    pack: Path
    passphrase: str
    ref: str
    login: str


def run(
    folder: Path, *, url: str | None = None, parallel: bool = True
) -> Iterator[Begun | Said | Left]:
    """Runs both cases in an empty or new folder; says everything that happens.

    `url` names a new record elsewhere (the tests use PostgreSQL); `parallel` lets invitations
    be opened in a process beside.

    Raises:
        BadInputError: there is something in the folder already.
    """
    refuse_used(folder)
    folder = folder.resolve()
    lay_out(folder)
    record = folder / RECORD
    url = url or f"sqlite:///{record}"
    laptops = Laptops(parallel=parallel)
    database = open_database(url, create=True, now=moment("2014-06-02 09:00"))
    try:
        scene = Scene(folder, database, url, laptops, FIRST, TITLE)
        second = replace(scene, ref=SECOND, title=f"{TITLE} (second case)", again=True)
        count = len(CASE_ONE) + len(CASE_TWO)
        script = [*((scene, step) for step in CASE_ONE), *((second, step) for step in CASE_TWO)]
        for number, (case, step) in enumerate(script, 1):
            yield Begun(number, count, step.title)
            yield from step.deed(case)
        yield _left(second, record)
    finally:
        laptops.close()
        database.close()


def _left(scene: Scene, record: Path) -> Left:
    login = halfway.successor(scene).login
    return Left(record, scene.packs[login, "written"], PASSPHRASES[login], scene.ref, LEAD)


def refuse_used(folder: Path) -> None:
    """Raises `BadInputError` (`demo-folder-used`) where something is in the folder already."""
    used = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if used:
        raise BadInputError(
            Finding("demo-folder-used", {"folder": str(folder)}, place=Place(str(folder)))
        )
