import re
from pathlib import Path

import pytest

import tender_flow.packs
from tender_flow.i18n.sentences.packs import SENTENCES

SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(tender_flow.packs.__file__).parent.glob("*.py")
)
USED = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', SOURCE))


def test_every_code_of_this_room_has_its_sentence_and_every_sentence_its_code() -> None:
    assert set(SENTENCES) - USED == set()
    assert USED - set(SENTENCES) == set()


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_plain_and_says_what_to_do(code: str) -> None:
    what, remedy = SENTENCES[code]
    assert what.strip().endswith((".", "}"))
    assert remedy or code == "marks-carried-over"
    for word in ("please", "sorry", "invalid", "failed", "error code", "submit", "token", "hash"):
        assert word not in f"{what} {remedy}".lower()
