"""Several programs write at once: every deed is kept, every chain stays whole."""

import subprocess
import sys
from pathlib import Path

from cases import new_case
from tender_flow.records.chains import chain_names, check_chain, check_portfolio
from tender_flow.records.journal import read_entries
from tender_flow.records.replay import compare, rebuilt

PROGRAM = """
import sys
from tender_flow.records.database import open_database
from cases import append, later, lot, person

url, name, *cases = sys.argv[1:]
database = open_database(url)
for number in range(10):
    for case in cases:
        with database.transaction(case, now=later(1)) as deed:
            deed.insert("lot", lot(f"{name}{number}", number))
            deed.insert("person", person(f"{name}{number}{case}"))
            append(deed)
"""


def test_deeds_of_several_programs_on_two_cases_are_all_kept(database, database_url):
    one, other = new_case(database, "A"), new_case(database, "B")
    orders = {"p": (one, other), "q": (other, one), "r": (one, other)}
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, database_url, name, *cases],
            cwd=Path(__file__).parent,
        )
        for name, cases in orders.items()
    ]
    assert [program.wait() for program in programs] == [0, 0, 0]
    with database.snapshot() as rows:
        assert len(rows.of("lot", procurement=one)) == len(rows.of("lot", procurement=other)) == 32
        assert len(rows.of("person")) == 60
        assert check_portfolio(rows) == []
        for chain in chain_names(rows):
            assert check_chain(rows, chain) == []
            assert compare(rebuilt(read_entries(rows, chain)), rows, chain) == []
