"""From the record to the evaluation report's values: case, panel, tenders; the rest beside it.

    data = evaluation_report_data(reading, issue)

Works on any rows: the database's, or those rebuilt from the journal up to an earlier report, so
that a report can be written again years later. Marks and reasons are in `report_marks`, ranking
and decisions in `report_lots`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tender_flow.publishing.report_data import (
    BaselineLine,
    CaseLines,
    ChangeLine,
    CheckLine,
    CoverageLine,
    DecidedLine,
    DeclaredLine,
    DelayLine,
    InterviewLine,
    Issue,
    MemberLine,
    NoticeLine,
    Panel,
    PauseLine,
    PlannedLine,
    Procedure,
    QueryLine,
    ReportData,
    RiskLine,
    TenderLine,
    Tenders,
)
from tender_flow.rules.procedure.facts import ROLES
from tender_flow.services import report_lots, report_marks
from tender_flow.services.covering import case_notes
from tender_flow.services.facts import case_facts
from tender_flow.services.interviews import heard
from tender_flow.services.lot_offers import LotOffers
from tender_flow.services.overview import dates
from tender_flow.services.partners import partners_of
from tender_flow.services.report_names import Names
from tender_flow.services.risks import RiskView, risk_views

if TYPE_CHECKING:
    from tender_flow.rules.evaluation.sensitivity import LotSensitivity
    from tender_flow.rules.procedure.facts import QuestionFact
    from tender_flow.services.office import Reading

Row = dict[str, Any]

MOST_MARKS = 600
"""With more (bids times questions) robustness isn't tried while a report is made."""


def evaluation_report_data(reading: Reading, issue: Issue) -> ReportData:
    """Everything that the report says, as the record stands."""
    names = Names(reading)
    model = reading.definition("model")
    lots, engine = report_lots.lots(reading, names)
    return ReportData(
        issue=issue,
        case=_case(reading, lots_agreed=all(report_lots.agreed(lot) for lot in lots)),
        procedure=_procedure(reading, names),
        panel=_panel(reading, names),
        tenders=_tenders(reading, names),
        model=reading.model(),
        model_version=model["version"],
        model_published_at=model["published_at"],
        engine=engine,
        prices_opened_at=_prices_opened_at(reading),
        price_keepers=_keepers(reading, names),
        meetings=report_marks.meetings(reading, names),
        questions=report_marks.questions(reading, names),
        lots=lots,
        kept=report_lots.kept(reading, names),
        robustness=_robustness(reading),
    )


def _robustness(reading: Reading) -> tuple[LotSensitivity, ...]:
    """What would change each lot's winner, once the prices are open and where it is soon tried."""
    model = reading.model()
    marks = len(reading.of("bid")) * len(model.questions())
    if _prices_opened_at(reading) is None or marks > MOST_MARKS:
        return ()
    from tender_flow.services.robustness import of_record

    return tuple(lot.found for lot in of_record(reading).lots)


def _case(reading: Reading, *, lots_agreed: bool) -> CaseLines:
    case = reading.case
    return CaseLines(
        ref=reading.ref,
        title=case["title"],
        description=case["description"],
        authority=case["authority"],
        regime=case["regime"],
        stage=reading.workflow().stage(case["stage"]).title,
        draft=not lots_agreed,
        notes=case_notes(case),
        fingerprint=case["authority_fingerprint"],
    )


def _procedure(reading: Reading, names: Names) -> Procedure:
    case = reading.case
    baselines = tuple(
        BaselineLine(row["number"], row["title"], row["source"], row["dated"])
        for row in reading.of("plan_baseline")
    )
    numbers = [one.number for one in baselines]
    return Procedure(
        baselines=baselines,
        dates=tuple(
            PlannedLine(
                line.title,
                tuple(line.planned.get(number, "") for number in numbers),
                line.begun_on,
            )
            for line in dates(reading)
        ),
        delays=tuple(_delay(row, names) for row in reading.of("delay")),
        pauses=tuple(_pause(row, names) for row in reading.of("suspension")),
        notices=tuple(_notice(row, names) for row in reading.of("notice")),
        changes=tuple(_change(row) for row in reading.of("definition") if row["version"] > 1),
        risks=tuple(_risk(one) for one in risk_views(reading)),
        deadline_local=case["deadline_local"] or "",
        deadline_zone=case["deadline_zone"] or "",
        ceiling=case["ceiling"],
        ceiling_period=case["ceiling_period"],
    )


def _change(row: Row) -> ChangeLine:
    return ChangeLine(
        row["kind"], row["version"], row["reason"], row["approver"], row["dated"], row["told"]
    )


def _delay(row: Row, names: Names) -> DelayLine:
    stage = names.stages.get(row["stage"]) or str(row["stage"])
    return DelayLine(stage, row["expected"], row["reason"], row["told"], row["recorded_at"])


def _pause(row: Row, names: Names) -> PauseLine:
    subject = names.lots.get(row["subject"], names.case_title)
    return PauseLine(subject, row["reason"], row["began_at"], row["ended_at"])


def _notice(row: Row, names: Names) -> NoticeLine:
    return NoticeLine(
        row["kind"],
        names.lots.get(row["lot"], ""),
        row["due_on"],
        row["source"],
        row["published_on"],
        row["reference"],
    )


def _risk(one: RiskView) -> RiskLine:
    return RiskLine(
        one.number, one.risk, one.control, one.owner, one.review_on, one.closed_on, one.overdue
    )


def _panel(reading: Reading, names: Names) -> Panel:
    rows = sorted(reading.of("member"), key=lambda row: ROLES.index(row["role"]))
    facts = case_facts(reading, ("questions",)).questions or ()
    return Panel(
        tuple(_member(row, names) for row in rows),
        tuple(_declared(row, names) for row in _declarations(reading)),
        tuple(_coverage(fact) for fact in facts),
    )


def _member(row: Row, names: Names) -> MemberLine:
    return MemberLine(
        names.member(row["id"]),
        row["role"],
        row["organisation"],
        row["specialisms"],
        row["status"],
        row["agreement_signed_at"],
        row["guidance_acknowledged_at"],
        row["cleared_at"],
    )


def _declarations(reading: Reading) -> list[Row]:
    """The latest declaration of each member for each bidder, party and lot."""
    latest: dict[tuple[str, str, str, str], Row] = {}
    for row in reading.of("declaration"):
        key = (row["member"], row["tender"], row["party"], row["lot"])
        if key not in latest or row["revision"] > latest[key]["revision"]:
            latest[key] = row
    return list(latest.values())


def _declared(row: Row, names: Names) -> DeclaredLine:
    about = [names.parties.get(row["party"], ""), names.lots.get(row["lot"], "")]
    bidder = names.tender(row["tender"])
    return DeclaredLine(
        names.member(row["member"]),
        bidder,
        ", ".join(text for text in about if text and text != bidder),
        row["choice"],
        row["declared_at"],
        row["decision"] or "",
        row["decision_reason"] or "",
        names.person(row["decided_by"]),
    )


def _coverage(fact: QuestionFact) -> CoverageLine:
    label = f"{fact.number} {fact.title}".strip()
    return CoverageLine(label, fact.specialism or "", fact.evaluators, fact.specialists)


def _tenders(reading: Reading, names: Names) -> Tenders:
    offers = LotOffers(reading)
    return Tenders(
        tuple(_tender(reading, row, names, offers) for row in reading.of("tender")),
        tuple(_checks(reading, names)),
        tuple(
            _query(number, row, names) for number, row in enumerate(reading.of("query"), start=1)
        ),
        tuple(_interview(reading, row, names) for row in heard(reading)),
    )


def _tender(reading: Reading, row: Row, names: Names, offers: LotOffers) -> TenderLine:
    capacity, preference = offers.scope(row["id"])
    bids = reading.of("bid", tender=row["id"])
    opened = (names.person(row["opened_by"]), names.person(row["opened_with"]))
    return TenderLine(
        supplier=names.tender(row["id"]),
        partners=tuple(one["name"] for one in partners_of(reading, row["id"])),
        lots=tuple(names.lots[bid["lot"]] for bid in bids),
        received_at=row["received_at"],
        late=row["late"],
        status=row["status"],
        opened_at=row["opened_at"],
        opened_by=tuple(name for name in opened if name),
        decided=tuple(_decided(one, names) for one in (row, *bids) if one["decided_by"]),
        capacity=capacity,
        preference=preference,
    )


def _decided(row: Row, names: Names) -> DecidedLine:
    """What was decided about a tender, or about its bid for one lot; an erased reason is a dash."""
    return DecidedLine(
        names.lots.get(row.get("lot") or "", ""),
        row["status"],
        names.person(row["decided_by"]),
        row["decided_at"],
        row["decided_reason"] or "–",
    )


def _checks(reading: Reading, names: Names) -> list[CheckLine]:
    """Every decision on a requirement, those that were changed later as well."""
    order = [leaf.id for leaf in reading.model().requirements()]
    rows = sorted(
        reading.of("requirement_check"),
        key=lambda row: (
            names.tender(row["tender"]),
            row["tender"],
            order.index(row["requirement"]) if row["requirement"] in order else len(order),
            names.lots.get(row["lot"], ""),
            row["revision"],
        ),
    )
    return [
        CheckLine(
            names.tender(row["tender"]),
            names.question(row["requirement"]),
            names.lots.get(row["lot"], ""),
            row["outcome"],
            row["evidence"],
            row["reason"],
            names.person(row["decided_by"]),
            names.person(row["second_approver"]),
            row["revision"],
        )
        for row in rows
    ]


def _query(number: int, row: Row, names: Names) -> QueryLine:
    return QueryLine(
        number,
        row["direction"],
        names.tender(row["tender"]) if row["tender"] else "",
        names.question(row["question"]) if row["question"] else "",
        row["text"],
        row["asked_at"],
        row["answer"] or "",
        row["answered_at"],
        row["to_all"],
        row["not_to_all_reason"] or "",
        row["status"],
    )


def _interview(reading: Reading, row: Row, names: Names) -> InterviewLine:
    answer = reading.of("answer", id=row["answer"])[0]
    return InterviewLine(
        names.tender(row["tender"]),
        names.question(answer["question"]),
        names.lots.get(answer["lot"] or "", ""),
        row["held_on"],
        tuple(names.person(person) for person in row["present"].split(",")),
        names.person(row["recorded_by"]),
        row["recorded_at"],
        row["reason"] or "",
    )


def _prices_opened_at(reading: Reading) -> Any:
    opened = [row["opened_at"] for row in reading.of("price_envelope", state="opened")]
    return min(opened, default=None)


def _keepers(reading: Reading, names: Names) -> tuple[str, ...]:
    """Custodian and witness of the opened envelopes."""
    found = reading.of("price_envelope", state="opened")
    keepers = [row[role] for row in found for role in ("custodian", "witness")]
    return tuple(dict.fromkeys(names.member(keeper) for keeper in keepers))
