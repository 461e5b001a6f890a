"""Sentences for the findings about tenders: cover sheets, imports, openings, checks, queries."""

from tender_flow.i18n.texts import N_

_FILES: dict[str, tuple[str, str]] = {
    "tender-file-format-unknown": (
        N_("This {what} file has format {format}."),
        N_("This version reads format {known}."),
    ),
    "tender-name-too-long": (N_("The name is longer than {longest} letters."), N_("Shorten it.")),
    "tender-partner-twice": (
        N_("{partner} is named twice in this tender."),
        N_("Name each member of the consortium once; the supplier is its lead."),
    ),
    "tender-lot-unknown": (N_("There is no lot {lot}."), N_("The lots are: {known}.")),
    "tender-lot-twice": (N_("The lot {lot} is named twice."), N_("Name it once.")),
    "tender-without-lots": (N_("This tender is for no lot."), N_("Name the lots it is for.")),
    "received-at-unreadable": (
        N_("“{text}” is not a date and hour."),
        N_("Write it like 2014-09-26T11:40."),
    ),
    "received-in-future": (
        N_("{supplier} was received at {received_at}, which is still to come."),
        N_("Mend received_at in tender.yaml."),
    ),
    "price-must-be-above-zero": (N_("The price for {lot} is not above zero."), ""),
    "price-finer-than-pence": (N_("The price for {lot} has more than two decimal places."), ""),
    "price-terms-differ": (
        N_("The price's {what} is {given}; the model asks for {wanted}."),
        N_("Ask the bidder; nothing is converted."),
    ),
    "tenders-folder-missing": (
        N_("There is no folder {folder}."),
        N_("Name the folder that has one folder per supplier."),
    ),
    "tenders-folder-empty": (
        N_("There is no tender in {folder}."),
        N_("Put each supplier's files in a folder of their own, with a tender.yaml."),
    ),
    "tenders-stray-file": (
        N_("{file} lies outside the suppliers' folders and was left alone."),
        N_("Move it into a supplier's folder if it belongs to a tender."),
    ),
    "tender-too-many-files": (N_("There are {count} files; the most is {most}."), ""),
    "tender-file-is-link": (
        N_("{file} is a link to another place."),
        N_("Put the file itself there."),
    ),
    "tender-file-too-large": (N_("{file} is larger than {largest} bytes."), ""),
    "price-file-missing": (
        N_("The tender of {supplier} has no price file."),
        N_("Ask where price.yaml is before you import; a tender without a price has no total."),
    ),
    "price-file-empty": (N_("The price file of {supplier} is empty."), N_("Ask for the file.")),
    "answer-to-no-question": (
        N_("{file} answers no question of the model."),
        N_("Name it QUESTION.md or QUESTION.LOT.md; the questions are: {known}."),
    ),
    "answer-needs-lot": (
        N_("{question} is answered lot by lot, and this file of {supplier} names no lot."),
        N_("Name it QUESTION.LOT.md; the lots are: {lots}."),
    ),
    "answer-for-other-lot": (
        N_("{supplier} has no answer to give to {question} for {lot}."),
        N_("Expected here: {lots} (– is once for all lots)."),
    ),
    "answer-too-long": (
        N_("The answer of {supplier} to {question} has {words} words; the limit is {limit}."),
        N_("It is taken in whole; the panel sees the count."),
    ),
    "answer-file-too-large": (N_("{file} is larger than {largest} bytes."), ""),
    "answer-given-twice": (
        N_("{supplier} answers a question twice, with and without the lot in the file's name."),
        N_("Keep the file that the bidder meant."),
    ),
    "answers-missing": (
        N_("{supplier} has no answer to: {questions}."),
        N_("The panel marks an empty answer as the scale says."),
    ),
    "targets-file-missing": (
        N_("The tender of {supplier} has no targets.yaml; the model asks for {targets}."),
        N_("Ask where it is before you import; a bid without its figures has no total."),
    ),
    "tender-without-preference": (
        N_("{supplier} does not say in which order it wants all of its lots; {lots} is left out."),
        N_("At the limit of lots the model asks for that order: write it under preference."),
    ),
    "tender-supplier-twice": (
        N_("{supplier} has two folders here; the other is {other}."),
        N_("Keep one folder per supplier."),
    ),
}

_IMPORT: dict[str, tuple[str, str]] = {
    "keeper-missing": (
        N_("Nobody is {role} with a key, so nothing could be sealed."),
        N_("Add the {role} with the public half of their key."),
    ),
    "tender-changed": (
        N_("The files of {supplier} differ from those received. Nothing was overwritten."),
        N_("If the bidder sent its tender anew before the deadline, import with --replace."),
    ),
    "tender-changed-after-deadline": (
        N_("The files of {supplier} differ from those received; the deadline was {deadline_at}."),
        N_("What was received counts. Put the received files back, or ask the bidder a question."),
    ),
    "tender-changed-after-opening": (
        N_("The files of {supplier} differ from those received, and its tender is {status}."),
        N_("What was received counts. Put the received files back."),
    ),
    "tender-replaced-by-older": (
        N_("The tender of {supplier} in this folder is not newer than that of {received_at}."),
        N_("Mend received_at in tender.yaml, or leave --replace out."),
    ),
    "tender-lost-partner": (
        N_("{supplier} no longer names {partners} as partner."),
        N_("A tender of another consortium is another tender: withdraw the first one."),
    ),
    "tender-seal-broken": (
        N_("The sealed answers of {supplier} are not those that were sealed."),
        N_("Run verify, and compare with the received files."),
    ),
    "tender-sealed-to-others": (
        N_("The answers of {supplier} are sealed to another custodian or witness."),
        N_("Import the received folder again: unchanged files are sealed to the two in office."),
    ),
    "tender-contents-not-taken": (
        N_("The admitted tender of {supplier} has not been read yet."),
        N_("Import the folder again; its digests are compared."),
    ),
}

_OPENING: dict[str, tuple[str, str]] = {
    "tender-unknown": (N_("There is no tender of {supplier}."), N_("Known: {known}.")),
    "tender-not-late": (N_("The tender of {supplier} is not waiting as late; it is {status}."), ""),
    "tender-out-already": (N_("The tender of {supplier} is out already: {status}."), ""),
    "decision-without-reason": (N_("The decision has no reason."), N_("Say why, for the record.")),
    "opening-needs-two": (
        N_("Tenders are opened by two people; {login} is only one."),
        N_("Name the other one with --with."),
    ),
    "opening-without-keeper": (
        N_("The {role} is not one of the two who open."),
        N_("Tenders are opened by custodian and witness together."),
    ),
    "keeper-key-foreign": (
        N_("The key of {name} is not the {role}'s on this procurement."),
        N_("Use the key file whose public half is on the panel."),
    ),
    "nothing-to-open": (N_("No tender of {ref} waits to be opened."), ""),
    "no-bid-for-lot": (N_("There is no bid for {lot} that is still in."), ""),
    "lot-with-one-bid": (
        N_("{lot} has one valid bid."),
        N_("The panel marks it as any other; say in the report how value was shown."),
    ),
    "lot-without-bid": (N_("{lot} has no valid bid."), N_("Decide what becomes of the lot.")),
}

_CHECKS: dict[str, tuple[str, str]] = {
    "requirement-unknown": (N_("There is no requirement {requirement}."), N_("Known: {known}.")),
    "requirement-outcome-unknown": (N_("{outcome} is no outcome."), N_("Give {known}.")),
    "requirement-without-evidence": (
        N_("The check has no evidence."),
        N_("Name what you looked at: a certificate with its date, a page of the tender."),
    ),
    "check-lot-unclear": (
        N_("{requirement} is decided lot by lot, and no lot that is bid for is named."),
        N_("Name one with --lot: {lots}."),
    ),
    "check-takes-no-lot": (
        N_("{requirement} is decided once for the whole tender, not for a lot."),
        N_("Leave --lot out."),
    ),
    "check-before-opening": (
        N_("The tender of {supplier} is {status}, so nothing in it can be checked."),
        N_("Open the tenders first."),
    ),
    "check-without-reason": (
        N_("{requirement}: a fail, and every change, needs a reason."),
        N_("Say why."),
    ),
    "check-needs-second-approver": (
        N_("{requirement}: from fail to pass needs a second approver."),
        N_("Name one with --second: a chair, a lead or assurance, not yourself."),
    ),
    "second-approver-is-decider": (
        N_("{requirement}: the second approver is who decides."),
        N_("Name somebody else."),
    ),
    "second-approver-without-role": (
        N_("{requirement}: {login} is neither lead, chair nor assurance."),
        N_("Name one who is."),
    ),
    "checked-after-marks": (
        N_("This check was made after marks had been given to this tender; the record shows it."),
        "",
    ),
    "tender-not-in": (N_("The tender of {supplier} is {status}; it is not evaluated."), ""),
    "question-is-written": (
        N_("{question} is answered in writing, not in an interview."),
        N_("Name a question of the interview round."),
    ),
    "interview-lot-unclear": (
        N_("{question} is asked lot by lot; say for which lot {supplier} was heard."),
        N_("Expected: {lots}."),
    ),
    "interview-without-people": (
        N_("Nobody is named who heard {supplier}."),
        N_("Name who was there with --present."),
    ),
    "interview-recorded-already": (
        N_("The interview of {supplier} on {question} is recorded already."),
        N_("Give a reason to replace the record."),
    ),
    "interview-marked-already": (
        N_("The interview of {supplier} on {question} has been marked."),
        N_("The record that was marked stays."),
    ),
}

_QUERIES: dict[str, tuple[str, str]] = {
    "question-unknown": (N_("There is no question {questions}."), N_("Known: {known}.")),
    "query-unknown": (N_("There is no query {number}; there are {count}."), ""),
    "query-without-text": (N_("The text is empty."), N_("Write what is asked or answered.")),
    "query-direction-unknown": (N_("{direction} is no direction."), N_("Give {known}.")),
    "query-closed-already": (N_("Query {number} is closed."), N_("Open a new one.")),
    "query-not-answered": (N_("Query {number} has no answer yet."), N_("Answer it first.")),
    "answer-not-to-all-without-reason": (
        N_("The answer to query {number} goes to one bidder only, without a reason."),
        N_("Send it to all, or say why the others don't get it."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_FILES, **_IMPORT, **_OPENING, **_CHECKS, **_QUERIES}
