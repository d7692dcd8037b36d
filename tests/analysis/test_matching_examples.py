"""How often a plan is found for its situation, on the examples: what decision 12 says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from debrief_cli.analysis.matching import LIKE, SURE, Candidate, Situation, best_plan, rank

EXAMPLES = Path(__file__).parents[2] / "examples"
DEBRIEFS = json.loads((EXAMPLES / "debriefs.json").read_text("utf-8"))
REFLECTIONS = json.loads((EXAMPLES / "reflections.json").read_text("utf-8"))

# Written after every word and number of the matching was settled: five ways to tell each
# situation that has a plan among the examples …
FRESH = {
    1: ("back for the third time, still nothing solved",
        "customer keeps having to repeat his story",
        "woman telephoning once more, refund still missing",
        "reimbursement delayed again",
        "he got in touch last week already"),
    2: ("one conversation on each screen",
        "several live chats to handle simultaneously",
        "answered the wrong customer, two windows were open",
        "talking to a pair of customers in messaging",
        "distracted by a parallel conversation"),
    3: ("promo code stopped working last month",
        "coupon ended on saturday",
        "is this discount still valid",
        "gift card expired two weeks back",
        "leaflet offer no longer runs"),
    4: ("wants to hand a coat back but has lost the ticket",
        "swap for another size, slip thrown away",
        "cannot show any proof of payment",
        "money back for a present, no bill",
        "bought it here last month but has no proof"),
    5: ("package dropped off next door",
        "neighbours have got her delivery",
        "driver put it in front of another house",
        "delivered to a wrong street",
        "shipment landed with somebody else"),
    6: ("label and register do not agree",
        "sticker said ten, the cashier asked for twelve",
        "tag on the rack is cheaper",
        "sign promises less than the checkout charges",
        "counter wants more than the display shows"),
}  # fmt: skip
# … and twenty that none of the plans fits.
STRANGE = (
    "wants a taxi called", "asks about the weather", "praises the christmas lights",
    "needs a wheelchair", "job interview tomorrow", "lost her car keys",
    "wants directions to the station", "coffee machine leaks", "asks for vegan shoes",
    "has an idea for a new product", "wants to film in the store",
    "asks if we are open on easter", "a bird flew into the hall", "kitchen planning appointment",
    "wants the newsletter in french", "asks who founded the company", "baby needs changing",
    "fire alarm went off", "is the paint safe for toys", "account name misspelled",
)  # fmt: skip


def plans_of(debriefs: list[dict[str, Any]]) -> list[Candidate]:
    """The plans that some debriefs made, each with the debriefs behind it."""
    makers = [debrief for debrief in debriefs if debrief.get("next_time")]
    candidates = []
    for number, maker in enumerate(makers, 1):
        behind = [maker, *(d for d in debriefs if number in came_up(d))]
        plan = maker["next_time"]
        candidates.append(
            Candidate(
                key=number,
                texts=tuple(plan[key] for key in ("if", "then", "because") if plan.get(key)),
                channels=tuple(d["channel"] for d in behind),
                tags=tuple(tag for d in behind for tag in d.get("tags", ())),
                techniques=tuple(name for d in behind for name in d.get("techniques", ())),
                behind=tuple(told(d) for d in behind),
            )
        )
    return candidates


def told(debrief: dict[str, Any]) -> str:
    """What a debrief tells of its situation, as the journal does."""
    tags = " ".join(debrief.get("tags", ())).replace("_", " ")
    return f"{debrief['situation']}\n{debrief['customer']}\n{tags}"


def came_up(record: dict[str, Any]) -> list[int]:
    """The plans that came up in a record."""
    return [check["play"] for check in record.get("checks", ()) if check["came_up"]]


def judged(found: int | None, fitting: int | None) -> str:
    """Whether an answer was right, silent though a plan fits, another plan, or uncalled for."""
    if fitting is None:
        return "rightly silent" if found is None else "wrongly spoke up"
    if found is None:
        return "silent"
    return "right" if found == fitting else "another"


def one_out(*, marked: bool) -> Iterator[str]:
    """Each debrief against the plans there were before it, as an interview would ask."""
    for place, debrief in enumerate(DEBRIEFS):
        marks = [tuple(debrief.get(key, ())) if marked else () for key in ("tags", "techniques")]
        situation = Situation(debrief["situation"], debrief["channel"], *marks)
        found = best_plan([situation], plans_of(DEBRIEFS[:place]))
        yield judged(found, next(iter(came_up(debrief)), None))


@pytest.mark.parametrize(("marked", "right", "silent"), [(False, 12, 1), (True, 13, 0)])
def test_each_debrief_finds_its_plan_among_those_before_it(
    marked: bool, right: int, silent: int
) -> None:
    """What decision 12 says: 12 of 13 right by words and channel, never a wrong one."""
    counted = Counter(one_out(marked=marked))
    expected = {"right": right, "silent": silent, "rightly silent": 17}
    assert counted == {key: count for key, count in expected.items() if count}


def test_a_customer_of_an_evening_finds_its_plan_less_often() -> None:
    """What decision 12 says of the customers of reflections, who are told in a few words."""
    fitting = {
        "man ringing a second time about a bill": 1,
        "chat with a link that did not open": 2,
        "caller ringing again about a drawer": 1,
        "woman returning a gift blanket": 4,
    }
    counted: Counter[str] = Counter()
    for evening in REFLECTIONS:
        plans = plans_of([d for d in DEBRIEFS if d["occurred_at"][:10] <= evening["day"]])
        for customer in evening["customers"]:
            text = "\n".join(customer[key] for key in ("customer", "why") if customer.get(key))
            found = best_plan([Situation(text, customer["channel"])], plans)
            counted[judged(found, fitting.get(customer["customer"]))] += 1
    assert counted == {"right": 3, "silent": 1, "rightly silent": 52, "wrongly spoke up": 1}


@pytest.mark.parametrize(
    ("threshold", "right", "silent"), [(LIKE, 28, 2), (SURE, 19, 11)], ids=["like", "sure"]
)
def test_fresh_words_find_the_fitting_plan_or_none(
    threshold: float, right: int, silent: int
) -> None:
    """What decision 12 says of thirty phrasings, and of twenty that fit nothing."""
    plans = plans_of(DEBRIEFS)

    def first(text: str) -> int | None:
        return next((key for key, _ in rank(Situation(text), plans, threshold)), None)

    counted = Counter(judged(first(text), plan) for plan, ways in FRESH.items() for text in ways)
    assert counted == {"right": right, "silent": silent}
    assert [text for text in STRANGE if first(text)] == []
