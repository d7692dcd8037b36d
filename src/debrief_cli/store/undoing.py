"""Taking back the last command as a whole, and doing it again: both by adding revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.store.tables import CommandRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debrief_cli.store.saving import Saving
    from debrief_cli.store.settling import Settling

_LAST = """
SELECT id FROM command WHERE kind = 'change' AND undone_by IS NULL ORDER BY id DESC LIMIT 1
"""
# What was taken back can be done again until something else is changed. Of several taken
# back by one command, the oldest was taken back last.
_LAST_UNDONE = """
SELECT id FROM command AS taken WHERE kind = 'change' AND undone_by IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM command WHERE kind = 'change' AND id > taken.undone_by)
 ORDER BY undone_by DESC, id LIMIT 1
"""
_CHANGED = "SELECT uid, max(record) FROM revision WHERE arrived = ? GROUP BY uid ORDER BY min(id)"


class Moved(NamedTuple):
    """A record that undo or redo has put into another state.

    `there` is whether it is to be seen now, `was_there` whether it was before; `document` is
    its content of now, or the last it had.
    """

    kind: str
    id: int | None
    was_there: bool
    there: bool
    document: Mapping[str, Any]


class Undoing:
    """Goes back and forth along the commands of this machine, within one transaction."""

    def __init__(self, saving: Saving, settling: Settling) -> None:
        self._saving = saving
        self._settling = settling

    def undo(self) -> list[Moved] | None:
        """Take back the last command that still holds; None if there is none."""
        for (command,) in self._saving.ask(_LAST):
            moved = self._put_all(command, before=True)
            self._mark(command, self._saving.command_id())
            return moved
        return None

    def redo(self) -> list[Moved] | None:
        """Do again what was taken back last; None if there is nothing."""
        for (command,) in self._saving.ask(_LAST_UNDONE):
            self._saving.command_id()
            moved = self._put_all(command, before=False)
            self._mark(command, None)
            return moved
        return None

    def _mark(self, command: int, undone_by: int | None) -> None:
        self._saving.change(CommandRow, command, {"undone_by": undone_by})

    def _put_all(self, command: int, *, before: bool) -> list[Moved]:
        """Put every record of a command into the state before it, or after it."""
        up_to = command - 1 if before else command
        changed = self._saving.ask(_CHANGED, (command,))
        moved = [self._put(uid, number, up_to) for uid, number in changed]
        return [each for each in moved if each]

    def _put(self, uid: str, number: int | None, up_to: int) -> Moved | None:
        now, then = self._settling.state(uid), self._settling.state(uid, up_to)
        if now is None or now.document is None:
            return None  # erased for good: there is nothing to bring back
        there = then is not None and then.is_there
        document = then.document if then and then.document is not None else now.document
        self._settling.put(now.kind, uid, document, deleted=not there)
        return Moved(now.kind, number, now.is_there, there, document)
