"""What lies in the folder of tenders: one subfolder per supplier, every problem at once.

    tenders/
      elm_housing/
        tender.yaml                     the cover sheet: supplier, partners, lots, received at
        answers/safeguarding.md         a question that is answered once
        answers/local_delivery.east_kent.md        a question answered lot by lot
        targets.yaml                    the figures that the bidder promises; sealed unread
      price.yaml                      never read here: its bytes are sealed
        policy.pdf                      anything else: kept where it is, size and digest recorded

Of a late tender only the cover sheet is read: the rest is measured, not opened, until somebody
has admitted it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tender_flow.definitions.tender_files import TenderSheet, read_tender_sheet
from tender_flow.errors import BadInputError
from tender_flow.rules.evaluation.criteria import due_lots
from tender_flow.rules.findings import Fact, Finding, Place, Severity
from tender_flow.rules.procedure.receipt import is_late
from tender_flow.services.rounds import rounds_in_tender

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from tender_flow.rules.evaluation.criteria import Criterion, Model

SHEET, PRICE, ANSWERS = "tender.yaml", "price.yaml", "answers"
TARGETS = "targets.yaml"
LARGEST_ANSWER = 1_000_000
"""Bytes; an answer of 5,000 words has about 30,000."""
LARGEST_FILE = 200_000_000
MOST_FILES = 500
_ANSWER_NAME = re.compile(r"(?P<question>[^.]+)(\.(?P<lot>[^.]+))?\.md\Z")


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file of a tender: its path in the supplier's folder, size and SHA-256."""

    path: str
    kind: str
    """`tender`, `answer`, `targets`, `price` or `other`."""
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer as it was sent; `lot` is a code, None where the question is answered once."""

    question: str
    lot: str | None
    text: str


@dataclass(frozen=True, slots=True)
class TenderFolder:
    """One supplier's folder, read as far as it may be."""

    name: str
    sheet: TenderSheet
    late: bool
    opened: bool
    """Were its contents read? Not for a late tender that nobody has admitted."""
    files: tuple[FileSeen, ...]
    answers: tuple[AnswerText, ...]
    price: bytes
    """The price file's bytes, unread; empty where it isn't there."""
    targets: bytes = b""
    """The bytes of the file with the bidder's figures, unread; empty where it isn't there."""


@dataclass(slots=True)
class FolderReader:
    """Reads tenders by the model's questions and the deadline; collects findings on the way."""

    model: Model
    lots: tuple[str, ...]
    deadline_at: datetime
    admitted: Collection[str]
    """Suppliers (see `supplier_key`) whose late tender was admitted."""
    findings: list[Finding] = field(default_factory=list)

    def read(self, folder: Path) -> tuple[TenderFolder, ...]:
        """The tenders in a folder, in the order of their names.

        Raises:
            BadInputError: there is no such folder, or no tender in it.
        """
        if not folder.is_dir():
            raise BadInputError(Finding("tenders-folder-missing", {"folder": str(folder)}))
        inside = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        found = [self._tender(path) for path in inside if path.is_dir()]
        for path in inside:
            if not path.is_dir():
                self._note("tenders-stray-file", path, Severity.WARNING, file=path.name)
        if not found:
            raise BadInputError(Finding("tenders-folder-empty", {"folder": str(folder)}))
        tenders = tuple(tender for tender in found if tender is not None)
        self._refuse_doubles(tenders)
        return tenders

    def _tender(self, folder: Path) -> TenderFolder | None:
        sheet, findings = read_tender_sheet(folder / SHEET, self.lots)
        self.findings += findings
        if sheet is None:
            return None
        self._missing_preference(sheet)
        late = is_late(sheet.received_at, self.deadline_at)
        opened = not late or supplier_key(sheet.supplier) in self.admitted
        files = tuple(self._files(folder))
        answers = tuple(self._answers(folder, sheet)) if opened else ()
        price = self._price(folder, sheet, wanted=opened)
        if opened:
            self._missing_answers(folder, sheet, answers)
        targets = self._targets(folder, sheet, wanted=opened)
        return TenderFolder(folder.name, sheet, late, opened, files, answers, price, targets)

    def _files(self, folder: Path) -> Iterator[FileSeen]:
        paths = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()]
        if len(paths) > MOST_FILES:
            self._note("tender-too-many-files", folder, count=len(paths), most=MOST_FILES)
            return
        for path in paths:
            seen = self._file(path, path.relative_to(folder).as_posix())
            if seen is not None:
                yield seen

    def _file(self, path: Path, relative: str) -> FileSeen | None:
        if path.is_symlink():  # it could point at another bidder's files
            self._note("tender-file-is-link", path, file=relative)
            return None
        try:
            size = path.stat().st_size
            if size > LARGEST_FILE:
                self._note("tender-file-too-large", path, file=relative, largest=LARGEST_FILE)
                return None
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            reason = error.strerror or "unreadable"
            self._note("file-unreadable", path, path=relative, reason=reason)
            return None
        return FileSeen(relative, _kind_of(relative), size, digest)

    def _price(self, folder: Path, sheet: TenderSheet, *, wanted: bool) -> bytes:
        """The price's bytes; that it is missing is a problem, what it says is nobody's business.

        Nothing is asked of a tender that stays unopened.
        """
        path = folder / PRICE
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            if wanted and not data.strip():
                self._note("price-file-empty", path, supplier=sheet.supplier)
            return data
        if wanted and self.model.price() is not None:
            self._note("price-file-missing", path, supplier=sheet.supplier)
        return b""

    def _targets(self, folder: Path, sheet: TenderSheet, *, wanted: bool) -> bytes:
        """The bytes of the bidder's figures; that they are missing is worth knowing."""
        path, asked = folder / TARGETS, self.model.targets()
        if path.is_file() and not path.is_symlink():
            return path.read_bytes()
        if wanted and any(due_lots(leaf, sheet.lots) for leaf in asked):
            missing = tuple(leaf.label for leaf in asked)
            facts: dict[str, Fact] = {"supplier": sheet.supplier, "targets": missing}
            self._note("targets-file-missing", path, Severity.WARNING, **facts)
        return b""

    def _answers(self, folder: Path, sheet: TenderSheet) -> Iterator[AnswerText]:
        questions = {leaf.id: leaf for leaf in asked_in_tender(self.model)}
        evidence = {leaf.id for leaf in self.model.requirements()}
        for path in sorted((folder / ANSWERS).glob("*")):
            match = _ANSWER_NAME.match(path.name)
            if match is None or match["question"] not in {*questions, *evidence}:
                known = tuple(questions)
                self._note("answer-to-no-question", path, file=path.name, known=known)
            elif match["question"] in questions:
                leaf = questions[match["question"]]
                found = self._answer(path, sheet, leaf, match["lot"])
                if found is not None:
                    yield found

    def _answer(
        self, path: Path, sheet: TenderSheet, leaf: Criterion, lot: str | None
    ) -> AnswerText | None:
        wanted = due_lots(leaf, sheet.lots)
        about = {"question": leaf.label, "supplier": sheet.supplier}
        if lot is None and None not in wanted and len(wanted) == 1:
            lot = wanted[0]  # a question of one lot needs no lot in its file's name
        if lot not in wanted:
            code = "answer-needs-lot" if lot is None else "answer-for-other-lot"
            allowed = tuple(code or "–" for code in wanted) or ("–",)
            self._note(code, path, lot=lot, lots=allowed, **about)
            return None
        text = self._text(path)
        if text is None:
            return None
        words = word_count(text)
        if leaf.words is not None and words > leaf.words:
            self._note(
                "answer-too-long", path, Severity.WARNING, words=words, limit=leaf.words, **about
            )
        return AnswerText(leaf.id, lot, text)

    def _text(self, path: Path) -> str | None:
        if path.stat().st_size > LARGEST_ANSWER:
            self._note("answer-file-too-large", path, file=path.name, largest=LARGEST_ANSWER)
            return None
        raw = path.read_bytes()
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n").strip()
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            place = Place(str(path), line)
            self.findings.append(Finding("file-not-utf8", {"path": str(path)}, place=place))
            return None

    def _missing_answers(
        self, folder: Path, sheet: TenderSheet, answers: tuple[AnswerText, ...]
    ) -> None:
        """An answer that isn't there is marked as the scale says; the lead should know of it."""
        given = {(answer.question, answer.lot) for answer in answers if answer.text}
        doubles = len(answers) - len({(answer.question, answer.lot) for answer in answers})
        if doubles:
            self._note("answer-given-twice", folder / ANSWERS, supplier=sheet.supplier)
        missing = tuple(
            leaf.label if lot is None else f"{leaf.label} ({lot})"
            for leaf in asked_in_tender(self.model)
            for lot in due_lots(leaf, sheet.lots)
            if (leaf.id, lot) not in given
        )
        if missing:
            about: dict[str, Fact] = {"supplier": sheet.supplier, "questions": missing}
            self._note("answers-missing", folder / ANSWERS, Severity.WARNING, **about)

    def _missing_preference(self, sheet: TenderSheet) -> None:
        """Where the bidder's own order decides at a limit, it should name each of its lots."""
        lost = tuple(lot for lot in sheet.lots if lot not in sheet.preference)
        asked = self.model.award.when_capped == "bidder_preference" and len(sheet.lots) > 1
        if asked and lost:
            facts: dict[str, Fact] = {"supplier": sheet.supplier, "lots": lost}
            self.findings.append(
                Finding("tender-without-preference", facts, Severity.WARNING, sheet.place)
            )

    def _refuse_doubles(self, tenders: tuple[TenderFolder, ...]) -> None:
        first: dict[str, str] = {}
        for tender in tenders:
            key = supplier_key(tender.sheet.supplier)
            if key in first:
                facts: dict[str, Fact] = {"supplier": tender.sheet.supplier, "other": first[key]}
                self.findings.append(
                    Finding("tender-supplier-twice", facts, place=tender.sheet.place)
                )
            first.setdefault(key, tender.name)

    def _note(
        self, code: str, path: Path, severity: Severity = Severity.PROBLEM, /, **facts: Fact
    ) -> None:
        self.findings.append(Finding(code, facts, severity, Place(str(path))))


def asked_in_tender(model: Model) -> tuple[Criterion, ...]:
    """The questions whose answers come with the tender."""
    rounds = rounds_in_tender(model)
    return tuple(leaf for leaf in model.questions() if leaf.round in rounds)


def supplier_key(name: str) -> str:
    """A supplier's name as it is compared: case and blanks don't make two bidders of one."""
    import unicodedata

    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def word_count(text: str) -> int:
    """The words of an answer, as the limit counts them: runs of characters between blanks."""
    return len(text.split())


def _kind_of(relative: str) -> str:
    if relative == SHEET:
        return "tender"
    if relative in {PRICE, TARGETS}:
        return relative.removesuffix(".yaml")
    return "answer" if relative.startswith(f"{ANSWERS}/") else "other"
