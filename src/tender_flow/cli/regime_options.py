"""The options that ask which law holds, for `calendar regime` and `procurement new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tender_flow.cli.calendar_view import DAY, NATIONS, amount
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tender_flow.rules.procedure.law.regime import Question

    Function = Callable[..., Any]

AUTHORITIES = ("central", "council", "sub_central", "utility", "school", "nhs")


def question_options(authority_option: str, *, required: bool) -> Callable[[Function], Function]:
    """Adds the options; `authority_option` is the name of the one for the kind of authority."""
    options = (
        click.option(authority_option, "authority_kind", type=click.Choice(AUTHORITIES),
                     required=required, help=N_("The kind of authority.")),
        click.option("--nation", type=click.Choice(NATIONS), default="england", show_default=True,
                     help=N_("Where the authority is.")),
        click.option("--what", type=click.Choice(["goods", "services", "works", "concession"]),
                     multiple=True, required=required, help=N_("What is bought.")),
        click.option("--cpv", default="", help=N_("The CPV code, where there is one.")),
        click.option("--light-touch/--not-light-touch", "light_touch", default=None,
                     help=N_("Are these light touch services (Part B services until 2015)?")),
        click.option("--health-care/--not-health-care", "health_care", default=None,
                     help=N_("Are these health care services to individuals?")),
        click.option("--value", help=N_("The estimated value in pounds, such as 250000.")),
        click.option("--vat", type=click.Choice(["gross", "net"]), default="gross",
                     show_default=True,
                     help=N_("Is that value with VAT (gross) or without (net)?")),
        click.option("--framework-begun", type=DAY,
                     help=N_("For a call-off: when its framework began.")),
    )  # fmt: skip

    def add(command: Function) -> Function:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def question_from(begun: date, given: dict[str, Any]) -> Question:
    """The question that the options ask of a procurement begun on this day."""
    from tender_flow.rules.procedure.law.regime import Question

    framework = given["framework_begun"]
    return Question(
        begun=begun,
        nation=given["nation"],
        authority=given["authority_kind"],
        what=given["what"],
        light_touch=given["light_touch"],
        health_care=given["health_care"],
        cpv=given["cpv"],
        framework_begun=framework.date() if framework else None,
        value=amount(given["value"]),
        vat=given["vat"],
    )


def optional_question(begun: date | None, given: dict[str, Any]) -> Question | None:
    """The question, if one is asked: its day, the kind of authority and what is bought belong
    together.
    """
    asked = [begun is not None, given["authority_kind"] is not None, bool(given["what"])]
    if not any(asked):
        return None
    if begun is None or not all(asked):
        raise click.UsageError(
            _("Which law holds is checked with --begun, --authority-kind and --what together.")
        )
    return question_from(begun, given)
