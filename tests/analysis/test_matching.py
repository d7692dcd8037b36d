"""Which plans and interactions are like a situation."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief_cli.analysis import everyday
from debrief_cli.analysis.matching import ALIKE, LIKE, SURE, Candidate, Situation, best_plan, rank
from debrief_cli.analysis.stemming import stems, words


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
        ("construction", "constitution", None),
    ],
)
def test_a_word_stands_for_another(text: str, other: str, strength: float | None) -> None:
    """By its stem, by an everyday word of the same or a near meaning, or by how it begins."""
    found = rank(Situation(text), [plan(other)], 0.0)
    if strength is None:
        assert found == []
    else:
        one = rare(1)
        assert found == [(1, reckoned(one * strength, one, strength))]


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
    assert best_plan([Situation("velvet lamp")], twins) == 3


def test_best_plan_is_none_unless_it_is_sure() -> None:
    """Silence is better than a wrong plan."""
    plans = [plan("velvet sofa with one broken leg")]
    unsure = Situation("velvet lamp too bright")
    assert rank(unsure, plans, 0.05)[0][1] < SURE
    assert best_plan([unsure], plans) is None
    assert best_plan([Situation("leg of the sofa broken")], plans) == 1
    assert best_plan([Situation("anything")], []) is None


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


@settings(max_examples=40)
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
    best = best_plan([situation], candidates)
    assert best is None or best == found[0][0]


@given(SITUATIONS)
def test_nothing_fits_where_there_is_nothing(situation: Situation) -> None:
    """No candidates, or candidates without words: nothing is found."""
    assert rank(situation, [], 0.0) == []
    assert rank(situation, [Candidate(1, ()), Candidate(2, ("",), behind=("", ""))], 0.0) == []


def test_a_text_of_any_length_is_looked_at_in_part() -> None:
    """Of a very long text the beginning is compared; it neither fails nor takes long."""
    long = "velvet " + "word " * 100_000
    assert best_plan([Situation("velvet sofa")], [plan("velvet sofa", behind=(long,))]) == 1
    assert best_plan([Situation(long)], [plan("sofa")]) is None
