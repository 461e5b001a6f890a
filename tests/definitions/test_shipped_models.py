"""The shipped models: each loads without any finding, says what is invented, and has a case."""

import re
from pathlib import Path

import pytest

from tender_flow.definitions.models import load_model
from tender_flow.definitions.shipped import shipped_folder
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.prices import POINT_FORMULAS
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
