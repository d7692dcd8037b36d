"""debrief backup and debrief restore: a copy of everything, and the way back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NEXT_DAY = "2026-03-07T09:00:00-06:00"


def write(run: Run, *situations: str) -> None:
    """One debrief for each situation."""
    for situation in situations:
        done = run("new", "--outcome", "met", "--situation", situation)
        assert done.code == 0
        assert done.err == ""


def situations(run: Run) -> list[str]:
    """What is written up, the latest first."""
    return [debrief["situation"] for debrief in run("list", "--json").json]


def test_a_backup_says_where_it_is_and_what_it_holds(run: Run, journal: Path) -> None:
    """Beside the journal, under a name that says when and why."""
    write(run, "late parcel")
    done = run("backup")
    place = journal.parent / "backups" / "journal-2026-03-06-180500-by-hand.db"
    assert done.out == f"Backed up: 1 written up, up to Fri 6 Mar.\n{place}\n"
    assert place.exists()
    assert run("--journal", place, "list", "--json").json[0]["situation"] == "late parcel"


def test_a_backup_tells_a_program_too(run: Run, tmp_path: Path) -> None:
    """The file and what it holds."""
    write(run, "late parcel")
    assert run("backup", tmp_path / "mine.db", "--json").json == {
        "file": str(tmp_path / "mine.db"), "debriefs": 1, "reflections": 0,
        "latest_day": "2026-03-06",
    }  # fmt: skip


def test_a_folder_gets_a_file_with_the_time_in_its_name(run: Run, tmp_path: Path) -> None:
    """To a memory stick, one after the other."""
    write(run, "late parcel")
    assert run("backup", tmp_path).out.endswith(f"{tmp_path}/journal-2026-03-06-180500.db\n")


def test_without_a_journal_there_is_nothing_to_back_up(run: Run) -> None:
    """One clear line, and no file is made."""
    done = run("backup")
    assert done.code == 1
    assert "no journal" in done.err
    assert "debrief new" in done.err


def test_a_file_that_is_there_is_asked_about(run: Run, tmp_path: Path) -> None:
    """Enter leaves it; y or --yes replaces it; without a person it stays, exit 1."""
    target = tmp_path / "mine.db"
    target.write_text("mine")
    write(run, "late parcel")
    assert run("backup", target).code == 1
    left = run("backup", target, typed=[("press", "")])
    assert (left.code, left.out, left.err) == (1, "", "No backup was made.\n")
    assert target.read_text() == "mine"
    assert run("backup", target, typed=[("press", "y")]).code == 0
    target.write_text("mine")
    assert run("backup", target, "--yes").code == 0
    assert run("--journal", target, "list").code == 0


def test_each_day_has_a_backup_by_itself(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first write, without a word."""
    write(run, "one", "two", "three")
    monkeypatch.setenv("DEBRIEF_NOW", NEXT_DAY)
    write(run, "four")
    found = run("restore", "--list", "--json").json
    assert [(each["kind"], each["made_at"], each["debriefs"]) for each in found] == [
        ("daily", "2026-03-07T09:00:00", 3),
        ("daily", "2026-03-06T18:05:00", 1),
    ]


def test_backups_by_themselves_can_be_switched_off(
    run: Run, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then they are made by hand alone, and doctor says so."""
    (tmp_path / "config.toml").write_text("[backup]\nauto = false\n")
    monkeypatch.setenv("DEBRIEF_CONFIG", str(tmp_path / "config.toml"))
    write(run, "one", "two")
    assert not (journal.parent / "backups").exists()
    run("backup")
    assert "by hand alone" in " ".join(run("doctor").out.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [("daily = -1", "a number"), ("weekly = true", "a number"), ("often = 1", "often"),
     ('auto = "yes"', "true or false"), ("monthly = 1001", "1000")],
)  # fmt: skip
def test_a_wrong_setting_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    """With what it may be."""
    (tmp_path / "config.toml").write_text(f"[backup]\n{text}\n")
    monkeypatch.setenv("DEBRIEF_CONFIG", str(tmp_path / "config.toml"))
    done = run("list")
    assert done.code == 2
    assert words in done.err


def test_a_backup_that_fails_does_not_stop_the_write(run: Run, journal: Path) -> None:
    """One line on standard error; the entry is saved."""
    write(run, "one")
    (journal.parent / "backups").write_text("mine")
    done = run("new", "--outcome", "met", "--situation", "two")
    assert (done.code, done.out) == (0, "Saved as 2.\n")
    assert done.err.count("\n") == 1
    assert "backup could not be made" in done.err


def test_one_goes_back_to_a_backup_by_its_name(run: Run, journal: Path) -> None:
    """It shows what will come and go, asks, and keeps what it replaces."""
    write(run, "one", "two", "three")
    name = run("restore", "--list", "--json").json[0]["file"].rpartition("/")[2]
    done = run("restore", name, typed=[("press", "y")])
    assert "Done: 1 written up" in done.out
    assert situations(run) == ["one"]
    kept = journal.parent / "backups" / "journal-2026-03-06-180500-before-restore.db"
    assert kept.name in done.out
    assert run("restore", kept, "--yes", "--json").json["debriefs"] == 3
    assert situations(run) == ["three", "two", "one"]


def test_the_question_says_what_comes_and_goes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts and the last day of both; Enter leaves everything."""
    from debrief_cli.prompts.scripted import ScriptedPrompter

    seen: list[str] = []
    press = ScriptedPrompter.press

    def watched(self: ScriptedPrompter, lines: Any, keys: str) -> Any:
        seen.extend(lines)
        return press(self, lines, keys)

    monkeypatch.setattr(ScriptedPrompter, "press", watched)
    write(run, "one", "two")
    run("reflect", "--from", {"customers": [{"verdict": "met"}]})
    name = run("restore", "--list", "--json").json[0]["file"]
    left = run("restore", name, typed=[("press", "")])
    assert (left.code, left.out, left.err) == (1, "", "Everything is as it was.\n")
    assert seen[:2] == [
        "now    2 written up, 1 day looked back, up to Fri 6 Mar",
        "then   1 written up, up to Fri 6 Mar",
    ]
    assert situations(run) == ["two", "one"]


def test_without_a_person_and_a_yes_nothing_is_replaced(run: Run) -> None:
    """Exit 1 and the flag that would."""
    write(run, "one", "two")
    name = run("restore", "--list", "--json").json[0]["file"]
    done = run("restore", name)
    assert done.code == 1
    assert "--yes" in done.err
    assert situations(run) == ["two", "one"]


def test_what_is_no_backup_is_told_before_the_question(run: Run, tmp_path: Path) -> None:
    """Nobody is asked about a file that will not do."""
    write(run, "one")
    (tmp_path / "diary.txt").write_text("Dear diary")
    for name in (tmp_path / "diary.txt", tmp_path / "gone.db", "no-such-name.db"):
        done = run("restore", name, typed=[])
        assert done.code == 1
        assert done.err.count("\n") == 2


def test_a_damaged_or_missing_journal_can_be_replaced(run: Run, journal: Path) -> None:
    """The question says that what is there cannot be read, or that nothing is."""
    write(run, "one")
    run("backup")
    name = run("restore", "--list", "--json").json[0]["file"]
    journal.write_bytes(journal.read_bytes()[:9000])
    assert run("restore", name, typed=[("press", "y")]).code == 0
    assert situations(run) == ["one"]
    journal.unlink()
    done = run("restore", name, "--yes", "--json").json
    assert done["kept"] is None
    assert situations(run) == ["one"]


def test_the_list_is_a_page_for_people(run: Run, journal: Path) -> None:
    """When, what it holds, why, and the name to type."""
    assert "None yet" in run("restore", "--list").out
    assert run("restore", "--list", "--json").json == []
    write(run, "one", "two")
    run("backup")
    torn = journal.parent / "backups" / "journal-2026-03-01-090000-daily.db"
    torn.write_text("torn")
    told = run("restore", "--list").out
    assert "today 18:05" in told
    assert "2 written up, up to Fri 6 Mar, by hand" in told
    assert "cannot be read" in told
    assert torn.name in told


def test_file_and_list_do_not_go_together(run: Run) -> None:
    """Neither both nor none: exit 2."""
    assert run("restore").code == 2
    assert run("restore", "x.db", "--list").code == 2


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_folder_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    """Where a file stands in the way of a folder: one line, exit 1."""
    write(run, "one")
    (tmp_path / "taken").write_text("mine")
    done = run("backup", tmp_path / "taken" / "copy.db")
    assert done.code == 1
    assert "is a file" in done.err
