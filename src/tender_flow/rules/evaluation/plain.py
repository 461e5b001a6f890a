"""An evaluation as plain values for JSON: texts, lists and keys, every number exact and as shown.

{"exact": "1150/13", "shown": "88.46"}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from tender_flow.rules.evaluation.combining import COMBINES
from tender_flow.rules.evaluation.criteria import Model
from tender_flow.rules.evaluation.results import (
    Allocation,
    Evaluation,
    Excluded,
    LotResult,
    Number,
    StageResult,
    Standing,
    Step,
    Tie,
    WholeAward,
)
from tender_flow.rules.findings import Fact, Finding

Plain = dict[str, Any]
Say = Callable[[Finding], str]
"""Gives a finding its sentence; the rules have no words."""


def plain_evaluation(evaluation: Evaluation, say: Say) -> Plain:
    """The whole result: per lot the ranking with its steps, and the proposed award."""
    return {
        "model": evaluation.model_id,
        "engine": evaluation.engine,
        "lots": [_lot(result, say) for result in evaluation.lots],
        "award": {
            "lots": [
                {
                    "lot": award.lot,
                    "suppliers": list(award.suppliers),
                    "findings": plain_findings(award.findings, say),
                }
                for award in evaluation.award.lots
            ],
            "findings": plain_findings(evaluation.award.findings, say),
            "whole": plain_whole(evaluation.award.whole),
        },
        "findings": plain_findings(evaluation.findings, say),
    }


def plain_method(model: Model) -> Plain:
    """How the results of a ranking are to be read: the rule, its unit, and which end wins."""
    way, price = COMBINES[model.combine], model.price()
    terms = price.price if price is not None else None
    return {
        "combine": model.combine,
        "formula": way.text,
        "unit": way.unit,
        "wins": "highest" if way.higher_wins else "lowest",
        "currency": terms.currency if terms is not None else None,
        "source": way.source,
    }


def plain_whole(whole: WholeAward | None, name: Callable[[str], str] = str) -> Plain | None:
    """The allocations that were compared as wholes; None where the lots were decided one by one."""
    if whole is None:
        return None
    return {
        "method": whole.method,
        "possible": str(whole.possible),
        "best": [_allocation(one, name) for one in whole.best],
        "next_best": [_allocation(one, name) for one in whole.next_best],
    }


def _allocation(one: Allocation, name: Callable[[str], str]) -> Plain:
    return {
        "value": plain_number(one.value),
        "discounts": [name(supplier) for supplier in one.discounts],
        "wins": [
            {
                "lot": win.lot,
                "supplier": name(win.supplier),
                "rank": win.rank,
                "total": plain_number(win.total),
                "price": str(win.price) if win.price is not None else None,
            }
            for win in one.wins
        ],
    }


def plain_findings(findings: Iterable[Finding], say: Say) -> list[Plain]:
    """Findings with their code, severity, place, facts, source and sentence."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "place": str(finding.place) if finding.place is not None else None,
            "sentence": say(finding),
            "facts": {name: plain_fact(fact) for name, fact in finding.facts.items()},
            "source": finding.source,
        }
        for finding in findings
    ]


def plain_fact(fact: Fact) -> str | int | bool | list[str] | None:
    """A fact for JSON; numbers that may have places are texts, so that no reader makes floats."""
    if fact is None or isinstance(fact, bool | int | str):
        return fact
    if isinstance(fact, tuple):
        return list(fact)
    return str(fact)


def plain_number(number: Number) -> Plain:
    """`exact` as a whole number or a fraction, `shown` as printed; `within` where not exact."""
    plain = {"exact": str(number.exact), "shown": number.shown}
    return {**plain, "within": str(number.error)} if number.error else plain


def number_from_plain(plain: Mapping[str, str]) -> Number:
    """The number back from its plain form."""
    return Number(Fraction(plain["exact"]), plain["shown"], Fraction(plain.get("within", "0")))


def _lot(result: LotResult, say: Say) -> Plain:
    return {
        "lot": result.lot,
        "final": result.is_final,
        "standings": [_standing(standing) for standing in result.standings],
        "excluded": [_excluded(bid, say) for bid in result.excluded],
        "incomplete": [_excluded(bid, say) for bid in result.incomplete],
        "ties": [_tie(tie) for tie in result.ties],
        "findings": plain_findings(result.findings, say),
        **({"stages": [_stage(stage) for stage in result.stages]} if result.stages else {}),
    }


def _stage(stage: StageResult) -> Plain:
    return {
        "stage": stage.stage,
        "title": stage.title,
        "places": [
            {
                "supplier": place.supplier,
                "rank": place.rank,
                "reached": plain_number(place.reached),
                "goes_on": place.goes_on,
                "scores": {name: plain_number(score) for name, score in place.scores.items()},
                "steps": [_step(step) for step in place.steps],
            }
            for place in stage.places
        ],
    }


def _standing(standing: Standing) -> Plain:
    return {
        "supplier": standing.supplier,
        "rank": standing.rank,
        "total": plain_number(standing.total),
        "quality": plain_number(standing.quality),
        "price_score": plain_number(standing.price_score),
        "price": str(standing.price) if standing.price is not None else None,
        "compared_price": str(standing.compared) if standing.compared is not None else None,
        "scores": {name: plain_number(score) for name, score in standing.scores.items()},
        "steps": [_step(step) for step in standing.steps],
    }


def _excluded(bid: Excluded, say: Say) -> Plain:
    return {
        "supplier": bid.supplier,
        "reasons": plain_findings(bid.reasons, say),
        "quality": plain_number(bid.quality) if bid.quality is not None else None,
        "price": str(bid.price) if bid.price is not None else None,
        "scores": {name: plain_number(score) for name, score in bid.scores.items()},
        "steps": [_step(step) for step in bid.steps],
    }


def _step(step: Step) -> Plain:
    return {
        "criterion": step.criterion_id,
        "what": step.what,
        "inputs": {name: plain_fact(fact) for name, fact in step.inputs.items()},
        "result": plain_number(step.result),
    }


def _tie(tie: Tie) -> Plain:
    return {
        "suppliers": list(tie.suppliers),
        "total": plain_number(tie.total),
        "decided_by": list(tie.decided_by),
        "undecided": [list(group) for group in tie.undecided],
    }
