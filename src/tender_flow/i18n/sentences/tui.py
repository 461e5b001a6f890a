"""Sentences for the findings of the screens: what happened and what is safe; what to do."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "own-key-not-found": (
        N_(
            "The key of {name} that opens this file is not on this laptop, or not in a folder "
            "where it is looked for. Nothing was opened or changed."
        ),
        N_(
            "It was made when you signed, and its name ends in .tfkey: copy it into {folder} "
            "and open the file again. If it is lost, ring {lead}."
        ),
    ),
    "no-tender-files": (
        N_("There are no tender files on this laptop yet."),
        N_("Save the e-mail's attachment in Documents and press Enter to look again."),
    ),
    "conflict-found-late": (
        N_(
            "You have said that you may have a conflict with {bidder}. Your {count} marks for "
            "{bidder} are frozen, not deleted; nobody will use them unless you are cleared. "
            "Other bidders are not touched."
        ),
        N_(
            "Press s and choose “Send only the conflict”, and send that file today. "
            "Go on with the others."
        ),
    ),
}
