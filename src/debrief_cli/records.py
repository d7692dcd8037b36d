"""The domain: what a person records, as unchanging values, and their form as documents."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

# Words that Python keeps for itself have an underscore here and none in a document.
_RENAMED = {"if_": "if", "for_": "for"}


class Factor(NamedTuple):
    """Something beyond one's control, and whether it `helped` or `hurt`."""

    factor: str
    direction: str
    note: str | None = None


class StageNote(NamedTuple):
    """How one part of the interaction went: worked, neutral or turned."""

    stage: str
    verdict: str
    note: str | None = None


class NextTime(NamedTuple):
    """An if-then plan as a debrief shows it; `play` is the id of the plan it made or met.

    On its way in, `play` may also be a uid, and then `if_` and `then` may be missing:
    the plan itself has them.
    """

    if_: str | None = None
    then: str | None = None
    because: str | None = None
    play: int | str | None = None


class Kudos(NamedTuple):
    """Thanks to a colleague, and for what."""

    to: str
    for_: str | None = None


class Promised(NamedTuple):
    """A promise as given in a debrief: `due` is an ISO date or date-time, as text."""

    text: str
    due: str | None = None


class Check(NamedTuple):
    """One answer about one plan. `did` only if it came up, `worked` only if it was done.

    `play` is the plan's id; on its way in it may be a uid.
    """

    play: int | str
    came_up: bool
    did: str | None = None
    worked: str | None = None
    note: str | None = None


class Debrief(NamedTuple):
    """The after-action review of one notable interaction.

    `id` is 0 and `uid`, `created_at`, `updated_at` are unset until the journal has stored
    it (a `uid` given beforehand is kept: a draft has one).
    """

    occurred_at: datetime
    day: date
    situation: str
    outcome: str
    channel: str = "other"
    id: int = 0
    uid: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    customer: str | None = None
    reference: str | None = None
    evidence: str | None = None
    customer_words: str | None = None
    expectation: str | None = None
    contributions: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    factors: tuple[Factor, ...] = ()
    techniques: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    conduct: str | None = None
    stages: tuple[StageNote, ...] = ()
    next_time: NextTime | None = None
    answers: Mapping[str, Any] = MappingProxyType({})
    kudos: tuple[Kudos, ...] = ()
    promises: tuple[Promised, ...] = ()
    checks: tuple[Check, ...] = ()


class Customer(NamedTuple):
    """One customer of a reflection.

    `debrief` is the id of the debrief of that same interaction; on its way in it may be a uid.
    """

    verdict: str
    customer: str | None = None
    channel: str | None = None
    felt: str | None = None
    why: str | None = None
    evidence: str | None = None
    conduct: str | None = None
    debrief: int | str | None = None


class Reflection(NamedTuple):
    """One end-of-day look at the last one to three customers, most recent first.

    `id`, `uid`, `created_at` and `updated_at` are the journal's to give, as in Debrief.
    """

    day: date
    recorded_at: datetime
    customers: tuple[Customer, ...]
    id: int = 0
    uid: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    further: str | None = None
    went_well: str | None = None
    tomorrow: str | None = None
    focus: str | None = None
    checks: tuple[Check, ...] = ()


class GivenCheck(NamedTuple):
    """A check as its plan sees it: the day, and the record it was given in.

    `given_in` is "debrief", "reflection" or "playbook"; `given_id` is that record's id.
    """

    day: date
    given_in: str
    given_id: int | None
    came_up: bool
    did: str | None = None
    worked: str | None = None
    note: str | None = None


class Play(NamedTuple):
    """An if-then plan with its evidence (`checks` and the counts are found, not stored)."""

    if_: str
    then: str
    created_at: datetime
    because: str | None = None
    state: str = "trying"
    id: int = 0
    uid: str = ""
    from_debrief: int | None = None
    checks: tuple[GivenCheck, ...] = ()
    came_up: int = 0
    did: int = 0
    partly: int = 0
    worked: int = 0


class Promise(NamedTuple):
    """Something promised to a customer; `due` is an ISO date or date-time, as text."""

    text: str
    created_at: datetime
    due: str | None = None
    state: str = "open"
    id: int = 0
    uid: str = ""
    note: str | None = None
    debrief: int | None = None
    closed_at: datetime | None = None


class Focus(NamedTuple):
    """The one small improvement of an ISO week: own words, or a plan's."""

    week: str
    text: str
    play: int | None = None
    id: int = 0
    uid: str = ""


def document(value: Any) -> Any:
    """A record as plain JSON values, under the keys of the documents.

    Times keep the offset they were written with (ISO 8601); tuples become lists.
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if hasattr(value, "_fields"):
        return {key: document(getattr(value, name)) for name, key in _keys(value.__class__)}
    if isinstance(value, (tuple, list)):
        return [document(item) for item in value]
    if isinstance(value, Mapping):
        return {key: document(item) for key, item in value.items()}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


@cache
def _keys(record: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a record and their keys: looked up for every row of an export."""
    return tuple((name, _RENAMED.get(name, name)) for name in record._fields)
