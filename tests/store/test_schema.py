"""Tables, migrations and views say the same."""

import re
import sqlite3

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from debrief_cli import vocabulary
from debrief_cli.store import migrations, tables

VIEWS = {
    "debriefs": "id uid occurred_at day channel customer reference situation outcome evidence"
    " customer_words expectation conduct play created_at updated_at",
    "contributions": "debrief position text",
    "would_change": "debrief position text",
    "factors": "debrief position factor direction note",
    "techniques": "debrief position technique",
    "tags": "debrief position tag",
    "stages": "debrief position stage verdict note",
    "answers": "debrief key value",
    "kudos": "debrief position to for",
    "reflections": "id uid day recorded_at further went_well tomorrow focus created_at updated_at",
    "customers": "reflection position day customer channel felt verdict why evidence conduct"
    " debrief",
    "plays": "id uid if then because state created_at day from_debrief came_up did partly worked",
    "checks": "play day given_in given_id position came_up did worked note conduct",
    "promises": "id uid text due state note debrief created_at closed_at",
    "focuses": "id uid week text play",
    "revisions": "uid type number time device command deleted document",
}


@pytest.fixture
def empty():
    connection = migrations.in_memory()
    yield connection
    connection.close()


def test_the_views_are_the_public_face_column_for_column(empty):
    """Whoever queries a journal finds each view with exactly its documented columns."""
    names = {row[0] for row in empty.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert names == set(VIEWS)
    for view, columns in VIEWS.items():
        found = empty.execute(f'SELECT * FROM "{view}"').description  # noqa: S608
        assert [column[0] for column in found] == columns.split()


def _made_of(statement):
    """A CREATE statement as the set of its parts, whichever way they are written."""
    body = re.sub(r"--[^\n]*|\"", "", statement)
    body = re.sub(r"\s+", " ", body)
    body = re.sub(r" ?([(),=]) ?", r"\1", body)
    body = re.sub(r" (CHECK\(.*?\)\)?)(?=[,)])", r",\1", body)
    body = re.sub(r"(\w+) (TEXT[\w ]*?) UNIQUE", r"\1 \2,UNIQUE(\1)", body)
    body = re.sub(r"(\w+) ([A-Z ]*?)PRIMARY KEY(?=[,)])", r"\1 \2,PRIMARY KEY(\1)", body)
    body = re.sub(r"(\w+) (INTEGER[\w ]*?) REFERENCES", r"\1 \2,FOREIGN KEY(\1)REFERENCES", body)
    head, _, rest = body.strip().partition("(")
    inner, _, tail = rest.rpartition(")")
    parts = {part.strip() for part in re.split(r",(?![^()]*\))", inner)}
    return head.strip(), parts, tail.strip()


def _migrated(connection, kind):
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
        (kind,),
    )
    return {name: _made_of(sql) for name, sql in rows}


def test_the_models_and_the_migrations_make_the_same_tables(empty):
    """A write through a model always meets a table of the same shape and the same rules."""
    dialect = sqlite.dialect()
    made = {
        table.name: _made_of(str(CreateTable(table).compile(dialect=dialect)))
        for table in SQLModel.metadata.sorted_tables
    }
    assert made == _migrated(empty, "table")


def test_the_models_and_the_migrations_make_the_same_indices(empty):
    """What one can find quickly is the same in both."""
    dialect = sqlite.dialect()
    made = {
        index.name: _made_of(str(CreateIndex(index).compile(dialect=dialect)))
        for table in SQLModel.metadata.sorted_tables
        for index in table.indexes
    }
    assert made == _migrated(empty, "index")


def _row(connection, table, **values):
    marks = ", ".join("?" * len(values))
    names = ", ".join(f'"{name}"' for name in values)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    connection.execute(sql, tuple(values.values()))


DEBRIEF = dict.fromkeys(
    ["uid", "occurred_at", "day", "channel", "situation", "created_at", "updated_at"], "x"
) | {"outcome": "met"}
REFLECTION = dict.fromkeys(["uid", "day", "recorded_at", "created_at", "updated_at"], "x")
PLAY = dict.fromkeys(["uid", "if", "then", "created_at", "likeness"], "x") | {"state": "trying"}
CHECK = {"uid": "x", "play": "x", "position": 0, "day": "x", "came_up": 1}
PROMISE = {"uid": "x", "text": "x", "state": "open", "created_at": "x"}
CUSTOMER = {"reflection": 1, "position": 0, "verdict": "met"}
MARK = {"debrief": 1, "position": 0, "name": "x"}

CLOSED = [
    ("debrief", DEBRIEF, "outcome", vocabulary.OUTCOMES),
    ("debrief", DEBRIEF, "evidence", vocabulary.EVIDENCE),
    ("debrief", DEBRIEF, "conduct", vocabulary.CONDUCTS),
    ("reflection", REFLECTION, "focus", vocabulary.FOCUS),
    ("reflection_customer", CUSTOMER, "verdict", vocabulary.OUTCOMES),
    ("reflection_customer", CUSTOMER, "evidence", vocabulary.EVIDENCE),
    ("reflection_customer", CUSTOMER, "conduct", vocabulary.CONDUCTS),
    ("play", PLAY, "state", vocabulary.PLAY_STATES),
    ("play_check", CHECK, "did", vocabulary.DID),
    ("play_check", CHECK, "worked", vocabulary.WORKED),
    ("promise", PROMISE, "state", vocabulary.PROMISE_STATES),
    ("debrief_mark", MARK | {"kind": "factor"}, "verdict", vocabulary.DIRECTIONS),
    ("debrief_mark", MARK | {"kind": "stage"}, "verdict", vocabulary.STAGE_VERDICTS),
]


@pytest.mark.parametrize(("table", "row", "column", "terms"), CLOSED)
def test_closed_lists_are_closed_in_the_tables_too(empty, table, row, column, terms):
    """No writer whatever can store a word that a closed list does not have."""
    for term in terms:
        empty.execute("SAVEPOINT one")
        _row(empty, table, **{**row, column: term.name})
        empty.execute("ROLLBACK TO one")
    with pytest.raises(sqlite3.IntegrityError):
        _row(empty, table, **{**row, column: "splendid"})


def test_a_factor_needs_a_direction_and_a_tag_has_none(empty):
    """A row of one list cannot pass for one of another."""
    with pytest.raises(sqlite3.IntegrityError):
        _row(empty, "debrief_mark", **MARK, kind="factor")
    with pytest.raises(sqlite3.IntegrityError):
        _row(empty, "debrief_mark", **MARK, kind="tag", verdict="helped")


def test_a_check_has_one_owner(empty):
    """A check belongs to a debrief, a reflection or itself, to one of them alone."""
    with pytest.raises(sqlite3.IntegrityError):
        _row(empty, "play_check", **CHECK | {"uid": None})
    with pytest.raises(sqlite3.IntegrityError):
        _row(empty, "play_check", **CHECK, debrief=1)


def test_open_lists_take_any_name(empty):
    """What somebody's own configuration names can be stored and imported everywhere."""
    _row(empty, "debrief", **DEBRIEF | {"channel": "carrier_pigeon"})
    _row(empty, "debrief_mark", **MARK, kind="technique")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT outcome, count(*) FROM debriefs WHERE day >= 'a' AND day < 'b'"
        " AND conduct IS NULL GROUP BY outcome",
        "SELECT f.factor, count(*) FROM debriefs d JOIN factors f ON f.debrief = d.id"
        " WHERE d.day >= 'a' AND d.day < 'b' GROUP BY f.factor",
        "SELECT verdict, count(*) FROM customers WHERE day >= 'a' AND day < 'b' GROUP BY verdict",
        "SELECT did, count(*) FROM checks WHERE day >= 'a' AND day < 'b' GROUP BY did",
    ],
)
def test_counts_of_some_days_look_at_those_days_alone(empty, query):
    """A week's report costs the same in a journal of any size."""
    plan = [row[3] for row in empty.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert any("day>? AND day<?" in step for step in plan), plan
    searched = [step for step in plan if step.startswith("SCAN")]
    assert searched in ([], ["SCAN checks"]), plan  # of what a subquery has found already


def test_tables_is_the_only_home_of_the_models():
    """Every model is one that the migrations know."""
    assert len(SQLModel.metadata.tables) == 13
    assert {
        model.__table__ for model in vars(tables).values() if hasattr(model, "__table__")
    } == set(SQLModel.metadata.sorted_tables)
