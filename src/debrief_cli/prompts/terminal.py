"""The prompter for a real terminal: one-key answers, grey proposals, answers that fold.

A question is printed above its input line; when it is answered, both are taken off the
screen again and one line stays. So a whole interview fits a small window.
"""

from __future__ import annotations

import atexit
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Any

import questionary
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.shortcuts import print_formatted_text

from debrief_cli.errors import Cancelled
from debrief_cli.interview import BACK, Answered, Ask, Back
from debrief_cli.prompts import widgets
from debrief_cli.render.text import one_line
from debrief_cli.wording import in_words

# Attributes and the terminal's own colours only: they hold in the dark and in the light.
STYLE = questionary.Style(
    [
        ("qmark", ""),
        ("question", ""),
        ("answer", ""),
        ("heading", "bold"),
        ("ask", "bold"),
        ("quiet", "dim"),
        ("problem", "bold"),
        ("placeholder", "dim"),
    ]
)
Fragments = list[tuple[str, str]]


class TerminalPrompter:
    """Asks at a terminal, through questionary."""

    def __init__(self, *, color: bool, on_half: Callable[[str, str], None]) -> None:
        self._depth = None if color else ColorDepth.DEPTH_1_BIT
        self._on_half = on_half
        self._kept: list[int] = []
        _keep_echo_off()

    def ask(self, ask: Ask) -> Answered | Back:
        """One question, by one key or by a line."""
        above = self._heading(ask.heading) + [
            ("class:ask" if n == 0 else "", f" {line}\n")
            for n, line in enumerate(widgets.lines(ask))
        ]
        if hint := widgets.hint(ask):
            above.append(("class:quiet", f"   {hint}\n"))
        if ask.problem:
            above.append(("class:problem", f"   {one_line(ask.problem, 74)}\n"))
        if widgets.one_key(ask):
            return self._by_key(ask, above)
        proposal = "" if ask.proposal is None else one_line(str(ask.proposal), 70)
        half = lambda text: self._on_half(ask.question.key, text)  # noqa: E731
        typed = self._line(above, widgets.prefill(ask), proposal, half)
        return typed if isinstance(typed, Back) else widgets.read_line(ask, typed)

    def _by_key(self, ask: Ask, above: Fragments) -> Answered | Back:
        pressed = self._key(above, widgets.keys_of(ask), enter=widgets.may_enter(ask))
        return pressed if isinstance(pressed, Back) else widgets.read_key(ask, pressed)

    def press(self, lines: Sequence[str], keys: str) -> str | Back:
        """One key of `keys`, or "" for Enter."""
        return self._key(self._plain(lines), keys, enter=True)

    def read(self, lines: Sequence[str], default: str = "") -> str | Back:
        """A line of text."""
        typed = self._line(self._plain(lines), default, "", lambda _: None)
        return BACK if isinstance(typed, str) and typed.strip() == "<" else typed

    def accept(self, ask: Ask, value: Any) -> None:
        """Fold the answered question to one line."""
        shown = ask.question.nothing if value is None else in_words(ask.question.kind, value)
        room = max(20, min(self._width(), 100) - widgets.LABEL_WIDTH - 4)
        fold: Fragments = [
            *self._heading(ask.heading),
            ("class:quiet", f"   {one_line(ask.question.label, 25):<{widgets.LABEL_WIDTH}}"),
            ("", f"{one_line(shown, room)}\n"),
        ]
        self._kept.append(self._print(fold))

    def retreat(self) -> None:
        """Take the last folded answer off the screen."""
        if self._kept:
            self._erase(self._kept.pop())

    def say(self, text: str) -> None:
        """Print a line that stays."""
        self._kept.clear()
        self._print([("", f" {text}\n")])

    @staticmethod
    def _heading(title: str) -> Fragments:
        return [("class:heading", f"\n {title}\n")] if title else []

    @staticmethod
    def _plain(lines: Sequence[str]) -> Fragments:
        return [("class:ask" if n == 0 else "", f" {line}\n") for n, line in enumerate(lines)]

    @staticmethod
    def _width() -> int:
        return shutil.get_terminal_size().columns

    def _print(self, fragments: Fragments) -> int:
        """Print, and say how many lines that took."""
        print_formatted_text(FormattedText(fragments), style=STYLE, end="", color_depth=self._depth)
        sys.stdout.flush()
        return sum(text.count("\n") for _, text in fragments)

    @staticmethod
    def _erase(count: int) -> None:
        output = get_app_session().output
        output.cursor_up(count)
        output.write_raw("\r")
        output.erase_down()
        output.flush()

    def _key(self, above: Fragments, keys: str, *, enter: bool) -> str | Back:
        bindings = _common_bindings()

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            if event.data == "<":
                event.app.exit(result=BACK)
            elif event.data.lower() in keys and event.data:
                event.app.exit(result=event.data.lower())
            else:
                event.app.output.bell()

        @bindings.add("enter")
        def _(event: KeyPressEvent) -> None:
            if enter:
                event.app.exit(result="")
            else:
                event.app.output.bell()

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            event.app.output.bell()

        return self._run(above, bindings, lambda _: None)

    def _line(
        self, above: Fragments, default: str, proposal: str, half: Callable[[str], None]
    ) -> str | Back:
        return self._run(
            above,
            _common_bindings(),
            half,
            default=default,
            placeholder=[("class:placeholder", proposal)] if proposal else None,
        )

    def _run(
        self, above: Fragments, bindings: KeyBindings, half: Callable[[str], None], **options: Any
    ) -> str | Back:
        count = self._print(above)
        question = questionary.text(
            ">",
            qmark="",
            style=STYLE,
            erase_when_done=True,
            color_depth=self._depth,
            **options,
        )
        app = question.application
        app.key_bindings = merge_key_bindings(
            [app.key_bindings, bindings] if app.key_bindings else [bindings]
        )
        app.current_buffer.on_text_changed += lambda buffer: _half(half, buffer.text)
        try:
            answer: str | Back = question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise Cancelled("Stopped.") from None
        self._erase(count)
        return answer


def _half(keep: Callable[[str], None], text: str) -> None:
    """Keep what stands on the line, but for the sign that only leads back."""
    keep("" if text.strip() == "<" else text)


def _keep_echo_off() -> None:
    """Between two questions, too, what is typed ahead must not appear and move the lines.

    (Each prompt does so for itself and gives the terminal back when it is answered.)
    """
    try:
        import termios
    except ImportError:  # not POSIX: the console does not echo there
        return
    try:
        before = termios.tcgetattr(sys.stdin)
    except (termios.error, OSError, ValueError):
        return
    quiet = termios.tcgetattr(sys.stdin)
    quiet[0] &= ~termios.ICRNL
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, quiet)
    atexit.register(termios.tcsetattr, sys.stdin, termios.TCSADRAIN, before)


def _common_bindings() -> KeyBindings:
    """Going back and leaving, the same at every question."""
    bindings = KeyBindings()

    @bindings.add("s-tab")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=BACK)

    # prompt_toolkit lets Ctrl-D delete a letter in a half-typed line; here it always leaves.
    @bindings.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    return bindings
