"""What an answer may be: each kind checks one raw value and says plainly what is wrong.

A raw value comes from a document, a flag or a prompt; `parse` returns it in its final
form or raises Invalid with every problem it found. Text is kept exactly as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from debrief_cli.errors import Invalid, Problem
from debrief_cli.spelling import nearest
from debrief_cli.vocabulary import Term

TEXT_LIMIT = 64 * 1024
_NAME = re.compile(r"[a-z0-9_.]{1,64}")


class Kind(Protocol):
    """One sort of answer."""

    def parse(self, raw: object) -> Any:
        """The value of `raw`; raises Invalid."""


def _brief(raw: object) -> str:
    text = raw if isinstance(raw, str) else repr(raw)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


class Text:
    """Some words, stored as typed."""

    def parse(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise Invalid("must be text")
        if "\0" in raw:
            raise Invalid("has a NUL character, which cannot be kept; take it out")
        try:
            size = len(raw.encode())
        except UnicodeEncodeError:
            raise Invalid("has half of a character pair (a lone surrogate); take it out") from None
        if not raw.strip():
            raise Invalid("is empty")
        if size > TEXT_LIMIT:
            raise Invalid("is longer than 64 KiB; shorten it")
        return raw


class OneOf(NamedTuple):
    """One name of a list."""

    terms: tuple[Term, ...]

    def parse(self, raw: object) -> str:
        names = [term.name for term in self.terms]
        if isinstance(raw, str) and raw in names:
            return raw
        if not isinstance(raw, str):
            raise Invalid(f"must be one of {', '.join(names)}")
        hint = nearest(raw, names)
        raise Invalid(f"{_brief(raw)} is not one of {', '.join(names)}{hint}")


class Name:
    """A well-formed name that no list holds: a tag."""

    def parse(self, raw: object) -> str:
        if isinstance(raw, str) and _NAME.fullmatch(raw):
            return raw
        tidy = re.sub(r"[^a-z0-9_.]+", "_", raw.lower()).strip("_") if isinstance(raw, str) else ""
        hint = f"; write {tidy[:64]}" if tidy else ""
        raise Invalid(f"{_brief(raw)} is not a name of a–z, 0–9, _ and . (at most 64){hint}")


class Whole(NamedTuple):
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int
    lowest: str = ""
    highest: str = ""

    def parse(self, raw: object) -> int:
        if isinstance(raw, str) and re.fullmatch(r"[+-]?\d{1,9}", raw.strip()):
            raw = int(raw)
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.low <= raw <= self.high:
            raise Invalid(f"must be a whole number from {self.low} to {self.high}")
        return raw


class YesNo:
    """`true` or `false`; in words also yes and no."""

    def parse(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.lower() in ("yes", "true", "no", "false"):
            return raw.lower() in ("yes", "true")
        raise Invalid("must be true or false (in a flag also yes or no)")


class Moment(NamedTuple):
    """A time, read by a function that knows the clock and the zone."""

    read: Callable[[str], datetime]

    def parse(self, raw: object) -> datetime:
        if isinstance(raw, datetime):
            return raw
        if not isinstance(raw, str):
            raise Invalid("must be a time, as in 2026-03-02T09:25:00-06:00")
        return self.read(raw)


class Day(NamedTuple):
    """A date, read by a function that knows the clock."""

    read: Callable[[str], date]

    def parse(self, raw: object) -> date:
        if not isinstance(raw, str):
            raise Invalid("must be a date, as in 2026-03-02")
        return self.read(raw)


class Due(NamedTuple):
    """A date or a time still to come; kept as ISO text."""

    read: Callable[[str], str]

    def parse(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise Invalid("must be a date or a time, as in 2026-03-04")
        return self.read(raw)


class Reference:
    """Another record: its id here, or its uid."""

    def parse(self, raw: object) -> int | str:
        if isinstance(raw, str) and re.fullmatch(r"\d{1,15}", raw):
            raw = int(raw)
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 2**53:
            return raw
        if isinstance(raw, str) and re.fullmatch(r"[0-9a-fA-F-]{36}", raw):
            return raw.lower()
        raise Invalid("must be an id (a small number) or a uid")


class Each(NamedTuple):
    """A list of one kind; a repeated name is kept once when `once`."""

    item: Kind
    at_least: int = 0
    at_most: int | None = None
    once: bool = False

    def parse(self, raw: object) -> tuple[Any, ...]:
        if not isinstance(raw, (list, tuple)):
            raise Invalid("must be a list")
        if len(raw) < self.at_least:
            raise Invalid(f"needs at least {self.at_least}")
        if self.at_most is not None and len(raw) > self.at_most:
            raise Invalid(f"has {len(raw)} entries; at most {self.at_most} are taken")
        values: list[Any] = []
        problems: list[Problem] = []
        for index, entry in enumerate(raw):
            try:
                values.append(self.item.parse(entry))
            except Invalid as invalid:
                problems += [p.under(f"[{index}]") for p in invalid.problems]
        if problems:
            raise Invalid(problems)
        return tuple(dict.fromkeys(values)) if self.once else tuple(values)


class Part(NamedTuple):
    """One key of a Shape."""

    key: str
    kind: Kind
    required: bool = False


class Shape(NamedTuple):
    """A small object inside a document: its parts, and a rule across them.

    `rule` returns what is wrong with the whole, or nothing. In compact form (a flag) the
    parts are given in their order.
    """

    parts: tuple[Part, ...]
    rule: Callable[[Mapping[str, Any]], str] = lambda _: ""

    def parse(self, raw: object) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise Invalid("must be an object with " + ", ".join(p.key for p in self.parts))
        values: dict[str, Any] = {}
        problems = unknown_keys(raw, [part.key for part in self.parts])
        for part in self.parts:
            try:
                if raw.get(part.key) is not None:
                    values[part.key] = part.kind.parse(raw[part.key])
                elif part.required:
                    problems.append(Problem(part.key, "is missing"))
            except Invalid as invalid:
                problems += [p.under(part.key) for p in invalid.problems]
        if not problems and (wrong := self.rule(values)):
            problems.append(Problem("", wrong))
        if problems:
            raise Invalid(problems)
        return values


def unknown_keys(raw: Mapping[str, Any], known: Sequence[str]) -> list[Problem]:
    """A problem for each key that `known` has not, with the nearest that it has."""
    return [
        Problem(str(key), f"is not a key here{nearest(str(key), known)}")
        for key in raw
        if key not in known
    ]
