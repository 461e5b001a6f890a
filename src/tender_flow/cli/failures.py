"""How a command ends when it can't do its work: sentences on stderr, and an exit code.

    error: kent.yaml:12: The key wieght is not known here.
    hint:  Allowed are: id, title, weight.

0 done · 1 refused by a rule · 2 wrong usage, bad input, damaged or foreign file · 3 broken
signature or chain · 130 interrupted. No traceback reaches a user: what nobody foresaw goes to a
file whose path is shown (`--verbose`: to stderr).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from tender_flow.cli.options import Settings
from tender_flow.errors import TenderFlowError
from tender_flow.i18n.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tender_flow.rules.findings import Finding

INTERRUPTED = 130


def ended_with(command: click.Command, arguments: list[str]) -> int:
    """Runs a command and says how it ended; returns the exit code."""
    verbose = "--verbose" in arguments
    try:
        return _ended_with(command, arguments, verbose=verbose)
    except OSError as error:
        return _unusable(error, verbose=verbose)
    except Exception as error:  # the last door, also behind `show`: a sentence, no traceback
        return _unforeseen(error, verbose=verbose)


def _ended_with(command: click.Command, arguments: list[str], *, verbose: bool) -> int:
    chosen = Settings()
    try:
        result = command.main(arguments, prog_name="tender-flow", standalone_mode=False, obj=chosen)
        return result if isinstance(result, int) else 0
    except TenderFlowError as error:
        show(error.findings, chosen.ref)
        if verbose:
            _print_cause(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as usage:
        click.echo(usage.format_message(), err=True)
        return 2
    except click.ClickException as usage:
        show([_usage_finding(usage)])
        return 2
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo(_("Interrupted."), err=True)
        return INTERRUPTED


def show(findings: Iterable[Finding], ref: str | None = None) -> None:
    """Prints each finding to stderr: place, sentence and rule; then what to do about it.

    `ref` is the procurement that they are about, for the commands in the hints.
    """
    for finding in findings:
        for line in finding_lines(finding, ref):
            click.echo(line, err=True)


def finding_lines(finding: Finding, ref: str | None = None) -> list[str]:
    """A finding as one line, and a second one where something can be done about it."""
    from tender_flow.cli.tables import clean
    from tender_flow.i18n.sentences import remedy, say

    place = f"{finding.place}: " if finding.place is not None else ""
    rule = " " + _("Rule: {source}").format(source=finding.source) if finding.source else ""
    lines = [f"{_severity(finding)}: {place}{say(finding)}{rule}"]
    if what_to_do := " ".join(part for part in (remedy(finding), _command(finding, ref)) if part):
        lines.append(f"{_('hint')}: {what_to_do}")
    return [clean(line) for line in lines]


def _severity(finding: Finding) -> str:
    words = {"problem": _("error"), "warning": _("warning"), "note": _("note")}
    return words[finding.severity.value]


def _command(finding: Finding, ref: str | None) -> str:
    from tender_flow.cli.hints import command_line

    line = command_line(finding.hint, ref) if finding.hint is not None else ""
    return _("Run: {command}").format(command=line) if line else ""


def _usage_finding(usage: click.ClickException) -> Finding:
    """What click says about a command line, in our words."""
    from tender_flow.rules.findings import Finding

    context = getattr(usage, "ctx", None)
    helping = f"{context.command_path if context else 'tender-flow'} --help"
    if isinstance(usage, click.NoSuchOption):
        return Finding("option-unknown", {"option": usage.option_name, "helping": helping})
    if isinstance(usage, click.MissingParameter):
        return Finding("argument-missing", {"argument": _parameter(usage), "helping": helping})
    if isinstance(usage, click.BadParameter) and (name := _parameter(usage)):
        facts = {"argument": name, "reason": _reason(usage), "helping": helping}
        return Finding("argument-unusable", facts)
    said = usage.message if isinstance(usage, click.BadParameter) else usage.format_message()
    return Finding("usage-wrong", {"reason": said, "helping": helping})


def _parameter(usage: click.BadParameter) -> str:
    """The argument's name as the help shows it; empty where the command itself refused."""
    if usage.param is None or usage.ctx is None:
        return str(usage.param_hint or "")
    if isinstance(usage.param, click.Argument):
        return usage.param.metavar or str(usage.param.name).upper()
    return usage.param.get_error_hint(usage.ctx).replace("'", "")


def _reason(usage: click.BadParameter) -> str:
    """A day or an hour that there is not is said so, with how one is written."""
    kind = usage.param.type if usage.param is not None else None
    if not isinstance(kind, click.DateTime):
        return usage.message
    shapes = {
        "%Y-%m-%d": _("{text} is no day that there is. Write one as 2026-03-02."),
        "%H:%M": _("{text} is no hour that there is. Write one as 12:00."),
    }
    text = usage.message.partition(" does not match")[0].strip("'")
    return shapes.get(kind.formats[0], usage.message).replace("{text}", text)


def _unusable(error: OSError, *, verbose: bool) -> int:
    """What the computer says about a file that no deed looked after itself: no room, no name."""
    from tender_flow.rules.findings import Finding

    if verbose:
        _print_cause(error)
    facts = {"path": str(error.filename or ""), "reason": error.strerror or str(error)}
    show([Finding("file-unusable", facts)])
    return 2


def _unforeseen(error: Exception, *, verbose: bool) -> int:
    from tender_flow.rules.findings import Finding

    if verbose:
        _print_cause(error)
    facts = {"what": f"{type(error).__name__}: {error}", "path": str(_kept_trace(error))}
    show([Finding("unforeseen", facts)])
    return 2


def _print_cause(error: BaseException) -> None:
    import traceback

    click.echo("".join(traceback.format_exception(error)), err=True, nl=False)


def _kept_trace(error: BaseException) -> Path:
    """Keeps the traceback in a file that only this user may read; its path."""
    import tempfile
    import traceback
    from pathlib import Path

    handle, name = tempfile.mkstemp(prefix="tender-flow-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    return Path(name)
