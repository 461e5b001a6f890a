"""What the checks of a reason say on the message line: what was found, and what to do instead.

Short, because a person is writing: two lines at most. The full sentence with its source stands
where there is room for it, on "check and send" and under a recorded mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import N_, _, ngettext
from tender_flow.i18n.sentences import remedy, say
from tender_flow.tui.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tender_flow.rules.findings import Finding

PAUSE = 1.0
"""Seconds without a key before the checks speak (ux.md 2.8)."""

_SHORT = {
    "reason-names-bidder": N_("this names {other}. Judge against the scheme, bidder by bidder."),
    "reason-compares": N_("“{quoted}” compares bids. Judge against the scheme."),
    "reason-outside-bid": N_("“{quoted}” may come from outside the bid. Only the bid counts."),
    "reason-of-another-mark": N_("“{quoted}” is said of mark {other}; this mark is {mark}."),
    "reason-repeated": N_("much the same words as for {other}. Say what is in this bid."),
    "reason-short": N_("{count} words; {needed} are asked for. Say what in the bid decided it."),
    "reason-is-the-question": N_("this repeats the question or scheme. Say what the bid says."),
    "reason-without-bid": N_("nothing points at the bid. Name what it says, and where."),
}


def look_again(findings: Sequence[Finding]) -> str:
    """The first finding, and how many there are; empty for none."""
    told = [finding for finding in findings if finding.code in _SHORT]
    if not told:
        return ""
    facts = {name: _shown(fact) for name, fact in told[0].facts.items()}
    text = _("Look again: {what}").format(what=_(_SHORT[told[0].code]).format(**facts))
    if len(told) == 1:
        return text
    more = ngettext("{count} more thing.", "{count} more things.", len(told) - 1)
    return f"{text} {more.format(count=len(told) - 1)}"


def _shown(fact: object) -> str:
    from decimal import Decimal

    return f"{fact.normalize():f}" if isinstance(fact, Decimal) else one_line(str(fact))


def in_full(finding: Finding) -> str:
    """The whole sentence, what to do, and why: the case or regulation behind the check."""
    said = one_line(" ".join(part for part in (say(finding), remedy(finding)) if part))
    source = finding.source
    return _("{said} ({source})").format(said=said, source=source) if source else said
