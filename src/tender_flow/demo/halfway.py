"""The second case stops in the middle: a meeting half-way, and a pack that waits to be sent.

On the first day of the meeting Huw Pritchard leaves the panel and Carys Evans takes his place.
She marks his questions anew, on her own laptop, and hasn't sent them; the meeting has gone on
with the questions that are not hers.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tender_flow.demo.marking import give, issue
from tender_flow.demo.meeting import Meeting
from tender_flow.demo.scene import PASSPHRASES, moment
from tender_flow.demo.telling import Line, Said
from tender_flow.i18n import _
from tender_flow.packs.keys import make_key, save_key
from tender_flow.packs.work import close, open_work, save
from tender_flow.services import panel as panels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tender_flow.demo.content import Person
    from tender_flow.demo.scene import Scene
    from tender_flow.packs.marking import Marking

DAYS_OPEN = 30
"""Carys Evans's pack stays open so many days from today, so that it can be tried."""
PRESENT = "2014-10-28 09:30"


def own_key(scene: Scene) -> Iterator[Said]:
    """Carys Evans keeps her key in a file, under a passphrase of her own."""
    person = successor(scene)
    key = make_key(person.name, "member", trusts=(scene.keys["authority"].public.fingerprint,))
    path = scene.laptop(person.login) / "evans.tfkey"
    scene.keys[person.login] = save_key(path, key, PASSPHRASES[person.login])
    yield Line(
        _("Her key is in {path}; passphrase “{passphrase}” (of this demonstration only).").format(
            path=path, passphrase=PASSPHRASES[person.login]
        )
    )


def successor(scene: Scene) -> Person:
    """Who takes the place of the one who leaves."""
    replaced = scene.panel.replaced
    return next(one for one in scene.panel.evaluators if one.marks == replaced.marks)


def half_a_meeting(scene: Scene) -> Iterator[Said]:
    """Some items agreed; one has its mark and waits for members' words."""
    meeting = Meeting(scene, "written", PRESENT)
    replaced, new = scene.panel.replaced, successor(scene)
    leaving = next(one for one in meeting.agenda.people if one.name == replaced.name)
    meeting.attend(leaving, here=False)
    gone = panels.remove(
        meeting.office(1),
        scene.ref,
        replaced.login,
        reason="Called to another post with immediate effect",
        role="evaluator",
        replaced_by=new.login,
    )
    yield Line(
        _("{name} leaves the panel and {other} takes his place: {marks} marks of his stay in the "
          "record and no longer count.").format(
            name=gone.name, other=gone.replaced_by, marks=gone.marks_kept)
    )  # fmt: skip
    items = [one for one in meeting.agenda.items if one.question.id not in new.questions]
    done = items[: 2 * len(items) // 3]
    for item in done[:-1]:
        meeting.settle(item)
    meeting.settle(done[-1], unasked=1)
    yield Line(
        _("The meeting has agreed {count} of {all} items; on the last of them one member has "
          "still to say a word.").format(count=len(done), all=len(meeting.agenda.items))
    )  # fmt: skip
    scene.half_way = meeting.now


def half_marked(scene: Scene) -> Iterator[Said]:
    """The successor's pack: half of it marked and saved, nothing sent."""
    person = successor(scene)
    assert scene.half_way is not None
    begins = scene.half_way + timedelta(hours=2)
    closes = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    path = issue(scene, person, begins.isoformat()[:16], closes + timedelta(days=DAYS_OPEN))
    yield Line(
        _("Her pack stays open for {days} days from today, so that you can try it: {path}").format(
            days=DAYS_OPEN, path=path
        )
    )
    done, count = _mark_half(scene, person, path)
    yield Line(
        _("She has marked {done} of {all} answers and sent nothing yet.").format(
            done=done, all=count
        )
    )


def _mark_half(scene: Scene, person: Person, path: Path) -> tuple[int, int]:
    """Marks half of the answers as her program does, the last without its reasons."""
    now = moment("2014-10-29 10:00")
    work = open_work(path, scene.keys[person.login], now)
    try:
        order = work.marking.reading_order()
        for at, answer in enumerate(order[: len(order) // 2]):
            give(work.marking, person, answer.id, now + timedelta(minutes=6 * at))
        _unfinished(work.marking, order[len(order) // 2 - 1].id, now + timedelta(hours=3))
        save(work, now + timedelta(hours=3))
        return len(work.marking.complete()), len(order)
    finally:
        close(work)


def _unfinished(marking: Marking, answer_id: str, now: datetime) -> None:
    marking.write(answer_id, "why", "", now)
    marking.note(answer_id, "Look at the scale again before writing why.")
    marking.move_to(answer_id, "why")
