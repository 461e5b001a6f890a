"""The frozen definitions of a case, parsed once per text and shared.

A case runs from its own copy of workflow and model; the digest names the text for ever, so
the parsed value is kept as long as the process lives and the text is read only once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError, BrokenRecordError
from tender_flow.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from tender_flow.rules.evaluation.criteria import Model
    from tender_flow.rules.procedure.rule_book import RuleBook
    from tender_flow.rules.procedure.workflow import Workflow

_models: dict[str, Model] = {}
_workflows: dict[str, Workflow] = {}
_rule_books: dict[str, RuleBook] = {}


def model(digest: str, read: Callable[[str], bytes]) -> Model:
    """The evaluation model of this digest; `read` gives its text the first time."""
    known = _models.get(digest)
    if known is None:
        from tender_flow.definitions.models import parse_model

        known, _ = parse_model(read(digest).decode(), f"model {digest[:12]}")
        if known is None:
            raise BrokenRecordError(Finding("stored-model-unreadable", {"digest": digest}))
        _models[digest] = known
    return known


def workflow(digest: str, read: Callable[[str], bytes]) -> Workflow:
    """The workflow of this digest; `read` gives its text the first time."""
    known = _workflows.get(digest)
    if known is None:
        from tender_flow.definitions.workflows import parse_workflow

        known, _ = parse_workflow(read(digest).decode(), f"workflow {digest[:12]}")
        if known is None:
            raise BrokenRecordError(Finding("stored-workflow-unreadable", {"digest": digest}))
        _workflows[digest] = known
    return known


def rule_book(digest: str, read: Callable[[str], bytes]) -> RuleBook:
    """The council's rule book of this digest; `read` gives its text the first time."""
    known = _rule_books.get(digest)
    if known is None:
        from tender_flow.definitions.rule_books import parse_rule_book

        try:
            known = parse_rule_book(read(digest).decode(), f"rule book {digest[:12]}")
        except BadInputError:
            found = Finding("stored-rule-book-unreadable", {"digest": digest})
            raise BrokenRecordError(found) from None
        _rule_books[digest] = known
    return known
