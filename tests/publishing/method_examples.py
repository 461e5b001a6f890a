"""The report of any worked example under tests/cases: its model, bids and ranking.

    data = example_of("price_per_quality_point")

Everything around the ranking (panel, procedure, tenders) is that of `report_example`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from report_example import example

from tender_flow.definitions.bids_file import bids_of
from tender_flow.definitions.models import load_model, model_of
from tender_flow.definitions.reader import read_file
from tender_flow.definitions.shipped import find_definition
from tender_flow.publishing import report_data as values
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.sensitivity import sensitivity

CASES = Path(__file__).parent.parent / "cases"


def example_of(name: str) -> values.ReportData:
    """The report of one worked example, with its winner recommended."""
    root, _findings = read_file(CASES / f"{name}.yaml")
    assert root is not None
    node = root.entries["model"]
    shipped = node.kind == "text"
    path = find_definition("evaluation_models", node.as_text()) if shipped else None
    model = load_model(path).model if path else model_of(node)[0]
    given = bids_of(replace(root, entries={"bids": root.entries["bids"]}), model)
    result = evaluate(model, given.bids)
    return replace(
        example(),
        model=model,
        questions=(),
        lots=tuple(_lots(model, result)),
        robustness=sensitivity(model, given.bids),
    )


def _lots(model, result):
    for ranked in result.lots:
        first = ranked.standings[0]
        made = values.DecisionLine(
            first.supplier, first.total.shown, "panel", "Jo Lowe", date(2014, 11, 7), "EP/14/03",
            "First by the published model.", False, None,
        )  # fmt: skip
        title = model.lot(ranked.lot).title or "The whole contract"
        yield values.LotPart(
            ranked.lot, title, "", "open", ranked,
            result.award.for_lot(ranked.lot).suppliers, (), made, (), None, (), None, None,
        )  # fmt: skip
