"""The providers to be told about a tender: with their consent, and what was sent to whom.

Names and addresses are personal data: they are sealed, and nobody is written to without the
consent on record (UK GDPR article 6(1)(a)). Kent's plan of January 2014 has such a list "for
all providers they have had contact with".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tender_flow.errors import BadInputError
from tender_flow.rules.findings import Fact, Finding, Hint
from tender_flow.rules.procedure.calendar import local_day

if TYPE_CHECKING:
    from datetime import date

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Deed, Office, Reading


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider on the list, with what it was sent; `number` is how people name it."""

    number: int
    name: str
    email: str
    consent_on: date
    consent_how: str
    withdrawn_on: date | None
    sent: tuple[tuple[str, date], ...]
    """What, and on which day."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Something that was sent, and to whom, for the addresses of a letter."""

    what: str
    sent_on: date
    to: tuple[ProviderView, ...]


def add(
    office: Office,
    ref: str,
    name: str,
    *,
    email: str,
    consent_on: date,
    consent_how: str,
    dry_run: bool = False,
) -> ProviderView:
    """Puts a provider on the list, with when and how it agreed to be written to."""
    with office.deed("providers.add", ref, roles=("lead",), dry_run=dry_run) as deed:
        texts = (("NAME", name), ("--email", email), ("--consent-how", consent_how))
        found = [
            Finding("text-missing", {"what": what}) for what, text in texts if not text.strip()
        ]
        same = [one for one in _views(deed) if _same(one.email, email) and not one.withdrawn_on]
        found += [Finding("provider-there-already", {"email": one.email}) for one in same[:1]]
        deed.refuse([*found, *_to_come(deed, consent_on)])
        values = {"name": name.strip(), "email": email.strip(), "consent_on": consent_on}
        row_id = deed.insert("provider", {**values, "consent_how": consent_how.strip()})
        deed.note(provider=row_id)
        return _views(deed)[-1]


def withdraw(
    office: Office, ref: str, number: str, *, on: date, dry_run: bool = False
) -> ProviderView:
    """Records that a provider (its number) took its consent back: nothing more is sent to it."""
    with office.deed("providers.withdraw", ref, roles=("lead",), dry_run=dry_run) as deed:
        row = _numbered(deed, number)
        deed.refuse(_to_come(deed, on))
        deed.update("provider", row["id"], withdrawn_on=on)
        deed.note(provider=row["id"])
        return _views(deed)[int(number) - 1]


def send(
    office: Office,
    ref: str,
    what: str,
    *,
    on: date,
    numbers: tuple[str, ...] = (),
    dry_run: bool = False,
) -> Dispatched:
    """Records what was sent, to these providers or to all that consent.

    Refused where one of them doesn't consent, or nobody is left.
    """
    with office.deed("providers.send", ref, roles=("lead",), dry_run=dry_run) as deed:
        rows = [_numbered(deed, number) for number in dict.fromkeys(numbers)]
        rows = rows or [row for row in deed.of("provider") if row["withdrawn_on"] is None]
        deed.refuse([*_send_faults(what, rows), *_to_come(deed, on)])
        recorded = {"recorded_by": deed.person_id, "recorded_at": deed.now}
        dispatch = deed.insert("dispatch", {"what": what.strip(), "sent_on": on, **recorded})
        for row in rows:
            deed.insert("dispatch_recipient", {"dispatch": dispatch, "provider": row["id"]})
        deed.note(dispatch=dispatch, sent_on=on.isoformat(), count=str(len(rows)))
        ids = [row["id"] for row in deed.of("provider")]
        chosen = {ids.index(row["id"]) for row in rows}
        views = _views(deed)
        return Dispatched(what.strip(), on, tuple(views[at] for at in sorted(chosen)))


def list_providers(office: Office, ref: str) -> tuple[ProviderView, ...]:
    """Everybody who is or was on the list, with what was sent to them."""
    with office.reading(ref) as reading:
        return tuple(_views(reading))


def _send_faults(what: str, rows: list[Row]) -> list[Finding]:
    found = [] if what.strip() else [Finding("text-missing", {"what": "WHAT"})]
    if not rows:
        found.append(Finding("nobody-to-send-to", hint=Hint("providers.add")))
    return found + [
        Finding("provider-without-consent", {"name": row["name"], "on": row["withdrawn_on"]})
        for row in rows
        if row["withdrawn_on"] is not None
    ]


def _to_come(deed: Deed, on: date) -> list[Finding]:
    later = on > local_day(deed.now)
    return [Finding("entry-in-the-future", {"dated": on})] if later else []


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _numbered(deed: Deed, number: str) -> Row:
    rows = deed.of("provider")
    for position, row in enumerate(rows, start=1):
        if number == str(position):
            return row
    facts: dict[str, Fact] = {"number": number, "count": len(rows)}
    raise BadInputError(Finding("provider-unknown", facts, hint=Hint("providers.list")))


def _views(reading: Reading) -> list[ProviderView]:
    sent = {row["id"]: (row["what"], row["sent_on"]) for row in reading.of("dispatch")}
    to = reading.of("dispatch_recipient")
    return [
        ProviderView(
            number,
            row["name"],
            row["email"],
            row["consent_on"],
            row["consent_how"],
            row["withdrawn_on"],
            tuple(sent[one["dispatch"]] for one in to if one["provider"] == row["id"]),
        )
        for number, row in enumerate(reading.of("provider"), start=1)
    ]
