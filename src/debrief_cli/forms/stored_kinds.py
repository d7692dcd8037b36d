"""What stands in the documents of revisions, checked more strictly than what people write."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from debrief_cli.errors import Invalid
from debrief_cli.kinds import Text, Whole
from debrief_cli.period import FIRST_YEAR, LAST_YEAR

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


class Uid:
    """The name of a record, a machine or a command: the same everywhere."""

    def parse(self, raw: object) -> str:
        if isinstance(raw, str) and _UID.fullmatch(raw):
            return raw
        raise Invalid("must be a uid, as in 9d4bbc0f-4e1a-4548-9d72-15cd4a9f054c")


class Instant:
    """A time with its offset."""

    def parse(self, raw: object) -> datetime:
        try:
            moment = datetime.fromisoformat(raw) if isinstance(raw, str) else None
        except ValueError:
            moment = None
        if moment is None or moment.utcoffset() is None:
            raise Invalid("must be a time with its offset, as in 2026-03-02T09:25:00-06:00")
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise Invalid("is too far away")
        return moment


class Date:
    """A day, written in the one way."""

    def parse(self, raw: object) -> date:
        try:
            day = date.fromisoformat(raw) if isinstance(raw, str) else None
        except ValueError:
            day = None
        if day is None or day.isoformat() != raw:
            raise Invalid("must be a date, as in 2026-03-02")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Invalid("is too far away")
        return day


class DateOrInstant:
    """When something is due."""

    def parse(self, raw: object) -> date:
        try:
            return Date().parse(raw)
        except Invalid:
            return Instant().parse(raw)


class Week:
    """An ISO week that exists."""

    def parse(self, raw: object) -> str:
        found = _WEEK.fullmatch(raw) if isinstance(raw, str) else None
        try:
            if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
                date.fromisocalendar(int(found[1]), int(found[2]), 1)
                return found[0]
        except ValueError:
            pass
        raise Invalid("must be a week, as in 2026-W10")


class TrueOrFalse:
    """A plain `true` or `false`."""

    def parse(self, raw: object) -> bool:
        if isinstance(raw, bool):
            return raw
        raise Invalid("must be true or false")


class Number:
    """A whole number from `low` to `high`, both included, written as one."""

    def __init__(self, low: int, high: int = 2**53) -> None:
        self._kind = Whole(low, high)

    def parse(self, raw: object) -> int:
        if isinstance(raw, str):
            raise Invalid("must be a number, without quotes")
        return self._kind.parse(raw)


class Value:
    """The answer of a closer look that is not known here: text, a whole number, yes or no."""

    def parse(self, raw: object) -> Any:
        if isinstance(raw, str):
            return Text().parse(raw)
        if isinstance(raw, int) and abs(raw) < 2**53:
            return raw
        raise Invalid("must be text, a whole number, true or false")


class Whatever:
    """An object that is checked elsewhere, by what its type asks for."""

    def parse(self, raw: object) -> Any:
        if isinstance(raw, dict):
            return raw
        raise Invalid("must be an object")
