"""Sentences for the findings of the definitions: files that can't be read as they are."""

from tender_flow.i18n.texts import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "file-not-found": (N_("There is no file {path}."), N_("Check the name and the folder.")),
    "file-unreadable": (
        N_("The file {path} can't be read: {reason}."),
        N_("Check who may read it."),
    ),
    "file-too-long": (
        N_("The file has {bytes} bytes; a definition may have 1,000,000."),
        N_("Check that it is the right file."),
    ),
    "file-not-utf8": (
        N_("The file is not in UTF-8."),
        N_("Save it again as UTF-8 text."),
    ),
    "yaml-broken": (N_("This is not valid YAML: {reason}."), N_("Mend this line.")),
    "yaml-nothing": (N_("The file is empty."), N_("Start from a shipped one.")),
    "yaml-anchor": (
        N_("Anchors, aliases and merge keys are not allowed here."),
        N_("Write the value out."),
    ),
    "yaml-tag": (N_("The tag {tag} is not allowed here."), N_("Take it out.")),
    "yaml-too-deep": (N_("The file is nested deeper than {deepest} levels."), N_("Flatten it.")),
    "yaml-key-not-text": (N_("A key here is not a plain text."), N_("Give it a plain name.")),
    "yaml-duplicate-key": (
        N_("The key {key} stands here and in line {first}."),
        N_("Keep one of them."),
    ),
    "yaml-unknown-key": (N_("The key {key} is not known here."), N_("Allowed are: {allowed}.")),
    "yaml-missing-key": (N_("The key {key} is missing in {field}."), N_("Add {key}: {example}")),
    "yaml-empty": (N_("{field} is empty."), N_("Give it a value.")),
    "yaml-not-a-mapping": (
        N_("{field} must be keys with values."),
        N_("Write “key: value” lines."),
    ),
    "yaml-not-a-list": (N_("{field} must be a list."), N_("Begin each entry with a dash.")),
    "yaml-not-a-text": (N_("{field} must be a single text."), N_("Write it on one line.")),
    "yaml-not-a-number": (
        N_("{field} must be a number such as 40 or 12.5; it is “{text}”."),
        N_("Write digits with a point, without spaces, commas or signs of currency."),
    ),
    "yaml-number-too-long": (
        N_("{field} has more than {most} digits."),
        N_("Check the number; one that is meant has fewer digits."),
    ),
    "yaml-not-a-whole-number": (
        N_("{field} must be a whole number; it is “{text}”."),
        N_("Write digits only."),
    ),
    "yaml-not-an-identifier": (
        N_("{field} must be a short name; it is “{text}”."),
        N_("Use small letters, digits and _, beginning with a letter."),
    ),
    "yaml-not-a-choice": (
        N_("{field} is “{text}”."),
        N_("It must be one of: {choices}."),
    ),
    "yaml-not-true-or-false": (N_("{field} is “{text}”."), N_("Write true or false.")),
    "yaml-not-a-date": (
        N_("{field} is “{text}”, which is not a date."),
        N_("Write it as 2014-10-24."),
    ),
    "definition-not-found": (
        N_("There is no definition named {name}."),
        N_("Known names are: {known}. For another file, name its path."),
    ),
    "definition-name-taken": (
        N_("{path} has the name of a file that comes with tender-flow."),
        N_("Name the file by its path, or give it another name."),
    ),
}
