"""Which plans and interactions are like a situation, and how often that is right."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief_cli.analysis import everyday
from debrief_cli.analysis.matching import ALIKE, LIKE, SURE, Candidate, Situation, best_plan, rank
from debrief_cli.analysis.stemming import stems, words

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
        found = best_plan(situation, plans_of(DEBRIEFS[:place]))
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
            found = best_plan(Situation(text, customer["channel"]), plans)
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


# How it is reckoned


def score(text: str, *candidates: Candidate, **more: Any) -> float:
    """The score of the first candidate."""
    return dict(rank(Situation(text, **more), candidates, 0.0))[candidates[0].key]


def plan(*texts: str, key: int = 1, **more: Any) -> Candidate:
    """A candidate."""
    return Candidate(key, texts, **more)


def rare(candidates: int, having: int = 1) -> float:
    """What a word is worth that so many of the candidates have."""
    return 1 - 0.4 * math.log1p(having) / math.log(candidates + 60)


def reckoned(found: float, wanted: float, nearest: float) -> float:
    """The score by its formula."""
    return round(found / wanted * found / (found + 1) * (0.6 + 0.4 * nearest), 6)


def test_the_score_is_its_formula() -> None:
    """The share of the situation, less when it is little, and less when the other text is not."""
    one = rare(1)
    assert score("velvet", plan("velvet curtain")) == reckoned(one, one, 0.5)
    assert score("velvet lamp", plan("velvet curtain")) == reckoned(one, one + 1, 0.5)
    two = rare(2, 2)
    twins = plan("velvet sofa"), plan("velvet bed", key=2)
    assert score("velvet", *twins) == reckoned(two, two, 0.5)


@pytest.mark.parametrize(
    ("text", "other", "strength"),
    [
        ("refunded", "refunds", 1.0),
        ("coupons", "voucher", 0.85),
        ("proof of purchase", "receipt", 0.85),
        ("receipt", "proof of purchase", 0.85),
        ("leaflet", "voucher", 0.6),
        ("orchestra", "orchestras’", 1.0),
        ("velveteen", "velvet", 0.75),
        ("velvet", "velveteen", 0.75),
        ("velv", "velvet", None),
        ("velvet", "velour", None),
    ],
)
def test_a_word_stands_for_another(text: str, other: str, strength: float | None) -> None:
    """By its stem, by an everyday word of the same or a near meaning, or by how it begins."""
    found = rank(Situation(text), [plan(other)], 0.0)
    if strength is None:
        assert found == []
    else:
        one = rare(1)
        # Of a phrase, the words that say nothing by themselves are worth nothing.
        expected = 1.0 if text == other else reckoned(one * strength, one, strength)
        assert found == [(1, expected)]


def test_the_best_of_several_meanings_counts() -> None:
    """A word that is there itself is not worth less for a word like it beside it."""
    assert score("velvet voucher", plan("coupon voucher")) == reckoned(
        rare(1), rare(1) + 1, (0.85 + 1) / 2
    )


def test_words_of_nearly_every_call_count_half_and_silent_ones_not_at_all() -> None:
    """“call” and a number say little, “the” and “customer” nothing."""
    one = rare(1)
    for usual in ("monday", "17"):
        expected = reckoned(one, one + 0.5, 2 / 3)
        assert score(f"velvet {usual}", plan("velvet sunday")) == expected, usual
    assert score("the velvet customer", plan("her velvet")) == reckoned(one, one, 1.0)
    assert rank(Situation("the customer and she"), [plan("she was the customer")], 0.0) == []


def test_what_is_found_only_in_silent_words_has_no_share() -> None:
    """“has no” stands for “lost”, and is no part of what the other text is about."""
    one = rare(1)
    assert score("lost velvet", plan("she has no")) == reckoned(one * 0.85, one + 1, 0.0)


def test_a_plans_then_counts_half_and_the_debriefs_behind_by_how_many_say_it() -> None:
    """“If” first; a word that all debriefs behind have is worth more than one of them."""
    one = rare(1)
    assert score("velvet", plan("sofa", "velvet")) == reckoned(one * 0.5, one, 0.0)
    behind = ("velvet", "oak", "pine")
    worth = 0.3 + 0.6 * 1 / 4
    assert score("velvet chair", plan("sofa", behind=behind)) == reckoned(one * worth, one + 1, 1.0)
    worth = 0.3 + 0.6 * 3 / 4
    behind = ("velvet oak", "velvets", "velvet pine")
    assert score("velvet chair", plan("sofa", behind=behind)) == reckoned(one * worth, one + 1, 1.0)
    said = plan("velvet", behind=("oak",))
    assert score("velvet chair", said) == reckoned(one, one + 1, 1.0)


@pytest.mark.parametrize(
    ("situation", "candidate", "factor"),
    [
        ({"channel": "phone"}, {"channels": ("chat", "phone")}, 1.1),
        ({"channel": "phone"}, {"channels": ("chat",)}, 0.9),
        ({"channel": "phone"}, {}, 1.0),
        ({}, {"channels": ("chat",)}, 1.0),
        ({"tags": ("a", "b")}, {"tags": ("b", "c")}, 1.2),
        ({"tags": ("a",)}, {"tags": ("b",)}, 1.0),
        ({"techniques": ("a",)}, {"techniques": ("a",)}, 1.05),
        ({"techniques": ("a",), "tags": ("a",)}, {"techniques": ("a",), "tags": ("a",)}, 1.26),
    ],
)
def test_channel_tags_and_ways_of_serving_count_a_little(
    situation: dict[str, Any], candidate: dict[str, Any], factor: float
) -> None:
    """The same ones a little more, another channel a little less, and never by themselves."""
    plain = reckoned(rare(1), rare(1) + 1, 0.5)
    marked = score("velvet lamp", plan("velvet sofa", **candidate), **situation)
    assert marked == pytest.approx(plain * factor, abs=1e-6)
    assert rank(Situation("oak", **situation), [plan("velvet", **candidate)], 0.0) == []


@pytest.mark.parametrize(
    ("said", "channel"), [("caller", "phone"), ("mail", "email"), ("chat", "chat")]
)
def test_the_channel_is_heard_in_the_words_when_it_is_not_given(said: str, channel: str) -> None:
    """“caller” is a call; two channels in one text are none."""
    others = ("velvet sofa oak pine",)
    there, elsewhere = Candidate(1, others, (channel,)), Candidate(1, others, ("video",))

    def both(text: str, **more: Any) -> float:
        return score(text, there, **more) / score(text, elsewhere, **more)

    assert both(f"velvet {said}") == pytest.approx(1.1 / 0.9, rel=1e-4)
    assert both(f"velvet {said}", channel="video") == pytest.approx(0.9 / 1.1, rel=1e-4)
    assert both("velvet caller chat mail") == 1.0


def test_the_very_same_words_are_always_found() -> None:
    """A situation told again word for word finds its plan, whatever its words are."""
    assert rank(Situation(" It AGAIN "), [plan("it again")]) == [(1, 1.0)]
    assert rank(Situation("x"), [plan("y", behind=("x\na caller",))]) == [(1, 1.0)]
    assert rank(Situation("x"), [plan("y", "x")]) == []
    assert rank(Situation("x"), [plan("xx", behind=("x y",))]) == []
    assert rank(Situation("  "), [plan("", behind=("",))]) == []


def test_what_is_far_below_the_best_or_the_threshold_is_left_out() -> None:
    """At least the threshold, and at least half of the best."""
    plans = [plan("velvet sofa", key=1), plan("velvet lamp oak pine ash elm", key=2)]
    (first, second) = rank(Situation("velvet"), plans, 0.0)
    assert (first[0], second[0]) == (1, 2)
    assert rank(Situation("velvet"), plans, second[1] + 1e-5) == [first]
    assert [key for key, _ in rank(Situation("velvet sofa"), plans, 0.0)] == [1]
    assert LIKE < ALIKE < SURE


def test_of_equals_the_newer_comes_first() -> None:
    """The higher key, whatever the order in which they came."""
    twins = [plan("velvet", key=key) for key in (2, 3, 1)]
    assert [key for key, _ in rank(Situation("velvet lamp"), twins)] == [3, 2, 1]
    assert best_plan(Situation("velvet lamp"), twins) == 3


def test_best_plan_is_none_unless_it_is_sure() -> None:
    """Silence is better than a wrong plan."""
    plans = [plan("velvet sofa with one broken leg")]
    unsure = Situation("velvet lamp too bright")
    assert rank(unsure, plans, 0.05)[0][1] < SURE
    assert best_plan(unsure, plans) is None
    assert best_plan(Situation("leg of the sofa broken"), plans) == 1
    assert best_plan(Situation("anything"), []) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café – it’s NEW!", ["café", "it's", "new"]),
        ("two_chats 17", ["two", "chats", "17"]),
        ("\x1b[31m \x00 \ud800 …", ["31m"]),
        ("返金 が 遅い", ["返金", "が", "遅い"]),
        ("''", []),
    ],
)
def test_words_are_letters_and_digits(text: str, expected: list[str]) -> None:
    """In small letters; marks and controls divide, an apostrophe within a word does not."""
    assert words(text) == expected
    assert len(stems(expected)) == len(expected)


def test_the_lists_hold_each_word_where_it_belongs() -> None:
    """Nothing silent is also listed as common, and a line says at least one thing."""
    assert not set(everyday.SILENT.split()) & set(everyday.COMMON.split())
    for line in (*everyday.SAME.strip().splitlines(), *everyday.NEAR.strip().splitlines()):
        assert line.split()
        assert len(set(line.split())) == len(line.split()), line


# What always holds

VOCABULARY = [
    *("call", "refund", "late", "voucher", "ran", "out", "next", "door", "proof", "of"),
    *("purchase", "chat", "second", "the", "no", "17", "lamp", "money", "back", "返金"),
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join) | st.text(max_size=40)
NAMES = st.lists(st.sampled_from(("phone", "chat", "a", "b")), max_size=3).map(tuple)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 1_000),
        texts=st.lists(TEXTS, max_size=3).map(tuple),
        channels=NAMES,
        tags=NAMES,
        techniques=NAMES,
        behind=st.lists(TEXTS, max_size=3).map(tuple),
    ),
    max_size=6,
    unique_by=lambda candidate: candidate.key,
)
SITUATIONS = st.builds(
    Situation, TEXTS, st.none() | st.sampled_from(("phone", "chat")), NAMES, NAMES
)


@given(SITUATIONS, CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(
    situation: Situation, candidates: list[Candidate], chance: Any
) -> None:
    """The same is found every time, best first, each once and with a score from 0 to 1."""
    found = rank(situation, candidates, 0.0)
    assert found == rank(situation, candidates, 0.0)
    assert found == rank(situation, chance.sample(candidates, len(candidates)), 0.0)
    assert found == sorted(found, key=lambda each: (-each[1], -each[0]))
    assert all(0 <= each <= 1 for _, each in found)
    assert {key for key, _ in found} <= {candidate.key for candidate in candidates}
    best = best_plan(situation, candidates)
    assert best is None or best == found[0][0]


@given(SITUATIONS)
def test_nothing_fits_where_there_is_nothing(situation: Situation) -> None:
    """No candidates, or candidates without words: nothing is found."""
    assert rank(situation, [], 0.0) == []
    assert rank(situation, [Candidate(1, ()), Candidate(2, ("",), behind=("", ""))], 0.0) == []


def test_a_text_of_any_length_is_looked_at_in_part() -> None:
    """Of a very long text the beginning is compared; it neither fails nor takes long."""
    long = "velvet " + "word " * 100_000
    assert best_plan(Situation("velvet sofa"), [plan("velvet sofa", behind=(long,))]) == 1
    assert best_plan(Situation(long), [plan("sofa")]) is None
