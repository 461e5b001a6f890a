"""Sentences for the findings of cli: how a command line or a passphrase can be wrong."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "command-unknown": (N_("There is no command “{command}”."), N_("There are: {known}.")),
    "command-misspelt": (
        N_("There is no command “{command}”."),
        N_("Did you mean “{nearest}”?"),
    ),
    "option-unknown": (
        N_("There is no option {option} here."),
        N_("“{helping}” shows what there is."),
    ),
    "argument-missing": (
        N_("{argument} is missing."),
        N_("“{helping}” shows what the command needs."),
    ),
    "argument-unusable": (
        N_("{argument} can't be used as it is: {reason}"),
        N_("“{helping}” shows what the command takes."),
    ),
    "usage-wrong": (N_("{reason}"), N_("“{helping}” shows how the command is used.")),
    "locale-unknown": (
        N_("There is no catalogue for the language {locale}."),
        N_("There are: {known}."),
    ),
    "time-unreadable": (
        N_("“{text}” is not a time with its zone."),
        N_("Write it as 2014-10-24T17:00+01:00."),
    ),
    "terminal-needed": (
        N_("This command fills the whole screen and needs a terminal."),
        N_("Start it in a terminal window, without | or >."),
    ),
    "passphrase-not-given": (
        N_("A passphrase is needed and there is no terminal to ask at."),
        N_("Put it in a file that only you can read, and name the file in {variable}."),
    ),
    "passphrases-differ": (
        N_("The two passphrases are not the same. Nothing has changed."),
        N_("Try again; look at Caps Lock."),
    ),
    "passphrase-file-unreadable": (
        N_("The passphrase file {path} can't be read."),
        N_("Check {variable}, and that the file is text which you may read."),
    ),
    "passphrase-file-empty": (
        N_("The passphrase file {path} has nothing in its first line."),
        N_("Write the passphrase there."),
    ),
    "file-unusable": (
        N_("The computer refuses a file: {reason}: {path}"),
        N_("Check its name, its folder, the room there and who may write it."),
    ),
    "unforeseen": (
        N_("Something went wrong that tender-flow did not foresee: {what}."),
        N_("The details are in {path}: send that file to whoever looks after tender-flow."),
    ),
    "demo-folder-used": (
        N_("The folder {folder} isn't empty, so nothing was written."),
        N_("Name a new folder."),
    ),
}
