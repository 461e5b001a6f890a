"""The files of the walk by hand: a small model with two invented tenders, and the Kent papers.

    copy_files(Path("example"))   # practice.yaml, bids.yaml, tenders/, letters/, documents/, …

One question and two bidders, so that a person can do every step of a procurement in an hour.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tender_flow.demo.content import data_folder
from tender_flow.demo.script import refuse_used

if TYPE_CHECKING:
    from pathlib import Path


def copy_files(folder: Path) -> tuple[str, ...]:
    """Copies the files into a new or empty folder; the names of what lies in it then.

    Raises:
        BadInputError: there is something in the folder already (`demo-folder-used`).
    """
    refuse_used(folder)
    data = data_folder()
    shutil.copytree(data / "practice", folder, dirs_exist_ok=True)
    shutil.copytree(data / "documents", folder / "documents")
    for plan in ("kent_plan.yaml", "leeds_plan.yaml"):
        shutil.copy(data / plan, folder / plan)
    return tuple(sorted(path.name for path in folder.iterdir()))
