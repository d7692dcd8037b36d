"""The interviews, with a scripted person: what is asked, in which order, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from debrief_cli.prompts.scripted import CTRL_C

Run = Callable[..., Any]

GOOD = [
    ("outcome", "b"), ("evidence", "s"), ("situation", "late refund"),
    ("contributions", "named the first call"), ("next_time.if", ""),
    ("next_time.then", "give a date first"),
]  # fmt: skip
BAD = [
    ("outcome", "w"), ("evidence", ""), ("situation", "voucher ran out"), ("factors", "2 4"),
    ("contributions", ""), ("would_change", "check the date"), ("next_time.if", ""),
    ("next_time.then", ""),
]  # fmt: skip


def test_a_good_call_is_seven_prompts(run: Run) -> None:
    """Six questions and the save line."""
    assert len(GOOD) + 1 == 7
    assert run("new", typed=[*GOOD, ("press", "")]).code == 0


def test_a_bad_call_is_nine_prompts(run: Run) -> None:
    """Eight questions and the save line; the proposed plan is what one would try."""
    assert len(BAD) + 1 == 9
    assert run("new", typed=[*BAD, ("press", "")]).code == 0
    assert run("show", "1", "--json").json["next_time"]["then"] == "check the date"


def test_an_evening_is_at_most_eighteen_prompts(run: Run) -> None:
    """Four about each of three customers, and three to end with."""
    each = [("customer", "a caller"), ("felt", "fine"), ("verdict", "b"), ("why", "was quick")]
    typed = [(f"{which}.{key}", text) for which in ("last", "before", "third")
             for key, text in each]  # fmt: skip
    typed += [("further", ""), ("tomorrow", ""), ("went_well", "all")]
    assert len(typed) <= 18
    assert run("reflect", typed=typed).code == 0


def test_enter_after_a_good_call_plans_the_same_again(run: Run) -> None:
    """The proposal is in one's own words; a dash wants no plan."""
    run("new", typed=[*GOOD[:-1], ("next_time.then", ""), ("press", "")])
    made = run("show", "1", "--json").json["next_time"]
    assert made["then"] == "do the same again: named the first call"
    other = [*GOOD[:2], ("situation", "vase broke on the way"), GOOD[3]]
    run("new", typed=[*other, ("next_time.if", ""), ("next_time.then", "-"), ("press", "")])
    assert run("show", "2", "--json").json["next_time"] is None
    run("new", typed=[*other, ("next_time.if", "-"), ("press", "")])
    assert run("show", "3", "--json").json["next_time"] is None


def test_the_save_line_asks_another_question_each_time(run: Run) -> None:
    """Five questions take turns, each answered by one key."""
    keys = []
    for number in range(1, 6):
        run("new", typed=[*GOOD[:-2], ("next_time.if", "-"), ("press", "1")])
        keys += run("show", number, "--json").json["answers"]
    assert keys == [
        "effort.mine", "attention.multitasking", "feelings.need", "basics.solved", "basics.respect",
    ]  # fmt: skip


def test_a_problem_is_said_and_the_question_comes_again(run: Run) -> None:
    """A number that is not in the list, a blank where words are needed."""
    typed = [
        ("outcome", "w"), ("evidence", ""), ("situation", " "), ("situation", "x"),
        ("factors", "2 99"), ("factors", "stock"), ("factors", "3"), ("contributions", ""),
        ("would_change", ""), ("next_time.if", "-"), ("press", ""),
    ]  # fmt: skip
    assert run("new", typed=typed).code == 0
    assert run("show", "1", "--json").json["factors"][0]["factor"] == "product_or_stock"


def test_a_wrong_number_is_answered_in_plain_words() -> None:
    """The line names the number and how far the list goes, and no key of ours."""
    from debrief_cli.clock import Clock
    from debrief_cli.forms.debrief import debrief_form
    from debrief_cli.interview import Ask
    from debrief_cli.prompts.widgets import read_line
    from debrief_cli.vocabulary import FACTORS, Vocabulary

    question = debrief_form(Vocabulary(), Clock())["factors"]
    ask = Ask(question, "", options=FACTORS, extras=question.extras({}))
    assert read_line(ask, "2 99").problem == "“99” is not a number of this list (1 to 12)"


def test_a_private_number_is_asked_about_once(run: Run) -> None:
    """What looks like a number of somebody's is kept when it is given again."""
    private = ("situation", "mail mum@example.org")
    typed = [*GOOD[:2], private, private, *GOOD[3:], ("press", "")]
    assert run("new", typed=typed).code == 0
    assert run("show", "1", "--json").json["situation"] == "mail mum@example.org"


def test_going_back_from_the_save_line_asks_the_last_question_again(run: Run) -> None:
    """And from there further back, to the first."""
    typed = [
        *GOOD, ("press", "<"), ("next_time.then", "<"), ("next_time.if", "<"),
        ("contributions", ""), ("next_time.if", ""), ("next_time.then", "other"), ("press", ""),
    ]  # fmt: skip
    assert run("new", typed=typed).code == 0
    saved = run("show", "1", "--json").json
    assert saved["next_time"]["then"] == "other"


def test_a_step_back_from_a_closer_look_returns_to_the_save_line(run: Run) -> None:
    """Nothing is lost by looking into it."""
    typed = [*BAD, ("press", "w"), ("stages", "<"), ("press", "<"), ("next_time.then", "new"),
             ("press", "")]  # fmt: skip
    assert run("new", typed=typed).code == 0
    assert run("show", "1", "--json").json["next_time"]["then"] == "new"


def test_the_closer_look_on_offer_changes(run: Run) -> None:
    """What was looked at lately is not offered again at once."""
    bad = [*BAD[:-2], ("next_time.if", "-")]
    first = [*bad, ("press", "w"), ("stages", "4"), ("answers.stages.earlier", "")]
    run("new", typed=first)
    second = [*bad, ("press", "w"), ("expectation", "x"), ("answers.expectation.gap", "y"),
              ("answers.expectation.particular", ""), ("answers.expectation.real", "")]  # fmt: skip
    assert run("new", typed=second).code == 0


def test_every_field_can_be_filled_in_the_review(run: Run) -> None:
    """Each numbered field asks its question and keeps the answer."""
    typed: list[tuple[str, str]] = [*GOOD, ("press", "m")]
    fields = {
        "4": ("channel", "p"), "5": ("occurred_at", "today 9:15"), "6": ("customer", "caller"),
        "7": ("customer_words", "thanks"), "8": ("expectation", "a date"),
        "10": ("techniques", "1 16"), "11": ("factors", "-6 +5 12"),
        "12": ("would_change", "less talk"), "13": ("stages", "4"),
        "16": ("next_time.because", "it calms"), "17": ("tags", "refund late_parcel"),
        "18": ("reference", "A-1"), "19": ("kudos", "night shift :: found it"),
        "20": ("promises", "ring back :: friday noon"), "21": ("conduct", "-"),
    }  # fmt: skip
    for number, (key, text) in fields.items():
        typed += [("read", number), (key, text)]
    typed += [("read", "d"), ("answers.escalation.who", "the lead"),
              ("answers.escalation.handover", "<"), ("answers.escalation.who", ""),
              ("answers.escalation.handover", ""), ("answers.escalation.lesson", "ask sooner"),
              ("read", "")]  # fmt: skip
    saved = run("new", typed=typed)
    assert saved.code == 0, saved.err
    made = run("show", "1", "--json").json
    assert made["occurred_at"] == "2026-03-06T09:15:00-06:00"
    assert (made["channel"], made["reference"], made["tags"]) == (
        "phone", "A-1", ["refund", "late_parcel"],
    )  # fmt: skip
    assert made["techniques"] == ["listen_fully", "set_expectation"]
    assert [f["direction"] for f in made["factors"]] == ["hurt", "helped"]
    assert made["promises"] == [{"text": "ring back", "due": "2026-03-13T12:00:00-06:00"}]
    assert made["answers"] == {"escalation.who": "the lead", "escalation.lesson": "ask sooner"}
    assert made["conduct"] is None
    page = run("show", "1").out
    for said in ("A-1", "night shift (found it)", "by 13 Mar, 12:00", "the queue, made it harder"):
        assert said in page


def test_a_step_back_from_the_review_returns_to_the_save_line(run: Run) -> None:
    """`<` saves nothing: the save line is there again, and before it the last question."""
    typed = [*GOOD, ("press", "m"), ("read", "<"), ("press", "<"), ("next_time.then", "other"),
             ("press", "")]  # fmt: skip
    assert run("new", typed=typed).code == 0
    assert run("show", "1", "--json").json["next_time"]["then"] == "other"


def test_the_review_can_leave_a_draft(run: Run) -> None:
    """q saves nothing and keeps everything."""
    left = run("new", typed=[*GOOD, ("press", "m"), ("read", "q")])
    assert left.code == 0
    assert "--resume" in left.err
    assert run("list", "--json").json == []
    assert run("new", "--resume", typed=[("press", "")]).code == 0
    assert run("show", "1", "--json").json["situation"] == "late refund"


def test_ctrl_c_in_the_script_is_a_cancel(run: Run) -> None:
    """Exit 130, with the way on."""
    stopped = run("new", typed=[*GOOD[:3], ("contributions", CTRL_C)])
    assert stopped.code == 130
    assert "debrief new --resume" in stopped.err
    assert run("new", "--resume", typed=[*GOOD[3:], ("press", "")]).code == 0
    assert run("show", "1", "--json").json["situation"] == "late refund"


def test_a_lens_can_be_asked_for_by_name(run: Run) -> None:
    """With --lens its questions come before the save line, also beside flags."""
    typed = [("answers.judgement.options", "three"), ("answers.judgement.friction", "no returns"),
             ("answers.judgement.sign_off", "y"), ("press", "")]  # fmt: skip
    saved = run("new", "--quick", "--lens", "judgement", "--outcome", "met", "--situation", "x",
                typed=typed[:3])  # fmt: skip
    assert saved.code == 0
    assert run("show", "1", "--json").json["answers"]["judgement.sign_off"] is True


def test_the_channel_at_a_prompt_is_the_last_used(run: Run) -> None:
    """Whoever is on chat today is not asked again."""
    run("new", "--outcome", "met", "--situation", "x", "--channel", "chat")
    run("new", typed=[*GOOD, ("press", "")])
    assert run("show", "2", "--json").json["channel"] == "chat"
    run("new", "--outcome", "met", "--situation", "x")
    assert run("show", "3", "--json").json["channel"] == "other"


def test_there_is_nothing_to_resume_at_first(run: Run) -> None:
    """--resume without a draft is refused with the way to start."""
    for command in ("new", "reflect"):
        refused = run(command, "--resume", typed=[])
        assert refused.code == 1
        assert f"debrief {command}" in refused.err


@pytest.mark.parametrize(
    "flags", [("--resume", "--edit"), ("--edit", "--discard"), ("--resume", "--did", "x")], ids=str
)
def test_ways_in_do_not_mix(run: Run, flags: tuple[str, ...]) -> None:
    """Two ways at once are wrong usage."""
    assert run("new", *flags, typed=[]).code == 2


def test_the_first_day_can_look_at_an_example(run: Run) -> None:
    """e prints the demo."""
    assert "Your week" in run(typed=[("press", "e")]).out
