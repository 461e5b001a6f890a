"""The command `tender-flow`: finds the command asked for, and imports nothing else.

`COMMANDS` names every command with the module that has it, so that `--version` and `--help`
start as fast as a program of a few lines. To add a command: write `tender_flow/cli/<noun>.py`
with one click command or group (classes `Command` and `Group` of `tender_flow.cli.common`), and
add a line here; a test loads each.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from tender_flow import __version__
from tender_flow.cli.classes import Group
from tender_flow.cli.options import general_options, record_options
from tender_flow.i18n.texts import N_, _

COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("demo", "demo", N_("The whole work on a council's plan, in a new folder.")),
    "workflow": ("workflow", "workflow", N_("List, show, check and draw workflows.")),
    "model": ("model", "model", N_("List, show and check evaluation models.")),
    "evaluate": ("evaluate", "evaluate", N_("Rank bids from a file; needs no record.")),
    "procurement": (
        "procurement",
        "procurement",
        N_("Make, plan, move and look at a procurement."),
    ),
    "document": ("document", "document", N_("File papers and list them.")),
    "engagement": ("engagement", "engagement", N_("Record talks with the market, share them.")),
    "consultation": (
        "consultation",
        "consultation",
        N_("Record comments, answer them, report what changed."),
    ),
    "consideration": (
        "consideration",
        "consideration",
        N_("Record lots, value, grounds, equality, with the reasons."),
    ),
    "checklist": ("checklist", "checklist", N_("See the tender pack's items, answer them.")),
    "providers": ("providers", "providers", N_("Keep the contact list, record what was sent.")),
    "conflicts": ("conflicts", "conflicts", N_("Assess conflicts of interest, review them.")),
    "risk": ("risk", "risk", N_("Keep the risk register, review each risk in time.")),
    "communication": (
        "communication",
        "communication",
        N_("Plan who is told what by when, record what went out."),
    ),
    "lesson": (
        "lesson",
        "lesson",
        N_("Write down what was learnt; meet or answer it the next time."),
    ),
    "calendar": ("calendar", "calendar", N_("Count standstill, deadlines, working days.")),
    "key": ("key", "key", N_("Make key files, show a key's fingerprint.")),
    "panel": ("panel", "panel", N_("Name the panel, invite, clear, decide on conflicts.")),
    "bids": ("bids", "bids", N_("Take tenders in, open them, check them, list them.")),
    "exclusions": (
        "exclusions",
        "exclusions",
        N_("Check bidders for exclusion grounds and debarment."),
    ),
    "irregularity": (
        "irregularity",
        "irregularity",
        N_("Record errors in a bid, what was weighed, what was decided."),
    ),
    "release": ("release", "release", N_("Log what bidders were given, such as TUPE packs.")),
    "visit": ("visit", "visit", N_("Log site visits and what bidders were told there.")),
    "query": ("query", "query", N_("Ask bidders, answer them, close what is settled.")),
    "pack": ("pack", "pack", N_("Issue packs to members, take in what comes back.")),
    "score": ("score", "score", N_("Sign, read and mark on your own laptop, offline.")),
    "moderate": ("moderate", "moderate", N_("Hold the moderation meeting, with its agenda.")),
    "prices": ("prices", "prices", N_("Open the sealed prices, with both keys.")),
    "award": ("award", "award", N_("Rank, recommend, approve, tell the bidders, conclude.")),
    "decision": ("decision", "decision", N_("Who decides, key decisions, notice, call-in.")),
    "waiver": ("waiver", "waiver", N_("Keep the register of waived contract rules.")),
    "report": ("report", "report", N_("Write the evaluation report as a PDF.")),
    "verify": ("verify", "verify", N_("Check the record against its journal.")),
    "database": ("database", "database", N_("Bring the record up to date, look at its guards.")),
}
"""Name: module under `tender_flow.cli`, its command, and what it does in one line."""


class Program(Group):
    """The whole program: commands are known by name and loaded when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _short_help = COMMANDS[cmd_name]
        command = getattr(import_module(f"tender_flow.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their short help, without importing any."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(COMMANDS[name][2])) for name in COMMANDS])


def _print_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"tender-flow {__version__}")
        context.exit()


@click.group(
    cls=Program,
    invoke_without_command=True,
    params=[*record_options(), *general_options(hidden=False)],
    help=N_("Evaluates tenders and runs procurements for public buyers, on the record."),
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help=N_("Show the version."),
)
@click.pass_context
def program(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        _welcome(context)


def _welcome(context: click.Context) -> None:
    """In a terminal the tender files found on this computer; else, or if none, the help."""
    from tender_flow.cli.common import in_a_terminal
    from tender_flow.cli.welcome import show_files_found

    if not (in_a_terminal() and show_files_found()):
        click.echo(context.get_help())


def run() -> None:
    """Entry of the console script."""
    from tender_flow.cli.failures import ended_with

    sys.exit(ended_with(program, sys.argv[1:]))
