"""A model's practice answer: an invented one, marked by the panel to try the scale, never kept.

    practice:
      question: safeguarding        # one of the model's questions, or a text of its own
      answer: Our staff are always there.

A question of its own may have `title`, `guidance` and `scale`; the scale may be left out where
the model has one. Its answer concerns no bid: a model is published before there are any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tender_flow.rules.evaluation.criteria import Criterion, Practice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tender_flow.definitions.reader import Fields
    from tender_flow.rules.evaluation.criteria import Scale

OWN = "practice"
"""The id of a question that is only for practice."""

_ID = re.compile(r"[a-z][a-z0-9_]*")
"""One word like this names a question of the model; anything else is a question's text."""


def read_practice(
    fields: Fields, criteria: Iterable[Criterion], scales: Mapping[str, Scale]
) -> Practice | None:
    """The practice answer; None where the model has none, or where it can't be used.

    What can't be used is a finding at its line.
    """
    node = fields.optional("practice")
    if node is None:
        return None
    found = node.fields("question", "title", "guidance", "scale", "answer")
    asked, answer = found.text("question"), found.text("answer")
    if not asked:
        return None
    if _ID.fullmatch(asked):
        question = _known(found, asked, criteria)
    else:
        question = _own(found, asked, scales)
    if question is not None and (scale := scales.get(question.scale or "")) and scale.is_range:
        node.problem("practice-on-a-range", scale=scale.id)
    return Practice(question, answer) if question is not None else None


def _known(found: Fields, asked: str, criteria: Iterable[Criterion]) -> Criterion | None:
    """The question of this id; its own title, guidance and scale are those of the model."""
    for key in ("title", "guidance", "scale"):
        if key in found:
            found.entries[key].problem("practice-key-not-used", field=key, question=asked)
    questions = {
        one.id: one for top in criteria for one in top.walk() if one.kind == "scored" and one.id
    }
    if asked not in questions:
        known = tuple(questions)
        found.entries["question"].problem("practice-question-unknown", id=asked, known=known)
    return questions.get(asked)


def _own(found: Fields, asked: str, scales: Mapping[str, Scale]) -> Criterion | None:
    only = next(iter(scales)) if len(scales) == 1 else ""
    scale = found.text("scale", only)
    known = tuple(scales)
    if not scale:
        found.entries["question"].problem("practice-without-scale", known=known)
    elif scale not in scales and "scale" in found:
        found.entries["scale"].problem("scale-unknown", scale=scale, known=known)
    if scale not in scales:
        return None
    return Criterion(
        id=OWN,
        title=found.text("title", ""),
        kind="scored",
        question=asked,
        guidance=found.text("guidance", ""),
        scale=scale,
        shared=True,
    )
