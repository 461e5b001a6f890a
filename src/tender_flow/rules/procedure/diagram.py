"""Draws a workflow as a Mermaid state diagram, which GitHub, GitLab and many editors show.

Ids are the snake_case ids of stages; titles stand apart, so that a title may hold any letter.
The early ending is drawn from each stage that it can happen in.

    stateDiagram-v2
        state "Invite tenders" as invite_tenders
        [*] --> invite_interest
        invite_interest --> invite_tenders : Invite tenders
"""

from __future__ import annotations

from tender_flow.rules.procedure.workflow import Workflow

_RESERVED = {"end", "state", "note", "direction", "classDef", "class", "style", "as", "click"}
"""Words of the diagram's own language, which can't name a stage."""

_SPECIAL = frozenset('#;:"{}<>')


def diagram(workflow: Workflow) -> str:
    """The whole diagram, ending with a line break."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_text(stage.title)}" as {_id(stage.id)}' for stage in workflow.stages]
    lines.append(f"    [*] --> {_id(workflow.initial)}")
    lines += [
        f"    {_id(source)} --> {_id(move.target)} : {_text(move.title)}"
        for move in workflow.moves
        for source in move.sources
    ]
    lines += [f"    {_id(stage.id)} --> [*]" for stage in workflow.stages if stage.kind == "final"]
    return "\n".join(lines) + "\n"


def _id(name: str) -> str:
    return f"{name}_" if name in _RESERVED else name


def _text(title: str) -> str:
    """A title on one line, with the letters that mean something to Mermaid as entities."""
    words = " ".join(title.split())
    return "".join(f"#{ord(letter)};" if letter in _SPECIAL else letter for letter in words)
