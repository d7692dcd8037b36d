"""debrief playbook: my plans, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from debrief_cli import options
from debrief_cli.acts import given
from debrief_cli.acts.planning import NAMES, Answered, ask_words
from debrief_cli.context import Context
from debrief_cli.errors import BadInput, DebriefError, Invalid, Rejected
from debrief_cli.records import Check, Play, document
from debrief_cli.render import playbook as pages
from debrief_cli.spelling import nearest

if TYPE_CHECKING:
    from debrief_cli.interview import Prompter

__all__ = ["group"]

_FORMATS = ("terminal", "markdown")
_RESULTS = "yes, partly, forgot, chose_not or not_come_up"
_HOW = (
    "  y it worked  m so-so  n no help  c can't tell  p partly  s slipped my mind",
    "  x chose not to   0 did not come up   Enter = not now",
)
# What a plan's answers call for, as a remark: the person decides.
_REMARKS = {
    "ready": "It has worked {} times. If that is how you work now: debrief playbook standard {}",
    "slipped": "It hasn't found its moment. Smaller, or other words: debrief playbook reword {1}",
    "failing": "It did not come off lately. For another trial: debrief playbook try {1}",
}

group = typer.Typer(add_completion=False, rich_markup_mode=None)
Id = Annotated[str, typer.Argument(metavar="ID", help="3 or p3.")]
If = Annotated[str | None, typer.Option("--if", metavar="TEXT", help="When it is like this.")]
Then = Annotated[str | None, typer.Option("--then", metavar="TEXT", help="I will.")]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="So that.")]


@group.callback(invoke_without_command=True)
def read(
    ctx: typer.Context,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="|".join(_FORMATS), help="How to print it.")
    ] = None,
    json: options.Json = False,
) -> None:
    """My plans: on trial, waiting, how I work now, let go, each with what came of it.

    With --format markdown: how I work now, as a page to take along.
    """
    given.refuse_before(ctx.invoked_subcommand, format_, json)
    if ctx.invoked_subcommand:
        return
    context: Context = ctx.obj
    if format_ is not None and format_ not in _FORMATS:
        raise BadInput(
            f"--format: “{format_}” is not one of {', '.join(_FORMATS)}{nearest(format_, _FORMATS)}"
        )
    if format_ and json:
        raise BadInput("--json and --format do not go together; use one of them.")
    from debrief_cli.store.loop import debriefs_behind

    with context.reading() as reading:
        plays = reading.plays(("standard",) if format_ == "markdown" else ())
        with reading.snapshot() as connection:
            behind = {} if json or format_ == "markdown" else debriefs_behind(connection)
    if json:
        context.json(document(plays))
    elif format_ == "markdown":
        print(pages.markdown(plays), end="")
    else:
        context.page(pages.page(plays, behind, context.clock.today()))


@group.command()
def check(
    ctx: typer.Context,
    id_: Id,
    result: Annotated[
        str | None,
        typer.Argument(
            metavar="[DID[:WORKED]]",
            help=f"{_RESULTS}; behind yes or partly also yes, mixed, no or cannot_tell.",
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Say how a plan went: check 3 yes:yes, check 3 not_come_up."""
    context: Context = ctx.obj
    play = _find(context, id_)
    if result is not None:
        values: dict[str, Any] | None = _result(play.id, result)
    elif context.can_prompt:
        values = _ask_how(context.prompter(), play)
    else:
        raise BadInput(
            "Nobody is there to ask how it went.", f"Write behind the id one of {_RESULTS}."
        )
    if values is None:
        context.note("Not now, then. The plan stays as it is.")
        return
    made = Check(**values)
    context.journal.check_play(made, context.clock.today())
    after = _find(context, id_)
    said = f"Noted for p{play.id}: {pages.check_words(made)}. So far: {pages.evidence(after)}."
    _show(context, after, said, json=json)
    _remark(context, after)


def _result(play: int, text: str) -> dict[str, Any]:
    """`yes:mixed` as a check, under the rules of a document."""
    from debrief_cli.form_options import NOT_COME_UP
    from debrief_cli.forms.shapes import CHECK

    did, _, worked = text.partition(":")
    shape: dict[str, Any] = {"play": play, "came_up": did != NOT_COME_UP}
    shape |= {"did": did} if did != NOT_COME_UP else {}
    shape |= {"worked": worked} if worked else {}
    try:
        return CHECK.parse(shape)
    except Invalid as invalid:
        raise Rejected(invalid.problems, f"Write one of {_RESULTS}, as in yes:mixed.") from None


def _ask_how(prompter: Prompter, play: Play) -> dict[str, Any] | None:
    """How it went, by one key; None for not now."""
    from debrief_cli.forms.meeting import MET, check_of

    names = {term.press: term.name for term in MET}
    lines = [f"Your plan: {pages.sentence(play, 64)}", *_HOW]
    pressed = prompter.press(lines, "".join(names))
    return check_of(names[pressed], play.id) if isinstance(pressed, str) and pressed else None


def _remark(context: Context, play: Play) -> None:
    from debrief_cli.analysis.spacing import turning

    if remark := _REMARKS.get(turning(play)):
        context.note(remark.format(play.worked, play.id))


@group.command("try")
def try_(ctx: typer.Context, id_: Id, json: options.Json = False) -> None:
    """Put a plan on trial.

    One that waits, one that was let go, or one that is how you work now.
    """
    said = "p{0} is on trial. It comes back when its situation does."
    _settle(ctx.obj, id_, "trying", said, json=json)


@group.command()
def standard(ctx: typer.Context, id_: Id, json: options.Json = False) -> None:
    """Make a plan how you work now."""
    _settle(ctx.obj, id_, "standard", "p{0} is how you work now.", json=json)


@group.command()
def rest(ctx: typer.Context, id_: Id, json: options.Json = False) -> None:
    """Let a plan wait, and free its place for another."""
    said = "p{0} waits. To take it up again: debrief playbook try {0}"
    _settle(ctx.obj, id_, "resting", said, json=json)


@group.command()
def drop(ctx: typer.Context, id_: Id, json: options.Json = False) -> None:
    """Let a plan go. It stays here and can be taken back."""
    said = "p{0} is let go. To take it back: debrief playbook try {0}"
    _settle(ctx.obj, id_, "dropped", said, json=json)


def _settle(context: Context, id_: str, state: str, said: str, *, json: bool) -> None:
    play = _find(context, id_)
    context.journal.change_play(play.id, state=state)
    _show(context, _find(context, id_), said.format(play.id), json=json)


@group.command()
def reword(
    ctx: typer.Context,
    id_: Id,
    if_: If = None,
    then: Then = None,
    because: Because = None,
    json: options.Json = False,
) -> None:
    """Say a plan in other words. An empty --because takes the reason away."""
    context: Context = ctx.obj
    play = _find(context, id_)
    words = {"if_": if_, "then": then, "because": because}
    if all(text is None for text in words.values()):
        asked = _ask(context, words, (play.if_, play.then, play.because or ""), NAMES)
        if asked is None:
            context.note(f"p{play.id} stays as it is.")
            return
        words = dict(asked)
    context.journal.change_play(play.id, **_checked(context, words))
    after = _find(context, id_)
    _show(context, after, f"p{play.id} now says: {pages.sentence(after)}", json=json)


@group.command()
def add(
    ctx: typer.Context,
    if_: If = None,
    then: Then = None,
    because: Because = None,
    json: options.Json = False,
) -> None:
    """Write down a plan. Three are on trial at a time; a fourth waits."""
    context: Context = ctx.obj
    words = {"if_": if_, "then": then, "because": because}
    nothing = all(text is None for text in words.values())
    missing = [key for key in NAMES if words[key] is None and (nothing or key != "because")]
    if missing:
        asked = _ask(context, words, ("", "", ""), missing)
        if asked is None:
            context.note("Nothing was written.")
            return
        words |= asked
    checked = _checked(context, words)
    with context.reading() as reading:
        known = {play.id for play in reading.plays()}
    made = context.journal.add_play(
        checked["if_"] or "", checked["then"] or "", checked["because"] or None
    )
    said = {
        "trying": f"p{made.id} is on trial. It comes back when its situation does.",
        "resting": f"Three plans are on trial; p{made.id} waits its turn.",
    }.get(made.state, "")
    said = said if made.id not in known else f"You have this plan already, as p{made.id}."
    _show(context, _find(context, str(made.id)), said, json=json)


def _ask(
    context: Context, words: dict[str, str | None], now: tuple[str, str, str], keys: Any
) -> Answered | None:
    """The words for `keys` from a person; None when they went back from the first."""
    if not context.can_prompt:
        needed = [NAMES[key] for key in NAMES if key in keys]
        raise BadInput("Nobody is there to ask.", f"Give the words by {', '.join(needed)}.")
    return ask_words(context.prompter(), list(keys), dict(zip(words, now, strict=True)))


def _checked(context: Context, words: dict[str, str | None]) -> dict[str, str | None]:
    """The words when they can be kept; an empty reason means none."""
    return {
        key: text if text is None or (key == "because" and not text.strip())
        else given.words(context, NAMES[key], text)
        for key, text in words.items()
    }  # fmt: skip


def _find(context: Context, text: str) -> Play:
    number = given.number(text, "p")
    with context.reading() as reading:
        play = reading.play(number)
    if play is None:
        raise DebriefError(f"There is no plan {number}.", "See: debrief playbook")
    return play


def _show(context: Context, play: Play, said: str, *, json: bool) -> None:
    if json:
        context.json(document(play))
    else:
        from debrief_cli.render.text import one_line

        print(one_line(said))
