"""What doctor --repair does, and how it says so."""

from __future__ import annotations

from collections.abc import Sequence

from debrief_cli.acts.checkup import own_folder
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError
from debrief_cli.render.words import counted
from debrief_cli.store import files, repairing
from debrief_cli.store.examining import NOTE, OK, WRONG, Finding

# What a checkup calls it when the file itself is not as it should be.
_OF_THE_FILE = ("journal", "whole", "links", "history")


def mend(context: Context, found: Sequence[Finding]) -> list[Finding]:
    """Mend what can be, given what was found; one finding for each thing done."""
    done = []
    try:
        closed = repairing.close_to_others(context.path, own_folder())
        if closed:
            done.append(_done(f"only you can open {', '.join(closed)} now"))
        if any(f.state == WRONG and f.name in _OF_THE_FILE for f in found):
            done += _mend_journal(context)
    except DebriefError as error:
        done.append(Finding("repair", WRONG, error.message, error.hint))
    return done


def _done(said: str, advice: str = "") -> Finding:
    return Finding("repair", OK, said, advice)


def _mend_journal(context: Context) -> list[Finding]:
    path, now = context.path, context.clock.now()
    if files.is_new(path) or repairing.is_sound(path):
        return []
    if repairing.is_newer(path):
        return []  # nothing is wrong with it but that this debrief is older
    kept = repairing.rebuild_indexes(path, now)
    if kept:
        return [_done("the indexes are rebuilt, and all is there", f"As it was: {kept.name}")]
    return _recover(context)


def _recover(context: Context) -> list[Finding]:
    from debrief_cli.store.recovering import recover

    saved = recover(context.path, context.clock.now())
    held = saved.holding
    changes = saved.rows["revision"]
    said = (
        f"saved into a new file: {held.debriefs} written up,"
        f" {counted(held.reflections, 'day')} looked back, {counted(saved.rows['play'], 'plan')},"
        f" {counted(saved.rows['promise'], 'promise')}, {counted(changes, 'change')} of the"
        f" history\n{saved.path}"
    )
    findings = [_done(said, f"To go on with it: debrief restore {saved.path.name}")]
    if saved.doubtful:
        shown = ", ".join(saved.doubtful[:8]) + (" …" if len(saved.doubtful) > 8 else "")
        findings.append(
            Finding("repair", NOTE, f"a letter may be wrong in {shown}", "Read those through.")
        )
    return findings
