from dataclasses import replace

import pytest
from pack_case import NOW, invitation, outcome

from tender_flow.errors import RefusedError
from tender_flow.i18n.sentences import line
from tender_flow.packs.declaring import Declaring
from tender_flow.packs.slips import Agreeing

TEN_WORDS = "My brother sat on the board until March 2013, unpaid."


def refused(deed, *args, **kwargs) -> list[str]:
    with pytest.raises(RefusedError) as error:
        deed(*args, **kwargs)
    assert all(line(finding) for finding in error.value.findings)
    return [finding.code for finding in error.value.findings]


@pytest.fixture
def declaring(keys) -> Declaring:
    return Declaring(invitation(keys))


def test_pages_come_in_order_and_one_can_stop_at_any_of_them(declaring) -> None:
    pages = [declaring.next_page()]
    declaring.agree("carys  EVANS", NOW)
    pages.append(declaring.next_page())
    declaring.declare("t-elm", "none")
    pages.append(declaring.next_page())
    declaring.declare("t-medway", "may", TEN_WORDS)
    pages.append(declaring.next_page())
    declaring.acknowledge_guidance(NOW)
    pages.append(declaring.next_page())
    assert pages == ["agreement", "t-elm", "t-medway", "guidance", "check"]
    assert declaring.answered() == 2


def test_nothing_is_signed_while_something_is_missing(declaring, keys) -> None:
    assert refused(declaring.declaration, keys.carys.public, NOW) == [
        "agreement-not-signed",
        "bidder-not-declared",
        "bidder-not-declared",
        "guidance-not-read",
    ]


def test_the_agreement_takes_the_name_of_the_invitation_only(declaring) -> None:
    assert refused(declaring.agree, "C. Evans", NOW) == ["name-not-as-invited"]
    assert declaring.state.agreement_read_at is None


def test_a_possible_conflict_needs_ten_words(declaring) -> None:
    assert refused(declaring.declare, "t-elm", "may", "My brother.") == ["explanation-too-short"]
    assert declaring.declared("t-elm") is None


def test_a_choice_can_be_changed_and_a_narrower_one_stands_beside_it(declaring) -> None:
    declaring.declare("t-medway", "ask")
    declaring.declare("t-medway", "none")
    declaring.declare("t-medway", "may", TEN_WORDS, partner="Thanet Homes", lot="east")
    assert declaring.declared("t-medway").choice == "none"
    assert declaring.declared("t-medway", "Thanet Homes", "east").choice == "may"


def test_a_declaration_says_which_words_were_agreed_to(declaring, keys) -> None:
    declaring.agree("Carys Evans", NOW)
    declaring.declare("t-medway", "none")
    declaring.declare("t-elm", "ask")
    declaring.acknowledge_guidance(NOW)
    signed = declaring.declaration(keys.carys.public, NOW)
    assert signed.agreement_digest == declaring.contents.agreement_digest
    assert [d.tender_id for d in signed.declarations] == ["t-elm", "t-medway"]
    other = replace(declaring.contents, agreement="I keep nothing to myself.")
    assert other.agreement_digest != signed.agreement_digest


def test_a_slip_needs_a_word_on_each_item_and_a_reason_for_a_no(keys) -> None:
    agreeing = Agreeing(outcome(keys))
    assert refused(agreeing.slip, "Carys Evans", NOW) == ["item-not-answered"]
    assert refused(agreeing.disagree, "i-1", " ") == ["dissent-without-reason"]
    agreeing.disagree("i-1", "The deputy was named in paragraph 6.")
    slip = agreeing.slip("Carys Evans", NOW)
    assert slip.outcome_digest == outcome(keys).outcome_digest
    assert [(v.agrees, v.reason) for v in slip.verdicts] == [
        (False, "The deputy was named in paragraph 6.")
    ]
    agreeing.agree("i-1")
    assert agreeing.slip("Carys Evans", NOW).verdicts[0].agrees
