"""Sentences for the findings of packs: what happened and what is safe; then what to do.

The screens show them as three short paragraphs (ux.md section 4), the commands on one line.
"""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {
    # Files as they come (errors 1 to 8)
    "passphrase-wrong": (
        N_(
            "That passphrase does not open this file. Nothing has changed. "
            "There is no limit on tries."
        ),
        N_(
            "Look at Caps Lock and the spaces between words, or choose Show. "
            "If it is lost, ring {lead}: a new file can be sent, the passphrase can't be found."
        ),
    ),
    "pack-damaged": (
        N_(
            "{file} was damaged or changed on its way, so it was not opened. "
            "Marks you saved on this laptop are separate and safe."
        ),
        N_("Ask {lead} to send it again, and tell them the check code {check_code}."),
    ),
    "pack-asks-too-much": (
        N_("{file} asks for more memory than a passphrase needs, so it was not opened."),
        N_("Ask whoever sent it to make it again."),
    ),
    "pack-too-large": (
        N_("{file} is larger than a pack may be ({largest} bytes). Nothing was opened or changed."),
        N_("Check that it is the right file."),
    ),
    "pack-not-there": (
        N_("There is no file {file}. Nothing has changed."),
        N_("Check the name and the folder."),
    ),
    "pack-unreadable": (
        N_("{file} can't be read: {reason}. Nothing has changed."),
        N_("Check who may read it, or put the memory stick back."),
    ),
    "not-our-file": (
        N_("{file} is not a pack, an invitation or a return file. Nothing was opened or changed."),
        N_("Choose a file whose name ends in .tfpack, or in .tfreturn for what came back."),
    ),
    "not-a-pack": (
        N_("{file} is not for marking: it is a return file or saved work. Nothing was opened."),
        N_("Choose a file whose name ends in .tfpack."),
    ),
    "not-a-return": (
        N_("{file} is not a return file. Nothing was taken in."),
        N_("Choose a file whose name ends in .tfreturn."),
    ),
    "pack-needs-key": (
        N_("{file} opens with your own key, and none was given. You have seen nothing of it."),
        N_("Put the key file that you made with your declaration beside it. If lost, ring {lead}."),
    ),
    "pack-needs-passphrase": (
        N_("{file} is an invitation: it opens with the passphrase from the telephone, not a key."),
        N_("Type that passphrase. If you don't have it, ring {lead}."),
    ),
    "pack-for-another": (
        N_(
            "This pack is for {recipient}. It cannot be opened with your key. "
            "You have seen nothing of it."
        ),
        N_("Delete it and tell {lead}: they need to know that it went astray."),
    ),
    "pack-not-from-council": (
        N_(
            "{file} was not signed by the council that invited you, so it was not used. "
            "Your saved work is safe."
        ),
        N_("Ring {lead} on the number that you know, and read out the fingerprint {fingerprint}."),
    ),
    "pack-stale": (
        N_(
            "A newer pack was issued on {issued}. "
            "Your marks are kept and go with you to the new one."
        ),
        N_("Open {newer}."),
    ),
    "pack-closed": (
        N_("This pack closed on {closed}. All your marks are still here, to read."),
        N_("If you had not sent them, ring {lead}: the date can be extended, with a reason."),
    ),
    "pack-too-new": (
        N_(
            "{file} was made by a newer tender-flow (needs {needed}; you have {have}). "
            "The file is unharmed."
        ),
        N_("Install the newer version, or ask your IT desk; then open the file again."),
    ),
    "pack-open-twice": (
        N_(
            "This pack is already open in another window. "
            "Only one window can write, so nothing is mixed up."
        ),
        N_("Go to the other window. If there is none, wait a minute and try again."),
    ),
    # Keys
    "not-a-key-file": (
        N_("{file} is not a key file. Nothing has changed."),
        N_("Choose a file whose name ends in .tfkey."),
    ),
    "key-damaged": (
        N_("The key file {file} was damaged or changed, so it was not used."),
        N_(
            "Take a copy of it from before. "
            "Without one, a new key and a new declaration are needed."
        ),
    ),
    "key-passphrase-wrong": (
        N_(
            "That passphrase does not open the key {file}. Nothing has changed. "
            "There is no limit on tries."
        ),
        N_("Look at Caps Lock and the spaces between words, or choose Show."),
    ),
    "key-missing": (
        N_("There is no key to sign with yet. What you did is saved."),
        N_("Choose a passphrase: your key is then made and kept as {file}."),
    ),
    "key-of-another": (
        N_("This key belongs to {name} or was made for another council. It was not used."),
        N_("Use the key of {member} that was made for this council."),
    ),
    "passphrase-empty": (
        N_("A key needs a passphrase. Nothing was written."),
        N_("Choose one that you can remember: four unusual words are good."),
    ),
    "file-exists": (
        N_("There is a file {file} already. It was not written over."),
        N_("Choose another name or folder, or use the file that is there."),
    ),
    # Saving (errors 16 to 18)
    "not-saved-disk-full": (
        N_(
            "NOT SAVED since {since}: the disk is full. Everything up to then is saved. "
            "What you typed since is on the screen."
        ),
        N_("Do not close this window. Delete something (empty the recycle bin), then press Enter."),
    ),
    "not-saved-read-only": (
        N_(
            "NOT SAVED since {since}: nothing can be written to {folder}. "
            "Everything up to then is saved. What you typed since is on the screen."
        ),
        N_("Press Enter to choose another folder; the work moves there whole."),
    ),
    "not-saved-gone": (
        N_(
            "NOT SAVED since {since}: the folder {folder} or its memory stick is gone. "
            "Everything up to then is on it; the rest is on the screen."
        ),
        N_("Put it back and press Enter."),
    ),
    "not-saved-other": (
        N_(
            "NOT SAVED since {since}: {reason}. Everything up to then is saved. "
            "What you typed since is on the screen."
        ),
        N_("Do not close this window. Press Enter to try again, or choose another folder."),
    ),
    "work-read-only": (
        N_(
            "{file} is open to read only: its folder can't be written or locked. "
            "What was saved before is safe."
        ),
        N_("Choose another folder to go on in; the work moves there whole."),
    ),
    "work-damaged": (
        N_(
            "The saved work {file} and the copy before it can't be read. "
            "They were left as they are; marks that you sent are with the lead."
        ),
        N_("Look for a copy of them. To begin again from what was sent, rename both in {folder}."),
    ),
    "work-fell-back": (
        N_("The last saved work can't be read; {file} is in use, saved at {saved}."),
        N_("Look at what you did last, and do it again if it is missing."),
    ),
    "work-of-another-pack": (
        N_("The saved work {file} belongs to another pack. It was left as it is."),
        N_("Move this pack to a folder of its own and open it there."),
    ),
    "clock-looks-wrong": (
        N_(
            "This laptop says that it is {now}, before the pack was made. "
            "Your work is saved with the laptop's time."
        ),
        N_("Set the clock when you can. Go on."),
    ),
    # A pack issued again (errors 6 and 20)
    "marks-carried-over": (
        N_("Marks that came with you from the pack before: {count}. {changes}"),
        "",
    ),
    "answer-was-replaced": (
        N_("{question}, {bidder}: the answer was replaced. Your mark is kept."),
        N_("Read the new answer, then keep the mark or change it."),
    ),
    # The declaration
    "name-not-as-invited": (
        N_("The name is not the one in the invitation. Nothing was signed."),
        N_("Type it as in: {member}."),
    ),
    "agreement-not-signed": (
        N_("You have not agreed to the confidentiality agreement yet."),
        N_("Read it to its end and type your name."),
    ),
    "bidder-not-declared": (
        N_("You have not said whether you have a conflict with {bidder}."),
        N_("Choose one of the three answers."),
    ),
    "explanation-too-short": (
        N_("The explanation has {words} words; it needs {fewest} so that the lead can judge it."),
        N_("Say who, what and since when."),
    ),
    "guidance-not-read": (
        N_("You have not said that you read the guidance."),
        N_("Read it to its end."),
    ),
    # Marks (errors 9, 10, 14 and 15)
    "mark-without-why": (
        N_(
            "{question} {bidder} has the mark {mark} and no reason why it is {mark} and not {next}."
            " The mark is saved."
        ),
        N_("Press Enter to write it. You cannot send this mark without it."),
    ),
    "mark-without-why-top": (
        N_(
            "{question} {bidder} has the top mark and no reason why: what goes beyond the "
            "requirement? The mark is saved."
        ),
        N_("Press Enter to write it. You cannot send this mark without it."),
    ),
    "mark-without-strengths": (
        N_("{question} {bidder} has the mark {mark} and no strengths. The mark is saved."),
        N_("Press Enter to write what earned marks, or that there is nothing."),
    ),
    "mark-without-weaknesses": (
        N_("{question} {bidder} has the mark {mark} and no weaknesses. The mark is saved."),
        N_("Press Enter to write what cost marks, or that there is nothing."),
    ),
    "reason-without-mark": (
        N_("{question} {bidder} has reasons and no mark. The reasons are saved."),
        N_("Give a mark, or press x if you cannot mark it."),
    ),
    "cannot-without-reason": (
        N_("Say why you cannot mark {question} {bidder}. Nothing has changed."),
        N_("Choose a reason or write one."),
    ),
    "mark-needs-second-look": (
        N_("{question} {bidder}: the answer was replaced after you marked it. The mark is saved."),
        N_("Read the new answer, then keep the mark or change it."),
    ),
    "mark-not-on-scale": (
        N_("{given} is not on this scale. Your mark is still {mark}."),
        N_("Give one of: {allowed}."),
    ),
    "mark-frozen": (
        N_(
            "You have said that you may have a conflict with {bidder}. "
            "Your marks for it are frozen, not deleted; "
            "nobody will use them unless you are cleared."
        ),
        N_("Make the declaration file and send it today. Go on with the others."),
    ),
    "conflict-without-explanation": (
        N_("A conflict needs a few words. Nothing has changed."),
        N_("Say what you found, so that the lead can judge it."),
    ),
    "question-empty": (
        N_("There is no question to ask yet. Nothing has changed."),
        N_("Write what the bidder should explain."),
    ),
    "question-open": (
        N_("{question} {bidder}: a question to the bidder is open. It is saved."),
        N_("Wait for the reply, withdraw it, or send a part."),
    ),
    "answers-not-marked": (
        N_("{count} answers are not marked yet. Everything you did is saved."),
        N_("You can send what is finished now and the rest later: choose “Send a part”."),
    ),
    "nothing-to-send": (
        N_("Nothing is finished that could be sent. What you began is saved."),
        N_("Complete a mark with its reasons first."),
    ),
    # The slip
    "item-not-answered": (
        N_("You have not said whether you agree with {question}, {bidder}."),
        N_("Agree, or disagree with your reason."),
    ),
    "dissent-without-reason": (
        N_("Disagreeing with {question}, {bidder} needs a reason. Nothing has changed."),
        N_("Write it in your own words."),
    ),
    # Issuing a pack (lead)
    "pack-answer-not-cleared": (
        N_(
            "The pack would hold the answer {answer} of tender {tender}, "
            "for which the member is not cleared. Nothing was issued."
        ),
        N_("Clear the member for that bidder first, or leave its answers out."),
    ),
    "pack-answer-not-assigned": (
        N_("The answer {answer} is to question {question}, which is not in the pack."),
        N_("Assign the question to the member, or leave the answer out."),
    ),
    "pack-mark-of-another": (
        N_("A mark for the answer {answer} is not {member}'s own. Nothing was issued."),
        N_("Take only the member's own marks over."),
    ),
    "pack-mark-without-answer": (
        N_("A mark is for the answer {answer}, which is not in the pack."),
        N_("Leave the mark out; it stays in the record."),
    ),
    "pack-reply-not-theirs": (
        N_("A reply is about question {question} and tender {tender}, which are not in the pack."),
        N_("Leave the reply out."),
    ),
    "pack-scale-missing": (
        N_("The question {question} is marked on the scale {scale}, which is not in the pack."),
        N_("Add the scale."),
    ),
    # Returns (lead; errors 20 and 21)
    "return-damaged": (
        N_("{file} was damaged or changed on its way. Nothing was taken in."),
        N_("Ask the member to send it again; their work is still on their laptop."),
    ),
    "return-for-another-council": (
        N_("{file} is sealed to another council's key. Nothing was taken in."),
        N_("Use the authority key whose fingerprint stands in the invitation."),
    ),
    "return-of-another-case": (
        N_("This file belongs to {title} ({ref}). Nothing was taken in."),
        N_("Open {ref} and accept it there."),
    ),
    "return-accepted-already": (
        N_("This file was accepted on {at}. Nothing was taken in twice."),
        N_("No action."),
    ),
    "return-of-a-stranger": (
        N_("{sender} is not on the panel of this procurement. Nothing was taken in."),
        N_("Ask who sent the file, and why."),
    ),
    "return-key-unknown": (
        N_(
            "This file was not signed with the key of {member}'s accepted declaration "
            "(it has {key}). Nothing was taken in."
        ),
        N_("Ring {member}. If the key was replaced, a new declaration has to come first."),
    ),
    "return-stale": (
        N_(
            "{member}'s file was made from pack {made_from}; pack {in_force} is in force. "
            "Nothing was taken in."
        ),
        N_("Ask {member} to open pack {in_force}: the marks carry over."),
    ),
    "return-too-late": (
        N_("{member}'s pack closed on {closed}. Nothing was taken in."),
        N_("Extend the date, with a reason, or leave it."),
    ),
    # Prices
    "price-file-too-large": (
        N_("The price file has {bytes} bytes; {largest} are allowed. Nothing was sealed."),
        N_("Check that it is the right file."),
    ),
    "price-keys-the-same": (
        N_("Custodian and witness have the same key. Nothing was sealed."),
        N_("Name two people, each with a key of their own: neither may open a price alone."),
    ),
    "price-wrong-custodian": (
        N_("The price is not sealed to the custodian key of {name}. Nothing was opened."),
        N_("Use the custodian's key that was named when the bids were imported."),
    ),
    "price-wrong-witness": (
        N_("The price is not sealed to the witness key of {name}. Nothing was shown."),
        N_("Use the witness's key that was named when the bids were imported."),
    ),
    "price-altered": (
        N_("This price file is not the one that was received. Nothing was taken in."),
        N_("Stop and keep everything as it is: assurance has to look at it."),
    ),
}
