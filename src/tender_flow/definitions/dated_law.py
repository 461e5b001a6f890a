"""The law by date, from the YAML files in the folder `law` beside this one.

    from tender_flow.definitions.dated_law import load_thresholds
    from tender_flow.rules.procedure.law.thresholds import threshold

    found, findings = threshold(load_thresholds(), regime="pa_2023", begun=day, ...)

Everything that a new Act, a new year or a notice of commencement changes stands in these files,
each rule with its first and last day, its nations and its source; `confirm: true` marks what
nobody has read at its source yet. A file is read once in a process. Every problem is a finding
with its line.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from tender_flow.definitions.law_reading import (
    LISTS,
    TERMS,
    answer,
    counting_of,
    names,
    read_rules,
    refuse,
    regimes_of,
    root_of,
    some_of,
    terms_of,
    whole,
)
from tender_flow.definitions.reader import Fields
from tender_flow.rules.procedure.calendar import METHODS
from tender_flow.rules.procedure.law.duties import (
    DUTY_CIRCUMSTANCES,
    EVENTS,
    Conditions,
    DatedNotice,
    IndicatorRule,
    WhenDue,
)
from tender_flow.rules.procedure.law.limits import (
    CLAIM_CIRCUMSTANCES,
    ClaimRule,
    ClearDays,
    RetentionRule,
)
from tender_flow.rules.procedure.law.periods import (
    PERIOD_CIRCUMSTANCES,
    PROCEDURES,
    STEPS,
    MinimumPeriod,
    PlannedNotice,
)
from tender_flow.rules.procedure.law.regime import CpvRange, Regime, RegimeLaw, RegimeRule
from tender_flow.rules.procedure.law.standstills import STANDSTILL_CIRCUMSTANCES, DatedStandstill
from tender_flow.rules.procedure.law.terms import AUTHORITIES, PURCHASES
from tender_flow.rules.procedure.law.thresholds import THRESHOLD_KINDS, Threshold, Tier
from tender_flow.rules.procedure.workflow import REGIMES

FOLDER = Path(__file__).parent / "law"
TIERS = ("central", "sub_central", "utility")


@cache
def load_regimes(folder: Path = FOLDER) -> RegimeLaw:
    """What is asked to find the law of a procurement, thresholds included."""
    path = folder / "regimes.yaml"
    keys = ("regime", "law", "authorities", "what", "light_touch", "health_care")
    rules = read_rules(path, "rules", keys, _read_regime_rule)
    codes = read_rules(folder / "cpv.yaml", "codes", ("list", "first", "last", "title"), _read_code)
    return RegimeLaw(
        load_titles(folder), tuple(rules), tuple(codes), load_tiers(folder), load_thresholds(folder)
    )


@cache
def load_titles(folder: Path = FOLDER) -> tuple[Regime, ...]:
    """The regimes with their titles, and whose bank holidays each counts with."""
    keys = ("id", "title", "holidays")
    return tuple(read_rules(folder / "regimes.yaml", "regimes", keys, _read_regime_title))


def holidays_place(regime: str, nation: str) -> str:
    """Whose bank holidays a regime counts with in a nation: its own, or `uk` (PA 2023 s.123)."""
    wide = any(one.id == regime and one.holidays == "uk" for one in load_titles())
    return "uk" if wide else nation


def _read_regime_title(fields: Fields) -> Regime:
    holidays = fields.choice("holidays", ("uk", "nation"))
    return Regime(fields.choice("id", REGIMES), fields.text("title"), holidays)


def _read_regime_rule(fields: Fields) -> RegimeRule:
    if ("regime" in fields) == ("law" in fields):
        fields.node.problem("law-regime-or-law")
    return RegimeRule(
        regime=fields.choice("regime", REGIMES, default=""),
        law=fields.text("law", default=""),
        terms=terms_of(fields),
        authorities=names(fields, "authorities", AUTHORITIES),
        what=names(fields, "what", PURCHASES),
        light_touch=answer(fields, "light_touch"),
        health_care=answer(fields, "health_care"),
    )


def _read_code(fields: Fields) -> CpvRange:
    first, last = fields.text("first"), fields.text("last")
    for text in (first, last):
        if len(text) != 8 or not text.isdecimal():
            fields.node.problem("cpv-unreadable", text=text[:40])
    kind = fields.choice("list", ("light_touch", "health_care"))
    return CpvRange(kind, first, last, fields.text("title"), terms_of(fields))


@cache
def load_tiers(folder: Path = FOLDER) -> tuple[Tier, ...]:
    """Which column of the thresholds each kind of authority looks in."""
    root = root_of(folder / "tiers.yaml")
    node = root.fields(*LISTS).node_of("tiers")
    entries = [] if node is None else list(node.fields(*AUTHORITIES))
    found = []
    for authority, one in entries:
        fields = one.fields("tier", *TERMS)
        found.append(Tier(authority, fields.choice("tier", TIERS), terms_of(fields)))
    refuse(root)
    return tuple(found)


@cache
def load_thresholds(folder: Path = FOLDER) -> tuple[Threshold, ...]:
    """The thresholds of every regime and time."""
    keys = ("regimes", "what", "tiers", "amount", "vat")
    return tuple(read_rules(folder / "thresholds.yaml", "thresholds", keys, _read_threshold))


def _read_threshold(fields: Fields) -> Threshold:
    amount = fields.decimal("amount")
    if amount is not None and amount < 0:
        fields.node.problem("law-amount-below-zero", amount=amount)
    return Threshold(
        regimes=regimes_of(fields),
        what=names(fields, "what", THRESHOLD_KINDS),
        tiers=names(fields, "tiers", TIERS),
        amount=amount or Decimal(0),
        vat=fields.choice("vat", ("gross", "net")),
        terms=terms_of(fields),
    )


@cache
def load_periods(folder: Path = FOLDER) -> tuple[MinimumPeriod, ...]:
    """The least days for requests and tenders."""
    keys = ("regimes", "procedures", "step", "when", "days", "counted")
    return tuple(read_rules(folder / "periods.yaml", "periods", keys, _read_period))


def _read_period(fields: Fields) -> MinimumPeriod:
    return MinimumPeriod(
        regimes=regimes_of(fields),
        procedures=names(fields, "procedures", (*PROCEDURES, "light_touch")),
        step=fields.choice("step", STEPS),
        when=some_of(fields, "when", PERIOD_CIRCUMSTANCES),
        days=fields.integer("days") or 0,
        counted=counting_of(fields),
        terms=terms_of(fields),
    )


@cache
def load_planned_notices(folder: Path = FOLDER) -> tuple[PlannedNotice, ...]:
    """How early a planned notice must be out to shorten the time for tenders."""
    keys = ("regimes", "least_days", "most_months")
    found = read_rules(
        folder / "planned_notices.yaml",
        "planned_notices",
        keys,
        lambda fields: PlannedNotice(
            regimes_of(fields),
            fields.integer("least_days") or 0,
            fields.integer("most_months") or 0,
            terms_of(fields),
        ),
    )
    return tuple(found)


@cache
def load_standstills(folder: Path = FOLDER) -> tuple[DatedStandstill, ...]:
    """The standstill of every regime and time."""
    keys = (
        *("regime", "counted", "days", "other_means_days", "receipt_days", "owed"),
        *("voluntary_least", "exempt"),
    )
    return tuple(read_rules(folder / "standstill.yaml", "standstills", keys, _read_standstill))


def _read_standstill(fields: Fields) -> DatedStandstill:
    return DatedStandstill(
        regime=fields.choice("regime", REGIMES),
        counted=fields.choice("counted", tuple(METHODS)),
        days=fields.integer("days") or 0,
        other_means_days=whole(fields, "other_means_days"),
        receipt_days=whole(fields, "receipt_days"),
        owed=fields.flag("owed", default=True),
        voluntary_least=whole(fields, "voluntary_least"),
        exempt=some_of(fields, "exempt", STANDSTILL_CIRCUMSTANCES),
        terms=terms_of(fields),
    )


@cache
def load_notices(folder: Path = FOLDER) -> tuple[DatedNotice, ...]:
    """The notices and other duties, with the day on which each came into force."""
    keys = (
        *("regimes", "id", "number", "name", "event", "when_due", "days", "counted", "optional"),
        *("when", "unless", "over"),
    )
    return tuple(read_rules(folder / "notices.yaml", "notices", keys, _read_notice))


def _read_notice(fields: Fields) -> DatedNotice:
    when_due = fields.choice("when_due", ("before", "within", "soon"))
    if when_due == "within":
        fields.integer("days")
    return DatedNotice(
        regimes=regimes_of(fields),
        id=fields.identifier("id"),
        number=fields.text("number", default=""),
        name=fields.text("name"),
        event=fields.choice("event", EVENTS),
        when_due=_WHEN_DUE.get(when_due, "soon"),
        days=whole(fields, "days"),
        counted=counting_of(fields),
        optional=fields.flag("optional"),
        conditions=_conditions(fields),
        terms=terms_of(fields),
    )


_WHEN_DUE: dict[str, WhenDue] = {"before": "before", "within": "within", "soon": "soon"}


def _conditions(fields: Fields) -> Conditions:
    return Conditions(
        when=some_of(fields, "when", DUTY_CIRCUMSTANCES),
        unless=some_of(fields, "unless", DUTY_CIRCUMSTANCES),
        over=fields.decimal("over") if "over" in fields else None,
    )


@cache
def load_indicators(folder: Path = FOLDER) -> tuple[IndicatorRule, ...]:
    """How many key performance indicators must be set, from what value on."""
    keys = ("regimes", "least", "over", "when", "unless")
    found = read_rules(
        folder / "indicators.yaml",
        "key_performance_indicators",
        keys,
        lambda fields: IndicatorRule(
            regimes_of(fields), fields.integer("least") or 0, _conditions(fields), terms_of(fields)
        ),
    )
    return tuple(found)


@cache
def load_retention(folder: Path = FOLDER) -> tuple[RetentionRule, ...]:
    """How long the record is kept at least."""
    keys = ("regimes", "years", "counted", "event", "until_event")
    found = read_rules(
        folder / "retention.yaml",
        "retention",
        keys,
        lambda fields: RetentionRule(
            regimes_of(fields),
            fields.integer("years") or 0,
            counting_of(fields),
            fields.choice("event", ("contract_entered", "award")),
            fields.text("until_event", default=""),
            terms_of(fields),
        ),
    )
    return tuple(found)


@cache
def load_claims(folder: Path = FOLDER) -> tuple[ClaimRule, ...]:
    """How long a claim may be brought."""
    keys = (
        *("regimes", "kind", "after", "days", "months", "counted", "at_most_months"),
        *("extended_months", "any_of", "unless"),
    )
    return tuple(read_rules(folder / "claims.yaml", "claims", keys, _read_claim))


def _read_claim(fields: Fields) -> ClaimRule:
    if ("days" in fields) == ("months" in fields):
        fields.node.problem("law-days-or-months")
    return ClaimRule(
        regimes=regimes_of(fields),
        kind=fields.choice("kind", ("claim", "set_aside")),
        after=fields.choice("after", ("knowledge", "contract")),
        days=whole(fields, "days"),
        months=whole(fields, "months"),
        counted=counting_of(fields),
        at_most_months=whole(fields, "at_most_months"),
        extended_months=whole(fields, "extended_months"),
        any_of=some_of(fields, "any_of", CLAIM_CIRCUMSTANCES),
        unless=some_of(fields, "unless", CLAIM_CIRCUMSTANCES),
        terms=terms_of(fields),
    )


@cache
def load_clear_days(folder: Path = FOLDER) -> tuple[ClearDays, ...]:
    """The clear days that executive decisions of an English council need."""
    found = read_rules(
        folder / "clear_days.yaml",
        "clear_days",
        ("id", "title", "days"),
        lambda fields: ClearDays(
            fields.identifier("id"),
            fields.text("title"),
            fields.integer("days") or 0,
            terms_of(fields),
        ),
    )
    return tuple(found)
