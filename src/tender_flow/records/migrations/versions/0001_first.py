"""The record's first version: every table.

Written out here and not taken from `records.tables`, so that this version stays what it was
when the tables move on; a test compares the two. A column's name alone is a text that must be
there; `?` says that it may be empty, `:integer`, `:boolean` or `:bytes` another type. Each
table with `procurement` has an index on it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TYPES = {"": sa.Text, "integer": sa.Integer, "boolean": sa.Boolean, "bytes": sa.LargeBinary}


def upgrade() -> None:
    _journal()
    _cases()
    _tenders()
    _panel()
    _marking()
    _award()


def _table(name: str, columns: str, *constraints: sa.Constraint) -> None:
    op.create_table(name, *map(_column, columns.split()), *constraints)
    if "procurement" in columns.split():
        op.create_index(f"ix_{name}_procurement", name, ["procurement"])


def _index(name: str, table: str, columns: list[str], sqlite: str, postgresql: str) -> None:
    """An index over a part of the rows."""
    where = (sa.text(sqlite), sa.text(postgresql))
    op.create_index(name, table, columns, sqlite_where=where[0], postgresql_where=where[1])


def _column(text: str) -> sa.Column[object]:
    name, _, kind = text.partition(":")
    return sa.Column(name.rstrip("?"), _TYPES[kind](), nullable=name.endswith("?"))


def _id() -> sa.Constraint:
    return sa.PrimaryKeyConstraint("id")


def _key(name: str | None, *columns: str) -> sa.Constraint:
    return sa.PrimaryKeyConstraint(*columns, name=name)


def _unique(name: str | None, *columns: str) -> sa.Constraint:
    return sa.UniqueConstraint(*columns, name=name)


def _check(name: str, condition: str) -> sa.Constraint:
    return sa.CheckConstraint(condition, name=name)


def _journal() -> None:
    _table("chain_head", "chain sequence:integer digest at", _key(None, "chain"))
    _table(
        "journal_entry",
        "chain sequence:integer body digest",
        _key("one_entry_per_sequence", "chain", "sequence"),
    )
    _table(
        "sealed_value",
        "chain sequence:integer ordinal:integer salt? body? erased_under?",
        _key("one_sealed_value_per_place", "chain", "sequence", "ordinal"),
    )
    _table("artefact", "digest kind body:bytes", _key(None, "digest"))


def _cases() -> None:
    _table("person", "id login name email telephone", _unique(None, "login"), _id())
    _table(
        "authority_key",
        "id name fingerprint verify_key seal_key made_at",
        _unique(None, "fingerprint"),
        _id(),
    )
    _table(
        "procurement",
        "id ref title description authority regime rehearsal:boolean illustrative stage "
        "version:integer workflow_version:integer model_version:integer ceiling? "
        "ceiling_period deadline_local? deadline_zone? deadline_at? authority_fingerprint "
        "created_at ended_at?",
        _unique(None, "ref"),
        _id(),
    )
    _table(
        "definition",
        "id procurement kind version:integer digest reason approver dated? told recorded_at "
        "published_at?",
        _check("definition_has_kind", "kind in ('workflow', 'model')"),
        _unique("one_definition_per_version", "procurement", "kind", "version"),
        _id(),
    )
    _table(
        "lot",
        "id procurement code title description position:integer outcome",
        _unique("one_lot_per_code", "procurement", "code"),
        _id(),
    )
    _table(
        "plan_baseline",
        "id procurement number:integer title source dated recorded_at",
        _unique("one_baseline_per_number", "procurement", "number"),
        _id(),
    )
    _table(
        "plan_task",
        "id procurement baseline:integer position:integer title stage planned planned_end",
        _id(),
    )
    _table("delay", "id procurement stage expected reason told recorded_at", _id())
    _table(
        "suspension", "id procurement scope subject reason began_at ended_at? ended_reason?", _id()
    )
    _table(
        "move", "id procurement name source target reason workflow_version:integer moved_at", _id()
    )
    _table(
        "document",
        "id procurement kind title file_name size:integer digest dated? author amount? period "
        "filed_at",
        _id(),
    )
    _table("notice", "id procurement lot kind source due_on published_on? reference", _id())


def _tenders() -> None:
    _table("supplier", "id procurement name", _id())
    _table(
        "tender",
        "id procurement supplier folder received_at late:boolean status imported_at "
        "opened_at? opened_by? opened_with? decided_by? decided_at? decided_reason?",
        _unique("one_tender_per_supplier", "procurement", "supplier"),
        _check(
            "tender_has_status",
            "status in ('received', 'late', 'refused', 'opened', 'withdrawn', 'excluded')",
        ),
        _id(),
    )
    _table("partner", "id procurement tender name", _id())
    _table(
        "bid",
        "id procurement tender lot status decided_by? decided_at? decided_reason?",
        _unique("one_bid_per_tender_and_lot", "tender", "lot"),
        _id(),
    )
    _table("tender_file", "id procurement tender path kind size:integer digest", _id())
    _table(
        "answer",
        "id procurement tender question lot? round text words:integer digest recorded_at",
        _id(),
    )
    places = ["procurement", "lot", "tender", "question", "id"]
    op.create_index("answer_places", "answer", places)
    _table(
        "interview",
        "id procurement tender answer held_on present recorded_by recorded_at reason",
        _id(),
    )
    _table(
        "price_envelope",
        "id procurement tender artefact salted_digest salt custodian witness state opened_at?",
        _unique("one_price_envelope_per_tender", "tender"),
        _id(),
    )
    _table(
        "price",
        "id procurement tender bid lot amount opened_at",
        _unique("one_price_per_bid", "bid"),
        _id(),
    )
    _table(
        "requirement_check",
        "id procurement tender requirement lot? revision:integer outcome evidence reason "
        "decided_by second_approver? decided_at",
        _check("check_has_outcome", "outcome in ('pass', 'fail')"),
        _unique("one_check_per_revision", "tender", "requirement", "lot", "revision"),
        _id(),
    )
    op.create_index(
        "one_shared_check_per_revision",
        "requirement_check",
        ["tender", "requirement", "revision"],
        unique=True,
        sqlite_where=sa.text("lot IS NULL"),
        postgresql_where=sa.text("lot IS NULL"),
    )
    _table(
        "query",
        "id procurement tender? question? direction text asked_by asked_at answer? "
        "answered_by? answered_at? to_all:boolean not_to_all_reason? status closed_at?",
        _id(),
    )


def _panel() -> None:
    _table(
        "member",
        "id procurement person role organisation specialisms status status_reason "
        "replaced_by? added_at ended_at? agreement_signed_at? guidance_acknowledged_at? "
        "verify_key? seal_key? fingerprint? cleared_at? cleared_by? fingerprint_compared",
        _unique("one_member_per_person_and_role", "procurement", "person", "role"),
        _id(),
    )
    _table("assignment", "id procurement member question active:boolean assigned_at", _id())
    _table(
        "declaration",
        "id procurement member tender party lot revision:integer choice explanation "
        "declared_at decision? decision_reason? decided_by? decided_at?",
        _unique("one_declaration_per_revision", "member", "tender", "party", "lot", "revision"),
        _id(),
    )
    _table(
        "pack",
        "id procurement member kind round number:integer file_name digest check_code "
        "model_version:integer contents reason status issued_at closes_at?",
        _unique("one_pack_per_number", "member", "kind", "round", "number"),
        _id(),
    )
    _table(
        "pack_return",
        "id procurement member pack kind digest signed signature verify_key partial:boolean "
        "signed_at accepted_at",
        _unique("one_acceptance_per_file", "procurement", "digest"),
        _id(),
    )


def _marking() -> None:
    _table(
        "round",
        "id procurement name position:integer opened_at locked_at?",
        _unique("one_round_per_name", "procurement", "name"),
        _id(),
    )
    _table(
        "mark",
        "id procurement round answer member revision:integer value?:integer cannot_reason "
        "strengths weaknesses why withheld:boolean pack_return model_version:integer given_at "
        "accepted_at",
        _unique("one_mark_per_revision", "round", "answer", "member", "revision"),
        _id(),
    )
    _index(
        "mark_sums",
        "mark",
        ["answer", "round", "value", "withheld"],
        "withheld IS 0",
        "withheld IS false",
    )
    _index("marks_given_again", "mark", ["round", "answer"], "revision > 1", "revision > 1")
    _table(
        "meeting",
        "id procurement round number:integer chair note_taker quorum:integer opened_at closed_at?",
        _id(),
    )
    _table("attendance", "id procurement meeting member state since", _id())
    _table(
        "agreed_mark",
        "id procurement meeting round answer revision:integer value:integer reason "
        "reason_from? route rule change_reason written_by agreed_at reopened_at? "
        "reopened_reason?",
        _unique("one_agreed_mark_per_revision", "round", "answer", "revision"),
        _id(),
    )
    _table("assent", "id procurement agreed_mark member choice reason given_at", _id())
    _table(
        "slip",
        "id procurement meeting member pack_return disagreements:integer accepted_at",
        _unique("one_slip_per_member", "meeting", "member"),
        _id(),
    )


def _award() -> None:
    _table(
        "evaluation_result",
        "id procurement number:integer model_version:integer model_digest engine digest "
        "computed_at",
        _unique("one_result_per_number", "procurement", "number"),
        _id(),
    )
    _table(
        "standing",
        "id procurement result lot bid rank?:integer total? shown? excluded",
        _unique("one_standing_per_bid", "result", "bid"),
        _id(),
    )
    _table("bid_check", "id procurement lot bid kind outcome evidence decided_by decided_at", _id())
    _table(
        "decision",
        "id procurement kind lot bid? result? follows? status body maker person dated minute "
        "reasons key_decision:boolean call_in_ends? recorded_at",
        _check("decision_has_kind", "kind in ('recommendation', 'approval', 'award')"),
        _check("decision_has_status", "status in ('taken', 'withdrawn', 'replaced')"),
        _id(),
    )
    _table("notification", "id procurement decision lot tender means sent_at letter", _id())
    _table(
        "standstill",
        "id procurement lot decision starts_from ends_on days:integer basis calendar recorded_at",
        _id(),
    )
    _table("report", "id procurement kind version:integer digest head made_at", _id())
