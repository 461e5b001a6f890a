"""What would change a result, as plain values for JSON; exact numbers are texts."""

from __future__ import annotations

from tender_flow.rules.evaluation.plain import Plain, Say, plain_findings
from tender_flow.rules.evaluation.sensitivity import LotSensitivity
from tender_flow.rules.evaluation.simulation import RankTable


def plain_sensitivity(found: LotSensitivity, table: RankTable | None, say: Say) -> Plain:
    """One lot: intervals, smallest mark changes, what-ifs, draws, findings."""
    return {
        "lot": found.lot,
        "winners": list(found.winners),
        "margin": str(found.margin) if found.margin is not None else None,
        "weights": [
            {
                "criterion": one.criterion_id,
                "weight": str(one.weight),
                "total": str(one.total),
                "low": str(one.low),
                "high": str(one.high),
                "below": list(one.below),
                "above": list(one.above),
            }
            for one in found.weights
        ],
        "marks": [
            {
                "supplier": one.supplier,
                "criterion": one.criterion_id,
                "before": str(one.before),
                "after": str(one.after),
                "steps": one.steps,
                "winners": list(one.winners),
            }
            for one in found.marks
        ],
        "otherwise": [
            {
                "what": one.what,
                "name": one.name,
                "winners": list(one.winners),
                "changes_winner": one.changes_winner,
                "reordered": list(one.reordered),
                "without_total": list(one.without_total),
            }
            for one in found.otherwise
        ],
        "draws": plain_table(table) if table is not None else None,
        "findings": plain_findings(found.findings, say),
    }


def plain_table(table: RankTable) -> Plain:
    """How often each bid took each rank, and what was drawn."""
    return {
        "seed": table.chances.seed,
        "draws": table.chances.draws,
        "spread": str(table.chances.spread),
        "slips": str(table.chances.slips),
        "ranked_again": table.ranked_again,
        "ranks": {name: list(row) for name, row in zip(table.suppliers, table.counts, strict=True)},
    }
