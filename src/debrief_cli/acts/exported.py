"""The lines of an export coming in: each checked, then turned into a record to merge."""

from __future__ import annotations

import marshal
import re
from datetime import datetime
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from debrief_cli.documents import INPUT_LIMIT, parse_line, too_large
from debrief_cli.errors import DebriefError, Invalid, Problem, Rejected
from debrief_cli.forms.stored import LINE, SHAPES
from debrief_cli.forms.stored_kinds import Date, Week
from debrief_cli.store.exporting import SCHEMA
from debrief_cli.store.merging import Incoming, Version
from debrief_cli.store.revisions import as_json, sortable
from debrief_cli.store.uids import focus_uid, reflection_uid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Told = Callable[[int], None]

_MARK = b"\xef\xbb\xbf"  # the byte order mark that some editors put first
_MOST_TOLD = 20
_SORTABLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}\+00:00")
_LENGTH = 5  # bytes for the length of what is kept of a line


class Lines:
    """The lines of an export, checked one by one and then kept until all are known to hold.

    They are kept in a private file, since there may be more than the memory holds.
    """

    def __init__(self, kept: IO[bytes]) -> None:
        self._kept = kept
        self._found: list[Problem] = []
        self._more = 0

    def check(self, lines: Iterable[bytes], told: Told) -> None:
        """Raise Rejected with what is wrong, by line; `told` hears of the bytes read."""
        done = 0
        for number, line in enumerate(lines, 1):
            if len(line) > INPUT_LIMIT:
                raise Rejected([Problem(f"line {number}", "is larger than 256 MiB")])
            self._check(number, line.removeprefix(_MARK) if number == 1 else line)
            done += len(line)
            if number % 1000 == 0:
                told(done)
        if self._found:
            more = [Problem("", f"… and {self._more} more")] if self._more else []
            raise Rejected([*self._found, *more], "Nothing was imported.")

    def _check(self, number: int, line: bytes) -> None:
        if not line.strip():
            return
        try:
            whole = _checked(number, line)
        except Invalid as invalid:
            left = _MOST_TOLD - len(self._found)
            self._found += [_on_line(number, problem) for problem in invalid.problems[:left]]
            self._more += len(invalid.problems[left:])
            return
        packed = marshal.dumps((number, len(line), *_parts(whole)))
        self._kept.write(len(packed).to_bytes(_LENGTH) + packed)

    def records(self, told: Told) -> Iterator[Incoming]:
        """The records of the lines that `check` let through."""
        self._kept.seek(0)
        done = 0
        while length := self._kept.read(_LENGTH):
            packed = self._kept.read(int.from_bytes(length))
            # It is our own, in a file without a name.
            number, size, kind, uid, versions, documents = marshal.loads(packed)  # noqa: S302
            done += size
            if number % 1000 == 0:
                told(done)
            yield Incoming(
                f"line {number}", kind, uid, tuple(map(Version._make, versions)), documents
            )


def _on_line(number: int, problem: Problem) -> Problem:
    where = f", {problem.key}" if problem.key else ""
    return Problem(f"line {number}{where}", problem.message)


def _checked(number: int, line: bytes) -> Mapping[str, Any]:
    """One line as the record that it is; raises Invalid with everything that is wrong."""
    whole = parse_line(line)
    if isinstance(whole, dict) and _is_newer(whole.get("schema")):
        raise _newer(number)
    LINE.parse(whole)
    problems: list[Problem] = []
    for place, revision in enumerate(whole["revisions"]):
        wrong = _wrong_revision(whole, revision, len(line))
        problems += [problem.under(f"revisions[{place}]") for problem in wrong]
    if problems := problems or _wrong_together(whole["revisions"]):
        raise Invalid(problems)
    record: Mapping[str, Any] = whole
    return record


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
    if too_large(document, size):
        return [Problem("document", "is larger than 1 MiB")]
    # How deep it is nested need not be counted: its shape says it.
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
    if _SORTABLE.fullmatch(text):
        return text
    return sortable(datetime.fromisoformat(text))


def _parts(whole: Mapping[str, Any]) -> tuple[Any, ...]:
    """A record as plain values: type, uid, its revisions and their documents."""
    kind, revisions = whole["type"], whole["revisions"]
    versions = [
        (
            kind,
            each["number"],
            _sorted_time(each["time"]),
            each["device"],
            each["command"],
            each["deleted"],
            None if each["document"] is None else as_json(each["document"]),
            None,
            None,
        )
        for each in revisions
    ]
    return kind, whole["uid"], versions, tuple(each["document"] for each in revisions)
