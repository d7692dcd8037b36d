"""The demo: example documents, saved as anyone's would be, and the report on their last week."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from debrief_cli.acts.intake import debriefs_from, reflections_from
from debrief_cli.acts.reporting import print_report, report_of
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError
from debrief_cli.period import monday_of, week_of

_DATED = ("occurred_at", "recorded_at", "day", "due")


def examples_folder() -> Path:
    """Where the example documents are: in the installed package, or beside its source."""
    package = Path(__file__).parents[1]
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "debriefs.json").is_file():
            return folder
    raise DebriefError("The examples are not installed.", "Install debrief again.")


def demo(context: Context, *, full: bool) -> None:
    """Fill a journal with the examples, shifted to end last week, and print that week's report.

    Without `--journal` the journal is a temporary one. Raises DebriefError when the one named
    has entries already.
    """
    with _journal(context):
        with context.reading() as reading:
            if reading.last_day() is not None:
                raise DebriefError(
                    f"{context.path} has entries already; the examples are not mixed with them.",
                    "Name a new file: debrief demo --journal PATH",
                )
        documents = {
            name: json.loads((examples_folder() / f"{name}.json").read_text(encoding="utf-8"))
            for name in ("debriefs", "reflections")
        }
        today = context.clock.today()
        shift = _shift(documents["reflections"], today)
        debriefs_from(context, _encoded(documents["debriefs"], shift))
        reflections_from(context, _encoded(documents["reflections"], shift), replace=False)
        last_week = week_of(today - timedelta(weeks=1))
        print_report(context, report_of(context, last_week, full=full), full=full)


@contextmanager
def _journal(context: Context) -> Iterator[None]:
    if context.named_journal is not None:
        yield
        context.note(
            f"\nThe examples are in {context.path}\n"
            f"Look around:  debrief --journal {context.path} list"
        )
        return
    with tempfile.TemporaryDirectory(prefix="debrief-demo-") as folder:
        context.named_journal = str(Path(folder) / "journal.db")
        yield
    context.note("\nThese were examples. Your own first one: debrief new")


def _shift(reflections: list[dict[str, Any]], today: date) -> timedelta:
    """Whole weeks that bring the last example into the week before today's."""
    last = max(date.fromisoformat(reflection["day"]) for reflection in reflections)
    return monday_of(today) - timedelta(weeks=1) - monday_of(last)


def _encoded(documents: list[dict[str, Any]], shift: timedelta) -> bytes:
    return json.dumps(_shifted(documents, shift)).encode()


def _shifted(value: Any, shift: timedelta) -> Any:
    if isinstance(value, list):
        return [_shifted(item, shift) for item in value]
    if isinstance(value, dict):
        return {
            key: _later(item, shift) if key in _DATED else _shifted(item, shift)
            for key, item in value.items()
        }
    return value


def _later(text: str, shift: timedelta) -> str:
    is_day = len(text) == len("2026-03-02")
    moment = date.fromisoformat(text) if is_day else datetime.fromisoformat(text)
    return (moment + shift).isoformat()
