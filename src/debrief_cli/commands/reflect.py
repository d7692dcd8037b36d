"""debrief reflect: look back on the day's last three customers."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import Annotated, Any

import typer

from debrief_cli import options
from debrief_cli.context import Context, read_input
from debrief_cli.errors import BadInput, DebriefError, Invalid, Rejected
from debrief_cli.records import Reflection, document


def command(
    ctx: typer.Context,
    from_: options.From = None,
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help="Another day than today, as in yesterday.")
    ] = None,
    edit: options.Edit = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put this in the place of that day's earlier one.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what was cut short.")
    ] = False,
    discard: Annotated[
        bool, typer.Option("--discard", help="Throw away what was cut short.")
    ] = False,
    yes: options.Yes = False,
    json: options.Json = False,
) -> None:
    """Look back on the day's last three customers, whoever they were: about two minutes.

    How did each feel, was it better, as, or worse than they expected, and why.
    """
    context: Context = ctx.obj
    if from_ and (edit or resume):
        raise BadInput("--from takes whole documents: no --edit or --resume beside it.")
    if edit and resume:
        raise BadInput("--edit and --resume do not go together; use one of them.")
    if discard:
        if from_ or edit or resume:
            raise BadInput("--discard stands alone; use it by itself.")
        from debrief_cli.acts.drafting import discard_newest

        discard_newest(context, "reflect", yes=yes)
        return
    if from_:
        _from_documents(context, from_, day, replace=replace, json=json)
        return
    if not context.can_prompt:
        raise Rejected(
            context.reflection_form.missing({}), "Nobody is there to ask: give them by --from FILE."
        )
    if edit:
        _by_editor(context, day, replace=replace, json=json)
    else:
        _by_prompts(context, day, replace=replace, resume=resume, json=json)


def _day(context: Context, text: str | None) -> Any:
    try:
        return context.clock.day(text) if text else context.clock.today()
    except Invalid as invalid:
        raise Rejected([p.under("--day") for p in invalid.problems]) from None


def _from_documents(
    context: Context, source: Path, day: str | None, *, replace: bool, json: bool
) -> None:
    from debrief_cli.acts.intake import reflections_from

    on = _day(context, day) if day else None
    saved, single = reflections_from(context, read_input(source), replace=replace, day=on)
    _show(context, saved, single=single, json=json)


def _by_editor(context: Context, day: str | None, *, replace: bool, json: bool) -> None:
    from debrief_cli.acts.editing import edited
    from debrief_cli.acts.intake import reflections_from
    from debrief_cli.forms.reflection import HOW_MANY
    from debrief_cli.forms.template import reflection_template

    def use(data: bytes) -> tuple[list[Reflection], bool]:
        return reflections_from(context, _without_empty(data), replace=replace)

    result = edited(reflection_template(str(_day(context, day)), HOW_MANY), use)
    if result is None:
        context.note("Nothing was written.")
    else:
        _show(context, result[0], single=result[1], json=json)


def _without_empty(data: bytes) -> bytes:
    """The document without the customers that the template had room for and nobody filled."""
    try:
        value = json_module.loads(data)
        value["customers"] = [c for c in value["customers"] if any(c.values())]
    except (ValueError, TypeError, KeyError, AttributeError):
        return data  # not as the template was: the form says what is wrong
    return json_module.dumps(value).encode()


def _by_prompts(
    context: Context, day: str | None, *, replace: bool, resume: bool, json: bool
) -> None:
    from debrief_cli.acts.drafting import unfinished
    from debrief_cli.acts.reflecting import good_night, reflecting

    kept = None
    if resume:
        waiting = unfinished(context, "reflect")
        if not waiting:
            raise DebriefError("There is no draft to go on with.", "Start one: debrief reflect")
        kept = waiting[0]
    saved = reflecting(context, _day(context, day), replace=replace, kept=kept)
    if saved is None:
        context.note("Left as it is.")
    elif json:
        context.json(document(saved))
    else:
        print(f" {good_night(context, saved)}")


def _show(context: Context, saved: list[Reflection], *, single: bool, json: bool) -> None:
    if json:
        documents = document(saved)
        context.json(documents[0] if single else documents)
    elif len(saved) == 1:
        print(f"Saved as r{saved[0].id}.")
    else:
        print(f"Saved {len(saved)}: r{saved[0].id} to r{saved[-1].id}.")
