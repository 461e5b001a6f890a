"""Evaluation models from YAML: every problem of a file at once, each with its line.

    loaded = load_model(find_definition("evaluation_models", "kent_domestic_abuse_2014"))
    loaded.model.effective_weight("safeguarding", "east_kent")

`evaluation_models/README.md` explains every key. What a value must be by itself is asked here
while reading; what must hold over the whole model (weights that add up, ties that name a
criterion) are the `CHECKS` of `model_checks`. The text is kept as it was read, with its
SHA-256: a case freezes both when tenders are invited (Procurement Act 2023 s.23 and s.24).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tender_flow.definitions.model_award import AWARD_CHECKS, count, read_award
from tender_flow.definitions.model_checks import CHECKS, Places
from tender_flow.definitions.model_combine_checks import COMBINE_CHECKS
from tender_flow.definitions.model_moderation import MODERATION_CHECKS, read_moderation
from tender_flow.definitions.model_practice import read_practice
from tender_flow.definitions.model_scales import read_scales
from tender_flow.definitions.model_settings import read_combine, read_screens
from tender_flow.definitions.model_stages import STAGE_CHECKS, read_stages
from tender_flow.definitions.model_targets import TARGET_CHECKS
from tender_flow.definitions.model_tree import read_criteria
from tender_flow.definitions.reader import Fields, Node, read_file, read_text
from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.criteria import (
    REASON_CHECKS,
    WHOLE,
    LotRule,
    Model,
    Reasons,
    Rounding,
)
from tender_flow.rules.evaluation.rounding import MODES
from tender_flow.rules.findings import Finding, Place, Severity, problems

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
"""The only format of this version."""

MOST_PLACES = 10
"""Decimal places of a published number; more is a slip of the pen."""

KEYS = (
    "format",
    "id",
    "title",
    "source",
    "illustrative",
    "combine",
    "scales",
    "lots",
    "rounds",
    "stages",
    "total",
    "criteria",
    "minimum_total",
    "moderation",
    "rounding",
    "ties",
    "award",
    "practice",
    "abnormally_low",
    "reasons",
)
"""What may stand at the top of a model."""

EVERY_CHECK = (
    *CHECKS,
    *AWARD_CHECKS,
    *MODERATION_CHECKS,
    *COMBINE_CHECKS,
    *TARGET_CHECKS,
    *STAGE_CHECKS,
)
"""What must hold over a whole model, in the order in which the findings make sense."""


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model with the exact text that it was read from."""

    model: Model
    text: str
    digest: str
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    findings: tuple[Finding, ...] = ()
    """Warnings and notes; a model with problems is never loaded."""


def load_model(path: Path) -> LoadedModel:
    """The model in a file.

    Raises:
        BadInputError: with every finding of the file, if any of them is a problem.
    """
    text = _text_of(path)
    model, findings = parse_model(text, str(path))
    if model is None:
        raise BadInputError(*findings)
    if model.id != path.stem:
        facts = {"id": model.id, "file": path.stem}
        place = Place(str(path))
        findings += (Finding("model-id-not-file-name", facts, Severity.WARNING, place),)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return LoadedModel(model, text, digest, findings)


def parse_model(text: str, file: str) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model in a text, with all findings; None if any of them is a problem.

    `file` is only named in findings.
    """
    root, findings = read_text(text, file)
    if root is None:
        return None, tuple(findings)
    return model_of(root)


def model_of(root: Node) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model in a value of a file (a worked example carries one inside), with its findings."""
    findings = root.findings
    if root.kind != "map":
        root.fields()
        return None, tuple(findings)
    places: Places = {}
    model = _model(root.fields(*KEYS), places)
    found = [
        *findings,
        *(finding for check in EVERY_CHECK for finding in check(model, places)),
    ]
    found.sort(key=lambda finding: (finding.place.line or 0) if finding.place else 0)
    return (None if problems(found) else model), tuple(found)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        _root, findings = read_file(path)  # says why, with the line where there is one
        raise BadInputError(*findings) from None


def _model(fields: Fields, places: Places) -> Model:
    _format(fields)
    title = fields.text("title")
    lots = _lots(fields, places, title)
    rounds = _names(fields, "rounds") or ("written",)
    total = _positive(fields, "total") or Fraction(100)
    places["criteria"] = [_key_place(fields, "criteria")]
    scales = read_scales(fields, places)
    criteria = read_criteria(fields, places, rounds[0])
    places["combine"] = [_key_place(fields, "combine")]
    combine, combine_settings = read_combine(fields)
    return Model(
        format=FORMAT,
        id=fields.identifier("id"),
        title=title,
        combine=combine,
        combine_settings=combine_settings,
        screens=read_screens(fields),
        reasons=_reasons(fields),
        scales=scales,
        criteria=criteria,
        rounding=_rounding(fields),
        lots=lots,
        moderation=read_moderation(fields, places),
        ties=_ties(fields, places),
        award=read_award(fields, places, lots),
        rounds=rounds,
        stages=read_stages(fields, places),
        total=total,
        minimum_total=_optional_decimal(fields, "minimum_total", places),
        illustrative=fields.text("illustrative", ""),
        source=fields.text("source", ""),
        practice=read_practice(fields, criteria, scales),
    )


def _format(fields: Fields) -> None:
    found = fields.integer("format")
    if found is not None and found != FORMAT:
        fields.entries["format"].problem("model-format-unknown", format=found, known=FORMAT)


def _lots(fields: Fields, places: Places, whole: str) -> tuple[LotRule, ...]:
    """The lots; where none are named, one with the title of the whole."""
    found = []
    for node in fields.items("lots", required=False):
        lot = node.fields("id", "title", "description")
        rule = LotRule(lot.identifier("id"), lot.text("title"), lot.text("description", ""))
        places.setdefault(f"lots.{rule.id}", []).append(node.place)
        found.append(rule)
    return tuple(found) or (LotRule(WHOLE, whole),)


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(node.as_identifier() for node in fields.items(key, required=False))


def _rounding(fields: Fields) -> Rounding:
    node = fields.node_of("rounding", "{places: 2, mode: half-up, at: total, rank_on: exact}")
    if node is None:
        return Rounding(2, "half-up", "total", "exact")  # never used: the finding stops the model
    found = node.fields("places", "mode", "at", "rank_on")
    places = found.integer("places")
    if places is not None and not 0 <= places <= MOST_PLACES:
        found.entries["places"].problem("rounding-places", places=places, most=MOST_PLACES)
        places = 0
    mode = found.choice("mode", tuple(MODES)) or "half-up"
    at = found.choice("at", ("total",))
    return Rounding(places or 0, mode, at, found.choice("rank_on", ("exact", "published")))


def _reasons(fields: Fields) -> Reasons:
    """How reasons are checked, as the model states it."""
    node = fields.optional("reasons")
    if node is None:
        return Reasons()
    found = node.fields("minimum_words", "gate")
    least = count(found, "minimum_words")
    gate = tuple(one.as_choice(REASON_CHECKS) for one in found.items("gate", required=False))
    return Reasons(least or 1, gate)


def _ties(fields: Fields, places: Places) -> tuple[str, ...]:
    found = []
    for index, node in enumerate(fields.items("ties", required=False)):
        places[f"ties.{index}"] = [node.place]
        found.append(node.as_text())
    places["ties"] = [_key_place(fields, "ties")]
    return tuple(found)


def _positive(fields: Fields, key: str) -> Fraction | None:
    node = fields.optional(key)
    found = node.as_decimal() if node is not None else None
    if node is not None and found is not None and found <= 0:
        node.problem("number-not-above-zero", field=key, number=found)
        return None
    return Fraction(found) if found is not None else None


def _optional_decimal(fields: Fields, key: str, places: Places) -> Decimal | None:
    node = fields.optional(key)
    if node is None:
        return None
    places[key] = [node.place]
    return node.as_decimal()


def _key_place(fields: Fields, key: str) -> Place:
    """The line of a key, or of the file where it is missing."""
    return Place(fields.node.file, fields.node.key_lines.get(key, fields.node.line), key)
