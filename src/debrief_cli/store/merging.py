"""Records of another journal, or of an earlier day, brought together with those here.

What is known of a record afterwards is the union of both sides' revisions. Which of them
holds is the rule of `settling.py`, so that journals that were given each other's exports, in
any order and however often, hold the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from debrief_cli.errors import Problem, Rejected
from debrief_cli.store import reviving
from debrief_cli.store.reviving import MODELS, Place
from debrief_cli.store.rows import Row
from debrief_cli.store.settling import State
from debrief_cli.store.tables import RevisionRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import time

    from debrief_cli.records import Debrief, Reflection
    from debrief_cli.store.saving import Saving
    from debrief_cli.store.settling import Settling

    Ask = Callable[[str, Sequence[object]], Iterable[tuple[Any, ...]]]
    Record = TypeVar("Record", Debrief, Reflection)
    Known = Mapping[str, list["Version"]]

_MOST_RECORDS, _MOST_TEXT = 2000, 4 * 1024 * 1024
_IS_KNOWN = "SELECT 1 FROM revision WHERE uid = ? LIMIT 1"
_KNOWN = """
SELECT uid, type, number, time, device, command, deleted, document, record, arrived
  FROM revision WHERE uid IN (SELECT value FROM json_each(?))
"""


class Version(NamedTuple):
    """One revision; `document` is JSON, None where the record was erased for good.

    `time` is written as `revisions.sortable` does. `record` and `arrived` are of this
    journal: unset in what comes from elsewhere.
    """

    kind: str
    number: int
    time: str
    device: str
    command: str
    deleted: bool
    document: str | None
    record: int | None = None
    arrived: int | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from all other revisions of its record."""
        return self.time, self.device, self.number

    @property
    def rank(self) -> tuple[bool, str, bool, str]:
        """Which of two under one key holds: nothing of our making, but the same everywhere."""
        return self.document is None, self.document or "", self.deleted, self.command


class Incoming(NamedTuple):
    """A record from elsewhere with its revisions; `place` says where it stood: line 7.

    `documents` are those of the revisions, in their order, no longer as JSON.
    """

    place: str
    kind: str
    uid: str
    versions: tuple[Version, ...]
    documents: tuple[Mapping[str, Any] | None, ...]

    def document_of(self, version: Version) -> Mapping[str, Any] | None:
        """The document of a revision, be it one of these or another."""
        if version in self.versions:
            return self.documents[self.versions.index(version)]
        return None if version.document is None else json.loads(version.document)


def united(known: Sequence[Version], came: Sequence[Version]) -> list[Version]:
    """All that is known of a record from both sides, what holds last.

    Of one that was erased anywhere, nothing but the marks of that is left.
    """
    if not known and len(came) == 1:
        return list(came)
    whole = {version.key: version for version in known}
    for version in came:
        held = whole.get(version.key)
        if held is None or version.rank > held.rank:
            whole[version.key] = version
    marks = [version for version in whole.values() if version.document is None]
    return sorted(marks or whole.values(), key=lambda version: version.key)


def verdict(known: Sequence[Version], after: Sequence[Version]) -> str:
    """What the union means here: one of new, changed, gone, erased, deleted, already_there.

    gone: it was here, and was deleted elsewhere. deleted: it was so before it came.
    """
    if not known:
        last = after[-1]
        return "deleted" if last.deleted or last.document is None else "new"
    if len(known) == len(after) and set(known) == set(after):
        return "already_there"
    erased = after[-1].document is None
    if erased and any(version.document is not None for version in known):
        return "erased"
    if erased:
        return "already_there"
    here = max(known, key=lambda version: version.key)
    return "gone" if after[-1].deleted and not here.deleted else "changed"


class Verdicts:
    """How many records of each type were new, changed …"""

    def __init__(self) -> None:
        self._counted: Counter[tuple[str, str]] = Counter()

    def add(self, what: str, kind: str, times: int = 1) -> None:
        """Count one more."""
        self._counted[what, kind] += times

    def of(self, what: str) -> dict[str, int]:
        """How many of each type were that."""
        return {kind: self._counted[what, kind] for kind in MODELS if self._counted[what, kind]}


def foresee(ask: Ask, records: Iterable[Incoming]) -> Verdicts:
    """What a merge would say, without one; a record that comes twice is counted twice."""
    verdicts = Verdicts()
    for batch in _batches(records):
        known = _known(ask, batch)
        for each in batch:
            here = _same_kind(each, known.get(each.uid, []))
            verdicts.add(verdict(here, united(here, each.versions)), each.kind)
    return verdicts


def missing(
    ask: Ask, kind: str, records: Mapping[str, Record], verdicts: Verdicts
) -> Iterator[tuple[str, Record]]:
    """Those that are not here and never were, each uid once; `verdicts` hears of all."""
    seen: set[str] = set()
    for place, record in records.items():
        is_new = record.uid not in seen and not list(ask(_IS_KNOWN, (record.uid,)))
        seen.add(record.uid)
        verdicts.add("new" if is_new else "already_there", kind)
        if is_new:
            yield place, record


class Merging:
    """Brings records from elsewhere into one transaction."""

    def __init__(self, saving: Saving, settling: Settling, starts_at: time) -> None:
        self._saving = saving
        self._settling = settling
        self._starts_at = starts_at

    def merge(self, records: Iterable[Incoming]) -> Verdicts:
        """Merge them all; what came of each type. Raises Rejected if one cannot be."""
        verdicts = Verdicts()
        self._saving.expect_much()
        for batch in _batches(records):
            self._saving.write()  # so that a record that came before is found
            known = _known(self._saving.ask, batch)
            for each in batch:
                here = _same_kind(each, known.get(each.uid, []))
                after = united(here, each.versions)
                what = verdict(here, after)
                verdicts.add(what, each.kind)
                if not here:
                    self._bring(each, after)
                elif after != here:
                    self._unite(each, here, after)
        return verdicts

    def _bring(self, record: Incoming, after: Sequence[Version]) -> None:
        """A record that was never here: nothing is looked up for it."""
        last = after[-1]
        number = None
        if last.document is not None:
            number = None if record.kind == "check" else self._saving.next_id(record.kind)
            document = record.document_of(last)
            if document is not None and not last.deleted:
                place = Place(number or 0, datetime.fromisoformat(last.time), self._starts_at)
                self._saving.add(reviving.rows_of(record.kind, document, place))
        self._keep(record.uid, after, number)

    def _unite(self, record: Incoming, here: Sequence[Version], after: Sequence[Version]) -> None:
        """A record that is known: its tables change if another revision holds now."""
        numbers = [version.record for version in here if version.record is not None]
        number = numbers[0] if numbers else None
        fresh = [version for version in after if version not in here]
        if len(after) == len(here) + len(fresh):
            self._keep(record.uid, fresh, number)
        else:
            self._saving.forget(record.uid)
            self._keep(record.uid, after, number)
        last = after[-1]
        document = record.document_of(last)
        if document is not None and last.key == here[-1].key and last.rank == here[-1].rank:
            return
        moment = datetime.fromisoformat(last.time)
        state = State(record.kind, moment, last.deleted, document)
        if document is not None and number is None:
            number = self._settling.number_of(record.kind, record.uid)
        self._settling.show(record.uid, state, number)

    def _keep(self, uid: str, versions: Iterable[Version], number: int | None) -> None:
        """Have revisions written; those from elsewhere as what this command brought."""
        for version in versions:
            is_mark = version.document is None
            arrived = version.arrived
            if arrived is None and not is_mark:
                arrived = self._saving.command_id()
            values = {
                "uid": uid,
                "type": version.kind,
                "number": version.number,
                "time": version.time,
                "device": version.device,
                "command": version.command,
                "deleted": int(version.deleted),
                "document": version.document,
                "record": version.record if version.record is not None else number,
                "arrived": arrived,
            }
            self._saving.add([Row(RevisionRow, values)])


def _batches(records: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """The records in handfuls; none has the same record twice."""
    batch: list[Incoming] = []
    uids: set[str] = set()
    size = 0
    for record in records:
        if len(batch) == _MOST_RECORDS or size > _MOST_TEXT or record.uid in uids:
            yield batch
            batch, uids, size = [], set(), 0
        batch.append(record)
        uids.add(record.uid)
        size += sum(len(version.document or "") for version in record.versions)
    if batch:
        yield batch


def _known(ask: Ask, batch: Sequence[Incoming]) -> Known:
    """What is known here of the records of a batch, what holds last."""
    known: dict[str, list[Version]] = defaultdict(list)
    for uid, kind, number, moment, device, command, deleted, *rest in ask(
        _KNOWN, (json.dumps([record.uid for record in batch]),)
    ):
        version = Version(kind, number, moment, device, command, bool(deleted), *rest)
        known[uid].append(version)
    for versions in known.values():
        versions.sort(key=lambda version: (version.document is None, version.key))
    return known


def _same_kind(record: Incoming, known: list[Version]) -> list[Version]:
    if known and known[0].kind != record.kind:
        told = f"is a {record.kind} there and a {known[0].kind} here; it cannot be both"
        raise Rejected([Problem(record.place, told)], "Nothing was imported.", exit_code=1)
    return known
