"""No format shows a figure that its gate forbids, whatever was recorded."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debrief_cli import period
from debrief_cli.analysis.figures import Difference, Share
from debrief_cli.analysis.report import build
from debrief_cli.analysis.tallies import (
    CustomerCount,
    DebriefCount,
    FactorCount,
    HeldCount,
    OutcomeCount,
    PlayCount,
    StageCount,
    Tallies,
)
from debrief_cli.analysis.windows import compared_weeks
from debrief_cli.render import coach
from debrief_cli.render.csv import table
from debrief_cli.render.html import html
from debrief_cli.render.json import report as as_json
from debrief_cli.render.markdown import markdown
from debrief_cli.render.pages import ALL, to_keep, whole
from debrief_cli.render.words import percent, points
from debrief_cli.vocabulary import Vocabulary

TODAY = date(2026, 3, 6)
WORDS = Vocabulary()
# The pages of the fixture hold nothing that an example could change.
SHARED = [HealthCheck.function_scoped_fixture]
PERCENT = re.compile(r"\d+ % \(\d+ to \d+\)")
POINTS = re.compile(r"[+−]?\d+ \([+−]?\d+ to [+−]?\d+\)")

days = st.integers(0, 140).map(lambda back: TODAY - timedelta(days=back))
outcomes = st.sampled_from(("exceeded", "met", "below"))
few = st.integers(1, 12)
counts = st.integers(0, 9)


def rows(maker, *fields, most=12):
    """Up to so many rows of counts, in the order of their days."""
    return st.lists(st.builds(maker, *fields), max_size=most).map(sorted).map(tuple)


# Debriefs alike: their day and outcome, what was noted of them, and how many there are.
debriefs = st.lists(
    st.tuples(
        days, outcomes, st.sets(st.sampled_from(("listen_fully", "open_question"))),
        st.sampled_from((None, "heard", "valued")), st.sampled_from((None, "none", "typing")),
        st.sampled_from((None, 1, 3, 5)), few,
    ),
    max_size=24,
)  # fmt: skip
others = st.fixed_dictionaries(
    {
        "first_day": days,
        "customers": rows(
            CustomerCount, days, outcomes, st.booleans(), st.booleans(), few, most=30
        ),
        "factors": rows(FactorCount, st.sampled_from(("queue_or_wait", "other")), counts, counts),
        "stages": rows(StageCount, st.sampled_from(("resolve", "greet")), counts, counts, counts),
        "plays": st.lists(st.tuples(counts, counts, counts, counts), max_size=4).map(
            lambda plays: tuple(
                PlayCount(n, "a", "b", "trying", sum(p), p[0] + p[1], p[2], p[0])
                for n, p in enumerate(plays)
            )
        ),
        "held": rows(HeldCount, days, st.just(1), st.booleans(), st.booleans(), few),
    }
)


def tallies_of(entries, rest, asked):
    """The counts of a journal of these debriefs, for a period."""
    compared = compared_weeks(asked, TODAY)
    entries = sorted(entries, key=lambda entry: entry[0])
    within_them = [entry for entry in entries if entry[0] in compared]

    def counted(place):
        return tuple(
            OutcomeCount(entry[place], entry[1], entry[6])
            for entry in within_them
            if entry[place] is not None
        )

    return Tallies(
        debriefs=tuple(DebriefCount(day, outcome, False, n) for day, outcome, *_, n in entries),
        techniques=tuple(
            OutcomeCount(name, outcome, n)
            for _, outcome, names, *_, n in within_them
            for name in sorted(names)
        ),
        needs=counted(3),
        multitasking=counted(4),
        effort=tuple((entry[1], entry[5], entry[6]) for entry in entries if entry[5]),
        **rest,
    )


asked = st.sampled_from(
    (
        period.week_of(TODAY),
        period.month_of(TODAY),
        period.last("12w", TODAY),
        period.between(TODAY - timedelta(days=20), TODAY),
    )
)


def within(value):
    """Every share and difference in a report, wherever it stands."""
    if isinstance(value, Share | Difference):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from within(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from within(inner)


def shown_in(text):
    """The percentages and differences that stand in a page."""
    return set(PERCENT.findall(text)), set(POINTS.findall(re.sub(r"\d+ % \(.*?\)", "", text)))


def check_document(value):
    """Nothing but counts stands beside a gate that is shut."""
    if isinstance(value, dict):
        if value.get("gate") == "too_few":
            for key in ("share", "low", "high", "difference", "tau_b"):
                assert value.get(key) is None
            assert value.get("reading", "no_clear_change") == "no_clear_change"
            assert value["needs"] > 0
        for inner in value.values():
            check_document(inner)
    elif isinstance(value, list):
        for inner in value:
            check_document(inner)


@settings(max_examples=60, deadline=None, suppress_health_check=SHARED)
@given(debriefs, others, asked)
def test_no_figure_appears_whose_gate_is_shut(pages, debriefs, others, asked):
    """Each percentage and difference of each format is one whose gate is open."""
    report = build(tallies_of(debriefs, others, asked), asked, TODAY, "America/Chicago")
    figures = list(within(report))
    shares = {percent(f) for f in figures if isinstance(f, Share) and f.gate == "ok"}
    differences = {points(f) for f in figures if isinstance(f, Difference) and f.gate == "ok"}
    for page in (
        pages.as_text(whole(report, WORDS).blocks),
        re.sub(r"\\(.)", r"\1", markdown(to_keep(report, WORDS).blocks)),
        re.sub(r"(?s)<style>.*</style>", "", html(to_keep(report, WORDS))).replace("\xa0", " "),
    ):
        percents, found = shown_in(page)
        assert percents <= shares
        assert found <= differences
        # The lengths of bars are no figures.
        assert re.sub(r'="[\d.]+%"', "", page).count("%") == len(PERCENT.findall(page))
    document = as_json(report)
    check_document(json.loads(json.dumps(document)))
    for row in csv.DictReader(io.StringIO(table(document, ALL, WORDS))):
        if row["gate"] == "too_few":
            assert (row["value"], row["low"], row["high"]) == ("", "", "")


@settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
@given(debriefs, others, asked)
def test_a_coach_sees_no_percentage_at_all(pages, debriefs, others, asked):
    """What is for a coach has counts alone, in every format."""
    report = build(tallies_of(debriefs, others, asked), asked, TODAY, "America/Chicago")
    page = coach.page(report, WORDS)
    for text in (pages.as_text(page.blocks), markdown(page.blocks)):
        assert "%" not in text
        assert not re.search(r"better|worse|expected", text)
    document = coach.document(as_json(report))
    assert not re.search(r"share|low|high|exceeded|below", json.dumps(document))


def test_the_property_has_something_to_hold(pages):
    """Shares and differences do stand on a page where there is enough."""
    text = pages.full(pages.a_week_with(300))
    percents, differences = shown_in(text)
    assert percents
    assert differences
