"""Every workflow that is shipped: sound, sourced, drawn in the documents, whole as composed."""

import re
from pathlib import Path

import pytest

from tender_flow.definitions.shipped import list_definitions
from tender_flow.definitions.workflows import load_workflow, stored_workflow
from tender_flow.rules.procedure.diagram import diagram
from tender_flow.rules.procedure.workflow import next_moves

CHECKOUT = Path(__file__).parents[2]
SHIPPED = {
    entry.id: load_workflow(entry.path)
    for entry in list_definitions("workflows")
    if entry.origin == "shipped"
}
EACH = pytest.mark.parametrize("name", SHIPPED)


@EACH
def test_every_stage_move_and_condition_of_a_shipped_workflow_names_its_source(name):
    workflow = SHIPPED[name].workflow
    said = [item.source for item in (*workflow.stages, *workflow.moves, *workflow.tasks)]
    said += [use.source for move in workflow.moves for use in move.gates]
    said += [owed.source for move in workflow.moves for owed in move.owes]
    assert all(len(source) > 5 for source in said)


@EACH
def test_a_shipped_workflow_is_whole_in_its_composed_text(name):
    assert stored_workflow(SHIPPED[name].text) == SHIPPED[name].workflow


@EACH
def test_a_move_of_a_shipped_workflow_that_leads_on_asks_for_something(name):
    workflow = SHIPPED[name].workflow
    order = [stage.id for stage in workflow.stages]
    for stage in workflow.path:
        for move in next_moves(workflow, stage.id):
            onwards = order.index(move.target) > order.index(stage.id)
            assert move.gates or move.needs_reason or not onwards, move.id


@EACH
def test_the_page_of_workflows_draws_each_as_the_command_does(name):
    page = (CHECKOUT / "docs" / "workflows.md").read_text(encoding="utf-8")
    drawn = re.search(rf"## `{name}`\n.*?```mermaid\n(.*?)```", page, re.DOTALL)
    assert drawn is not None
    assert drawn[1] == diagram(SHIPPED[name].workflow)


@EACH
def test_the_readme_of_the_workflows_names_each(name):
    readme = (CHECKOUT / "workflows" / "README.md").read_text(encoding="utf-8")
    assert f"`{name}.yaml`" in readme


def test_the_readme_of_the_workflows_names_each_fragment():
    readme = (CHECKOUT / "workflows" / "README.md").read_text(encoding="utf-8")
    fragments = {path.stem for path in (CHECKOUT / "workflows" / "common").glob("*.yaml")}
    assert {name for name in fragments if f"`{name}`" not in readme} == set()
