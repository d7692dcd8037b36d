"""The report as a document: its keys are a promise."""

from __future__ import annotations

import json

import pytest

from debrief_cli.analysis.tallies import FactorCount, FocusOf, Idea, PlayCount, Tallies
from debrief_cli.render.json import report as as_document

SHARE = ["k", "n", "share", "low", "high", "gate"]
DIFFERENCE = ["difference", "low", "high", "reading", "gate"]
COUNT = ["k", "n"]
OUTCOMES = ["below", "met", "exceeded"]
DEBRIEFS = {"total": None, "outcomes": OUTCOMES, "set_apart": None}
CUSTOMERS = {
    "days": None, "customers": None, "verdicts": OUTCOMES, "set_apart": None, "linked": None,
}  # fmt: skip
CHANGE = [*DIFFERENCE, "now", "before"]
COMPARED = {
    "with": SHARE, "without": SHARE, "shrunk": None, "lift": None, "difference": DIFFERENCE,
}  # fmt: skip
SHAPE = {
    "schema": None,
    "period": ["label", "start", "end", "timezone"],
    "debriefs": DEBRIEFS,
    "reflections": {
        **CUSTOMERS, "effective_n": None, "exceeded": SHARE, "met_or_better": SHARE,
    },
    "change": {"exceeded": CHANGE, "met_or_better": CHANGE},
    "weeks": [{"week": None, "debriefs": DEBRIEFS, "reflections": CUSTOMERS}],
    "own_words": [["debrief", "day", "text"]],
    "techniques": [{"technique": None, **COMPARED}],
    "needs": [{"need": None, **COMPARED}],
    "multitasking": COMPARED,
    "factors": [["factor", "helped", "hurt"]],
    "stages": [["stage", "worked", "neutral", "turned"]],
    "effort": {"grid": OUTCOMES, "tau_b": None, "gate": None},
    "evidence": None,
    "plays": {
        "made": None, "came_up": None, "did": None, "partly": None, "worked": None,
        "list": [["id", "if", "then", "state", "came_up", "did", "partly", "worked"]],
    },
    "consistency": COUNT,
    "days_looked_back": COUNT,
    "promises": ["open", "kept", "broken"],
    "focus": ["week", "text", "play"],
    "next": ["kind", "play"],
    "channels": [["channel", *OUTCOMES]],
    "tags": [["tag", *OUTCOMES]],
    "causes": [{"factor": None, **COMPARED}],
    "basics": ["solved", "respect"],
    "lenses": [{"lens": None, "debriefs": None, "lines": None, "quoted": None}],
    "plans_over_time": [
        ["label", "start", "end", "made", "came_up", "did", "partly", "worked"],
    ],
    "since_plans": [
        {"play": None, "before": COUNT, "since": COUNT, "difference": DIFFERENCE},
    ],
    "focus_weeks": [["week", "text", "play", "answers", "came_up", "did", "worked"]],
}  # fmt: skip


def assert_shape(found, shape):
    """`found` has the keys of `shape` in their order; `needs` only where a gate is shut."""
    if shape is None:
        return
    if isinstance(shape, list) and not isinstance(shape[0], str):
        assert found
        for item in found:
            assert_shape(item, shape[0])
        return
    keys = list(shape)
    if isinstance(found, dict) and found.get("gate") == "too_few":
        keys.insert(keys.index("gate") + 1, "needs")
    assert list(found) == keys
    if isinstance(shape, dict):
        for key, inner in shape.items():
            assert_shape(found[key], inner)


def numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [n for item in value for n in numbers(item)]
    return [value] if isinstance(value, float) else []


def gates(value):
    """Every object with a gate in the document."""
    if isinstance(value, dict):
        own = [value] if "gate" in value else []
        return own + [g for item in value.values() for g in gates(item)]
    return [g for item in value for g in gates(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("entries", [3, 30, 300])
def test_the_keys_are_those_promised(pages, entries):
    """The document has the keys of schema 1, in their order, and is JSON."""
    document = as_document(pages.report_of(pages.a_week_with(entries)))
    assert_shape(document, SHAPE)
    assert document["schema"] == 1
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_a_closer_look_has_its_lines_and_words(pages):
    """Each line has its counts and gate; what is quoted says which question it answers."""
    found = {e["lens"]: e for e in as_document(pages.report_of(pages.a_week_with(30)))["lenses"]}
    assert_shape(found["attention"]["lines"], [["line", "name", "k", "n", "gate"]])
    assert found["attention"]["lines"] == [
        {"line": "attention.assumption_right", "name": None, "k": 3, "n": 5, "gate": "ok"}
    ]
    assert found["reply"]["lines"][0]["needs"] == 3
    assert found["reply"]["quoted"] is None
    assert found["story"] == {
        "lens": "story", "debriefs": 5, "lines": [],
        "quoted": {
            "question": "story.line", "debrief": 8, "day": "2026-03-03",
            "text": "they knew before I did",
        },
    }  # fmt: skip
    assert found["people"]["lines"][0]["name"] == "the night shift"


def test_an_empty_document_has_them_too(pages):
    """With nothing recorded there are all keys, empty lists, and null where nothing is."""
    document = as_document(pages.report_of(Tallies()))
    assert list(document) == list(SHAPE)
    assert document["focus"] is None
    assert document["next"] is None
    assert document["techniques"] == document["own_words"] == []
    assert document["reflections"]["exceeded"] == {
        "k": 0, "n": 0, "share": None, "low": None, "high": None, "gate": "too_few", "needs": 7,
    }  # fmt: skip


@pytest.mark.parametrize("entries", [0, 3, 30, 300])
def test_no_figure_that_its_gate_forbids(pages, entries):
    """Where too few were counted there is no float, and how many are missing."""
    tallies = pages.a_week_with(entries) if entries else pages.first_friday
    found = gates(as_document(pages.report_of(tallies)))
    assert len(found) >= 8
    for entry in found:
        if entry["gate"] == "too_few":
            assert numbers(entry) == []
            assert entry["needs"] > 0
        else:
            assert "needs" not in entry


def test_floats_have_six_decimals(pages):
    """Six decimals, and no minus before a zero."""
    for number in numbers(as_document(pages.report_of(pages.a_week_with(30)))):
        assert number == round(number, 6)
        assert str(number) != "-0.0"


def test_the_period_ends_exclusively(pages):
    """`end` is the day after the last."""
    period = as_document(pages.report_of(Tallies()))["period"]
    assert period == {
        "label": "2026-W10", "start": "2026-03-02", "end": "2026-03-09",
        "timezone": "America/Chicago",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            {"plays": (PlayCount(2, "a", "b", "trying", proven=3),)},
            {"kind": "standard", "play": 2},
        ),
        (
            {"plays": (PlayCount(2, "a", "b", "trying", slipped=3),)},
            {"kind": "slipped", "play": 2},
        ),
        (
            {"ideas": (Idea("debrief", 5, None, "ask first"),)},
            {"kind": "plan", "text": "ask first", "source": "debrief", "id": 5},
        ),
        (
            {"factors": (FactorCount("other", 0, 3),)},
            {"kind": "pass_on", "factor": "other", "count": 3},
        ),
        (
            {"focuses": (FocusOf("2026-W10", "smile", 4),)},
            {"kind": "focus", "text": "smile", "play": 4},
        ),
    ],
    ids=lambda value: value.get("kind", ""),
)
def test_what_is_next(pages, counts, expected):
    """Each kind of next step has what is needed to take it, and nothing else."""
    assert as_document(pages.report_of(Tallies(**counts)))["next"] == expected


def test_own_words_are_whole(pages):
    """A line that a screen cuts is whole in the document."""
    tallies = pages.a_week_with(3)
    text = "long " * 100
    line = tallies.contributions[0]._replace(text=text)
    document = as_document(pages.report_of(Tallies(contributions=(line,))))
    assert document["own_words"] == [{"debrief": 7, "day": "2026-03-02", "text": text}]
