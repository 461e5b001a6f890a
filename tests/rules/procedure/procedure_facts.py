"""A made-up procurement in which every gate is met; tests spoil one fact at a time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tender_flow.definitions.dated_law import load_periods, load_planned_notices
from tender_flow.i18n.sentences import remedy, say
from tender_flow.rules.procedure.facts import (
    PARTS,
    CaseFact,
    CaseFacts,
    CheckFact,
    DecisionFact,
    DefinitionFact,
    DocumentFact,
    LotFact,
    MemberFact,
    NotificationFact,
    PlanFact,
    PriceFact,
    QueryFact,
    QuestionFact,
    ReportFact,
    RoundFact,
    StandstillFact,
    TenderFact,
)
from tender_flow.rules.procedure.facts_course import EntryFact, PeriodLawFact
from tender_flow.rules.procedure.facts_events import (
    IrregularityFact,
    PartnerChangeFact,
    ReleaseFact,
)
from tender_flow.rules.procedure.facts_governance import ApprovalFact, MatterFact
from tender_flow.rules.procedure.facts_premarket import (
    ChecklistFact,
    CommentFact,
    ConsiderationFact,
    EngagementFact,
    EngagementItemFact,
    IndicatorsFact,
)
from tender_flow.rules.procedure.facts_registers import CommunicationFact, LessonFact, RiskFact
from tender_flow.rules.procedure.facts_shortlists import StageFact
from tender_flow.rules.procedure.facts_statutory import (
    ConflictsReviewFact,
    DeclarationFact,
    ExclusionFact,
    PublishedFact,
)
from tender_flow.rules.procedure.gates import GATES

NOW = datetime(2014, 11, 28, 10, 0, tzinfo=UTC)

STAGES = (
    *("invite_interest", "invite_tenders", "prepare_tenders", "evaluate"),
    *("draft_report", "approve", "standstill", "award"),
)

JANUARY_PLAN = tuple(
    PlanFact(1, stage, planned)
    for stage, planned in zip(
        STAGES,
        ("2014-06", "2014-07", "2014-09", "2014-10", *["2014-11"] * 4),
        strict=True,
    )
)
"""The eight tasks of the council's plan of January 2014."""


def at(text: str) -> datetime:
    """An instant in UTC: `2014-10-01 12:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CASE = CaseFact(
    id="case",
    ref="kent",
    title="Kent Integrated Domestic Abuse Service",
    stage="evaluate",
    regime="pcr_2006_part_b",
    rehearsal=True,
    created_at=at("2014-06-02 09:00"),
    deadline_at=at("2014-10-03 11:00"),
    ceiling=Decimal("3500000.00"),
    suspended_since=None,
)


def document(kind: str, **changes: object) -> DocumentFact:
    """A document on file since June, dated like it."""
    filed = DocumentFact(f"d-{kind}", kind, kind, date(2014, 6, 10), None, at("2014-06-10 12:00"))
    return replace(filed, **changes)


def member(name: str, role: str = "evaluator", **changes: object) -> MemberFact:
    """An active member who has signed, read, declared and been cleared."""
    signed = at("2014-10-06 09:00")
    found = MemberFact(
        id=f"m-{name}-{role}",
        person=f"p-{name}",
        name=name,
        role=role,
        status="active",
        organisation="Kent County Council",
        specialisms=("housing",),
        agreement_signed_at=signed,
        guidance_acknowledged_at=signed,
        cleared_at=signed,
        undeclared=(),
        conflicts=(),
    )
    return replace(found, **changes)


def tender(supplier: str, **changes: object) -> TenderFact:
    """An opened tender for East Kent that meets every requirement."""
    found = TenderFact(
        id=f"t-{supplier}",
        supplier=supplier,
        status="opened",
        received_at=at("2014-10-02 15:00"),
        late=False,
        lots=("lot-east",),
        unchecked=(),
        failed=(),
    )
    return replace(found, **changes)


def decision(kind: str, supplier: str | None = "Beacon", **changes: object) -> DecisionFact:
    """A decision about East Kent that stands; the approval is somebody else's."""
    found = DecisionFact(
        id=f"dec-{kind}",
        kind=kind,
        lot="lot-east",
        status="taken",
        supplier=supplier,
        body="Cabinet Member decision" if kind == "approval" else "Panel",
        maker="Cabinet Member" if kind == "approval" else "Jo Lowe",
        dated=date(2014, 11, 10),
        minute="14/00123",
        key_decision=kind == "approval",
        call_in_ends=date(2014, 11, 18) if kind == "approval" else None,
    )
    return replace(found, **changes)


def notice(kind: str, **changes: object) -> PublishedFact:
    """A notice about the whole procurement, out since 10 June."""
    out, when = date(2014, 6, 10), at("2014-06-10 12:00")
    found = PublishedFact(f"n-{kind}", kind, "", out, out, f"2014/{kind}", {}, when)
    return replace(found, **changes)


def considered(kind: str, choice: str, **changes: object) -> ConsiderationFact:
    """Something considered in May."""
    found = ConsiderationFact(kind, choice, date(2014, 5, 6), None, None, ())
    return replace(found, **changes)


def declared(member: str, **changes: object) -> DeclarationFact:
    """A first declaration of no conflict, made and taken in on 6 October."""
    when = at("2014-10-06 09:00")
    return replace(DeclarationFact(member, False, False, when, when), **changes)


def matter(number: int = 1, **changes: object) -> MatterFact:
    """A key decision on a waiver, taken, in force and registered."""
    approval = ApprovalFact(date(2014, 11, 10), date(2014, 11, 18))
    found = MatterFact(number, "waiver", "Interim contracts", True, True, (), approval, True)
    return replace(found, **changes)


ROUND = RoundFact(
    id="round-1",
    name="written",
    missing_marks=(),
    items=8,
    agreed=8,
    without_assent=0,
    meeting_closed_at=at("2014-10-29 16:00"),
    unsigned=(),
    locked_at=at("2014-10-29 16:00"),
)

QUESTION = QuestionFact(
    "q-21", "2.1", "Safeguarding", "written", "housing", ("Khan", "Hill", "Evans"), ("Khan",)
)

LOT = LotFact("lot-east", "east", "East Kent", "open")

GOOD = CaseFacts(
    now=NOW,
    case=CASE,
    lots=(LOT,),
    documents=(
        document("consultation_report"),
        document("funding_statement", amount=Decimal("2000000.00")),
        document("funding_statement", amount=Decimal("1500000.00")),
    ),
    definitions=(DefinitionFact("model", 1, "ab" * 32, at("2014-07-21 09:00")),),
    plan=(*JANUARY_PLAN, PlanFact(1, "evaluation_guidance", "2014-09")),
    members=(
        member("Khan"),
        member("Hill"),
        member("Evans"),
        member("Lowe", "chair"),
        member("Webb", "custodian"),
        member("Shah", "witness"),
    ),
    questions=(QUESTION,),
    tenders=(tender("Beacon"), tender("Elm Housing")),
    queries=(QueryFact("query-1", "3.1 Beacon", "closed", "t-Beacon", "q-31"),),
    rounds=(ROUND,),
    stages=(StageFact("selection", "Selection", decided=True),),
    prices=(
        PriceFact("b-1", "lot-east", "Beacon", "opened"),
        PriceFact("b-2", "lot-east", "Elm Housing", "opened"),
    ),
    decisions=(decision("recommendation"), decision("approval")),
    notifications=(
        NotificationFact("lot-east", "t-Beacon", at("2014-11-12 10:00"), "electronic"),
        NotificationFact("lot-east", "t-Elm Housing", at("2014-11-12 10:05"), "electronic"),
    ),
    standstills=(
        StandstillFact("lot-east", "dec-approval", date(2014, 11, 13), date(2014, 11, 24)),
    ),
    notices=(),
    reports=(ReportFact(1, "cd" * 32, at("2014-11-05 10:00")),),
    checks=(
        CheckFact("winner", "lot-east", "t-Beacon", "accepted"),
        CheckFact("low_price", "lot-east", "t-Beacon", "accepted"),
    ),
    delays=(),
    published=(
        notice("preliminary_market_engagement_notice", first_published_on=date(2014, 6, 9)),
        notice("tender_notice", states={"conflicts_assessed": "yes"}),
        notice(
            "contract_award_notice",
            first_published_on=date(2014, 11, 13),
            published_on=date(2014, 11, 13),
        ),
    ),
    entries=(EntryFact("evaluate", at("2014-10-06 09:00")),),
    period_law=(PeriodLawFact(load_periods(), load_planned_notices(), frozenset()),),
    engagement=(EngagementFact("Open day", date(2014, 5, 20)),),
    engagement_items=(EngagementItemFact(1, "Open day", date(2014, 6, 2)),),
    comments=(CommentFact(1, True), CommentFact(2, True)),
    considerations=(
        considered("equality_screening", "full_needed"),
        considered("equality_full", "adjusted"),
        considered("way_of_buying", "part_b", items=("Framework", "Own provision")),
        considered("lots", "not_divided"),
        considered("estimated_value", "stated", amount=Decimal(17_500_000)),
        considered("key_performance_indicators", "chosen", items=("a", "b", "c")),
        considered("direct_award", "urgency"),
        considered(
            "framework_call_off",
            "competitive",
            amount=Decimal(20_000_000),
            until=date(2014, 11, 28),
        ),
    ),
    indicators=(IndicatorsFact(3),),
    checklist=(ChecklistFact("tupe_information"),),
    exclusions=(
        ExclusionFact("Beacon", "Beacon", "clear", date(2014, 11, 3)),
        ExclusionFact("Elm Housing", "Elm Housing", "clear", date(2014, 11, 3)),
        ExclusionFact("Elm Housing", "Thanet Homes", "replaced", date(2014, 11, 3)),
    ),
    conflicts_reviews=(
        ConflictsReviewFact("assessment", date(2014, 6, 9), at("2014-06-09 15:00")),
    ),
    declarations=(declared("Khan"), declared("Hill")),
    irregularities=(IrregularityFact(1, "Beacon", True),),
    releases=(ReleaseFact("tupe_information", "Beacon", "doc-2", "doc-2", date(2014, 8, 4)),),
    partner_changes=(
        PartnerChangeFact("Elm Housing", "Swale Homes", True, True, True, True),
        PartnerChangeFact("Elm Housing", "Thanet Homes", False, False, False, True),
    ),
    risks=(RiskFact(1, date(2014, 11, 28), False), RiskFact(2, date(2014, 9, 1), True)),
    lessons=(
        LessonFact("kent_hia_2014.specialists", "Specialists are found early.", True, False),
        LessonFact("kent_hia_2014.interviews", "Bidders are met.", False, True),
    ),
    communications=(
        CommunicationFact(1, date(2014, 6, 30), date(2014, 6, 27)),
        CommunicationFact(2, date(2014, 11, 28), None),
    ),
    matters=(matter(1), matter(2, kind="budget", title="The budget of 2014", executive=False)),
)

PARAMS: dict[str, dict[str, str]] = {
    "document_filed": {"kind": "consultation_report"},
    "plan_has_baseline": {"stages": ", ".join(STAGES)},
    "guidance_time_planned": {"task": "evaluation_guidance", "before": "evaluate"},
    "delays_explained": {"stage": "award"},
    "roles_apart": {"roles": "custodian, witness"},
    "lots_settled": {},
    "equality_assessed": {"stage": "full"},
    "pack_checked": {"items": "consultation_report, tupe_information"},
    "notice_published": {"kind": "tender_notice"},
    "conflicts_assessed": {"confirmed_in": "tender_notice"},
    "minimum_period_kept": {"step": "tendering", "start": "tender_notice"},
    "refinement_republished": {"kind": "tender_notice"},
    "model_kept_since": {"stage": "evaluate"},
    "decision_may_be_taken": {"route": "ordinary"},
}
"""What the gates with parameters are asked with."""


def only(name: str, facts: CaseFacts) -> CaseFacts:
    """The facts with no other parts than those that the gate declares."""
    return replace(facts, **{part: None for part in PARTS[1:] if part not in GATES[name].needs})


def ask(name: str, facts: CaseFacts = GOOD, **params: str):
    """What a gate says about facts of which only its declared parts are loaded."""
    found = GATES[name].ask(only(name, facts), {**PARAMS.get(name, {}), **params})
    for finding in found:
        assert "{" not in say(finding) + remedy(finding)  # each code has its words and facts
    return found


def spoiled(**parts: object) -> CaseFacts:
    """The good facts with some parts replaced; `case` changes only the fields given."""
    return replace(GOOD, **parts)


def codes(findings) -> list[str]:
    """Only the codes, in order."""
    return [finding.code for finding in findings]
