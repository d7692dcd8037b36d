"""debrief export and debrief import: everything out, and in again, all or nothing."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from debrief_cli.acts import importing
from debrief_cli.store.journal import Journal

Run = Callable[..., Any]
HOSTILE = "\x1b]0;x\x07\x9b2J ‮[bold]x[/bold]\r\n# `y` <b>&amp; \u2028 🎧\U000e0041 \\ \" '"
FORMATS = ("jsonl", "csv", "markdown", "jrnl")


@pytest.fixture
def other(tmp_path: Path) -> tuple[str, Path]:
    """The options that name the journal of another machine."""
    return "--journal", tmp_path / "other" / "journal.db"


@pytest.fixture
def filled(run: Run) -> Run:
    """A journal with one of each record, and hostile text in it."""
    documents = [
        {
            "situation": HOSTILE, "outcome": "exceeded", "tags": ["refund"],
            "contributions": [HOSTILE, "=1+1"], "answers": {"effort.mine": 2},
            "next_time": {"then": "ring back"}, "promises": [{"text": "a form"}],
        },
        {"situation": "late parcel", "outcome": "below", "factors": [{"factor": "other"}]},
    ]  # fmt: skip
    reflection = {
        "customers": [{"verdict": "met", "customer": "a caller", "debrief": 1}],
        "checks": [{"play": 1, "did": "yes"}],
    }
    assert run("new", "--from", documents).code == 0
    assert run("reflect", "--from", reflection).code == 0
    assert run("focus", "set", "slow down").code == 0
    assert run("playbook", "check", "1", "partly").code == 0
    return run


def controls(text: str) -> list[str]:
    return [c for c in text if (ord(c) < 32 and c not in "\r\n\t") or 127 <= ord(c) < 160]


# Out and in again


def test_an_export_is_the_same_after_an_import_elsewhere(filled: Run, other: Any) -> None:
    """Every record, with hostile text as it was typed, under the numbers it had."""
    exported = filled("export")
    assert exported.code == 0
    assert {json.loads(line)["type"] for line in exported.out.splitlines()} == {
        "debrief", "reflection", "play", "promise", "focus", "check",
    }  # fmt: skip
    assert filled(*other, "import", "-", stdin=exported.out).code == 0
    assert filled(*other, "export").out == exported.out
    for record in ("1", "r1", "p1", "m1"):
        shown = [filled(*place, "show", record, "--json").json for place in ((), other)]
        for each in shown:
            each.pop("updated_at", None)
        assert shown[0] == shown[1]
    assert filled(*other, "show", "1", "--json").json["situation"] == HOSTILE


def test_what_came_is_said_in_words_and_as_json(filled: Run, other: Any) -> None:
    """How many of what were new or here already; nothing is said of what there was none of."""
    exported = filled("export").out
    page = filled(*other, "import", "-", stdin=exported)
    assert page.out == (
        "Brought in from standard input\n\n"
        "                        new\n"
        "  written up              2\n"
        "  looking back            1\n"
        "  plans                   1\n"
        "  promises                1\n"
        "  the week's one thing    1\n"
        "  how plans went          1\n\n"
        "  To take all of it back: debrief undo\n"
    )
    again = filled(*other, "import", "-", "--json", stdin=exported)
    assert again.json["new"] == again.json["changed"] == {}
    assert again.json["already_there"]["debrief"] == 2
    assert "Nothing new" in filled(*other, "import", "-", stdin=exported).out


def test_a_dry_run_says_the_same_and_writes_nothing(filled: Run, other: Any) -> None:
    """No journal is made, and one that is there stays byte for byte."""
    exported = filled("export").out
    told = filled(*other, "import", "-", "--dry-run", "--json", stdin=exported).json
    assert not other[1].exists()
    assert told["new"] == filled(*other, "import", "-", "--json", stdin=exported).json["new"]
    before = other[1].read_bytes()
    filled("new", "--outcome", "met", "--situation", "one more")
    page = filled(*other, "import", "-", "--dry-run", stdin=filled("export").out)
    assert "would bring in" in page.out
    assert "Nothing was changed." in page.out
    assert other[1].read_bytes() == before


def test_an_import_is_one_command_for_undo(filled: Run, other: Any) -> None:
    """All that it brought goes again at once."""
    filled(*other, "import", "-", stdin=filled("export").out)
    (moved,) = Journal(other[1], lambda: datetime.now(UTC)).undo()
    assert len(moved) == 7
    assert filled(*other, "list", "--json").json == []
    assert filled(*other, "playbook", "--json").json == []


def test_five_thousand_lines(filled: Run, other: Any) -> None:
    """A year of many people is taken at once; one bad line at its end, and none of it."""
    line = next(x for x in filled("export").out.splitlines() if "late parcel" in x)
    uid = json.loads(line)["uid"]
    lines = [line.replace(uid, f"{number:08x}{uid[8:]}") + "\n" for number in range(1, 5_001)]
    bad = filled(*other, "import", "-", stdin="".join([*lines, '{"type": 1}\n']))
    assert bad.code == 2
    assert "line 5001, type: must be one of" in bad.err
    assert not other[1].exists()
    assert filled(*other, "import", "-", "--json", stdin="".join(lines)).json["new"] == {
        "debrief": 5_000
    }
    assert len(filled(*other, "export").out.splitlines()) == 5_000


# What is wrong in a line


def spoiled(line: str, **changes: Any) -> str:
    """A line whose record, revision or document has something else under a key."""
    whole = json.loads(line)
    for key, value in changes.items():
        for each in (whole["revisions"][0]["document"], whole["revisions"][0], whole):
            if key in each:
                each[key] = value
                break
        else:
            whole["revisions"][0]["document"][key] = value
    return json.dumps(whole)


WRONG = [
    ({"outcome": "grat"}, "revisions[0].document.outcome: “grat” is not one of exceeded"),
    ({"outcome": None}, "document.outcome: is missing"),
    ({"mood": "x"}, "document.mood: is not a key here"),
    ({"situation": "x" * 65_537}, "document.situation: is longer than 64 KiB"),
    ({"situation": "a\0"}, "document.situation: has a NUL"),
    ({"situation": "\ud800"}, "document.situation: has half of a character pair"),
    ({"occurred_at": "2026-03-02T09:25:00"}, "document.occurred_at: must be a time with its"),
    ({"occurred_at": "0001-01-01T00:00:00+00:00"}, "document.occurred_at: is too far away"),
    ({"channel": "Phone!"}, "document.channel: “Phone!” is not a name"),
    ({"customer": "x"}, ""),
    ({"answers": {"effort.mine": 9}}, "answers.effort.mine: must be a whole number from 1 to 5"),
    ({"answers": {"effort.mine": "2"}}, "answers.effort.mine: must be a number, without quotes"),
    ({"answers": {"Own!": "2"}}, "answers.Own!: “Own!” is not a name"),
    ({"answers": {"own.look": [1]}}, "answers.own.look: must be text, a whole number"),
    ({"answers": {"own.look": 3}}, ""),
    ({"answers": {"judgement.sign_off": "yes"}}, "sign_off: must be true or false"),
    ({"contributions": ["x"] * 3 + [4]}, "document.contributions[3]: must be text"),
    ({"contributions": ["x" * 60_000] * 20}, "revisions[0].document: is larger than 1 MiB"),
    ({"stages": [[[[[[[[[[]]]]]]]]]]}, "document.stages[0]: must be an object"),
    ({"stages": [{"stage": "greet", "verdict": "great", "note": None}]}, "verdict: “great”"),
    ({"checks": [{"play": 1}]}, "checks[0].play: must be a uid"),
    ({"next_time": {"play": 3}}, "next_time.play: must be a uid"),
    ({"created_at": "yesterday"}, "document.created_at: must be a time"),
    ({"revisions": []}, "revisions: needs at least 1"),
    ({"document": None}, "document: is missing (only of what was erased"),
    ({"document": [1]}, "document: must be an object"),
    ({"deleted": 1}, "revisions[0].deleted: must be true or false"),
    ({"number": 0}, "revisions[0].number: must be a whole number from 1"),
    ({"time": "x"}, "revisions[0].time: must be a time"),
    ({"device": "mine"}, "revisions[0].device: must be a uid"),
    ({"type": "journal"}, "type: “journal” is not one of debrief"),
    ({"schema": "1"}, "schema: must be a number, without quotes"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"), WRONG, ids=[f"{n} {told}" for n, (_, told) in enumerate(WRONG)]
)
def test_a_wrong_line_is_named_and_nothing_is_imported(
    filled: Run, journal: Path, changes: Any, told: str
) -> None:
    """By its number and key; the journal stays byte for byte. (What is right goes through.)"""
    good = [x for x in filled("export").out.splitlines() if "late parcel" in x] * 2
    before = journal.read_bytes()
    text = "\n".join([good[0], "", spoiled(good[1], **changes), good[0]])
    done = filled("import", "-", stdin=text)
    if not told:
        assert done.code == 0
        return
    assert done.code == 2
    assert done.err.startswith("line 3, ")
    assert told in done.err
    assert done.err.endswith("Nothing was imported.\n")
    assert journal.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"type":', "line 2: is not JSON"),
        ('{"type":"debrief","type":"play"}', "line 2: the key “type” is there twice"),
        ('{"type":NaN}', "line 2: NaN is not a number"),
        ("[1]", "line 2: must be an object"),
        ('{"situation": "x", "outcome": "met"}', "line 2, situation: is not a key here"),
        ("[" * 100_000, "line 2: is nested deeper"),
        ("\udcff", "line 2: is not UTF-8 text (byte 1)"),
    ],
)
def test_a_line_that_is_no_record_is_named(filled: Run, line: str, told: str) -> None:
    """Damage and strange lines are told from each other."""
    good = filled("export").out.splitlines()[0]
    data = f"{good}\n{line}\n".encode(errors="surrogateescape")
    done = filled("import", "-", stdin=data)
    assert done.code == 2
    assert told in done.err


def test_a_uid_must_be_that_of_its_line_day_or_week(filled: Run) -> None:
    """So that two machines mean the same record by it."""
    lines = filled("export").out.splitlines()
    by_type = {json.loads(line)["type"]: line for line in lines}
    strange = "11111111-1111-4111-8111-111111111111"
    for kind, key, value in (
        ("debrief", "uid", strange), ("reflection", "day", "2026-03-01"),
        ("focus", "week", "2026-W01"),
    ):  # fmt: skip
        done = filled("import", "-", stdin=spoiled(by_type[kind], **{key: value}))
        assert done.code == 2
        assert "line 1, revisions[0].document.uid: is " in done.err


def test_many_problems_are_told_up_to_twenty(filled: Run) -> None:
    """The rest is counted."""
    line = next(x for x in filled("export").out.splitlines() if "late parcel" in x)
    done = filled("import", "-", stdin="\n".join([spoiled(line, outcome="x")] * 23))
    assert done.err.count("line ") == 20
    assert "… and 3 more" in done.err


def test_a_newer_export_is_refused_as_such(filled: Run) -> None:
    """Whatever else is new in it."""
    line = filled("export").out.splitlines()[0]
    done = filled("import", "-", stdin=spoiled(line, schema=2, mood="x"))
    assert done.code == 1
    assert "Line 1 was written by a newer debrief." in done.err


def test_an_empty_or_missing_file_is_said(run: Run, tmp_path: Path) -> None:
    """Nothing coming through a pipe is no success."""
    assert "empty" in run("import", "-", stdin=" \n").err
    done = run("import", tmp_path / "none.jsonl")
    assert (done.code, "cannot be read" in done.err) == (1, True)


def test_ctrl_c_leaves_everything_as_it_was(
    filled: Run, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped in the midst of writing: exit 130, and the journal is what it was."""
    exported = filled("export").out
    filled(*other, "new", "--outcome", "met", "--situation", "x")
    before = other[1].read_bytes()
    from debrief_cli.store.merging import Merging

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Merging, "_keep", stop)
    done = filled(*other, "import", "-", stdin=exported)
    assert (done.code, done.err) == (130, "Stopped. Nothing was imported.\n")
    assert other[1].read_bytes() == before


# Documents


def test_documents_come_in_as_they_were_printed(filled: Run, other: Any) -> None:
    """With their uid and times; a second time they are here already."""
    listed = filled("list", "--json").out
    first = filled(*other, "import", "-", "--json", stdin=listed).json
    assert first["new"] == {"debrief": 2, "play": 1, "promise": 1}
    assert first["notes"] == []
    mine, theirs = filled("list", "--json").json, filled(*other, "list", "--json").json
    for key in ("uid", "situation", "created_at", "updated_at", "answers", "promises"):
        assert {str(d[key]) for d in mine} == {str(d[key]) for d in theirs}
    again = filled(*other, "import", "-", "--json", stdin=listed).json
    assert (again["new"], again["already_there"]) == ({}, {"debrief": 2})


def test_links_by_number_are_left_out_and_said(filled: Run, other: Any) -> None:
    """A number is of one journal alone; plans are found by their words."""
    done = filled(*other, "import", "-", stdin=filled("show", "r1", "--json").out)
    assert done.code == 0
    assert "2 links by number left out" in done.err
    shown = filled(*other, "show", "r1", "--json").json
    assert shown["customers"][0]["debrief"] is None
    assert shown["checks"] == []
    only_a_number = {"situation": "x", "outcome": "met", "next_time": {"play": 1}}
    done = filled(*other, "import", only_a_number)
    assert "1 link by number left out" in done.err
    assert filled(*other, "show", "1", "--json").json["next_time"] is None


def test_documents_without_a_uid_are_known_by_what_they_say(run: Run) -> None:
    """Importing a file of one's own twice adds nothing; names of other machines are taken."""
    week = [
        {"situation": "x", "outcome": "met", "channel": "fax", "techniques": ["own_way"],
         "answers": {"own.look": 3, "feelings.need": "fun"}, "factors": [{"factor": "weather"}]},
        {"situation": "x", "outcome": "met"},
        {"situation": "x", "outcome": "met"},
        {"day": "2026-03-03", "customers": [{"verdict": "met", "channel": "fax"}]},
    ]  # fmt: skip
    first = run("import", week, "--json").json
    assert first["new"] == {"debrief": 2, "reflection": 1}
    assert first["already_there"] == {"debrief": 1}
    assert run("import", week, "--json").json["new"] == {}
    assert run("import", week, "--dry-run", "--json").json["new"] == {}
    assert run("show", "1", "--json").json["answers"] == {"own.look": 3, "feelings.need": "fun"}


def test_wrong_documents_are_named_by_their_place(run: Run, journal: Path) -> None:
    """Each by its key; nothing is imported."""
    done = run("import", [
        {"situation": "x", "outcome": "met", "uid": "7"},
        {"situation": "x", "outcome": "met", "answers": {"Own!": 1}, "created_at": "now"},
        {"customers": [{"verdict": "met"}], "uid": "11111111-1111-4111-8111-111111111111"},
        {"customers": [{"verdict": "great"}]},
        {"situation": "x", "outcome": "met", "next_time": 3, "checks": 4, "factors": 5},
    ])  # fmt: skip
    assert done.code == 2
    for told in (
        "[0].uid: must be a uid", "[1].created_at: must be", "[1].answers.Own!: ",
        "[2].uid: is not that of its day", "[3].customers[0].verdict: ", "[4].next_time: ",
    ):  # fmt: skip
        assert told in done.err
    assert not journal.exists()


# jrnl


JRNL = {
    "tags": {"@refund": 1},
    "entries": [
        {"title": "Refund call.", "body": "She wanted a date.", "date": "2026-03-02",
         "time": "09:25", "tags": ["@refund", "@Müller & Co"], "starred": True},
        {"title": "All well", "body": "", "date": "2026-03-03", "time": "10:00",
         "tags": ["@exceeded"], "starred": False, "uuid": "AE9CD5B6E2D94C5BA5D9D0BC29A0A8B1"},
    ],
}  # fmt: skip


def test_entries_of_jrnl_become_debriefs(run: Run) -> None:
    """The text is what it was about; a verdict that nobody gave is said to be none."""
    done = run("import", JRNL)
    assert done.code == 0
    assert "1 entry does not say how it left the customer" in done.err
    first, second = (run("show", number, "--json").json for number in (1, 2))
    assert first["situation"] == "Refund call.\nShe wanted a date."
    assert (first["outcome"], first["evidence"]) == ("met", None)
    assert first["tags"] == ["jrnl", "starred", "refund", "m_ller___co"]
    assert first["occurred_at"].startswith("2026-03-02T09:25:00")
    assert (second["outcome"], second["tags"]) == ("exceeded", ["jrnl"])
    assert second["uid"] == "ae9cd5b6-e2d9-4c5b-a5d9-d0bc29a0a8b1"
    assert run("import", JRNL, "--json").json["already_there"] == {"debrief": 2}


@pytest.mark.parametrize(
    "entries",
    [3, [3], [{"title": 3, "date": "2026-03-02"}], [{"title": "x", "date": "soon?"}], [{}]],
    ids=str,
)
def test_wrong_entries_are_named(run: Run, journal: Path, entries: Any) -> None:
    """By their place; nothing is imported."""
    done = run("import", {"entries": entries})
    assert done.code == 2
    assert done.err.startswith("entries")
    assert not journal.exists()


def test_jrnls_json_comes_out(filled: Run, other: Any) -> None:
    """Entries with title, body, date, time and tags; those known by their uid stay as they are."""
    written = filled("export", "--format", "jrnl")
    entries = {entry["title"]: entry for entry in written.json["entries"]}
    assert set(entries) >= {"late parcel", "Looking back at 2026-03-06"}
    assert entries["late parcel"]["tags"] == ["@below"]
    assert written.json["tags"] == {"@below": 1, "@exceeded": 1, "@refund": 1, "@looking_back": 1}
    assert filled("import", "-", "--json", stdin=written.out).json["new"] == {}
    done = filled(*other, "import", "-", stdin=written.out)
    assert "1 of debrief's own look backs left out" in done.err
    assert {d["outcome"] for d in filled(*other, "list", "--json").json} == {"exceeded", "below"}


# The other forms


@pytest.mark.parametrize("form", FORMATS)
def test_no_form_has_a_raw_control_character(filled: Run, form: str) -> None:
    """What a terminal would obey is spelled out, or escaped where it must come back."""
    written = filled("export", "--format", form)
    assert written.code == 0
    assert controls(written.out) == []
    assert "‮" not in written.out


def test_no_cell_is_taken_for_a_formula(run: Run) -> None:
    """Each start that a spreadsheet obeys has an apostrophe before it; all cells are quoted."""
    starts = ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠", "'"]
    for start in starts:
        run("new", "--outcome", "met", "--situation", f"{start}1+1")
    text = run("export", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["situation"] for row in reversed(rows)] == [f"'{start}1+1" for start in starts]
    assert all(line.startswith('"') for line in text.splitlines())


def test_a_spreadsheet_has_lists_in_one_cell(filled: Run, tmp_path: Path) -> None:
    """One row a debrief; a folder takes every table."""
    tables = tmp_path / "tables"
    tables.mkdir()
    assert "written to" in filled("export", "--format", "csv", "-o", tables).err
    read = {
        path.stem: list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
        for path in tables.iterdir()
    }
    assert {name: len(rows) for name, rows in read.items()} == {
        "debriefs": 2, "customers": 1, "plans": 1, "promises": 1,
    }  # fmt: skip
    by_outcome = {row["outcome"]: row for row in read["debriefs"]}
    assert by_outcome["exceeded"]["contributions"].endswith("\n=1+1")
    assert by_outcome["below"]["factors"] == "other: hurt"
    assert read["customers"][0]["debrief"] == "1"
    assert (read["plans"][0]["came_up"], read["plans"][0]["partly"]) == ("2", "1")


def test_markdown_shows_text_as_it_was_written(run: Run) -> None:
    """Every punctuation mark is escaped, lines stay lines, and no line starts a block."""
    text = "# no *head* [x](y) <b>\n    code\n\n1. one | two"
    run("new", "--outcome", "met", "--situation", text, "--did", "a_b")
    page = run("export", "--format", "markdown").out
    assert "\\# no \\*head\\* \\[x\\]\\(y\\) \\<b\\>\\\n" in page
    assert "  \u00a0\u00a0\u00a0\u00a0code\\\n  \\\n  1\\. one \\| two\n" in page
    assert "a\\_b" in page


def test_an_unknown_form_is_named_with_the_nearest(run: Run) -> None:
    """Exit 2."""
    done = run("export", "--format", "jason")
    assert (done.code, "jsonl" in done.err) == (2, True)


def test_an_empty_journal_is_said_to_be_empty(run: Run, journal: Path) -> None:
    """Nothing on standard output, and no journal made."""
    done = run("export")
    assert (done.code, done.out) == (0, "")
    assert "nothing in the journal yet" in done.err
    assert not journal.exists()


# Into a file


def test_a_file_is_private_and_whole_or_not_there(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0600; what breaks off leaves what was there before, and nothing beside it."""
    target = tmp_path / "out" / "all.jsonl"
    target.parent.mkdir()
    assert filled("export", "-o", target).err == f"7 entries written to {target}.\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    assert before.decode() == filled("export").out

    def full(_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = filled("export", "-o", target, "--yes")
    assert (done.code, "no room left" in done.err) == (1, True)
    assert [path.name for path in target.parent.iterdir()] == ["all.jsonl"]
    assert target.read_bytes() == before


def test_a_file_that_is_there_is_asked_about(filled: Run, tmp_path: Path) -> None:
    """y replaces it, Enter leaves it, --yes answers; without anyone to ask it stays."""
    target = tmp_path / "all.jsonl"
    target.write_text("mine")
    done = filled("export", "-o", target)
    assert (done.code, target.read_text()) == (1, "mine")
    assert "--yes" in done.err
    assert filled("export", "-o", target, typed=[("press", "")]).code == 1
    assert target.read_text() == "mine"
    assert filled("export", "-o", target, typed=[("press", "y")]).code == 0
    target.write_text("mine")
    assert filled("export", "-o", target, "--yes").code == 0
    assert target.read_text() != "mine"


def test_what_cannot_be_a_file_is_refused(filled: Run, journal: Path, tmp_path: Path) -> None:
    """A folder, the journal itself, a folder that is not there."""
    before = journal.read_bytes()
    for target in (tmp_path, journal, tmp_path / "none" / "x.jsonl"):
        done = filled("export", "-o", target, "--yes")
        assert (done.code, done.out) == (1, "")
    assert journal.read_bytes() == before


def test_a_link_leads_to_the_file_it_names(filled: Run, tmp_path: Path) -> None:
    """The link stays a link."""
    target, link = tmp_path / "all.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(target)
    assert filled("export", "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == filled("export").out
    assert filled("export", "-o", "-").out == filled("export").out


def test_what_changes_nothing_says_so(filled: Run) -> None:
    """Only deleted or known records came: nothing to take back is offered."""
    brought = importing.Brought({what: {} for what in importing.WHATS})
    assert not brought.changes
    assert "undo" not in filled("import", "-", stdin=filled("export").out).out


def test_what_was_deleted_elsewhere_is_said_to_be(run: Run, tmp_path: Path) -> None:
    """An import that takes entries away must not call that a change."""
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    first, back = tmp_path / "first.jsonl", tmp_path / "back.jsonl"
    run("--journal", here, "new", "--outcome", "met", "--situation", "x")
    run("--journal", here, "export", "-o", first)
    run("--journal", there, "import", first)
    run("--journal", there, "undo")
    run("--journal", there, "export", "-o", back)
    assert "deleted there" in run("--journal", here, "import", back, "--dry-run").out
    told = run("--journal", here, "import", back, "--json").json
    assert (told["gone"], told["changed"]) == ({"debrief": 1}, {})


@pytest.mark.parametrize("text", ["[]", '{"entries": []}'])
def test_an_empty_file_is_said_to_be_empty(run: Run, tmp_path: Path, text: str) -> None:
    """Nothing in it is no fault of ours and no silence."""
    (tmp_path / "empty.json").write_text(text)
    done = run("import", tmp_path / "empty.json")
    assert done.code in (0, 2)
    assert "inside debrief" not in done.err
    assert "Nothing" in done.out + done.err or "nothing" in done.err


def test_a_table_says_what_it_leaves_out(run: Run) -> None:
    """One table of debriefs has no room for the rest of a journal."""
    run("reflect", "--from", {"customers": [{"verdict": "met"}]})
    assert "all tables" in run("export", "--format", "csv").err
