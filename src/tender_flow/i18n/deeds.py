"""A sentence for each deed of the journal, in the words of the history.

The sentence uses the entry's facts by name; ids were turned into names before, for those who
may read them. A deed that isn't here yet is shown by its own name and its facts: a test asks
for a sentence for every deed in the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

DEEDS: dict[str, str] = {
    "award.approve": N_("The award of {lot} was approved by {body}."),
    "award.challenge": N_(
        "A challenge to the decision on {lot} came on {notified_on}; the contract must wait: "
        "{held}."
    ),
    "award.check": N_("A bid for {lot} was checked ({kind}): {outcome}."),
    "award.close_challenge": N_("The challenge to the decision on {lot} ended: {outcome}."),
    "award.conclude": N_("{lot} was concluded: {outcome}."),
    "award.direct": N_("One supplier was proposed for {lot} without a competition."),
    "award.draw": N_("Equal bids for {lot} were drawn by lot before {witnesses}."),
    "award.notify": N_("The decision on {lot} was sent to {tender} ({means})."),
    "award.recommend": N_("A recommendation was made for {lot}."),
    "award.withdraw": N_("The decision on {lot} was withdrawn by {body} ({kind})."),
    "bids.check": N_("A pass/fail requirement was decided for {tender}."),
    "bids.consortium": N_("The consortium of {tender} changed on {dated}: a member {change}."),
    "bids.decide_late": N_("The late tender of {tender} was decided: {status}."),
    "bids.exclude": N_("{tender} was excluded."),
    "bids.import": N_("Tenders were taken in."),
    "bids.interview": N_("The interview with {tender} was recorded."),
    "bids.open": N_("The tenders were opened by two people."),
    "bids.shortlist": N_("It was decided who goes on from a stage: {stage}."),
    "bids.withdraw": N_("{tender} withdrew."),
    "calendar.announce": N_("Days off were announced late ({days}); standstills moved: {moved}."),
    "checklist.answer": N_("The tender pack's checklist was answered: {item}."),
    "communication.plan": N_("A message to {audience} was planned, due on {due_on}."),
    "communication.sent": N_("A message to {audience} went out on {sent_on}."),
    "conflicts.assess": N_("The conflicts assessment of {dated} was recorded."),
    "conflicts.review": N_("The conflicts assessment was reviewed on {dated}."),
    "consideration.record": N_("Considered: {kind}: {choice}."),
    "consultation.answer": N_("A comment of the consultation was answered."),
    "consultation.comment": N_("A comment of the consultation was recorded."),
    "database.create": N_("The record was made (version {to})."),
    "database.upgrade": N_("The record was brought from version {from} to {to}."),
    "decision.call_in": N_("Decision {number} was called in on {on}."),
    "decision.enter": N_("Entered to be decided by {body}, as matter {number}: {kind}."),
    "decision.notice": N_("Notice of matter {number} was recorded ({published_on}): {kind}."),
    "decision.rules": N_("Decisions are taken by these rules: {rules}."),
    "decision.settle": N_("The call-in of decision {number} ended: {outcome}."),
    "decision.take": N_("Decision {number} was recorded ({body}): {did}."),
    "document.add": N_("A document was filed: {kind}."),
    "engagement.add": N_("An event with suppliers, held on {held_on}, was recorded."),
    "engagement.share": N_("What suppliers were told went to all on {shared_on}."),
    "engagement.tell": N_("What suppliers were told at an event was recorded."),
    "exclusions.record": N_("A check for exclusion grounds was recorded: {tender}."),
    "lesson.add": N_("A lesson was written down for the next procurement: {lesson}."),
    "lesson.adopt": N_("Lessons learnt were taken up: {count}."),
    "lesson.answer": N_("It was said how a lesson learnt is met: {lesson}."),
    "lesson.survey": N_("The figures of a questionnaire were recorded: {returned} came back."),
    "irregularity.decide": N_("An irregularity in the tender of {tender} was decided: {decision}."),
    "irregularity.find": N_("An irregularity in the tender of {tender} was found on {found_on}."),
    "moderation.agree": N_("The panel agreed a mark."),
    "moderation.assent": N_("A member said whether they agree."),
    "moderation.attend": N_("Somebody came to the meeting or left it: {state}."),
    "moderation.close": N_("The moderation meeting was closed."),
    "moderation.override": N_("The panel's mark was overridden."),
    "moderation.open": N_("A moderation meeting was opened."),
    "moderation.reopen": N_("An agreed mark was reopened."),
    "pack.accept_declaration": N_("{member} signed the agreement and declared conflicts."),
    "pack.accept_marks": N_("Marks of {member} were accepted ({marks})."),
    "pack.accept_slip": N_("{member} signed the agreed outcome."),
    "pack.extend": N_("{member} may send marks until {closes_at}."),
    "pack.issue_outcome": N_("The agreed outcome was sent to {member} to sign."),
    "pack.issue": N_("A pack was issued to {member}."),
    "panel.add": N_("Somebody was added to the procurement."),
    "panel.assign": N_("Questions were assigned."),
    "panel.decide": N_("A possible conflict of {member} with {tender} was decided: {decision}."),
    "panel.give_key": N_("A key of {member} was registered."),
    "panel.clear": N_("{member} was cleared."),
    "panel.invite": N_("{member} was invited."),
    "panel.reevaluate": N_("It was decided on {dated} to mark again: {rounds}."),
    "panel.remove": N_("{member} left the panel."),
    "prices.correct": N_(
        "A price was put right by the published rule ({basis}); the bidder accepted on "
        "{accepted_on}."
    ),
    "prices.open": N_("The prices were opened by custodian and witness."),
    "procurement.advance": N_("Moved from {source} to {target}."),
    "procurement.amend": N_("The {kind} was amended: version {version}."),
    "procurement.deadline": N_("The deadline was set: {deadline_local} ({deadline_zone})."),
    "procurement.delay": N_("A delay was recorded: {stage} is expected: {expected}."),
    "procurement.new": N_("The procurement was made by workflow {workflow} and model {model}."),
    "procurement.notice": N_("A notice was published on {published_on}: {kind}."),
    "procurement.plan": N_("A plan was recorded: baselines {baselines}."),
    "procurement.publish": N_("The evaluation model was published: version {version}."),
    "procurement.resume": N_("The suspension of the {scope} ended."),
    "procurement.suspend": N_("The {scope} was suspended."),
    "procurement.terminate": N_("The procurement was ended early, from {source}."),
    "providers.add": N_("A provider was put on the contact list."),
    "providers.send": N_("Something was sent to providers on the list ({count}) on {sent_on}."),
    "providers.withdraw": N_("A provider took its consent back."),
    "query.answer": N_("A query was answered."),
    "query.close": N_("A query was closed."),
    "query.open": N_("A query was opened."),
    "release.record": N_("A bidder was given the {kind} on {released_on}."),
    "report.evaluation": N_("The evaluation report was made."),
    "risk.add": N_("Risk {number} was recorded, to be reviewed by {review_on}."),
    "risk.close": N_("Risk {number} was closed."),
    "risk.review": N_("Risk {number} was reviewed; the next review is by {review_on}."),
    "waiver.record": N_("The waiver of matter {number} was entered into the register ({rules})."),
    "visit.record": N_("A bidder visited {site} on {held_on}."),
}
"""Sentence by deed, untranslated."""

_FIELD = re.compile(r"{(\w+)}")


class _Shown(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "–"


def sentence(deed: str, facts: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The deed's sentence in the locale in use, and the facts that it doesn't say."""
    text = DEEDS.get(deed)
    if text is None:
        return _in_words(deed), dict(facts)
    said = set(_FIELD.findall(text))
    rest = {name: value for name, value in facts.items() if name not in said}
    return _(text).format_map(_Shown(facts)), rest


def _in_words(deed: str) -> str:
    """`panel.add` is "panel: add"."""
    return deed.replace(".", ": ").replace("_", " ")
