"""Every record that ever was, as lines of JSON with all of its revisions.

Page by page, by ranges of a key: no cursor stays open while a line is written, since an open
one keeps writers waiting. The order is that in which the records came into this journal, so
that a journal filled from an export numbers them as they were written.
"""

from __future__ import annotations

from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from debrief_cli.store.opening import OpenJournal

# The shape of the lines and of the documents in them; a change that older releases
# cannot read raises it.
SCHEMA = 1
_PAGE = 500

_VERSION = "number, time, device, command, deleted, document"
_PAGE_OF = f"""
SELECT id, (SELECT min(id) FROM revision o WHERE o.uid = r.uid),
       (SELECT count(*) FROM revision o WHERE o.uid = r.uid), type, uid, {_VERSION}
  FROM revision r WHERE id > ? ORDER BY id LIMIT {_PAGE}
"""
_ALL_OF_ONE = f"SELECT {_VERSION} FROM revision WHERE uid = ? ORDER BY time, device, number"


def lines(
    journal: OpenJournal, told: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[str, str]]:
    """The type of each record and its line, without the line end.

    `told` hears how many revisions have been looked at.
    """
    after = seen = 0
    while True:
        with journal.snapshot() as connection:
            page = connection.execute(_PAGE_OF, (after,)).fetchall()
            firsts = [row for row in page if row[0] == row[1]]
            more = {
                row[4]: connection.execute(_ALL_OF_ONE, (row[4],)).fetchall()
                for row in firsts
                if row[2] > 1
            }
        for _, _, _, kind, uid, *version in firsts:
            yield kind, _line(kind, uid, more.get(uid, [version]))
        seen += len(page)
        told(seen)
        if len(page) < _PAGE:
            return
        after = page[-1][0]


def _line(kind: str, uid: str, versions: list[Any]) -> str:
    """The documents are JSON already, and go in as they are."""
    written = ",".join(
        f'{{"number":{number},"time":{quoted(time)},"device":{quoted(device)},'
        f'"command":{quoted(command)},"deleted":{"true" if deleted else "false"},'
        f'"document":{"null" if document is None else document}}}'
        for number, time, device, command, deleted, document in versions
    )
    return (
        f'{{"type":{quoted(kind)},"schema":{SCHEMA},"uid":{quoted(uid)},"revisions":[{written}]}}'
    )


def how_many(journal: OpenJournal) -> int:
    """How many revisions there are to look at."""
    with journal.snapshot() as connection:
        return int(connection.execute("SELECT count(*) FROM revision").fetchone()[0])
