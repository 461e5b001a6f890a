"""A whole evaluation report's values, for tests and for looking at: the shipped Kent model,
four invented bidders, six invented evaluators. Names, marks, prices and days are illustrative.

    data = example()                  # approved, standstill counted
    data = example(stage="marked")    # before the prices are opened
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from tender_flow.definitions.models import parse_model
from tender_flow.definitions.shipped import find_definition
from tender_flow.publishing import report_data as values
from tender_flow.rules.evaluation.bids import BidInput, LotBid
from tender_flow.rules.evaluation.ranking import evaluate
from tender_flow.rules.evaluation.sensitivity import sensitivity
from tender_flow.rules.procedure.calendar import standstill

ELM, MEDWAY, BEACON, SEREN = (
    "Elm Housing",
    "Medway Refuge Ltd",
    "Beacon & Sons <Kent>",
    "Tŷ Seren Dŵr",
)
BIDDERS = (ELM, MEDWAY, BEACON, SEREN)
MEMBERS = (
    ("Amina Khan", "Kent Probation", "criminal_justice"),
    ("Ben Okafor", "Dover District Council, housing", "housing"),
    ("Carys Evans", "Public Health", "public_health"),
    ("Dafydd Wŷn", "Kent and Medway domestic abuse co-ordination", "domestic_abuse"),
    ("Ellen Marsh", "Procurement", "procurement"),
    ("Fay O’Connor", "Commissioned Services", "commissioning"),
)
NOTES = (
    "Rehearsal: not a real procurement; times are set by hand.",
    "Illustrative. The council's papers name the service, the lots, the panel, the interviews and "
    "the maximum budget of £3.5 million a year. They give no weights, questions, scale, minimum "
    "marks, ceilings per lot or rule for ties: those in this file are invented.",
)
PRICES = {
    (ELM, "east_kent"): "1712345.60",
    (ELM, "west_kent"): "1498765.40",
    (MEDWAY, "east_kent"): "1650000.00",
    (BEACON, "west_kent"): "1555500.50",
    (SEREN, "east_kent"): "1899999.99",
    (SEREN, "west_kent"): "1433210.00",
}
LOTS = {"east_kent": "East Kent", "west_kent": "West Kent"}
PARTS = (
    "names the service manager and two deputies and says who decides at night",
    "gives figures for the last two years and where they come from",
    "shows agreements with four of the six districts, three of them dated",
    "sets out dated steps with the people responsible for each",
    "describes how a family is met on arrival and what happens in the first 72 hours",
)
GAPS = (
    "it does not say what happens if an owner withdraws a property",
    "the cover at weekends rests on one person",
    "no date is given for Tonbridge & Malling",
    "the training of volunteers is promised and not described",
)


def at(day: int, hour: int = 10, month: int = 10) -> datetime:
    return datetime(2014, month, day, hour, tzinfo=UTC)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@lru_cache
def kent_model():
    found = find_definition("evaluation_models", "kent_domestic_abuse_2014")
    model, findings = parse_model(found.read_text(encoding="utf-8"), "kent")
    assert model is not None, findings
    return model


def mark_of(bidder: str, question: str, member: int = 0) -> int:
    """Invented marks from 2 to 5; one bidder falls below the minimum of Safeguarding."""
    if bidder == SEREN and question == "safeguarding":
        return 2
    base = 3 + (len(bidder) * 7 + len(question) * 3) % 3 // 2 + (bidder == ELM)
    return max(2, min(5, base + (member + len(question)) % 3 // 2))


def agreed_of(bidder: str, question: str) -> int:
    return mark_of(bidder, question)


def bid_inputs(bidders=BIDDERS, *, prices: bool = True):
    model = kent_model()
    inputs = []
    for bidder in bidders:
        lots = {}
        for lot in LOTS:
            if (bidder, lot) not in PRICES:
                continue
            leaves = model.leaves_for(lot)
            lots[lot] = LotBid(
                Decimal(PRICES[bidder, lot]) if prices else None,
                {
                    one.id: Decimal(agreed_of(bidder, one.id))
                    for one in leaves
                    if one.kind == "scored"
                },
                {one.id: True for one in leaves if one.kind == "pass_fail"},
            )
        inputs.append(BidInput(bidder, lots))
    return inputs


def evaluation(bidders=BIDDERS, *, prices: bool = True):
    return evaluate(kent_model(), bid_inputs(bidders, prices=prices))


def given(bidder: str, question, member: int) -> values.GivenMark:
    name = MEMBERS[member][0]
    if member == 1 and bidder == MEDWAY:
        return values.GivenMark(name, "conflict", None, "", "", "", "", False)
    if member == 4 and question.id == "idva":
        return values.GivenMark(
            name,
            "cannot",
            None,
            "",
            "",
            "",
            "I have no experience of the specialist courts.",
            False,
        )
    mark = mark_of(bidder, question.id, member)
    part, gap = PARTS[(member + mark) % len(PARTS)], GAPS[(member * 3 + mark) % len(GAPS)]
    return values.GivenMark(
        name,
        "marked",
        Decimal(mark),
        f"The answer {part}; paragraph {member + 2} ties this to the specification.",
        f"However, {gap}.",
        f"What decided {mark} and not {mark + 1}: {gap}, and the scheme asks for evidence of each.",
        "",
        False,
    )


def answer(bidder: str, question, round_name: str) -> values.MarkedAnswer:
    marks = tuple(given(bidder, question, member) for member in range(len(MEMBERS)))
    mark = agreed_of(bidder, question.id)
    level = kent_model().scale_of(question).level(Decimal(mark)).name
    said = tuple(
        values.Said(
            one.member,
            "disagrees" if index == 3 and bidder == ELM else "agrees",
            "The evidence for West Kent is thin." if index == 3 and bidder == ELM else "",
        )
        for index, one in enumerate(marks)
        if one.state != "conflict"
    )
    apart = len({one.mark for one in marks if one.mark is not None}) > 1
    return values.MarkedAnswer(
        bidder,
        marks,
        values.AgreedLine(
            Decimal(mark),
            level,
            f"The panel finds that {bidder} {PARTS[mark % 5]}. It weighed most that "
            f"{GAPS[mark % 4]}; that keeps the answer from the mark above.",
            MEMBERS[2][0] if not apart else "",
            "discussed" if apart else "adopted",
            "" if apart else "median",
            at(28 if round_name == "written" else 30, 11),
            said,
            ((Decimal(mark - 1), "A page of the answer had been overlooked."),)
            if question.id == "need" and bidder == ELM
            else (),
        ),
    )


def questions() -> tuple[values.MarkedQuestion, ...]:
    found = []
    for round_name in kent_model().rounds:
        for leaf in kent_model().questions(round_name):
            lots = leaf.lots if not leaf.shared else ("",)
            for lot in lots:
                bidders = [one for one in BIDDERS if not lot or (one, lot) in PRICES]
                answers = tuple(answer(one, leaf, round_name) for one in sorted(bidders))
                found.append(
                    values.MarkedQuestion(leaf.label, LOTS.get(lot, ""), round_name, answers)
                )
    return tuple(found)


def panel() -> values.Panel:
    people = (
        ("Jo Lowe", "lead", "Procurement", ""),
        ("Sam Whitmore", "chair", "Commissioned Services", ""),
        ("Priya Nair", "note_taker", "Commissioned Services", ""),
        ("Cora Bell", "custodian", "Legal Services", ""),
        ("Will Ness", "witness", "Internal Audit", ""),
        *((name, "evaluator", place, skills) for name, place, skills in MEMBERS),
    )
    signed = {"evaluator": at(29, month=9)}
    members = tuple(
        values.MemberLine(
            name, role, place, skills, "active",
            signed.get(role), signed.get(role), signed.get(role),
        )
        for name, role, place, skills in people
    )  # fmt: skip
    declared = tuple(
        values.DeclaredLine(
            name, bidder, "", "may" if (index, bidder) == (1, MEDWAY) else "none", at(30, month=9),
            "conflict" if (index, bidder) == (1, MEDWAY) else "",
            "Sits on the board of a partner." if (index, bidder) == (1, MEDWAY) else "",
            "Jo Lowe" if (index, bidder) == (1, MEDWAY) else "",
        )
        for index, (name, _place, _skills) in enumerate(MEMBERS)
        for bidder in BIDDERS
    )  # fmt: skip
    names = tuple(name for name, _place, _skills in MEMBERS)
    coverage = tuple(
        values.CoverageLine(
            leaf.label, leaf.specialism or "", names,
            tuple(name for name, _place, skills in MEMBERS if skills == leaf.specialism),
        )
        for leaf in kent_model().questions()
    )  # fmt: skip
    return values.Panel(members, declared, coverage)


def tenders() -> values.Tenders:
    received = tuple(
        values.TenderLine(
            bidder,
            ("Thanet Homes", "Swale Women’s Aid") if bidder == ELM else (),
            tuple(LOTS[lot] for lot in LOTS if (bidder, lot) in PRICES),
            at(26, 9 + index, 9), False, "opened", at(26, 14, 9), ("Cora Bell", "Will Ness"), (),
        )
        for index, bidder in enumerate(BIDDERS)
    )  # fmt: skip
    late = values.TenderLine(
        "Late & Co", (), ("West Kent",), at(26, 12, 9), True, "refused", None, (),
        (values.DecidedLine("", "refused", "Jo Lowe", at(26, 15, 9),
                            "Came 61 minutes after the hour; the bidder's own post was slow."),),
    )  # fmt: skip
    checks = [
        values.CheckLine(
            bidder,
            leaf.label,
            "",
            "pass",
            "Certificate of 2 September 2014, seen.",
            "",
            "Jo Lowe",
            "",
            1,
        )
        for bidder in BIDDERS
        for leaf in kent_model().requirements()
    ]
    checks[2] = replace(
        checks[2], outcome="fail", reason="The policy for children was missing.", revision=1
    )
    checks.insert(
        3,
        replace(
            checks[2], outcome="pass", revision=2, second="Sam Whitmore",
            reason="It was in annex 4; the index had left it out.",
        ),
    )  # fmt: skip
    queries = (
        values.QueryLine(
            1, "to_bidder", ELM, "2.1 Safeguarding", "Who is on call on Sunday nights?", at(6),
            "The two deputies in turn; the rota is on page 14.", at(8), False,
            "It concerns this bidder's own page 14.", "closed",
        ),
        values.QueryLine(
            2, "from_bidder", "", "", "Does the price include the sanctuary scheme?", at(2),
            "Yes, for the whole year.", at(3), True, "", "closed",
        ),
    )  # fmt: skip
    heard = values.InterviewLine(
        ELM, "5.1 Interview", "", date(2014, 10, 14), ("Carys Evans", "Sam Whitmore"),
        "Jo Lowe", at(14, 16, 10), "",
    )  # fmt: skip
    return values.Tenders((*received, late), tuple(checks), queries, (heard,))


def procedure() -> values.Procedure:
    lines = (
        ("Invite expressions of interest", "2014-06", "", date(2014, 6, 2)),
        ("Invite tenders", "2014-07", "2014-09/2014-12", date(2014, 7, 21)),
        ("Bidders prepare their tenders", "2014-09", "", date(2014, 7, 22)),
        ("Evaluate and clarify", "2014-10", "", date(2014, 9, 26)),
        ("Draft the evaluation report", "2014-11", "", date(2014, 11, 3)),
        ("Review and agree the award", "2014-11", "", date(2014, 11, 10)),
        ("Standstill", "2014-11", "", date(2014, 11, 19)),
        ("Award the contract", "2014-11", "2015-01-01", None),
        ("Both services fully operational", "", "2015-04", None),
    )
    return values.Procedure(
        (
            values.BaselineLine(1, "Draft procurement plan, January 2014",
                                "Commissioning Plan Appendix 4", date(2014, 1, 28)),
            values.BaselineLine(2, "Delivery timescales, April 2014",
                                "Domestic Abuse Commissioning, section 5", date(2014, 4, 2)),
        ),
        tuple(values.PlannedLine(title, (one, two), begun) for title, one, two, begun in lines),
        (values.DelayLine("Invite tenders", "2014-07-21",
                          "The consultation report took three weeks longer, because two districts "
                          "answered late.", "Core Strategy Group", at(1, month=7)),),
        (),
        (values.NoticeLine("award_notice", "East Kent", date(2015, 1, 20),
                           "Public Contracts Regulations 2006, reg 31", None, ""),),
        (values.ChangeLine("model", 2, "The weight of safeguarding was misprinted.", "Director",
                           date(2014, 7, 14), "All who had asked for the papers"),),
        "2014-09-26T12:00", "Europe/London", Decimal(3_500_000), "year",
    )  # fmt: skip


def decision(supplier: str | None, total: str) -> values.DecisionLine:
    return values.DecisionLine(
        supplier, total, "panel", "Jo Lowe", date(2014, 11, 7), "EP/14/03",
        "First by the published model. It weighed most that safeguarding is described with names, "
        "hours and a recognised tool, and that the transfer of residents has dated steps.",
        False, None,
    )  # fmt: skip


def lots(result, stage: str) -> tuple[values.LotPart, ...]:
    decided = stage == "decided"
    period = standstill(date(2014, 11, 18), 10, (date(2014, 12, 25),))
    found = []
    for lot, title in LOTS.items():
        ranked = result.for_lot(lot)
        first = ranked.standings[0].supplier if ranked.standings else None
        total = ranked.standings[0].total.shown if ranked.standings else ""
        approval = replace(
            decision(first, ""), body="Cabinet", maker="Cabinet Member for Adult Social Care",
            dated=date(2014, 11, 14), minute="14/00123", key_decision=True,
            call_in_ends=date(2014, 11, 24),
        )  # fmt: skip
        bidders = [one for one in BIDDERS if (one, lot) in PRICES]
        found.append(
            values.LotPart(
                lot, title, "", "open", ranked, result.award.for_lot(lot).suppliers, (),
                decision(first, total) if decided else None,
                (values.BidCheckLine(first or "", "winner", "accepted",
                                     "Accounts of two years and insurances seen.", "Jo Lowe",
                                     at(6, month=11)),) if decided else (),
                approval if decided else None,
                tuple(values.LetterLine(one, "electronic", at(18, 9, 11), digest(one))
                      for one in bidders) if decided else (),
                values.StandstillLines(period, "pcr_2006 voluntary", "holidays", False)
                if decided else None,
                None,
            )
        )  # fmt: skip
    return tuple(found)


def everybody():
    """All came, and all signed."""
    names = tuple(name for name, _place, _skills in MEMBERS)
    return names, names


def example(stage: str = "decided", **changes) -> values.ReportData:
    """`decided`, or `marked` (nothing opened yet)."""
    opened = stage == "decided"
    data = values.ReportData(
        issue=values.Issue(3, at(19, 9, 11), digest("head"), 412),
        case=values.CaseLines(
            "kent-da", "Kent Integrated Domestic Abuse Service",
            "One integrated service in East Kent and one in West Kent for people affected by "
            "domestic abuse: refuges, outreach, a sanctuary scheme and independent advisers.",
            "Kent County Council", "pcr_2006_part_b", "Review and agree the award",
            stage != "decided", NOTES, "a1b2 c3d4 e5f6 a7b8",
        ),
        procedure=procedure(),
        panel=panel(),
        tenders=tenders(),
        model=kent_model(),
        model_version=1,
        model_published_at=at(21, month=7),
        engine="evaluation-1",
        prices_opened_at=at(31) if opened else None,
        price_keepers=("Cora Bell", "Will Ness") if opened else (),
        meetings=(
            values.MeetingLine("written", "Sam Whitmore", "Priya Nair", 3, at(28, 9), at(28, 17),
                               *everybody()),
            values.MeetingLine("interview", "Sam Whitmore", "Priya Nair", 3, at(30, 9), at(30, 12),
                               *everybody()),
        ),
        questions=questions(),
        lots=lots(evaluation(prices=opened), stage),
        robustness=sensitivity(kent_model(), bid_inputs()) if opened else (),
        kept=tuple(values.KeptLine(name, digest(name)) for name in (
            "Workflow, version 1", "Model, version 1", "Consultation report",
            *(f"Sealed price of {bidder}" for bidder in BIDDERS),
            *(f"Signed return of {name}, marks" for name, _place, _skills in MEMBERS),
            "Result 1",
        )),
    )  # fmt: skip
    return replace(data, **changes)
