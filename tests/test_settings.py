"""The configuration file, and where things are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Configure = Callable[[str], Path]


@pytest.fixture
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Write the configuration that DEBRIEF_CONFIG names."""

    def write(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("DEBRIEF_CONFIG", str(path))
        return path

    return write


def test_own_words_can_be_used_everywhere(run: Run, configure: Configure) -> None:
    """An entry added to a list is taken, shown in its words, and gone when it is taken out."""
    configure('[words.techniques]\nsing = "sang to them"\n[words.channels]\npigeon = "letter"\n')
    assert run(
        "new", "--outcome", "met", "--situation", "x", "--technique", "sing", "--channel", "pigeon"
    ).code == 0  # fmt: skip
    assert "sang to them" in run("show", "1").out
    configure("")
    assert run("new", "--outcome", "met", "--situation", "x", "--technique", "sing").code == 2
    assert "sing" in run("show", "1").out


def test_a_known_name_can_have_other_words(run: Run, configure: Configure) -> None:
    """The shop's own word for a thing is shown in place of ours."""
    configure('[words.channels]\nphone = "line one"\n')
    run("new", "--outcome", "met", "--situation", "x", "--channel", "phone")
    assert "line one" in run("show", "1").out


def test_a_day_can_start_at_another_time(run: Run, configure: Configure) -> None:
    """A night worker's day ends later."""
    configure('day_starts_at = "07:30"\n')
    made = run("new", "--outcome", "met", "--situation", "x", "--at", "2026-03-06T07:00-06:00",
               "--json").json  # fmt: skip
    assert made["day"] == "2026-03-05"


def test_a_journal_can_have_a_name(
    run: Run, configure: Configure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--journal NAME is the file that the configuration knows by it, the variable likewise."""
    configure(f'[journals]\nwork = "{tmp_path}/w.db"\n')
    run("--journal", "work", "new", "--outcome", "met", "--situation", "x")
    assert (tmp_path / "w.db").exists()
    monkeypatch.setenv("DEBRIEF_JOURNAL", "work")
    assert len(run("list", "--json").json) == 1


def test_plain_prompts_can_be_chosen(configure: Configure) -> None:
    """For a screen reader: line by line."""
    from debrief_cli import settings
    from debrief_cli.prompts import prompter
    from debrief_cli.prompts.plain import PlainPrompter

    configure('prompts = "plain"\n')
    plain = settings.load().prompts == "plain"
    assert isinstance(prompter(plain=plain, color=False, on_half=print), PlainPrompter)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1", "“colour” is not a setting"),
        ("day_starts_at =", "not TOML"),
        ('day_starts_at = "late"', "day_starts_at"),
        ('day_starts_at = "13:00"', "before noon"),
        ('prompts = "loud"', "prompts"),
        ("journals = 3", "journals"),
        ("[journals]\na = 5", "journals.a"),
        ('[words.moods]\nx = "y"', "words.moods"),
        ("[words.stages]\nx = 1", "words.stages.x"),
        ('[words.stages]\n"Sing!" = "y"', "words.stages.Sing!"),
        ("\xff", "cannot be read"),
    ],
    ids=str,
)
def test_a_wrong_configuration_is_refused_by_its_key(
    run: Run, configure: Configure, text: str, said: str
) -> None:
    """One line that names the file and what is wrong in it, exit 2."""
    path = configure("")
    path.write_bytes(text.encode("latin-1"))
    refused = run("list")
    assert refused.code == 2
    assert said in refused.err
    assert str(path) in refused.err


def test_without_a_configuration_the_defaults_hold(run: Run) -> None:
    """No file, no question about it."""
    assert run("list").code == 0
