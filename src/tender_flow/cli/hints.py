"""From a finding's hint, which names a deed, to the command line that does it.

Rules and services know deeds (`document.add`), screens know keys. A deed is the command of the
same words (`tender-flow document add`) unless `COMMANDS` says otherwise, and the command itself
says what it needs: arguments and required options that the hint doesn't give stand in capitals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tender_flow.rules.findings import Hint

COMMANDS: dict[str, str] = {
    "bids.decide_late": "bids late",
    "procurement.plan": "procurement plan add",
    **dict.fromkeys(
        (
            "moderation.agree",
            "moderation.assent",
            "moderation.attend",
            "moderation.close",
            "moderation.open",
            "moderation.override",
            "moderation.reopen",
        ),
        "moderate",
    ),
}
"""Deeds whose command has other words; those of the meeting are done on its screen."""

ON_SCREEN = ("go",)
"""Deeds that only a screen does: its own keys name them."""


def command_line(hint: Hint, ref: str | None = None) -> str:
    """The command for a hint: `tender-flow document add kent FILE --kind consultation_report`.

    `ref` is the procurement in hand, where the hint doesn't name one. Empty where the deed has
    no command.
    """
    words = command_words(hint.deed)
    command = find_command(words)
    if command is None:
        return ""
    given = {**({"ref": ref} if ref else {}), **hint.arguments}
    in_order = sorted(command.params, key=lambda one: isinstance(one, click.Option))
    parts = [part for one in in_order if (part := _parameter(one, given))]
    return " ".join(["tender-flow", *words, *parts])


def command_words(deed: str) -> list[str]:
    """The words of a deed's command: `document.add` is `document add`."""
    return (COMMANDS.get(deed) or deed.replace(".", " ").replace("_", "-")).split()


def find_command(words: list[str]) -> click.Command | None:
    """The command of these words, without what stands above it; None if there is none."""
    from tender_flow.cli.main import program

    found: click.Command | None = program
    for word in words:
        if not isinstance(found, click.Group):
            return None
        found = found.get_command(click.Context(found), word)
    return None if isinstance(found, click.Group) else found


def _parameter(parameter: click.Parameter, given: Mapping[str, str]) -> str:
    """What stands on the line for a parameter; empty where it may be left out.

    An option that may be repeated is given once for each line of its value.
    """
    value = given.get(str(parameter.name))
    if value is None and not parameter.required:
        return ""
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return "|".join([*parameter.opts[:1], *parameter.secondary_opts])
    if isinstance(parameter, click.Option):
        shown = [_quoted(line) for line in value.split("\n")] if value else [_blank(parameter)]
        return " ".join(f"{parameter.opts[0]} {one}" for one in shown)
    return _quoted(value) if value else _blank(parameter)


def _blank(parameter: click.Parameter) -> str:
    """What a person writes there: an example where the command has one, else its name."""
    example = parameter.metavar if isinstance(parameter, click.Argument) else None
    return example or str(parameter.name).upper()


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
