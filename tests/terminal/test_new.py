"""debrief new on a real pseudo-terminal: the keys, the screen, and what an interruption leaves."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
At = Callable[..., Any]


def good_call(terminal: Any) -> None:
    """Everything up to the save line of a good call."""
    terminal.until("b  better than they expected")
    terminal.type("b", "How could you tell?")
    terminal.type("s", "What was it about")
    terminal.type("late refund\r", "What did you do that helped?")
    terminal.type("named the first call\r", "When it is like this again:")
    terminal.type("\r", "I will")
    terminal.type("give a date first\r", "Enter = just save")


def test_a_good_call_takes_seven_answers_and_fits_the_screen(run: Run, at: At) -> None:
    """Choice keys answer at once; everything from first to last stands within 24 rows."""
    terminal = at("new")
    good_call(terminal)
    terminal.type("2", "Saved as 1.")
    assert terminal.ended() == 0
    assert terminal.text.splitlines()[0].strip().startswith("Enter skips")
    saved = run("show", "1", "--json").json
    assert (saved["outcome"], saved["evidence"], saved["situation"]) == (
        "exceeded", "said_so", "late refund",
    )  # fmt: skip
    assert saved["next_time"]["if"] == "late refund"
    assert saved["next_time"]["then"] == "give a date first"
    assert saved["answers"] == {"effort.mine": 2}


def test_a_bad_call_asks_first_what_was_not_in_ones_hands(run: Run, at: At) -> None:
    """Nine answers; the causes come before what one did, and a closer look is one key away."""
    terminal = at("new")
    terminal.until("w  worse")
    terminal.type("w", "How could you tell?")
    terminal.type("\r", "What was it about")
    terminal.type("voucher ran out\r", "What was not in your hands?")
    terminal.type("2 +4 12\r", "What did you do that helped, even a little?")
    terminal.type("told them at once\r", "Looking back")
    terminal.type("check the date\r", "When it is like this again:")
    terminal.type("\r", "I will")
    terminal.type("\r", "find where it turned (two questions)")
    terminal.type("w", "Where did it turn?")
    terminal.type("4\r", "might have kept it calm?")
    terminal.type("\r", "Saved as 1.")
    assert terminal.ended() == 0
    saved = run("show", "1", "--json").json
    assert saved["evidence"] == "guess"
    assert [(f["factor"], f["direction"]) for f in saved["factors"]] == [
        ("promotion_or_price", "hurt"), ("policy_or_authority", "helped"),
    ]  # fmt: skip
    assert saved["conduct"] == "abusive"
    assert saved["next_time"]["then"] == "check the date"
    assert saved["stages"][0]["verdict"] == "turned"
    assert saved["answers"]["stages.earlier"] == "check the date"


def test_going_back_keeps_the_earlier_answer(run: Run, at: At) -> None:
    """`<` on a text line and at a choice, and Shift-Tab anywhere, lead to the question before."""
    terminal = at("new")
    terminal.until("b  better")
    terminal.type("b", "How could you tell?")
    terminal.type("<", "Enter = keep: better than they expected")
    terminal.type("\r", "How could you tell?")
    terminal.type("t", "What was it about")
    terminal.type("lat\x1b[Z", "Enter = keep: their tone or words")
    terminal.type("\r", "What was it about")
    terminal.type("late refund\r", "What did you do that helped?")
    terminal.type("<\r", "late refund")
    terminal.until("What was it about")
    terminal.type(" again\r", "What did you do that helped?")
    terminal.type("\r", "When it is like this again:")
    terminal.type("-\r", "Enter = just save")
    terminal.type("<", "When it is like this again:")
    terminal.type("-\r", "Enter = just save")
    terminal.type("\r", "Saved as 1.")
    assert terminal.ended() == 0
    saved = run("show", "1", "--json").json
    assert saved["situation"] == "late refund again"
    assert saved["next_time"] is None


def test_a_key_that_answers_nothing_is_ignored(at: At) -> None:
    """Enter where an answer is needed, and any other key, leave the question standing."""
    terminal = at("new")
    terminal.until("b  better")
    terminal.type("\rzq\x1b[200~paste\x1b[201~")
    time.sleep(0.3)
    terminal.read()
    assert "How could you tell?" not in terminal.text
    terminal.type("b", "How could you tell?")
    terminal.type("s", "What was it about")
    terminal.type("  \r", "this one is needed")


def test_quick_asks_two_questions(run: Run, at: At) -> None:
    """The outcome, one line, saved."""
    terminal = at("new", "--quick")
    terminal.until("b  better")
    terminal.type("a", "What was it about")
    terminal.type("late refund\r", "Saved as 1.")
    assert terminal.ended() == 0
    assert run("show", "1", "--json").json["outcome"] == "met"


def test_given_flags_are_not_asked_again(run: Run, at: At) -> None:
    """A flag answers its question; the rest is asked."""
    terminal = at("new", "--outcome", "met", "--channel", "chat")
    terminal.until("How could you tell?")
    terminal.type("\r", "What was it about")
    terminal.type("x\r", "What did you do that helped?")
    terminal.type("\r", "When it is like this again:")
    terminal.type("-\r", "Enter = just save")
    terminal.type("\r", "Saved as 1.")
    assert terminal.ended() == 0
    saved = run("show", "1", "--json").json
    assert (saved["outcome"], saved["channel"]) == ("met", "chat")


def test_the_review_fills_any_field_and_takes_a_closer_look(run: Run, at: At) -> None:
    """Behind `m` every field can be filled or changed, by its number."""
    terminal = at("new")
    good_call(terminal)
    terminal.type("m", "Everything on this one")
    terminal.type("8\r", "What did they expect?")
    terminal.type("a quick answer\r", "Everything on this one")
    terminal.type("3\r", "What was it about")
    terminal.type(" again\r", "Everything on this one")
    terminal.type("99\r", "is not one of these")
    terminal.type("h\r", "Who helped, and with what?")
    terminal.type("night shift :: found it\r", "Everything on this one")
    terminal.type("\r", "Saved as 1.")
    assert terminal.ended() == 0
    saved = run("show", "1", "--json").json
    assert saved["expectation"] == "a quick answer"
    assert saved["situation"] == "late refund again"
    assert saved["kudos"] == [{"to": "night shift", "for": "found it"}]


def test_words_that_no_disk_takes_are_given_back(at: At, journal: Path) -> None:
    """When not even the draft can be kept, what was written is printed, to be copied."""
    journal.parent.mkdir(parents=True)
    (journal.parent / "drafts.db").mkdir()
    terminal = at("new", rows=30)
    terminal.until("drafts.db")
    assert terminal.ended() == 1
    (journal.parent / "drafts.db").rmdir()
    again = at("new", rows=30)
    again.until("b  better")
    again.type("b", "How could you tell?")
    (journal.parent / "drafts.db").unlink()
    (journal.parent / "drafts.db").mkdir()
    again.type("s")
    assert again.ended() == 1
    assert "to copy:" in again.text
    assert "said_so" in again.text.replace("\n", "")


def test_nothing_typed_leaves_no_draft(run: Run, at: At) -> None:
    """Ctrl-C at the first question: 130, and nothing to go on with."""
    terminal = at("new")
    terminal.until("b  better")
    terminal.type("\x03", "Nothing was written.")
    assert terminal.ended() == 130
    assert run("today", "--json").json["draft"] is None
    assert run("new", "--discard").code == 1


def test_the_next_new_offers_what_was_cut_short(run: Run, at: At) -> None:
    """Enter goes on with it, n starts another and leaves it where it is."""
    terminal = at("new")
    terminal.until("b  better")
    terminal.type("b", "How could you tell?")
    terminal.type("\x03")
    assert terminal.ended() == 130
    another = at("new")
    another.until("You have one unfinished")
    another.type("n", "b  better")
    another.type("\x03")
    another.ended()
    again = at("new")
    again.until("You have one unfinished")
    again.type("\r", "How could you tell?")
    again.type("\x03")
    again.ended()
    assert run("new", "--discard", "--yes").code == 0
    assert run("today", "--json").json["draft"] is None


def test_a_full_walk_shows_no_colour_when_none_is_wanted(at: At, tmp_path: Path) -> None:
    """With NO_COLOR or --no-color the terminal is sent no colour."""
    for args, env in ((("new",), {"NO_COLOR": "1"}), (("--no-color", "new"), {})):
        terminal = at("--journal", str(tmp_path / f"{len(args)}.db"), *args, **env)
        good_call(terminal)
        terminal.type("\x03")
        terminal.ended()
        colours = re.findall(rb"\x1b\[(?:[\d;]*;)?[34]\d(?:;[\d;]*)?m", terminal.raw)
        assert colours == []


def test_a_dumb_terminal_is_asked_line_by_line(run: Run, at: At) -> None:
    """Where keys cannot be read one by one, every answer is a line."""
    terminal = at("new", TERM="dumb")
    for question, answer in (
        ("better than they expected", "b"), ("How could you tell?", "<"),
        ("Enter = keep: better", ""), ("How could you tell?", "s"),
        ("What was it about", "late refund"), ("What did you do that helped?", "x"),
        ("When it is like this again:", ""), ("I will", ""), ("How hard", ""),
    ):  # fmt: skip
        terminal.until(question)
        terminal.type(f"{answer}\r")
        time.sleep(0.2)
    terminal.until("Saved as 1.")
    saved = run("show", "1", "--json").json
    assert saved["next_time"]["then"] == "do the same again: x"


def test_another_size_of_terminal_reads_as_well(at: At, tmp_path: Path) -> None:
    """40 columns wrap, 120 do not; nothing breaks."""
    for rows, columns in ((24, 40), (40, 120)):
        terminal = at(
            "--journal", str(tmp_path / f"{columns}.db"), "new", rows=rows, columns=columns
        )
        terminal.until("better than they expected")
        terminal.type("b", "How could you tell?")
        terminal.type("s", "What was it about")
        terminal.type("wörter 漢字 🙂 " * 12 + "\r", "What did you do that helped?")
        terminal.type("\x03")
        assert terminal.ended() == 130
