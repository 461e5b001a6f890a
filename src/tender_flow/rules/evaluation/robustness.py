"""How robust a whole result is: what would change each lot's winner, and what chance would do.

    for lot in robustness(model, bids, Chances(seed=7)):
        lot.found.marks, lot.table

`sensitivity` answers by evaluating anew, `simulation` by drawing; here they stand side by side,
for two files (`evaluate --sensitivity`) as for the record (`award sensitivity`). The draws need
numpy: without it all the rest is there, and a warning says how to get them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.bids import BidInput, Draw
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.sensitivity import LotSensitivity, renamed, sensitivity
from tender_flow.rules.evaluation.simulation import Chances, RankTable, simulate
from tender_flow.rules.evaluation.weight_intervals import SUMS
from tender_flow.rules.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class LotRobustness:
    """One lot: what would change its winner, and how often each bid took each rank."""

    found: LotSensitivity
    table: RankTable | None
    """None where nothing was drawn; the findings say why."""

    def named(self, names: Mapping[str, str]) -> LotRobustness:
        """The same with names in place of bidders' ids."""
        table = self.table
        if table is not None:
            shown = tuple(names.get(one, one) for one in table.suppliers)
            table = replace(table, suppliers=shown)
        return LotRobustness(renamed(self.found, names), table)


def robustness(
    model: Model,
    bids: Sequence[BidInput],
    chances: Chances | None,
    members: Mapping[str, Sequence[BidInput]] | None = None,
    draws: Sequence[Draw] = (),
) -> tuple[LotRobustness, ...]:
    """Every lot of a result; `chances` None simulates nothing.

    `members` gives the bids as they would be without each panel member, by the member's name;
    `draws` are the draws by lot between equal bids that the result was decided with.
    """
    result = evaluate(model, bids, draws)
    lots = []
    for found in sensitivity(model, bids, members, draws):
        ranked, table = result.for_lot(found.lot), None
        findings = found.findings
        if chances is not None and ranked.is_final and model.combine not in SUMS:
            findings = (*findings, _not_drawn(model, found.lot))
        elif chances is not None and ranked.is_final:
            try:
                table = simulate(model, ranked, chances)
            except BadInputError as error:
                why = (replace(one, severity=Severity.WARNING) for one in error.findings)
                findings = (*findings, *why)
        lots.append(LotRobustness(replace(found, findings=findings), table))
    return tuple(lots)


def _not_drawn(model: Model, lot: str) -> Finding:
    facts = {"lot_title": model.lot(lot).title or lot, "combine": model.combine}
    return Finding("simulation-not-offered", facts, Severity.NOTE)


def middle_marks(marks: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The two marks in the middle, the same twice for an odd number; there must be one."""
    ordered = sorted(marks)
    return ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
