"""Exact totals straight from the store agree with adding up every mark by hand."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import NOW, append, later, new_case
from tender_flow.errors import RefusedError
from tender_flow.i18n.sentences import line
from tender_flow.records.tally import weighted_totals

WEIGHTS = {"safeguarding": 7, "delivery": 3, "unused": 1}


class Marking:
    """Two bids for two lots, a shared question and one of each lot, three members."""

    def __init__(self, database):
        self.database = database
        self.minute = 0
        self.case = new_case(database)
        self.bids, self.answers = {}, {}
        with self.deed() as deed:
            self.lots = {row["code"]: row["id"] for row in deed.of("lot")}
            self.round = deed.insert("round", {"name": "written", "position": 1, "opened_at": NOW})
            for supplier in ("alpha", "beta"):
                self._tender(deed, supplier)
            append(deed)

    def deed(self):
        self.minute += 1
        return self.database.transaction(self.case, now=later(self.minute))

    def _tender(self, deed, supplier):
        tender = {"supplier": supplier, "folder": supplier, "late": False, "status": "opened"}
        tender |= {"received_at": NOW, "imported_at": NOW}
        id = deed.insert("tender", tender)
        for code, lot in self.lots.items():
            self.bids[supplier, code] = deed.insert(
                "bid", {"tender": id, "lot": lot, "status": "in"}
            )
        for question, lot in (("safeguarding", None), ("delivery", self.lots["east"])):
            answer = {"tender": id, "question": question, "lot": lot, "round": "written"}
            answer |= {"text": "", "words": 0, "digest": "", "recorded_at": NOW}
            self.answers[supplier, question] = deed.insert("answer", answer)

    def mark(self, supplier, question, member, value, revision=1, withheld=False):
        mark = {"round": self.round, "answer": self.answers[supplier, question], "member": member}
        mark |= {"revision": revision, "value": value, "withheld": withheld, "model_version": 1}
        mark |= dict.fromkeys(
            ("cannot_reason", "strengths", "weaknesses", "why", "pack_return"), ""
        )
        with self.deed() as deed:
            deed.insert("mark", mark | {"given_at": NOW, "accepted_at": NOW})
            append(deed)

    def agree(self, supplier, question, value, revision=1, reopened_at=None, divisor=None):
        mark = {"round": self.round, "answer": self.answers[supplier, question], "meeting": "m"}
        mark |= {"revision": revision, "value": value, "reopened_at": reopened_at}
        mark |= {"divisor": divisor}
        mark |= dict.fromkeys(("reason", "route", "rule", "change_reason", "written_by"), "")
        with self.deed() as deed:
            deed.insert("agreed_mark", mark | {"agreed_at": NOW})
            append(deed)

    def totals(self, code="east", weights=None, agreed=False):
        lot = self.lots[code]
        with self.database.snapshot() as rows:
            found = weighted_totals(
                rows, self.case, self.round, lot, weights or self.weights(code), agreed=agreed
            )
        names = {id: supplier for (supplier, _), id in self.bids.items()}
        return {names[bid]: total for bid, total in found.by_bid.items()}, found.marks_each

    @staticmethod
    def weights(code):
        return {"safeguarding": 7, "delivery": 3} if code == "east" else {"safeguarding": 7}


@pytest.fixture
def marking(database):
    return Marking(database)


def mark_all(marking, values):
    """(supplier, question) → the members' values."""
    for (supplier, question), given_values in values.items():
        for member, value in enumerate(given_values):
            marking.mark(supplier, question, f"m{member}", value)


EVEN = {
    ("alpha", "safeguarding"): [40000, 30000],
    ("alpha", "delivery"): [35000, 50000],
    ("beta", "safeguarding"): [0, 50000],
    ("beta", "delivery"): [10000, 10001],
}


def test_a_total_is_the_sum_of_weight_times_mark(marking):
    mark_all(marking, EVEN)
    alpha, beta = 7 * 70000 + 3 * 85000, 7 * 50000 + 3 * 20001
    assert marking.totals() == ({"alpha": alpha, "beta": beta}, 2)


def test_a_shared_question_counts_in_each_lot_and_a_lots_own_in_its_lot(marking):
    mark_all(marking, EVEN)
    assert marking.totals("west") == ({"alpha": 7 * 70000, "beta": 7 * 50000}, 2)


def test_only_the_latest_revision_counts(marking):
    mark_all(marking, EVEN)
    marking.mark("alpha", "delivery", "m0", 10000, revision=2)
    marking.mark("alpha", "delivery", "m0", 45000, revision=5)
    totals, each = marking.totals()
    assert totals["alpha"] == 7 * 70000 + 3 * 95000
    assert each == 2


def test_a_withheld_or_missing_mark_makes_bids_incomparable(marking):
    mark_all(marking, EVEN)
    marking.mark("alpha", "delivery", "m0", 35000, revision=2, withheld=True)
    with pytest.raises(RefusedError) as refused:
        marking.totals()
    [finding] = refused.value.findings
    assert finding.facts == {"fewest": 1, "most": 2}
    assert line(finding)


def test_cannot_mark_counts_as_no_mark(marking):
    mark_all(marking, EVEN)
    marking.mark("beta", "delivery", "m0", None, revision=2)
    with pytest.raises(RefusedError):
        marking.totals()


def test_a_question_without_an_answer_makes_bids_incomparable(marking):
    mark_all(marking, EVEN)
    with pytest.raises(RefusedError):
        marking.totals(weights=WEIGHTS)


def test_a_bid_that_is_out_is_not_counted(marking):
    mark_all(marking, EVEN)
    with marking.deed() as deed:
        deed.update("bid", marking.bids["beta", "east"], {"status": "excluded"})
        append(deed)
    totals, _ = marking.totals()
    assert list(totals) == ["alpha"]


def test_agreed_marks_count_by_their_latest_revision(marking):
    for supplier, question in EVEN:
        marking.agree(supplier, question, 30000)
    marking.agree("beta", "delivery", 40000, revision=2)
    assert marking.totals(agreed=True) == ({"alpha": 300000, "beta": 330000}, 1)


def test_a_reopened_agreed_mark_does_not_count(marking):
    for supplier, question in EVEN:
        marking.agree(supplier, question, 30000)
    marking.agree("beta", "delivery", 40000, revision=2, reopened_at=NOW)
    with pytest.raises(RefusedError):
        marking.totals(agreed=True)


def test_a_mean_without_end_is_refused_until_another_mark_takes_its_place(marking):
    for supplier, question in EVEN:
        marking.agree(supplier, question, 30000)
    marking.agree("beta", "delivery", 100000, revision=2, divisor=3)
    with pytest.raises(RefusedError) as caught:
        marking.totals(agreed=True)
    assert caught.value.findings[0].code == "marks-not-whole"
    marking.agree("beta", "delivery", 40000, revision=3)
    assert marking.totals(agreed=True)[0]["beta"] == 330000


def test_weights_may_be_larger_than_any_database_integer(marking):
    mark_all(marking, EVEN)
    huge = {"safeguarding": 10**30, "delivery": 1}
    totals, _ = marking.totals(weights=huge)
    assert totals["beta"] == 50000 * 10**30 + 20001


values = st.lists(st.integers(0, 50000), min_size=3, max_size=3)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(values, min_size=4, max_size=4), st.integers(1, 10**6), st.integers(1, 10**6))
def test_totals_are_the_exact_means_times_their_count(sqlite_template, tmp_path, marks, one, other):
    import shutil

    from tender_flow.records.database import open_database

    path = tmp_path / "bulk.db"
    shutil.copy(sqlite_template, path)
    database = open_database(f"sqlite:///{path}")
    marking = Marking(database)
    mark_all(marking, dict(zip(EVEN, marks, strict=True)))
    totals, each = marking.totals(weights={"safeguarding": one, "delivery": other})
    database.close()
    for name, mine in (("alpha", marks[:2]), ("beta", marks[2:])):
        means = [Fraction(sum(three), 3) for three in mine]
        assert Fraction(totals[name], each) == one * means[0] + other * means[1]
