"""`targets.yaml` in a tender: the figures that the bidder promises.

    format: 1
    targets: {staff_living_wage: 100}          # asked once for the tender
    lots:                                      # asked for each lot
      cambridge: {employment: "32.5", referrals: 45}

The file is the bidder's. It is sealed unread on import with the answers, and read when the tenders
are opened; what can't be read then is missing, and people decide what follows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tender_flow.definitions.reader import Fields, Node, read_text
from tender_flow.rules.evaluation.criteria import due_lots
from tender_flow.rules.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from tender_flow.rules.evaluation.criteria import Model

FORMAT = 1

Figures = dict[tuple[str, str | None], "Decimal"]
"""By target and lot code; None where it is asked once."""


def parse_targets(
    text: str, file: str, model: Model, lots: Collection[str]
) -> tuple[Figures, tuple[Finding, ...]]:
    """The figures that can be read of a bidder's file, with warnings about all others.

    `lots` are the codes of the lots that the tender bids for. Nothing in the file stops an
    opening: a figure that isn't there or can't be read is missing in the evaluation.
    """
    root, findings = read_text(text, file)
    if root is None:
        return {}, _as_warnings(findings)
    fields = root.fields("format", "targets", "lots", "illustrative")
    number = fields.integer("format")
    if number is not None and number != FORMAT:
        node = fields.entries["format"]
        node.problem("tender-file-format-unknown", what="targets", format=number, known=FORMAT)
    wanted = {
        (leaf.id, lot): None for leaf in model.targets() for lot in due_lots(leaf, tuple(lots))
    }
    found: Figures = {}
    _read(fields.optional("targets"), None, wanted, found)
    for code, node in _lots(fields):
        _read(node, code, wanted, found)
    return found, _as_warnings(findings)


def _lots(fields: Fields) -> list[tuple[str, Node]]:
    node = fields.optional("lots")
    return list(node.fields()) if node is not None else []


def _read(
    node: Node | None,
    lot: str | None,
    wanted: Mapping[tuple[str, str | None], None],
    found: Figures,
) -> None:
    """The figures under one lot, or above all lots."""
    if node is None or node.kind == "empty":
        return
    known = tuple(name for name, where in wanted if where == lot)
    for name, value in node.fields():
        if name not in known:
            value.problem("bid-unknown-criterion", criterion=name, known=known or ("–",))
        elif (figure := value.as_decimal()) is not None:
            found[name, lot] = figure


def _as_warnings(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(finding, severity=Severity.WARNING) for finding in findings)
