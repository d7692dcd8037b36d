"""The lines of an export coming in: each checked, then turned into a record to merge."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, Any

from debrief_cli.documents import INPUT_LIMIT, beyond_limits, parse_line
from debrief_cli.errors import DebriefError, Invalid, Problem, Rejected
from debrief_cli.forms.stored import LINE, SHAPES
from debrief_cli.forms.stored_kinds import Date, Week
from debrief_cli.store.adding import reflection_uid
from debrief_cli.store.changing import focus_uid
from debrief_cli.store.exporting import SCHEMA
from debrief_cli.store.merging import Incoming, Version
from debrief_cli.store.revisions import as_json, sortable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Told = Callable[[int], None]

_MARK = b"\xef\xbb\xbf"  # the byte order mark that some editors put first
_MOST_TOLD = 20


class Lines:
    """A file of an export. It is read twice: all of it is checked before any of it is used."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._seen = b""

    def check(self, told: Told) -> None:
        """Raise Rejected with what is wrong, by line; `told` hears of the bytes read."""
        found: list[Problem] = []
        digest = blake2b(digest_size=16)
        for number, line in self._read(told):
            digest.update(line)
            if line.strip():
                found += [_on_line(number, problem) for problem in _problems(number, line)]
        self._seen = digest.digest()
        if found:
            more = len(found) - _MOST_TOLD
            told_of = found[:_MOST_TOLD]
            if more > 0:
                told_of.append(Problem("", f"… and {more} more"))
            raise Rejected(told_of, "Nothing was imported.")

    def records(self, told: Told) -> Iterator[Incoming]:
        """The records of the lines that `check` let through."""
        digest = blake2b(digest_size=16)
        for number, line in self._read(told):
            digest.update(line)
            if line.strip():
                yield _incoming(number, json.loads(line))
        if digest.digest() != self._seen:
            raise DebriefError(
                "The file was changed while it was read. Nothing was imported.",
                "Try again when it is complete.",
            )

    def _read(self, told: Told) -> Iterator[tuple[int, bytes]]:
        self._file.seek(0)
        number = done = 0
        while line := self._file.readline(INPUT_LIMIT + 1):
            number += 1
            if len(line) > INPUT_LIMIT:
                raise Rejected([Problem(f"line {number}", "is larger than 256 MiB")])
            done += len(line)
            if number % 1000 == 0:
                told(done)
            yield number, line.removeprefix(_MARK) if number == 1 else line


def _on_line(number: int, problem: Problem) -> Problem:
    where = f", {problem.key}" if problem.key else ""
    return Problem(f"line {number}{where}", problem.message)


def _problems(number: int, line: bytes) -> tuple[Problem, ...]:
    """Everything that is wrong with one line."""
    try:
        whole = parse_line(line)
        if isinstance(whole, dict) and _is_newer(whole.get("schema")):
            raise _newer(number)
        LINE.parse(whole)
        problems: list[Problem] = []
        for place, revision in enumerate(whole["revisions"]):
            wrong = _wrong_revision(whole, revision, len(line))
            problems += [problem.under(f"revisions[{place}]") for problem in wrong]
        return tuple(problems or _wrong_together(whole["revisions"]))
    except Invalid as invalid:
        return invalid.problems


def _is_newer(schema: Any) -> bool:
    return isinstance(schema, int) and schema > SCHEMA


def _newer(number: int) -> DebriefError:
    return DebriefError(
        f"Line {number} was written by a newer debrief.",
        "Install the newest debrief, then try again. Nothing was imported.",
    )


def _wrong_revision(
    whole: Mapping[str, Any], revision: Mapping[str, Any], size: int
) -> list[Problem]:
    document = revision["document"]
    if document is None:
        if revision["deleted"]:
            return []
        return [Problem("document", "is missing (only of what was erased it may be null)")]
    if told := beyond_limits(document, size):
        return [Problem("document", told)]
    try:
        SHAPES[whole["type"]].parse(document)
    except Invalid as invalid:
        return [problem.under("document") for problem in invalid.problems]
    if document["uid"] != whole["uid"] or document["uid"] != _due_uid(whole["type"], document):
        told = "is not the one of its line" if document["uid"] != whole["uid"] else "is another"
        return [Problem("document.uid", f"{told}{_why(whole['type'])}")]
    return []


def _due_uid(kind: str, document: Mapping[str, Any]) -> str:
    """The uid that a record must have: that of its day or its week, if it has one of those."""
    if kind == "reflection":
        return _uid_of_day(document["day"])
    return _uid_of_week(document["week"]) if kind == "focus" else str(document["uid"])


def _why(kind: str) -> str:
    whose = {"reflection": "day", "focus": "week"}.get(kind)
    return f" (it comes of the {whose})" if whose else ""


@cache
def _uid_of_day(day: str) -> str:
    return reflection_uid(Date().parse(day))


@cache
def _uid_of_week(week: str) -> str:
    return focus_uid(Week().parse(week))


def _wrong_together(revisions: list[Mapping[str, Any]]) -> list[Problem]:
    if len(revisions) == 1:
        return []
    keys = {(_sorted_time(each["time"]), each["device"], each["number"]) for each in revisions}
    if len(keys) == len(revisions):
        return []
    return [Problem("revisions", "has the same revision twice")]


def _sorted_time(text: str) -> str:
    return sortable(datetime.fromisoformat(text))


def _incoming(number: int, whole: Mapping[str, Any]) -> Incoming:
    kind = whole["type"]
    versions = tuple(
        Version(
            kind,
            each["number"],
            _sorted_time(each["time"]),
            each["device"],
            each["command"],
            each["deleted"],
            None if each["document"] is None else as_json(each["document"]),
        )
        for each in whole["revisions"]
    )
    return Incoming(f"line {number}", kind, whole["uid"], versions)
