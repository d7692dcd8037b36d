"""What a command acts through: journal, prompter, clock, settings. Each is made on first use."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debrief_cli.store import waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debrief_cli.clock import Clock
    from debrief_cli.form import Form
    from debrief_cli.interview import Prompter
    from debrief_cli.render.blocks import Block
    from debrief_cli.settings import Settings
    from debrief_cli.store.drafts import Drafts
    from debrief_cli.store.journal import Journal
    from debrief_cli.store.opening import OpenJournal
    from debrief_cli.store.reading import Reading
    from debrief_cli.vocabulary import Vocabulary


class Context:
    """One call of the program: its global options, and the doors to everything outside."""

    def __init__(self, prompter: Prompter | None = None) -> None:
        self.named_journal: str | None = None
        self.no_input = False
        self.no_color = False
        self._prompter = prompter
        self._at_end: list[str] = []
        waiting.tell(lambda: self.note("Another debrief is writing; waiting …"))

    @cached_property
    def settings(self) -> Settings:
        """The configuration."""
        from debrief_cli import settings

        return settings.load()

    @cached_property
    def words(self) -> Vocabulary:
        """The lists, with the person's own entries."""
        return self.settings.vocabulary()

    @cached_property
    def clock(self) -> Clock:
        """The clock; `DEBRIEF_NOW` makes it stand still."""
        from debrief_cli.clock import Clock

        return Clock(os.environ.get("DEBRIEF_NOW"), self.settings.day_starts_at)

    @cached_property
    def path(self) -> Path:
        """The journal's file."""
        from debrief_cli.settings import journal_path

        return journal_path(self.named_journal, self.settings)

    @cached_property
    def journal(self) -> Journal:
        """The way in to the journal."""
        from debrief_cli.store.journal import Journal

        return Journal(self.path, self.clock.now, self.clock.starts_at, self._keep_backup)

    def _keep_backup(self) -> None:
        """The backup of the day, and what there is to say about it."""
        if not self.settings.backup.auto:
            return
        from debrief_cli.store.backup import before_first_write

        line = before_first_write(self.path, self.clock.now(), self.settings.backup)
        if line:
            from debrief_cli.render.text import one_line

            self._at_end.append(one_line(line))

    def say_at_end(self) -> None:
        """Say what was kept for the end: remarks beside a failure would hide it."""
        for line in self._at_end:
            self.note(line)
        self._at_end.clear()

    def reading(self) -> Reading:
        """The way out of the journal, to be used in a `with`."""
        from debrief_cli.store.reading import open_reading

        return open_reading(self.path)

    def counting(self) -> OpenJournal:
        """The journal for counts alone, to be used in a `with`."""
        from debrief_cli.store.opening import OpenJournal

        return OpenJournal(self.path)

    def check_journal(self) -> None:
        """Raise JournalProblem if the journal is there and not whole."""
        from debrief_cli.store.opening import check

        check(self.path)

    @cached_property
    def drafts(self) -> Drafts:
        """The unfinished records beside the journal."""
        from debrief_cli.store.drafts import Drafts

        return Drafts(self.path)

    @cached_property
    def debrief_form(self) -> Form:
        """The questions of a debrief."""
        from debrief_cli.forms.debrief import debrief_form

        return debrief_form(self.words, self.clock)

    @cached_property
    def reflection_form(self) -> Form:
        """The questions of a reflection."""
        from debrief_cli.forms.reflection import reflection_form

        return reflection_form(self.words, self.clock)

    @cached_property
    def last_channel(self) -> str | None:
        """Where the latest debrief was: whoever is on chat today is not asked again."""
        with self.reading() as reading:
            return reading.last_channel()

    @property
    def can_prompt(self) -> bool:
        """Whether there is somebody to ask."""
        from debrief_cli.prompts import can_prompt

        return not self.no_input and (self._prompter is not None or can_prompt())

    def prompter(self, on_half: Callable[[str, str], None] = lambda _key, _text: None) -> Prompter:
        """Whoever asks; `on_half` hears what stands half-typed on the line."""
        if self._prompter is not None:
            return self._prompter
        from debrief_cli.prompts import prompter

        return prompter(plain=self.settings.prompts == "plain", color=self.color, on_half=on_half)

    @property
    def color(self) -> bool:
        """Whether colour and weight may be used."""
        return not (self.no_color or os.environ.get("NO_COLOR"))

    def width(self, widest: int) -> int:
        """The columns of standard output, at most `widest`."""
        from debrief_cli.render.terminal import width_for

        return width_for(sys.stdout, widest)

    def page(
        self, blocks: Sequence[Block], width: int | None = None, *, ascii_only: bool = False
    ) -> None:
        """Print blocks on standard output, in its own width unless one is given.

        `ascii_only` draws with nothing else.
        """
        from debrief_cli.render.terminal import print_blocks

        print_blocks(blocks, color=self.color, width=width, file=sys.stdout, ascii_only=ascii_only)

    def json(self, value: Any) -> None:
        """Print a value as JSON on standard output."""
        import json

        from debrief_cli.render.text import in_json

        print(in_json(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)))

    def note(self, text: str) -> None:
        """Say something beside the result, on standard error."""
        print(text, file=sys.stderr)


def read_input(source: Path) -> bytes:
    """All of a file, or of standard input for `-`. Raises DebriefError when it cannot be read."""
    try:
        if str(source) == "-":
            return sys.stdin.buffer.read()
        return source.read_bytes()
    except OSError as error:
        from debrief_cli.errors import DebriefError

        reason = error.strerror or type(error).__name__
        raise DebriefError(
            f"“{source}” cannot be read: {reason}.", "Check the file's name."
        ) from None
