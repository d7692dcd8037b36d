"""What was given beside a command's name: the number of a record, and some words."""

from __future__ import annotations

from debrief_cli import options
from debrief_cli.context import Context
from debrief_cli.errors import BadInput, Invalid, Rejected
from debrief_cli.kinds import Text

_NAMES = {"p": "plan", "m": "promise"}


def number(text: str, letter: str) -> int:
    """`3` or `p3` as 3. Raises BadInput for anything else, the number of another kind too."""
    found = options.looks_like_id(text)
    if not found or found[1] not in ("", letter):
        raise BadInput(
            f"“{text[:40]}” is not the number of a {_NAMES[letter]}.",
            f"Write it as 3 or {letter}3.",
        )
    return int(found[2])


def words(context: Context, key: str, text: str) -> str:
    """The text when it can be kept; a remark when it seems to hold somebody's number."""
    from debrief_cli.acts.intake import private_lines

    try:
        checked = Text().parse(text)
    except Invalid as invalid:
        raise Rejected([p.under(key) for p in invalid.problems]) from None
    for line in private_lines({key: checked}):
        context.note(line)
    return checked


def refuse_before(subcommand: str | None, *given: object) -> None:
    """Refuse the options of a read that stand before the name of something else to do."""
    if subcommand and any(given):
        raise BadInput(f"Options stand behind “{subcommand}”, not before it.")
