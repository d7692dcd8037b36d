"""debrief report: what the week says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.output import check_target
from debrief_cli.acts.reporting import (
    ENDINGS,
    FORMATS,
    READERS,
    Wanted,
    check_sections,
    first_day,
    put,
)
from debrief_cli.context import Context
from debrief_cli.errors import BadInput
from debrief_cli.spelling import nearest

For = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="|".join(READERS),
        help="A coach gets how you work and your plans: no scores, no customers.",
    ),
]


def command(
    ctx: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Every section.")] = False,
    section: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="This section of the full report; may be repeated."),
    ] = None,
    week: Annotated[str | None, typer.Option(metavar="2026-W11", help="An ISO week.")] = None,
    month: Annotated[str | None, typer.Option(metavar="2026-03", help="A month.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    last: Annotated[
        str | None, typer.Option(metavar="8w", help="The last weeks (w), days (d) or months (m).")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="|".join(FORMATS), help="How to print it.")
    ] = None,
    for_: For = READERS[0],
    output: options.Output = None,
    yes: options.Overwrite = False,
    ascii_: Annotated[
        bool, typer.Option("--ascii", help="Draw on the terminal with plain ASCII signs.")
    ] = False,
    json: options.Json = False,
) -> None:
    """What your week says, on one screen; with --full the trends of eight weeks.

    Without a period it is this week.
    """
    context: Context = ctx.obj
    form = _format(format_, output or "", json=json)
    wanted = Wanted(
        form, full, section or (), _one_of("--for", for_, READERS), ascii_, output or ""
    )
    check_sections(wanted)
    period = options.period_of(
        context.clock.today(),
        context.clock.any_day,
        lambda: first_day(context),
        week=week, month=month, since=since, until=until, span=last,
    )  # fmt: skip
    if output:
        check_target(context, output, yes=yes)
    put(context, period, wanted)


def _format(name: str | None, target: str, *, json: bool) -> str:
    """The format that was asked for, else the one that the file's ending says."""
    if name is not None:
        name = _one_of("--format", name, FORMATS)
    if json:
        if name not in (None, "json"):
            raise BadInput(f"--json and --format {name} do not go together.", "Give one of them.")
        return "json"
    return name or ENDINGS.get(Path(target).suffix.lower(), FORMATS[0])


def _one_of(flag: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise BadInput(f"{flag}: “{value}” is not one of {', '.join(known)}{nearest(value, known)}")
    return value
