"""debrief recall: what is known of such a situation."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from debrief_cli.analysis import everyday
from debrief_cli.analysis.stemming import stems, words

Run = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples"

# Ways to tell the situation of each plan among the examples without a word of the plan.
FITTING = (
    (1, "woman telephoning once more, refund still missing"),
    (1, "had to phone twice because we did not sort it"),
    (2, "handling two conversations in parallel"),
    (2, "distracted by a parallel conversation"),
    (3, "coupon ended on saturday"),
    (3, "gift card expired two weeks back"),
    (4, "wants to hand a coat back but has lost the ticket"),
    (5, "neighbours have got her delivery"),
    (5, "shipment landed with somebody else"),
    (6, "sign promises less than the checkout charges"),
)
FITTING_NONE = (
    "asks about the weather",
    "lost her car keys",
    "wants the newsletter in french",
    "fire alarm went off",
    "kitchen planning appointment",
)


@pytest.fixture
def examples(run: Run) -> Run:
    """A journal with the examples."""
    for command, name in (("new", "debriefs"), ("reflect", "reflections")):
        assert run(command, "--from", EXAMPLES / f"{name}.json").code == 0
    return run


def saved(run: Run, *debriefs: dict[str, Any]) -> None:
    """Save debriefs that went better unless they say otherwise."""
    plain = {"outcome": "exceeded", "occurred_at": "2026-03-02T09:00:00-06:00"}
    result = run("new", "--from", [{**plain, **debrief} for debrief in debriefs])
    assert result.code == 0, result.err


def keys(result: Any) -> list[tuple[str, int]]:
    """The kind and the id of each record found."""
    return [(record["kind"], record["id"]) for record in result.json]


def in_journal(path: Path, sql: str, value: str) -> None:
    """Change a journal behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, (value,))


def test_the_fitting_plan_comes_first(examples: Run) -> None:
    """Of ten phrasings that share no word with their plan, at least nine find it first."""
    silent = set(everyday.SILENT.split())

    def said(text: str) -> set[str]:
        spoken = [word for word in words(text) if word not in silent]
        return set(stems(spoken))

    first = {}
    for plan, text in FITTING:
        told = examples("show", f"p{plan}", "--json").json
        assert not said(text) & said(f"{told['if']} {told['then']} {told['because'] or ''}"), text
        first[text] = keys(examples("recall", *text.split(), "--json"))[:1]
    right = [text for plan, text in FITTING if first[text] == [("play", plan)]]
    assert len(right) >= 9, set(first) - set(right)


@pytest.mark.parametrize("text", FITTING_NONE)
def test_nothing_is_said_when_nothing_fits(examples: Run, text: str) -> None:
    """One kind line, exit 0, and an empty array as JSON."""
    page = examples("recall", text)
    assert (page.code, page.err) == (0, "")
    assert page.out == (
        "  Nothing like it here yet. Once you write one up, it comes back: debrief new\n"
    )
    assert examples("recall", text, "--json").json == []


def test_the_page_has_plans_then_what_worked_what_turned_and_who_helped(examples: Run) -> None:
    """The plan with its evidence, own words with date and id, the part of the call, thanks."""
    page = examples("recall", "second", "call", "about", "a", "late", "refund").out
    told = (
        "YOUR PLAN FOR THIS\n",
        "When it is like this: someone rings a second time about the same thing\n",
        "I will name the first call and give a date first\n",
        "p1 · trying · came up 6, did it 5, worked 4\n",
        "WHEN IT WENT BETTER, YOU WROTE   in full: debrief show 14\n",
        "“named the first call, freed the refund while he waited”",
        "14 · 16 Feb\n",
        "WHERE IT TURNED, WHEN IT WENT WORSE\n",
        "finding out the need: “asked her everything from the start”",
        "1 · 27 Jan\n",
        "WHO HELPED\n",
        "whoever took the first call: “left a note I could use at once”",
    )
    places = [page.index(line) for line in told]
    assert places == sorted(places)


def test_json_has_the_whole_records_with_kind_and_score(examples: Run) -> None:
    """Plans first, each list best first; a record is the one that `show` prints."""
    found = examples("recall", "late refund", "--json").json
    kinds = [record["kind"] for record in found]
    assert kinds == sorted(kinds, reverse=True)
    assert {"play", "debrief"} == set(kinds)
    for kind, letter in (("play", "p"), ("debrief", "")):
        scores = [record["score"] for record in found if record["kind"] == kind]
        assert scores == sorted(scores, reverse=True)
        record = next(record for record in found if record["kind"] == kind)
        shown = examples("show", f"{letter}{record['id']}", "--json").json
        assert {key: value for key, value in record.items() if key in shown} == shown
        assert set(record) - set(shown) == {"kind", "score"}
    assert all(0 < record["score"] <= 1 for record in found)


def test_limit_is_for_all_records_together(examples: Run) -> None:
    """Plans first; 0 is all, and without it JSON has no limit."""
    everything = keys(examples("recall", "late refund", "--json"))
    assert len(everything) > 3
    assert keys(examples("recall", "late refund", "--json", "--limit", "0")) == everything
    assert keys(examples("recall", "late refund", "--json", "--limit", "1")) == everything[:1]
    assert keys(examples("recall", "late refund", "--json", "--limit", "3")) == everything[:3]
    only_plan = examples("recall", "late refund", "--limit", "1").out
    assert "YOUR PLAN" in only_plan
    assert "WHEN IT WENT BETTER" not in only_plan
    assert "WHO HELPED" in examples("recall", "late refund", "--limit", "0").out


@pytest.mark.parametrize("given", [(), ("",), (" ", "\t")], ids=str)
def test_without_words_it_says_what_to_write(run: Run, given: tuple[str, ...]) -> None:
    """Exit 2 with an example."""
    refused = run("recall", *given)
    assert refused.code == 2
    assert "debrief recall late refund" in refused.err
    assert refused.out == ""


@pytest.mark.parametrize(
    "options", [("--channel", "fax"), ("--limit", "-1"), ("--limit", "x")], ids=str
)
def test_an_option_that_cannot_be_is_refused(run: Run, options: tuple[str, ...]) -> None:
    """Exit 2 with a line that names it."""
    refused = run("recall", "refund", *options)
    assert refused.code == 2
    assert options[0] in refused.err


def test_what_was_alike_on_the_same_channel_comes_first(run: Run) -> None:
    """--channel prefers, and leaves nothing out that is alike."""
    saved(
        run,
        {"situation": "velvet sofa", "channel": "chat"},
        {"situation": "velvet sofa", "channel": "phone"},
    )
    for channel, expected in (("chat", [1, 2]), ("phone", [2, 1])):
        found = keys(run("recall", "sofa of velvet", "--channel", channel, "--json"))
        assert [number for _, number in found] == expected


def test_nothing_is_found_in_a_journal_that_is_not_there(run: Run, journal: Path) -> None:
    """It is not made by looking."""
    assert run("recall", "refund").code == 0
    assert run("recall", "refund", "--json").json == []
    assert not journal.exists()


def test_plans_that_were_let_go_do_not_come_back(run: Run, journal: Path) -> None:
    """Standards, plans on trial and waiting ones do."""
    made = {"situation": "velvet sofa", "outcome": "met"}
    saved(run, {**made, "next_time": {"if": "a velvet sofa", "then": "measure it"}})
    for state, words_ in (("standard", "how I work now"), ("resting", "waiting")):
        in_journal(journal, "UPDATE play SET state = ?", state)
        assert f"p1 · {words_} · waits for the next one" in run("recall", "velvet").out
    in_journal(journal, "UPDATE play SET state = ?", "dropped")
    assert run("recall", "velvet", "--json").json == []


def test_only_what_went_better_or_worse_is_told(run: Run) -> None:
    """What went as expected, and what is left out of one's own figures, is not."""
    saved(
        run,
        {"situation": "velvet sofa", "outcome": "met", "contributions": ["met"]},
        {"situation": "velvet sofa", "conduct": "abusive", "contributions": ["abused"]},
        {"situation": "velvet sofa", "contributions": ["better", "second"]},
        {"situation": "velvet sofa", "outcome": "below", "contributions": ["worse"],
         "would_change": ["earlier"]},
        {"situation": "velvet sofa", "outcome": "below", "would_change": ["at once"],
         "stages": [{"stage": "greet", "verdict": "worked"},
                    {"stage": "resolve", "verdict": "turned"}]},
        {"situation": "velvet sofa", "outcome": "below",
         "stages": [{"stage": "wrap_up", "verdict": "turned"}]},
    )  # fmt: skip
    page = run("recall", "velvet", "--limit", "0").out
    for said in ("“better”", "you would: “earlier”", "solving it: “at once”", "notes and after "):
        assert said in page
    for unsaid in ("met", "abused", "second", "“worse”", "hello"):
        assert unsaid not in page
    assert [number for _, number in keys(run("recall", "velvet", "--json"))] == [6, 5, 4, 3]


def test_who_helped_is_told_once_with_what_for(run: Run) -> None:
    """Thanks, and who helped when it was passed on; the same twice is said once."""
    saved(
        run,
        {"situation": "velvet sofa", "kudos": [{"to": "Ann", "for": "the swatch"}, {"to": "Ops"}]},
        {"situation": "velvet sofa", "kudos": [{"to": "Ann", "for": "the swatch"}]},
        {"situation": "velvet sofa", "outcome": "below", "answers": {"escalation.who": "Bo"}},
    )
    page = run("recall", "velvet", "--limit", "0").out
    assert "WHO HELPED   in full: debrief show 3\n" in page
    assert page.count("Ann: “the swatch”") == 1
    assert "  Ops " in page
    assert "  Bo " in page


def test_the_usual_page_fits_a_screen_of_24_rows(run: Run) -> None:
    """Even when there is much of everything, and each text is long."""
    long = " and then some more of the velvet" * 9
    plan = {"if": f"a velvet sofa{long}", "then": f"measure it{long}"}
    told = [
        {"situation": "velvet sofa", "outcome": outcome, "contributions": [f"{n} did{long}"],
         "would_change": [f"{n} change{long}"], "kudos": [{"to": f"{n} Ann{long}", "for": long}],
         "stages": [{"stage": "resolve", "verdict": "turned", "note": f"{n} note{long}"}],
         "next_time": {**plan, "then": f"{n} {plan['then']}"}}
        for n, outcome in enumerate(("exceeded", "below") * 4)
    ]  # fmt: skip
    saved(run, *told)
    page = run("recall", "velvet sofa").out
    assert page.count("When it is like this") == 2
    assert page.count("“") == 3 + 2 + 2
    assert len(page.splitlines()) < 24
    assert max(map(len, page.splitlines())) <= 80
    everything = run("recall", "velvet sofa", "--limit", "0").out
    assert everything.count("When it is like this") == 8


def test_what_is_written_cannot_steer_the_screen(run: Run) -> None:
    """Escapes, markup and directions are shown, not obeyed; nothing fails on odd words."""
    hostile = "velvet \x1b[31m[red]sofa[/red]\x07 \u202e %s {x} '; DROP TABLE debrief; --"
    saved(
        run,
        {"situation": hostile, "contributions": [hostile], "customer": hostile,
         "kudos": [{"to": hostile, "for": hostile}],
         "next_time": {"if": hostile, "then": hostile}},
        {"situation": hostile, "outcome": "below", "would_change": [hostile],
         "stages": [{"stage": "resolve", "verdict": "turned", "note": hostile}]},
    )  # fmt: skip
    for text in ("velvet sofa", hostile, "'; DROP TABLE", "%s {x} [b] \x1b", "\u202e", "*", "OR 1"):
        result = run("recall", text)
        assert (result.code, result.err) == (0, "")
        assert not {"\x1b", "\x07", "\u202e"} & set(result.out)
        assert run("recall", text, "--json").code == 0
    page = run("recall", "velvet sofa").out
    assert "^[[31m[red]sofa[/red]^G <U+202E>" in page


def test_a_broken_answer_helps_nobody_and_harms_nothing(run: Run, journal: Path) -> None:
    """An answer that is no text (by another hand) is passed over."""
    saved(run, {"situation": "velvet", "answers": {"escalation.who": "Bo", "effort.mine": 2}})
    for value in ("{", "[1]", "null", "7"):
        in_journal(
            journal, "UPDATE debrief_answer SET value = ? WHERE key = 'escalation.who'", value
        )
        found = run("recall", "velvet")
        assert (found.code, "WHO HELPED" in found.out) == (0, False)
