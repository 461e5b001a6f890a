"""Ids, canonical text and conversions, as properties."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from cases import NOW
from tender_flow.records.ids import new_id, row_id
from tender_flow.records.journal import canonical, seal
from tender_flow.records.shapes import (
    ColumnShape,
    decoder,
    encode,
    from_journal,
    journal_value,
)

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]))
leaves = st.none() | st.booleans() | texts
values = st.recursive(
    leaves, lambda part: st.lists(part) | st.dictionaries(names, part), max_leaves=20
)


@given(values)
def test_our_canonical_text_is_rfc_8785(value):
    assert canonical(value).encode() == rfc8785.dumps(value)


KINDS = {
    "text": texts.filter(lambda text: "\0" not in text),
    "whole": st.integers(-(2**31), 2**31 - 1),
    "flag": st.booleans(),
    "instant": st.datetimes(
        min_value=datetime(1900, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=1))]),
    ),
    "day": st.dates(),
    "exact": st.decimals(allow_nan=False, allow_infinity=False, places=4),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_kind_comes_back_from_the_store_and_from_the_journal(kind, data):
    import unicodedata

    column = ColumnShape("x", kind, null=True, sealed=False)
    value = data.draw(KINDS[kind])
    stored = encode(column, value)
    convert = decoder(column)
    expected = unicodedata.normalize("NFC", value) if kind == "text" else value
    assert (convert(stored) if convert else stored) == expected
    assert from_journal(column, journal_value(stored)) == expected
    assert isinstance(journal_value(stored), str | bool)


def test_a_time_without_zone_is_refused():
    column = ColumnShape("at", "instant", null=True, sealed=False)
    with pytest.raises(ValueError, match="zone"):
        encode(column, datetime(2014, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_an_amount_is_a_number(value):
    with pytest.raises(ValueError, match="amount"):
        encode(ColumnShape("amount", "exact", null=True, sealed=False), value)


def test_a_fact_is_text_whatever_it_was():
    facts = {"day": date(2014, 4, 1), "many": (1, Decimal("1.50")), "at": NOW, "none": None}
    assert journal_value(facts) == {
        "day": "2014-04-01",
        "many": ["1", "1.50"],
        "at": "2026-01-05T09:00:00.000000Z",
        "none": None,
    }
    with pytest.raises(TypeError):
        journal_value(1.5)


def test_two_sealings_of_the_same_value_have_nothing_in_common():
    one, other = seal({"value": "40000"}), seal({"value": "40000"})
    assert one.body == other.body
    assert one.digest != other.digest


def test_new_ids_rise_also_when_the_clock_does_not():
    ids = [new_id(NOW - timedelta(seconds=number)) for number in range(100)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 100


@given(st.lists(st.tuples(st.integers(0, 2**24 - 1), st.integers(0, 2**18 - 1)), max_size=20))
def test_row_ids_sort_by_entry_and_place(places):
    ids = {place: row_id(NOW, *place) for place in places}
    assert sorted(ids) == [place for place, _ in sorted(ids.items(), key=lambda pair: pair[1])]


def test_ids_are_uuids_of_version_7_with_their_time():
    import uuid

    for text in (new_id(NOW), row_id(NOW + timedelta(days=1), 3, 4)):
        found = uuid.UUID(text)
        assert (found.version, found.variant) == (7, uuid.RFC_4122)
    assert int(row_id(NOW, 1, 1)[:13].replace("-", ""), 16) == NOW.timestamp() * 1000
