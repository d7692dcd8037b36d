"""The clock, the zone, and the times that people write: ISO 8601 or "yesterday 3pm".

A local time that came twice (the clocks went back) is the first of the two; one that never
was (the clocks went forward) is refused. With an offset written, neither question arises.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, tzinfo

from debrief_cli.errors import BadInput, Invalid
from debrief_cli.period import FIRST_YEAR, LAST_YEAR, day_of

_EXAMPLES = "write it as 2026-03-02T09:25 or in words: yesterday 3pm, monday 9:15"
_DUE_EXAMPLES = "write it as 2026-03-04 or in words: tomorrow, friday noon"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NOON = time(12)


def read_iso(text: str) -> datetime | date | None:
    """`text` as ISO 8601, or None when it is something else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _in_words(text: str, now: datetime, prefer: str) -> datetime | None:
    """What the words say, naive, seen from the naive `now`; None when they say nothing."""
    import dateparser  # 60 ms: only words need it

    found: datetime | None = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": now,
            "PREFER_DATES_FROM": prefer,
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["relative-time", "absolute-time", "custom-formats"],
        },
    )
    return found


class Clock:
    """Now, in a zone; and the reader of the times that people write.

    `fixed` is an ISO 8601 time that stands still (for demonstrations and tests). When its
    offset is not that of the local zone, the clock lives at that offset.
    """

    def __init__(self, fixed: str | None = None, starts_at: time = time(4)) -> None:
        self.starts_at = starts_at
        self._fixed = self._read_fixed(fixed) if fixed else None

    @staticmethod
    def _read_fixed(text: str) -> datetime:
        moment = read_iso(text.strip())
        if not isinstance(moment, datetime) or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise BadInput(
                f"DEBRIEF_NOW is not a time: “{text[:40]}”", "Write it as 2026-03-06T18:05:00-06:00"
            )
        return moment if moment.tzinfo else moment.astimezone()

    def now(self) -> datetime:
        """The present moment, with its offset."""
        return self._fixed or datetime.now().astimezone()

    def today(self) -> date:
        """The working day of the present moment."""
        return day_of(self.now(), self.starts_at)

    @property
    def zone(self) -> tzinfo:
        """The local zone, or the fixed clock's own offset where that is another."""
        here = local_zone()
        now = self.now()
        if now.astimezone(here).utcoffset() == now.utcoffset():
            return here
        return now.tzinfo or here

    @property
    def zone_name(self) -> str:
        """The name of the zone for people and documents, as in America/Chicago."""
        zone = self.zone
        return str(getattr(zone, "key", zone))

    def past(self, text: str) -> datetime:
        """A time up to now. Raises Invalid for one in the future."""
        moment = self._read(text.strip(), "past", _EXAMPLES)
        if isinstance(moment, date) and not isinstance(moment, datetime):
            moment = self._noon_of(moment)
        if moment > self.now():
            raise Invalid(f"“{text[:40]}” is in the future")
        return moment

    def due(self, text: str) -> str:
        """A day or a time, as ISO text."""
        return self._read(text.strip(), "future", _DUE_EXAMPLES).isoformat()

    def day(self, text: str) -> date:
        """A day up to today. Raises Invalid for one in the future."""
        day = self.any_day(text)
        if day > self.today():
            raise Invalid(f"“{text[:40]}” is in the future")
        return day

    def any_day(self, text: str) -> date:
        """The day of what is written."""
        found = self._read(text.strip(), "past", "write it as 2026-03-02, or yesterday")
        return day_of(found, self.starts_at) if isinstance(found, datetime) else found

    def _noon_of(self, day: date) -> datetime:
        """A day without a time stands at its noon, or now when it is today before noon."""
        noon = self._settle(datetime.combine(day, _NOON))
        return min(noon, self.now().replace(microsecond=0)) if day == self.today() else noon

    def _read(self, text: str, prefer: str, examples: str) -> datetime | date:
        found = read_iso(text)
        if found is None:
            found = self._from_words(text, prefer)
        if found is None:
            raise Invalid(f"“{text[:40]}” is not a time; {examples}")
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise Invalid(f"“{text[:40]}” is too far away; {examples}")
        if not isinstance(found, datetime):
            return found
        return found if found.tzinfo else self._settle(found)

    def _from_words(self, text: str, prefer: str) -> datetime | date | None:
        if len(text) > 80 or not re.search(r"[a-zA-Z]|\d[:.]\d\d", text):
            return None
        now = self.now().astimezone(self.zone).replace(tzinfo=None, microsecond=0)
        found = _in_words(text, now, prefer)
        if found is None:
            return None
        if _names_today(text, now) and found.date() != now.date():
            # "friday 12:00" said on a Friday means this one while that is still possible.
            today = datetime.combine(now.date(), found.time())
            if (today <= now) == (prefer == "past"):
                found = today
        has_time = re.search(r"\d\s*(am|pm|:|\.\d\d|h\b)|noon|midnight|morning|evening|ago|hour"
                             r"|minute|now|afternoon|night", text.lower())  # fmt: skip
        return found.replace(microsecond=0) if has_time else found.date()

    def _settle(self, naive: datetime) -> datetime:
        """A local time with its offset; refuses one that the clocks jumped over."""
        zone = self.zone
        moment = naive.replace(tzinfo=zone, fold=0)
        if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
            after = moment.astimezone(UTC).astimezone(zone)
            raise Invalid(
                f"{naive:%H:%M} did not exist on {naive.date()}: the clocks went forward; "
                f"perhaps {after:%H:%M}"
            )
        return datetime.fromisoformat(moment.isoformat())


def _names_today(text: str, now: datetime) -> bool:
    words = text.lower().split()
    return bool(words) and words[0][:3] == _WEEKDAYS[now.weekday()]


def local_zone() -> tzinfo:
    """The zone of `TZ`, else of this machine."""
    name = os.environ.get("TZ", "").lstrip(":")
    if name:
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            pass  # a POSIX rule such as CST6CDT,M3.2.0: the system's own reading of it
    else:
        import tzlocal  # only a name that no variable gives needs it

        try:
            return tzlocal.get_localzone()
        except (KeyError, ValueError, OSError):
            pass
    return datetime.now().astimezone().tzinfo or UTC
