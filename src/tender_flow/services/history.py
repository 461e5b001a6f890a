"""The history of a procurement: each journal entry as a sentence, with who, when and its digest.

The journal knows ids; here they become names for people who may read them. The digest's first
twelve digits stand beside each entry, so that a printed paper can be found in the record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tender_flow.i18n import _
from tender_flow.i18n.deeds import sentence
from tender_flow.i18n.formats import month
from tender_flow.records.journal import read_entries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tender_flow.records.journal import Entry
    from tender_flow.services.office import Office, Reading

SHORT = 12
"""Digits of a digest that people compare by eye."""

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_TIME = re.compile(r"\d{4}-\d{2}(-\d{2})?\Z", re.ASCII)
_CODE = re.compile(r"[a-z]+(_[a-z]+)+\Z")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One deed of the past."""

    sequence: int
    at: datetime
    actor: str
    """The name of who typed it."""
    on_behalf_of: str | None
    """Whose act it was, where another typed it."""
    deed: str
    text: str
    details: Mapping[str, str]
    """Facts that the sentence doesn't say, in words; ids that have no name are left out."""
    facts: Mapping[str, object]
    """The entry's facts as they stand in the journal."""
    digest: str

    @property
    def short(self) -> str:
        """The digest's first digits."""
        return self.digest[:SHORT]


def history(office: Office, ref: str) -> tuple[HistoryLine, ...]:
    """Every deed of a procurement in order."""
    with office.reading(ref) as reading:
        names = _names(reading)
        rows: Any = reading.rows
        return tuple(_line(entry, names) for entry in read_entries(rows, reading.id))


def _line(entry: Entry, names: Mapping[str, str]) -> HistoryLine:
    shown = {name: _shown(value, names) for name, value in entry.facts.items()}
    text, rest = sentence(entry.deed, {name: words for name, words in shown.items() if words})
    behalf = entry.on_behalf_of
    return HistoryLine(
        entry.sequence,
        entry.at,
        names.get(entry.actor, entry.actor),
        names.get(behalf, behalf) if behalf is not None else None,
        entry.deed,
        text,
        rest,
        entry.facts,
        entry.digest,
    )


def _names(reading: Reading) -> dict[str, str]:
    """Names by id: people, bidders behind tenders and bids, lots, stages, papers, questions."""
    persons = {row["id"]: row["name"] for row in reading.rows.of("person")}
    suppliers = {row["id"]: row["name"] for row in reading.of("supplier")}
    tenders = {row["id"]: suppliers[row["supplier"]] for row in reading.of("tender")}
    lots = {row["id"]: row["title"] for row in reading.of("lot")}
    members = {row["id"]: persons[row["person"]] for row in reading.of("member")}
    bids = {row["id"]: tenders[row["tender"]] for row in reading.of("bid")}
    stages = {stage.id: stage.title for stage in reading.workflow().stages}
    papers = {row["id"]: row["title"] for row in reading.of("document")}
    rounds = {row["id"]: row["name"] for row in reading.of("round")}
    leaves = {leaf.id: leaf.label for leaf in reading.model().leaves()}
    answers = {
        row["id"]: f"{leaves.get(row['question'], row['question'])}, {tenders[row['tender']]}"
        for row in reading.of("answer")
    }
    who = {**persons, **members, **suppliers, **tenders, **bids}
    return {**who, **lots, **stages, **papers, **rounds, **leaves, **answers}


def _shown(value: object, names: Mapping[str, str]) -> str:
    """A fact in words; empty for nothing, and for an id that has no name."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(filter(None, (_shown(part, names) for part in value)))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(part, names)}" for key, part in value.items())
    text = str(value)
    if text in names:
        return names[text]
    if _ID.match(text):
        return ""
    if _TIME.match(text):
        return month(text)
    if _DIGEST.match(text):
        return text[:SHORT]
    return text.replace("_", " ") if _CODE.match(text) else text
