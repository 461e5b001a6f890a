"""The meeting's record as plain text, to print and to file: who, what, why, and who said what."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from tender_flow.i18n import _
from tender_flow.i18n.formats import instant
from tender_flow.i18n.moderation import override_words, rule_word
from tender_flow.tui.moderation.item_words import member_text
from tender_flow.tui.moderation.words import choice_words, level_name, mark_text, role_words, title
from tender_flow.tui.texts import one_line, plain

if TYPE_CHECKING:
    from tender_flow.services.moderation_values import Agenda, Agreed, Item

WIDTH = 78


def record_text(agenda: Agenda) -> str:
    """The whole record; the same record gives the same text."""
    parts = [_head(agenda), _people(agenda), *(_item(item) for item in agenda.items), _foot(agenda)]
    return "\n\n".join(parts) + "\n"


def _head(agenda: Agenda) -> str:
    meeting = agenda.meeting
    closed = instant(meeting.closed_at) if meeting.closed_at else _("still open")
    lines = [
        _("RECORD OF THE MODERATION MEETING: not for publication"),
        one_line(agenda.case_title),
        *agenda.notes,
        _("Round {round}, meeting {number}. Opened {opened}. Closed: {closed}.").format(
            round=agenda.round, number=meeting.number, opened=instant(meeting.opened_at),
            closed=closed,
        ),
        _("Chair: {chair}. Notes: {notes}. Quorum: {quorum}.").format(
            chair=meeting.chair, notes=meeting.note_taker, quorum=meeting.quorum
        ),
    ]  # fmt: skip
    return "\n".join(_wrapped(line) for line in lines)


def _people(agenda: Agenda) -> str:
    lines = [_("WHO WAS THERE")]
    for person in agenda.people:
        about = [one_line(person.organisation), role_words(person)]
        lines.append("  " + ", ".join([one_line(person.name), *(each for each in about if each)]))
        if person.conflicts:
            bidders = ", ".join(one_line(bidder) for bidder in person.conflicts)
            lines.append("    " + _("conflict, out of the room for: {bidders}").format(
                bidders=bidders))  # fmt: skip
    lines += [
        "  {when}  {name}  {what}".format(
            when=instant(one.since),
            name=one_line(one.name),
            what=_("came") if one.state == "here" else _("left"),
        )
        for one in agenda.attendance
    ]
    return "\n".join(lines)


def _item(item: Item) -> str:
    heading = f"{item.number}. {title(item)}"
    lines = [heading, "-" * min(WIDTH, len(heading))]
    if item.question.minimum is not None:
        lines.append(_("Minimum: {mark}.").format(mark=mark_text(item.question.minimum)))
    lines += [_("Before the meeting:"), *(_indented(member_text(one)) for one in item.marks)]
    lines += [_agreed(item, one) for one in item.earlier]
    if item.agreed is not None:
        lines.append(_agreed(item, item.agreed))
    else:
        lines.append(_("Not agreed."))
    return "\n".join(lines)


def _agreed(item: Item, agreed: Agreed) -> str:
    how = _("discussed")
    if agreed.route == "adopted":
        how = _("adopted by the published rule ({rule})").format(rule=rule_word(agreed.rule))
    elif agreed.route == "override":
        how = override_words(agreed.overridden_by).rstrip(".")
    elif agreed.rule:
        how = _("discussed, by the published method ({rule})").format(rule=rule_word(agreed.rule))
    lines = [
        _("Agreed mark {mark}, {how}, {when}:").format(
            mark=level_name(item, agreed.mark), how=how, when=instant(agreed.agreed_at)
        ),
        _indented(agreed.reason),
    ]
    if agreed.change_reason:
        lines.append(_indented(_("Why it changed: {why}").format(why=plain(agreed.change_reason))))
    for one in agreed.assents:
        said = f"{one_line(one.name)}: {choice_words(one.choice).removesuffix(' !')}"
        if one.reason:
            said += f". {one_line(one.reason)}"
        lines.append(_indented(said))
    if agreed.reopened_at is not None:
        lines.append(
            _indented(
                _("Reopened {when}: {why}").format(
                    when=instant(agreed.reopened_at), why=one_line(agreed.reopened_reason)
                )
            )
        )
    return "\n".join(lines)


def _foot(agenda: Agenda) -> str:
    return _("Journal head when this was printed: {head}").format(head=agenda.head)


def _wrapped(text: str, indent: str = "") -> str:
    return fill(plain(text), WIDTH, initial_indent=indent, subsequent_indent=indent)


def _indented(text: str) -> str:
    return "\n".join(_wrapped(line, "    ") for line in plain(text).split("\n") if line.strip())
