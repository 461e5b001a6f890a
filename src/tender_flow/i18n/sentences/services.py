"""Sentences for the findings of the services: deeds that are refused, and what meets them.

One dictionary per module of services, joined at the end.
"""

from tender_flow.i18n.texts import N_

OFFICE: dict[str, tuple[str, str]] = {
    "actor-unknown": (
        N_("Nobody with the login {login} is on this record."),
        N_("Add the person to the panel first, or say who you are with --as."),
    ),
    "time-set-by-hand": (
        N_("The time may be set by hand only on a rehearsal; {ref} is a real procurement."),
        N_("Leave --now out."),
    ),
    "case-terminated": (N_("{ref} was terminated; nothing more is recorded on it."), ""),
    "case-suspended": (
        N_("{ref} is suspended since {since}."),
        N_("Resume it first, with a reason."),
    ),
    "role-missing": (
        N_("{login} has none of these roles on this procurement: {roles}."),
        N_("Ask somebody who has, or have the lead add the role."),
    ),
    "no-model": (N_("{ref} has no evaluation model."), N_("Set one with procurement amend.")),
    "no-workflow": (N_("{ref} has no workflow."), N_("Set one with procurement amend.")),
    "lot-unknown": (N_("There is no lot {lot}."), N_("The lots are: {known}.")),
    "procurement-unknown": (
        N_("There is no procurement {ref} in this record."),
        N_("See which there are."),
    ),
    "stored-model-unreadable": (
        N_("The stored evaluation model {digest} can't be read by this version."),
        N_("Run the check of the database, and the version that stored it."),
    ),
    "stored-workflow-unreadable": (
        N_("The stored workflow {digest} can't be read by this version."),
        N_("Run the check of the database, and the version that stored it."),
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**OFFICE}
