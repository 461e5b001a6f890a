"""Sentences for the findings of the moderation meeting."""

from tender_flow.i18n.texts import N_

OPENING: dict[str, tuple[str, str]] = {
    "meeting-not-open": (
        N_("No meeting of the round {round} is open."),
        N_("Open it first."),
    ),
    "meeting-closed": (
        N_("The meeting of the round {round} is closed, and its marks are locked."),
        N_("Reopen an item, with a reason, as long as the prices are sealed."),
    ),
    "marks-missing-at-meeting": (
        N_("{name} still owes marks for answers: {count}."),
        N_("Take in their return file first."),
    ),
    "nothing-to-moderate": (
        N_("The round {round} has no answer to moderate."),
        N_("Open the tenders and check the requirements first."),
    ),
    "quorum-impossible": (
        N_("A quorum of {quorum} is not possible with a panel of {panel}."),
        N_("Choose a number from 1 to {panel}."),
    ),
    "not-of-the-meeting": (
        N_("{member} is not a member of this meeting."),
        N_("Choose one of the panel, the chair or the note taker."),
    ),
    "no-deputy-chair": (
        N_("{question}, {supplier}: chair and deputy have a conflict, so nobody chairs the item."),
        N_("Add a deputy chair without a conflict."),
    ),
}

AGREEING: dict[str, tuple[str, str]] = {
    "not-on-the-agenda": (N_("The answer {answer} is not on the agenda."), N_("Choose an item.")),
    "agreed-mark-off-scale": (N_("{mark} is not on this scale."), N_("Give one of: {allowed}.")),
    "agreed-mark-without-reason": (
        N_("{question}, {supplier}: the agreed mark has no reason."),
        N_("Write what decided it, in the words of the scheme and the bid."),
    ),
    "quorum-lost": (
        N_("Members in the room: {here}; the quorum is {quorum}. All agreed marks are saved."),
        N_("Wait, or close the meeting for today: it goes on where you stopped."),
    ),
    "markers-not-here": (
        N_("{question}, {supplier}: of those who marked it, in the room: {here} of {quorum}."),
        N_("Wait for them, and agree other items first."),
    ),
    "chair-not-in-room": (
        N_("{question}, {supplier}: {name} chairs this item and is not in the room."),
        N_("Record that they came."),
    ),
    "item-not-adoptable": (
        N_("{question}, {supplier} can't be adopted without discussion."),
        N_("Discuss it and agree a mark."),
    ),
    "adopted-mark-differs": (
        N_("{question}, {supplier}: the published rule gives {mark}, and only that is adopted."),
        N_("Adopt {mark}, or open the item and discuss it."),
    ),
    "change-without-reason": (
        N_("{question}, {supplier} has an agreed mark; a change has no reason yet."),
        N_("Say why it changes; both marks stay in the record."),
    ),
}

ASSENTING: dict[str, tuple[str, str]] = {
    "assent-unknown": (N_("{choice} is no answer here."), N_("It is one of: {known}.")),
    "nothing-agreed-yet": (
        N_("{question}, {supplier} has no agreed mark yet."),
        N_("Agree the mark first."),
    ),
    "member-out-for-item": (
        N_("{name} does not decide on {question}, {supplier}."),
        N_("Ask the members who marked it."),
    ),
    "disagreement-without-words": (
        N_("{question}, {supplier}: {name} disagrees without a reason."),
        N_("Write the reason in the member's own words."),
    ),
    "member-not-in-room": (
        N_("{name} is not in the room, so can't agree or disagree on {question}, {supplier}."),
        N_("Record that they came, or that they were not present."),
    ),
}

CLOSING: dict[str, tuple[str, str]] = {
    "item-not-agreed": (N_("{question}, {supplier} is not agreed."), N_("Agree its mark.")),
    "assent-still-missing": (
        N_("{name} has not agreed or disagreed on {question}, {supplier}."),
        N_("Ask, and record the answer."),
    ),
    "query-still-open": (
        N_("A query is open: {query}"),
        N_("Record the bidder's reply and close it."),
    ),
    "nothing-to-reopen": (N_("There is no agreed mark to open again."), N_("Choose an item.")),
    "reopening-without-reason": (
        N_("Opening an agreed item again needs a reason."),
        N_("Say why."),
    ),
    "prices-known": (
        N_("The prices of {ref} are opened; quality marks can't move any more."),
        N_("An error found now needs a new round of marking."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**OPENING, **AGREEING, **ASSENTING, **CLOSING}
