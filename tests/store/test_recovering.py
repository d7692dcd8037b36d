"""What can be read of a damaged journal comes through; the damaged file stays as it is."""

import random
import sqlite3
from contextlib import closing

import pytest

from debrief_cli.errors import JournalProblem
from debrief_cli.records import NextTime
from debrief_cli.store import backup, migrations, repairing, shelf
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading
from debrief_cli.store.recovering import recover
from debrief_cli.store.restoring import restore

PAGE = 4096


@pytest.fixture
def rows(dump):
    """The rows of every table but those that tell of the file itself."""

    def read(path):
        tables = {k: v for k, v in dump(path).items() if k not in ("setting", "sqlite_sequence")}
        return {(name, *row) for name, found in tables.items() for row in found}

    return read


@pytest.fixture
def sound(path, clock, whole_debrief, reflection):
    """The bytes of a journal with something in every table."""
    journal = Journal(path, clock)
    journal.add_play("if", "then")
    for number in range(6):
        given = {"situation": f"call {number} " + "about it " * 40}
        plan = NextTime("it rings", f"do {number}")
        journal.add_debriefs([whole_debrief(next_time=plan, **given) for _ in range(10)])
    journal.add_reflections([reflection()])
    journal.set_focus("2026-W10", "one chat at a time")
    return path.read_bytes()


def bits(broken, chance):
    """Flip some bits; how many."""
    count = chance.choice([1, 10, 100])
    for _ in range(count):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return count


def pages(broken, chance):
    """Lose some pages to zeros or noise."""
    for _ in range(chance.choice([1, 3, 8])):
        start = chance.randrange(len(broken) // PAGE) * PAGE
        broken[start : start + PAGE] = chance.choice([bytes(PAGE), chance.randbytes(PAGE)])
    return 0


def first_page(broken, chance):
    """Lose the page that says what kind of file it is and where its tables are."""
    broken[:PAGE] = chance.choice([bytes(PAGE), chance.randbytes(PAGE)])
    return 0


def end(broken, chance):
    """Lose the end."""
    del broken[chance.randrange(1, len(broken)) :]
    return 0


@pytest.mark.parametrize("part", [0, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize(("spoil", "times"), [(bits, 50), (pages, 30), (first_page, 10), (end, 10)])
def test_whatever_the_damage_it_is_only_read(path, clock, sound, spoil, times, part, rows):
    """Never a crash; never a byte changed; what comes through is of what there was.

    A flipped bit may change a letter, or make a row another; never more rows than bits.
    """
    before = rows(path)
    chance = random.Random(f"{spoil.__name__}{part}")  # noqa: S311 - the same every time
    saved = 0
    for _ in range(times):
        broken = bytearray(sound)
        flipped = spoil(broken, chance)
        path.write_bytes(broken)
        try:
            made = recover(path, clock())
        except JournalProblem as problem:
            assert problem.hint  # noqa: PT017 - recovering may also succeed
        else:
            through = rows(made.path)
            assert len(through - before) <= flipped
            assert len(through) <= len(before)
            assert len(made.doubtful) <= flipped
            saved += bool(made.holding.debriefs)
            made.path.unlink()
        assert path.read_bytes() == bytes(broken)
        assert [each.name for each in path.parent.iterdir()] == ["journal.db"]
    assert saved >= times // 4


def test_without_its_first_page_everything_comes_through(path, clock, sound, rows):
    """Tables begin where those of any journal do; what is saved can be gone on with."""
    before = rows(path)
    path.write_bytes(bytes(PAGE) + sound[PAGE:])
    made = recover(path, clock())
    assert rows(made.path) == before
    assert made.path.name == "journal.recovered-2026-03-02-153000.db"
    assert made.doubtful == ()
    assert made.rows["debrief"] == made.holding.debriefs == 60
    path.unlink()
    restore(path, made.path, clock())
    with open_reading(path) as reading:
        assert reading.count() == 60


@pytest.mark.usefixtures("sound")
def test_a_packed_journal_comes_through_too(path, clock, rows):
    """In a backup the tables begin elsewhere; that is tried as well."""
    kept = backup.make(path, clock()).path
    before = rows(path)
    path.write_bytes(bytes(PAGE) + kept.read_bytes()[PAGE:])
    assert rows(recover(path, clock()).path) == before


def test_one_lost_page_costs_no_more_than_what_was_on_it(path, clock, sound):
    """What lies before and behind an unreadable place is read from both sides."""
    with closing(sqlite3.connect(path)) as opened:
        last = opened.execute("SELECT max(id) FROM debrief").fetchone()[0]
    for number in range(len(sound) // PAGE - 1, 0, -1):
        broken = bytearray(sound)
        broken[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
        path.write_bytes(broken)
        made = recover(path, clock())
        with closing(sqlite3.connect(made.path)) as opened:
            ids = {row[0] for row in opened.execute("SELECT id FROM debrief")}
        made.path.unlink()
        if 0 < len(ids) < last and {1, last} <= ids:
            break
    else:
        raise AssertionError("no page held some of the debriefs")
    lost = set(range(1, last + 1)) - ids
    assert len(lost) == max(lost) - min(lost) + 1 < 20


@pytest.mark.usefixtures("sound")
def test_ids_go_on_behind_all_that_were_given(path, clock, debrief):
    """A record that did not come through does not lend its number to another."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        opened.execute("DELETE FROM debrief WHERE id > 50")
    made = recover(path, clock())
    (saved,) = Journal(made.path, clock).add_debriefs([debrief()])
    assert saved.debrief.id == 61


def test_a_letter_that_changed_is_pointed_at(path, clock, sound):
    """Words stand in the row and in the history: where they differ somebody should look."""
    broken = sound.replace(b"call 3 about", b"call 3 abouu", 1)
    path.write_bytes(broken)
    assert len(recover(path, clock()).doubtful) == 1


@pytest.mark.usefixtures("sound")
def test_a_part_without_its_entry_does_not_come_through(path, clock):
    """What is saved keeps every rule of a journal."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("DELETE FROM debrief WHERE id = 1")
    made = recover(path, clock())
    assert repairing.is_sound(made.path)
    assert made.holding.debriefs == 59


@pytest.mark.usefixtures("sound")
def test_two_recoveries_do_not_take_each_others_place(path, clock):
    """Each has a name of its own."""
    assert recover(path, clock()).path != recover(path, clock()).path


@pytest.mark.parametrize("content", [b"Dear diary,\n" * 500, b"SQLite format 3\0" + bytes(90)])
def test_where_nothing_can_be_read_nothing_is_made(path, clock, content):
    """A file that holds no record of ours leads to one clear line."""
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(JournalProblem, match="damaged"):
        recover(path, clock())
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]


def test_an_older_journal_is_recovered_as_such_and_upgraded(path, clock, sound, monkeypatch):
    """Its rows fit the schema that it says it has."""
    second = migrations.Step("9.0.0", lambda c: c.execute("ALTER TABLE debrief ADD COLUMN mood"))
    ladder = migrations.JOURNAL._replace(steps=(*migrations.JOURNAL.steps, second))
    monkeypatch.setattr(migrations, "JOURNAL", ladder)
    for each in (migrations.schema_of, migrations.make_or_upgrade):
        monkeypatch.setattr(each, "__defaults__", (ladder,))
    path.write_bytes(sound[:100] + bytes(PAGE - 100) + sound[PAGE:])
    made = recover(path, clock())
    with closing(sqlite3.connect(made.path)) as opened:
        assert opened.execute("PRAGMA user_version").fetchone() == (ladder.schema,)
    assert made.holding.debriefs == 60


@pytest.fixture
def disordered(path, sound):
    """A journal with an index that has lost a row, as SQLite itself would find."""
    where = "FROM sqlite_master WHERE name = 'promise_by_state'"
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA writable_schema = ON")
        hidden = opened.execute(f"SELECT * {where}").fetchone()
        opened.execute(f"DELETE {where}")
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("DELETE FROM promise WHERE id = 1")
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", hidden)
    assert path.read_bytes() != sound
    return path.read_bytes()


def test_an_index_in_disorder_is_rebuilt(path, clock, disordered, rows):
    """No row is touched, and what was there before is kept byte for byte."""
    assert not repairing.is_sound(path)
    before = rows(path)
    kept = repairing.rebuild_indexes(path, clock())
    assert kept.read_bytes() == disordered
    assert [each.kind for each in shelf.kept(path)] == [shelf.BEFORE_REPAIR]
    assert repairing.is_sound(path)
    assert rows(path) == before


def test_what_an_index_cannot_help_is_left(path, clock, sound):
    """A lost page of rows is nothing that a rebuilt index gives back; nothing is changed."""
    broken = sound[: 20 * PAGE] + bytes(10 * PAGE) + sound[30 * PAGE :]
    path.write_bytes(broken)
    assert repairing.rebuild_indexes(path, clock()) is None
    assert path.read_bytes() == broken
    assert shelf.kept(path) == []
