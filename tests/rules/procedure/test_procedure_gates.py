"""What every gate has in common: silent when met, honest about what it needs, with sentences."""

from dataclasses import replace
from pathlib import Path

import pytest
from procedure_facts import GOOD, LOT, PARAMS, ask, only

from tender_flow.rules.procedure.facts import PARTS
from tender_flow.rules.procedure.gates import GATES

WITHDRAWN = replace(GOOD.decisions[1], status="withdrawn")
MET = {
    **dict.fromkeys(GATES, GOOD),
    "decision_withdrawn": replace(GOOD, decisions=(WITHDRAWN,)),
    "nothing_to_award": replace(GOOD, decisions=()),
    "lots_settled": replace(GOOD, lots=(replace(LOT, outcome="awarded"),)),
}


@pytest.mark.parametrize("name", GATES)
def test_a_gate_is_silent_when_its_condition_is_met(name):
    assert ask(name, MET[name]) == []


@pytest.mark.parametrize("name", GATES)
def test_a_gate_declares_only_parts_that_it_asks_for(name):
    assert set(GATES[name].needs) <= set(PARTS)
    for part in GATES[name].needs:
        without = replace(only(name, MET[name]), **{part: None})
        with pytest.raises(LookupError):
            GATES[name].ask(without, PARAMS.get(name, {}))


@pytest.mark.parametrize("name", GATES)
def test_a_gate_says_in_one_line_what_must_be_so(name):
    assert GATES[name].meaning.endswith(".")


def test_each_gate_is_in_the_table_of_gates():
    readme = (Path(__file__).parents[3] / "workflows" / "README.md").read_text(encoding="utf-8")
    assert [name for name in GATES if f"| `{name}` |" not in readme] == []
