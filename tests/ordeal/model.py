"""A journal as a plain dict: what anybody would expect to find after each thing that is done.

It knows nothing of tables or transactions. A thing that the journal must refuse gives Refused
here. The state machine in test_state_machine.py does the same to both and compares.
"""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

Record = dict[str, Any]
Records = dict[str, dict[int, Record]]
MOST_ON_TRIAL = 3


class Refused(Exception):
    """The journal is to say no, and to stay as it was."""


class Model:
    """Records by kind and id; a kind is one of the keys of `records`."""

    def __init__(self) -> None:
        kinds = ("debrief", "reflection", "play", "promise", "focus")
        self.records: Records = {kind: {} for kind in kinds}
        self.last_id = dict.fromkeys(kinds, 0)
        # A day's reflection and a week's one thing have their id for ever.
        self.ids: dict[tuple[str, object], int] = {}
        self.erased: set[tuple[str, object]] = set()
        # What was ever stored and not erased since, also where no undo leads any more.
        self.ever: dict[tuple[str, int], Record] = {}
        # The records before and after each command that holds, and each that was taken back.
        self.done: list[tuple[Records, Records]] = []
        self.undone: list[tuple[Records, Records]] = []

    def kept(self) -> Model:
        """A copy that nothing changes any more (for what is to come back: undo, restore)."""
        kept = copy.copy(self)
        kept.records = copied(self.records)
        kept.last_id, kept.ids, kept.erased = dict(self.last_id), dict(self.ids), set(self.erased)
        kept.ever = dict(self.ever)
        # What stands in these is never changed, only replaced.
        kept.done, kept.undone = list(self.done), list(self.undone)
        return kept

    def add(self, kind: str, record: Record) -> int:
        """Put a new record, under an id that none ever had."""
        self.last_id[kind] += 1
        self.records[kind][self.last_id[kind]] = record
        self.ever[kind, self.last_id[kind]] = record
        return self.last_id[kind]

    def debrief(self, situation: str, outcome: str, then: str | None, promise: str | None) -> int:
        """A debrief with the plan and the promise that come of it."""
        made = self.add("debrief", {"situation": situation, "outcome": outcome, "play": None})
        if then is not None:
            self.records["debrief"][made]["play"] = self.play(situation, then)
        if promise is not None:
            self.promise(promise)
        return made

    def reflection(self, day: date, further: str, replace: bool) -> int:
        """One a day: a second is refused, or takes the first one's place."""
        for number, record in self.records["reflection"].items():
            if record["day"] == day:
                if not replace:
                    raise Refused
                record["further"] = further
                return number
        return self._again("reflection", day, {"day": day, "further": further})

    def play(self, if_: str, then: str) -> int:
        """A plan, unless there is one with its words; on trial while there is a place."""
        if (twin := self._twin(0, if_, then)) is not None:
            return twin
        state = "trying" if self._on_trial() < MOST_ON_TRIAL else "resting"
        return self.add("play", {"if": if_, "then": then, "state": state, "checks": []})

    def change_play(self, number: int, state: str | None, then: str | None) -> None:
        """Another state or other words, unless a twin or a fourth on trial comes of it."""
        play = self._found("play", number)
        wanted = {**play, "state": state or play["state"], "then": then or play["then"]}
        if wanted == play:
            return
        back = play["state"] == "dropped" != wanted["state"]
        reworded = _folded(play["then"]) != _folded(wanted["then"])
        if (back or reworded) and self._twin(number, wanted["if"], wanted["then"]) is not None:
            raise Refused
        if wanted["state"] == "trying" != play["state"] and self._on_trial() >= MOST_ON_TRIAL:
            raise Refused
        play.update(wanted)

    def check(self, number: int, did: str) -> None:
        """One answer about a plan."""
        self._found("play", number)["checks"].append(did)

    def promise(self, text: str) -> int:
        """Something promised."""
        return self.add("promise", {"text": text, "state": "open", "note": None})

    def close_promise(self, number: int, state: str, note: str | None) -> None:
        """How a promise ended; without a note it keeps the one it has."""
        promise = self._found("promise", number)
        promise.update(state=state, note=promise["note"] if note is None else note)

    def focus(self, week: str, text: str) -> None:
        """The one thing of a week, in the place of an earlier one."""
        for record in self.records["focus"].values():
            if record["week"] == week:
                record["text"] = text
                return
        self._again("focus", week, {"week": week, "text": text})

    def _again(self, kind: str, key: object, record: Record) -> int:
        """Put a record of which there is one a day or week, under the id it always had."""
        if (kind, key) in self.erased:
            raise Refused
        if (kind, key) not in self.ids:
            self.ids[kind, key] = self.add(kind, record)
        self.records[kind][self.ids[kind, key]] = record
        return self.ids[kind, key]

    def edit(self, number: int, situation: str, outcome: str) -> None:
        """Other answers in a debrief."""
        self._found("debrief", number).update(situation=situation, outcome=outcome)

    def delete(self, kind: str, number: int) -> None:
        """Take a record away."""
        self._found(kind, number)
        del self.records[kind][number]

    def purge(self, kind: str, number: int) -> None:
        """Take a record out of all that is and ever was."""
        if (kind, number) not in self.ever:
            raise Refused
        record = self.ever.pop((kind, number))

        def without(state: Records) -> Records:
            return {**state, kind: {n: each for n, each in state[kind].items() if n != number}}

        self.records = without(self.records)
        self.done = [(without(before), without(after)) for before, after in self.done]
        self.undone = [(without(before), without(after)) for before, after in self.undone]
        if kind == "reflection":
            self.erased.add((kind, record["day"]))

    def undo(self) -> None:
        """Back to what was before the last command that holds."""
        self.undone.append(self.done.pop())
        self.records = copied(self.undone[-1][0])

    def redo(self) -> None:
        """What was taken back last, done again."""
        self.done.append(self.undone.pop())
        self.records = copied(self.done[-1][1])

    def visible(self) -> Records:
        """What is to be found: a debrief shows its plan only while there is one."""
        shown = copied(self.records)
        for debrief in shown["debrief"].values():
            if debrief["play"] not in shown["play"]:
                debrief["play"] = None
        return shown

    def _found(self, kind: str, number: int) -> Record:
        if number not in self.records[kind]:
            raise Refused
        return self.records[kind][number]

    def _on_trial(self) -> int:
        return sum(play["state"] == "trying" for play in self.records["play"].values())

    def _twin(self, but: int, if_: str, then: str) -> int | None:
        words = _folded(if_), _folded(then)
        for number, play in self.records["play"].items():
            same = (_folded(play["if"]), _folded(play["then"])) == words
            if same and number != but and play["state"] != "dropped":
                return number
        return None


def copied(records: Records) -> Records:
    """The same records, to be changed by themselves."""
    return {
        kind: {
            number: {key: list(v) if isinstance(v, list) else v for key, v in each.items()}
            for number, each in of_kind.items()
        }
        for kind, of_kind in records.items()
    }


def by_words(records: Records) -> dict[str, list[Record]]:
    """What any journal shows of the same records, whatever their ids: in the order of these."""
    plans = records["play"]
    return {
        kind: [
            {**each, "play": plans[each["play"]]} if each.get("play") else each
            for _, each in sorted(of_kind.items())
        ]
        for kind, of_kind in records.items()
    }


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
