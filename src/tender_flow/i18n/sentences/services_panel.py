"""Sentences for the findings about the panel: members, invitations, clearing, packs, returns."""

from tender_flow.i18n.texts import N_

_MEMBERS: dict[str, tuple[str, str]] = {
    "not-on-the-panel": (
        N_("{login} is not on this procurement as {role}."),
        N_("Add the person first."),
    ),
    "no-lead": (N_("{ref} has no lead."), N_("Add one: packs name whom to ring.")),
    "member-without-login": (N_("The person has no login."), N_("Give one, such as c.evans.")),
    "member-without-name": (N_("{login} is new here and has no name."), N_("Give the name.")),
    "member-there-already": (N_("{name} is {role} on this procurement already."), ""),
    "keeper-there-already": (
        N_("{name} is {role} already, and there is one at a time."),
        N_("Remove {name} first, with the reason."),
    ),
    "keepers-same-person": (
        N_("The {role} can't be the {other}: the two watch each other."),
        N_("Name somebody else."),
    ),
    "keeper-without-key": (
        N_("A {role} needs a key: tenders are sealed to it."),
        N_("Let them make one, and give its file; only the public half is read."),
    ),
    "keeper-key-of-another": (
        N_("This key is {name}'s."),
        N_("Custodian and witness each need a key of their own."),
    ),
    "specialism-not-in-model": (
        N_("No question asks for {specialisms}."),
        N_("The model's specialisms are: {known}."),
    ),
    "replaced-by-self": (N_("{name} can't replace themselves."), N_("Name somebody else.")),
    "last-lead": (N_("{name} is the only lead."), N_("Add another lead first.")),
}

_KEYS: dict[str, tuple[str, str]] = {
    "key-without-name": (N_("The key has no name."), N_("Say whose it is.")),
    "key-not-authority": (N_("This is {name}'s personal key."), N_("Use the council's key file.")),
    "key-not-personal": (N_("This is the council's key, {name}."), N_("Use a personal key file.")),
    "authority-key-foreign": (
        N_("This procurement was made with another key of the council: {wanted}."),
        N_("Use that key file; this one is {fingerprint}."),
    ),
}

_CLEARING: dict[str, tuple[str, str]] = {
    "document-not-text": (
        N_("{path} is not plain text, and packs carry the text itself."),
        N_("Save it as text (UTF-8), such as agreement.md, and file that."),
    ),
    "text-not-filed": (
        N_("The {kind} is not filed, and the invitation carries it."),
        N_("File it as plain text."),
    ),
    "no-bidder-known": (
        N_("No bidder of {ref} is known yet, so nobody could declare a conflict."),
        N_("Import the tenders first."),
    ),
    "declaration-not-accepted": (
        N_("The declaration of {name} has not been accepted."),
        N_("Accept the file that {name} sends back."),
    ),
    "fingerprint-differs": (
        N_("That is not the fingerprint of the key in {name}'s declaration. Nothing was cleared."),
        N_(
            "Ask {name} to read it again; recorded is {recorded}. If it still differs, invite anew."
        ),
    ),
    "conflict-decision-unknown": (N_("{decision} is no decision."), N_("Give {known}.")),
    "nothing-declared": (
        N_("{name} has declared nothing about {supplier}."),
        N_("Invite {name} anew, so that they can."),
    ),
    "conflict-not-decided": (
        N_("{name} may have a conflict with {suppliers}, and nobody has decided."),
        N_("Decide for each, with a reason."),
    ),
}

_PACKS: dict[str, tuple[str, str]] = {
    "local-time-unreadable": (
        N_("“{text}” is not a date and hour."),
        N_("Write it like 2014-10-24T17:00."),
    ),
    "pack-would-be-closed": (
        N_("A pack can't close at {closes_at}."),
        N_("Choose a later time."),
    ),
    "pack-reissue-without-reason": (
        N_("{name} has a file in force already."),
        N_("Give the reason for a new one; it is told to {name}."),
    ),
    "no-pack-in-force": (N_("{name} has no pack in force in this round."), N_("Issue one.")),
    "no-question-assigned": (
        N_("{name} has no question in the round {round}."),
        N_("Assign questions first."),
    ),
    "pack-scale-is-range": (
        N_("{question} is marked on the scale {scale}, a range, which the panel's screen lacks."),
        N_("Use a scale that names each mark, or evaluate the marks from a file."),
    ),
    "pack-without-answers": (
        N_("There is no answer for {name} to mark in the round {round}."),
        N_("Look at the assigned questions and the lots that were bid for."),
    ),
    "pack-all-conflicts": (
        N_("{name} has a conflict with every bidder, so there is nothing to send."),
        N_("Replace {name} on the panel."),
    ),
    "interview-not-recorded": (
        N_("The interview of {supplier} on {question} is not recorded."),
        N_("Every bidder is heard before one is marked."),
    ),
    "round-locked": (
        N_("The marks of the round {round} were locked on {locked_at}."),
        N_("They stay as they are; a re-run is a round of its own."),
    ),
    "nothing-to-sign": (N_("{name} took part in no agreed mark of this round."), ""),
    "stored-pack-unreadable": (
        N_("What {pack} held can't be read by this version."),
        N_("Run verify."),
    ),
}

_RETURNS: dict[str, tuple[str, str]] = {
    "return-of-former-member": (
        N_("{name} is no longer on the panel ({status}). Nothing was taken in."),
        N_("Their earlier marks stay in the record."),
    ),
    "return-from-unknown-pack": (
        N_("This file was not made from the pack that went to {name}. Nothing was taken in."),
        N_("Ask {name} which file they opened, and send it anew if need be."),
    ),
    "return-of-older-model": (
        N_(
            "The evaluation model was amended after the pack of {name} went out. "
            "Nothing was taken in."
        ),
        N_("Issue a pack with the model in force, with the reason."),
    ),
    "return-not-as-packed": (
        N_("The file doesn't fit what the pack of {name} held. Nothing was taken in."),
        N_("Ask {name} to open the pack again and to make the file anew."),
    ),
    "marks-held-back": (
        N_("New marks of {name} for {bidder} are kept and do not count ({count}): a conflict."),
        N_("They count once you have cleared the member for this bidder, with your reason."),
    ),
    "return-mark-off-scale": (
        N_("{question}, {bidder}: {mark} is not on the scale. Nothing was taken in."),
        N_("{name} has to give one of {allowed}."),
    ),
    "return-mark-without-reason": (
        N_("{question}, {bidder}: the mark has no full reason. Nothing was taken in."),
        N_("Ask {name} to complete it and to make the file anew."),
    ),
    "mark-after-agreement": (
        N_(
            "{question}, {bidder}: the panel has agreed on this answer, so {name} can't change "
            "their own mark. Nothing was taken in."
        ),
        N_("Reopen the item in the meeting if the panel wants to."),
    ),
    "mark-after-meeting-began": (
        N_(
            "{question}, {bidder}: the meeting has begun, so {name} can't change their own mark. "
            "Nothing was taken in."
        ),
        N_("Speak in the meeting: the panel's mark has a reason of its own."),
    ),
    "declaration-other-texts": (
        N_("{name} signed another agreement or guidance than this invitation carried."),
        N_("Send the invitation anew."),
    ),
    "declaration-incomplete": (
        N_("{name} has not declared about {suppliers}."),
        N_("Ask {name} to make the declaration anew."),
    ),
    "declaration-line-unreadable": (
        N_("What {name} declared about {supplier} doesn't fit the invitation."),
        N_("Ask {name} to make the declaration anew."),
    ),
    "declaration-other-key": (
        N_("{name} signed with another key than the one that tenders are sealed to."),
        N_("The registered key stays."),
    ),
    "outcome-changed-since": (
        N_("An agreed mark changed after {name} got this file. Nothing was taken in."),
        N_("Send {name} the new outcome to sign."),
    ),
    "slip-signed-already": (N_("{name} has signed the outcome of this meeting already."), ""),
    "slip-differs-from-meeting": (
        N_("{name} agreed in the meeting and now disagrees: {question}, {bidder}."),
        N_("Show it to the chair, who may reopen the item."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **_MEMBERS,
    **_KEYS,
    **_CLEARING,
    **_PACKS,
    **_RETURNS,
}
