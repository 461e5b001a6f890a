"""The words that go with a pack: the e-mail to copy, and what every case says about itself.

The e-mail has four short lines (ux.md, section 3, minute 0): save the file, start the program,
the passphrase comes by telephone, the number to ring. It names no bidder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.i18n import _
from tender_flow.i18n.formats import instant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tender_flow.packs.contents import Lead


def case_notes(case: Mapping[str, Any]) -> tuple[str, ...]:
    """What every screen, pack and report of a case must say: a rehearsal, invented in part."""
    notes = []
    if case["rehearsal"]:
        notes.append(_("Rehearsal: not a real procurement; times are set by hand."))
    if case["illustrative"]:
        notes.append(" ".join(str(case["illustrative"]).split()))
    return tuple(notes)


def invitation_mail(
    *, member: str, title: str, file: str, lead: Lead, return_by: datetime | None
) -> str:
    """The e-mail that carries an invitation."""
    steps = [
        _("Save the attached file {file} in your Documents.").format(file=file),
        _("Start tender-flow and choose the file there."),
        _("I will give you the passphrase by telephone; it is not in any e-mail."),
    ]
    if return_by is not None:
        when = instant(return_by)
        steps.append(_("Send your declaration back by {when}.").format(when=when))
    what = _("here is your invitation to the panel for {title}.").format(title=title)
    return _mail(member, what, steps, lead)


def scoring_mail(*, member: str, title: str, file: str, lead: Lead, closes_at: datetime) -> str:
    """The e-mail that carries a scoring pack."""
    steps = [
        _("Save the attached file {file} beside your invitation.").format(file=file),
        _("Start tender-flow and choose the file there; it opens with your own passphrase."),
        _("Send your marks back by {when}.").format(when=instant(closes_at)),
    ]
    what = _("your declaration was accepted: here are the answers for {title}.")
    return _mail(member, what.format(title=title), steps, lead)


def outcome_mail(*, member: str, title: str, file: str, lead: Lead) -> str:
    """The e-mail that carries the moderated outcome to sign."""
    steps = [
        _("Save the attached file {file} beside your pack.").format(file=file),
        _("Start tender-flow, choose the file, and say of each mark whether you agree."),
        _("Send the file that it makes back to me."),
    ]
    what = _("here are the marks that the panel agreed for {title}.").format(title=title)
    return _mail(member, what, steps, lead)


def _mail(member: str, what: str, steps: list[str], lead: Lead) -> str:
    """Greeting, numbered steps, whom to ring, and the lead's name."""
    ring = _("Anything unclear: ring {name}, {telephone}.")
    all_steps = [*steps, ring.format(name=lead.name, telephone=lead.telephone or lead.email)]
    numbered = [f"{number}. {step}" for number, step in enumerate(all_steps, start=1)]
    signature = [part for part in (lead.name, lead.email, lead.telephone) if part]
    return "\n".join([_("Dear {member},").format(member=member), what, *numbered, "", *signature])


def interview_record(*, held_on: str, present: tuple[str, ...], text: str) -> str:
    """An interview's record as the panel reads it: day, who was there, what was said."""
    head = _("Interview held on {day}. Present: {present}.").format(
        day=held_on, present=", ".join(present)
    )
    return f"{head}\n\n{text.strip()}"
