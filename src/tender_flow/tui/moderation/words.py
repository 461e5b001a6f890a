"""The words of the meeting: short names, marks in a row, where an item stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.i18n import _, ngettext
from tender_flow.i18n.formats import clock
from tender_flow.rules.evaluation.rounding import mark_text as exact_mark
from tender_flow.tui.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tender_flow.rules.evaluation.marks import PanelMark
    from tender_flow.services.moderation_values import Agenda, Item, MemberMark, Person


def mark_text(mark: PanelMark | None) -> str:
    """A mark as it is written: 3, 2.5, and 3 1/3 for a mean whose digits don't end."""
    return "" if mark is None else exact_mark(mark)


def sign(mark: MemberMark) -> str:
    """A member's mark in a row of marks: `3`, `x` cannot mark, `--` a conflict, `·` missing."""
    if mark.mark is not None:
        return mark_text(mark.mark)
    return {"cannot": "x", "conflict": "--"}.get(mark.state, "·")


def signs(item: Item) -> str:
    """All marks in one row, the lowest first, so that the row names nobody."""
    given = sorted(one.mark for one in item.marks if one.mark is not None)
    rest = [sign(one) for one in item.marks if one.mark is None]
    return " ".join([*(mark_text(mark) for mark in given), *sorted(rest, reverse=True)])


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Surnames where they tell people apart, whole names where they don't."""
    last = {name: one_line(name).rpartition(" ")[2] for name in names}
    return {
        name: short if list(last.values()).count(short) == 1 else one_line(name)
        for name, short in last.items()
    }


def short(agenda: Agenda, name: str) -> str:
    """One person's short name in this meeting."""
    return short_names([person.name for person in agenda.people]).get(name, one_line(name))


def title(item: Item) -> str:
    """`2.1 Safeguarding · Elm Housing`, with the lot where it is answered lot by lot."""
    parts = [item.question.label, item.bidder, item.lot]
    return " · ".join(one_line(part) for part in parts if part)


def apart(item: Item) -> str:
    """`2 to 4: 2 apart, 1 allowed`."""
    given = sorted(one.mark for one in item.marks if one.mark is not None)
    if not given:
        return _("no marks")
    lowest, highest = mark_text(given[0]), mark_text(given[-1])
    if lowest == highest:
        return _("all {mark}").format(mark=lowest)
    words = _("{lowest} to {highest}: {spread} apart").format(
        lowest=lowest, highest=highest, spread=mark_text(item.adoption.spread)
    )
    if item.tolerance is None:
        return words
    allowed = mark_text(item.tolerance)
    if item.tolerance_words.endswith("%"):
        allowed = f"{allowed} ({item.tolerance_words})"
    return _("{words}, {allowed} allowed").format(words=words, allowed=allowed)


def state_words(item: Item, following: Item | None) -> str:
    """Where an item stands, for its line in the agenda."""
    if item.agreed is not None:
        words = _("agreed {mark}").format(mark=mark_text(item.agreed.mark))
        left = len(item.agreed.unasked)
        if left:
            words += " · " + ngettext("{count} to ask !", "{count} to ask !", left).format(
                count=left
            )
    elif following is not None and item.answer == following.answer:
        words = _("next")
    else:
        words = _("reopened !") if item.earlier else ""
    if item.open_queries:
        words = " · ".join(part for part in (words, _("query open !")) if part)
    return words


def on_scale(item: Item, mark: PanelMark) -> bool:
    """Has the question's scale this mark?"""
    return any(level.mark == mark for level in item.scale.levels)


def level_name(item: Item, mark: PanelMark) -> str:
    """`3 Good`."""
    name = next((one.name for one in item.scale.levels if one.mark == mark), "")
    return f"{mark_text(mark)} {one_line(name)}".strip()


def announced(item: Item) -> str:
    """The item as one sentence, for the message line."""
    given = ", ".join(signs(item).split())
    where = (
        _("Agreed {mark}.").format(mark=mark_text(item.agreed.mark))
        if item.agreed
        else _("Not agreed.")
    )
    return _("Item {number}: {title}. Marks {marks}. {where}").format(
        number=item.number, title=title(item), marks=given or _("none"), where=where
    )


def names_of(agenda: Agenda, people: Sequence[Person]) -> str:
    """Short names with commas; a word where there is nobody."""
    return ", ".join(short(agenda, person.name) for person in people) or _("nobody")


def room_words(agenda: Agenda) -> str:
    """Who is here, whether the quorum is met, and who is out for which bidder."""
    met = _("met") if agenda.quorum_met else _("not met !")
    parts = [
        _("Here: {names}. Quorum {quorum}: {met}.").format(
            names=names_of(agenda, agenda.here), quorum=agenda.quorum, met=met
        )
    ]
    for person in agenda.people:
        if person.conflicts:
            bidders = ", ".join(one_line(name) for name in person.conflicts)
            parts.append(
                _("{name} out for {bidders} (conflict).").format(
                    name=short(agenda, person.name), bidders=bidders
                )
            )
    return " ".join(parts)


def item_room_words(agenda: Agenda, item: Item) -> str:
    """Who is in the room for one item, who chairs it, who writes."""
    out = {one.name for one in item.marks if one.state == "conflict"}
    here = [person for person in agenda.here if person.name not in out]
    parts = [_("In the room: {names}.").format(names=names_of(agenda, here))]
    if item.deputy:
        parts.append(
            _("Deputy chair for this item: {name}.").format(name=short(agenda, item.presiding))
        )
    elif item.presiding:
        parts.append(_("Chair: {name}.").format(name=short(agenda, item.presiding)))
    else:
        parts.append(_("Nobody can chair this item: a deputy is needed !"))
    parts.append(_("Notes: {name}.").format(name=short(agenda, agenda.meeting.note_taker)))
    return " ".join(parts)


def stop_words(agenda: Agenda) -> str:
    """`1 query open · Hill has not agreed or disagreed on 1 item · 13 to agree`."""
    parts = []
    queries = sum(stop.code == "query-still-open" for stop in agenda.stops)
    if queries:
        parts.append(
            ngettext("{count} query open", "{count} queries open", queries).format(count=queries)
        )
    parts += _unasked_words(agenda)
    left = sum(item.agreed is None for item in agenda.items)
    if left:
        parts.append(ngettext("{count} item to agree", "{count} items to agree", left).format(
            count=left
        ))  # fmt: skip
    return " · ".join(parts)


def _unasked_words(agenda: Agenda) -> list[str]:
    counts: dict[str, int] = {}
    for item in agenda.items:
        for assent in item.agreed.unasked if item.agreed else ():
            counts[assent.name] = counts.get(assent.name, 0) + 1
    return [
        ngettext(
            "{name} has not agreed or disagreed on {count} item",
            "{name} has not agreed or disagreed on {count} items",
            count,
        ).format(name=short(agenda, name), count=count)
        for name, count in counts.items()
    ]


def choice_words(choice: str | None) -> str:
    """What a member said to the agreed mark."""
    return {
        None: _("not asked yet !"),
        "agrees": _("agrees"),
        "disagrees": _("disagrees"),
        "not_present": _("not present"),
    }[choice]


def stay_words(agenda: Agenda, item: Item, mark: PanelMark) -> str:
    """Whose marks stay in the record beside the agreed one."""
    others = [
        _("{name}'s {mark}").format(name=short(agenda, one.name), mark=mark_text(one.mark))
        for one in item.marks
        if one.mark is not None and one.mark != mark
    ]
    if not others:
        return ""
    marks = others[0]
    if len(others) > 1:
        marks = _("{several} and {last}").format(several=", ".join(others[:-1]), last=others[-1])
    return _("In the record beside the agreed {mark}: {marks}.").format(
        mark=mark_text(mark), marks=marks
    )


def dissent_words(agenda: Agenda, item: Item) -> list[str]:
    """Who disagrees with the agreed mark, and why."""
    assents = item.agreed.assents if item.agreed else ()
    return [
        _("{name} disagrees: {reason}").format(
            name=short(agenda, one.name), reason=one_line(one.reason)
        )
        for one in assents
        if one.choice == "disagrees"
    ]


def role_words(person: Person) -> str:
    """`deputy chair`; an evaluator without another role needs no word."""
    words = {
        "chair": _("chair, does not mark"),
        "deputy_chair": _("deputy chair"),
        "note_taker": _("takes the notes"),
    }
    return ", ".join(words[role] for role in person.roles if role in words)


def presence_words(person: Person) -> str:
    """`here since 09:30`, `left at 11:05`, `not come yet`."""
    if person.since is None:
        return _("not come yet !")
    if person.here:
        return _("here since {time}").format(time=clock(person.since))
    return _("left at {time}").format(time=clock(person.since))


def following(agenda: Agenda, after: int = 0) -> Item | None:
    """The next item with something to do: after this number, else from the beginning."""
    order = [*agenda.items[after:], *agenda.items[:after]]
    table_first = sorted(order, key=lambda item: item.state == "within")
    return next((item for item in table_first if not item.done), None)
