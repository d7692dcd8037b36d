"""The table of contents: every command, the one error boundary, and main().

A command's module is imported when the command is called, so that start-up stays quick.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from debrief_cli import __version__
from debrief_cli.context import Context
from debrief_cli.errors import BadInput, DebriefError

if TYPE_CHECKING:
    from debrief_cli.interview import Prompter


class Entry(NamedTuple):
    """One command: its line in the help, and the group it stands in."""

    line: str
    group: str


# name → line; the module is commands/NAME.py (a name that is a Python word has a `_` behind),
# with a function `command`, or a `group` of several: `debrief NAME` reads, `debrief NAME …` acts.
COMMANDS = {
    "new": Entry("Write down a notable customer: three steps, a minute.", "Write"),
    "reflect": Entry("Look back on the day's last three customers.", "Write"),
    "today": Entry("The start of a shift: what you meant to do, and your plans.", "Read"),
    "report": Entry("What the week says.", "Read"),
    "trend": Entry("One measure over weeks, as a chart with its numbers.", "Read"),
    "playbook": Entry("Your plans: what came of them, and what becomes of them.", "Plans"),
    "focus": Entry("This week's one thing.", "Plans"),
    "promises": Entry("What you promised to customers.", "Plans"),
    "list": Entry("What you wrote up, the latest first.", "Read"),
    "show": Entry("One entry in full: 7, r4, p3, m2 or last.", "Read"),
    "history": Entry("Every state that an entry has had.", "Read"),
    "recall": Entry("What helps with such a case: your plans, what worked, who helped.", "Read"),
    "edit": Entry("Change an entry.", "Change"),
    "tags": Entry("Your tags, how often each; tags rename OLD NEW.", "Change"),
    "undo": Entry("Take back the last change; 3 takes back three.", "Change"),
    "redo": Entry("Do again what undo took back.", "Change"),
    "delete": Entry("Take an entry away; undo brings it back.", "Change"),
    "purge": Entry("Erase an entry and its history for good.", "Change"),
    "backup": Entry("A copy of everything, checked.", "Keep safe"),
    "restore": Entry("Go back to a backup; what it replaces is kept.", "Keep safe"),
    "doctor": Entry("Is everything in order? What to do if not.", "Keep safe"),
    "export": Entry("Write everything out: to move, to keep, to read elsewhere.", "Keep safe"),
    "import": Entry("Bring in what another computer or program wrote out.", "Keep safe"),
    "demo": Entry("See it all with example entries, in a journal of its own.", "More"),
}


class Commands(TyperGroup):
    """The commands, each loaded when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, with the global options, or None."""
        if cmd_name not in COMMANDS:
            from debrief_cli.spelling import nearest

            raise BadInput(
                f"There is no command “{cmd_name}”{nearest(cmd_name, list(COMMANDS))}",
                "See debrief --help.",
            )
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"debrief_cli.commands.{name}")
        group: typer.Typer | None = getattr(module, "group", None)
        if group is None:
            group = typer.Typer(add_completion=False, rich_markup_mode=None)
            group.command(cmd_name)(module.command)
        command: Any = typer.main.get_command(group)
        command.name = cmd_name
        # A group's own commands know the global options too.
        for each in (command, *getattr(command, "commands", {}).values()):
            each.params.extend(_hidden(p) for p in self.params if p.name in _GLOBAL)
            each.epilog = _ALSO
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table as help, without loading a command."""
        for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
            with formatter.section(group):
                formatter.write_dl([(n, e.line) for n, e in COMMANDS.items() if e.group == group])


_GLOBAL = ("journal", "no_input", "no_color", "version")
_ALSO = "Also: --journal PATH, --no-input, --no-color. See debrief --help."


def _hidden(param: Any) -> Any:
    """A global option, as it stands behind a command's name too."""
    import copy

    twin = copy.copy(param)
    twin.hidden = True
    return twin


def _set_journal(ctx: typer.Context, value: str | None) -> None:
    if value is not None:
        ctx.find_root().obj.named_journal = value


def _set_no_input(ctx: typer.Context, value: bool) -> None:
    ctx.find_root().obj.no_input |= value


def _set_no_color(ctx: typer.Context, value: bool) -> None:
    ctx.find_root().obj.no_color |= value


def _print_version(value: bool) -> None:
    if value:
        print(f"debrief {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="debrief",
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="A private journal for people who serve customers.",
    epilog="With no command: where you stand today. It stays on this computer.",
)


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    journal: Annotated[
        str | None,
        typer.Option(
            metavar="PATH", callback=_set_journal, expose_value=False,
            help="The journal's file, or its name in the configuration.",
        ),
    ] = None,
    no_input: Annotated[
        bool,
        typer.Option(
            "--no-input", callback=_set_no_input, expose_value=False, help="Never ask anything."
        ),
    ] = False,
    no_color: Annotated[
        bool,
        typer.Option(
            "--no-color", callback=_set_no_color, expose_value=False,
            help="No colour (also with NO_COLOR set).",
        ),
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, expose_value=False,
            help="Print the version.",
        ),
    ] = False,
) -> None:  # fmt: skip
    if ctx.invoked_subcommand is None:
        from debrief_cli.commands import bare

        bare.command(ctx)


def main(argv: Sequence[str] | None = None, prompter: Prompter | None = None) -> int:
    """Run the program; returns its exit code. `prompter` stands in for a person in tests."""
    os.umask(0o077)
    _open_what_is_closed()
    try:
        code = _run(argv, prompter)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Nothing more may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT):
            return _unforeseen(error)
        _complain(f"The output cannot be written: {error.strerror}. What was saved is safe.", "")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    else:
        return code


def _open_what_is_closed() -> None:
    """A stream that the caller closed (`>&-`) gives nothing, or takes everything in silence."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # It stays open to the end of the process, as the one it stands in for would.
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _run(argv: Sequence[str] | None, prompter: Prompter | None) -> int:
    command = typer.main.get_command(app)
    context = Context(prompter)
    try:
        # Not command.main(): that answers a closed pipe with 1, before it could be seen here.
        given = list(sys.argv[1:] if argv is None else argv)
        with command.make_context("debrief", given, obj=context) as ctx:
            command.invoke(ctx)
        context.say_at_end()
    except typer.Exit as leaving:
        return leaving.exit_code
    except DebriefError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except typer.TyperException as error:
        usage = getattr(error, "ctx", None)
        where = f"See {usage.command_path} --help." if usage else "See debrief --help."
        _complain(error.format_message(), where)
        return 2
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return 130
    except OSError:
        raise
    except Exception as error:
        return _of_the_journal(context) or _unforeseen(error)
    return 0


def _of_the_journal(context: Context) -> int:
    """Whether a fault comes of a damaged journal: then that is said, and the exit code given."""
    try:
        context.check_journal()
    except DebriefError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except Exception:  # the fault itself is what is to be told
        return 0
    return 0


def _unforeseen(error: Exception) -> int:
    """A fault of ours: say so without a traceback and without anything that was written."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""
    _complain(
        f"Something went wrong inside debrief ({type(error).__name__}, {where}).",
        "What was saved before is safe. Please report it with the command you typed.",
    )
    return 1


def _complain(message: str, hint: str) -> None:
    from debrief_cli.render.text import show

    with contextlib.suppress(OSError):  # standard error itself may be gone
        print(show(message), *([show(hint)] if hint else []), sep="\n", file=sys.stderr)
