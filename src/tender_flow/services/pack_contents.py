"""From the record to what one member may see: questions, answers, earlier marks, replies.

`tender_flow.packs.contents.scoring_contents` checks again that nothing else gets in.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tender_flow.packs.contents import (
    Answer,
    EarlierMark,
    Lot,
    Question,
    Reply,
    Scale,
    ScaleLevel,
    ScoringContents,
    Share,
)
from tender_flow.records.columns import MARK_UNIT
from tender_flow.rules.evaluation.criteria import due_lots
from tender_flow.rules.evaluation.rounding import shown
from tender_flow.rules.findings import Finding, Hint
from tender_flow.services.invitations import GUIDANCE, filed_text
from tender_flow.services.marking import CLEAR, MarkingView
from tender_flow.services.members import pack_member
from tender_flow.services.outgoing import contents_of
from tender_flow.services.rounds import base_of, rounds_in_tender

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tender_flow.packs.reasons import ReasonRules
    from tender_flow.rules.evaluation.criteria import Criterion
    from tender_flow.services.office import Reading

Row = dict[str, Any]


def mark_value(stored: int) -> Decimal:
    """A stored mark (ten-thousandths) as a number without needless noughts."""
    whole, rest = divmod(stored, MARK_UNIT)
    return Decimal(whole) if rest == 0 else Decimal(stored) / MARK_UNIT


class PackBuilder:
    """The parts of one member's scoring pack for one round."""

    def __init__(self, reading: Reading, row: Row, round: str) -> None:
        self.reading, self.row, self.round = reading, row, round
        self.view = MarkingView(reading)
        self.member = pack_member(reading, row)
        self.model = reading.model()
        lots = sorted(reading.of("lot"), key=lambda lot: int(lot["position"]))
        self.lots = tuple(Lot(lot["id"], lot["title"]) for lot in lots)
        self.lot_ids = {lot["code"]: lot["id"] for lot in lots}
        self.lot_titles = {lot["id"]: lot["title"] for lot in lots}
        self.seed = f"{reading.id}/{row['id']}/{round}"

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The member's questions in this round, in the model's order."""
        mine = self.view.questions_of.get(self.row["id"], frozenset())
        return tuple(leaf for leaf in self.model.questions(self.round) if leaf.id in mine)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every bidder still in, by tender."""
        suppliers = {row["id"]: row["name"] for row in self.reading.of("supplier")}
        still_in = {tender for tender, _lot in self.view.bids_in_round(self.round)}
        return {
            row["id"]: suppliers[row["supplier"]]
            for row in self.view.tenders.values()
            if row["id"] in still_in
        }

    @cached_property
    def cleared(self) -> frozenset[str]:
        """The bidders whose answers the member may read."""
        return frozenset(
            tender for tender in self.names if self.view.standing(self.row["id"], tender) == CLEAR
        )

    @cached_property
    def _rows(self) -> list[Row]:
        mine = {leaf.id for leaf in self.leaves}
        return [
            row
            for row in self.view.answers(self.round)
            if row["question"] in mine and row["tender"] in self.cleared
        ]

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that the member marks."""
        return tuple(
            Answer(
                row["id"], row["question"], row["tender"], row["lot"], row["text"],
                row["words"], row["digest"],
            )
            for row in self._rows
        )  # fmt: skip

    def questions(self) -> tuple[Question, ...]:
        """The member's questions as packs show them."""
        return tuple(self._question(leaf) for leaf in self.leaves)

    def _question(self, leaf: Criterion) -> Question:
        codes = [code for code in self.lot_ids if leaf.applies_to(code)]
        shares = tuple(Share(self.lot_ids[code], self._share(leaf.id, code)) for code in codes)
        return Question(
            id=leaf.id,
            number=leaf.number,
            title=leaf.title,
            text=leaf.question,
            guidance=leaf.guidance,
            scale=leaf.scale or "",
            shares=shares,
            minimum=leaf.minimum,
            words=leaf.words,
            shared=leaf.shared,
            lots=tuple(self.lot_ids[code] for code in leaf.lots),
        )

    def _share(self, leaf: str, lot: str) -> str:
        text = shown(self.model.effective_weight(leaf, lot), self.model.rounding)
        return text.rstrip("0").rstrip(".") if "." in text else text

    def marked_by_range(self) -> list[Finding]:
        """Questions whose scale is a range: the panel's screen offers marks one by one."""
        return [
            Finding("pack-scale-is-range", {"question": leaf.label, "scale": leaf.scale or ""})
            for leaf in self.leaves
            if self.model.scale_of(leaf).is_range
        ]

    def scales(self) -> tuple[Scale, ...]:
        """The scales that these questions use."""
        used = dict.fromkeys(leaf.scale for leaf in self.leaves if leaf.scale)
        return tuple(
            Scale(
                name,
                tuple(
                    ScaleLevel(level.mark, level.name, level.description)
                    for level in self.model.scales[name].levels
                ),
            )
            for name in used
        )

    def reasons(self) -> ReasonRules:
        """How reasons are checked: as the model says, by the words of every language there is."""
        from tender_flow.definitions.word_lists import load_words
        from tender_flow.packs.reasons import reason_rules

        return reason_rules(self.model.reasons, load_words())

    def guidance(self) -> str:
        """The guidance as filed."""
        return filed_text(self.reading, GUIDANCE)

    def earlier(self) -> tuple[EarlierMark, ...]:
        """The member's marks that came back in this round, for answers of this pack."""
        begun = self.view.round(self.round)
        if begun is None:
            return ()
        mine = {row["id"] for row in self._rows}
        return tuple(
            self._earlier(mark)
            for (round_id, answer, member), mark in self.view.marks.items()
            if round_id == begun["id"] and member == self.row["id"] and answer in mine
        )

    def _earlier(self, mark: Row) -> EarlierMark:
        return EarlierMark(
            member_id=self.row["id"],
            answer_id=mark["answer"],
            revision=mark["revision"],
            value=None if mark["value"] is None else mark_value(mark["value"]),
            cannot_reason=mark["cannot_reason"],
            strengths=mark["strengths"],
            weaknesses=mark["weaknesses"],
            why=mark["why"],
            given_at=mark["given_at"],
            answer_digest=self._judged(mark),
        )

    def _judged(self, mark: Row) -> str:
        """The version of the answer that was judged, so that a replaced one is looked at again."""
        returned = self.reading.rows.one("pack_return", id=mark["pack_return"])
        return self._digests(returned["pack"]).get(mark["answer"], "")

    def _digests(self, pack: str) -> dict[str, str]:
        known: dict[str, dict[str, str]] = self.__dict__.setdefault("_known_digests", {})
        if pack not in known:
            contents = contents_of(
                self.reading, self.reading.rows.one("pack", id=pack), ScoringContents
            )
            known[pack] = {answer.id: answer.digest for answer in contents.answers}
        return known[pack]

    def replies(self) -> tuple[Reply, ...]:
        """What cleared bidders replied to questions about the member's answers."""
        mine = {leaf.id for leaf in self.leaves}
        return tuple(
            Reply(row["question"], row["tender"], row["text"], row["answer"])
            for row in self.reading.of("query", direction="to_bidder")
            if row["answer"] and row["question"] in mine and row["tender"] in self.cleared
        )

    def cleared_again(self) -> tuple[str, ...]:
        """The bidders for whom the member said "may have a conflict" and was cleared."""
        declared = self.view.declarations
        return tuple(
            tender
            for tender in self.cleared
            if any(
                row["choice"] == "may" and row["decision"] == CLEAR
                for row in declared.get((self.row["id"], tender), [])
            )
        )

    def interviews_missing(self) -> list[Finding]:
        """The interviews without a record yet: all bidders are heard before one is marked."""
        if base_of(self.round) in rounds_in_tender(self.model):
            return []
        return list(self._missing())

    def _missing(self) -> Iterator[Finding]:
        there = {(r["tender"], r["question"], r["lot"]) for r in self.view.answers(self.round)}
        codes = {lot: code for code, lot in self.lot_ids.items()}
        still_in = self.view.bids_in_round(self.round)
        for tender, name in self.names.items():
            bid_for = [codes[lot] for owner, lot in still_in if owner == tender]
            for leaf in self.leaves:
                for code in due_lots(leaf, bid_for):
                    lot = None if code is None else self.lot_ids[code]
                    if (tender, leaf.id, lot) not in there:
                        facts = {"supplier": name, "question": leaf.label}
                        yield Finding("interview-not-recorded", facts, hint=Hint("bids.interview"))
