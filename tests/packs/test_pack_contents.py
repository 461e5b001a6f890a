from dataclasses import replace
from decimal import Decimal

import pytest
from pack_case import (
    ANSWERS,
    CARYS,
    NOW,
    SCALE,
    answer,
    digest,
    invitation,
    scoring,
    seal_to_carys,
)

from tender_flow.errors import RefusedError
from tender_flow.packs.codec import from_plain, to_plain
from tender_flow.packs.contents import (
    EarlierMark,
    InvitationContents,
    Practice,
    Question,
    Reply,
    own_order,
)
from tender_flow.packs.post import open_pack


def earlier(member: str = CARYS.id, of: str = "t-elm-need") -> EarlierMark:
    return EarlierMark(
        member, of, 1, Decimal(3), "", "s", "w", "y", NOW, digest("Our safeguarding lead …")
    )


def codes(error: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def test_a_conflicted_bidders_answer_is_refused_not_left_out(keys) -> None:
    with pytest.raises(RefusedError) as error:
        scoring(keys, answers=(*ANSWERS, answer("t-beacon", "safe", "east")))
    assert codes(error) == ["pack-answer-not-cleared"]


def test_every_fault_of_a_pack_is_reported_at_once(keys) -> None:
    with pytest.raises(RefusedError) as error:
        scoring(
            keys,
            answers=(*ANSWERS, answer("t-elm", "price_question", None)),
            earlier=(earlier("m-okafor"), earlier(of="t-beacon-safe")),
            replies=(Reply("safe", "t-beacon", "?", "!"),),
            scales=(),
        )
    assert codes(error) == [
        "pack-answer-not-assigned",
        "pack-mark-of-another",
        "pack-mark-without-answer",
        "pack-reply-not-theirs",
        "pack-scale-missing",
        "pack-scale-missing",
    ]


def test_the_bytes_inside_hold_no_price_and_nothing_of_a_conflicted_bidder(keys) -> None:
    """Searches what the member's key opens: names of files, manifest and contents alike."""
    data = seal_to_carys(keys, scoring(keys, earlier=(earlier(),)))
    inside = open_pack(data, keys.carys, "x").opened.artefact
    for secret in (b"SECRET OF BEACON", b"1650000", b"1,650,000", b"price", b"Okafor", b"m-okafor"):
        assert secret not in inside
    assert b"Beacon" in inside  # by name only, as "not yours"
    assert b"Every resident has a named keyworker." in inside


def test_a_bidder_who_is_not_cleared_is_there_by_name_only(keys) -> None:
    contents = scoring(keys)
    yours = {bidder.tender_id: bidder.yours for bidder in contents.bidders}
    assert yours == {"t-elm": True, "t-medway": True, "t-beacon": False}
    assert {a.tender_id for a in contents.answers} == {"t-elm", "t-medway"}


def test_each_member_has_an_order_of_their_own_that_can_be_repeated() -> None:
    tenders = [f"t-{number}" for number in range(6)]
    orders = {own_order(tenders, f"seed {number}") for number in range(20)}
    assert len(orders) > 10
    assert own_order(tenders, "seed 1") == own_order(reversed(tenders), "seed 1")
    assert all(sorted(order) == tenders for order in orders)


def test_an_invitation_from_before_there_was_practice_still_opens(keys) -> None:
    old = to_plain(invitation(keys))
    del old["practice"]
    assert from_plain(InvitationContents, old).practice is None


def test_a_practice_answer_comes_back_as_it_went(keys) -> None:
    asked = Question("practice", "", "At night", "Who?", "", SCALE.id, (), shared=True)
    sent = replace(invitation(keys), practice=Practice(SCALE, asked, "A worker.\n\nAwake."))
    assert from_plain(InvitationContents, to_plain(sent)) == sent
