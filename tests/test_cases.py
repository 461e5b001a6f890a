"""The worked examples in tests/cases, each checked to the digit."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tender_flow.definitions.bids_file import bids_of
from tender_flow.definitions.models import load_model, model_of
from tender_flow.definitions.reader import Node, read_file
from tender_flow.definitions.shipped import find_definition
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.prices import POINT_FORMULAS
from tender_flow.rules.evaluation.ranking import Evaluation, LotResult, evaluate
from tender_flow.rules.evaluation.screens import SCREENS

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def texts(node: Node | None) -> list[str]:
    return [item.as_text() for item in node.items()] if node is not None else []


def model_in(node: Node):
    if node.kind == "text":
        return load_model(find_definition("evaluation_models", node.as_text())).model
    model, findings = model_of(node)
    assert model is not None, [line(finding) for finding in findings]
    return model


def evaluated(root: Node) -> Evaluation:
    model = model_in(root.entries["model"])
    inside = {key: root.entries[key] for key in ("bids", "draws") if key in root.entries}
    given = bids_of(replace(root, entries=inside), model)
    result = evaluate(model, given.bids, given.draws)
    assert [line(finding) for finding in root.findings if finding.stops] == []
    return result


def check_ranking(result: LotResult, expected: Node) -> None:
    assert len(result.standings) == len(expected.items())
    for standing, node in zip(result.standings, expected.items(), strict=True):
        fields = node.fields(
            "supplier", "rank", "total", "exact", "quality", "price_score", "scores"
        )
        assert (standing.supplier, standing.rank) == (
            fields.text("supplier"),
            fields.integer("rank"),
        )
        assert standing.total.shown == fields.text("total")
        if "exact" in fields:
            assert str(standing.total.exact) == fields.text("exact")
        for name in ("quality", "price_score"):
            if name in fields:
                assert getattr(standing, name).shown == fields.text(name), name
        scores = fields.optional("scores")
        for name, value in scores.fields() if scores is not None else ():
            assert standing.scores[name].shown == value.as_text(), name


def codes_by_supplier(node: Node | None) -> dict[str, list[str]]:
    return {name: texts(value) for name, value in node.fields()} if node is not None else {}


def check_lot(evaluation: Evaluation, lot: str, node: Node) -> None:
    keys = ("ranking", "excluded", "incomplete", "undecided", "findings", "award")
    expected = node.fields(*keys)
    result = evaluation.for_lot(lot)
    if (ranking := expected.optional("ranking")) is not None:
        check_ranking(result, ranking)
    for name in ("excluded", "incomplete"):
        found = {
            bid.supplier: [reason.code for reason in bid.reasons] for bid in getattr(result, name)
        }
        if name in expected or "ranking" in expected:
            assert found == codes_by_supplier(expected.optional(name)), name
    if "undecided" in expected:
        groups = [texts(group) for group in expected.items("undecided")]
        assert [list(group) for tie in result.ties for group in tie.undecided] == groups
    if "findings" in expected:
        assert [finding.code for finding in result.findings] == texts(expected.optional("findings"))
    if "award" in expected:
        assert list(evaluation.award.for_lot(lot).suppliers) == texts(expected.optional("award"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_worked_example_comes_out_to_the_digit(path):
    root, findings = read_file(path)
    assert root is not None, findings
    fields = root.fields("case", "source", "working", "model", "bids", "draws", "expect")
    assert fields.text("case")
    assert fields.text("source")
    assert fields.text("working")
    evaluation = evaluated(root)
    for lot, node in fields.entries["expect"].fields():
        if lot == "award_findings":
            assert [finding.code for finding in evaluation.award.findings] == texts(node)
        elif lot == "together":
            assert [one.value.shown for one in evaluation.award.whole.best] == texts(node)
        elif lot == "next_together":
            assert [one.value.shown for one in evaluation.award.whole.next_best] == texts(node)
        else:
            check_lot(evaluation, lot, node)
    assert root.findings == []


def test_there_are_worked_examples():
    assert len(CASES) >= 60


def test_an_example_with_a_wrong_total_would_be_noticed():
    root, _findings = read_file(Path(__file__).parent / "cases" / "three_levels_of_weights.yaml")
    evaluation = evaluated(root)
    total = evaluation.lots[0].standings[0].total
    assert Decimal(total.shown) == Decimal("86.88")
    wrong = replace(evaluation.lots[0].standings[0], total=replace(total, shown="86.89"))
    result = replace(evaluation.lots[0], standings=(wrong, evaluation.lots[0].standings[1]))
    with pytest.raises(AssertionError):
        check_ranking(result, root.entries["expect"].entries["whole"].entries["ranking"])


def test_every_formula_way_of_combining_and_low_price_test_has_a_worked_example():
    text = "".join(path.read_text(encoding="utf-8") for path in CASES)
    names = {*COMBINES, *POINT_FORMULAS, *SCREENS}
    assert sorted(name for name in names if not re.search(rf"\b{name}\b", text)) == []
