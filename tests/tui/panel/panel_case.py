"""An invented case for the panel's screens: six bidders, eight questions, awkward names.

Names, answers and weights are made up. It holds what is hard to draw: square brackets, `&`, a
right-to-left name, a name of 60 letters, an empty answer, a table, an answer of 5,000 words.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

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
    Practice,
    Question,
    Scale,
    ScaleLevel,
    ScoringContents,
    Share,
    scoring_contents,
)
from tender_flow.packs.declaring import Declaring
from tender_flow.packs.envelope import Opened, peek
from tender_flow.packs.keys import PrivateKey, _Remembered, make_key
from tender_flow.packs.post import OpenedPack, seal_pack
from tender_flow.packs.storage import Keeper
from tender_flow.packs.work import Work, open_work
from tender_flow.tui.panel.app import PanelApp

NOW = datetime(2014, 10, 20, 13, 32, tzinfo=UTC)
CLOSES = datetime(2014, 10, 24, 16, 0, tzinfo=UTC)
PASSPHRASE = "four unusual grey words"
CASE = Case("case-1", "KCC-1", "Kent domestic abuse service", ())
LEAD = Lead("Jo Lowe", "01622 000000", "j.lowe@example.gov.uk")
CARYS = Member("m-evans", "Carys Evans", "Public health", "public health")
LOTS = (Lot("east", "East Kent"), Lot("west", "West Kent"))
LONG_NAME = "Partnership of the Weald & [Thanet] Homes for Safe Living Ltd"
HEBREW = "\u05d1\u05d9\u05ea \u05d7\u05dd"
BIDDERS = (
    ("t-1", "Elm Housing"),
    ("t-2", "Medway Refuge"),
    ("t-3", "Safe Harbour"),
    ("t-4", "Northway Care"),
    ("t-5", "Beacon"),
    ("t-6", LONG_NAME),
)
LEVELS = (
    ("Unacceptable", "No answer, or one that does not meet the requirement at all."),
    ("Poor", "Meets few parts of the requirement; major gaps; little evidence."),
    ("Limited", "Addresses part of the question; gaps that would need work before the service "
     "could start."),
    ("Good", "Meets the requirement in all main respects; minor gaps; some evidence."),
    ("Very good", "Meets the requirement in every respect, with clear evidence for each."),
    ("Excellent", "Goes beyond the requirement in ways that matter to residents, with strong "
     "evidence throughout."),
)  # fmt: skip
SCALE = Scale(
    "zero_to_five",
    tuple(ScaleLevel(Decimal(n), name, text) for n, (name, text) in enumerate(LEVELS)),
)
SAFEGUARDING = (
    "How will you keep residents and their children safe, from referral to move-on? Say who is "
    "responsible, how risk is assessed and reviewed, and what happens at night and at weekends "
    "in each of the districts of the lot for which you bid."
)
TITLES = (
    ("1.1", "Understanding of need", 12),
    ("1.2", "Mobilisation plan", 8),
    ("2.1", "Safeguarding", 16),
    ("2.2", "Children and young people", 8),
    ("2.3", "Move-on and resettlement", 6),
    ("3.1", "Partnership with police and probation", 4),
    ("3.2", "Equality and access", 4),
    ("3.3", "Social value", 2),
)
PARAGRAPHS = (
    "Our safeguarding lead is the Head of Operations, supported by a safeguarding officer in "
    "each of the six districts. Both are named in our policy (Appendix B) and in every "
    "resident's welcome pack.",
    "Every resident has a named keyworker from the day of referral. The keyworker completes the "
    "DASH risk assessment within 24 hours and agrees a safety plan with the resident in the "
    "first week.",
    "Children have a plan of their own. A children's worker meets each child within three days, "
    "agrees with the school who may collect the child, and attends every Child in Need meeting.",
    "All staff receive safeguarding training when they join and every two years afterwards. "
    "Managers complete the designated lead course.",
    "| Shift | Staff | Where | Cover at night | Named deputy | Telephone |\n"
    "|---|---|---|---|---|---|\n"
    "| Day | 6 | all six districts | no | not yet appointed | 01622 000001 |\n"
    "| Night | 2 | Ashford and Thanet | yes, awake | District lead | 01622 000002 |",
    "We review each plan:\n- after every incident;\n- when somebody moves in or out;\n"
    "- at least once a month [S1] & always with the resident.",
)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def questions() -> tuple[Question, ...]:
    return tuple(
        Question(
            f"q{number}", number, title,
            SAFEGUARDING if number == "2.1" else f"Describe your {title.lower()}.",
            "Look for named people and dates.", SCALE.id,
            (Share("east", f"{share}.0"), Share("west", f"{share}.0")),
            minimum=Decimal(3) if number == "2.1" else None,
            words=1000, shared=True,
        )
        for number, title, share in TITLES
    )  # fmt: skip


def answer_text(number: str, tender: str) -> str:
    if (number, tender) == ("1.2", "t-2"):
        return ""
    if (number, tender) == ("1.1", "t-3"):
        return "\n\n".join(["many words of an answer that goes on " * 25] * 25)
    return "\n\n".join(PARAGRAPHS)


def answer(number: str, tender: str) -> Answer:
    text = answer_text(number, tender)
    return Answer(
        f"{tender}/{number}", f"q{number}", tender, None, text, len(text.split()), digest(text)
    )


def scoring(authority: PrivateKey, **changes: object) -> ScoringContents:
    """Carys's pack: six bidders, of whom Northway Care isn't hers."""
    cleared = {"t-1", "t-2", "t-3", "t-5", "t-6"}
    asked = changes.pop("questions", None) or questions()
    bidders = changes.pop("bidders", BIDDERS)
    values: dict = {
        "case": CASE,
        "lots": LOTS,
        "member": CARYS,
        "lead": LEAD,
        "authority": authority.public,
        "number": 1,
        "issued_at": NOW,
        "closes_at": CLOSES,
        "model_digest": "ab" * 32,
        "round": "written",
        "guidance": "Mark what the answer shows.\n\nUse the whole scheme.",
        "scales": (SCALE,),
        "questions": asked,
        "bidders": bidders,
        "cleared": cleared,
        "seed": "panel-27",
        "answers": tuple(
            answer(question.number, tender)
            for question in asked
            for tender, _name in bidders
            if tender in cleared
        ),
    }
    return scoring_contents(**{**values, **changes})


INVENTED = "A support worker answers at night, awake and in the building, and rings the manager."


def practice() -> Practice:
    """A practice answer to a question that is only for practice."""
    question = Question(
        "practice", "", "Calls at night", "Who answers the telephone at night?",
        "Look for named roles.", SCALE.id, (), shared=True,
    )  # fmt: skip
    answer = f"This answer is invented for practice. No bidder wrote it.\n\n{INVENTED}"
    return Practice(SCALE, question, answer)


def invitation(authority: PrivateKey, practice: Practice | None = None) -> InvitationContents:
    agreement = "\n\n".join(
        f"{n}. I keep what I read in the bids to myself, and talk about it only with the panel "
        "and the procurement lead, in the room and in writing, before and after the award."
        for n in range(1, 9)
    )
    partners = {"t-2": ("Thanet Homes",)}
    return InvitationContents(
        case=CASE,
        member=CARYS,
        lead=LEAD,
        authority=authority.public,
        number=1,
        agreement=agreement,
        guidance="Mark what the answer shows.\n\nUse the whole scheme.",
        bidders=tuple(
            InvitedBidder(tender, name, partners.get(tender, ()), LOTS) for tender, name in BIDDERS
        ),
        questions=tuple(
            AssignedQuestion(f"q{number}", number, title) for number, title, _share in TITLES
        ),
        return_by=CLOSES,
        work_key=str(pyrage.x25519.Identity.generate()),
        practice=practice,
    )


def outcome(authority: PrivateKey) -> OutcomeContents:
    items = tuple(
        OutcomeItem(
            f"i-{tender}", "2.1", "Safeguarding", "", name, own, Decimal(3),
            "Meets the requirement in all main respects: DASH within 24 hours (paragraph 2), "
            "named leads (paragraph 1). Minor gaps: no figure for trained staff (paragraph 4).",
            assent,
        )
        for (tender, name), own, assent in (
            (BIDDERS[0], Decimal(3), "agrees"),
            (BIDDERS[1], Decimal(2), "disagrees"),
            (BIDDERS[5], None, "not_present"),
        )
    )  # fmt: skip
    return OutcomeContents(CASE, CARYS, LEAD, authority.public, 1, NOW, "written", items)


class Keys:
    """Council and member, made in memory: no scrypt."""

    def __init__(self) -> None:
        self.authority = make_key("Kent County Council", "authority")
        bare = make_key("Carys Evans", "member", (self.authority.public.fingerprint,))
        remembered = _Remembered.of(PASSPHRASE)
        self.carys = PrivateKey(bare.public, bare.signing, bare.identity, bare.trusts, remembered)


def pack_file(folder: Path, keys: Keys, contents: object, name: str = "evans.tfpack") -> Path:
    """A sealed pack for Carys in a folder."""
    path = folder / name
    path.write_bytes(seal_pack(contents, keys.authority, at=NOW, member=keys.carys.public))
    return path


def opened_app(path: Path, keys: Keys, clock=lambda: NOW) -> PanelApp:
    """The program with a pack opened already, as after the passphrase page."""
    return OpenedApp(path, open_work(path, keys.carys, NOW), clock)


class OpenedApp(PanelApp):
    """Begins behind the passphrase page, which has tests of its own."""

    def __init__(self, path: Path, work: Work, clock) -> None:
        super().__init__(path, clock=clock)
        self.opened(work)

    def first_page(self):
        from tender_flow.tui.panel.flow import first_screen

        return first_screen(self)


def invited_app(
    folder: Path, keys: Keys, clock=lambda: NOW, practice: Practice | None = None
) -> PanelApp:
    """The program with an invitation opened, without the 2.5 seconds of its passphrase."""
    contents = invitation(keys.authority, practice)
    path = folder / "evans.tfpack"
    # Sealed to a key instead of a passphrase; everything behind the opening is the same.
    member = keys.carys.public
    header_source = seal_pack(outcome(keys.authority), keys.authority, at=NOW, member=member)
    path.write_bytes(header_source)
    header = peek(header_source)
    identity = pyrage.x25519.Identity.from_str(contents.work_key)
    keeper = Keeper(make_key(CARYS.name, "member"), identity, "")
    opened = Opened(header, _manifest(keys), {}, b"", "", b"", "00" * 32)
    work = Work(path, OpenedPack(contents, opened), Declaring(contents), keeper, None, b"")
    return OpenedApp(path, work, clock)


def _manifest(keys: Keys):
    from tender_flow.packs.envelope import Manifest

    return Manifest("invitation", CASE.id, CASE.ref, "", keys.authority.public, NOW)
