"""debrief edit: change an entry that was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from debrief_cli import form_options, options
from debrief_cli.acts.finding import find, label
from debrief_cli.clock import Clock
from debrief_cli.context import Context
from debrief_cli.errors import BadInput
from debrief_cli.forms.debrief import debrief_form
from debrief_cli.records import Debrief, Play, Promise, Reflection, document
from debrief_cli.vocabulary import Vocabulary

if TYPE_CHECKING:
    from debrief_cli.store.journal import Edited

_OPTIONS = debrief_form(Vocabulary(), Clock())
_PLAN_FLAGS = {"next_time.if": "if_", "next_time.then": "then", "next_time.because": "because"}


@form_options.with_answers(_OPTIONS)
def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="7, r4, p3, m2, or last.")],
    clear: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY", help="Empty one answer, as in --clear tags."),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="LENS.KEY=VALUE", help="Another answer of a closer look."),
    ] = None,
    edit: options.Edit = False,
    json: options.Json = False,
    **answers: Any,
) -> None:
    """Change an entry that was saved. Without options every answer stands on one page.

    A flag takes the place of what was there. What it was stays in its history, and undo
    brings it back.
    """
    context: Context = ctx.obj
    given = form_options.answers_of(context.debrief_form, answers, answer or [])
    if edit and (given or clear):
        raise BadInput("--edit opens the whole entry: no answers by flag beside it.")
    if edit and not context.can_prompt:
        raise BadInput("--edit needs a terminal.", "Say by flag what to change.")
    if not (given or clear) and not context.can_prompt:
        raise BadInput("Nobody is there to ask.", "Say by flag what to change: --situation …")
    with context.reading() as reading:
        record = find(reading, id_)
    if isinstance(record, Debrief):
        saved = _debrief(context, record, given, clear or [], in_editor=edit)
    elif clear:
        raise BadInput("--clear is for debriefs.", f"Change {id_} by --edit or at the prompt.")
    elif isinstance(record, Reflection):
        saved = _reflection(context, record, given, in_editor=edit)
    elif edit:
        raise BadInput(f"{id_} is too short for an editor.", f"Use: debrief edit {id_}")
    else:
        saved = _short(context, record, given)
    _told(context, record, saved=saved, json=json)


def _debrief(
    context: Context, record: Debrief, given: dict[str, Any], clear: list[str], *, in_editor: bool
) -> bool:
    from debrief_cli.acts import amending

    edited: Edited | None
    if given or clear:
        edited = amending.amend_by_flags(context, record, given, clear)
    elif in_editor:
        edited = amending.amend_in_editor(context, record)
    else:
        edited = amending.amend_at_prompt(context, record)
    _warn(context, edited)
    return edited is not None


def _reflection(
    context: Context, record: Reflection, given: dict[str, Any], *, in_editor: bool
) -> bool:
    from debrief_cli.acts import amending_others

    if given:
        raise BadInput(
            "The flags are those of a debrief.",
            f"Change r{record.id} by --edit, at the prompt, or by debrief reflect --replace.",
        )
    change = (
        amending_others.amend_reflection_in_editor
        if in_editor
        else amending_others.amend_reflection_at_prompt
    )
    edited = change(context, record)
    _warn(context, edited)
    return edited is not None


def _short(context: Context, record: Play | Promise, given: dict[str, Any]) -> bool:
    """A plan by --if, --then and --because, a promise by --promise, or at the prompt."""
    from debrief_cli.acts import amending_others

    wanted = set(_PLAN_FLAGS) if isinstance(record, Play) else {"promises"}
    if given.keys() - wanted:
        flags = "--if, --then and --because" if isinstance(record, Play) else "--promise"
        raise BadInput(f"Of this one there is only {flags} to change.")
    form = context.debrief_form
    checked, problems = form.parse(given)
    if problems:
        from debrief_cli.errors import Rejected

        raise Rejected(problems)
    if isinstance(record, Play):
        if checked:
            words = {name: checked.get(key) for key, name in _PLAN_FLAGS.items()}
            context.journal.change_play(record.id, **words)
        else:
            amending_others.amend_play_at_prompt(context, record)
    elif checked:
        (promised,) = checked["promises"][:1]
        due = promised.get("due", record.due)
        context.journal.edit_promise(record.id, promised["text"], due)
    else:
        amending_others.amend_promise_at_prompt(context, record)
    return True


def _warn(context: Context, edited: Edited | None) -> None:
    """Say that somebody was quicker: both changes hold."""
    if edited and edited.meanwhile:
        context.note(
            "It was changed in another window meanwhile; both changes are kept, and its history"
            " has each."
        )


def _told(
    context: Context, record: Debrief | Reflection | Play | Promise, *, saved: bool, json: bool
) -> None:
    kinds = {"Debrief": "debrief", "Reflection": "reflection", "Play": "play"}
    name = label(kinds.get(type(record).__name__, "promise"), record.id)
    if json:
        with context.reading() as reading:
            context.json(document(find(reading, name)))
    elif saved:
        print(f"Saved {name}. What it was: debrief history {name}")
    else:
        context.note(f"Left {name} as it was saved.")
