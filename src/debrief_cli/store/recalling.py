"""What may be like a situation, and what is shown of it: plans, and earlier interactions.

Everything starts from few rows (the plans, the newest interactions), so that it takes as long
in a journal of a million debriefs as in one of a thousand.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.analysis.matching import Candidate
from debrief_cli.store.filters import marks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from debrief_cli.records import Debrief, Play

INTERACTIONS = 2_000
_PLANS = 500
# Of the debriefs in which a plan came up, so many are looked at, and of these the newest taken.
_CAME_UP = 200
_BEHIND = 20
# SQLite takes at least 999 values for one statement.
_PAGE = 500
# More of a text is not compared.
_LONGEST = 2_000

_TEXT = (
    f"substr(situation, 1, {_LONGEST}) || char(10) || substr(coalesce(customer, ''), 1, {_LONGEST})"
    " || char(10) || coalesce((SELECT replace(group_concat(tag, ' '), '_', ' ') FROM tags"
    " WHERE tags.debrief = debriefs.id), '')"
)


class PlanLine(NamedTuple):
    """A plan and its evidence, as a line of a page; `checks` are left out."""

    id: int
    if_: str
    then: str
    state: str
    came_up: int
    did: int
    worked: int


class Turn(NamedTuple):
    """A part of an interaction that turned it, and what was noted about that."""

    stage: str
    note: str | None


class Helper(NamedTuple):
    """Somebody who helped, and with what."""

    who: str
    with_: str | None = None


class Earlier(NamedTuple):
    """What is told of an earlier interaction."""

    id: int
    day: date
    outcome: str
    contributions: tuple[str, ...]
    would_change: tuple[str, ...]
    turned: tuple[Turn, ...]
    helpers: tuple[Helper, ...]


def plan_candidates(connection: sqlite3.Connection, states: Sequence[str]) -> list[Candidate]:
    """The plans in one of the states, with the debriefs that made them or in which they came up.

    The key is the plan's id. At most the 500 newest.
    """
    plans = connection.execute(
        'SELECT id, "if", "then", because, from_debrief FROM plays'
        f" WHERE state IN ({marks(len(states))}) ORDER BY id DESC LIMIT {_PLANS}",
        tuple(states),
    ).fetchall()
    behind = {row[0]: [*_came_up(connection, row[0]), *row[4:]] for row in plans}
    wanted = sorted({debrief for ids in behind.values() for debrief in ids if debrief})
    told = {row[0]: row for row in _in_pages(connection, _BEHIND_A_PLAN, wanted)}
    tags = _names(connection, "SELECT debrief, tag FROM tags", wanted)
    techniques = _names(connection, "SELECT debrief, technique FROM techniques", wanted)
    candidates = []
    for id_, if_, then, because, _ in plans:
        known = [debrief for debrief in dict.fromkeys(behind[id_]) if debrief in told]
        candidates.append(
            Candidate(
                key=id_,
                texts=tuple(text for text in (if_, then, because) if text),
                channels=tuple(told[debrief][2] for debrief in known),
                tags=tuple(name for debrief in known for name in tags.get(debrief, ())),
                techniques=tuple(n for debrief in known for n in techniques.get(debrief, ())),
                behind=tuple(told[debrief][1] for debrief in known),
            )
        )
    return candidates


_BEHIND_A_PLAN = f"SELECT id, {_TEXT}, channel FROM debriefs WHERE id"


def _came_up(connection: sqlite3.Connection, play: int) -> list[int]:
    """The newest debriefs in which a plan came up, among some: sorting all takes too long."""
    rows = connection.execute(
        "SELECT given_id FROM checks WHERE play = ? AND given_in = 'debrief' AND came_up = 1"
        f" LIMIT {_CAME_UP}",
        (play,),
    )
    return sorted((row[0] for row in rows), reverse=True)[:_BEHIND]


def interaction_candidates(connection: sqlite3.Connection) -> list[Candidate]:
    """The newest 2,000 debriefs that went better or worse than expected, by their ids.

    What is left out of one's own figures (`conduct`) is left out here too.
    """
    rows = connection.execute(
        f"SELECT id, {_TEXT}, channel FROM debriefs WHERE outcome IN ('exceeded', 'below')"
        f" AND conduct IS NULL ORDER BY day DESC, id DESC LIMIT {INTERACTIONS}"
    )
    return [Candidate(id_, (text,), (channel,)) for id_, text, channel in rows]


def plan_lines(connection: sqlite3.Connection, ids: Sequence[int]) -> list[PlanLine]:
    """The plans of these ids as they are shown, in the order given."""
    sql = 'SELECT id, "if", "then", state, came_up, did, worked FROM plays WHERE id'
    found = {row[0]: PlanLine(*row) for row in _in_pages(connection, sql, ids)}
    return [found[id_] for id_ in ids if id_ in found]


def earlier(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Earlier]:
    """What is told of the debriefs of these ids, in the order given."""
    did = _names(connection, "SELECT debrief, text FROM contributions", ids)
    change = _names(connection, "SELECT debrief, text FROM would_change", ids)
    turned: dict[int, list[Turn]] = {}
    sql = "SELECT debrief, stage, note FROM stages WHERE verdict = 'turned' AND debrief"
    for debrief, *turn in _in_pages(connection, sql, ids):
        turned.setdefault(debrief, []).append(Turn(*turn))
    helpers: dict[int, list[Helper]] = {}
    for debrief, *helper in _helped(connection, ids):
        helpers.setdefault(debrief, []).append(Helper(*helper))
    sql = "SELECT id, day, outcome FROM debriefs WHERE id"
    found = {row[0]: row for row in _in_pages(connection, sql, ids)}
    return [
        Earlier(
            id=id_,
            day=date.fromisoformat(found[id_][1]),
            outcome=found[id_][2],
            contributions=tuple(did.get(id_, ())),
            would_change=tuple(change.get(id_, ())),
            turned=tuple(turned.get(id_, ())),
            helpers=tuple(helpers.get(id_, ())),
        )
        for id_ in ids
        if id_ in found
    ]


def _helped(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    yield from _in_pages(connection, 'SELECT debrief, "to", "for" FROM kudos WHERE debrief', ids)
    # A text's JSON is read by SQLite; what is no text tells of nobody.
    yield from _in_pages(
        connection,
        "SELECT debrief, json_extract(value, '$') FROM answers WHERE key = 'escalation.who'"
        " AND json_valid(value) AND json_type(value) = 'text' AND debrief",
        ids,
    )


def records(
    connection: sqlite3.Connection, plays: Sequence[int], debriefs: Sequence[int]
) -> list[Play | Debrief]:
    """The plans and the debriefs of these ids whole, in the order given."""
    from debrief_cli.store import assembling

    def ask(sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return connection.execute(sql, values).fetchall()

    found: dict[tuple[str, int], Play | Debrief] = {}
    for page in _pages(plays):
        rows = ask(f"{assembling.PLAY} WHERE id IN ({marks(len(page))})", page)
        found |= {("play", play.id): play for play in assembling.plays(ask, rows)}
    for page in _pages(debriefs):
        rows = ask(f"{assembling.DEBRIEF} WHERE id IN ({marks(len(page))})", page)
        found |= {("debrief", each.id): each for each in assembling.debriefs(ask, rows)}
    wanted = [*(("play", id_) for id_ in plays), *(("debrief", id_) for id_ in debriefs)]
    return [found[key] for key in wanted if key in found]


def _names(connection: sqlite3.Connection, select: str, ids: Sequence[int]) -> dict[int, list[str]]:
    """One column of a list, in its order, for each debrief that has any."""
    found: dict[int, list[str]] = {}
    for debrief, name in _in_pages(connection, f"{select} WHERE debrief", ids):
        found.setdefault(debrief, []).append(name)
    return found


def _in_pages(
    connection: sqlite3.Connection, select: str, ids: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """The rows of `select … IN (ids)`; lists come in the order of their keys."""
    for page in _pages(ids):
        yield from connection.execute(f"{select} IN ({marks(len(page))})", page).fetchall()


def _pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _PAGE):
        yield ids[start : start + _PAGE]
