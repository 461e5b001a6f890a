"""The shipped models: each loads without any finding, says what is invented, and has a case."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import shipped_folder
from tender_flow.i18n.sentences import line
from tender_flow.i18n.steps import explain
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.plain import plain_evaluation
from tender_flow.rules.evaluation.prices import POINT_FORMULAS
from tender_flow.rules.evaluation.ranking import BidInput, LotBid, evaluate
from tender_flow.rules.evaluation.screens import SCREENS

MODELS = sorted(shipped_folder("evaluation_models").glob("*.yaml"))
CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_shipped_model_loads_without_findings_and_names_its_source(path):
    loaded = load_model(path)
    assert [line(finding) for finding in loaded.findings] == []
    assert loaded.model.source
    assert loaded.model.illustrative


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_shipped_model_is_covered_by_a_worked_example(path):
    texts = [case.read_text(encoding="utf-8") for case in CASES.glob("*.yaml")]
    assert any(f"\nmodel: {path.stem}\n" in text for text in texts)


def test_there_are_a_dozen_models_to_start_from():
    assert len(MODELS) >= 12


def test_the_page_on_formulas_names_each_of_them_and_only_cases_that_are_there():
    page = (Path(__file__).parents[2] / "docs" / "formulas.md").read_text(encoding="utf-8")
    for name in (*POINT_FORMULAS, *COMBINES, *SCREENS):
        assert f"`{name}`" in page or f"{name}.yaml" in page, name
    for case in re.findall(r"`([a-z_0-9]+\.yaml)`", page):
        assert (CASES / case).exists(), case


LOADED = [load_model(path).model for path in MODELS]
AMOUNTS = st.one_of(st.none(), st.decimals("-1", "1000000", places=2), st.just(Decimal("100")))


FIGURES = st.decimals("-1", "101", places=1)


@given(st.data())
def test_any_marks_and_prices_give_a_ranking_or_findings_and_never_a_traceback(data):
    model = data.draw(st.sampled_from(LOADED))
    lot = model.lots[0].id
    bids = []
    for number in range(data.draw(st.integers(0, 5))):
        marks = {
            leaf.id: data.draw(
                st.sampled_from([level.mark for level in model.scale_of(leaf).levels])
            )
            for leaf in model.leaves_for(lot)
            if leaf.kind == "scored"
        }
        decided = {leaf.id: data.draw(st.booleans()) for leaf in model.requirements()}
        promised = {leaf.id: data.draw(FIGURES) for leaf in model.targets() if leaf.applies_to(lot)}
        given_ = LotBid(data.draw(AMOUNTS), marks, decided, promised)
        bids.append(BidInput(f"S{number}", {lot: given_}))
    result = evaluate(model, bids)
    assert result == evaluate(model, bids[::-1])
    for finding in result.all_findings():
        assert line(finding)
    for standing in result.lots[0].standings:
        assert explain(model, standing)
        assert standing.steps[-1].result == standing.total
    assert json.loads(json.dumps(plain_evaluation(result, line)))["model"] == model.id
