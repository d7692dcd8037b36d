"""The review behind `m`: every field of a debrief on one page, each to fill or change."""

from __future__ import annotations

from collections.abc import Sequence

from debrief_cli.form import resolve
from debrief_cli.forms.debrief import REVIEW
from debrief_cli.forms.lenses import LENSES
from debrief_cli.interview import Back, Interview
from debrief_cli.prompts import widgets
from debrief_cli.render.text import one_line
from debrief_cli.vocabulary import Vocabulary
from debrief_cli.wording import in_words

# q leaves.
_LETTERS = "abcdefghijklmnoprstuvwxyz"


class Review:
    """A page of numbered fields and lettered closer looks, over a running interview."""

    def __init__(
        self,
        words: Vocabulary,
        interview: Interview,
        title: str = "Everything on this one",
        leave: str = "< = back   q = draft",
        fields: Sequence[str] = REVIEW,
        lenses: Sequence[str] = tuple(LENSES),
    ) -> None:
        self._words = words
        self._interview = interview
        self._title = title
        self._leave = leave
        self._fields = fields
        self._lenses = dict(zip(_LETTERS, lenses, strict=False))

    def run(self) -> bool | Back:
        """Let the person fill and change; True to save, False to leave it as a draft.

        Back when they want the save line again.
        """
        problem = ""
        while True:
            typed = self._interview.prompter.read([*self._page(), *([problem] if problem else [])])
            problem = ""
            if isinstance(typed, Back):
                return typed
            if not typed.strip():
                return True
            choice = typed.strip().lower()
            if choice == "q":
                return False
            if choice in self._lenses:
                self._interview.walk(LENSES[self._lenses[choice]].steps)
            elif choice.isdecimal() and 1 <= int(choice) <= len(self._fields):
                self._interview.revise(self._fields[int(choice) - 1])
            else:
                problem = f"“{one_line(choice, 20)}” is not one of these."

    def _page(self) -> list[str]:
        answers, form = self._interview.answers, self._interview.form
        filled, empty = [self._title], []
        for number, key in enumerate(self._fields, 1):
            question = form[key]
            if key in answers:
                shown = one_line(in_words(question.kind, answers[key]), 44)
                filled.append(f" {number:>2} {question.label:<26}{shown}")
            else:
                empty.append(f"{number} {question.label}")
        more = [k for k in answers if k.startswith("answers.") and k in form]
        if more:
            filled.append("    closer: " + one_line(", ".join(form[k].label for k in more), 64))
        lenses = [
            f"{letter} {resolve(LENSES[name].words, answers)}"
            for letter, name in self._lenses.items()
        ]
        return [
            *filled,
            *(["Still empty"] if empty else []), *widgets.flow(empty),
            *(["A closer look"] if lenses else []), *widgets.flow(lenses),
            f"A number or a letter to fill or change   Enter = save   {self._leave}",
        ]  # fmt: skip
