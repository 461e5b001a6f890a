"""The record's first version: every table.

Written out here and not taken from `records.tables`, so that this version stays what it was
when the tables move on; a test compares the two. It never changes again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tender_flow.records.migrations.building import check, identity, index, key, table, unique

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _journal()
    _cases()
    _tenders()
    _panel()
    _marking()
    _award()


def _journal() -> None:
    table("chain_head", "chain sequence:integer digest at", key(None, "chain"))
    table(
        "journal_entry",
        "chain sequence:integer body digest",
        key("one_entry_per_sequence", "chain", "sequence"),
    )
    table(
        "sealed_value",
        "chain sequence:integer ordinal:integer salt? body? erased_under?",
        key("one_sealed_value_per_place", "chain", "sequence", "ordinal"),
    )
    table("artefact", "digest kind body:bytes", key(None, "digest"))


def _cases() -> None:
    table("person", "id login name email telephone", unique(None, "login"), identity())
    table(
        "authority_key",
        "id name fingerprint verify_key seal_key made_at",
        unique(None, "fingerprint"),
        identity(),
    )
    table(
        "procurement",
        "id ref title description authority regime rehearsal:boolean illustrative stage "
        "version:integer workflow_version:integer model_version:integer ceiling? "
        "ceiling_period deadline_local? deadline_zone? deadline_at? authority_fingerprint "
        "created_at ended_at?",
        unique(None, "ref"),
        identity(),
    )
    table(
        "definition",
        "id procurement kind version:integer digest reason approver dated? told recorded_at "
        "published_at?",
        check("definition_has_kind", "kind in ('workflow', 'model')"),
        unique("one_definition_per_version", "procurement", "kind", "version"),
        identity(),
    )
    table(
        "lot",
        "id procurement code title description position:integer outcome",
        unique("one_lot_per_code", "procurement", "code"),
        identity(),
    )
    table(
        "plan_baseline",
        "id procurement number:integer title source dated recorded_at",
        unique("one_baseline_per_number", "procurement", "number"),
        identity(),
    )
    table(
        "plan_task",
        "id procurement baseline:integer position:integer title stage planned planned_end",
        identity(),
    )
    table("delay", "id procurement stage expected reason told recorded_at", identity())
    table(
        "suspension",
        "id procurement scope subject reason began_at ended_at? ended_reason?",
        identity(),
    )
    table(
        "move",
        "id procurement name source target reason workflow_version:integer moved_at",
        identity(),
    )
    table(
        "document",
        "id procurement kind title file_name size:integer digest dated? author amount? period "
        "filed_at",
        identity(),
    )
    table("notice", "id procurement lot kind source due_on published_on? reference", identity())


def _tenders() -> None:
    table("supplier", "id procurement name", identity())
    table(
        "tender",
        "id procurement supplier folder received_at late:boolean status imported_at "
        "opened_at? opened_by? opened_with? decided_by? decided_at? decided_reason?",
        unique("one_tender_per_supplier", "procurement", "supplier"),
        check(
            "tender_has_status",
            "status in ('received', 'late', 'refused', 'opened', 'withdrawn', 'excluded')",
        ),
        identity(),
    )
    table("partner", "id procurement tender name", identity())
    table(
        "bid",
        "id procurement tender lot status decided_by? decided_at? decided_reason?",
        unique("one_bid_per_tender_and_lot", "tender", "lot"),
        identity(),
    )
    table("tender_file", "id procurement tender path kind size:integer digest", identity())
    table(
        "answer",
        "id procurement tender question lot? round text words:integer digest recorded_at",
        identity(),
    )
    places = ["procurement", "lot", "tender", "question", "id"]
    op.create_index("answer_places", "answer", places)
    table(
        "interview",
        "id procurement tender answer held_on present recorded_by recorded_at reason",
        identity(),
    )
    table(
        "price_envelope",
        "id procurement tender artefact salted_digest salt custodian witness state opened_at?",
        unique("one_price_envelope_per_tender", "tender"),
        identity(),
    )
    table(
        "price",
        "id procurement tender bid lot amount opened_at",
        unique("one_price_per_bid", "bid"),
        identity(),
    )
    table(
        "requirement_check",
        "id procurement tender requirement lot? revision:integer outcome evidence reason "
        "decided_by second_approver? decided_at",
        check("check_has_outcome", "outcome in ('pass', 'fail')"),
        unique("one_check_per_revision", "tender", "requirement", "lot", "revision"),
        identity(),
    )
    op.create_index(
        "one_shared_check_per_revision",
        "requirement_check",
        ["tender", "requirement", "revision"],
        unique=True,
        sqlite_where=sa.text("lot IS NULL"),
        postgresql_where=sa.text("lot IS NULL"),
    )
    table(
        "query",
        "id procurement tender? question? direction text asked_by asked_at answer? "
        "answered_by? answered_at? to_all:boolean not_to_all_reason? status closed_at?",
        identity(),
    )


def _panel() -> None:
    table(
        "member",
        "id procurement person role organisation specialisms status status_reason "
        "replaced_by? added_at ended_at? agreement_signed_at? guidance_acknowledged_at? "
        "verify_key? seal_key? fingerprint? cleared_at? cleared_by? fingerprint_compared",
        unique("one_member_per_person_and_role", "procurement", "person", "role"),
        identity(),
    )
    table("assignment", "id procurement member question active:boolean assigned_at", identity())
    table(
        "declaration",
        "id procurement member tender party lot revision:integer choice explanation "
        "declared_at decision? decision_reason? decided_by? decided_at?",
        unique("one_declaration_per_revision", "member", "tender", "party", "lot", "revision"),
        identity(),
    )
    table(
        "pack",
        "id procurement member kind round number:integer file_name digest check_code "
        "model_version:integer contents reason status issued_at closes_at?",
        unique("one_pack_per_number", "member", "kind", "round", "number"),
        identity(),
    )
    table(
        "pack_return",
        "id procurement member pack kind digest signed signature verify_key partial:boolean "
        "signed_at accepted_at",
        unique("one_acceptance_per_file", "procurement", "digest"),
        identity(),
    )


def _marking() -> None:
    table(
        "round",
        "id procurement name position:integer opened_at locked_at?",
        unique("one_round_per_name", "procurement", "name"),
        identity(),
    )
    table(
        "mark",
        "id procurement round answer member revision:integer value?:integer cannot_reason "
        "strengths weaknesses why withheld:boolean pack_return model_version:integer given_at "
        "accepted_at",
        unique("one_mark_per_revision", "round", "answer", "member", "revision"),
        identity(),
    )
    index(
        "mark_sums",
        "mark",
        ["answer", "round", "value", "withheld"],
        "withheld IS 0",
        "withheld IS false",
    )
    index("marks_given_again", "mark", ["round", "answer"], "revision > 1", "revision > 1")
    table(
        "meeting",
        "id procurement round number:integer chair note_taker quorum:integer opened_at closed_at?",
        identity(),
    )
    table("attendance", "id procurement meeting member state since", identity())
    table(
        "agreed_mark",
        "id procurement meeting round answer revision:integer value:integer reason "
        "reason_from? route rule change_reason written_by agreed_at reopened_at? "
        "reopened_reason?",
        unique("one_agreed_mark_per_revision", "round", "answer", "revision"),
        identity(),
    )
    table("assent", "id procurement agreed_mark member choice reason given_at", identity())
    table(
        "slip",
        "id procurement meeting member pack_return disagreements:integer accepted_at",
        unique("one_slip_per_member", "meeting", "member"),
        identity(),
    )


def _award() -> None:
    table(
        "evaluation_result",
        "id procurement number:integer model_version:integer model_digest engine digest "
        "computed_at",
        unique("one_result_per_number", "procurement", "number"),
        identity(),
    )
    table(
        "standing",
        "id procurement result lot bid rank?:integer total? shown? excluded",
        unique("one_standing_per_bid", "result", "bid"),
        identity(),
    )
    table(
        "bid_check",
        "id procurement lot bid kind outcome evidence decided_by decided_at",
        identity(),
    )
    table(
        "decision",
        "id procurement kind lot bid? result? follows? status body maker person dated minute "
        "reasons key_decision:boolean call_in_ends? recorded_at",
        check("decision_has_kind", "kind in ('recommendation', 'approval', 'award')"),
        check("decision_has_status", "status in ('taken', 'withdrawn', 'replaced')"),
        identity(),
    )
    table("notification", "id procurement decision lot tender means sent_at letter", identity())
    table(
        "standstill",
        "id procurement lot decision starts_from ends_on days:integer basis calendar recorded_at",
        identity(),
    )
    table("report", "id procurement kind version:integer digest head made_at", identity())
