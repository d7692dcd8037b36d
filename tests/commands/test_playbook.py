"""debrief playbook: the plans, their evidence, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
HOSTILE = "\x1b[31m‮ [x](javascript:1) # <b>\n- *y* `z` |_~&amp; www.a.bc"


def add(run: Run, then: str, **words: str) -> Any:
    """A plan by flags; the result of the call."""
    given = {"if": "it rings", "then": then, **words}
    return run("playbook", "add", *(f"--{key}={text}" for key, text in given.items()))


@pytest.fixture
def four(run: Run) -> Run:
    """Three plans on trial, the first with a reason, and a fourth that waits."""
    add(run, "answer one", because="they wait")
    for then in ("answer two", "answer three", "answer four"):
        assert add(run, then).code == 0
    return run


def state(run: Run, number: int) -> str:
    """What has become of a plan."""
    found: str = run("show", f"p{number}", "--json").json["state"]
    return found


def test_with_nothing_yet_the_page_teaches_the_next_step(run: Run) -> None:
    """One kind page, an empty array, exit 0."""
    page = run("playbook")
    assert page.code == 0
    assert "debrief new" in page.out
    assert "debrief playbook add" in page.out
    assert run("playbook", "--json").json == []
    assert run("playbook", "--format", "markdown").out.startswith("# How I work now\n")


def test_the_page_has_the_sections_that_have_something(four: Run) -> None:
    """On trial, waiting, how I work now, let go: in this order, each with its plans."""
    assert "How I work now" not in four("playbook").out
    four("playbook", "standard", "2")
    four("playbook", "drop", "3")
    page = four("playbook").out
    places = [page.index(name) for name in ("On trial", "Waiting", "How I work now", "Let go")]
    assert places == sorted(places)
    plans = [page.index(f"answer {name}") for name in ("one", "four", "two", "three")]
    assert plans == sorted(plans)
    assert "so that they wait" in page


def test_a_plan_shows_its_evidence(run: Run) -> None:
    """Counts in words with partly apart, the last answer with its day, the debriefs behind it."""
    given = {"outcome": "met", "situation": "late refund", "occurred_at": "2026-03-02T09:00-06:00"}
    run("new", "--from", {**given, "next_time": {"then": "give the date"}})
    assert "waits for the next one" in run("playbook").out
    check = {"play": 1, "came_up": True, "did": "yes", "worked": "yes"}
    run("new", "--from", {**given, "checks": [check, {**check, "did": "partly"}]})
    run("playbook", "check", "p1", "forgot")
    run("playbook", "check", "1", "not_come_up")
    page = run("playbook").out
    assert "came up 3, did it 1 (partly 1), worked 1" in page
    assert "last: Fri 6 Mar, did not come up" in page
    assert "written up: 1, 2" in page
    (plan,) = run("playbook", "--json").json
    assert plan == run("show", "p1", "--json").json
    assert [plan[key] for key in ("came_up", "did", "partly", "worked")] == [3, 1, 1, 1]
    assert [c["given_in"] for c in plan["checks"]] == ["debrief", "debrief", "playbook", "playbook"]


def test_how_i_work_now_is_a_page_to_take_along(four: Run) -> None:
    """Standards alone, with what for and what came of it, and no customer in it."""
    four("playbook", "check", "1", "yes:yes")
    four("playbook", "check", "1", "yes")
    four("playbook", "standard", "1")
    assert four("playbook", "--format", "markdown").out == (
        "# How I work now\n\n"
        "- When it is like this: **it rings**  \n"
        "  I will answer one  \n"
        "  so that they wait  \n"
        "  It came up twice: I did it twice; it worked once.\n"
    )


def test_hostile_text_is_inert_everywhere(run: Run) -> None:
    """Neither a terminal nor Markdown obeys it, and JSON has it as it was typed."""
    assert add(run, HOSTILE, because=HOSTILE).code == 0
    run("playbook", "standard", "1")
    for words in ((), ("--format", "markdown"), ("reword", "1", "--if", HOSTILE)):
        out = run("playbook", *words).out
        assert "\x1b" not in out
        assert "‮" not in out
    made = run("playbook", "--format", "markdown").out
    assert r"\[x\]\(javascript\:1\) \# \<b\> \- \*y\* \`z\` \|\_\~\&amp\; www\.a\.bc" in made
    assert run("playbook", "--json").json[0]["then"] == HOSTILE


def test_each_state_has_its_line(four: Run) -> None:
    """One plain line says what is so now; letting go says how to take it back."""
    assert four("playbook", "standard", "p2").out == "p2 is how you work now.\n"
    assert four("playbook", "rest", "1").out.startswith("p1 waits.")
    dropped = four("playbook", "drop", "3").out
    assert dropped == "p3 is let go. To take it back: debrief playbook try 3\n"
    assert four("playbook", "try", "3").out.startswith("p3 is on trial.")
    assert [state(four, n) for n in (1, 2, 3, 4)] == ["resting", "standard", "trying", "resting"]
    assert four("playbook", "drop", "1", "--json").json["state"] == "dropped"


def test_a_fourth_on_trial_is_refused_and_waits(four: Run) -> None:
    """Exit 1 with the three by name; freeing a place lets it in."""
    refused = four("playbook", "try", "4")
    assert refused.code == 1
    for said in ("p1 “answer one”", "p2 “answer two”", "p3 “answer three”", "playbook standard 1"):
        assert said in refused.err
    assert refused.out == ""
    four("playbook", "rest", "1")
    assert four("playbook", "try", "4").code == 0


@pytest.mark.parametrize("act", ["check", "try", "standard", "drop", "rest", "reword"])
@pytest.mark.parametrize(("id_", "code"), [("9", 1), ("p9", 1), ("r1", 2), ("x", 2), ("", 2)])
def test_a_bad_number_is_refused(run: Run, journal: Any, act: str, id_: str, code: int) -> None:
    """An unknown one is 1, what is no plan's number 2; no journal is made for it."""
    refused = run("playbook", act, id_)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err
    assert not journal.exists()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("yes:yes", (True, "yes", "yes")),
        ("yes", (True, "yes", None)),
        ("yes:", (True, "yes", None)),
        ("partly:mixed", (True, "partly", "mixed")),
        ("forgot", (True, "forgot", None)),
        ("chose_not", (True, "chose_not", None)),
        ("not_come_up", (False, None, None)),
    ],
)
def test_a_check_by_words(four: Run, given: str, expected: tuple[Any, ...]) -> None:
    """The same words as behind --check; it is given today, in the playbook."""
    done = four("playbook", "check", "1", given, "--json")
    (check,) = done.json["checks"]
    assert (check["came_up"], check["did"], check["worked"]) == expected
    assert (check["day"], check["given_in"], check["given_id"]) == ("2026-03-06", "playbook", None)


@pytest.mark.parametrize("given", ["", "maybe", "yes:great", "forgot:yes", "not_come_up:yes"])
def test_a_check_that_does_not_hold_is_refused(four: Run, given: str) -> None:
    """Exit 2 with the words there are, and nothing is stored."""
    refused = four("playbook", "check", "1", given)
    assert refused.code == 2
    assert "not_come_up" in refused.err
    assert four("show", "p1", "--json").json["checks"] == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("y", ("yes", "yes")), ("m", ("yes", "mixed")), ("n", ("yes", "no")),
        ("c", ("yes", "cannot_tell")), ("p", ("partly", None)), ("s", ("forgot", None)),
        ("x", ("chose_not", None)), ("0", (None, None)),
    ],
)  # fmt: skip
def test_a_check_by_one_key(four: Run, key: str, expected: tuple[Any, ...]) -> None:
    """One key says whether it came up, was done and worked."""
    done = four("playbook", "check", "1", typed=[("press", key)])
    assert done.out.startswith("Noted for p1: ")
    (check,) = four("show", "p1", "--json").json["checks"]
    assert (check["did"], check["worked"]) == expected


@pytest.mark.parametrize("key", ["", "<"])
def test_not_now_is_free(four: Run, key: str) -> None:
    """Enter stores nothing, and nothing is held against it."""
    later = four("playbook", "check", "1", typed=[("press", key)])
    assert later.code == 0
    assert "stays as it is" in later.err
    assert four("show", "p1", "--json").json["checks"] == []


def test_without_a_terminal_a_check_names_its_words(four: Run) -> None:
    """Exit 2, and with --no-input too."""
    for words in (("check", "1"), ("check", "1", "--no-input")):
        refused = four("playbook", *words)
        assert refused.code == 2
        assert "yes, partly, forgot, chose_not or not_come_up" in refused.err


@pytest.mark.parametrize(
    ("given", "said"), [("yes:yes", "playbook standard 1"), ("forgot", "hasn't found its moment")]
)
def test_three_answers_call_for_a_remark(four: Run, given: str, said: str) -> None:
    """The third time it worked, or slipped, a line beside the result names the next step."""
    for _ in range(2):
        assert four("playbook", "check", "1", given).err == ""
    assert said in four("playbook", "check", "1", given).err


def test_a_plan_is_reworded_by_flags(four: Run) -> None:
    """What is not given stays; an empty reason takes it away; a double is refused."""
    done = four("playbook", "reword", "1", "--then", "pick it up")
    assert done.out == "p1 now says: when it is like this: it rings, I will pick it up\n"
    assert four("show", "p1", "--json").json["because"] == "they wait"
    assert four("playbook", "reword", "1", "--because", "", "--json").json["because"] is None
    refused = four("playbook", "reword", "1", "--then", "Answer  TWO")
    assert refused.code == 1
    assert "p2 says the same" in refused.err
    assert four("playbook", "reword", "1", "--if", " ").code == 2


def test_a_plan_is_reworded_at_prompts(four: Run) -> None:
    """The present words stand there; Enter keeps them, and < goes back."""
    typed = [("read", ""), ("read", "pick it up"), ("read", "<"), ("read", "lift it"), ("read", "")]
    assert four("playbook", "reword", "1", typed=typed).code == 0
    plan = four("show", "p1", "--json").json
    assert [plan[k] for k in ("if", "then", "because")] == ["it rings", "lift it", "they wait"]
    left = four("playbook", "reword", "1", typed=[("read", "<")])
    assert left.err == "p1 stays as it is.\n"
    refused = four("playbook", "reword", "1")
    assert refused.code == 2
    assert "--if, --then, --because" in refused.err


def test_a_plan_is_added_by_flags_or_at_prompts(run: Run) -> None:
    """The fourth waits with a line; the same words are no second plan; nothing half is kept."""
    assert add(run, "a").out.startswith("p1 is on trial.")
    typed = [("read", "it rings"), ("read", ""), ("read", "b"), ("read", "")]
    assert run("playbook", "add", typed=typed).out.startswith("p2 is on trial.")
    typed = [("read", "c")]
    done = run("playbook", "add", "--if", "it rings", "--json", typed=typed)
    assert (done.json["id"], done.json["then"], done.json["because"]) == (3, "c", None)
    assert add(run, "d").out == "Three plans are on trial; p4 waits its turn.\n"
    assert add(run, "A ").out == "You have this plan already, as p1.\n"
    assert run("playbook", "add", typed=[("read", "<")]).err == "Nothing was written.\n"
    refused = run("playbook", "add", "--if", "x")
    assert refused.code == 2
    assert "--then" in refused.err
    assert len(run("playbook", "--json").json) == 4


def test_a_phone_number_in_a_plan_is_remarked(run: Run) -> None:
    """It is said beside the result and changes nothing."""
    done = add(run, "ring 0171 1234567")
    assert done.code == 0
    assert "a phone number" in done.err


def test_wrong_usage_is_named(run: Run) -> None:
    """An unknown act, an unknown format, and options in the wrong place are exit 2."""
    for words in (("standrad", "1"), ("--format", "pdf"), ("--json", "drop", "1"),
                  ("--json", "--format", "markdown"), ("standard",)):  # fmt: skip
        refused = run("playbook", *words)
        assert (refused.code, refused.out) == (2, ""), words
        assert refused.err


def test_global_options_stand_anywhere(run: Run, tmp_path: Any) -> None:
    """Before the command, behind it and behind what it does."""
    path = tmp_path / "other.db"
    flag = ("--journal", path)
    run("playbook", "add", "--if", "a", "--then", "b", *flag)
    assert run("playbook", *flag, "rest", "1").code == 0
    assert run(*flag, "playbook", "--json").json[0]["state"] == "resting"
    assert run("playbook", "--json").json == []


@pytest.mark.parametrize(
    "words",
    [(), ("check",), ("try",), ("standard",), ("drop",), ("rest",), ("reword",), ("add",)],
    ids=str,
)
def test_each_has_help(run: Run, words: tuple[str, ...]) -> None:
    """With a line that says what it does."""
    shown = run("playbook", *words, "--help")
    assert shown.code == 0
    assert "--json" in shown.out
