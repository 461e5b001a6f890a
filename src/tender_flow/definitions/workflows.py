"""Loads a workflow file: every problem at once with file:line, or a workflow to run by.

    loaded = load_workflow(find_definition("workflows", "kent_part_b_2014"))
    loaded.workflow      # the frozen values
    loaded.text          # one self-contained file, fragments and defaults written out
    loaded.digest        # SHA-256 of that text: what the case's record names

A case keeps `text` and runs from it for ever, whatever becomes of the file: `stored_workflow`
reads it back. Composing what was composed gives the same text and the same digest.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tender_flow.definitions.reader import Node, read_file, read_text
from tender_flow.definitions.workflow_checks import CHECKS, PATH_CHECKS
from tender_flow.definitions.workflow_reading import (
    FORMAT,
    SUSPENSION_KEYS,
    WORKFLOW_KEYS,
    Draft,
    check_format,
    gather,
    read_draft,
)
from tender_flow.definitions.workflow_text import compose
from tender_flow.errors import BadInputError, BrokenRecordError
from tender_flow.rules.findings import Finding, problems
from tender_flow.rules.procedure.workflow import AWARDS, REGIMES, Workflow


class LoadedWorkflow(NamedTuple):
    """A workflow with its self-contained text and that text's SHA-256."""

    workflow: Workflow
    text: str
    digest: str


def load_workflow(path: Path) -> LoadedWorkflow:
    """The workflow in a file, with the fragments that it uses.

    Raises:
        BadInputError: with everything that is wrong in the file and its fragments.
    """
    root, findings = read_file(path)
    workflow, found = _parse(root, findings, path.parent)
    if workflow is None:
        raise BadInputError(*found)
    text = compose(workflow)
    return LoadedWorkflow(workflow, text, workflow.digest)


def parse_workflow(text: str, file: str) -> tuple[Workflow | None, tuple[Finding, ...]]:
    """The workflow in a text, or None, and what was found; `file` is named in findings.

    Fragments are looked for beside `file`, failing that among the shipped ones.
    """
    root, findings = read_text(text, file)
    return _parse(root, findings, Path(file).parent)


@lru_cache(maxsize=64)
def stored_workflow(text: str) -> Workflow:
    """The workflow of a case, read from the composed text that its record keeps.

    Raises:
        BrokenRecordError: the text in the record can't be read any more.
    """
    workflow, found = parse_workflow(text, "the record's workflow")
    if workflow is None:
        raise BrokenRecordError(*found)
    return workflow


def _parse(
    root: Node | None, findings: list[Finding], folder: Path
) -> tuple[Workflow | None, tuple[Finding, ...]]:
    if root is None:
        return None, tuple(findings)
    fields = root.fields(*WORKFLOW_KEYS)
    if not check_format(fields):
        return None, tuple(findings)  # another format has other keys: nothing more can be said
    gathered = gather(fields, folder)
    draft = read_draft(root, fields, gathered)
    for check in CHECKS:
        check(draft)
    workflow = _read_workflow(root, draft)
    if "stage-unknown" not in {item.code for item in gathered.all_findings(findings)}:
        for check in PATH_CHECKS:
            check(draft)
    found = _in_order(root.file, gathered.all_findings(findings))
    if problems(found):
        return None, found
    digest = hashlib.sha256(compose(workflow).encode()).hexdigest()
    return replace(workflow, digest=digest), found


def _read_workflow(root: Node, draft: Draft) -> Workflow:
    fields = root.fields()
    suspension_node = fields.node_of("suspension")
    suspension = suspension_node.fields(*SUSPENSION_KEYS) if suspension_node is not None else None
    return Workflow(
        format=FORMAT,
        id=fields.identifier("id"),
        title=fields.text("title"),
        regime=fields.choice("regime", REGIMES),
        illustrative=fields.text("illustrative", default=""),
        source=fields.text("source"),
        initial=draft.initial[0][0] if draft.initial else "",
        stages=tuple(stage for stage, _node in draft.stages),
        moves=tuple(move for move, _node in draft.moves),
        tasks=tuple(task for task, _node in draft.tasks),
        suspension_allowed=suspension.flag("allowed") if suspension is not None else False,
        suspension_source=suspension.text("source") if suspension is not None else "",
        termination=draft.termination,
        award="direct" if _award(root) == "direct" else "evaluation",
    )


def _award(root: Node) -> str:
    return root.fields().choice("award", AWARDS, default="evaluation")


def _in_order(file: str, findings: list[Finding]) -> tuple[Finding, ...]:
    """By line, the file itself before its fragments; each finding once."""

    def place(finding: Finding) -> tuple[bool, str, int]:
        where = finding.place
        assert where is not None
        return where.file != file, where.file, where.line or 0

    once = {(str(item.place), item.code, str(dict(item.facts))): item for item in findings}
    return tuple(sorted(once.values(), key=place))
