"""Sentences for the findings of the services: a case, its plan, its documents, its check."""

from tender_flow.i18n.texts import N_

CASE: dict[str, tuple[str, str]] = {
    "ref-unusable": (
        N_("A procurement can't have the short name {ref}."),
        N_("Use small letters, digits and hyphens, at most 40, such as kent-da."),
    ),
    "procurement-exists": (
        N_("There is a procurement {ref} already."),
        N_("Choose another short name."),
    ),
    "authority-key-missing": (
        N_("A procurement needs the council's key, and none was named."),
        N_("Make it once, or name its file with --key."),
    ),
    "key-of-a-member": (
        N_("The key of {name} is a panel member's, not the council's."),
        N_("Name the council's key file."),
    ),
    "lead-name-missing": (
        N_("The name of the lead ({login}) is missing."),
        N_("Say it with --lead, as it stands on letters."),
    ),
    "regime-differs": (
        N_("The plan follows {plan} and the workflow {workflow}."),
        N_("Choose a workflow of the plan's regime."),
    ),
    "ceiling-differs": (
        N_("The plan's ceiling is £{plan}, the evaluation model's is £{model}."),
        N_("Bidders see the model's: make sure that both mean the same."),
    ),
    "procurement-ended": (
        N_("{ref} has ended (stage: {stage}); there is nothing to move to."),
        "",
    ),
    "move-not-named": (
        N_("More than one move leads on from where {ref} is."),
        N_("Name one: {possible}."),
    ),
    "stage-moved": (
        N_("{ref} was moved to “{stage}” while you were looking ({moved_at})."),
        N_("Look again before you decide."),
    ),
    "terminate-has-its-own-deed": (
        N_("Ending a procurement early is not a step forward."),
        N_("Use procurement terminate, with the reason."),
    ),
    "reason-missing": (N_("The reason is missing."), N_("Say why, in one sentence.")),
    "told-missing": (
        N_("Who was told is missing."),
        N_("Say who was told, such as all bidders by the portal."),
    ),
    "approver-missing": (
        N_("Who approved it is missing."),
        N_("Name the person or body that approved it."),
    ),
    "suspended-already": (N_("{ref} is suspended since {since}."), ""),
    "suspension-not-allowed": (N_("The workflow of this procurement knows no suspension."), ""),
    "nothing-suspended": (N_("Nothing of {ref} is suspended there."), ""),
    "scope-unknown": (
        N_("{scope} can't be suspended."),
        N_("Suspend one of: {known}."),
    ),
    "decision-unknown": (
        N_("There is no decision {decision} on this procurement."),
        N_("Take its id from the report or the history."),
    ),
}

PLAN: dict[str, tuple[str, str]] = {
    "plan-format-unknown": (
        N_("The plan says format {format}; this version knows format 1."),
        N_("Write format: 1."),
    ),
    "plan-ends-before-it-begins": (
        N_("The task ends in {end}, before it begins in {planned}."),
        N_("Put the later time under end."),
    ),
    "plan-stage-unknown": (
        N_("The workflow has no stage or task {stage}."),
        N_("It has: {known}."),
    ),
    "plan-nothing-new": (
        N_("The plan has nothing that {ref} doesn't have already."),
        N_("A later plan is a further baseline with its own title and date."),
    ),
    "plan-without-tasks": (
        N_("The plan has no task."),
        N_("Name a plan file, or tasks such as --task evaluate=2014-10."),
    ),
    "plan-without-source": (
        N_("A plan without a file needs a title and the paper that it comes from."),
        N_("Say them with --title and --source."),
    ),
    "plan-task-unreadable": (
        N_("{text} is no planned task."),
        N_("Write the stage and its month or day: evaluate=2014-10."),
    ),
    "plan-dated-later": (
        N_("The baseline “{title}” is of {dated}, later than today; it was left out."),
        N_("Add it when that day has come."),
    ),
    "plan-leaves-blank": (N_("The plan leaves blank: {blank}."), ""),
    "deadline-unreadable": (
        N_("{text} is no day and hour."),
        N_("Write it as 2014-09-26T12:00, in local time."),
    ),
    "zone-unknown": (N_("There is no time zone {zone}."), N_("For England, use Europe/London.")),
    "deadline-in-the-past": (
        N_("The deadline {at} is not after now ({now})."),
        N_("Choose a later day or hour."),
    ),
    "deadline-has-passed": (
        N_("Tenders closed at {at}; that deadline can't be moved any more."),
        N_("A late tender is decided by itself, with a reason."),
    ),
    "notice-of-several-lots": (
        N_("{kind} is owed for several lots."),
        N_("Name one with --lot: {lots}."),
    ),
    "published-in-the-future": (
        N_("The notice can't have been published on {on}: that day is still to come."),
        N_("Record it when it is out."),
    ),
    "reference-missing": (
        N_("Where the notice can be found is missing."),
        N_("Give its number or address."),
    ),
}

AMENDING: dict[str, tuple[str, str]] = {
    "amendment-kind-unknown": (
        N_("{kind} can't be amended."),
        N_("Amend one of: {known}."),
    ),
    "amendment-changes-nothing": (
        N_("The new {kind} is the same, word for word."),
        N_("Name the file that was changed."),
    ),
    "amendment-loses-stage": (
        N_("The new workflow doesn't have the stage {stage}, where the procurement is."),
        N_("Keep that stage; the new file has: {known}."),
    ),
    "amendment-changes-regime": (
        N_("A procurement keeps the regime it began under: {regime}, not {new}."),
        N_("Begin another procurement for another regime."),
    ),
    "amendment-changes-lots": (
        N_("The procurement has the lots {lots}, the new model {new}."),
        N_("Keep the lots; other lots are another procurement."),
    ),
    "amendment-after-marks": (
        N_("Marks are in on {ref}: marks under two models can't be compared."),
        N_("Evaluate again from the start in a new round, with --new-round."),
    ),
    "model-published-already": (
        N_("Version {version} of the model is published since {at}."),
        N_("A change is an amendment, with its reason and who was told."),
    ),
}

DOCUMENTS: dict[str, tuple[str, str]] = {
    "document-empty": (N_("The file {path} is empty."), N_("File the document itself.")),
    "document-kind-unusable": (
        N_("{kind} can't be the kind of a document."),
        N_("Use small letters, digits and underscores, such as consultation_report."),
    ),
    "document-filed-already": (
        N_("This very file was filed as “{title}” on {filed_at}."),
        N_("File a newer version, or leave it."),
    ),
    "amount-not-positive": (
        N_("{amount} is no amount of money."),
        N_("Write pounds in digits, such as 3500000 or 1250.50."),
    ),
    "amount-for-another-period": (
        N_("The amount is for a {period}, the ceiling for a {ceiling}."),
        N_("Give the amount for the same period."),
    ),
}

_COMPARE = N_("The record was changed outside tender-flow; restore a copy and compare.")

VERIFYING: dict[str, tuple[str, str]] = {
    "head-nowhere": (
        N_("No chain has an entry with the digest {digest}."),
        N_("The paper is of another record, or this one's end was cut; compare with a copy."),
    ),
    "stage-changed-without-move": (
        N_("Entry {sequence} changes the stage without a move."),
        _COMPARE,
    ),
    "move-not-of-the-workflow": (
        N_("Entry {sequence}: the move {move} is none that the workflow had there."),
        _COMPARE,
    ),
    "mover-without-role": (
        N_("Entry {sequence}: “{move}” was made by somebody who was not {role} then."),
        _COMPARE,
    ),
    "gate-not-met-then": (
        N_("Entry {sequence}: by today's rules, “{move}” had something missing."),
        N_("Look whether the rules have changed since; what was missing is said next."),
    ),
    "signature-broken": (
        N_("The accepted return {return} ({kind}) is not what its sender signed."),
        _COMPARE,
    ),
    "signature-of-another-key": (
        N_("The accepted return {return} ({kind}) is signed by a key that is not its member's."),
        _COMPARE,
    ),
    "mark-not-signed": (
        N_("The mark {mark} (revision {revision}) is in no signed return."),
        _COMPARE,
    ),
    "mark-differs-from-signed": (
        N_("The mark {mark} (revision {revision}) is not what its member signed: {column}."),
        _COMPARE,
    ),
    "result-not-computable": (
        N_("Entry {sequence} stored a result that can't be computed from the record."),
        _COMPARE,
    ),
    "result-inputs-erased": (
        N_("Entry {sequence}: marks or prices behind a result were erased; it stands as stored."),
        "",
    ),
    "result-erased": (
        N_("The totals of result {number} were erased; they can't be compared."),
        "",
    ),
    "result-other-bids": (
        N_("Result {number} ranks other bids than the record gives."),
        N_("Look at the bids' standing when it was computed."),
    ),
    "result-differs": (
        N_("Result {number}, {bid}: stored {stored} (rules {engine}), now {now} ({engine_now})."),
        N_("Where the rules are the same, the record was changed; else ask why they differ."),
    ),
    "result-text-differs": (
        N_("The kept text of result {number} is not what the record gives."),
        _COMPARE,
    ),
    "approval-by-recommender": (
        N_("The decision {decision} approves what the same person recommended."),
        _COMPARE,
    ),
    "standstill-without-letters": (
        N_("The standstill of {lot} was recorded without the letter or notice that begins it."),
        _COMPARE,
    ),
    "standstill-shorter-than-counted": (
        N_("The standstill of {lot} was recorded to {stored}; by its letters it ends on {now}."),
        N_("Where the bank holidays are the same, the record was changed; compare with a copy."),
    ),
    "decision-without-ground": (
        N_("The decision {decision} ({kind}) is not what the one before it allows."),
        _COMPARE,
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**CASE, **PLAN, **AMENDING, **DOCUMENTS, **VERIFYING}
