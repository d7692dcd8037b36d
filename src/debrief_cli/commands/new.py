"""debrief new: write down a notable customer, at prompts, by flags, by document, in an editor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from debrief_cli import form_options, options
from debrief_cli.acts.continuing import FromReflection, from_reflection, link
from debrief_cli.clock import Clock
from debrief_cli.context import Context, read_input
from debrief_cli.errors import BadInput, DebriefError, Rejected
from debrief_cli.form import Form
from debrief_cli.forms.debrief import debrief_form
from debrief_cli.forms.lenses import LENSES
from debrief_cli.records import document
from debrief_cli.spelling import nearest
from debrief_cli.vocabulary import Vocabulary

if TYPE_CHECKING:
    from debrief_cli.store.journal import SavedDebrief

# The options are those of the lists that everybody has; values are checked against one's own.
_OPTIONS = debrief_form(Vocabulary(), Clock())


@form_options.with_answers(_OPTIONS)
def command(
    ctx: typer.Context,
    from_: options.From = None,
    quick: Annotated[bool, typer.Option("--quick", help="Two questions, ten seconds.")] = False,
    lens: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"Take a closer look: {', '.join(LENSES)}."),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="LENS.KEY=VALUE", help="Answer one question of a closer look."),
    ] = None,
    reflection: Annotated[
        str | None,
        typer.Option(metavar="R.N", help="Start from customer N of the look back rR."),
    ] = None,
    edit: options.Edit = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what was cut short.")
    ] = False,
    discard: Annotated[
        bool, typer.Option("--discard", help="Throw away what was cut short.")
    ] = False,
    yes: options.Yes = False,
    json: options.Json = False,
    **answers: Any,
) -> None:
    """Write down a notable customer: what happened, what made the difference, next time.

    Without options it asks, in about a minute. With --outcome and --situation it asks nothing.
    """
    context: Context = ctx.obj
    form = context.debrief_form
    given = form_options.answers_of(form, answers, answer or [])
    _one_way_in(
        from_=from_, given=given, yes=yes,
        edit=edit, resume=resume, discard=discard, reflection=reflection,
    )  # fmt: skip
    _check_lens(lens)
    if discard:
        _discard(context, yes=yes)
    elif from_:
        _from_documents(context, from_, json)
    elif edit:
        _by_editor(context, form, given, json)
    else:
        source = from_reflection(context, reflection) if reflection else None
        given = {**(source.given if source else {}), **given}
        saved = _by_answers(context, given, quick=quick, lens=lens, resume=resume)
        _told(context, saved, source, json)


def _check_lens(lens: str | None) -> None:
    if lens is not None and lens not in LENSES:
        raise BadInput(
            f"“{lens}” is not a closer look{nearest(lens, list(LENSES))}",
            f"There are {', '.join(LENSES)}.",
        )


def _told(
    context: Context, saved: SavedDebrief | None, source: FromReflection | None, json: bool
) -> None:
    if saved is None:
        context.note("Left as a draft. Go on with: debrief new --resume")
        return
    if source:
        link(context, source, saved.debrief)
    _show(context, [saved], single=True, json=json)


def _one_way_in(
    *, from_: Path | None, given: dict[str, Any], yes: bool, **flags: bool | str | None
) -> None:
    ways = [f"--{name}" for name, value in flags.items() if value]
    ways += ["--from"] if from_ else []
    if from_ and given:
        raise BadInput("--from takes whole documents: no answers by flag beside it.")
    if ("--resume" in ways or "--discard" in ways) and given:
        raise BadInput(f"{ways[0]} goes on with a draft: no answers by flag beside it.")
    if yes and "--discard" not in ways:
        raise BadInput("--yes goes with --discard: nothing else here asks whether it is meant.")
    if len(ways) > 1:
        raise BadInput(f"{' and '.join(ways)} do not go together; use one of them.")


def _from_documents(context: Context, source: Path, json: bool) -> None:
    from debrief_cli.acts.intake import debriefs_from

    saved, single = debriefs_from(context, read_input(source))
    _show(context, saved, single=single, json=json)


def _by_editor(context: Context, form: Form, given: dict[str, Any], json: bool) -> None:
    from debrief_cli.acts.editing import edited
    from debrief_cli.acts.intake import debriefs_from
    from debrief_cli.forms.template import debrief_template

    if not context.can_prompt:
        raise BadInput("--edit needs a terminal.", "Use --from FILE in its place.")
    template = debrief_template(form, given)
    result = edited(template, lambda data: debriefs_from(context, data))
    if result is None:
        context.note("Nothing was written.")
    else:
        _show(context, result[0], single=result[1], json=json)


def _by_answers(
    context: Context, given: dict[str, Any], *, quick: bool, lens: str | None, resume: bool
) -> SavedDebrief | None:
    form = context.debrief_form
    missing = form.missing(given)
    if missing and not context.can_prompt:
        _, problems = form.parse(given)
        raise Rejected(
            [*problems, *missing], "Nobody is there to ask: give them by flag, or by --from FILE."
        )
    if lens and not context.can_prompt:
        raise BadInput("--lens asks, and nobody is there.", "Use --answer LENS.KEY=VALUE.")
    if not missing and not resume and lens is None:
        saved: SavedDebrief | None = _by_flags(context, form, given)
    else:
        saved = _by_prompts(context, given, quick=quick, lens=lens, resume=resume)
    return saved


def _by_flags(context: Context, form: Form, given: dict[str, Any]) -> SavedDebrief:
    from debrief_cli.acts.intake import debrief_of, private_lines

    answers, problems = form.parse(given)
    if problems:
        raise Rejected(problems)
    for line in private_lines(answers):
        context.note(line)
    return context.journal.add_debriefs([debrief_of(context, answers)], single=True)[0]


def _by_prompts(
    context: Context, given: dict[str, Any], *, quick: bool, lens: str | None, resume: bool
) -> SavedDebrief | None:
    from debrief_cli.acts.debriefing import debriefing
    from debrief_cli.acts.drafting import unfinished

    kept = None
    if resume:
        waiting = unfinished(context, "new")
        if not waiting:
            raise DebriefError("There is no draft to go on with.", "Start one: debrief new")
        kept = waiting[0]
    return debriefing(context, given, quick=quick, lens=lens, kept=kept)


def _discard(context: Context, *, yes: bool) -> None:
    from debrief_cli.acts.drafting import discard_newest

    discard_newest(context, "new", yes=yes)


def _show(context: Context, saved: list[SavedDebrief], *, single: bool, json: bool) -> None:
    from debrief_cli.acts.debriefing import farewell

    if json:
        documents = [document(one.debrief) for one in saved]
        context.json(documents[0] if single else documents)
    elif single:
        print(farewell(saved[0]))
    else:
        first, last = saved[0].debrief.id, saved[-1].debrief.id
        print(f"Saved {len(saved)}: {first} to {last}.")
