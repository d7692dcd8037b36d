"""Keeping what is being written: a draft per interview, offered again when it was cut short."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from debrief_cli.context import Context
from debrief_cli.errors import Cancelled, DebriefError
from debrief_cli.form import Answers, nest
from debrief_cli.interview import Prompter
from debrief_cli.records import document

if TYPE_CHECKING:
    from debrief_cli.store.drafts import Draft, KeptDraft
    from debrief_cli.store.journal import Journal
    from debrief_cli.store.reading import Reading

# Under this key a draft of changes has the uid of the debrief that they are to.
RECORD = "record"


class Drafting:
    """One interview's draft: what was confirmed, and what stands half-typed on the line."""

    def __init__(
        self,
        context: Context,
        kind: str,
        kept: KeptDraft | None = None,
        about: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Go on with `kept`, or begin one; `about` is in it from its first half line on."""
        self._context = context
        self._about = about
        self._drafts = context.drafts
        self._draft: Draft = (
            self._drafts.take(kept.uid)
            if kept
            else self._drafts.begin(kind, context.clock.now().replace(microsecond=0))
        )
        self.given: Mapping[str, Any] = dict(kept.answers) if kept else {}
        self.half: tuple[str, str] = (
            (kept.half_key or "", kept.half_text or "") if kept else ("", "")
        )
        self._anything = bool(kept)
        # Answers that were given and could not be put on the disk.
        self._unkept: dict[str, Any] | None = None
        # What stands on the line now.
        self._line = ("", "")

    @property
    def uid(self) -> str:
        """The uid that the record will have."""
        return self._draft.uid

    @property
    def journal(self) -> Journal:
        """The journal, writing as the command that has the draft's uid.

        So a stop between saving and `done` leaves a draft that is known to be saved.
        """
        journal = self._context.journal
        journal.command = self.uid
        return journal

    @property
    def started_at(self) -> datetime:
        """When the interview began: the time of the interaction, unless it says another."""
        return self._draft.started_at

    def keep(self, answers: Answers) -> None:
        """Commit the confirmed answers. Raises JournalProblem when the disk does not take them."""
        self._unkept = document(nest(answers))
        self._drafts.keep(self._draft, {**document(answers), **self._about})
        self._unkept, self._line = None, ("", "")
        self._anything = True

    def half_typed(self, key: str, text: str) -> None:
        """Note what stands on the line, without waiting for the disk."""
        self._line = (key, text)
        self._drafts.keep_half(self._draft, key, text, self._about)
        self._anything = self._anything or bool(text)

    def done(self) -> None:
        """The record is saved: the draft has done its work."""
        self._drafts.remove(self._draft.uid)

    @contextmanager
    def guarding(self, command: str, *, resume: bool = True) -> Iterator[None]:
        """Within: what cuts the interview short leaves the draft on disk and tells the way on."""
        try:
            yield
        except (Cancelled, DebriefError, KeyboardInterrupt) as stop:
            again = f"{command} --resume" if resume else command
            kept = self._kept(f"Go on with: {again}")
            if isinstance(stop, DebriefError) and not isinstance(stop, Cancelled):
                stop.hint = f"{stop.hint} {kept}".strip()
                raise
            raise Cancelled(kept if self._anything else "Nothing was written.") from None

    def _kept(self, way_on: str) -> str:
        """Bring all to the disk and say so; what no disk takes is said in full, to be copied."""
        whole = True
        try:
            self._drafts.close()
        except DebriefError:
            whole = not self._line[1]
        if self._unkept is not None:
            return f"What you wrote, to copy: {json.dumps(self._unkept, ensure_ascii=False)}"
        if whole:
            return f"What you wrote is kept. {way_on}"
        return f"All but the last line is kept. {way_on}\nThe last line, to copy: {self._line[1]}"


class HalfLine:
    """Hands what stands half-typed to the draft, once there is one: the prompter comes first."""

    def __init__(self) -> None:
        self.draft: Drafting | None = None

    def __call__(self, key: str, text: str) -> None:
        """Note the text on the line of that question."""
        if self.draft:
            self.draft.half_typed(key, text)


def unfinished(context: Context, kind: str | None = None) -> list[KeptDraft]:
    """Drafts that no living process holds and no record came of, the newest first.

    Those of one command, or all.
    """
    drafts = [d for d in context.drafts.all(kind) if not d.active]
    if not drafts:
        return []
    with context.reading() as reading:
        saved = reading.commands(d.uid for d in drafts)
    for uid in saved:  # saved, and stopped just before the draft could be removed
        context.drafts.remove(uid)
    return [d for d in drafts if d.uid not in saved]


def offer(context: Context, prompter: Prompter, kind: str) -> KeptDraft | None:
    """The unfinished draft that the person wants to go on with, if there is one."""
    waiting = unfinished(context, kind)
    if not waiting:
        return None
    pressed = prompter.press(
        [f"You have one unfinished, {describe(waiting[0])}{older(waiting)}",
         "  Enter = go on with it    n = start a new one"],
        "n",
    )  # fmt: skip
    return None if pressed == "n" else waiting[0]


def older(waiting: Sequence[KeptDraft]) -> str:
    """How many wait behind the first, in words; nothing when it is the only one."""
    return f"   ({len(waiting) - 1} older behind it)" if len(waiting) > 1 else ""


def changed_by(reading: Reading, draft: KeptDraft) -> int | None:
    """The debrief that a draft of changes is about; None when it is not there (now)."""
    uid = draft.answers.get(RECORD)
    return reading.debrief_id(uid) if isinstance(uid, str) else None


def forget_changes(context: Context, uid: str) -> None:
    """Throw away what was typed to change a record that is erased for good."""
    for draft in context.drafts.all("edit"):
        if draft.answers.get(RECORD) == uid:
            context.drafts.remove(draft.uid)


def describe(draft: KeptDraft) -> str:
    """When it was begun, and its first words."""
    from debrief_cli.render.text import one_line

    words = draft.answers.get("situation") or draft.answers.get("last.customer") or draft.half_text
    about = f": “{one_line(str(words), 40)}”" if words else ""
    return f"from {draft.started_at:%a %H:%M}{about}"


def discard_newest(context: Context, kind: str, *, yes: bool) -> None:
    """Throw the newest unfinished draft of a command away, once that is meant."""
    from debrief_cli.acts.confirming import confirm

    waiting = unfinished(context, kind)
    if not waiting:
        raise DebriefError("There is no draft to throw away.")
    words = describe(waiting[0])
    kept = f"It is still there. Go on with: debrief {kind} --resume"
    confirm(context, [f"Throw away the draft {words}?"], yes=yes, refused=kept)
    context.drafts.remove(waiting[0].uid)
    context.note(f"Thrown away: the draft {words}.")
