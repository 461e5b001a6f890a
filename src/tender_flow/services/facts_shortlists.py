"""Facts about shortlists, for the gates: which stages of the model are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.rules.procedure.facts_shortlists import StageFact

if TYPE_CHECKING:
    from tender_flow.services.facts import Source


def _stages(source: Source) -> list[StageFact]:
    return [
        StageFact(stage.id, stage.title, stage.id in source.view.decided)
        for stage in source.reading.model().stages
    ]


PARTS = {"stages": _stages}
"""The loader of each part."""
