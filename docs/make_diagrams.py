"""Brings the drawings in docs/workflows.md up to date: one for each workflow that is shipped.

    python docs/make_diagrams.py

Each drawing stands below the heading that names its workflow and is what
`tender-flow workflow diagram NAME` prints. A workflow without a heading is named and stops it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tender_flow.definitions.shipped import list_definitions
from tender_flow.definitions.workflows import load_workflow
from tender_flow.rules.procedure.diagram import diagram

PAGE = Path(__file__).with_name("workflows.md")
SECTION = r"(## `{name}`\n.*?)```mermaid\n.*?```"


def main() -> None:
    """Draws each shipped workflow again."""
    text = PAGE.read_text(encoding="utf-8")
    for entry in list_definitions("workflows"):
        if entry.origin == "shipped":
            text = redrawn(text, entry.id, diagram(load_workflow(entry.path).workflow))
    PAGE.write_text(text, encoding="utf-8")


def redrawn(text: str, name: str, drawing: str) -> str:
    """The page with the new drawing below the workflow's heading."""
    section = re.compile(SECTION.format(name=re.escape(name)), re.DOTALL)
    if not section.search(text):
        sys.exit(f"docs/workflows.md has no section ## `{name}` with a mermaid block")
    return section.sub(lambda found: f"{found[1]}```mermaid\n{drawing}```", text, count=1)


if __name__ == "__main__":
    main()
