"""The worked examples in tests/cases/robustness: what would change a result, to the digit."""

from dataclasses import replace
from pathlib import Path

import pytest

from tender_flow.definitions.bids_file import bids_of
from tender_flow.definitions.models import model_of
from tender_flow.definitions.reader import read_file
from tender_flow.i18n.sentences import line
from tender_flow.rules.evaluation.sensitivity import sensitivity

CASES = sorted((Path(__file__).parent / "cases" / "robustness").glob("*.yaml"))


def plain(node):
    """A value of the file as lists, mappings and texts."""
    if node.kind == "map":
        return {key: plain(value) for key, value in node.fields()}
    return [plain(one) for one in node.items()] if node.kind == "list" else node.as_text()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_worked_example_of_robustness_comes_out(path):
    root, findings = read_file(path)
    assert root is not None, findings
    fields = root.fields("case", "source", "working", "model", "bids", "expect")
    assert all(fields.text(key) for key in ("case", "source", "working"))
    model, found = model_of(root.entries["model"])
    assert model is not None, [line(one) for one in found]
    bids = bids_of(replace(root, entries={"bids": root.entries["bids"]}), model).bids
    expected = plain(root.entries["expect"])
    assert len(expected) == len(model.lots)
    for lot in sensitivity(model, bids):
        wanted = expected[lot.lot]
        weights = {one.criterion_id: [str(one.low), str(one.high)] for one in lot.weights}
        others = {what: {} for what in ("bidder", "formula", "evaluator")}
        for one in lot.otherwise:
            others[one.what][one.name] = list(one.winners)
        assert list(lot.winners) == wanted["winner"]
        assert {name: weights[name] for name in wanted["weights"]} == wanted["weights"]
        assert [
            [one.supplier, one.criterion_id, str(one.after), *one.winners] for one in lot.marks
        ] == wanted["marks"]
        assert others["bidder"] == wanted["bidder"]
        for name, first in wanted.get("formula", {}).items():
            assert others["formula"][name] == first, name
        assert set(wanted["findings"]) <= {one.code for one in lot.findings}


def test_there_are_worked_examples_of_robustness():
    assert len(CASES) >= 2
