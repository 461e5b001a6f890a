"""Sentences for the findings of records: the database, its rows and the journal."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "database-url-unknown": (
        N_("{url} is not the address of a record."),
        N_("Write sqlite:///file.db or postgresql://host/name."),
    ),
    "database-missing": (
        N_("There is no record at {database}."),
        N_("Check the folder you are in, or --database; a new procurement makes a new record."),
    ),
    "database-older": (
        N_("The record {database} was made by an older version ({version}, now {current})."),
        N_("Make a copy of it, then run: tender-flow database upgrade"),
    ),
    "database-newer": (
        N_(
            "The record {database} was made by a newer version ({version}; this program"
            " knows {current})."
        ),
        N_("Install the newer tender-flow; nothing has been changed."),
    ),
    "database-foreign": (
        N_("{database} is not a tender-flow record."),
        N_("Check the name; it has been left as it is."),
    ),
    "database-locked": (
        N_("Another program is writing to {database} at this moment; nothing has been kept."),
        N_("Wait until it is done and do this again."),
    ),
    "database-unreachable": (
        N_("The record {database} can't be reached: {reason}."),
        N_("Check the address, the network and who may read it."),
    ),
    "database-read-only": (
        N_("The record {database} can be read here and not written."),
        N_("Check who may write the file and its folder."),
    ),
    "database-full": (
        N_("There is no room left where {database} stands; nothing has been kept."),
        N_("Make room and do this again."),
    ),
    "database-damaged": (
        N_("The record {database} is damaged: {reason}."),
        N_("Leave it as it is, and restore the last copy beside it."),
    ),
    "database-driver-missing": (
        N_("This installation can't speak to PostgreSQL."),
        N_("Install it with the extra: pip install 'tender-flow[postgresql]'"),
    ),
    "guards-missing": (
        N_("The record {database} has lost guards of its journal: {guards}."),
        N_("Find out who took them away, run verify, then: tender-flow database upgrade"),
    ),
    "table-differs": (
        N_("The table {table} is not as this version makes it: {columns}."),
        N_("Somebody has changed it by hand; restore a copy."),
    ),
    "text-unstorable": (
        N_("This text holds a character that can't be kept: {text}"),
        N_("Take it out and do this again."),
    ),
    "row-not-unique": (
        N_("There is one of these already ({what})."),
        N_("Look at what is there, or choose another name."),
    ),
    "row-not-single": (
        N_("The record should have one row of {table} here and has {count}."),
        N_("Run verify; the record does not agree with itself."),
    ),
    "clock-went-back": (
        N_("It is {now} on this clock, earlier than the last entry of the case ({last})."),
        N_("Set the clock right; entries are never dated back."),
    ),
    "marks-not-whole": (
        N_("The panel's mark of the answer {answer} is a mean that does not end in decimals."),
        N_("Rank the bids instead: tender-flow award rank counts it exactly."),
    ),
    "marks-uneven": (
        N_("The bids don't all have the same number of marks: {fewest} to {most}."),
        N_("Sums compare only bids that were marked alike; see who is missing."),
    ),
    "artefact-missing": (
        N_("The file kept under {digest} is not in the record any more."),
        N_("Restore the last copy of the record and compare."),
    ),
    "artefact-altered": (
        N_("The file kept under {digest} is not what was kept."),
        N_("Restore the last copy of the record and compare."),
    ),
    "journal-gap": (
        N_("Chain {chain}: entry {expected} is missing; the next one is {found}."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "journal-altered": (
        N_("Chain {chain}: entry {sequence} is not the text that was written."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "journal-unlinked": (
        N_("Chain {chain}: entry {sequence} does not follow the one before it."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "journal-unreadable": (
        N_("Chain {chain}: entry {sequence} can't be read as an entry."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "journal-clock-went-back": (
        N_("Chain {chain}: entry {sequence} is dated before the one before it."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "sealed-altered": (
        N_("Chain {chain}, entry {sequence}: sealed value {ordinal} is not what was sealed."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "sealed-missing": (
        N_("Chain {chain}, entry {sequence}: sealed value {ordinal} is gone without a ground."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "sealed-unknown": (
        N_("Chain {chain}, entry {sequence}: sealed value {ordinal} belongs to no entry."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "sealed-erased": (
        N_("Chain {chain}: values erased under {ground}: {count}."),
        "",
    ),
    "head-differs": (
        N_("Chain {chain}: the head says entry {head}; the last entry is {last}."),
        N_("The end of the journal was cut or changed; restore a copy and compare."),
    ),
    "head-unknown": (
        N_("Chain {chain} has no entry with the digest {digest}."),
        N_(
            "The paper is of another case, or the journal's end was cut after it was printed;"
            " compare with a copy."
        ),
    ),
    "chain-unknown": (
        N_("The case {chain} has no journal, but the portfolio or the tables name it."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "chain-unmirrored": (
        N_("Entry {sequence} of the case {chain} is not the one that the portfolio names."),
        N_("The journal was changed outside tender-flow; restore a copy and compare."),
    ),
    "row-missing": (
        N_("{table} {id} is in the journal and not in the table."),
        N_("The table was changed outside tender-flow; restore a copy and compare."),
    ),
    "row-extra": (
        N_("{table} {id} is in the table and not in the journal."),
        N_("The table was changed outside tender-flow; restore a copy and compare."),
    ),
    "row-unreadable": (
        N_("{table} {id}: what stands in {column} can't be read."),
        N_("The table was changed outside tender-flow; run verify, restore a copy and compare."),
    ),
    "record-unreadable": (
        N_("The record of {subject} can't be read to its end: {reason}."),
        N_("The record was changed outside tender-flow; restore a copy and compare."),
    ),
    "row-differs": (
        N_("{table} {id}: {column} is not what the journal says."),
        N_("The table was changed outside tender-flow; restore a copy and compare."),
    ),
}
