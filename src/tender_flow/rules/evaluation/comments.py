"""Checks of a reason against its mark and the rules of fairness: fixed, explained, no guessing.

    findings = check_reason(reason, words, model.reasons)

A reason is what the authority must be able to show: assessment summaries explain each mark by
reference to the award criteria (Procurement Regulations 2024 reg 31), a list of topics is no
reason (Lancashire Care v Lancashire CC [2018] EWHC 1589 (TCC)), and marks are given for what the
bid says (Energysolutions v NDA [2016] EWHC 1988 (TCC)). The checks:

* `missing`, `short`: no reason, or fewer words than the model asks for;
* `repeated`: much the same words as for another bidder's answer;
* `other_bidder`: another bidder is named, or bids are compared; marks are absolute;
* `outside_bid`: knowledge from outside the bid ("in my experience", the incumbent);
* `wrong_level`: words of the scale that belong to another mark;
* `question_repeated`: the words of the question, its guidance or the scale in place of a reason;
* `no_reference`: nothing that points at the bid.

Each finds words and quotes them; none judges. They warn, and stop only where the model names
them under `gate`. What a person wrote is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tender_flow.rules.evaluation.criteria import Criterion, Reasons, Scale
from tender_flow.rules.findings import Fact, Finding, Severity

REGULATION_31 = "Procurement Regulations 2024 reg 31"
LANCASHIRE_CARE = "Lancashire Care v Lancashire CC [2018] EWHC 1589 (TCC); " + REGULATION_31
ENERGYSOLUTIONS = "Energysolutions v NDA [2016] EWHC 1988 (TCC)"
WOODS = "Woods v Milton Keynes [2015] EWHC 2011 (TCC); " + LANCASHIRE_CARE

RUN = 4
"""So many words in the same order are a repetition, not chance."""

ALIKE = Fraction(3, 5)
"""From this share of common runs on, two texts say the same."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Phrases as words in small letters; `definitions.word_lists` reads them from files."""

    outside: tuple[Phrase, ...]
    compared: tuple[Phrase, ...]
    bid_words: tuple[Phrase, ...]
    common: frozenset[str]
    legal_forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as it was typed, with what it is checked against."""

    text: str
    question: Criterion
    scale: Scale
    mark: Decimal | None
    """None for "cannot mark"."""
    supplier: str
    """The name of the bidder whose answer this is."""
    other_suppliers: tuple[str, ...] = ()
    """The names of the other bidders, members of consortia among them."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """The same writer's reasons for this question, by the name of the other bidder."""


Check = Callable[[Reason, WordLists, Reasons], Iterator[Finding]]


def check_reason(reason: Reason, words: WordLists, rules: Reasons) -> tuple[Finding, ...]:
    """Everything that the checks find; a warning each, a problem where the model says it stops."""
    if not words_of(reason.text):
        return (_about(reason, rules, "missing", "reason-not-given", LANCASHIRE_CARE),)
    return tuple(finding for check in CHECKS for finding in check(reason, words, rules))


def words_of(text: str) -> Phrase:
    """The words of a text in small letters; an apostrophe joins, all else parts."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("’", "'")
    return tuple(re.findall(r"\w+(?:'\w+)*", plain))


def _about(
    reason: Reason, rules: Reasons, check: str, code: str, source: str, /, **facts: Fact
) -> Finding:
    known: dict[str, Fact] = {"supplier": reason.supplier, "question": reason.question.label}
    severity = Severity.PROBLEM if check in rules.gate else Severity.WARNING
    return Finding(code, {**known, **facts}, severity, source=source)


def _short(reason: Reason, _words: WordLists, rules: Reasons) -> Iterator[Finding]:
    count = len(words_of(reason.text))
    if count < rules.minimum_words:
        facts: dict[str, Fact] = {"count": count, "needed": rules.minimum_words}
        yield _about(reason, rules, "short", "reason-short", LANCASHIRE_CARE, **facts)


def _repeated(reason: Reason, words: WordLists, rules: Reasons) -> Iterator[Finding]:
    written = _nameless(reason.text, reason, words)
    own = _runs(written)
    for other, text in sorted(reason.elsewhere.items()):
        theirs = _runs(_nameless(text, reason, words))
        common = own & theirs
        if written and common and Fraction(len(common), min(len(own), len(theirs))) >= ALIKE:
            yield _about(reason, rules, "repeated", "reason-repeated", LANCASHIRE_CARE, other=other)


def _other_bidder(reason: Reason, words: WordLists, rules: Reasons) -> Iterator[Finding]:
    check, source = "other_bidder", ENERGYSOLUTIONS
    text = words_of(reason.text)
    own = set(words_of(reason.supplier))
    for name in reason.other_suppliers:
        if _names(reason.text, text, name, words, own):
            yield _about(reason, rules, check, "reason-names-bidder", source, other=name)
    quoted = _first(text, words.compared)
    if quoted:
        yield _about(reason, rules, check, "reason-compares", source, quoted=quoted)


def _outside_bid(reason: Reason, words: WordLists, rules: Reasons) -> Iterator[Finding]:
    quoted = _first(words_of(reason.text), words.outside)
    if quoted:
        code = "reason-outside-bid"
        yield _about(reason, rules, "outside_bid", code, ENERGYSOLUTIONS, quoted=quoted)


def _wrong_level(reason: Reason, words: WordLists, rules: Reasons) -> Iterator[Finding]:
    if reason.mark is None or not reason.scale.has(reason.mark):
        return
    text = words_of(reason.text)
    own = words_of(f"{reason.scale.level(reason.mark).description}")
    asked = words_of(f"{reason.question.question} {reason.question.guidance}")
    for band in reason.scale.bands:
        if band.holds(reason.mark):
            continue
        run = _longest_common(text, words_of(band.description), words.common)
        if run and not _holds(own, run) and not _holds(asked, run):
            facts: dict[str, Fact] = {
                "mark": reason.mark,
                "other": band.lowest,
                "quoted": " ".join(run),
            }
            yield _about(
                reason, rules, "wrong_level", "reason-of-another-mark", ENERGYSOLUTIONS, **facts
            )


def _question_repeated(reason: Reason, _words: WordLists, rules: Reasons) -> Iterator[Finding]:
    question = reason.question
    given = [question.title, question.question, question.guidance]
    if reason.mark is not None and reason.scale.has(reason.mark):
        given.append(reason.scale.level(reason.mark).description)
    own = _runs(words_of(reason.text))
    known = {run for text in given for run in _runs(words_of(text), len(next(iter(own))))}
    if Fraction(len(own & known), len(own)) >= ALIKE:
        yield _about(reason, rules, "question_repeated", "reason-is-the-question", WOODS)


def _no_reference(reason: Reason, words: WordLists, rules: Reasons) -> Iterator[Finding]:
    text = words_of(reason.text)
    names = [words_of(reason.supplier), words_of(reason.supplier)[:1]]
    quotes = re.search(r"[“”\"«»]", reason.text)
    if not quotes and not _first(text, (*words.bid_words, *(name for name in names if name))):
        yield _about(reason, rules, "no_reference", "reason-without-bid", REGULATION_31)


QUOTING = frozenset(
    {"reason-names-bidder", "reason-compares", "reason-outside-bid", "reason-of-another-mark"}
)
"""What can be said of a piece of a reason, because it points at words that stand there."""

CHECKS: tuple[Check, ...] = (
    _short,
    _repeated,
    _other_bidder,
    _outside_bid,
    _wrong_level,
    _question_repeated,
    _no_reference,
)


def _holds(text: Sequence[str], phrase: Sequence[str]) -> bool:
    """Do the words of the phrase stand together in the text?"""
    size = len(phrase)
    return any(tuple(text[at : at + size]) == tuple(phrase) for at in range(len(text) - size + 1))


def _first(text: Phrase, phrases: Sequence[Phrase]) -> str:
    """The first of these phrases that stands in the text, longest list order; else empty."""
    return next((" ".join(phrase) for phrase in phrases if _holds(text, phrase)), "")


def _runs(text: Phrase, size: int = RUN) -> set[Phrase]:
    """Every run of so many words; a shorter text is one run."""
    if len(text) < size:
        return {text}
    return {text[at : at + size] for at in range(len(text) - size + 1)}


def _nameless(text: str, reason: Reason, words: WordLists) -> Phrase:
    """The words without bidders' names: a name changed is no reason of its own."""
    names = {
        word
        for name in (reason.supplier, *reason.other_suppliers, *reason.elsewhere)
        for word in words_of(name)
    }
    return tuple(word for word in words_of(text) if word not in names - words.common)


def _names(written: str, text: Phrase, name: str, words: WordLists, own: set[str]) -> bool:
    """Is this bidder named: in full, without its legal form, by initials, by its first word?

    The first word counts only with a capital, at least four letters long and not in the name of
    the bidder whose answer it is.
    """
    parts = words_of(name)
    core = tuple(part for part in parts if part not in words.legal_forms)
    if _holds(text, parts) or (
        core and (len(core) > 1 or core[0] not in own) and _holds(text, core)
    ):
        return True
    initials = "".join(part[0] for part in core).upper()
    if len(initials) >= 3 and re.search(rf"\b{re.escape(initials)}\b", written):
        return True
    first = core[0] if core else ""
    capital = rf"(?<=[\w,;:] ){re.escape(first.capitalize())}\b"
    return len(first) >= 4 and first not in own and bool(re.search(capital, written))


def _longest_common(text: Phrase, level: Phrase, common: frozenset[str]) -> Phrase:
    """The longest run of the level's words in the text that means something, else empty.

    Three words at least, two of them with a meaning of their own.
    """
    best: Phrase = ()
    for start in range(len(level)):
        for end in range(start + max(3, len(best) + 1), len(level) + 1):
            run = level[start:end]
            if not _holds(text, run):
                break
            if sum(word not in common for word in run) >= 2:
                best = run
    return best
