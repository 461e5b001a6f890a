"""Fixtures of the pack tests; the invented case is in `pack_case`."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from pack_case import remembering, scoring, seal_to_carys

from tender_flow.packs.keys import make_key


@pytest.fixture(scope="session")
def keys() -> SimpleNamespace:
    """Council, member and a stranger; made in memory, so no scrypt."""
    authority = make_key("Kent County Council", "authority")
    trusts = (authority.public.fingerprint,)
    return SimpleNamespace(
        authority=authority,
        carys=remembering(make_key("Carys Evans", "member", trusts)),
        ben=remembering(make_key("Ben Okafor", "member", trusts)),
        other_council=make_key("Surrey", "authority"),
    )


@pytest.fixture
def pack(tmp_path: Path, keys: SimpleNamespace) -> Path:
    """`evans.tfpack` in an empty folder."""
    path = tmp_path / "evans.tfpack"
    path.write_bytes(seal_to_carys(keys, scoring(keys)))
    return path
