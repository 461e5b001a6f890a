"""The stage of the demonstration: the folder, the record, the keys, who acts and at what time.

Time is set by hand, in 2014: `scene.at("2014-06-02 10:00", …)` is London's clock. Everything is
done through the services, as the commands do it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from tender_flow.demo.content import data_folder, panel
from tender_flow.i18n.formats import LONDON
from tender_flow.packs.keys import PrivateKey, make_key, save_key
from tender_flow.services.office import Office

if TYPE_CHECKING:
    from pathlib import Path

    from tender_flow.demo.content import Panel
    from tender_flow.demo.laptops import Laptops
    from tender_flow.records.database import Database

PASSPHRASES = {
    "authority": "chalk cliffs above folkestone",
    "custodian": "two keys one drawer",
    "witness": "ledger ink and sealing wax",
    "invitation": "seven quiet herons wading",
    "carys.evans": "orchard gate in april rain",
}
"""Invented for the demonstration and printed by it; a real one is never shown."""

LEAD = "jo.lowe"
TELEPHONE = "01622 000 000"


@dataclass(slots=True)
class Scene:
    """One case of the demonstration under way; the second takes over record and keys."""

    folder: Path
    database: Database
    url: str
    laptops: Laptops
    ref: str
    title: str
    panel: Panel = field(default_factory=panel)
    keys: dict[str, PrivateKey] = field(default_factory=dict)
    """By login; the council's under `authority`."""
    packs: dict[tuple[str, str], Path] = field(default_factory=dict)
    """The latest file by (login, `invitation`, a round's name or `outcome-` and the round)."""
    again: bool = False
    """Is this the second case, made from the same files?"""
    half_way: datetime | None = None
    """Until when the second case's meeting has gone on."""

    def at(self, when: str, actor: str = LEAD) -> Office:
        """The record at a time of London's clock, for somebody."""
        return Office(self.database, actor, moment(when))

    @property
    def place(self) -> Path:
        """This case's own folder."""
        return self.folder / self.ref

    @property
    def data(self) -> Path:
        """The papers and tenders, copied beside the record so that they can be looked at."""
        return self.folder / "papers"

    def laptop(self, login: str) -> Path:
        """The folder that stands for a member's own laptop."""
        path = self.place / "laptops" / login
        path.mkdir(parents=True, exist_ok=True)
        return path

    def outgoing(self) -> Path:
        """Where the lead's packs are made before they are sent."""
        path = self.place / "sent"
        path.mkdir(parents=True, exist_ok=True)
        return path

    def key_file(self, who: str) -> Path:
        """Where a key is kept that the demonstration saves."""
        return self.folder / "keys" / f"{who}.tfkey"


def moment(when: str) -> datetime:
    """An instant from London's clock: `2014-06-02 10:00`."""
    return datetime.fromisoformat(when).replace(tzinfo=LONDON)


def on(when: str) -> date:
    """A day: `2014-06-02`."""
    return date.fromisoformat(when)


def lay_out(folder: Path) -> None:
    """Copies the papers and tenders into the folder, and makes room for keys."""
    (folder / "keys").mkdir(parents=True, exist_ok=True)
    data = data_folder()
    for name in ("documents", "interviews", "tenders"):
        shutil.copytree(data / name, folder / "papers" / name)
    shutil.copy(data / "kent_plan.yaml", folder / "papers" / "kent_plan.yaml")


def keep_key(scene: Scene, who: str, name: str, kind: str) -> PrivateKey:
    """Makes a key and keeps it in a file under its passphrase (one scrypt)."""
    key = save_key(scene.key_file(who), make_key(name, kind), PASSPHRASES[who])
    scene.keys[who] = key
    return key
