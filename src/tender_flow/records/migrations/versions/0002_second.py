"""The record's second version: what was added after the first.

It only adds: new tables, and columns that may be empty in rows that are there already. It never
changes again.
"""

from __future__ import annotations

from tender_flow.records.migrations.building import add, identity, table, unique

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _targets()
    _shortlists()
    _statutory()
    _premarket()
    _considered()
    _direct_award()
    _draws()
    _agreed_marks()
    _prices()
    _calendar()
    _registers()
    _lessons()
    _lot_offers()
    _planning()
    _challenges()
    _governance()
    _irregular()
    _visits()


def _shortlists() -> None:
    table(
        "stage_place",
        "id procurement stage lot bid goes_on:boolean rank?:integer reached? reasons decided_by "
        "decided_at",
        identity(),
    )


def _targets() -> None:
    table(
        "target_figure",
        "id procurement tender criterion lot? value recorded_at",
        identity(),
    )


def _statutory() -> None:
    table(
        "published_notice",
        "id procurement kind lot published_on reference corrects? recorded_by recorded_at",
        identity(),
    )
    table("notice_statement", "id procurement notice name value", identity())
    table(
        "conflicts_review",
        "id procurement kind dated found perceived steps recorded_by recorded_at",
        identity(),
    )
    table(
        "exclusion_check",
        "id procurement tender? supplier relation subject ground outcome debarment_on heard_on? "
        "reason recorded_by recorded_at",
        identity(),
    )


def _premarket() -> None:
    table("engagement_event", "id procurement held_on title recorded_by recorded_at", identity())
    table("engagement_attendance", "id procurement event supplier", identity())
    table(
        "engagement_item",
        "id procurement event supplier question told shared_on? shared_how? recorded_by "
        "recorded_at",
        identity(),
    )
    table(
        "consultation_comment",
        "id procurement received_on name speaks_for text answer? change? answered_on? answered_by?",
        identity(),
    )


def _considered() -> None:
    table(
        "consideration",
        "id procurement kind choice reason dated amount? until? items document? recorded_by "
        "recorded_at",
        identity(),
    )
    table(
        "checklist_answer",
        "id procurement item document? reason answered_by answered_at",
        identity(),
    )
    table("provider", "id procurement name email consent_on consent_how withdrawn_on?", identity())
    table("dispatch", "id procurement what sent_on recorded_by recorded_at", identity())
    table("dispatch_recipient", "id procurement dispatch provider", identity())


def _direct_award() -> None:
    table(
        "direct_award",
        "id procurement lot bid decision ground starts_on ends_on options recorded_at",
        identity(),
    )


def _draws() -> None:
    """Draws by lot between equal bids."""
    table(
        "tie_draw",
        "id procurement lot ranking how drawn_at recorded_by recorded_at",
        identity(),
    )
    table(
        "tie_draw_place",
        "id procurement draw bid place?:integer",
        identity(),
        unique("one_place_per_draw_and_bid", "draw", "bid"),
    )
    table(
        "tie_draw_witness",
        "id procurement draw person",
        identity(),
        unique("one_witness_per_draw_and_person", "draw", "person"),
    )


def _agreed_marks() -> None:
    """Means that don't end in ten-thousandths, and who approved an override."""
    add("agreed_mark", "divisor?:integer second_approver?")


def _prices() -> None:
    """What a price consists of, and what was put right in it."""
    table(
        "price_offer",
        "id procurement bid total? weeks_late:integer",
        identity(),
        unique("one_price_offer_per_bid", "bid"),
    )
    table(
        "price_line",
        "id procurement bid item unit total?",
        identity(),
        unique("one_line_per_bid_and_item", "bid", "item"),
    )
    table(
        "price_correction",
        "id procurement bid item amount_read amount basis accepted_on evidence recorded_by "
        "recorded_at",
        identity(),
    )


def _calendar() -> None:
    table("announced_holiday", "id procurement day name recorded_by recorded_at", identity())


def _registers() -> None:
    """Risks and the communication plan."""
    table(
        "risk",
        "id procurement risk control owner raised_on review_on closed_on? closed_reason? "
        "recorded_by recorded_at",
        identity(),
    )
    table(
        "risk_review",
        "id procurement risk dated found control owner review_on recorded_by recorded_at",
        identity(),
    )
    table(
        "communication",
        "id procurement audience message due_on planned_by planned_at sent_on? how? sent_by? "
        "sent_at?",
        identity(),
    )


def _lot_offers() -> None:
    """What bidders offer over several lots."""
    table(
        "tender_scope",
        "id procurement tender capacity?:integer preference",
        identity(),
        unique("one_scope_per_tender", "tender"),
    )
    table(
        "discount_offer",
        "id procurement tender place:integer at_least:integer per_cent?",
        identity(),
    )
    table(
        "discount_lot",
        "id procurement discount lot price?",
        identity(),
        unique("one_place_per_discount_and_lot", "discount", "lot"),
    )


def _planning() -> None:
    """Plan files as they were taken in."""
    table("plan_paper", "id procurement digest recorded_at", identity())


def _challenges() -> None:
    """What happens to a decision after it was taken."""
    table(
        "challenge",
        "id procurement lot decision tender? challenger grounds claim_on? notified_on regime basis "
        "suspension? recorded_by recorded_at lifted_on? outcome? ended_on? ended_reason? ended_by?",
        identity(),
    )
    table(
        "decision_withdrawal",
        "id procurement decision body maker minute dated reason told recorded_by recorded_at",
        identity(),
    )
    table(
        "reevaluation",
        "id procurement rounds reason approver dated recorded_by recorded_at",
        identity(),
    )


def _lessons() -> None:
    """Lessons and questionnaires of all procurements; what binds one, and how it answers."""
    table(
        "lesson",
        "id code about text met_by learnt_in source rehearsal:boolean recorded_by recorded_at",
        identity(),
    )
    table(
        "lesson_survey",
        "id code about period asked?:integer returned:integer source rehearsal:boolean "
        "recorded_by recorded_at",
        identity(),
    )
    table("lesson_adoption", "id procurement lesson adopted_at", identity())
    table("lesson_answer", "id procurement lesson answer answered_by answered_at", identity())


def _governance() -> None:
    """Who decided what, after which notice, and the register of waivers."""
    table("rule_book", "id procurement name digest recorded_by recorded_at", identity())
    table(
        "decision_matter",
        "id procurement kind title body wards:integer waits_for? recorded_by recorded_at",
        identity(),
    )
    table(
        "matter_contract",
        "id procurement matter lot? title per_year starts_on months:integer options",
        identity(),
    )
    table(
        "matter_notice",
        "id procurement matter kind published_on reference reason agreed_by agreed_as "
        "recorded_by recorded_at",
        identity(),
    )
    table(
        "body_decision",
        "id procurement matter? kind title body maker meeting minute dated published_on? exempt "
        "key_decision:boolean route call_in_ends? no_call_in reasons rejected recorded_by "
        "recorded_at",
        identity(),
    )
    table(
        "decision_call",
        "id procurement decision called_on called_by reason settled_on? outcome? settlement? "
        "recorded_by recorded_at",
        identity(),
    )
    table(
        "waiver",
        "id procurement matter decision rules reason report recorded_by recorded_at",
        identity(),
    )


def _irregular() -> None:
    """Prices that seem too low, errors and irregularities."""
    table("low_price_day", "id procurement bid_check happened_on answer_by?", identity())
    table(
        "irregularity",
        "id procurement tender lot? what obvious:boolean material:boolean told found_on "
        "recorded_by recorded_at decision? weighed? effect? reason? second_approver? decided_by? "
        "decided_at?",
        identity(),
    )


def _visits() -> None:
    """What bidders saw and were given, and how a consortium changed."""
    add("partner", "left_at?")
    table(
        "site_visit",
        "id procurement supplier site held_on present told shared_on? not_shared_reason "
        "recorded_by recorded_at",
        identity(),
    )
    table(
        "pack_release",
        "id procurement kind document supplier released_on how recorded_by recorded_at",
        identity(),
    )
    table(
        "partner_change",
        "id procurement tender partner change dated reason allowed_by recorded_by recorded_at",
        identity(),
    )
