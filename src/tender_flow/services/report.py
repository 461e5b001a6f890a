"""The evaluation report: rendered from the record, written to a file, and recorded.

    made = evaluation(office, "kent-da", Path("report.pdf"))
    made.version, made.check_code

The report shows the journal's head as it was before this deed, and the record keeps the
report's digest: the paper guards the record, and the record the paper. `again` writes an
earlier version once more from the journal as it stood then, and says whether it is the same to
the byte.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tender_flow.errors import BadInputError, RefusedError
from tender_flow.publishing.report_data import Issue
from tender_flow.rules.findings import Finding, Hint, Place
from tender_flow.services.office import Reading
from tender_flow.services.past import RowsThen
from tender_flow.services.report_data import evaluation_report_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.records.rows import Row
    from tender_flow.services.office import Office

KIND = "evaluation"


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was written."""

    path: Path
    version: int
    pages: int
    digest: str
    """SHA-256 of the file."""
    head: str
    """Digest of the journal's entry that the report shows."""
    draft: bool

    @property
    def check_code(self) -> str:
        """The first digits of the file's digest, as people compare them."""
        return f"{self.digest[:4]} {self.digest[4:8]}"


def evaluation(office: Office, ref: str, out: Path, *, dry_run: bool = False) -> MadeReport:
    """Makes the next version of the evaluation report; the file appears whole or not at all."""
    roles = ("lead", "chair")
    with (
        _replacing(out) as temporary,
        office.deed("report.evaluation", ref, roles=roles, dry_run=dry_run) as deed,
    ):
        head = deed.rows.one("chain_head", chain=deed.id)
        version = len(deed.of("report", kind=KIND)) + 1
        issue = Issue(version, deed.now, head["digest"], head["sequence"])
        made, pdf = _made(deed, issue, out)
        if not dry_run:
            temporary.write(pdf)
        values = {"kind": KIND, "version": version, "digest": made.digest, "head": made.head}
        report = deed.insert("report", {**values, "made_at": deed.now})
        deed.note(report=report, version=str(version), digest=made.digest, shown=made.head)
    return made


def again(office: Office, ref: str, version: int, out: Path) -> MadeReport:
    """Writes an earlier version once more; refused if it isn't the same to the byte.

    It can differ where people were erased since, or where a newer program draws pages anew.
    """
    with _replacing(out) as temporary, office.reading(ref) as reading:
        row = reading.first("report", kind=KIND, version=version)
        if row is None:
            hint = Hint("report.evaluation")
            raise BadInputError(Finding("report-unknown", {"version": version}, hint=hint))
        then, issue = _as_it_was(reading, row)
        made, pdf = _made(then, issue, out)
        if made.digest != row["digest"]:
            raise RefusedError(Finding("report-differs", {"version": version}))
        temporary.write(pdf)
    return made


def _made(reading: Reading, issue: Issue, out: Path) -> tuple[MadeReport, bytes]:
    from tender_flow.publishing.evaluation_report import rendered

    data = evaluation_report_data(reading, issue)
    done = rendered(data)
    digest = sha256(done.pdf).hexdigest()
    made = MadeReport(out, issue.version, done.pages, digest, issue.head, data.case.draft)
    return made, done.pdf


def _as_it_was(reading: Reading, report: Row) -> tuple[Reading, Issue]:
    """The case as it stood right before a report was made."""
    from itertools import takewhile

    from tender_flow.records.journal import read_entries
    from tender_flow.records.replay import MemoryRows

    rows: Any = reading.rows
    memory = MemoryRows(reading.rows.artefact)
    entries = 0
    for entry in takewhile(lambda one: one.deed != "report.evaluation" or one.facts.get("report")
                           != report["id"], read_entries(rows, reading.id)):  # fmt: skip
        memory.apply(entry)
        entries = entry.sequence
    case = memory.one("procurement", id=reading.id)
    then = Reading(RowsThen(memory, reading.rows), case, report["made_at"], reading.person)
    return then, Issue(report["version"], report["made_at"], report["head"], entries)


class _Temporary:
    """Bytes on their way to a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data: bytes | None = None

    def write(self, data: bytes) -> None:
        """Writes the bytes beside the file and makes sure that they are on the disk."""
        self.data = data
        with self.path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _replacing(out: Path) -> Iterator[_Temporary]:
    """A temporary file that takes the place of `out` once everything else has worked.

    Only of a file: a device or pipe (/dev/null) would be gone for every program on the computer.
    """
    if out.exists() and not out.is_file():
        facts = {"path": str(out), "reason": "it is no ordinary file"}
        raise BadInputError(Finding("report-not-written", facts, place=Place(str(out))))
    try:
        handle, name = tempfile.mkstemp(prefix=".report-", suffix=".part", dir=out.parent)
        os.close(handle)
        temporary = _Temporary(Path(name))
        try:
            yield temporary
            if temporary.data is not None:
                temporary.path.replace(out)
        finally:
            temporary.path.unlink(missing_ok=True)
    except OSError as error:
        facts = {"path": str(out), "reason": error.strerror or "unwritable"}
        raise BadInputError(Finding("report-not-written", facts, place=Place(str(out)))) from error
