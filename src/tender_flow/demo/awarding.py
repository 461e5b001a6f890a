"""From the locked marks to the concluded award: prices, ranking, report, approval, standstill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.demo.scene import moment, on
from tender_flow.demo.telling import Line, Said, Table
from tender_flow.i18n import _
from tender_flow.i18n.formats import day, money
from tender_flow.i18n.outcomes import ranking_cells, ranking_headings
from tender_flow.i18n.sentences import say
from tender_flow.services import award, baselines, moves, notices, report, standstill
from tender_flow.services.prices import open_prices
from tender_flow.services.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.demo.scene import Scene
    from tender_flow.services.results import Ranking

LOTS = ("east_kent", "west_kent")

_CHECKED = {
    "winner": "Accounts of three years, references of two councils, declarations: in order",
    "low_price": "Compared with today's cost of the service; staff costs asked for and explained",
}


def prices_opened(scene: Scene) -> Iterator[Said]:
    """Custodian and witness open the prices of the bids that are still in."""
    opening = open_prices(
        scene.at("2014-11-03 10:00", scene.panel.person("custodian").login),
        scene.ref,
        custodian_key=scene.keys["custodian"],
        witness_key=scene.keys["witness"],
    )
    rows = tuple((one.supplier, one.lot, money(one.amount)) for one in opening.prices)
    yield Line(_("Opened with two keys, after the quality marks were locked:"))
    yield Table((_("Bidder"), _("Lot"), _("Price a year")), rows, (2,))
    moved = moves.advance(scene.at("2014-11-05 09:00"), scene.ref, "draft_report")
    yield Line(_("Next stage: {stage}.").format(stage=moved.target_title))


def ranked(scene: Scene) -> Iterator[Said]:
    """The ranking of each lot, as `award rank` shows it."""
    found = award.ranking(scene.at("2014-11-05 10:00"), scene.ref)
    for code in LOTS:
        yield Line(found.lots[code])
        yield _table(found, code)
        result = found.lot(code)
        for out in (*result.excluded, *result.incomplete):
            for reason in out.reasons:
                named = found.suppliers[out.supplier]
                why = say(found.named(reason))
                yield Line(_("Without a rank: {name}: {why}").format(name=named, why=why))


def _table(found: Ranking, code: str) -> Table:
    rows = tuple(
        (
            str(standing.rank),
            found.suppliers[standing.supplier],
            *ranking_cells(found.model, standing),
        )
        for standing in found.lot(code).standings
    )
    headings = (_("Rank"), _("Bidder"), *ranking_headings(found.model))
    return Table(headings, rows, (0, *range(2, len(headings))))


def recommended(scene: Scene) -> Iterator[Said]:
    """The winner and its price are checked, then the panel recommends, lot by lot."""
    found = award.ranking(scene.at("2014-11-06 09:00"), scene.ref)
    first = {lot: found.suppliers[found.evaluation.award.for_lot(lot).suppliers[0]] for lot in LOTS}
    for at, lot in enumerate(LOTS):
        for kind, text in _CHECKED.items():
            award.check(
                scene.at(f"2014-11-06 1{at}:30"), scene.ref, lot=lot, supplier=first[lot],
                kind=kind, outcome="accepted", evidence=text,
            )  # fmt: skip
    for at, lot in enumerate(LOTS):
        done = award.recommend(
            scene.at(f"2014-11-07 1{at}:00", scene.panel.person("chair").login),
            scene.ref,
            lot=lot,
            supplier=first[lot],
            reasons="First by the published model; checks of the bidder and of its price are in "
            "order (illustrative).",
            minute=f"Panel minute {4 + at} of 7 November 2014 (illustrative)",
        )
        yield Line(
            _("{lot}: the panel recommends {name} with {total} points.").format(
                lot=done.lot, name=done.supplier, total=done.total
            )
        )


def report_made(scene: Scene) -> Iterator[Said]:
    """The evaluation report, for the decision maker."""
    yield _report(scene, "2014-11-10 16:00", "evaluation-report-1.pdf")


def report_again(scene: Scene) -> Iterator[Said]:
    """The report once more, now with approval, standstill and award."""
    yield _report(scene, "2015-01-12 17:00", "evaluation-report-2.pdf")


def _report(scene: Scene, when: str, name: str) -> Line:
    made = report.evaluation(scene.at(when), scene.ref, scene.place / name)
    return Line(
        _("{path}: {pages} pages, version {version}, check code {code}.").format(
            path=made.path, pages=made.pages, version=made.version, code=made.check_code
        )
    )


def approved(scene: Scene) -> Iterator[Said]:
    """A delay with its reason, then the approval by somebody who didn't recommend."""
    reason = "The Cabinet Committee that reviews the report meets on 3 December, not in November"
    for stage in ("approve", "standstill"):
        baselines.delay(
            scene.at("2014-11-14 10:00"), scene.ref, stage=stage, expected="2014-12",
            reason=reason, told="All bidders and the Commissioning Body, by e-mail of 14 November",
        )  # fmt: skip
    yield Line(_("The approval comes later than planned; the reason is recorded and told."))
    moves.advance(scene.at("2014-12-01 09:00"), scene.ref, "approve")
    for at, lot in enumerate(LOTS):
        done = award.approve(
            scene.at(f"2014-12-03 15:{10 + at}", scene.panel.person("commissioner").login),
            scene.ref,
            lot=lot,
            body="Cabinet Member decision",
            maker="Cabinet Member for Social Care (illustrative)",
            dated=on("2014-12-03"),
            minute=f"Decision 14/{201 + at} (illustrative)",
            key_decision=True,
            call_in_ends=on("2014-12-10"),
        )
        ends = day(on("2014-12-10"))
        yield Line(
            _("{lot}: {name} approved; call-in until {day}.").format(
                lot=done.lot, name=done.supplier, day=ends
            )
        )


def told_and_waited(scene: Scene) -> Iterator[Said]:
    """Every bidder is told; the standstill runs from the last letter of each lot."""
    found = award.ranking(scene.at("2014-12-04 09:00"), scene.ref)
    for code in LOTS:
        result = found.lot(code)
        tenders = [one.supplier for one in result.standings]
        tenders += [out.supplier for out in result.excluded]
        for at, tender in enumerate(tenders):
            name = found.suppliers[tender]
            sent = f"2014-12-04 1{LOTS.index(code)}:{10 + at}"
            told = standstill.notify(
                scene.at(sent), scene.ref, lot=code, supplier=name, means="electronic",
                sent_at=moment(sent), letter=_letter(found, code, name).encode(),
            )  # fmt: skip
        assert told.standstill is not None
        yield Line(
            _("{lot}: {count} bidders told; the standstill runs from {first} to {last}.").format(
                lot=told.lot,
                count=len(tenders),
                first=day(told.standstill.starts_from),
                last=day(told.standstill.ends_on),
            )
        )
    moves.advance(scene.at("2014-12-04 16:00"), scene.ref, "standstill")


def _letter(found: Ranking, code: str, name: str) -> str:
    winner = found.suppliers[found.evaluation.award.for_lot(code).suppliers[0]]
    return (
        "ILLUSTRATIVE LETTER OF A REHEARSAL\n\n"
        f"To {name}\n\nKent Integrated Domestic Abuse Service, {found.lots[code]}\n\n"
        f"The council intends to award the contract for this lot to {winner}. Your scores, the "
        "winner's, and the reasons for each of your marks are enclosed. No contract is concluded "
        "before the standstill has ended; its last day is named in the enclosure.\n\nJo Lowe\n"
    )


def concluded(scene: Scene) -> Iterator[Said]:
    """After standstill and call-in: the award, the notice that is owed, the end."""
    moves.advance(scene.at("2014-12-16 09:00"), scene.ref, "award")
    owed = []
    for at, lot in enumerate(LOTS):
        done = standstill.conclude(scene.at(f"2014-12-16 1{at}:00"), scene.ref, lot=lot)
        for kind, due in done.notices:
            yield Line(
                _("{lot}: awarded to {name}. Owed: {notice}, by {day}.").format(
                    lot=done.lot, name=done.supplier, notice=kind.replace("_", " "), day=day(due)
                )
            )
            owed.append((lot, kind))
    for at, (lot, kind) in enumerate(owed):
        notices.notice_published(
            scene.at(f"2015-01-12 1{at}:00"), scene.ref, kind=kind, on=on("2015-01-12"),
            reference=f"2015/S 007-00{at + 1} (illustrative)", lot=lot,
        )  # fmt: skip
    ended = moves.advance(scene.at("2015-01-12 16:00"), scene.ref, "close")
    yield Line(_("Both award notices are published. Stage: {stage}.").format(
        stage=ended.target_title))  # fmt: skip


def verified(scene: Scene) -> Iterator[Said]:
    """The record is checked against its journal."""
    done = verify(scene.url, scene.ref)
    checked = sum(step.checked for step in done.steps)
    if done.exit_code == 0:
        yield Line(
            _("verify: {steps} steps, {count} things looked at: everything agrees.").format(
                steps=len(done.steps), count=checked
            )
        )
    for finding in done.findings:
        yield Line(say(finding))
    for ref, digest in done.heads:
        if ref == scene.ref:
            yield Line(_("Head of its journal: {digest}").format(digest=digest))
