"""Sentences for a model's moderation: averages, tolerances, overrides."""

from tender_flow.i18n.texts import N_

IN_THE_MODEL: dict[str, tuple[str, str]] = {
    "moderation-key-not-used": (
        N_("{field} says nothing under the method {method}."),
        N_("Take it out, or choose the method that it belongs to."),
    ),
    "one-of-two-keys": (
        N_("{field} must state exactly one of {one} and {other}."),
        N_("Keep one of them."),
    ),
    "tolerance-over-scale": (
        N_("A tolerance of {tolerance} per cent is more than the whole scale."),
        N_("Give 0 to 100 per cent."),
    ),
    "tolerance-far-not-above": (
        N_("“far” ({far}) is not above the tolerance ({tolerance})."),
        N_("Give a larger distance, or leave “far” out."),
    ),
    "trim-share": (
        N_("Leaving out {share} per cent of the marks at each end is not possible."),
        N_("Give more than 0 and less than {half} per cent."),
    ),
    "average-needs-reasons": (
        N_("The panel's mark is a {method}, which is nobody's reason."),
        N_("Have the panel write its own reason for each mark; the record asks for one."),
    ),
    "average-leaves-scale": (
        N_("A {method} may lie between two marks of the scale, which have no words."),
        N_("State off_scale: discuss, or the mark of the scale that it goes to."),
    ),
}

IN_THE_MEETING: dict[str, tuple[str, str]] = {
    "average-off-scale": (
        N_("The average {average} lies between two marks of the scale."),
        N_("Discuss it, and agree a mark of the scale."),
    ),
    "marks-far-apart": (
        N_("The marks are {spread} apart; beyond {far} the model calls that far."),
        N_("Discuss it first."),
    ),
    "mark-not-by-method": (
        N_("{question}, {supplier}: the published method ({rule}) gives {mark}, and no other."),
        N_("Record {mark} with the panel's reason."),
    ),
    "average-waits": (
        N_("{question}, {supplier}: the published method ({rule}) can't give a mark yet."),
        N_("Take in the missing marks; another member may be assigned to the question."),
    ),
}

OVERRIDING: dict[str, tuple[str, str]] = {
    "override-not-published": (
        N_("{question}, {supplier}: the published model lets nobody override a mark."),
        N_("Discuss the item; the panel agrees its mark."),
    ),
    "override-by-another-role": (
        N_("{question}, {supplier}: only the {role} may override, says the published model."),
        N_("Ask the {role}."),
    ),
    "override-needs-second": (
        N_("{question}, {supplier}: an override needs a second person's approval."),
        N_("Name who approved it."),
    ),
    "override-approved-by-same": (
        N_("{question}, {supplier}: the second approver is the one who overrides."),
        N_("Name another person."),
    ),
    "override-second-without-role": (
        N_("{question}, {supplier}: {name} is not lead, chair, deputy chair or assurance here."),
        N_("Name somebody who is."),
    ),
    "override-with-conflict": (
        N_("{name} has a conflict with {supplier}, so takes no part in {question}."),
        N_("Leave the mark to those without a conflict."),
    ),
    "override-without-reason": (
        N_("{question}, {supplier}: the override has no reason."),
        N_("Say why the panel's mark is set aside, in the words of the scheme and the bid."),
    ),
    "item-number-unknown": (
        N_("The agenda has no item {number}."),
        N_("Choose one from 1 to {most}: moderate --list shows them."),
    ),
    "override-without-mark": (
        N_("{mark} is no mark."),
        N_("Give the mark that replaces the panel's, such as --mark 3."),
    ),
    "agreed-mark-not-the-average": (
        N_("The agreed mark {agreed} is {mark}; the published average of the marks is {average}."),
        N_("Ask who recorded it, and why; the journal says when."),
    ),
    "override-changes-nothing": (
        N_("{question}, {supplier} has this mark already."),
        N_("Leave it as it is."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**IN_THE_MODEL, **IN_THE_MEETING, **OVERRIDING}
