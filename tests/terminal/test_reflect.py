"""debrief reflect and debrief alone on a real pseudo-terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]
At = Callable[..., Any]


def test_an_evening_goes_through_three_customers(run: Run, at: At) -> None:
    """Three customers, one of them a debrief of today, then what the day leaves."""
    run("new", "--outcome", "below", "--situation", "voucher ran out", "--channel", "phone")
    terminal = at("reflect")
    terminal.until("Friday 6 March · your last three customers")
    assert "voucher ran out" not in terminal.text
    terminal.type("man collecting an order\r", "How do you think they felt?")
    terminal.type("in a hurry\r", "How did it leave them?")
    terminal.type("a", "The one before.")
    terminal.until("1  18:05 voucher ran out (worse)")
    terminal.type("1\r", "How do you think they felt?")
    terminal.type("let down\r", "And before that.")
    assert "18:05 voucher ran out" not in terminal.text
    terminal.type("woman comparing bags\r", "How do you think they felt?")
    terminal.type("\r", "How did it leave them?")
    terminal.type("b", "What made it better?")
    terminal.type("told her the cheap one fits\r", "what small thing would have gone further?")
    terminal.type("say it first\r", "Make it a plan?")
    terminal.type("\r", "One thing for tomorrow?")
    terminal.type("ask Ops\r", "what went well today")
    terminal.type("the bags\r", "Written in haste")
    terminal.type("\r", "Tomorrow morning starts with your one thing. Good evening.")
    assert terminal.ended() == 0
    assert len(terminal.text.splitlines()) <= 24
    saved = run("show", "r1", "--json").json
    assert [c["verdict"] for c in saved["customers"]] == ["met", "below", "exceeded"]
    second = saved["customers"][1]
    assert (second["debrief"], second["channel"], second["felt"]) == (1, "phone", "let down")
    assert (saved["further"], saved["tomorrow"]) == ("say it first", "ask Ops")


def test_an_evening_with_one_customer_is_enough(run: Run, at: At) -> None:
    """Enter at the second customer: that was all."""
    terminal = at("reflect")
    terminal.until("The very last one.")
    terminal.type("a caller\r", "felt?")
    terminal.type("<\r", "The very last one.")
    terminal.type("\r", "felt?")
    terminal.type("\r", "How did it leave them?")
    terminal.type("a", "The one before.")
    terminal.type("\r", "would have gone further?")
    terminal.type("\r", "One thing for tomorrow?")
    terminal.type("\r", "what went well today")
    terminal.type("\r", "Saved. Good evening.")
    assert terminal.ended() == 0
    assert len(run("show", "r1", "--json").json["customers"]) == 1


def test_an_interrupted_evening_goes_on(run: Run, at: At) -> None:
    """Ctrl-C keeps what was written; --resume goes on behind it."""
    terminal = at("reflect")
    terminal.until("The very last one.")
    terminal.type("a caller\r", "felt?")
    terminal.type("fine\r", "How did it leave them?")
    terminal.type("\x03", "debrief reflect --resume")
    assert terminal.ended() == 130
    again = at("reflect", "--resume")
    again.until("How did it leave them?")
    assert "a caller" in again.text
    again.type("a", "The one before.")
    again.type("\r", "would have gone further?")
    again.type("\r", "One thing for tomorrow?")
    again.type("\r", "what went well today")
    again.type("\r", "Saved.")
    assert again.ended() == 0
    assert run("show", "r1", "--json").json["customers"][0]["felt"] == "fine"


def test_a_second_evening_of_a_day_is_left_unless_wanted(run: Run, at: At) -> None:
    """Enter leaves the first as it is; r does it again in its place."""
    run("reflect", "--from", {"customers": [{"customer": "first", "verdict": "met"}]})
    terminal = at("reflect")
    terminal.until("You looked back on Friday 6 March already.")
    terminal.type("\r", "Left as it is.")
    assert terminal.ended() == 0
    again = at("reflect")
    again.until("already.")
    again.type("r", "The very last one.")
    again.type("second\r", "felt?")
    again.type("\r", "How did it leave them?")
    again.type("w", "What made it worse?")
    again.type("\r", "The one before.")
    again.type("\r\r\r\r", "Saved.")
    assert again.ended() == 0
    assert run("show", "r1", "--json").json["customers"][0]["customer"] == "second"


def test_the_first_day_leads_to_the_first_entry(run: Run, at: At) -> None:
    """debrief alone: the welcome, and Enter writes one down."""
    terminal = at()
    terminal.until("Enter = write one down now")
    terminal.type("\r", "How did it leave the customer?")
    terminal.type("b", "How could you tell?")
    terminal.type("s", "What was it about")
    terminal.type("x\r", "What did you do that helped?")
    terminal.type("\r", "When it is like this again:")
    terminal.type("-\r", "Enter = just save")
    terminal.type("\r", "Saved as 1.")
    assert terminal.ended() == 0
    assert len(run("list", "--json").json) == 1


def test_the_first_day_can_be_put_off(at: At) -> None:
    """q leaves with 0 and writes nothing; Ctrl-C with 130."""
    terminal = at()
    terminal.until("q = later")
    terminal.type("q")
    assert terminal.ended() == 0
    cancelled = at()
    cancelled.until("q = later")
    cancelled.type("\x03")
    assert cancelled.ended() == 130
