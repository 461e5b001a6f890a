"""A panel at work, for tests: from the folder of tenders to marks that were taken in.

    with without_scrypt():
        flow = a_panel_case(database_url, tmp_path)   # people, texts, model, deadline
        flow.tenders_in()                             # folder written and imported
        flow.opened()                                 # by custodian and witness
        flow.requirements_passed()
        flow.cleared()                                # invite, declare, accept, compare, clear
        flow.packs_issued()
        flow.marks_in(lambda member, question, supplier, lot: 3)

`until_marks_in(url, folder)` does all of it. Each step goes through the services and the real
packs; only scrypt, which takes 2.5 seconds a file, is replaced (`without_scrypt`).
Everything is invented; prices stand in PRICES.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pyrage
from builders import REF, SMALL_WORKFLOW, a_file, a_procurement, an_office, authority_key

from tender_flow.packs.contents import InvitationContents, OutcomeContents, ScoringContents
from tender_flow.packs.declaring import Declaring
from tender_flow.packs.keys import PrivateKey, make_key
from tender_flow.packs.marking import Marking
from tender_flow.packs.post import OpenedPack, open_pack, seal_return
from tender_flow.packs.slips import Agreeing
from tender_flow.services import (
    accepting,
    amendments,
    bids,
    clearing,
    deadlines,
    document,
    interviews,
    invitations,
    packs,
    panel,
    requirements,
)
from tender_flow.services.bid_files import asked_in_tender
from tender_flow.services.bid_import import Imported
from tender_flow.services.office import Office
from tender_flow.services.outgoing import IssuedPack

PANEL_MODEL = str(Path(__file__).with_name("panel_model.yaml"))
PASSPHRASE = "four unusual grey words"
DEADLINE_LOCAL = "2014-09-26T12:00"
DEADLINE = datetime(2014, 9, 26, 11, 0, tzinfo=UTC)
CLOSES = datetime(2014, 10, 24, 16, 0, tzinfo=UTC)
KEEPERS = {"custodian": "cath.keeper", "witness": "will.ness"}
EVALUATORS = {
    "carys.evans": ("Carys Evans", "Public health", ("domestic_abuse",)),
    "ben.okafor": ("Ben Okafor", "Housing", ()),
    "ada.hill": ("Ada Hill", "Police", ()),
}
SUPPLIERS = {
    "Elm Housing": (("Thanet Homes",), ("east", "west")),
    "Medway Refuge": ((), ("east",)),
    "Safe Harbour": ((), ("west",)),
}
PRICES = {
    ("Elm Housing", "east"): "812345.67",
    ("Elm Housing", "west"): "798765.43",
    ("Medway Refuge", "east"): "845678.91",
    ("Safe Harbour", "west"): "734567.89",
}
PRICE_LOTS: dict[str, str] = {}
"""What stands under `lots` in a supplier's price.yaml, where a test needs more than a figure."""
SCOPES: dict[str, str] = {}
"""Further lines of a supplier's tender.yaml: what it can serve, and which lots it prefers."""
DISCOUNTS: dict[str, str] = {}
"""What a supplier's price.yaml says under `discounts`."""
FIGURES: dict[str, str] = {}
"""The text of a supplier's targets.yaml; a test sets it for its model."""


@contextmanager
def without_scrypt():
    """Sealing under a passphrase with a key pair per passphrase: nothing else changes."""
    real = pyrage.passphrase.encrypt, pyrage.passphrase.decrypt
    identities: dict[str, pyrage.x25519.Identity] = {}

    def encrypt(data, passphrase, armored=False):
        known = identities.setdefault(passphrase, pyrage.x25519.Identity.generate())
        return pyrage.encrypt(data, [known.to_public()])

    def decrypt(data, passphrase):
        if passphrase not in identities:
            raise pyrage.DecryptError("Decryption failed")
        return pyrage.decrypt(data, [identities[passphrase]])

    pyrage.passphrase.encrypt, pyrage.passphrase.decrypt = encrypt, decrypt
    try:
        yield
    finally:
        pyrage.passphrase.encrypt, pyrage.passphrase.decrypt = real


@lru_cache
def member_key(login: str, name: str = "") -> PrivateKey:
    """A person's key, made once for a test run."""
    return make_key(name or login, "member")


def all_threes(login: str, question: str, supplier: str, lot: str) -> int:
    """The mark that everybody gives where a test doesn't care."""
    return 3


@dataclass
class Flow:
    """A case with its panel; each step is a method that goes on from the one before."""

    lead: Office
    folder: Path
    ref: str = REF
    evaluators: dict[str, tuple[str, str, tuple[str, ...]]] = field(
        default_factory=lambda: dict(EVALUATORS)
    )
    suppliers: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(
        default_factory=lambda: dict(SUPPLIERS)
    )
    issued: dict[tuple[str, str], IssuedPack] = field(default_factory=dict)
    """The latest pack by (login, kind or round)."""

    def at(self, when: str | datetime, actor: str | None = None) -> Office:
        """The office at a time in UTC (`2014-09-29T10:00`), for somebody; becomes the lead's."""
        moment = when if isinstance(when, datetime) else datetime.fromisoformat(when)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if actor is None:
            self.lead = self.lead.at(moment)
            return self.lead
        self.lead = self.lead.at(moment, self.lead.actor)
        return self.lead.at(moment, actor)

    def later(self, minutes: int = 1) -> Office:
        """The lead's office a little later."""
        return self.at(self.lead.now() + timedelta(minutes=minutes))

    @property
    def tenders_folder(self) -> Path:
        return self.folder / "tenders"

    # The people and the papers

    def people(self) -> None:
        """Custodian and witness with keys, a chair, a note taker, the evaluators."""
        for role, login in KEEPERS.items():
            name = login.replace(".", " ").title()
            key = member_key(login, name).public
            panel.add(self.lead, self.ref, login=login, role=role, name=name, key=key)
        for role, login in (("chair", "sam.chair"), ("note_taker", "nia.notes")):
            name = login.replace(".", " ").title()
            panel.add(self.lead, self.ref, login=login, role=role, name=name)
        for login, (name, organisation, skills) in self.evaluators.items():
            panel.add(
                self.lead, self.ref, login=login, role="evaluator", name=name,
                email=f"{login}@kent.example", organisation=organisation, specialisms=skills,
            )  # fmt: skip
            panel.assign(self.lead, self.ref, login, questions=("all",))

    def texts_filed(self) -> None:
        """Agreement and guidance, which the invitations carry."""
        for kind in ("confidentiality_agreement", "evaluation_guidance"):
            path = a_file(f"{kind}.md", f"The {kind.replace('_', ' ')}.\n")
            document.add(self.lead, self.ref, path=path, kind=kind, dated=date(2014, 6, 2))

    # The tenders

    def write_tenders(self, received: str = "2014-09-26T11:40") -> Path:
        """The folder of tenders, each complete."""
        for supplier in self.suppliers:
            self.write_tender(supplier, received)
        return self.tenders_folder

    def write_tender(self, supplier: str, received: str = "2014-09-26T11:40") -> Path:
        """One supplier's folder, complete."""
        partners, lots = self.suppliers[supplier]
        folder = self.tenders_folder / supplier.lower().replace(" ", "_")
        (folder / "answers").mkdir(parents=True, exist_ok=True)
        (folder / "tender.yaml").write_text(
            f"format: 1\nsupplier: {supplier}\npartners: [{', '.join(partners)}]\n"
            f"lots: [{', '.join(lots)}]\nreceived_at: {received}\nillustrative: Invented.\n"
            f"{SCOPES.get(supplier, '')}"
        )
        with self.lead.reading(self.ref) as reading:
            model = reading.model()
        for leaf in asked_in_tender(model):
            for lot in (None,) if leaf.shared else (x for x in lots if leaf.applies_to(x)):
                name = leaf.id if lot is None else f"{leaf.id}.{lot}"
                text = f"{supplier} answers {leaf.title} for {lot or 'all'}.\n"
                (folder / "answers" / f"{name}.md").write_text(text)
        prices = "".join(f'  {lot}: "{PRICES.get((supplier, lot), "750000.00")}"\n' for lot in lots)
        prices = PRICE_LOTS.get(supplier, prices)
        (folder / "price.yaml").write_text(
            f"format: 1\ncurrency: GBP\nperiod: year\nlots:\n{prices}{DISCOUNTS.get(supplier, '')}"
        )
        if supplier in FIGURES:
            (folder / "targets.yaml").write_text(FIGURES[supplier])
        return folder

    def tenders_in(self, now: str = "2014-09-26T11:30") -> Imported:
        """The tenders written and imported after the deadline."""
        self.write_tenders()
        return bids.import_folder(self.at(now), self.ref, self.tenders_folder)

    def opened(self, now: str = "2014-09-26T12:00") -> bids.OpenedTenders:
        """All tenders opened by custodian and witness."""
        return bids.open_tenders(
            self.at(now, KEEPERS["custodian"]),
            self.ref,
            with_login=KEEPERS["witness"],
            custodian_key=self.keeper_key("custodian"),
            witness_key=self.keeper_key("witness"),
        )

    def keeper_key(self, role: str) -> PrivateKey:
        login = KEEPERS[role]
        return member_key(login, login.replace(".", " ").title())

    def requirements_passed(self) -> None:
        """Every requirement of every tender decided: pass."""
        for tender in bids.list_bids(self.lead, self.ref).tenders:
            if tender.status == "opened":
                for one in tender.requirements:
                    self.checked(tender.supplier, one.requirement, "pass", lot=one.lot or None)

    def checked(
        self, supplier: str, requirement: str, outcome: str, **given: str | None
    ) -> requirements.Checked:
        """One requirement decided, with evidence."""
        return requirements.check(
            self.lead, self.ref, supplier, requirement, outcome, **{"evidence": "Seen.", **given}
        )

    # The panel

    def cleared(self, now: str = "2014-09-29T09:00") -> None:
        """Every evaluator invited, declared without a conflict, accepted and cleared."""
        self.at(now)
        for login in self.evaluators:
            self.invite(login)
            self.declare(login)
            self.clear(login)

    def invite(self, login: str, **given: object) -> IssuedPack:
        made = invitations.invite(
            self.later(), self.ref, login, authority=authority_key(), passphrase=PASSPHRASE,
            out=self.folder, **given,
        )  # fmt: skip
        self.issued[login, "invitation"] = made
        return made

    def open_invitation(self, login: str) -> OpenedPack:
        path = self.issued[login, "invitation"].path
        return open_pack(path.read_bytes(), PASSPHRASE, path.name)

    def key_of(self, login: str) -> PrivateKey:
        return member_key(login, self.evaluators[login][0])

    def declaration(self, login: str, conflicts: dict[str, tuple[str, str]] | None = None) -> bytes:
        """The signed declaration; `conflicts` by supplier: choice (may, ask) and explanation."""
        opened = self.open_invitation(login)
        assert isinstance(opened.contents, InvitationContents)
        job = Declaring(opened.contents)
        now = self.lead.now()
        job.agree(opened.contents.member.name, now)
        for bidder in opened.contents.bidders:
            choice, words = (conflicts or {}).get(bidder.supplier, ("none", ""))
            job.declare(bidder.tender_id, choice, words)
        job.acknowledge_guidance(now)
        returned = job.declaration(self.key_of(login).public, now)
        return seal_return(returned, self.key_of(login), opened, 1)

    def declare(self, login: str, **given: object) -> accepting.Accepted:
        data = self.declaration(login, **given)
        return self.accept(data, f"{login}-declaration.tfreturn")

    def accept(self, data: bytes, file: str = "it.tfreturn", **given: object) -> accepting.Accepted:
        return accepting.accept(
            self.later(), self.ref, data, authority=authority_key(), file=file, **given
        )

    def clear(self, login: str) -> clearing.Cleared:
        fingerprint = self.key_of(login).public.fingerprint
        return clearing.clear(self.later(), self.ref, login, fingerprint=fingerprint)

    # Packs and marks

    def interviews_recorded(self) -> None:
        """A record of each bidder's interview, the same for each."""
        with self.lead.reading(self.ref) as reading:
            model = reading.model()
            asked = [leaf for leaf in model.questions() if leaf not in asked_in_tender(model)]
        for supplier in self.suppliers:
            for leaf in asked:
                note = a_file("interview.md", f"{supplier} spoke about {leaf.title}.\n")
                interviews.record(
                    self.later(), self.ref, supplier, question=leaf.id, note=note,
                    held_on=date(2014, 10, 27), present=("sam.chair", *self.evaluators),
                )  # fmt: skip

    def packs_issued(self, round: str = "written", closes_at: datetime = CLOSES) -> None:
        for login in self.evaluators:
            self.issue(login, round, closes_at=closes_at)

    def issue(self, login: str, round: str = "written", **given: object) -> IssuedPack:
        values = {"closes_at": CLOSES, **given}
        made = packs.issue(
            self.later(), self.ref, login, authority=authority_key(), out=self.folder,
            round=round, **values,
        )  # fmt: skip
        self.issued[login, round] = made
        return made

    def open_scoring(self, login: str, round: str = "written") -> tuple[OpenedPack, Marking]:
        """A member's pack as their own program opens it."""
        path = self.issued[login, round].path
        opened = open_pack(path.read_bytes(), self.key_of(login), path.name)
        assert isinstance(opened.contents, ScoringContents)
        return opened, Marking(opened.contents)

    def give(
        self, marking: Marking, login: str, mark=all_threes, *, only=lambda answer: True
    ) -> None:
        """A mark with reasons for each answer; None is "cannot mark"."""
        now = self.lead.now()
        lots = {lot.id: lot.title for lot in marking.contents.lots}
        for answer in filter(only, marking.reading_order()):
            bidder = marking.bidder_of(answer.id).name
            value = mark(login, answer.question_id, bidder, lots.get(answer.lot or "", ""))
            if value is None:
                marking.cannot_mark(answer.id, "Outside my field.", now)
                continue
            marking.give_mark(answer.id, Decimal(value), now)
            for box in ("strengths", "weaknesses", "why"):
                words = f"{login} on {answer.question_id} of {bidder}: {box}."
                marking.write(answer.id, box, words, now)

    def returned(
        self, opened: OpenedPack, marking: Marking, login: str, *, part: bool = False, **given
    ) -> bytes:
        """The signed return file of a member's marking."""
        value = marking.marks_return(self.lead.now(), part=part, **given)
        data = seal_return(value, self.key_of(login), opened, value.number)
        marking.was_sent(value)
        return data

    def marks_of(self, login: str, mark=all_threes, round: str = "written") -> accepting.Accepted:
        """One member marks everything, sends it, and it is taken in."""
        opened, marking = self.open_scoring(login, round)
        self.give(marking, login, mark)
        return self.accept(self.returned(opened, marking, login), f"{login}-marks.tfreturn")

    def marks_in(self, mark=all_threes, round: str = "written") -> None:
        """Everybody's marks; `mark(login, question id, supplier, lot's title) -> value`."""
        for login in self.evaluators:
            self.marks_of(login, mark, round)

    # After moderation

    def slips_in(self, round: str = "written", reason: str = "") -> None:
        """The outcome issued to each evaluator, agreed item by item, signed and taken in."""
        for login in self.evaluators:
            self.slip_of(login, round, reason)

    def slip_of(self, login: str, round: str = "written", reason: str = "") -> accepting.Accepted:
        made = packs.issue_outcome(
            self.later(), self.ref, login, authority=authority_key(), out=self.folder,
            round=round, reason=reason,
        )  # fmt: skip
        opened = open_pack(made.path.read_bytes(), self.key_of(login), made.path.name)
        assert isinstance(opened.contents, OutcomeContents)
        job = Agreeing(opened.contents)
        for item in opened.contents.items:
            job.agree(item.id)
        slip = job.slip(opened.contents.member.name, self.lead.now())
        data = seal_return(slip, self.key_of(login), opened, 1)
        return self.accept(data, f"{login}-slip.tfreturn")


def a_panel_case(
    url: str,
    folder: Path,
    *,
    model: str = PANEL_MODEL,
    workflow: str = SMALL_WORKFLOW,
    evaluators: dict[str, tuple[str, str, tuple[str, ...]]] | None = None,
    suppliers: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] | None = None,
) -> Flow:
    """A rehearsal with its panel, its texts filed, model published and deadline set."""
    office = an_office(url)
    a_procurement(office, workflow=workflow, model=model, plan=None)
    flow = Flow(office, folder)
    flow.evaluators = dict(evaluators or EVALUATORS)
    flow.suppliers = dict(suppliers or SUPPLIERS)
    flow.people()
    flow.texts_filed()
    amendments.publish(flow.lead, flow.ref)
    deadlines.deadline(flow.lead, flow.ref, local=DEADLINE_LOCAL)
    return flow


def until_marks_in(url: str, folder: Path, mark=all_threes, **given: object) -> Flow:
    """Everything from the case to the written marks of all evaluators."""
    with without_scrypt():
        flow = a_panel_case(url, folder, **given)
        flow.tenders_in()
        flow.opened()
        flow.requirements_passed()
        flow.cleared()
        flow.packs_issued()
        flow.marks_in(mark)
    return flow
