"""A small case for the tests of the record: a procurement with two lots, a person, a member."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tender_flow.records.ids import new_id

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def later(minutes):
    return NOW + timedelta(minutes=minutes)


def procurement(ref="KIDAS-2014", **changes):
    return {
        "ref": ref,
        "title": "Kent Integrated Domestic Abuse Service",
        "description": "",
        "authority": "Kent County Council",
        "regime": "part_b_2006",
        "rehearsal": True,
        "illustrative": "made for a test",
        "stage": "planning",
        "version": 1,
        "workflow_version": 1,
        "model_version": 1,
        "ceiling_period": "",
        "authority_fingerprint": "",
        "created_at": NOW,
    } | changes


def lot(code, position):
    return {
        "code": code,
        "title": f"{code.title()} Kent",
        "description": "",
        "position": position,
        "outcome": "open",
    }


def person(login="asha", name="Asha Okafor"):
    return {"login": login, "name": name, "email": f"{login}@example.org", "telephone": ""}


def member(person_id, role="evaluator"):
    return {
        "person": person_id,
        "role": role,
        "organisation": "Public Health",
        "specialisms": "",
        "status": "active",
        "status_reason": "",
        "added_at": NOW,
        "fingerprint_compared": "",
    }


def new_case(database, ref="KIDAS-2014", now=NOW):
    """A case with two lots, written by its first deed; gives its id."""
    case = new_id(now)
    with database.transaction(case, now=now) as deed:
        deed.insert("procurement", procurement(ref), id=case)
        deed.insert("lot", lot("east", 1))
        deed.insert("lot", lot("west", 2))
        append(deed, "procurement.new")
    return case


def append(deed, name="test.deed", **facts):
    return deed.append(deed=name, actor="lead", on_behalf_of=None, facts=facts)
