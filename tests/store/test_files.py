"""Files and folders belong to one person, whatever the umask."""

import os
import stat
from datetime import datetime

import pytest

from debrief_cli.analysis.thinning import Backups
from debrief_cli.errors import JournalProblem
from debrief_cli.store import (
    backup,
    connection,
    files,
    migrations,
    recovering,
    restoring,
    shelf,
)
from debrief_cli.store.drafts import Drafts
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading

posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.fixture
def umask():
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_what_is_made(tmp_path, clock, debrief, umask, mask):
    """Folders are 0700 and files 0600: the journal, its drafts, and every sort of backup."""
    umask(mask)
    path = tmp_path / "one" / "two" / "journal.db"
    Journal(path, clock).add_debriefs([debrief()])
    drafts = Drafts(path)
    drafts.keep(drafts.begin("debrief", datetime.now().astimezone()), {})
    second = migrations.Step("9", lambda c: c.execute("CREATE TABLE more (id)"))
    ladder = migrations.Ladder(
        migrations.JOURNAL.application_id, (*migrations.JOURNAL.steps, second)
    )
    older = path.with_name("older.db")
    Journal(older, clock).add_debriefs([debrief()])
    migrations.make_or_upgrade(older, ladder)
    drafts.close()
    backup.make(path, clock())
    backup.make_at(path, tmp_path / "mine" / "copy.db")
    backup.before_first_write(path, clock(), Backups())
    restoring.restore(path, tmp_path / "mine" / "copy.db", clock())
    path.write_bytes(b"SQLite format 3\0" + path.read_bytes()[16:2000])
    restoring.restore(path, tmp_path / "mine" / "copy.db", clock())
    recovering.recover(path, clock())
    made = {each: oct(mode(each)) for each in tmp_path.rglob("*") if each.is_file()}
    assert len(made) == 10
    assert set(made.values()) == {"0o600"}
    assert {each.kind for each in shelf.kept(path)} == set(shelf.KINDS) - {
        shelf.BEFORE_UPGRADE,
        shelf.BEFORE_REPAIR,
    }
    assert mode(shelf.folder_of(path)) == mode(tmp_path / "mine") == 0o700
    assert mode(path.parent) == mode(path.parent.parent) == 0o700


@posix
def test_the_journal_in_the_middle_of_a_write_is_private_too(journal, path, debrief, umask):
    """SQLite's own file beside the journal holds notes as well."""
    umask(0)
    journal.add_debriefs([debrief()])
    writing = connection.to_write(path)
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("DELETE FROM debrief")
    assert mode(path.with_name("journal.db-journal")) == 0o600
    writing.execute("ROLLBACK")
    writing.close()


@posix
def test_folders_that_were_there_keep_their_modes(tmp_path, clock, debrief):
    """A shared folder that somebody chose stays shared; the file in it is private."""
    tmp_path.chmod(0o755)
    path = tmp_path / "journal.db"
    Journal(path, clock).add_debriefs([debrief()])
    assert mode(tmp_path) == 0o755
    assert mode(path) == 0o600


@posix
def test_an_empty_file_becomes_private_with_its_first_entry(tmp_path, clock, debrief):
    """A journal that starts in a file somebody made beforehand is no more open than others."""
    path = tmp_path / "journal.db"
    path.touch(mode=0o644)
    with open_reading(path) as reading:
        assert reading.is_empty
    assert path.stat().st_size == 0
    Journal(path, clock).add_debriefs([debrief()])
    assert mode(path) == 0o600


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "a b'\"c.db", "é 漢.db", "-x"])
def test_any_name_will_do(tmp_path, clock, debrief, name):
    """What is special in an address or a command is just a name here."""
    if os.name != "posix" and set(name) & set('?"'):
        pytest.skip("no such names here")
    path = tmp_path / name
    Journal(path, clock).add_debriefs([debrief()])
    assert [each.name for each in tmp_path.iterdir()] == [name]
    with open_reading(path) as reading:
        assert reading.count() == 1


def uses(path, clock, debrief):
    """Everything that one can begin with at a path."""
    return [
        lambda: open_reading(path),
        lambda: Journal(path, clock).add_debriefs([debrief()]),
    ]


def told(act):
    with pytest.raises(JournalProblem) as problem:
        act()
    assert "\n" not in problem.value.message + problem.value.hint
    assert problem.value.hint
    return problem.value.message


def test_a_folder_is_no_journal(tmp_path, clock, debrief):
    """Whoever names a folder is told to name a file."""
    for act in uses(tmp_path, clock, debrief):
        assert "is a folder" in told(act)


@posix
def test_a_device_is_no_journal(tmp_path, clock, debrief):
    """What is neither file nor folder is left alone."""
    os.mkfifo(tmp_path / "pipe")
    for act in uses(tmp_path / "pipe", clock, debrief):
        assert "is not a file" in told(act)


def test_a_file_on_the_way_is_told(tmp_path, clock, debrief):
    """A folder that cannot be made, since its name is taken, is one clear line."""
    (tmp_path / "taken").write_text("mine")
    path = tmp_path / "taken" / "sub" / "journal.db"
    assert "is a file" in told(lambda: Journal(path, clock).add_debriefs([debrief()]))
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.fixture
def unprivileged(tmp_path_factory):
    """A folder of somebody without special rights, and that somebody at work."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield tmp_path_factory.mktemp("own")
        return
    import shutil
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.mkdtemp())
    os.chown(folder, 65534, 65534)
    os.seteuid(65534)
    yield folder
    os.seteuid(0)
    shutil.rmtree(folder)


@posix
def test_a_folder_without_rights_is_told(unprivileged, clock, debrief):
    """A missing permission is one clear line, for readers and writers, and changes nothing."""
    folder = unprivileged / "closed"
    folder.mkdir()
    path = folder / "journal.db"
    Journal(path, clock).add_debriefs([debrief()])
    before = path.read_bytes()
    folder.chmod(0o000)
    for act in uses(path, clock, debrief):
        assert "permission" in told(act)
    assert "permission" in told(
        lambda: Journal(folder / "new" / "j.db", clock).add_debriefs([debrief()])
    )
    folder.chmod(0o700)
    assert path.read_bytes() == before


@posix
def test_a_read_only_folder_can_be_read(unprivileged, clock, debrief):
    """Reading works where nothing can be written; a write is one clear line."""
    folder = unprivileged / "still"
    folder.mkdir()
    path = folder / "journal.db"
    Journal(path, clock).add_debriefs([debrief()])
    path.chmod(0o400)
    folder.chmod(0o500)
    with open_reading(path) as reading:
        assert reading.count() == 1
    assert "cannot be written" in told(lambda: Journal(path, clock).add_debriefs([debrief()]))
    folder.chmod(0o700)


def test_a_file_is_made_once(tmp_path):
    """Who comes second to make a file finds the first one's and leaves it as it is."""
    path = tmp_path / "one.db"
    files.make_file(path)
    path.write_text("first")
    files.make_file(path)
    assert path.read_text() == "first"
