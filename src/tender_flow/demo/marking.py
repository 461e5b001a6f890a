"""Packs out, marks in: each member marks alone; a pack with an altered byte is refused."""

from __future__ import annotations

import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

from tender_flow.demo.content import bidder_of, judgements
from tender_flow.demo.laptops import post
from tender_flow.demo.scene import moment
from tender_flow.demo.signing import key_of
from tender_flow.demo.telling import Line, Said, refusal
from tender_flow.demo.voices import written
from tender_flow.i18n import _, ngettext
from tender_flow.packs.carrying import carry_over
from tender_flow.packs.contents import ScoringContents
from tender_flow.packs.marking import Marking
from tender_flow.packs.post import OpenedPack, open_pack
from tender_flow.services import accepting, packs, query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tender_flow.demo.content import Person
    from tender_flow.demo.scene import Scene
    from tender_flow.services.accepting import Accepted

CLOSES = "2014-10-24 17:00"
_REPLY = (
    "Channel Coast Homes (invented). It has noted its interest in homes at Dover and Canterbury; "
    "its board has not taken a decision."
)


def markers(scene: Scene) -> tuple[Person, ...]:
    """The evaluators who mark from the start; in the second case one sits for another."""
    if not scene.again:
        return scene.panel.evaluators
    replaced = scene.panel.replaced
    return (replaced, *(one for one in scene.panel.evaluators if one.marks != replaced.marks))


def packs_issued(scene: Scene) -> Iterator[Said]:
    """A scoring pack for each evaluator, sealed to their key."""
    for at, person in enumerate(markers(scene)):
        path = issue(scene, person, f"2014-10-07 10:{10 + at}", moment(CLOSES))
        yield Line(_("{name}: {file}").format(name=person.name, file=path.name))
    yield Line(_("No price is in any of them, and nobody's marks but their own."))


def issue(
    scene: Scene,
    person: Person,
    when: str,
    closes_at: datetime,
    round: str = "written",
    reason: str = "",
) -> Path:
    """Issues a pack and puts it on the member's laptop, as an e-mail would; gives that file."""
    issued = packs.issue(
        scene.at(when),
        scene.ref,
        person.login,
        authority=scene.keys["authority"],
        out=scene.outgoing(),
        closes_at=closes_at,
        round=round,
        reason=reason,
    )
    path = scene.laptop(person.login) / issued.path.name
    shutil.copy(issued.path, path)
    scene.packs[person.login, round] = path
    return path


def altered_pack(scene: Scene) -> Iterator[Said]:
    """One byte of a pack is changed on its way: it isn't opened."""
    person = next(one for one in markers(scene) if one.marks == "okafor")
    path = scene.packs[person.login, "written"]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    altered = path.with_name(f"altered-{path.name}")
    altered.write_bytes(bytes(data))
    yield Line(
        _("One byte of {name}'s pack is changed on its way. His program answers:").format(
            name=person.name
        )
    )
    yield refusal(lambda: _opened(altered, scene, person), scene.ref)
    yield Line(_("Nothing of it was opened. The pack as it was sent opens."))
    _opened(path, scene, person)
    altered.unlink()


def _opened(path: Path, scene: Scene, person: Person) -> OpenedPack:
    return open_pack(path.read_bytes(), key_of(scene, person), path.name)


def marks_in(scene: Scene) -> Iterator[Said]:
    """Each member marks; one asks a bidder first and sends part."""
    waiting = []
    for at, person in enumerate(markers(scene)):
        signed = moment(f"2014-10-15 {9 + at:02}:30")
        pack = _opened(scene.packs[person.login, "written"], scene, person)
        marking = Marking(_scoring(pack))
        give_all(marking, person, signed)
        done = _send(scene, person, pack, marking, signed, number=1)
        yield _taken(done)
        if done.queries:
            waiting.append((person, marking))
    for person, marking in waiting:
        yield from _second_return(scene, person, marking)


def _second_return(scene: Scene, person: Person, before: Marking) -> Iterator[Said]:
    """The bidder explains; the pack is issued again with the reply, and the rest comes back."""
    asked = query.list_queries(scene.at("2014-10-16 09:00"), scene.ref)[-1]
    number = str(asked.number)
    query.answer(
        scene.at("2014-10-17 11:00"),
        scene.ref,
        number,
        _REPLY,
        to_all=False,
        reason="It explains this bidder's own answer and tells the others nothing about the tender",
    )
    query.close(scene.at("2014-10-17 11:05"), scene.ref, number)
    reason = "The bidder's reply to your question is in it"
    path = issue(scene, person, "2014-10-17 11:30", moment(CLOSES), reason=reason)
    yield Line(
        _("{name} asked {supplier}; the reply is recorded, his pack is issued again as {file} with "
          "his marks carried over.").format(
            name=person.name, supplier=asked.supplier, file=path.name)
    )  # fmt: skip
    signed = moment("2014-10-20 10:00")
    pack = _opened(path, scene, person)
    contents = _scoring(pack)
    marking = Marking(contents, carry_over(before.state, contents))
    yield _taken(_send(scene, person, pack, marking, signed, number=2))


def give_all(marking: Marking, person: Person, now: datetime) -> None:
    """Marks every answer of a pack as the mark files have it, and asks what they ask."""
    for answer in marking.reading_order():
        give(marking, person, answer.id, now)


def give(marking: Marking, person: Person, answer_id: str, now: datetime) -> None:
    """Gives one mark with its reasons, or says why the member can't mark."""
    answer = marking.answer(answer_id)
    bidder = bidder_of(marking.bidder_of(answer_id).name)
    judgement = judgements(bidder)[answer.question_id]
    if person.marks in judgement.cannot:
        marking.cannot_mark(answer_id, judgement.cannot[person.marks], now)
        return
    mark = judgement.marks[person.marks]
    marking.give_mark(answer_id, Decimal(mark), now)
    words = written(judgement, person.marks, mark)
    for box in ("strengths", "weaknesses", "why"):
        marking.write(answer_id, box, getattr(words, box), now)
    if person.marks in judgement.asks:
        marking.ask(answer.question_id, answer.tender_id, judgement.asks[person.marks], now)


def _scoring(pack: OpenedPack) -> ScoringContents:
    assert isinstance(pack.contents, ScoringContents)
    return pack.contents


def _send(
    scene: Scene,
    person: Person,
    pack: OpenedPack,
    marking: Marking,
    signed: datetime,
    *,
    number: int,
) -> Accepted:
    """Signs and sends what is finished; the lead takes it in half an hour later."""
    part = bool(marking.counts().get("waiting"))
    returned = marking.marks_return(signed, part=part, number=number)
    marking.was_sent(returned)
    name = f"{person.login}-{marking.contents.round}-marks-{number}.tfreturn"
    out = scene.laptop(person.login) / name
    post(returned, key_of(scene, person), pack, number, out)
    return accepting.accept(
        scene.at(signed.isoformat()[:13] + ":45"),
        scene.ref,
        out.read_bytes(),
        authority=scene.keys["authority"],
        file=out.name,
    )


def _taken(done: Accepted) -> Line:
    new = len(done.changed("new", "changed"))
    text = ngettext(
        "{name}: {new} mark taken in, signed (check code {code}).",
        "{name}: {new} marks taken in, signed (check code {code}).",
        new,
    ).format(name=done.member, new=new, code=done.check_code)
    if done.part:
        text += " " + _("In part: {left} to come.").format(left=done.left)
    return Line(text)


def interviews_marked(scene: Scene) -> Iterator[Said]:
    """The interview round: packs of one question, marks back."""
    present = [one for one in markers(scene) if "interview_case" in one.questions]
    for at, person in enumerate(present):
        issue(scene, person, f"2014-10-21 09:{10 + at}", moment(CLOSES), round="interview")
    for at, person in enumerate(present):
        signed = moment(f"2014-10-22 {9 + at:02}:30")
        pack = _opened(scene.packs[person.login, "interview"], scene, person)
        marking = Marking(_scoring(pack))
        give_all(marking, person, signed)
        yield _taken(_send(scene, person, pack, marking, signed, number=1))
