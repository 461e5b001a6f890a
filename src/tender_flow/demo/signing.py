"""Everybody signs: invitation, declaration, fingerprint by telephone, decisions on conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tender_flow.demo.content import supplier
from tender_flow.demo.laptops import declare
from tender_flow.demo.scene import PASSPHRASES, moment
from tender_flow.demo.telling import Line, Said
from tender_flow.i18n import _
from tender_flow.packs.keys import PrivateKey, make_key
from tender_flow.services import accepting, clearing, invitations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from tender_flow.demo.content import Person
    from tender_flow.demo.scene import Scene
    from tender_flow.packs.post import OpenedPack

_SIGNERS = ("evaluator", "chair", "note_taker", "custodian", "witness")


def invited_and_declared(scene: Scene) -> Iterator[Said]:
    """Invitations out, declarations in: nobody has seen a bid yet."""
    yield Line(
        _("Each invitation is sealed under a passphrase given by telephone (“{passphrase}”). This "
          "takes about 3 seconds for each of {count} people.").format(
            passphrase=PASSPHRASES["invitation"], count=len(signers(scene)))
    )  # fmt: skip
    opening = [(person, _invite(scene, person, at)) for at, person in enumerate(signers(scene))]
    for at, (person, pack) in enumerate(opening):
        _declare(scene, person, pack.result(), at)
    yield Line(
        _("{count} people signed the confidentiality agreement, acknowledged the guidance and "
          "declared for each bidder, on their own machines.").format(count=len(opening))
    )  # fmt: skip
    if scene.again:
        yield Line(
            _("In this case chair, note taker, custodian and witness have still to sign: "
              "`tender-flow procurement gates {ref}` says so.").format(ref=scene.ref)
        )  # fmt: skip


def signers(scene: Scene) -> tuple[Person, ...]:
    """Who signs: in the second case only those who mark, to keep the demonstration short."""
    roles = ("evaluator",) if scene.again else _SIGNERS
    people = (*scene.panel.people, *([scene.panel.replaced] if scene.again else []))
    return tuple(person for person in people if person.role in roles)


def key_of(scene: Scene, person: Person) -> PrivateKey:
    """The key that a person signs with: the keepers' kept ones, otherwise one of their own."""
    if person.role in scene.keys:
        return scene.keys[person.role]
    return scene.keys.setdefault(person.login, make_key(person.name, "member"))


def _invite(scene: Scene, person: Person, at: int) -> Future[OpenedPack]:
    issued = invitations.invite(
        scene.at(f"2014-10-02 09:{10 + at}"),
        scene.ref,
        person.login,
        authority=scene.keys["authority"],
        passphrase=PASSPHRASES["invitation"],
        out=scene.outgoing(),
        role=person.role,
        return_by=moment("2014-10-06 12:00"),
    )
    return scene.laptops.open_invitation(issued.path, PASSPHRASES["invitation"])


def _declare(scene: Scene, person: Person, pack: OpenedPack, at: int) -> None:
    """The member's answers, taken in by the lead."""
    signed = moment(f"2014-10-03 {9 + at // 6:02}:{10 + at % 6}")
    conflicts = {
        supplier(one.tender): one.explanation
        for one in scene.panel.conflicts
        if one.member == person.login
    }
    out = scene.laptop(person.login) / f"{person.login}-declaration.tfreturn"
    file = declare(pack, key_of(scene, person), signed, conflicts, out)
    accepting.accept(
        scene.at(f"2014-10-06 09:{10 + at}"),
        scene.ref,
        file.read_bytes(),
        authority=scene.keys["authority"],
        file=file.name,
    )


def cleared(scene: Scene) -> Iterator[Said]:
    """Fingerprints compared by telephone, then the conflict decided."""
    for at, person in enumerate(signers(scene)):
        clearing.clear(
            scene.at(f"2014-10-06 14:{10 + at}"),
            scene.ref,
            person.login,
            fingerprint=key_of(scene, person).public.fingerprint,
            role=person.role,
        )
    evans = key_of(scene, next(p for p in signers(scene) if p.role == "evaluator"))
    yield Line(
        _("Each key's fingerprint was compared by telephone, such as {fingerprint} of {name}.")
        .format(fingerprint=evans.public.fingerprint, name=evans.public.name)
    )  # fmt: skip
    for conflict in scene.panel.conflicts:
        decided = clearing.decide(
            scene.at("2014-10-06 15:00"),
            scene.ref,
            conflict.member,
            supplier(conflict.tender),
            decision=conflict.decision,
            reason=conflict.reason,
        )
        yield Line(
            _("{name} may have a conflict with {supplier}. Decision: a conflict; he marks the "
              "other bidders only.").format(name=decided.name, supplier=decided.supplier)
        )  # fmt: skip
