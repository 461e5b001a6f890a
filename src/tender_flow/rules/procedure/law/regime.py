"""Which law a procurement follows, with the reasons: fixed on the day it begins.

    answer = regime(rules, Question(begun=date(2026, 3, 2), nation="england",
                                    authority="council", what=("services",), health_care=False))
    answer.regime       # "pa_2023"

The rules are asked in their order. A rule that asks something the question leaves open ends the
search with the finding that says what to answer; a mixed purchase and a law that isn't covered
are findings too. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tender_flow.rules.findings import Fact, Finding, Severity
from tender_flow.rules.procedure.law.terms import Terms, each_once, place_name, to_confirm
from tender_flow.rules.procedure.law.thresholds import Threshold, Tier, threshold, tier_of

_CPV = re.compile(r"(\d{8})(-\d)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Regime:
    """A law that a procurement can follow, and whose bank holidays it counts with."""

    id: str
    title: str
    holidays: str
    """`uk`: those of any part of the United Kingdom (PA 2023 s.123); `nation`: its own."""


@dataclass(frozen=True, slots=True)
class RegimeRule:
    """One rule of which law applies; without `regime` a law that is not covered here."""

    regime: str
    law: str
    terms: Terms
    authorities: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    light_touch: bool | None = None
    health_care: bool | None = None


@dataclass(frozen=True, slots=True)
class CpvRange:
    """Codes that stand for a kind of service, first and last included."""

    list: str
    first: str
    last: str
    title: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class RegimeLaw:
    """Everything that is asked to find the law: regimes, rules, codes and thresholds."""

    regimes: tuple[Regime, ...]
    rules: tuple[RegimeRule, ...]
    codes: tuple[CpvRange, ...]
    tiers: tuple[Tier, ...]
    thresholds: tuple[Threshold, ...]

    def title(self, regime: str) -> str:
        """A regime's title; its id where it has none."""
        return next((one.title for one in self.regimes if one.id == regime), regime)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a procurement; None where the asker doesn't know."""

    begun: date
    nation: str
    authority: str
    what: tuple[str, ...]
    light_touch: bool | None = None
    """Light touch services, or Part B services under the Regulations of 2006."""
    health_care: bool | None = None
    """Health care services to individuals (Provider Selection Regime)."""
    cpv: str = ""
    framework_begun: date | None = None
    """For a call-off: the day on which the framework's own procurement began."""
    value: Decimal | None = None
    """Estimated value in pounds."""
    vat: str = ""
    """`gross` with VAT, `net` without."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The regime ("" where there is none to be given), with its reasons and what is left open."""

    regime: str
    title: str
    reasons: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    threshold: Threshold | None = None
    above: bool | None = None
    """Has the value reached the threshold? None where that can't be said."""
    light_touch: bool | None = None
    """As asked, or as the code says."""


def regime(law: RegimeLaw, question: Question) -> Answer:
    """Which law applies, and whether the value has reached its threshold."""
    findings = [*_unusable(question), *_against_itself(law, question)]
    if findings:
        return Answer("", "", (), tuple(findings))
    asked, reasons, notes = _with_codes(law, question)
    rule, open_ = _first_rule(law, asked)
    if rule is None or open_:
        return Answer("", "", reasons, each_once((*notes, *open_)))
    title = law.title(rule.regime)
    notes += (*to_confirm(title, rule.terms), *_cautions(asked))
    limit, above, said, left = _against_threshold(law, rule.regime, asked)
    return Answer(
        rule.regime,
        title,
        (*reasons, *_reasons(title, rule, asked), *said),
        each_once((*notes, *left)),
        limit,
        above,
        asked.light_touch,
    )


def _unusable(question: Question) -> list[Finding]:
    """Several kinds of purchase, no kind at all, or a code that is none."""
    found = []
    if len(question.what) != 1:
        found.append(Finding("regime-mixed", {"what": question.what}))
    if question.cpv and not _CPV.match(question.cpv):
        found.append(Finding("cpv-unreadable", {"text": question.cpv[:40]}))
    return found


def _against_itself(law: RegimeLaw, question: Question) -> list[Finding]:
    """Answers that can't all be so: nobody guesses which of them is meant."""
    found = []
    facts: dict[str, Fact]
    match, kinds = _CPV.match(question.cpv), set(question.what)
    code = _listed(law, "light_touch", match[1]) if match else None
    if match and code is not None and kinds == {"services"} and question.light_touch is False:
        facts = {"cpv": match[1], "title": code.title}
        found.append(Finding("regime-against-the-code", facts, source=code.terms.source))
    if question.light_touch and kinds and not kinds & {"services", "concession"}:
        found.append(Finding("regime-light-touch-is-services", {"what": question.what}))
    framework = question.framework_begun
    if framework is not None and framework > question.begun:
        facts = {"framework": framework, "begun": question.begun}
        found.append(Finding("framework-after-its-call-off", facts))
    return found


def _day(question: Question) -> date:
    """A call-off follows the law of its framework."""
    return question.framework_begun or question.begun


def _with_codes(
    law: RegimeLaw, question: Question
) -> tuple[Question, tuple[Finding, ...], tuple[Finding, ...]]:
    """The question with what the CPV code answers: a code answers only what was left open."""
    match = _CPV.match(question.cpv)
    if match is None or question.what != ("services",):
        return question, (), ()
    code = match[1]
    light, health = (_listed(law, kind, code) for kind in ("light_touch", "health_care"))
    light_touch, health_care = question.light_touch, question.health_care
    reasons: list[Finding] = []
    notes: tuple[Finding, ...] = ()
    if question.light_touch is None and light is not None:
        light_touch = True
        facts: dict[str, Fact] = {"cpv": code, "title": light.title}
        reasons.append(_because("regime-light-touch-code", facts, light.terms.source))
        notes += to_confirm(light.title, light.terms)
    if question.health_care is None and health is None:
        health_care = False
        reasons.append(_because("regime-not-health-care-code", {"cpv": code}, "SI 2023/1348 Sch 1"))
    asked = replace(question, light_touch=light_touch, health_care=health_care)
    return asked, tuple(reasons), notes


def _listed(law: RegimeLaw, kind: str, code: str) -> CpvRange | None:
    in_list = (one for one in law.codes if one.list == kind and one.first <= code <= one.last)
    return next(in_list, None)


def _because(code: str, facts: dict[str, Fact], source: str) -> Finding:
    return Finding(code, facts, Severity.NOTE, source=source)


def _first_rule(
    law: RegimeLaw, question: Question
) -> tuple[RegimeRule | None, tuple[Finding, ...]]:
    """The first rule that fits, and what stands against answering with it."""
    facts: dict[str, Fact]
    for rule in law.rules:
        missing = _fits(rule, question)
        if missing is None:
            continue
        if missing:
            option = missing.replace("_", "-")
            facts = {"question": missing, "law": rule.law or law.title(rule.regime)}
            facts |= {"yes": f"--{option}", "no": f"--not-{option}"}
            return rule, (Finding("regime-needs-answer", facts, source=rule.terms.source),)
        if not rule.regime:
            covered = Finding("regime-not-covered", {"law": rule.law}, source=rule.terms.source)
            return rule, (covered, *to_confirm(rule.law, rule.terms))
        return rule, ()
    facts = {"begun": _day(question), "nation": place_name(question.nation)}
    return None, (Finding("regime-unknown", facts),)


def _fits(rule: RegimeRule, question: Question) -> str | None:
    """None where the rule doesn't fit, "" where it does, otherwise what it must be told first."""
    if not rule.terms.hold(_day(question), question.nation):
        return None
    if rule.authorities and question.authority not in rule.authorities:
        return None
    if rule.what and question.what[0] not in rule.what:
        return None
    missing = ""
    for name in ("health_care", "light_touch"):
        wanted, given = getattr(rule, name), getattr(question, name)
        if wanted is not None and given is None:
            missing = missing or name
        elif wanted is not None and given != wanted:
            return None
    return missing


def _reasons(title: str, rule: RegimeRule, question: Question) -> tuple[Finding, ...]:
    day, source = _day(question), rule.terms.source
    facts: dict[str, Fact] = {"begun": day, "law": title}
    found = [_because("regime-by-date", {**facts, "nation": place_name(question.nation)}, source)]
    if question.framework_begun is not None:
        found.insert(0, _because("regime-of-the-framework", {"begun": day}, source))
    if rule.health_care:
        found.append(_because("regime-by-health-care", facts, source))
    if rule.light_touch:
        found.append(_because("regime-by-part-b", facts, source))
    return tuple(found)


def _cautions(question: Question) -> tuple[Finding, ...]:
    """A central authority in Scotland may be devolved or reserved; only the first is Scotland's."""
    if (question.nation, question.authority) == ("scotland", "central"):
        return (Finding("regime-devolved", {}, Severity.WARNING),)
    return ()


def _against_threshold(
    law: RegimeLaw, regime_id: str, question: Question
) -> tuple[Threshold | None, bool | None, tuple[Finding, ...], tuple[Finding, ...]]:
    """The threshold, whether it is reached, the reason, and what stands against saying so."""
    if regime_id == "psr_2023":
        said = _because("regime-at-any-value", {"law": law.title(regime_id)}, "SI 2023/1348")
        return None, None, (said,), ()
    what, open_ = _what(question)
    tier, unclear = tier_of(law.tiers, question.authority)
    if not what or not tier:
        return None, None, (), (*open_, *unclear)
    limit, lacking = threshold(
        law.thresholds,
        regime=regime_id,
        begun=_day(question),
        nation=question.nation,
        tier=tier,
        what=what,
    )
    if limit is None or question.value is None:
        return limit, None, (), (*unclear, *lacking)
    if question.vat != limit.vat:
        facts: dict[str, Fact] = {"vat": limit.vat}
        return limit, None, (), (*unclear, *lacking, Finding("value-vat-basis", facts))
    above = question.value >= limit.amount
    code = "regime-threshold-reached" if above else "regime-threshold-not-reached"
    facts = {"value": question.value, "threshold": limit.amount}
    return limit, above, (_because(code, facts, limit.terms.source),), (*unclear, *lacking)


def _what(question: Question) -> tuple[str, tuple[Finding, ...]]:
    """The row of the table: light touch services have their own."""
    kind = question.what[0]
    if kind in {"services", "concession"} and question.light_touch:
        return ("light_touch" if kind == "services" else "light_touch_concession"), ()
    if kind == "services" and question.light_touch is None:
        return "", (Finding("light-touch-unknown", {}, Severity.WARNING),)
    return kind, ()
