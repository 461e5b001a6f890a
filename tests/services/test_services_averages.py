"""A model that publishes an average, and one that lets a mark be overridden, on the record."""

import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from award_flow import an_agenda, moderated, prices_opened, until_quality_locked
from builders import LEAD, REF, an_office, codes
from moderation_builders import ELM, agenda, item_of, marked
from panel_flow import PANEL_MODEL, until_marks_in
from pypdf import PdfReader

from tender_flow.errors import RefusedError
from tender_flow.i18n.steps import explain
from tender_flow.services import moderation, report
from tender_flow.services.moderation_override import override
from tender_flow.services.results import rank
from tender_flow.services.verify import verify_rows

MEAN = "{method: mean, off_scale: allow, tolerance: 1, minimum_marks: 2}"
DISCUSSED = "{method: mean, off_scale: discuss, tolerance: 1, minimum_marks: 2}"
CONSENSUS = "method: consensus, tolerance: 1, within_tolerance: median, minimum_marks: 2"
WITH_SECOND = f"{{{CONSENSUS}, override: {{role: lead, second_approver: true}}}}"
ALONE = f"{{{CONSENSUS}, override: {{role: lead, second_approver: false}}}}"


def a_model(folder: Path, rules: str) -> str:
    """The panel's model for tests, with another moderation."""
    lines = Path(PANEL_MODEL).read_text().splitlines()
    lines = [f"moderation: {rules}" if one.startswith("moderation:") else one for one in lines]
    path = folder / "panel_model.yaml"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def thirds(login, question, supplier, lot):
    """Elm gets 3, 3 and 4 on each question, the others 3."""
    return 4 if supplier == "Elm Housing" and login == "ada.hill" else 3


@pytest.fixture
def one(sqlite_url):
    opened = an_office(sqlite_url)
    yield opened
    opened.database.close()


def in_session(office, folder, rules, marks=None, conflicts=(), members=4):
    """A case whose meeting is open, with everybody in the room."""
    case = marked(
        office, marks, model=a_model(folder, rules), questions=("safeguarding",),
        conflicts=conflicts, evaluators=members,
    )  # fmt: skip
    moderation.open_meeting(
        office, REF, round_name="written", chair="r.price", note_taker=LEAD.login, quorum=2
    )
    for member in [*case.members, case.chair]:
        moderation.attend(office, REF, round_name="written", member=member, here=True)
    return case


def agreed(office, answer, mark, **given):
    return moderation.agree(
        office, REF, round_name="written", answer=answer, mark=mark, reason="Named lead.", **given
    )


def overridden(office, answer, mark=5, reason="The panel missed the deputy.", **given):
    return override(
        office, REF, round_name="written", answer=answer, mark=Decimal(mark), reason=reason, **given
    )


# The average as the method


def test_a_published_mean_goes_from_the_panel_to_the_ranking_and_the_report(database_url, tmp_path):
    flow = until_quality_locked(database_url, tmp_path, thirds, model=a_model(tmp_path, MEAN))
    prices_opened(flow)
    items = {(one.question.id, one.bidder): one for one in an_agenda(flow).items}
    item = items["safeguarding", "Elm Housing"]
    assert (item.agreed.mark, item.agreed.route, item.agreed.rule) == (
        Fraction(10, 3), "adopted", "mean",
    )  # fmt: skip
    with flow.lead.reading(flow.ref) as reading:
        found = rank(reading).lot("east")
        elm = found.standings[0]
        written, interview = Fraction(90, 100) * Fraction(10, 3), Fraction(10, 100) * 3
        assert elm.quality.exact == 60 * (written + interview) / 5
        steps = explain(reading.model(), elm)
        assert any("3 1/3 of 5" in step for step in steps), steps
        assert verify_rows(reading.rows, flow.ref).exit_code == 0
    made = report.evaluation(flow.later(), flow.ref, tmp_path / "report.pdf")
    text = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(made.path.read_bytes())).pages
    )
    text = " ".join(text.split())
    assert "3 1/3" in text
    assert "The panel's mark is the mean of the members' marks" in text


def test_a_mark_that_the_published_mean_does_not_give_is_refused(one, tmp_path):
    case = in_session(one, tmp_path, MEAN)
    answer = case.answers["safeguarding", ELM]
    with pytest.raises(RefusedError) as caught:
        agreed(one, answer, Decimal(4))
    assert codes(caught) == ["mark-not-by-method"]
    assert agreed(one, answer, Decimal("3.75"), adopt=True).mark == Decimal("3.75")


def test_marks_far_apart_are_discussed_and_the_mean_stays(one, tmp_path):
    case = in_session(one, tmp_path, MEAN, {("safeguarding", ELM): (2, 3, 4, 5)})
    answer = case.answers["safeguarding", ELM]
    assert item_of(one, case, "safeguarding").state == "to_discuss"
    with pytest.raises(RefusedError) as caught:
        agreed(one, answer, Decimal("3.5"), adopt=True)
    assert "outside-tolerance" in codes(caught)
    agreed(one, answer, Decimal("3.5"))
    kept = item_of(one, case, "safeguarding").agreed
    assert (kept.mark, kept.route, kept.rule) == (Decimal("3.5"), "discussed", "mean")


def test_a_mean_between_two_marks_may_be_left_to_the_panel(one, tmp_path):
    case = in_session(one, tmp_path, DISCUSSED)
    answer = case.answers["safeguarding", ELM]
    assert item_of(one, case, "safeguarding").adoption.reasons == ("average-off-scale",)
    with pytest.raises(RefusedError) as caught:
        agreed(one, answer, Decimal("3.75"))
    assert codes(caught) == ["agreed-mark-off-scale"]
    assert agreed(one, answer, Decimal(4)).revision == 1


def test_too_few_marks_stop_a_mean_and_the_panel_cannot_step_in(one, tmp_path):
    marks = {("safeguarding", ELM): (4, None)}
    case = in_session(one, tmp_path, MEAN, marks, members=2)
    with pytest.raises(RefusedError) as caught:
        agreed(one, case.answers["safeguarding", ELM], Decimal(4))
    assert codes(caught) == ["average-waits", "too-few-marks"]


def test_who_could_not_mark_is_shown_with_the_reason_and_left_out_of_the_mean(one, tmp_path):
    case = in_session(one, tmp_path, MEAN, {("safeguarding", ELM): (4, 4, 4, None)})
    item = item_of(one, case, "safeguarding")
    assert item.adoption.mark == 4
    assert item.adoption.reasons == ("cannot-mark",)
    assert (item.marks[3].state, item.marks[3].cannot_reason) == ("cannot", "It is not my field.")


def test_an_abstention_comes_by_pack_and_return_into_meeting_and_report(sqlite_url, tmp_path):
    def abstains(login, question, supplier, lot):
        return None if login == "ada.hill" and supplier == "Elm Housing" else 4

    flow = until_marks_in(sqlite_url, tmp_path, abstains, model=a_model(tmp_path, MEAN))
    moderated(flow)
    item = next(one for one in an_agenda(flow).items if one.bidder == "Elm Housing")
    assert (item.agreed.mark, item.agreed.route) == (4, "discussed")
    made = report.evaluation(flow.later(), flow.ref, tmp_path / "report.pdf")
    text = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(made.path.read_bytes())).pages
    )
    assert "Cannot mark: Outside my field." in " ".join(text.split())


def test_verify_says_where_an_agreed_mark_is_not_the_published_mean(one, tmp_path):
    case = in_session(one, tmp_path, MEAN)
    wrong = case.answers["safeguarding", ELM]
    for item in agenda(one).items:
        agreed(one, item.answer, item.adoption.mark, adopt=True)
    row = {"answer": wrong, "round": case.round, "revision": 2, "value": 40_000, "reason": "!"}
    with one.deed("moderation.agree", REF) as deed:
        before = deed.of("agreed_mark", answer=wrong)[0]
        deed.insert("agreed_mark", {**without(before, "id", "procurement"), **row})
    assert "agreed-mark-not-the-average" not in doubts(one)
    for item in agenda(one).items:
        for mark in item.marks:
            moderation.assent(
                one, REF, round_name="written", answer=item.answer, member=mark.member,
                choice="agrees",
            )  # fmt: skip
    moderation.close(one, REF, round_name="written")
    assert doubts(one).count("agreed-mark-not-the-average") == 1


def without(row, *names):
    return {name: value for name, value in row.items() if name not in names}


# Overriding


def test_an_override_is_added_with_its_reason_and_the_panels_mark_stays(one, tmp_path):
    case = in_session(one, tmp_path, WITH_SECOND)
    answer = case.answers["safeguarding", ELM]
    agreed(one, answer, Decimal(4), adopt=True)
    before = doubts(one)
    done = overridden(one, answer, second_approver="r.price")
    item = item_of(one, case, "safeguarding")
    assert (done.revision, item.agreed.mark, item.agreed.route) == (2, 5, "override")
    assert item.agreed.overridden_by == (LEAD.name, "R. Price")
    assert [(earlier.mark, earlier.route) for earlier in item.earlier] == [(4, "adopted")]
    assert len(item.agreed.unasked) == 4, "each member is asked about the override too"
    assert doubts(one) == before


def doubts(office):
    """What `verify` says about this record, whose marks came without packs."""
    with office.reading(REF) as reading:
        return [one.code for step in verify_rows(reading.rows, REF).steps for one in step.findings]


def test_where_the_model_lets_one_person_override_no_second_is_asked_for(one, tmp_path):
    case = in_session(one, tmp_path, ALONE)
    overridden(one, case.answers["safeguarding", ELM])
    assert item_of(one, case, "safeguarding").agreed.overridden_by == (LEAD.name,)


@pytest.mark.parametrize(
    ("rules", "given", "found"),
    [
        (f"{{{CONSENSUS}}}", {}, ["override-not-published"]),
        (WITH_SECOND, {}, ["override-needs-second"]),
        (WITH_SECOND, {"second_approver": LEAD.login}, ["override-approved-by-same"]),
        (WITH_SECOND, {"second_approver": "amina.khan"}, ["override-second-without-role"]),
        (ALONE, {"reason": " "}, ["override-without-reason"]),
        (ALONE, {"mark": 7}, ["agreed-mark-off-scale"]),
        (ALONE, {"mark": 4}, ["override-changes-nothing"]),
        (ALONE.replace("lead", "chair"), {}, ["override-by-another-role"]),
    ],
)
def test_an_override_is_refused_unless_the_model_and_the_people_allow_it(
    one, tmp_path, rules, given, found
):
    case = in_session(one, tmp_path, rules)
    answer = case.answers["safeguarding", ELM]
    agreed(one, answer, Decimal(4), adopt=True)
    with pytest.raises(RefusedError) as caught:
        overridden(one, answer, **given)
    assert codes(caught) == found
    assert item_of(one, case, "safeguarding").agreed.mark == 4


def test_who_has_a_conflict_with_the_bidder_overrides_and_approves_nothing(one, tmp_path):
    case = in_session(one, tmp_path, WITH_SECOND, conflicts=[("r.price", ELM)])
    with pytest.raises(RefusedError) as caught:
        overridden(one, case.answers["safeguarding", ELM], second_approver="r.price")
    assert codes(caught) == ["override-with-conflict"]


def test_after_closing_nothing_is_overridden(one, tmp_path):
    case = in_session(one, tmp_path, ALONE)
    for item in agenda(one).items:
        agreed(one, item.answer, Decimal(4), adopt=True)
        for mark in item.marks:
            moderation.assent(
                one, REF, round_name="written", answer=item.answer, member=mark.member,
                choice="agrees",
            )  # fmt: skip
    moderation.close(one, REF, round_name="written")
    with pytest.raises(RefusedError) as caught:
        overridden(one, case.answers["safeguarding", ELM])
    assert codes(caught) == ["meeting-not-open"]


def test_a_dry_run_of_an_override_leaves_the_mark(one, tmp_path):
    case = in_session(one, tmp_path, ALONE)
    answer = case.answers["safeguarding", ELM]
    agreed(one, answer, Decimal(4), adopt=True)
    overridden(one, answer, dry_run=True)
    assert item_of(one, case, "safeguarding").agreed.mark == 4
