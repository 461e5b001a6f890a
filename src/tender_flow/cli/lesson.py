"""`tender-flow lesson`: what was learnt in one procurement, met or answered in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tender_flow.cli.common import (
    Group,
    dry_run_option,
    json_option,
    office,
    office_options,
    print_json,
)
from tender_flow.i18n.texts import N_, _

if TYPE_CHECKING:
    from tender_flow.services.lesson_rows import LessonView, SurveyView


@click.group(cls=Group, help=N_("What was learnt: met by a gate or answered the next time."))
def lesson() -> None:
    pass


@lesson.command("add", help=N_("Write down what this procurement teaches the next ones."))
@click.argument("ref")
@click.argument("text")
@click.option("--about", default="process", help=N_("process (the default) or evaluation."))
@click.option(
    "--gate",
    "gates",
    multiple=True,
    help=N_(
        'A gate that sees to it: "document_filed kind=tupe_pack" (repeatable: all are needed).'
    ),
)
@click.option("--source", default="", help=N_("The paper that says so."))
@dry_run_option
@office_options
def add(
    ref: str, text: str, *, about: str, gates: tuple[str, ...], source: str, dry_run: bool
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import lessons

    with acting(ref, dry_run=dry_run) as opened:
        done = lessons.add(
            opened, ref, text=text, about=about, gates=gates, source=source, dry_run=dry_run
        )
        said = _(
            "Lesson {lesson} is recorded. It binds the procurements that are made from now on."
        )
        click.echo(said.format(lesson=done.code))


@lesson.command("adopt", help=N_("Take lessons up: a file's, or one that is recorded."))
@click.argument("ref")
@click.argument("lessons")
@dry_run_option
@office_options
def adopt(ref: str, lessons: str, *, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting, say_next
    from tender_flow.services import lessons as service

    with acting(ref, dry_run=dry_run) as opened:
        done = service.adopt(opened, ref, lessons, dry_run=dry_run)
        click.echo(_("Lessons taken up: {count}.").format(count=len(done.codes)))
        text = _("See which are open: tender-flow lesson list {ref}").format(ref=ref)
        say_next(text, dry_run=dry_run)


@lesson.command("answer", help=N_("Say how this procurement meets a lesson, or why it can't."))
@click.argument("ref")
@click.argument("lesson")
@click.argument("text")
@dry_run_option
@office_options
def answer(ref: str, lesson: str, text: str, *, dry_run: bool) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import lessons

    with acting(ref, dry_run=dry_run) as opened:
        done = lessons.answer(opened, ref, lesson, text, dry_run=dry_run)
        click.echo(_("Lesson {lesson} is answered.").format(lesson=done.code))


@lesson.command("survey", help=N_("Record how many were asked in a questionnaire, and answered."))
@click.argument("ref")
@click.option("--about", required=True, help=N_("What was asked, of whom."))
@click.option("--period", required=True, help=N_("When: July to October 2013."))
@click.option("--asked", type=int, help=N_("How many were asked, where that is known."))
@click.option("--returned", type=int, required=True, help=N_("How many answered."))
@click.option("--source", default="", help=N_("The paper that says so."))
@dry_run_option
@office_options
def survey(
    ref: str,
    *,
    about: str,
    period: str,
    asked: int | None,
    returned: int,
    source: str,
    dry_run: bool,
) -> None:
    from tender_flow.cli.procurement_deeds import acting
    from tender_flow.services import lessons

    with acting(ref, dry_run=dry_run) as opened:
        done = lessons.survey(
            opened,
            ref,
            about=about,
            period=period,
            asked=asked,
            returned=returned,
            source=source,
            dry_run=dry_run,
        )
        click.echo(_("Recorded: {answered}.").format(answered=_answered(done)))


@lesson.command("list", help=N_("The lessons that bind a procurement, and how each stands."))
@click.argument("ref")
@click.option("--known", is_flag=True, help=N_("All lessons of the record, bound or not."))
@json_option
@office_options
def list_(ref: str, *, known: bool, as_json: bool) -> None:
    from tender_flow.cli.plain import plain
    from tender_flow.cli.standing import print_standing
    from tender_flow.services import lessons

    with office() as opened:
        found = (lessons.known_lessons if known else lessons.list_lessons)(opened, ref)
        surveys = lessons.list_surveys(opened, ref) if known else ()
        if as_json:
            rows = [{**plain(one), "open": one.open} for one in found]
            rates = [{**plain(one), "rate": plain(one.rate)} for one in surveys]
            print_json({"lessons": rows, "surveys": rates} if known else rows)
            return
        print_standing(opened, ref)
    _print(found, surveys, known=known)


def _print(found: tuple[LessonView, ...], surveys: tuple[SurveyView, ...], *, known: bool) -> None:
    from tender_flow.cli.tables import print_table

    if not found:
        click.echo(_("There are no lessons."))
    elif known:
        rows = [(one.code, one.text, "; ".join(one.met_by), one.learnt_in) for one in found]
        print_table([_("Lesson"), _("Text"), _("Met by"), _("Learnt in")], rows)
    else:
        states = [(one.code, one.text, _state(one)) for one in found]
        print_table([_("Lesson"), _("Text"), _("State")], states)
    for one in surveys:
        text = _("Questionnaire, {period}: {answered}. {about}")
        told = {"period": one.period, "about": one.about, "answered": _answered(one)}
        click.echo(text.format(**told))


def _state(one: LessonView) -> str:
    from tender_flow.i18n.formats import instant

    said = []
    if one.met_at:
        said.append(_("asked at: {moves}").format(moves="; ".join(one.met_at)))
    if one.answered_at is not None:
        text = _("{answer} ({who}, {when})")
        by = {"who": one.answered_by, "when": instant(one.answered_at)}
        said.append(text.format(answer=one.answer, **by))
    return ". ".join(said) or _("open")


def _answered(one: SurveyView) -> str:
    if one.asked is None:
        return _("{returned} answered, of how many isn't known").format(returned=one.returned)
    return _("{returned} of {asked} answered").format(returned=one.returned, asked=one.asked)
