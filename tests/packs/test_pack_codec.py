from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tender_flow.packs.codec import MisfitError, canonical, parse, read
from tender_flow.packs.container import join_parts, split_parts


@dataclass(frozen=True)
class Inner:
    mark: Decimal | None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outer:
    name: str
    count: int
    yes: bool
    at: datetime
    day: date
    inner: Inner
    by_id: dict[str, Inner]


OUTER = Outer(
    "Carys", 3, True, datetime(2014, 10, 24, 16, tzinfo=UTC), date(2014, 10, 24),
    Inner(Decimal("3.5"), ("a", "b")), {"x": Inner(None)},
)  # fmt: skip


def test_values_come_back_as_they_were() -> None:
    assert read(Outer, canonical(OUTER)) == OUTER


def test_numbers_travel_as_texts_and_times_as_utc() -> None:
    summer = datetime(2014, 10, 24, 17, tzinfo=timezone(timedelta(hours=1)))
    assert canonical({"a": Decimal("1.50"), "b": 3, "at": summer}) == (
        b'{"a":"1.50","at":"2014-10-24T16:00:00Z","b":"3"}'
    )


def test_the_same_word_in_two_spellings_is_one_text() -> None:
    assert canonical("e\u0301") == canonical("\u00e9")


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        canonical({"at": datetime(2014, 10, 24)})  # noqa: DTZ001 (that is the point)
    with pytest.raises(MisfitError):
        read(Outer, canonical(OUTER).replace(b"16:00:00Z", b"16:00:00"))


def test_unknown_keys_are_passed_over_and_missing_ones_named() -> None:
    text = b'{"mark":"3","later":{"x":[]}}'
    assert read(Inner, text) == Inner(Decimal(3))
    with pytest.raises(MisfitError, match="mark"):
        read(Inner, b'{"texts":[]}')


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"\xff", b"[1]", b"[1.5]", b"[NaN]", b'{"a":"1","a":"2"}',
        b"[" * 100_000, b'{"a":' * 100_000, b'"' + b"9" * 50, b"9" * 5_000,
    ],
)  # fmt: skip
def test_json_that_is_not_ours_is_a_misfit_and_nothing_worse(text: bytes) -> None:
    with pytest.raises(MisfitError):
        parse(text)


@pytest.mark.parametrize("mark", ["NaN", "Infinity", "x", "9" * 50, ""])
def test_a_mark_that_is_no_number_is_a_misfit(mark: str) -> None:
    with pytest.raises(MisfitError):
        read(Inner, canonical({"mark": mark}))


def test_brackets_inside_texts_are_not_nesting() -> None:
    assert parse(canonical(['[[{{"\\' * 100])) == ['[[{{"\\' * 100]


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9][a-z0-9._]{0,20}", fullmatch=True),
        st.binary(max_size=50),
        max_size=8,
    )
)
def test_parts_come_back_as_they_were(parts: dict[str, bytes]) -> None:
    assert split_parts(join_parts(parts)) == parts


@given(st.binary(max_size=80))
def test_parts_of_anything_else_are_a_misfit(tail: bytes) -> None:
    good = join_parts({"a": b"x"})
    for data in (tail, good + tail + b"!", b"tender-flow parts 1\n" + tail):
        with pytest.raises(MisfitError):
            split_parts(data)


def test_a_part_that_claims_a_huge_size_is_a_misfit() -> None:
    with pytest.raises(MisfitError):
        split_parts(b'tender-flow parts 1\n[["a","999999999999"]]\nx')
