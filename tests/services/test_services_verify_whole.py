"""Verify on a procurement with a panel, prices and a decision; and a forger with patience.

The forger here changes a value *and* makes every digest fit again, so that chain and tables
agree: only what was signed, and the rules themselves, can still tell.
"""

import json
import shutil
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from attacks import attack
from award_flow import approved, prices_opened, recommended, told, until_quality_locked
from builders import REF

from tender_flow.records.database import open_database
from tender_flow.services import moves
from tender_flow.services.verify import VerifyReport, verify

ALL_GATES = str(Path(__file__).with_name("gates_workflow.yaml"))
PREFIX = b"tender-flow journal 1\n"


def by_bidder(login, question, supplier, lot):
    return 4 if supplier == "Elm Housing" else 3


def decided(url, folder) -> None:
    """A procurement up to the letters about the east."""
    flow = until_quality_locked(url, folder, mark=by_bidder)
    prices_opened(flow)
    recommended(flow, "east", "Elm Housing")
    approved(flow, "east")
    told(flow, "east", "Elm Housing")
    told(flow, "east", "Medway Refuge")
    flow.lead.database.close()


def found(report: VerifyReport) -> dict[str, set[str]]:
    return {
        step.name: {finding.code for finding in step.findings}
        for step in report.steps
        if step.findings
    }


def test_a_whole_procurement_passes_with_its_signatures_marks_and_results(database_url, tmp_path):
    decided(database_url, tmp_path)

    report = verify(database_url)

    assert report.findings == ()
    checked = {step.name: step.checked for step in report.steps if step.subject == REF}
    # Three declarations, and marks and a slip of each of three members in two rounds.
    assert checked["signatures"] == 3 + 3 * 2 * 2
    # Written: 2 shared questions of 3 bidders and 4 local answers; interview: 3. Times three.
    assert checked["marks"] == 3 * (2 * 3 + 4 + 3)
    assert checked["results"] == 1 + 2  # a result, a recommendation, an approval
    assert checked["standstills"] == 1


@pytest.fixture(scope="module")
def template(tmp_path_factory, sqlite_template):
    folder = tmp_path_factory.mktemp("decided")
    path = folder / "template.db"
    shutil.copy(sqlite_template, path)
    decided(f"sqlite:///{path}", folder)
    return path


@pytest.fixture
def record(template, tmp_path):
    path = tmp_path / "record.db"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


class Forger:
    """Changes values of a record and writes the chain again so that it fits."""

    def __init__(self, url: str) -> None:
        self.url = url
        with open_database(url).snapshot() as rows:
            self.chain = rows.one("procurement", ref=REF)["id"]
            self.entries = rows.of("journal_entry", chain=self.chain)
            self.sealed = rows.of("sealed_value", chain=self.chain)
        self.statements: list[str] = []
        self.swapped: dict[str, str] = {}

    def swap(self, old: str, new: str) -> None:
        """A text in every entry becomes another."""
        self.swapped[old] = new

    def reseal(self, row: dict, body: dict) -> None:
        """A sealed value says something else, under a digest that fits."""
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        salt = bytes.fromhex(row["salt"])
        self.swap(
            sha256(salt + row["body"].encode()).hexdigest(),
            sha256(salt + text.encode()).hexdigest(),
        )
        place = f"sequence = {row['sequence']} and ordinal = {row['ordinal']}"
        self.sql(
            "update sealed_value set body = " + quoted(text) + f" where chain = '{self.chain}'"
            f" and {place}"
        )

    def sealed_with(self, key: str) -> tuple[dict, dict]:
        """The first sealed value that has this column with a value, and what it says."""
        for row in self.sealed:
            body = json.loads(row["body"])
            if body.get(key):
                return row, body
        raise LookupError(key)

    def rewrite(self, row: dict, table: str, **values: str) -> None:
        """A row was written with other values from the beginning, says its entry."""
        for entry in self.entries:
            body = json.loads(entry["body"])
            for write in body["public"]["writes"]:
                if (write["table"], write["id"]) == (table, row["id"]):
                    write["set"] |= values
            entry["body"] = json.dumps(body)
        for name, value in values.items():
            self.sql(f"update {table} set {name} = '{value}' where id = '{row['id']}'")

    def sql(self, statement: str) -> None:
        self.statements.append(statement)

    def finish(self) -> None:
        """Writes the case's chain again, and then the portfolio, which names its digests."""
        self._write_again(self.chain, self.entries)
        with open_database(self.url).snapshot() as rows:
            portfolio = rows.of("journal_entry", chain="portfolio")
        self._write_again("portfolio", portfolio)
        attack(self.url, *self.statements)

    def _write_again(self, chain: str, entries: list[dict]) -> None:
        previous = None
        for entry in entries:
            text = entry["body"]
            for old, new in self.swapped.items():
                text = text.replace(old, new)
            body = json.loads(text)
            body["previous"] = previous
            text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            previous = sha256(PREFIX + text.encode()).hexdigest()
            self.swap(entry["digest"], previous)
            self.sql(
                f"update journal_entry set body = {quoted(text)}, digest = '{previous}'"
                f" where chain = '{chain}' and sequence = {entry['sequence']}"
            )
        self.sql(f"update chain_head set digest = '{previous}' where chain = '{chain}'")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_a_mark_that_was_forged_everywhere_is_not_what_its_member_signed(record):
    forger = Forger(record)
    row, body = forger.sealed_with("strengths")
    before = body["strengths"]
    forger.reseal(row, body | {"strengths": "They were wonderful."})
    forger.sql(
        f"update mark set strengths = 'They were wonderful.' where strengths = {quoted(before)}"
    )
    forger.finish()

    report = verify(record)
    assert found(report) == {"marks": {"mark-differs-from-signed"}}
    assert [finding.facts["column"] for finding in report.findings] == ["strengths"]
    assert report.exit_code == 3


def test_a_return_that_was_forged_everywhere_has_no_signature(record):
    with open_database(record).snapshot() as rows:
        row = rows.of("pack_return", kind="marks")[0]
        artefact = rows.artefact(row["signed"])
    forged = artefact.replace(b"strengths", b"strengthz", 1)
    assert forged != artefact
    digest = sha256(forged).hexdigest()
    forger = Forger(record)
    forger.swap(row["signed"], digest)
    forger.sql(
        f"update artefact set digest = '{digest}', body = x'{forged.hex()}'"
        f" where digest = '{row['signed']}'"
    )
    forger.sql(f"update pack_return set signed = '{digest}' where id = '{row['id']}'")
    forger.finish()

    assert found(verify(record)) == {
        "signatures": {"signature-broken"},
        "marks": {"mark-not-signed"},
    }


def test_an_altered_signature_is_seen(record):
    attack(record, "update pack_return set signature = replace(signature, 'a', 'b')")

    assert found(verify(record, REF)) == {"rows": {"row-differs"}}


def forge_a_total(record: str) -> Forger:
    forger = Forger(record)
    row, body = forger.sealed_with("shown")
    forger.reseal(row, body | {"shown": "99.99"})
    forger.sql(f"update standing set shown = '99.99' where shown = {quoted(body['shown'])}")
    return forger


def test_a_total_that_was_forged_everywhere_is_not_what_the_model_gives(record):
    forge_a_total(record).finish()

    report = verify(record)
    assert found(report) == {"results": {"result-differs"}}
    assert report.exit_code == 3
    assert "99.99" in report.findings[0].facts["stored"]


def test_another_answer_of_older_rules_is_a_finding_with_both_numbers(record):
    forger = forge_a_total(record)
    with open_database(record).snapshot() as rows:
        engine = rows.of("evaluation_result")[0]["engine"]
    forger.swap(f'"engine":"{engine}"', '"engine":"0.0.0"')
    forger.sql("update evaluation_result set engine = '0.0.0'")
    forger.finish()

    report = verify(record)
    assert found(report) == {"results": {"result-differs"}}
    assert report.exit_code == 1
    facts = report.findings[0].facts
    assert (facts["engine"], facts["engine_now"]) == ("0.0.0", engine)
    assert "99.99" in facts["stored"]
    assert "99.99" not in facts["now"]


def test_an_approval_for_another_bidder_has_no_ground(record):
    with open_database(record).snapshot() as rows:
        approval = rows.of("decision", kind="approval")[0]
        other = next(
            bid["id"] for bid in rows.of("bid", lot=approval["lot"]) if bid["id"] != approval["bid"]
        )
    forger = Forger(record)
    forger.rewrite(approval, "decision", bid=other)
    forger.finish()

    assert found(verify(record)) == {"results": {"decision-without-ground"}}


def test_an_approval_by_the_person_who_recommended_is_seen(record):
    with open_database(record).snapshot() as rows:
        approval = rows.of("decision", kind="approval")[0]
        lead = rows.of("decision", kind="recommendation")[0]["person"]
    forger = Forger(record)
    forger.rewrite(approval, "decision", person=lead)
    forger.finish()

    report = verify(record)
    assert found(report) == {"results": {"approval-by-recommender"}}
    assert report.exit_code == 3


def test_an_approval_by_the_name_that_recommended_is_seen(record):
    with open_database(record).snapshot() as rows:
        recommended = rows.of("decision", kind="recommendation")[0]
    forger = Forger(record)
    row, body = next(
        (row, body)
        for row in forger.sealed
        if (body := json.loads(row["body"])).get("maker") == "M. Director"
    )
    forger.reseal(row, body | {"maker": recommended["maker"]})
    forger.sql(f"update decision set maker = {quoted(recommended['maker'])}")
    forger.finish()

    assert found(verify(record)) == {"results": {"approval-by-recommender"}}


def test_a_standstill_that_was_shortened_everywhere_is_counted_again(record):
    with open_database(record).snapshot() as rows:
        standstill = rows.of("standstill")[0]
    earlier = standstill["ends_on"] - timedelta(days=1)
    forger = Forger(record)
    forger.rewrite(standstill, "standstill", ends_on=earlier.isoformat())
    forger.finish()

    report = verify(record)
    assert found(report) == {"standstills": {"standstill-shorter-than-counted"}}
    assert report.findings[0].facts["now"] == standstill["ends_on"]
    assert report.exit_code == 3


def test_a_standstill_that_was_shortened_by_another_calendar_is_a_warning(record):
    with open_database(record).snapshot() as rows:
        standstill = rows.of("standstill")[0]
    earlier = (standstill["ends_on"] - timedelta(days=1)).isoformat()
    forger = Forger(record)
    forger.rewrite(standstill, "standstill", ends_on=earlier, calendar="holidays 0.1")
    forger.finish()

    assert verify(record).exit_code == 1


def test_a_record_whose_every_sealed_value_was_erased_can_still_be_checked(record):
    attack(
        record,
        "update sealed_value set salt = null, body = null, erased_under = 'Records schedule 7.2'",
    )

    report = verify(record)

    codes = {finding.code for finding in report.findings}
    assert codes == {"sealed-erased", "result-inputs-erased"}
    assert report.exit_code == 0


@pytest.fixture(scope="module")
def moved_template(sqlite_template, tmp_path_factory):
    """A procurement that moved on after its prices were opened, with every gate asked."""
    folder = tmp_path_factory.mktemp("moved")
    path = folder / "template.db"
    shutil.copy(sqlite_template, path)
    flow = until_quality_locked(f"sqlite:///{path}", folder, workflow=ALL_GATES)
    prices_opened(flow)
    moves.advance(flow.later(), flow.ref)
    flow.lead.database.close()
    return path


@pytest.fixture
def moved(moved_template, tmp_path):
    path = tmp_path / "moved.db"
    shutil.copy(moved_template, path)
    return f"sqlite:///{path}"


def test_a_move_by_somebody_without_its_role_is_seen(moved):
    with open_database(moved).snapshot() as rows:
        witness = rows.of("member", role="witness")[0]["person"]
    forger = Forger(moved)
    for entry in forger.entries:
        body = json.loads(entry["body"])
        if body["deed"] == "procurement.advance":
            entry["body"] = json.dumps(body | {"actor": witness})
    forger.finish()

    report = verify(moved)
    assert found(report) == {"stages": {"mover-without-role"}}
    assert report.exit_code == 3


def test_a_move_can_be_checked_after_every_name_was_erased(moved):
    url = moved
    assert verify(url).exit_code == 0

    attack(
        url,
        "update sealed_value set salt = null, body = null, erased_under = 'Records schedule 7.2'",
    )

    report = verify(url)
    assert {finding.code for finding in report.findings} <= {"sealed-erased"}
