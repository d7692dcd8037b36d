"""debrief report --for coach: how one works and one's plans; no score, no customer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

Run = Callable[..., Any]
FORMATS = ("terminal", "markdown", "html", "json", "csv")
# Counts that nothing else on a page comes to by chance.
BETTER, WORSE = 47, 38
PRIVATE = (
    "Hilde", "ORD-77-B", "so rude", "their words here", "thought it was free", "kept calm",
    "ask sooner", "felt let down", "why of the evening", "went well line", "tomorrow line",
    "further line", "private note",
)  # fmt: skip
VERDICTS = re.compile(
    r"better than|as they expected|worse than|exceeded|\bmet\b|below|outcome|verdict|went well"
    r"|turned here|got what they came for",
    re.IGNORECASE,
)
KEYS = {
    "schema", "period", "label", "start", "end", "timezone", "days_looked_back", "k", "n",
    "plays", "made", "came_up", "did", "partly", "worked", "list", "id", "if", "then", "state",
    "focus", "week", "text", "play", "consistency", "techniques", "technique", "used",
    "stages", "stage", "noted", "factors", "factor", "helped", "hurt",
}  # fmt: skip


def debriefs() -> Iterator[dict[str, Any]]:
    """A week with a customer's name in all that could carry it."""
    for n in range(BETTER + WORSE):
        day = f"2026-03-0{2 + n % 5}"
        one = {
            "occurred_at": f"{day}T12:00:00-06:00",
            "outcome": "exceeded" if n < BETTER else "below",
            "situation": "Hilde Rust rings again",
            "customer": "Hilde  Rust",
            "reference": "ORD-77-B",
            "evidence": "said_so",
            "customer_words": "so rude, their words here",
            "expectation": "thought it was free",
            "contributions": ["kept calm with Hilde"],
            "would_change": ["ask sooner"],
            "factors": [{"factor": "queue_or_wait", "direction": "hurt", "note": "private note"}]
            if n < 3
            else [],
            "stages": [{"stage": "resolve", "verdict": "turned", "note": "private note"}]
            if n < 4
            else [],
            "answers": {"feelings.need": "heard", "effort.mine": 5},
        }
        if n == 0:
            one["next_time"] = {
                "if": "hilde\nrust rings about ORD-77-B",
                "then": "tell HILDE RUST the day first",
            }
        if n == 1:
            one["next_time"] = {"if": "a call", "then": "ring back on 0171 234 5678"}
        yield one
    # Ways of serving are counted over whole weeks.
    way = {"outcome": "met", "situation": "s", "techniques": ["listen_fully"]}
    yield from [{"occurred_at": "2026-02-24T12:00:00-06:00", **way}] * 6


@pytest.fixture
def told(run: Run) -> Callable[[str], str]:
    """The coach's report in each format."""
    assert run("new", "--from", list(debriefs())).code == 0
    evening = {
        "customers": [
            {"customer": "Gertrud", "verdict": "below", "felt": "felt let down",
             "why": "why of the evening"},
            {"customer": "Hilde", "verdict": "exceeded"},
        ],
        "further": "further line", "went_well": "went well line", "tomorrow": "tomorrow line",
    }  # fmt: skip
    assert run("reflect", "--from", evening).code == 0
    assert run("playbook", "check", "1", "yes:yes").code == 0
    assert run("focus", "set", "look up when Gertrud speaks").code == 0
    return lambda name: run("report", "--for", "coach", "--format", name).out


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_private_is_in_any_format(told: Callable[[str], str], name: str) -> None:
    """No customer, no word of theirs, no outcome and no count of one, whatever the format."""
    page = told(name)
    text = re.sub(r"(?s)<style>.*?</style>", "", page)
    for private in PRIVATE:
        assert private.lower() not in text.lower(), private
    assert "Gertrud" not in text
    assert "0171" not in text
    assert not VERDICTS.findall(text.replace("MET", ""))
    numbers = set(re.findall(r"\d+", re.sub(r"<svg.*?</svg>|<meta[^>]*>", "", text)))
    assert not numbers & {str(BETTER), str(WORSE), str(BETTER + WORSE)}


@pytest.mark.parametrize("name", FORMATS)
def test_how_one_works_is_in_every_format(told: Callable[[str], str], name: str) -> None:
    """Plans with what came of them, ways of serving, parts, causes, and the week's one thing."""
    page = re.sub(r"\\(.)", r"\1", told(name)) if name == "markdown" else told(name)
    assert "a customer rings about" in page
    assert "tell a customer" in page
    assert "look up when a customer speaks" in page
    for words, key in (
        ("heard them out", "listen_fully"), ("the queue", "queue_or_wait"),
        ("solving it", "resolve"),
    ):  # fmt: skip
        assert (key if name == "json" else words) in page


def test_the_document_for_a_coach_has_these_keys_alone(told: Callable[[str], str]) -> None:
    """A key that comes into the report later is not for a coach until it is listed."""

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    document = json.loads(told("json"))
    assert keys(document) == KEYS
    assert document["techniques"] == [{"technique": "listen_fully", "used": 6}]
    assert document["stages"] == [{"stage": "resolve", "noted": 4}]
    assert [play["did"] for play in document["plays"]["list"]] == [1, 0]


def test_the_journal_itself_is_left_as_it_is(told: Callable[[str], str], run: Run) -> None:
    """What is hidden from a coach is still there for oneself."""
    told("terminal")
    assert "Hilde" in run("report", "--full").out
    assert "HILDE" in run("show", "p1").out


def test_one_is_asked_to_read_it_before(told: Callable[[str], str], run: Run) -> None:
    """What one wrote in a plan cannot be judged by a program: it says so, beside the page."""
    told("terminal")
    assert "read them once before you pass them on" in run("report", "--for", "coach").err


@pytest.mark.parametrize(
    ("label", "text", "shown"),
    [
        ("Ann", "Annoyed callers and Ann", "Annoyed callers and a customer"),
        ("Hill", "Mr Hill's son", "Mr a customer's son"),
        ("王先生", "当王先生来电", "当a customer来电"),
        ("C++ (shop)", "when c++ (shop) rings", "when a customer rings"),
        ("the man", "The  man rings", "a customer rings"),
    ],
)
def test_a_label_is_found_as_a_word(run: Run, label: str, text: str, shown: str) -> None:
    """Whatever its script, its case and its signs; never within another word."""
    given = {"outcome": "met", "situation": "s", "customer": label}
    plan = {"next_time": {"if": "x", "then": text}}
    assert run("new", "--from", given | plan).code == 0
    document = run("report", "--for", "coach", "--json").json
    assert document["plays"]["list"][0]["then"] == shown


def test_a_coach_of_an_empty_journal(run: Run) -> None:
    """Nothing to say is said kindly."""
    page = run("report", "--for", "coach")
    assert page.code == 0
    assert "Nothing to say about that yet." in page.out
