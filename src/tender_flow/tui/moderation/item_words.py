"""What the agreed-mark part says in each state, and the whole texts that pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import _, ngettext
from tender_flow.i18n.formats import clock
from tender_flow.i18n.moderation import override_words, rule_word
from tender_flow.packs.contents import Answer, Question
from tender_flow.tui.moderation.words import (
    dissent_words,
    item_room_words,
    level_name,
    mark_text,
    short,
    sign,
    title,
)
from tender_flow.tui.texts import one_line, plain

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.services.moderation_values import Agenda, Item, MemberMark
    from tender_flow.tui.moderation.app import Draft

Texts = list[tuple[str, str]]


def packed(item: Item) -> tuple[Question, Answer]:
    """The question and answer as the answer's widget takes them."""
    leaf = item.question
    question = Question(
        leaf.id, leaf.number, leaf.title, leaf.question, leaf.guidance, leaf.scale or "", (),
        leaf.minimum, leaf.words, leaf.shared, leaf.lots,
    )  # fmt: skip
    return question, Answer(
        item.answer, leaf.id, item.tender, item.lot or None, item.text, item.words, ""
    )


_WHY = {
    "cannot-mark": lambda: _("a member could not mark it"),
    "too-few-marks": lambda: _("too few marks"),
    "mark-still-owed": lambda: _("a mark is missing"),
    "even-split": lambda: _("even split"),
    "average-off-scale": lambda: _("between two marks"),
    "marks-far-apart": lambda: _("far apart"),
    "minimum-at-stake": lambda: _("minimum at stake"),
}
"""Why the published rule settles nothing here, where the marks' distance doesn't say it."""


def heading_of(item: Item, draft: Draft, *, recording: bool) -> tuple[str, str]:
    """Title and state of the agreed-mark part."""
    mark = draft.mark
    if recording:
        return _("AGREED MARK"), _("being recorded")
    if mark is not None:
        state = (
            _("reason still to write !") if not draft.reason.strip() else _("not recorded yet !")
        )
        return _("AGREED MARK: {mark}").format(mark=level_name(item, mark)), state
    if item.agreed is not None:
        unasked = len(item.agreed.unasked)
        time = clock(item.agreed.agreed_at)
        state = _("recorded {time}").format(time=time)
        if unasked:
            state = _("{state} · {count} to ask !").format(state=state, count=unasked)
        return _("AGREED MARK: {mark}").format(mark=level_name(item, item.agreed.mark)), state
    if item.earlier:
        return _("AGREED MARK"), _("reopened")
    why = [_WHY[code]() for code in item.adoption.reasons if code in _WHY]
    return _("AGREED MARK"), " · ".join([*why, _("not agreed yet")])


def scheme_note() -> str:
    """What the reason answers."""
    return _("What decided it, in the words of the scheme and the bid?")


def agreed_texts(agenda: Agenda, item: Item, draft: Draft, *, compact: bool) -> tuple[Texts, str]:
    """The sentences of the part, and what Enter does there."""
    mark = draft.mark if draft.mark is not None else item.agreed.mark if item.agreed else None
    if compact and mark is not None:
        return [(_level(item, draft), "quiet")], ""
    texts: Texts = []
    enter = _("choose the mark")
    if draft.mark is not None:
        texts += [(_level(item, draft), "text"), (_("Tab: write its reason."), "text")]
    elif item.agreed is not None:
        texts += _recorded(agenda, item)
        enter = _("change it")
    else:
        texts += _talking(agenda, item)
        if item.state == "within":
            enter = _("adopt it")
    if item.open_queries:
        asked = one_line(item.open_queries[0])
        waits = _("Query open: {asked} The meeting can go on, not close.").format(asked=asked)
        texts.append((waits, "attention"))
    texts.append((item_room_words(agenda, item), "text"))
    return texts, "" if agenda.closed else enter


def _level(item: Item, draft: Draft) -> str:
    """The scheme's words for the mark, so that the reason can be held against them."""
    mark = draft.mark if draft.mark is not None else item.agreed.mark if item.agreed else None
    assert mark is not None
    words = _scheme_words(item, mark)
    if draft.adopt or (item.agreed is None and item.adoption.settled):
        by = _("By the published rule ({rule}).").format(rule=rule_word(item.rule))
        words = f"{by} {words}"
    return words


def _scheme_words(item: Item, mark: PanelMark) -> str:
    """The mark with its words; an average between two marks names both of them."""
    for level in item.scale.levels:
        if level.mark == mark:
            return f"{mark_text(mark)} {one_line(level.name)}: {one_line(level.description)}"
    below = [one for one in item.scale.levels if one.mark < mark]
    above = [one for one in item.scale.levels if one.mark > mark]
    return _("{mark}, between {below} and {above}").format(
        mark=mark_text(mark),
        below=level_name(item, below[-1].mark) if below else _("nothing"),
        above=level_name(item, above[0].mark) if above else _("nothing"),
    )


def _recorded(agenda: Agenda, item: Item) -> Texts:
    assert item.agreed is not None
    texts: Texts = [(one_line(item.agreed.reason), "text")]
    if item.agreed.overridden_by:
        texts.append((override_words(item.agreed.overridden_by), "attention"))
    if item.earlier:
        before = ", ".join(mark_text(one.mark) for one in item.earlier)
        texts.append((_("Agreed before: {marks}. It stays in the record.").format(marks=before),
                      "text"))  # fmt: skip
    texts += [(one, "attention") for one in dissent_words(agenda, item)]
    if not agenda.closed:
        low, high = mark_text(item.scale.lowest.mark), mark_text(item.scale.highest.mark)
        if not item.adoption.settled:
            words = _("{low} to {high} changes it, with a reason.").format(low=low, high=high)
            texts.append((words, "text"))
    return texts


def _talking(agenda: Agenda, item: Item) -> Texts:
    low, high = mark_text(item.scale.lowest.mark), mark_text(item.scale.highest.mark)
    given = item.adoption.mark
    if item.adoption.by_average:
        return _by_average(item)
    if item.state == "within" and given is not None:
        rule = _(
            "The published rule ({rule}) gives {mark}. Enter adopts it, with a reason."
        ).format(rule=rule_word(item.rule), mark=level_name(item, given))
        discuss = _("Or discuss the item: {low} to {high} gives its mark.").format(
            low=low, high=high
        )
        return [(rule, "bold"), (discuss, "text")]
    speaker = short(agenda, item.first_speaker) if item.first_speaker else ""
    words = _("Press {low} to {high} when the panel has agreed.").format(low=low, high=high)
    if speaker:
        words += "  " + _("Speaks first this time: {name}.").format(name=speaker)
    texts: Texts = [(words, "bold")]
    if item.earlier:
        reopened = item.earlier[-1].reopened_reason
        texts.append((_("Reopened: {why}").format(why=one_line(reopened)), "attention"))
    return texts


def _by_average(item: Item) -> Texts:
    """Where the published method is an average: its mark, or why there is none."""
    given, rule = item.adoption.mark, rule_word(item.rule)
    texts: Texts = []
    if given is not None:
        words = _("The published method ({rule}) gives {mark}. Enter takes it, with a reason.")
        texts.append((words.format(rule=rule, mark=level_name(item, given)), "bold"))
        if item.state != "within":
            texts.append((_("Discuss it first: the reason is the panel's own."), "text"))
    elif item.adoption.waits_for:
        words = _("The published method ({rule}) can't give a mark yet: too few marks.")
        texts.append((words.format(rule=rule), "attention"))
    else:
        low, high = mark_text(item.scale.lowest.mark), mark_text(item.scale.highest.mark)
        words = _("The {rule} lies between two marks. {low} to {high}: the mark the panel agrees.")
        texts.append((words.format(rule=rule, low=low, high=high), "bold"))
    if item.earlier:
        reopened = item.earlier[-1].reopened_reason
        texts.append((_("Reopened: {why}").format(why=one_line(reopened)), "attention"))
    return texts


def question_text(item: Item) -> str:
    """The whole question with its guidance and the scheme."""
    leaf = item.question
    facts = []
    if leaf.minimum is not None:
        facts.append(_("Minimum: {mark}.").format(mark=mark_text(leaf.minimum)))
    if leaf.words:
        facts.append(
            ngettext("At most {words} word.", "At most {words} words.", leaf.words).format(
                words=f"{leaf.words:,}"
            )
        )
    levels = [
        f"- {mark_text(level.mark)} {one_line(level.name)}: {one_line(level.description)}"
        for level in item.scale.levels
    ]
    parts = [
        leaf.label,
        plain(leaf.question),
        " ".join(facts),
        plain(leaf.guidance),
        _("The scheme:") + "\n" + "\n".join(levels),
    ]
    return "\n\n".join(part for part in parts if part)


def reasons_text(item: Item) -> str:
    """Every member's mark with all that they wrote."""
    return "\n\n".join([title(item), *(member_text(one) for one in item.marks)])


def member_text(mark: MemberMark) -> str:
    """One member's mark with all that they wrote, as paragraphs."""
    name = ", ".join(one_line(part) for part in (mark.name, mark.organisation) if part)
    if mark.state == "conflict":
        return _("{name}: out of the room for this item (conflict).").format(name=name)
    if mark.state == "missing":
        return _("{name}: no mark yet.").format(name=name)
    if mark.state == "cannot":
        return _("{name}: cannot mark. {why}").format(name=name, why=plain(mark.cannot_reason))
    lines = [f"{sign(mark)}  {name}"]
    named = (
        (_("Strengths: {words}"), mark.strengths),
        (_("Weaknesses: {words}"), mark.weaknesses),
        (_("What decided it: {words}"), mark.why),
    )
    lines += [text.format(words=plain(words)) for text, words in named if words.strip()]
    return "\n".join(lines)
