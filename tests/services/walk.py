"""Walks a procedure from stage to stage as a lead would: ask what is missing, do that, go on.

    walk = Walk(database_url, tmp_path, "pa_2023_open", begun="2025-03-03T09:00")
    walk.go("engage", "prepare", "publish", "tender")      # each move, its gates met first
    walk.asked                                             # the codes of what was missing
    walk.stage

Each condition is met by the deed that its finding names, through the services; where a day has to
come, the time is set to it. A condition that nothing here can meet ends the walk. Suppliers,
marks and prices are those of `panel_flow`, and invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from award_flow import LETTER, approved, moderated, prices_opened
from builders import REF, SMALL_MODEL, a_file, a_person, a_procurement, an_office, moment
from panel_flow import KEEPERS, Flow, member_key, without_scrypt

from tender_flow.packs.keys import PrivateKey
from tender_flow.rules.findings import Finding
from tender_flow.rules.procedure.calendar import LONDON, deadline_instant, local_day
from tender_flow.services import (
    amendments,
    award,
    conflicts,
    considerations,
    deadlines,
    direct_award,
    document,
    exclusions,
    moves,
    notices,
    report,
    standstill,
)
from tender_flow.services.office import Office

SUPPLIERS = {"Elm Housing": ((), ("east",)), "Medway Refuge": ((), ("east", "west"))}
WINNERS = {"east": "Elm Housing", "west": "Medway Refuge"}
SAYS = {
    "conflicts_assessed": "yes",
    "estimated_value": "1800000",
    "direct_award_ground": "Schedule 5 paragraph 13, extreme and unavoidable urgency",
}
HEARD = {"dated": "", "found": "None known.", "perceived": "None.", "steps": "None needed."}
CHOICES = {
    "direct_award": "urgency",
    "equality_full": "no_change",
    "equality_screening": "full_needed",
    "estimated_value": "stated",
    "framework_call_off": "competitive",
    "lots": "divided",
}
FREE_DAYS = 45
"""How long tenders are given where a test says nothing else."""


class WholePanel(Flow):
    """A panel of which everybody who sees a tender signs, not only the evaluators."""

    def key_of(self, login: str) -> PrivateKey:
        name = self.evaluators[login][0] if login in self.evaluators else ""
        return member_key(login, name or login.replace(".", " ").title())

    def others_signed(self) -> None:
        for login in (*KEEPERS.values(), "sam.chair", "nia.notes"):
            self.invite(login)
            self.declare(login)


class Walk:
    """A case on its way through a procedure; `lead` is whoever made it."""

    def __init__(self, url: str, folder: Path, workflow: str, begun: str, **given: object) -> None:
        office = an_office(url, moment(begun))
        values = {"workflow": workflow, "model": SMALL_MODEL, "plan": None, **given}
        a_procurement(office, **values)
        self.flow = WholePanel(office, folder, suppliers=dict(SUPPLIERS))
        self.url, self.folder = url, folder
        self.asked: list[str] = []
        self.no_award = False
        self.tender_days = FREE_DAYS
        a_person(office, "ann.watcher", "assurance")
        a_person(office, "cora.commissioner", "commissioner")

    # Where it stands

    @property
    def office(self) -> Office:
        return self.flow.lead

    @property
    def today(self) -> date:
        return local_day(self.office.now())

    @property
    def stage(self) -> str:
        return moves.gates(self.office, REF).stage

    def lots(self) -> list[str]:
        with self.office.reading(REF) as reading:
            return [lot["code"] for lot in reading.of("lot")]

    def missing(self, move: str) -> tuple[Finding, ...]:
        """What stands before a move now."""
        found = {one.move: one.findings for one in moves.gates(self.office, REF).moves}
        return found[move]

    # Going on

    def go(self, *names: str, reason: str = "") -> None:
        """Makes each move, having met its conditions one by one."""
        for name in names:
            with without_scrypt():
                self.ready(name)
            self.advance(name, reason=reason)

    def advance(self, name: str, actor: str | None = None, reason: str = "") -> moves.Moved:
        office = self.office if actor is None else self.office.at(self.office.now(), actor)
        needs = next(one for one in moves.gates(office, REF).moves if one.move == name).role
        if actor is None and needs == "commissioner":
            office = self.office.at(self.office.now(), "cora.commissioner")
        return moves.advance(office, REF, name, reason=reason or "As the notice foresaw.")

    def ready(self, name: str) -> None:
        """Meets every condition of a move; fails where the same one comes back for ever."""
        met: list[str] = []
        while findings := self.missing(name):
            first = findings[0]
            key = f"{first.code} {dict(first.facts)}"
            assert met.count(key) < 2, f"{name}: {first} doesn't go away"
            met.append(key)
            self.asked.append(first.code)
            self.flow.later()
            MEETS[first.code](self, first)

    def wait_until(self, day: date) -> None:
        """The working hours of a day, unless it has come already."""
        if day > self.today:
            self.flow.at(deadline_instant(day, time(9, 0), LONDON))

    # What meets a condition

    def file(self, kind: str, **given: object) -> None:
        path = a_file(f"{kind}.txt", f"{kind}, invented.\n")
        values = {"dated": self.today, "author": "Invented", **given}
        document.add(self.office, REF, path=path, kind=kind, **values)

    def consider(self, kind: str) -> None:
        """An answer with its reason, and the paper that stands with it."""
        self.file(kind)
        considerations.record(
            self.office, REF, kind, choice=CHOICES[kind], reason="As the paper says.",
            dated=self.today, document=kind, amount=Decimal(1_800_000),
            until=self.today + timedelta(days=700),
        )  # fmt: skip

    def publish(self, kind: str, lot: str | None = None, **says: str) -> None:
        known = {"tender_notice", "transparency_notice", "contract_award_notice"}
        said = {**SAYS, **says} if kind in known else {}
        if kind == "contract_award_notice":
            said = {**said, "standstill_ends_on": (self.today + timedelta(days=14)).isoformat()}
        notices.notice_published(
            self.office, REF, kind=kind, on=self.today, reference=f"{kind} {lot or ''}".strip(),
            lot=lot, states=said,
        )  # fmt: skip

    def set_deadline(self, days: int | None = None) -> None:
        day = self.today + timedelta(days=days or self.tender_days)
        deadlines.deadline(self.office, REF, local=f"{day}T12:00")

    def people(self) -> None:
        if not self._has("custodian"):
            self.flow.people()
            self.flow.texts_filed()

    def _has(self, role: str) -> bool:
        with self.office.reading(REF) as reading:
            return bool(reading.of("member", role=role))

    def take_tenders(self) -> None:
        """The hour has come: what came in before it is imported and opened."""
        self.people()
        with self.office.reading(REF) as reading:
            closes: datetime = reading.case["deadline_at"]
        received = (closes - timedelta(hours=1)).astimezone().replace(tzinfo=None)
        for supplier in self.flow.suppliers:
            self.flow.write_tender(supplier, received.isoformat(timespec="minutes"))
        after = max(closes + timedelta(minutes=30), self.office.now())
        from tender_flow.services import bids

        bids.import_folder(self.flow.at(after), REF, self.flow.tenders_folder)
        self.flow.opened(after + timedelta(minutes=30))

    def take_marks(self) -> None:
        closes = self.office.now() + timedelta(days=14)
        self.flow.packs_issued(closes_at=closes)
        self.flow.marks_in()

    def recommend(self, lot: str) -> None:
        with self.office.reading(REF) as reading:
            direct = reading.workflow().award == "direct"
        supplier = None if self.no_award else WINNERS[lot]
        if not direct:
            reasons = "First by the published model."
            award.recommend(self.office, REF, lot=lot, supplier=supplier, reasons=reasons)
            return
        direct_award.propose(
            self.office, REF, lot=lot, supplier=WINNERS[lot], price=Decimal(700_000),
            ground="Schedule 5 paragraph 13", reasons="The roof fell in.",
            starts_on=self.today, ends_on=self.today + timedelta(days=364),
        )  # fmt: skip

    def exclude_nobody(self) -> None:
        with self.office.reading(REF) as reading:
            names = [row["name"] for row in reading.of("supplier")]
        for name in names or SUPPLIERS:
            exclusions.record(
                self.flow.later(), REF, name, outcome="clear", debarment_on=self.today
            )

    def tell(self) -> None:
        """Every bidder of every lot is told now, all on one day."""
        with self.office.reading(REF) as reading:
            names = {row["id"]: row["name"] for row in reading.of("supplier")}
            tenders = {row["id"]: names[row["supplier"]] for row in reading.of("tender")}
            codes = {row["id"]: row["code"] for row in reading.of("lot")}
            bids = [(codes[bid["lot"]], tenders[bid["tender"]]) for bid in reading.of("bid")]
        for lot, supplier in bids:
            office = self.flow.later()
            standstill.notify(
                office, REF, lot=lot, supplier=supplier, means="electronic",
                sent_at=office.now(), letter=LETTER,
            )  # fmt: skip


def _code_of(walk: Walk, finding: Finding) -> str:
    """The lot's code, from what a finding names or hints at."""
    if finding.hint is not None and "lot" in finding.hint.arguments:
        return finding.hint.arguments["lot"]
    with walk.office.reading(REF) as reading:
        titles = {row["title"]: row["code"] for row in reading.of("lot")}
    return titles[str(finding.facts["lot"])]


def _assess(walk: Walk, finding: Finding) -> None:
    conflicts.assess(walk.office, REF, **{**HEARD, "dated": walk.today})


def _fund(walk: Walk, finding: Finding) -> None:
    walk.file("funding_statement", amount=finding.facts["shortfall"])


def _check(kind: str) -> Callable[[Walk, Finding], None]:
    def meets(walk: Walk, finding: Finding) -> None:
        award.check(
            walk.office, REF, lot=_code_of(walk, finding), kind=kind, outcome="accepted",
            supplier=str(finding.facts["supplier"]), evidence="Seen.",
        )  # fmt: skip

    return meets


def _signed(walk: Walk, finding: Finding) -> None:
    walk.flow.cleared(walk.office.now())
    walk.flow.others_signed()


def _approve(walk: Walk, finding: Finding) -> None:
    approved(walk.flow, _code_of(walk, finding))


def _conclude(walk: Walk, finding: Finding) -> None:
    standstill.conclude(walk.office, REF, lot=_code_of(walk, finding))


def _wait(fact: str, days: int = 0) -> Callable[[Walk, Finding], None]:
    def meets(walk: Walk, finding: Finding) -> None:
        day = finding.facts[fact]
        assert isinstance(day, date)
        walk.wait_until(day + timedelta(days=days))

    return meets


MEETS: dict[str, Callable[[Walk, Finding], None]] = {
    **dict.fromkeys(
        ("document-missing", "document-not-issued"),
        lambda walk, finding: walk.file(str(finding.facts["kind"])),
    ),
    **dict.fromkeys(("document-too-recent", "notice-too-recent"), _wait("ready_on")),
    "period-not-over": _wait("ends_on"),
    "standstill-running": _wait("ends_on", 1),
    "call-in-running": _wait("ends_on", 1),
    "funding-short": _fund,
    "not-considered": lambda walk, finding: walk.consider(str(finding.facts["kind"])),
    "pack-item-open": lambda walk, finding: walk.file(str(finding.facts["item"])),
    "model-not-published": lambda walk, finding: amendments.publish(walk.office, REF) and None,
    "conflicts-not-assessed": _assess,
    "notice-not-published": lambda walk, finding: walk.publish(str(finding.facts["kind"])),
    "award-notice-missing": lambda walk, finding: walk.publish(
        "contract_award_notice", _code_of(walk, finding)
    ),
    "owed-not-published": lambda walk, finding: _publish_owed(walk),
    "deadline-not-set": lambda walk, finding: walk.set_deadline(),
    **dict.fromkeys(
        ("deadline-not-passed", "no-tender-to-evaluate"),
        lambda walk, finding: walk.take_tenders(),
    ),
    "requirement-not-decided": lambda walk, finding: walk.flow.requirements_passed(),
    **dict.fromkeys(
        ("guidance-not-acknowledged", "agreement-missing", "conflict-not-declared"), _signed
    ),
    "no-round-begun": lambda walk, finding: walk.take_marks(),
    **dict.fromkeys(
        ("items-not-agreed", "marks-not-locked"), lambda walk, finding: moderated(walk.flow)
    ),
    "slip-not-signed": lambda walk, finding: walk.flow.slips_in(),
    "price-sealed": lambda walk, finding: prices_opened(walk.flow) and None,
    "lot-not-proposed": lambda walk, finding: walk.recommend(_code_of(walk, finding)),
    "lot-not-recommended": lambda walk, finding: walk.recommend(_code_of(walk, finding)),
    "winner-not-checked": _check("winner"),
    "low-price-not-checked": _check("low_price"),
    "report-missing": lambda walk, finding: (
        report.evaluation(walk.office, REF, walk.folder / "report.pdf") and None
    ),
    **dict.fromkeys(
        ("nobody-checked-for-exclusion", "exclusion-not-checked"),
        lambda walk, finding: walk.exclude_nobody(),
    ),
    "lot-not-approved": _approve,
    "bidder-not-notified": lambda walk, finding: walk.tell(),
    "lot-open": _conclude,
}
"""What a lead does about each thing that is missing."""


def _publish_owed(walk: Walk) -> None:
    with walk.office.reading(REF) as reading:
        owed = [(row["kind"], row["lot"]) for row in reading.of("notice", published_on=None)]
        codes = {row["id"]: row["code"] for row in reading.of("lot")}
    for kind, lot in owed:
        walk.publish(kind, codes.get(lot))
