"""debrief alone: the first day a welcome, later where one stands today."""

from __future__ import annotations

import typer

from debrief_cli.acts import morning
from debrief_cli.context import Context


def command(ctx: typer.Context) -> None:
    """The welcome, or today's page with an open draft first."""
    context: Context = ctx.obj
    seen = morning.morning(context)
    if not seen.is_empty or seen.drafts:
        context.page(morning.page(seen))
        return
    context.page(morning.welcome())
    if context.can_prompt:
        _first_step(context)


def _first_step(context: Context) -> None:
    pressed = context.prompter().press(
        ["", "Enter = write one down now    e = look at an example    q = later"], "eq"
    )
    if pressed == "e":
        from debrief_cli.acts.example import demo

        demo(context, full=False)
    elif pressed == "":
        from debrief_cli.acts.debriefing import debriefing, farewell

        saved = debriefing(context, {})
        print(f" {farewell(saved)}" if saved else "Left as a draft. Go on: debrief new --resume")
