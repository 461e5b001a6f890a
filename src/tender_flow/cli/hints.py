"""From a finding's hint, which names a deed, to the command line that does it.

Rules and services know deeds (`document.add`), screens know keys, and only this table knows the
commands. A deed without a command of its own (something done in a screen) is named by the
command that opens the screen. Facts that the hint doesn't give stand in capitals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tender_flow.rules.findings import Hint

COMMANDS: dict[str, str] = {
    "award.approve": "award approve {ref} --lot {lot}",
    "award.check": "award check {ref} --lot {lot} --kind {kind}",
    "award.conclude": "award conclude {ref} --lot {lot}",
    "award.notify": "award notify {ref} --lot {lot}",
    "award.rank": "award rank {ref}",
    "award.recommend": "award recommend {ref} --lot {lot}",
    "bids.check": "bids check {ref}",
    "bids.decide_late": "bids late {ref}",
    "bids.exclude": "bids exclude {ref}",
    "bids.import": "bids import {ref} {folder}",
    "bids.open": "bids open {ref}",
    "database.check": "database check",
    "database.upgrade": "database upgrade",
    "document.add": "document add {ref} {file} --kind {kind}",
    "document.list": "document list {ref}",
    "key.authority": "key authority",
    "model.check": "model check {path}",
    "model.list": "model list",
    "moderation.agree": "moderate {ref}",
    "moderation.close": "moderate {ref}",
    "pack.accept": "pack accept {ref} {file}",
    "pack.issue": "pack issue {ref}",
    "panel.add": "panel add {ref}",
    "panel.assign": "panel assign {ref}",
    "panel.clear": "panel clear {ref}",
    "panel.invite": "panel invite {ref}",
    "panel.remove": "panel remove {ref}",
    "prices.open": "prices open {ref}",
    "procurement.advance": "procurement advance {ref}",
    "procurement.amend": "procurement amend {ref}",
    "procurement.deadline": "procurement deadline {ref}",
    "procurement.delay": "procurement delay {ref} --stage {stage}",
    "procurement.gates": "procurement gates {ref}",
    "procurement.list": "procurement list",
    "procurement.new": "procurement new {ref}",
    "procurement.plan": "procurement plan {ref}",
    "procurement.publish": "procurement publish {ref}",
    "procurement.resume": "procurement resume {ref}",
    "procurement.terminate": "procurement terminate {ref}",
    "query.answer": "query answer {ref} {query}",
    "query.close": "query close {ref} {query}",
    "query.open": "query open {ref}",
    "report.evaluation": "report evaluation {ref} --out {file}",
    "score": "score {file}",
    "verify": "verify",
    "workflow.check": "workflow check {path}",
    "workflow.list": "workflow list",
}

ON_SCREEN = ("go",)
"""Deeds that only a screen does: its own keys name them."""


class _Arguments(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name.upper()


def command_line(hint: Hint, ref: str | None = None) -> str:
    """The command for a hint: `tender-flow document add kent FILE --kind consultation_report`.

    `ref` is the procurement in hand, where the hint doesn't name one. Empty where the deed has
    no command (a screen's own key does it).
    """
    template = COMMANDS.get(hint.deed)
    if template is None:
        return ""
    given = {"ref": ref} if ref else {}
    quoted = {name: _quoted(value) for name, value in {**given, **hint.arguments}.items()}
    return "tender-flow " + template.format_map(_Arguments(quoted))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
