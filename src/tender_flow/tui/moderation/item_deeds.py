"""What can be done with an item: give or adopt its mark, record it, ask the members, a query."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tender_flow.i18n import _
from tender_flow.i18n.moderation import rule_word
from tender_flow.services import moderation, query
from tender_flow.tui.keys import Deed
from tender_flow.tui.moderation.app import Draft
from tender_flow.tui.moderation.item_words import question_text, reasons_text
from tender_flow.tui.moderation.page import WordsPage
from tender_flow.tui.moderation.words import mark_text, on_scale, short
from tender_flow.tui.reason_words import look_again
from tender_flow.tui.texts import one_line
from tender_flow.tui.widgets.header import Titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from tender_flow.errors import TenderFlowError
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.tui.moderation.item import ItemPage

ON_THE_WAY = "*"
"""In place of a member: the mark itself is being recorded."""


def on_the_way(page: ItemPage) -> set[str]:
    """This answer, while its mark is on the way into the record."""
    return {page.answer} if (page.answer, ON_THE_WAY) in page.meeting.pending else set()


def deeds_of(page: ItemPage) -> list[Deed]:
    """The deeds of the question view, in the order of the key bar."""
    from tender_flow.tui.moderation import item_pages

    wide = page.size.width >= 120
    scale = page.item.scale
    low, high = mark_text(scale.lowest.mark), mark_text(scale.highest.mark)
    deeds = [
        Deed(tuple("0123456789"), _("agreed mark"), _("Give the agreed mark"), page.digit,
             shown=f"{low}-{high}", menu=False, bar=not page.agenda.closed),
        Deed(("tab",), _("reason, assent"), "", page._tab, menu=False, bar=not page.in_box),
        Deed(("tab",), _("record it, ask the members"), "", page._tab, menu=False, in_box=True,
             bar=page.in_box),
        Deed(("v",), _("reasons in full"), _("Every member's reasons in full"),
             lambda _key: item_pages.text(page, _("REASONS IN FULL"), reasons_text(page.item))),
        Deed(("left", "right"), _("next item"), _("The item before or after"), page.open_next),
        Deed(("n",), _("next to do"), _("The next item with something to do"), page.next_thing),
        Deed(("o",), _("answer"), _("Read the bidder's answer"),
             lambda _key: item_pages.answer(page), bar=not wide),
        Deed(("q",), _("question"), _("The whole question and the scheme"),
             lambda _key: item_pages.text(page, _("QUESTION AND SCHEME"),
                                          question_text(page.item))),
        Deed(("a",), _("query"), _("Ask the bidder: open a query"), partial(_query, page)),
        Deed(("r",), _("who is here"), _("Who is in the room"),
             lambda _key: item_pages.room(page)),
        Deed(("u",), "", _("Drop the mark and reason that are not recorded yet"),
             partial(_drop, page), bar=False),
        Deed(("s",), "", _("Close the meeting"), lambda _key: item_pages.closing(page), bar=False),
    ]  # fmt: skip
    if page.item.agreed is not None:
        deeds.append(Deed((), "", _("Open this item again, with a reason"),
                          partial(_reopen, page), bar=False))  # fmt: skip
    return deeds


# The mark


def give(page: ItemPage, mark: PanelMark, *, adopt: bool = False) -> None:
    """The panel's mark; a recorded one is changed only with a reason."""
    item = page.item
    if page.agenda.closed:
        page.say(_("The meeting is closed. Menu: open this item again, with a reason."), "problem")
        return
    if item.adoption.settled and mark != item.adoption.mark:
        words = _("The published method ({rule}) gives {mark}, and no other. Enter takes it.")
        given = mark_text(item.adoption.mark)
        page.say(words.format(rule=rule_word(item.rule), mark=given), "problem")
        return
    if not item.adoption.settled and not on_scale(item, mark):
        _off_scale(page, mark)
        return
    if item.agreed is None:
        page.draft.mark, page.draft.adopt = mark, adopt
        _given(page, mark)
    elif item.agreed.mark == mark:
        page.say(_("{mark} is agreed already.").format(mark=mark_text(mark)))
    else:
        _change(page, mark)


def _off_scale(page: ItemPage, mark: PanelMark) -> None:
    allowed = ", ".join(mark_text(level.mark) for level in page.item.scale.levels)
    page.say(
        _("{mark} is not on this scale. Nothing has changed. Give one of: {allowed}.").format(
            mark=mark_text(mark), allowed=allowed
        ),
        "problem",
    )


def _given(page: ItemPage, mark: PanelMark) -> None:
    page.resumed()
    page.refresh_header()
    if page.draft.reason.strip():
        page.say(_("Mark {mark}. Tab goes to its reason, and records both.").format(
            mark=mark_text(mark)))  # fmt: skip
    else:
        page.say(_("Mark {mark}, not recorded yet. Tab: what decided it?").format(
            mark=mark_text(mark)))  # fmt: skip


def _change(page: ItemPage, mark: PanelMark) -> None:
    agreed = page.item.agreed
    assert agreed is not None
    heading = _("WHY DOES IT CHANGE FROM {before} TO {after}?").format(
        before=mark_text(agreed.mark), after=mark_text(mark)
    )

    def changed(words: str) -> None:
        page.meeting.drafts[page.answer] = Draft(mark, agreed.reason, None, False, words)
        page._load_box()
        page.go_to("reason")
        page.say(_("Now the reason for {mark}; Tab records it.").format(mark=mark_text(mark)))

    _ask_words(page, heading, _("Both marks stay in the record."), _("Change it"), changed)


def adopt_or_choose(page: ItemPage) -> None:
    """Enter: takes the mark that the published rule gives; else the scheme is opened."""
    from tender_flow.tui.moderation import item_pages

    item = page.item
    if page.agenda.closed:
        return
    within = item.state == "within"
    by_rule = within or (item.adoption.settled and item.agreed is None)
    if by_rule and item.adoption.mark is not None and page.draft.mark is None:
        give(page, item.adoption.mark, adopt=within)
        page.go_to("marks")
        page.say(_("Enter takes a member's reason; Shift+Tab twice writes one."))
        return
    item_pages.choose_mark(page)


def take_reason(page: ItemPage, member: str) -> None:
    """A member's words become the panel's draft; the box opens to edit them."""
    mark = next(one for one in page.item.marks if one.member == member)
    if not mark.reason:
        page.say(_("{name} has written no reason.").format(name=short(page.agenda, mark.name)))
        return
    if page.agenda.closed or (page.item.agreed is not None and page.draft.mark is None):
        page.say(_("The mark has its reason. A digit changes the mark, with a reason."))
        return
    page.draft.reason, page.draft.reason_from = mark.reason, member
    page._load_box()
    if page.draft.mark is None:
        page.refresh_header()
        page.say(_("{name}'s reason is taken. Now the mark.").format(
            name=short(page.agenda, mark.name)))  # fmt: skip
        page.go_to("agreed")
        return
    page.go_to("reason")
    page.say(_("{name}'s reason: edit it, then Tab records it as the panel's own.").format(
        name=short(page.agenda, mark.name)))  # fmt: skip


def _drop(page: ItemPage, _key: str) -> None:
    if page.meeting.drafts.pop(page.answer, None) is None:
        page.say(_("Nothing here waits to be recorded. What is recorded is changed, not undone."))
        return
    page._load_box()
    page.resumed()
    page.refresh_header()
    page.say(_("Dropped. Nothing of it was recorded."))


def record(page: ItemPage) -> None:
    """Records mark and reason, if both are there and something is new."""
    draft, item = page.draft, page.item
    if item.agreed is not None and draft.mark is None and draft.reason.strip():
        _reason_changed(page)
        return
    if draft.mark is not None and not draft.reason.strip():
        page.say(_("The mark {mark} has no reason yet, so it is not recorded.").format(
            mark=mark_text(draft.mark)), "attention")  # fmt: skip
    if not draft.complete:
        return
    _send(page, draft)


def _reason_changed(page: ItemPage) -> None:
    """The words of a recorded reason are other now: that is a change too."""
    agreed = page.item.agreed
    assert agreed is not None
    text = page.draft.reason

    def changed(words: str) -> None:
        draft = Draft(agreed.mark, text, agreed.reason_from, False, words)
        page.meeting.drafts[page.answer] = draft
        _send(page, draft)

    note = _("Both wordings stay in the record.")
    _ask_words(page, _("WHY DOES THE REASON CHANGE?"), note, _("Change it"), changed)


def _send(page: ItemPage, draft: Draft) -> None:
    meeting, answer = page.meeting, page.answer
    mark = draft.mark
    assert mark is not None
    done = _("Agreed mark {mark}.").format(mark=mark_text(mark))
    meeting.drafts.pop(answer, None)
    meeting.pending[answer, ON_THE_WAY] = mark_text(mark)

    def ended(result: object) -> None:
        meeting.pending.pop((answer, ON_THE_WAY), None)
        looks = look_again(getattr(result, "looks", ()))
        if looks and page.answer == answer and page.message.startswith(done):
            page.say(f"{done} {looks}", "attention")

    def refused(error: TenderFlowError) -> None:
        ended(None)
        if not meeting.draft(answer).complete:
            meeting.drafts[answer] = draft
        page._load_box()
        meeting.refused(error)

    meeting.act(
        partial(
            moderation.agree,
            ref=meeting.ref,
            round_name=meeting.round,
            answer=answer,
            mark=mark,
            reason=draft.reason,
            reason_from=draft.reason_from,
            adopt=draft.adopt,
            change_reason=draft.change_reason,
        ),
        ended,
        refused,
    )
    page.say_saved(done, _("Ask each member: Enter."))


# What the members say


def ask(page: ItemPage, member: str) -> None:
    """Enter on a member: agrees, disagrees with a reason, not present, agrees again."""
    if page.agenda.closed:
        page.say(_("The meeting is closed. Menu: open this item again, with a reason."), "problem")
        return
    recorded = {one.member: one.choice for one in page.item.agreed.assents} if (
        page.item.agreed) else {}  # fmt: skip
    now = page.meeting.pending.get((page.answer, member), recorded.get(member))
    here = next((one.here for one in page.agenda.people if one.member == member), False)
    choice = _next_choice(now, here=here)
    name = next(one.name for one in page.item.marks if one.member == member)
    if choice != "disagrees":
        _say_for(page, member, choice)
        return
    heading = _("WHY DOES {name} DISAGREE?").format(name=short(page.agenda, name).upper())
    note = _("In the member's own words; they stay in the record beside the mark.")
    _ask_words(page, heading, note, _("Record it"),
               lambda words: _say_for(page, member, "disagrees", words))  # fmt: skip


def _next_choice(now: str | None, *, here: bool) -> str:
    if not here:
        return "not_present"
    return {None: "agrees", "agrees": "disagrees", "disagrees": "not_present"}.get(now, "agrees")


def _say_for(page: ItemPage, member: str, choice: str, reason: str = "") -> None:
    meeting, key = page.meeting, (page.answer, member)
    meeting.pending[key] = choice

    def ended(_result: object) -> None:
        if meeting.pending.get(key) == choice:
            meeting.pending.pop(key)

    def refused(error: TenderFlowError) -> None:
        ended(None)
        meeting.refused(error)

    meeting.act(
        partial(
            moderation.assent,
            ref=meeting.ref,
            round_name=meeting.round,
            answer=page.answer,
            member=member,
            choice=choice,
            reason=reason,
        ),
        ended,
        refused,
    )
    page.resumed()
    page.say_saved(_said(page, member, choice), _rest(page))


def _said(page: ItemPage, member: str, choice: str) -> str:
    name = next(short(page.agenda, one.name) for one in page.item.marks if one.member == member)
    return {
        "agrees": _("{name} agrees."),
        "disagrees": _("{name} disagrees; the reason is kept."),
        "not_present": _("{name} was not present."),
    }[choice].format(name=name)


def _rest(page: ItemPage) -> str:
    left = sum(choice is None for _member, _name, choice in page._members())
    return "" if left else _("Each member was asked. n: the next item.")


# Queries, opening again


def _query(page: ItemPage, _key: str) -> None:
    item, meeting = page.item, page.meeting

    def asked(words: str) -> None:
        deed = partial(
            query.open_query, ref=meeting.ref, text=words, supplier=item.tender,
            question=item.question.id,
        )  # fmt: skip
        meeting.act(deed, lambda _result: None)
        page.say_saved(_("The query to {bidder} is open.").format(bidder=one_line(item.bidder)))

    heading = _("WHAT DOES THE BIDDER HAVE TO EXPLAIN?")
    note = _("The lead puts it to the bidder. The meeting can go on; it can't close before.")
    _ask_words(page, heading, note, _("Open the query"), asked)


def _reopen(page: ItemPage, _key: str) -> None:
    meeting, answer = page.meeting, page.answer

    def reopened(words: str) -> None:
        deed = partial(
            moderation.reopen, ref=meeting.ref, round_name=meeting.round, answer=answer,
            reason=words,
        )  # fmt: skip
        meeting.act(deed, lambda _result: page._load_box())
        page.say_saved(_("The item is open again; the earlier mark stays in the record."))

    note = _("After closing this opens a new meeting: record who is here before you agree.")
    _ask_words(page, _("WHY IS THE ITEM OPENED AGAIN?"), note, _("Open it again"), reopened)


def _ask_words(
    page: ItemPage, heading: str, note: str, take: str, then: Callable[[str], None]
) -> None:
    titles = Titles(page.case_line, page.titles().here)
    key = (page.answer, heading)
    page.app.push_screen(WordsPage(titles, heading, note, take, then, key))
