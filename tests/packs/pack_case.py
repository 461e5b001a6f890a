"""An invented case with one member, Carys Evans: values, packs, no scrypt."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace

import pyrage

from tender_flow.packs.contents import (
    Answer,
    AssignedQuestion,
    Case,
    InvitationContents,
    InvitedBidder,
    Lead,
    Lot,
    Member,
    OutcomeContents,
    OutcomeItem,
    Question,
    Scale,
    ScaleLevel,
    Share,
    scoring_contents,
)
from tender_flow.packs.keys import PrivateKey, _Remembered
from tender_flow.packs.post import seal_pack

NOW = datetime(2014, 10, 20, 14, 32, tzinfo=UTC)
CLOSES = datetime(2014, 10, 24, 16, 0, tzinfo=UTC)
PASSPHRASE = "four unusual grey words"
CASE = Case("0199-case", "KCC-1", "Kent domestic abuse service", ("Illustrative.",))
LEAD = Lead("Jo Lowe", "01622 000000", "j.lowe@example.gov.uk")
CARYS = Member("m-evans", "Carys Evans", "Public health", "public_health")
LOTS = (Lot("east", "East Kent"), Lot("west", "West Kent"))
SCALE = Scale(
    "zero_to_five",
    tuple(
        ScaleLevel(Decimal(mark), name, f"{name}: described.")
        for mark, name in enumerate(
            ("Unacceptable", "Poor", "Limited", "Good", "Very good", "Excellent")
        )
    ),
)
QUESTIONS = (
    Question(
        "need", "1.1", "Need", "What is needed?", "", SCALE.id, (Share("east", "12"),), shared=True
    ),
    Question(
        "safe", "2.1", "Safeguarding", "How?", "", SCALE.id, (Share("east", "24"),),
        minimum=Decimal(3), words=1000, lots=("east",),
    ),
)  # fmt: skip
BIDDERS = (("t-elm", "Elm Housing"), ("t-medway", "Medway Refuge"), ("t-beacon", "Beacon"))
TEXTS = {
    "t-elm": "Our safeguarding lead is the Head of Operations.",
    "t-medway": "Every resident has a named keyworker.",
    "t-beacon": "SECRET OF BEACON: children have a plan of their own.",
}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def answer(tender: str, question: str, lot: str | None, text: str | None = None) -> Answer:
    words = text or TEXTS[tender]
    return Answer(
        f"{tender}-{question}", question, tender, lot, words, len(words.split()), digest(words)
    )


ANSWERS = tuple(
    answer(tender, question, lot)
    for tender in ("t-elm", "t-medway")
    for question, lot in (("need", None), ("safe", "east"))
)


def remembering(key: PrivateKey) -> PrivateKey:
    """A key that knows its passphrase without the 2.5 seconds of a key file."""
    remembered = _Remembered.of(PASSPHRASE)
    return PrivateKey(key.public, key.signing, key.identity, key.trusts, remembered)


def scoring(keys: SimpleNamespace, **changes: object):
    """A scoring pack for Carys, who isn't cleared for Beacon."""
    values: dict = {
        "case": CASE,
        "lots": LOTS,
        "member": CARYS,
        "lead": LEAD,
        "authority": keys.authority.public,
        "number": 1,
        "issued_at": NOW,
        "closes_at": CLOSES,
        "model_digest": "ab" * 32,
        "round": "written",
        "guidance": "Mark what the answer shows.",
        "scales": (SCALE,),
        "questions": QUESTIONS,
        "bidders": BIDDERS,
        "cleared": {"t-elm", "t-medway"},
        "seed": "carys-1",
        "answers": ANSWERS,
    }
    return scoring_contents(**{**values, **changes})


def invitation(keys: SimpleNamespace) -> InvitationContents:
    return InvitationContents(
        case=CASE,
        member=CARYS,
        lead=LEAD,
        authority=keys.authority.public,
        number=1,
        agreement="I keep what I read to myself.",
        guidance="Mark what the answer shows.",
        bidders=(
            InvitedBidder("t-elm", "Elm Housing", (), LOTS),
            InvitedBidder("t-medway", "Medway Refuge Ltd", ("Thanet Homes",), LOTS[:1]),
        ),
        questions=(AssignedQuestion("safe", "2.1", "Safeguarding", ("East Kent",)),),
        return_by=CLOSES,
        work_key=str(pyrage.x25519.Identity.generate()),
    )


def outcome(keys: SimpleNamespace) -> OutcomeContents:
    item = OutcomeItem(
        "i-1", "2.1", "Safeguarding", "East Kent", "Elm Housing", Decimal(4), Decimal(3),
        "Named leads, no figure for training.", "agrees",
    )  # fmt: skip
    return OutcomeContents(CASE, CARYS, LEAD, keys.authority.public, 1, NOW, "written", (item,))


def seal_to_carys(keys: SimpleNamespace, contents: object) -> bytes:
    return seal_pack(
        contents, keys.authority, at=NOW, member=keys.carys.public, head_digest="cd" * 32
    )
