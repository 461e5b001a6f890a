"""Sentences for the findings of procedure: moves, gates, workflow files, days and plans."""

from tender_flow.i18n.texts import N_

MOVES: dict[str, tuple[str, str]] = {
    "move-unknown": (
        N_("The procedure has no move named {move}."),
        N_("Its moves are: {known}."),
    ),
    "move-not-from-here": (
        N_("The move {move} does not lead from the stage {stage}."),
        N_("From here these are possible: {possible}."),
    ),
    "procurement-suspended": (
        N_("The procurement has been suspended since {since}."),
        N_("Resume it first, or end it early with a reason."),
    ),
}

PREPARATION: dict[str, tuple[str, str]] = {
    "document-missing": (N_("There is no {what} on file."), N_("File it.")),
    "document-not-issued": (
        N_("The {what} on file has no date of issue that has come."),
        N_("File the issued one with its date."),
    ),
    "document-too-recent": (
        N_("The {what} was filed on {filed_on}; it must be on file for {days} days."),
        N_("Go on from {ready_on}."),
    ),
    "ceiling-missing": (
        N_("The evaluation model names no ceiling over all lots, so funding can't be compared."),
        N_("Amend the model with the ceiling."),
    ),
    "funding-short": (
        N_("Funding of £{identified} is on file for a ceiling of £{ceiling}: £{shortfall} short."),
        N_("File a funding statement for the rest, or amend the model with a lower ceiling."),
    ),
    "model-missing": (
        N_("The procurement has no evaluation model."),
        N_("Publish one with the invitation."),
    ),
    "model-not-published": (
        N_("Version {version} of the evaluation model has not been published."),
        N_("Publish it; from then on nobody can change it unseen."),
    ),
    "plan-missing": (
        N_("The procurement has no plan."),
        N_("Give each stage a month or a day."),
    ),
    "stage-not-planned": (
        N_("No baseline of the plan has a time for: {stages}."),
        N_("Add a baseline with a month or a day for each."),
    ),
    "task-not-planned": (
        N_("The plan gives no time to the task “{task}”, which comes before “{before}”."),
        N_("Add a baseline with a month or a day for it."),
    ),
    "task-planned-too-late": (
        N_("The plan has “{task}” in {planned}, after “{before}” in {limit}."),
        N_("Plan it earlier, or the other later."),
    ),
    "delay-without-reason": (
        N_(
            "The stage {task} was due in {planned}; today is {begun_on}, and no reason is recorded."
        ),
        N_("Record the delay with its reason and the time now expected."),
    ),
    "deadline-not-set": (
        N_("The day and hour at which tenders close are not set."),
        N_("Set them."),
    ),
    "deadline-not-passed": (
        N_("Tenders may still come until {deadline_at}."),
        N_("Wait for that hour."),
    ),
    "late-tender-undecided": (
        N_("The tender of {supplier} came late, {received_at}; nobody has decided about it."),
        N_("Admit or refuse it, with the reason."),
    ),
    "tender-not-opened": (
        N_("The tender of {supplier} has not been opened."),
        N_("Open the tenders with two named people."),
    ),
    "no-tender-to-evaluate": (
        N_("There is no tender to evaluate."),
        N_("End the procurement early with this reason, or check the import."),
    ),
    "requirement-not-decided": (
        N_("Nobody has decided whether {supplier} meets: {requirements}."),
        N_("Decide each with its evidence; a lot in brackets with --lot."),
    ),
}

PANEL: dict[str, tuple[str, str]] = {
    "panel-too-small": (
        N_("The panel has {evaluators} of at least {minimum} evaluators."),
        N_("Add evaluators."),
    ),
    "role-not-filled": (N_("Nobody on the procurement is {role}."), N_("Name somebody.")),
    "roles-not-apart": (
        N_("{name} holds roles that two people must hold: {roles}."),
        N_("Name somebody else for one of them."),
    ),
    "question-not-covered": (
        N_("Question {number}, {title}, has {evaluators} of at least {minimum} evaluators."),
        N_("Assign it to more evaluators."),
    ),
    "specialism-not-covered": (
        N_("No evaluator of question {number}, {title}, is a specialist in {specialism}."),
        N_("Assign it to a specialist."),
    ),
    "agreement-missing": (
        N_("{name} ({role}) has not signed the confidentiality agreement."),
        N_("Send the invitation again, or ask for the return."),
    ),
    "guidance-not-acknowledged": (
        N_("{name} ({role}) has not acknowledged the evaluation guidance."),
        N_("Send the invitation again, or ask for the return."),
    ),
    "conflict-not-declared": (
        N_("{name} has neither declared nor denied a conflict with: {suppliers}."),
        N_("Send a new invitation that names them, and ask for the return."),
    ),
    "member-not-cleared": (
        N_("{name} has declared, but has not been cleared to mark."),
        N_("Compare the key's fingerprint by telephone, then clear them."),
    ),
}

MARKING: dict[str, tuple[str, str]] = {
    "no-round-begun": (N_("No round of marking has begun."), N_("Issue the scoring packs.")),
    "round-not-begun": (
        N_("The round “{round}” of the evaluation model has not begun."),
        N_("Issue its scoring packs."),
    ),
    "marks-missing": (
        N_("{name} still owes {count} marks in the round “{round}”."),
        N_("Ask for the return, and accept it."),
    ),
    "query-open": (N_("A question is open: {subject}."), N_("Answer it, then close it.")),
    "query-not-closed": (N_("A question is answered but not closed: {subject}."), N_("Close it.")),
    "items-not-agreed": (
        N_("In the round “{round}” {missing} of {items} items have no agreed mark."),
        N_("Agree them in the moderation meeting."),
    ),
    "assent-missing": (
        N_("Members who have neither agreed nor dissented in the round “{round}”: {count}."),
        N_("Record what each member who was there said."),
    ),
    "meeting-not-closed": (
        N_("The moderation meeting of the round “{round}” has not been closed."),
        N_("Close it when everything is agreed."),
    ),
    "slip-not-signed": (
        N_("{name} has not signed the outcome of the round “{round}”."),
        N_("Ask for the signed slip, and accept it."),
    ),
    "marks-not-locked": (
        N_("The quality marks of the round “{round}” are not locked."),
        N_("Close its moderation meeting."),
    ),
    "price-sealed": (
        N_("The price of {supplier} for {lot} is still sealed."),
        N_("Open the prices with custodian and witness."),
    ),
}

AWARD: dict[str, tuple[str, str]] = {
    "report-missing": (N_("There is no evaluation report."), N_("Make it.")),
    "lot-not-recommended": (
        N_("{lot} has neither a recommendation nor a proposal of no award."),
        N_("Recommend an award, or none, with reasons."),
    ),
    "winner-not-checked": (
        N_("{supplier}, recommended for {lot}, has not been checked."),
        N_("Record the check with its outcome."),
    ),
    "winner-not-accepted": (
        N_("The check of {supplier}, recommended for {lot}, was not accepted."),
        N_("Record the check's new outcome, or recommend anew."),
    ),
    "low-price-not-checked": (
        N_("Nobody has checked whether the price of {supplier} for {lot} is too low."),
        N_("Record the check with its outcome."),
    ),
    "low-price-undecided": (
        N_("The price of {supplier} for {lot} looks too low, and nobody has decided about it."),
        N_("Record the bidder's answer and the decision."),
    ),
    "low-price-rejected": (
        N_("The price of {supplier}, recommended for {lot}, was rejected as too low."),
        N_("Recommend anew."),
    ),
    "lot-not-approved": (
        N_("The recommendation for {lot} has not been approved."),
        N_("Record the approval with body, decision maker, date and minute."),
    ),
    "approval-differs": (
        N_("The approval for {lot} is of something else than what is recommended now."),
        N_("Have the recommendation that stands approved."),
    ),
    "approved-by-recommender": (
        N_("The award of {lot} was approved by the one who recommended it."),
        N_("Have it approved by somebody else."),
    ),
    "bidder-not-notified": (
        N_("{supplier} has not been told the decision about {lot} since it was approved."),
        N_("Send the letter, and record when and by what means."),
    ),
    "standstill-not-begun": (
        N_("No standstill runs for {lot}."),
        N_("The last letter to a bidder begins it, or the notice that the workflow counts from."),
    ),
    "standstill-running": (
        N_("The standstill of {lot} ends at midnight at the end of {ends_on}."),
        N_("Wait until the day after."),
    ),
    "call-in-running": (
        N_("The decision about {lot} may be called in until {ends_on}."),
        N_("Wait until the day after."),
    ),
    "call-in-end-unknown": (
        N_("The decision about {lot} is a key decision, and the end of its call-in is not known."),
        N_("Record the day on which the call-in ends."),
    ),
    "lot-open": (
        N_("{lot} has no outcome yet."),
        N_("Conclude the award, or record that there is none."),
    ),
}

FILES: dict[str, tuple[str, str]] = {
    "format-unknown": (
        N_("This file is in format {found}."),
        N_("This version of tender-flow reads format {known}."),
    ),
    "use-not-found": (
        N_("There is no fragment {name}."),
        N_("Name a file beside this one, without .yaml: common/termination."),
    ),
    "use-circular": (
        N_("These fragments use each other in a circle: {trail}."),
        N_("Take one of the uses out."),
    ),
    "stage-unknown": (N_("There is no stage {name}."), N_("Known stages are: {known}.")),
    "task-unknown": (N_("There is no task {name}."), N_("Known tasks and stages are: {known}.")),
    "gate-unknown": (N_("There is no gate {name}."), N_("Known gates are: {known}.")),
    "addition-unknown": (
        N_("There is no move {name} to add anything to."),
        N_("Known moves are: {known}."),
    ),
    "clock-unknown": (N_("There is no clock {name}."), N_("Known clocks are: {known}.")),
    "role-unknown": (N_("There is no role {name}."), N_("Known roles are: {known}.")),
    "parameter-unknown": (N_("{owner} takes no {name}."), N_("It takes: {known}.")),
    "parameter-missing": (N_("{owner} needs {name}."), N_("Write it under “with”.")),
    "parameter-too-small": (N_("{found} is less than {least}."), N_("Write {least} or more.")),
    "due-unreadable": (
        N_("“{text}” doesn't say when something is due."),
        N_(
            "Write “48 days after award”, “30 days beginning with award” or “without delay "
            "after move”."
        ),
    ),
    "stage-initial-missing": (
        N_("No stage is the one in which a procurement begins."),
        N_("Write “initial: true” at one stage."),
    ),
    "stage-initial-twice": (
        N_("{stage} is marked as the beginning, and so is {first}."),
        N_("Keep one of them."),
    ),
    "stage-initial-final": (
        N_("{stage} is the beginning and final at once."),
        N_("Begin with a stage that leads on."),
    ),
    "workflow-id-twice": (
        N_("The id {id} is used at {first} too."),
        N_("Give one of them another id."),
    ),
    "final-stage-left": (
        N_("The move {move} leaves the final stage {stage}."),
        N_("Take the stage out of “from”, or make it no final stage."),
    ),
    "stage-unreachable": (
        N_("No path leads to the stage {stage}."),
        N_("Add a move to it, or take it out."),
    ),
    "stage-without-end": (
        N_("From the stage {stage} no path leads to an end, early termination apart."),
        N_("Add a move that leads on, or make the stage final."),
    ),
    "termination-unknown": (
        N_("“termination” names the move {move}, which is not there."),
        N_("Name the move that ends a procurement early, or use common/termination."),
    ),
    "termination-without-reason": (
        N_("The move {move} ends a procurement early without asking for a reason."),
        N_("Write “reason: true”."),
    ),
    "termination-not-final": (
        N_("The move {move} ends a procurement early, but leads to {stage}, which goes on."),
        N_("Let it lead to a final stage."),
    ),
    "termination-not-everywhere": (
        N_("The move {move} can't end a procurement early from: {stages}."),
        N_("Write “from: any”."),
    ),
    "standstill-twice": (
        N_("The move {move} starts a standstill, and so does {first}."),
        N_("Keep one of them."),
    ),
}

DAYS: dict[str, tuple[str, str]] = {
    "time-does-not-exist": (
        N_("On {day} there is no {hour} in {zone}: the clocks go forward."),
        N_("Choose another hour."),
    ),
    "time-comes-twice": (
        N_("On {day} {hour} comes twice in {zone}: the clocks go back."),
        N_("Choose another hour, so that nobody can argue about it."),
    ),
    "planned-time-unreadable": (
        N_("“{text}” is neither a month nor a day."),
        N_("Write 2014-11 or 2014-11-24."),
    ),
    "plan-out-of-order": (
        N_("Baseline {baseline} plans {task} before {before}, which comes first."),
        N_("Check both times."),
    ),
    "plan-on-a-day-off": (
        N_("Baseline {baseline} plans {task} on {day}, which is no working day."),
        N_("Check the day."),
    ),
    "extra-day-unreadable": (
        N_("“{text}” is not a day."),
        N_("Write lines such as “2023-05-08: Bank holiday for the coronation”."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **MOVES,
    **PREPARATION,
    **PANEL,
    **MARKING,
    **AWARD,
    **FILES,
    **DAYS,
}
