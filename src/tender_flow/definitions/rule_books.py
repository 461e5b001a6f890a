"""Reads a council's rule book: who may decide what, key decisions, call-in, waivable rules.

    book = load_rule_book(find_definition("rule_books", "leeds_2015"))

Every problem is told at once with its line. A setting that changes a legal day (which days are
clear days, how call-in is counted) has no default: a book without it is refused.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tender_flow.definitions.reader import Fields, Node, read_file, read_text
from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Finding, problems
from tender_flow.rules.procedure.rule_book import (
    BASES,
    KINDS,
    MATTERS,
    Body,
    CallInRule,
    KeyRule,
    RuleBook,
    WaivableRule,
)

_KEYS = (
    *("format", "id", "title", "authority", "illustrative", "source"),
    *("clear_days", "key_decision", "call_in", "bodies", "waivable_rules"),
)
_DAYS = ("all", "working")
_NOTHING = Decimal(0)


def load_rule_book(path: Path) -> RuleBook:
    """The rule book of a file.

    Raises:
        BadInputError: it can't be read or used; every problem with its line.
    """
    return _whole(*read_file(path))


def parse_rule_book(text: str, file: str) -> RuleBook:
    """The rule book of a text; `file` is only named in findings. Raises as `load_rule_book`."""
    return _whole(*read_text(text, file))


def _whole(root: Node | None, found: list[Finding]) -> RuleBook:
    book = _book(root.fields(*_KEYS)) if root is not None else None
    # The node's own findings are this same list: reading goes on after each one.
    if book is None or problems(found):
        raise BadInputError(*problems(found))
    return book


def _book(fields: Fields) -> RuleBook:
    form = fields.node_of("format")
    if form is not None:
        form.as_choice(("1",))
    bodies = tuple(_body(node) for node in fields.items("bodies"))
    _once(fields, "bodies", [body.id for body in bodies])
    ids = tuple(body.id for body in bodies)
    rules = tuple(_rule(node, ids) for node in fields.items("waivable_rules", required=False))
    _once(fields, "waivable_rules", [rule.id for rule in rules])
    return RuleBook(
        id=fields.identifier("id"),
        title=fields.text("title"),
        authority=fields.text("authority"),
        illustrative=fields.text("illustrative", default=""),
        source=fields.text("source"),
        only_working=fields.choice("clear_days", _DAYS) == "working",
        key=_key(fields),
        call_in=_call_in(fields),
        bodies=bodies,
        rules=rules,
    )


def _once(fields: Fields, key: str, ids: list[str]) -> None:
    """A name used twice would leave open which of the two holds."""
    for name in sorted({one for one in ids if one and ids.count(one) > 1}):
        fields.entries[key].problem("rule-book-name-twice", name=name)


def _key(fields: Fields) -> KeyRule:
    node = fields.node_of("key_decision")
    inner = (
        node.fields("more_than", "basis", "wards", "source") if node else Fields(fields.node, {})
    )
    amount, wards = inner.decimal("more_than"), inner.integer("wards")
    if amount is not None and amount < 0:
        inner.entries["more_than"].problem("rule-book-below-zero", text=str(amount))
    if wards is not None and wards < 1:
        inner.entries["wards"].problem("rule-book-below-one", text=str(wards))
    return KeyRule(
        amount if amount is not None else _NOTHING,
        inner.choice("basis", BASES),
        wards or 1,
        inner.text("source"),
    )


def _call_in(fields: Fields) -> CallInRule:
    node = fields.node_of("call_in")
    inner = node.fields("days", "counted", "of", "source") if node else Fields(fields.node, {})
    days = inner.integer("days")
    if days is not None and days < 1:
        inner.entries["days"].problem("rule-book-below-one", text=str(days))
    return CallInRule(
        days or 1,
        inner.choice("counted", _DAYS) == "working",
        inner.choice("of", ("key_decisions", "approvals")) == "key_decisions",
        inner.text("source"),
    )


def _body(node: Node) -> Body:
    fields = node.fields("id", "title", "kind", "executive", "may", "approves", "up_to", "source")
    may = tuple(item.as_choice(KINDS) for item in fields.items("may"))
    approves = tuple(item.as_choice(MATTERS) for item in fields.items("approves", required=False))
    if ("approve" in may) != bool(approves):
        node.problem("rule-book-approves-what", title=fields.text("title"))
    limit = fields.optional("up_to")
    return Body(
        id=fields.identifier("id"),
        title=fields.text("title"),
        officer=fields.choice("kind", ("officer", "members")) == "officer",
        executive=fields.flag("executive"),
        may=may,
        approves=approves,
        up_to=limit.as_decimal() if limit is not None else None,
        source=fields.text("source"),
    )


def _rule(node: Node, bodies: tuple[str, ...]) -> WaivableRule:
    fields = node.fields("id", "title", "approvers", "source")
    approvers = tuple(item.as_choice(bodies) for item in fields.items("approvers"))
    return WaivableRule(fields.text("id"), fields.text("title"), approvers, fields.text("source"))
