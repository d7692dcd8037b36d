"""debrief export: the journal for another computer, a spreadsheet, or to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debrief_cli.acts import exporting
from debrief_cli.context import Context


def command(
    ctx: typer.Context,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT",
            help="jsonl (everything, to import again), csv, markdown or jrnl.",
        ),
    ] = "jsonl",
    to: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE",
            help="Into a file (csv: or a folder); otherwise on standard output.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Replace the file if it is there.")] = False,
) -> None:  # fmt: skip
    """Everything that is in the journal, written out.

    jsonl has every record with its history; debrief import takes it on another computer, as
    often as you like. The other formats are for other programs, and for reading.
    """
    context: Context = ctx.obj
    entries = exporting.export(context, exporting.check_form(form), to, yes=yes)
    beside = exporting.left_out_of_one_table(context) if form == "csv" and not _folder(to) else ""
    if not entries and not beside:
        context.note("There is nothing in the journal yet.")
    elif to is not None and str(to) != "-":
        context.note(f"{entries} {'entry' if entries == 1 else 'entries'} written to {to}.")
    if beside:
        context.note(beside)


def _folder(to: Path | None) -> bool:
    return to is not None and to.is_dir()
