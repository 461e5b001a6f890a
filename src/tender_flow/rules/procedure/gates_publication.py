"""Gates for what must be published, and for conflicts assessed, before a procurement goes on.

A notice counts once it is recorded with its day and reference; where it was corrected, the
newest one says what is so, and the first one says since when the public has known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day
from tender_flow.rules.procedure.facts import CaseFacts
from tender_flow.rules.procedure.facts_statutory import (
    ConflictsReviewFact,
    DeclarationFact,
    PublishedFact,
)
from tender_flow.rules.procedure.gate import Parameter, gate, in_words, listed, part
from tender_flow.rules.procedure.notice_kinds import statement

_NOTICE = (
    Parameter("kind", "identifier"),
    Parameter("days_before", "integer", default="0"),
    Parameter("states", "identifiers", default=""),
)


def published(facts: CaseFacts, kind: str) -> list[PublishedFact]:
    """The notices of a kind that are in force, oldest first."""
    return [notice for notice in part(facts.published) if notice.kind == kind]


@gate(needs=("published",), parameters=_NOTICE)
def notice_published(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """A notice of this kind is published.

    With `days_before` it has been out for at least so many days; with `states` it says each of
    these things (`notice_kinds.STATEMENTS`).
    """
    kind = params["kind"]
    found = published(facts, kind)
    about: dict[str, Fact] = {"kind": kind, "what": in_words(kind)}
    if not found:
        hint = Hint("procurement.notice", {"kind": kind, **_to_state(listed(params["states"]))})
        return [Finding("notice-not-published", about, hint=hint)]
    return [
        *_too_recent(facts, found, int(params["days_before"]), about),
        *_silent_about(found[-1], listed(params["states"])),
    ]


def _too_recent(
    facts: CaseFacts, found: list[PublishedFact], days: int, about: dict[str, Fact]
) -> list[Finding]:
    out_since = min(notice.first_published_on for notice in found)
    ready_on = out_since + timedelta(days=days)
    if local_day(facts.now) >= ready_on:
        return []
    when: dict[str, Fact] = {"published_on": out_since, "days": days, "ready_on": ready_on}
    return [Finding("notice-too-recent", {**about, **when})]


def _to_state(names: tuple[str, ...]) -> dict[str, str]:
    """What a hint adds so that the notice is recorded with what it says, once and for all."""
    return {"states": "\n".join(statement(name) for name in names)} if names else {}


def _silent_about(notice: PublishedFact, names: tuple[str, ...]) -> list[Finding]:
    """A notice that doesn't say what it must; it is then corrected, not changed."""
    missing = tuple(in_words(name) for name in names if name not in notice.states)
    if not missing:
        return []
    about: dict[str, Fact] = {"what": in_words(notice.kind), "reference": notice.reference}
    silent = _to_state(tuple(name for name in names if name not in notice.states))
    arguments = {"kind": notice.kind, "corrects": notice.reference, **silent}
    hint = Hint("procurement.notice", arguments)
    return [Finding("notice-without-statement", {**about, "missing": missing}, hint=hint)]


@gate(
    needs=("conflicts_reviews", "declarations", "published"),
    parameters=(Parameter("confirmed_in", "identifier", default=""),),
)
def conflicts_assessed(facts: CaseFacts, params: Mapping[str, str]) -> list[Finding]:
    """Conflicts are assessed, and reviewed since anybody declared one or changed their word.

    With `confirmed_in` the notice of that kind says that the assessment was made
    (Procurement Act 2023 s.83).
    """
    entries, notices = part(facts.conflicts_reviews), part(facts.published)
    declared = part(facts.declarations)
    if not entries:
        return [Finding("conflicts-not-assessed", hint=Hint("conflicts.assess"))]
    found = [
        Finding("conflicts-not-reviewed", {"name": one.member}, hint=Hint("conflicts.review"))
        for one in declared
        if (one.conflict or one.changed) and not any(_covers(entry, one) for entry in entries)
    ]
    named = [notice for notice in notices if notice.kind == params["confirmed_in"]]
    return found + (_silent_about(named[-1], ("conflicts_assessed",)) if named else [])


def _covers(entry: ConflictsReviewFact, declared: DeclarationFact) -> bool:
    """Could this entry know the declaration: both in its own day and in the record?"""
    return entry.recorded_at >= declared.known_at and entry.dated >= local_day(declared.declared_at)
