"""Records out, by filter, by day, by page."""

import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import debrief_cli
from debrief_cli.errors import JournalProblem
from debrief_cli.records import Factor, NextTime, Promised, StageNote
from debrief_cli.store import filters
from debrief_cli.store.reading import PAGE, Filter, open_reading


def test_no_journal_reads_as_an_empty_one(path, reading):
    """The first look needs no file and makes none, nor a folder."""
    read = reading()
    assert read.is_empty
    assert list(read.debriefs()) == list(read.reflections()) == read.plays() == []
    assert read.promises() == []
    assert read.latest() is read.debrief(1) is read.reflection(1) is read.play(1) is None
    assert read.last_day() is read.last_channel() is read.focus("2026-W10") is None
    assert read.promise(1) is read.reflection_on(date(2026, 3, 2)) is read.debrief_id("x") is None
    assert read.commands(["x"]) == set()
    assert not path.parent.exists()


def test_reading_needs_no_sqlalchemy():
    """A report does not pay for what only writing needs."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from pathlib import Path;"
        "from debrief_cli.store.reading import open_reading;"
        "open_reading(Path('nowhere.db')).close();"
        "heavy = {'sqlalchemy', 'sqlmodel', 'pydantic'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    source = str(Path(debrief_cli.__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", script, source], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def many(journal, debrief):
    """More than two pages, two a day."""
    start = debrief().occurred_at
    given = [
        debrief(
            occurred_at=start + timedelta(hours=12 * n),
            situation=f"call {n}",
            outcome=("met", "below", "exceeded")[n % 3],
            channel="phone" if n % 2 else "chat",
            tags=("common", *(["rare"] if n == 7 else [])),
            techniques=("listen_fully",) if n % 5 == 0 else (),
            factors=(Factor("queue_or_wait", "hurt"),) if n % 4 == 0 else (),
            stages=(StageNote("greet", "turned"),) if n % 7 == 0 else (),
            answers={"effort.mine": 3} if n % 3 == 0 else {"efforts.x": 1, "effort": 2},
        )
        for n in range(2 * PAGE + 50)
    ]
    journal.add_debriefs(given)
    return given


def situations(found):
    return [each.situation for each in found]


def test_debriefs_come_newest_first_across_pages(many, reading):
    """No debrief is shown twice or left out where one page ends and the next begins."""
    with reading() as read:
        assert situations(read.debriefs()) == situations(reversed(many))
        for limit in (0, 1, PAGE, PAGE + 1, 10_000):
            assert situations(read.debriefs(limit=limit)) == situations(reversed(many))[:limit]


@pytest.mark.parametrize("few", [0, 2_000])
@pytest.mark.parametrize(
    ("wanted", "has"),
    [
        (Filter(), lambda _: True),
        (Filter(outcome=("met", "below")), lambda d: d.outcome != "exceeded"),
        (Filter(channel=("chat",)), lambda d: d.channel == "chat"),
        (Filter(tag=("rare",)), lambda d: "rare" in d.tags),
        (Filter(tag=("common",)), lambda d: "common" in d.tags),
        (Filter(tag=("common", "rare", "none")), lambda d: bool(d.tags)),
        (Filter(technique=("listen_fully",)), lambda d: bool(d.techniques)),
        (Filter(factor=("queue_or_wait",)), lambda d: bool(d.factors)),
        (Filter(stage=("greet",)), lambda d: bool(d.stages)),
        (Filter(has="effort"), lambda d: "effort.mine" in d.answers),
        (Filter(has="eff"), lambda _: False),
        (Filter(since=date(2026, 3, 20)), lambda d: d.day >= date(2026, 3, 20)),
        (Filter(until=date(2026, 3, 20)), lambda d: d.day < date(2026, 3, 20)),
        (
            Filter(date(2026, 3, 9), date(2026, 3, 10), ("met",), ("chat",), ("common",)),
            lambda d: d.day == date(2026, 3, 9) and d.outcome == "met" and d.channel == "chat",
        ),
    ],
)
def test_a_filter_shows_what_it_says(many, reading, monkeypatch, few, wanted, has):
    """Whichever way a name is looked for, listing and counting agree with the records."""
    monkeypatch.setattr(filters, "_FEW", few)
    expected = situations(each for each in reversed(many) if has(each))
    with reading() as read:
        assert situations(read.debriefs(wanted)) == expected
        assert read.count(wanted) == len(expected)


def test_a_reader_that_pauses_keeps_no_writer_waiting(many, journal, reading, debrief):
    """Between two debriefs nothing is open, and what is written meanwhile is no matter."""
    found = reading().debriefs()
    next(found)
    journal.add_debriefs([debrief(situation="meanwhile")])
    assert len(list(found)) == len(many) - 1 + 1  # it is older than the page


def test_the_latest_is_what_was_made_last(journal, reading, clock, debrief, reflection):
    """Not the newest call, and not the highest number, but the last thing written."""
    old = debrief(occurred_at=debrief().occurred_at - timedelta(days=9), channel="email")
    journal.add_debriefs([debrief()])
    clock.forward(minutes=1)
    journal.add_debriefs([old])
    with reading() as read:
        assert read.latest() == read.debrief(2)
        assert read.last_channel() == "email"
        assert read.last_day() == date(2026, 3, 2)
    clock.forward(minutes=1)
    journal.add_reflections([reflection(date(2026, 3, 1))])
    with reading() as read:
        assert read.latest() == read.reflection(1)
        assert read.last_day() == date(2026, 3, 2)
        assert not read.is_empty


def test_reflections_come_newest_first_across_pages(journal, reading, reflection):
    """By day, since inclusive, until exclusive."""
    first = date(2025, 1, 1)
    days = [first + timedelta(days=n) for n in range(PAGE + 20)]
    journal.add_reflections([reflection(day) for day in days])
    with reading() as read:
        assert [each.day for each in read.reflections()] == days[::-1]
        assert [each.day for each in read.reflections(limit=3)] == days[:-4:-1]
        assert [each.day for each in read.reflections(days[2], days[4])] == [days[3], days[2]]
        assert [each.day for each in read.reflections(until=days[1])] == [days[0]]


def test_promises_come_first_due_first(journal, reading, debrief):
    """Those without a day come last; a day or a time on that day is due by then."""
    given = [("no day", None), ("at noon", "2026-03-04T12:00:00-06:00"), ("day", "2026-03-04")]
    given += [("early", "2026-03-03"), ("late", "2026-04-01")]
    journal.add_debriefs([debrief(promises=tuple(Promised(*each) for each in given))])
    with reading() as read:
        assert [each.text for each in read.promises()] == [
            "early",
            "day",
            "at noon",
            "late",
            "no day",
        ]
        due = [each.text for each in read.promises("open", date(2026, 3, 4))]
        assert due == ["early", "day", "at noon"]
        assert read.promises("kept") == []
        assert read.promise(1).text == "no day"


def test_uids_lead_to_ids(journal, reading, debrief):
    """What travels under a uid is found under the number it has here."""
    (saved,) = journal.add_debriefs([debrief(next_time=NextTime(then="x"))])
    with reading() as read:
        assert read.debrief_id(saved.debrief.uid) == 1
        assert read.play_id(saved.play.uid) == 1
        assert read.commands([journal.command, "nobody"]) == {journal.command}


@pytest.mark.parametrize("nobody", [-1, 0, 99, 10**30])
def test_a_number_that_nothing_has_finds_nothing(journal, reading, debrief, nobody):
    """However large the number, there is no such record, and that is all."""
    journal.add_debriefs([debrief()])
    with reading() as read:
        assert read.debrief(nobody) is read.reflection(nobody) is read.play(nobody) is None
        assert read.promise(nobody) is read.debrief_id("\udcff") is None
        wanted = Filter(tag=("\udcff",), channel=("\udcff",))
        assert read.count(wanted) == len(list(read.debriefs(wanted))) == 0


def test_a_link_whose_partner_is_missing_leads_nowhere(journal, reading, path, debrief):
    """A merge may bring a record without its partner: it is shown without the link."""
    given = debrief(next_time=NextTime(then="x"), promises=(Promised("ring"),))
    journal.add_debriefs([given])
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM play")
    connection.execute("UPDATE debrief SET day = '2026-03-05'")
    connection.close()
    with reading() as read:
        assert read.debrief(1).next_time is None
        assert read.promises()[0].debrief == 1


def test_a_week_has_one_thing(journal, reading, path, debrief):
    """Of two machines' things for one week the later one holds."""
    journal.add_debriefs([debrief(next_time=NextTime(then="x"))])
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(
        "INSERT INTO focus (uid, week, text, play) VALUES ('a', '2026-W10', 'read', NULL),"
        " ('b', '2026-W10', 'listen', (SELECT uid FROM play))"
    )
    connection.close()
    found = reading().focus("2026-W10")
    assert (found.id, found.text, found.play) == (2, "listen", 1)


def test_a_reading_closes_its_file(journal, path, debrief):
    """After the `with` nothing keeps a writer, or a removal, waiting."""
    journal.add_debriefs([debrief()])
    with open_reading(path) as read:
        assert read.count() == 1
    with pytest.raises(JournalProblem):
        read.count()
