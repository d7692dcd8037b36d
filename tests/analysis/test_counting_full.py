"""What only the full report has, against the same made one by one over random journals."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import date

import pytest

from debrief_cli import period
from debrief_cli.analysis import matching, windows
from debrief_cli.analysis.plans_in_time import spans_of
from debrief_cli.analysis.report import build
from debrief_cli.analysis.stats import newcombe
from debrief_cli.forms.lens_lines import ELSEWHERE, SAYS
from debrief_cli.render import pages
from debrief_cli.render.json import report as as_document
from debrief_cli.render.terminal import print_blocks
from debrief_cli.render.text import width_of
from debrief_cli.store.counting import tally
from debrief_cli.vocabulary import Vocabulary

TODAY = date(2026, 3, 6)
OUTCOMES = ("below", "met", "exceeded")


@pytest.fixture
def document(journal, asked):
    """The report on a random journal, as a document."""
    return as_document(build(tally(journal.connect(), asked, TODAY), asked, TODAY, "UTC"))


@pytest.fixture
def recent(asked):
    """The period, and eight weeks at least."""
    return windows.recent(asked, TODAY)


def gates(value):
    """Every object with a gate in the document."""
    if isinstance(value, dict):
        own = [value] if "gate" in value else []
        return own + [g for item in value.values() for g in gates(item)]
    return [g for item in value for g in gates(item)] if isinstance(value, list) else []


def answered(hand, days):
    """The answers of debriefs that count: {key: {debrief id: value}}."""
    found = {}
    for row, debrief in hand.parts("answers", days):
        found.setdefault(row["key"], {})[debrief["id"]] = json.loads(row["value"])
    return found


@pytest.mark.parametrize("key", ["channel", "tag"])
def test_channels_and_tags_by_outcome(document, hand, key):
    """Each counts the period's debriefs by how they left the customer, a debrief once."""
    if key == "channel":
        pairs = {(d["channel"], d["id"]): d["outcome"] for d in hand.counted().values()}
    else:
        pairs = {(row["tag"], d["id"]): d["outcome"] for row, d in hand.parts("tags")}
    expected = Counter((name, outcome) for (name, _), outcome in pairs.items())
    found = document[f"{key}s"]
    assert {(row[key], o): row[o] for row in found for o in OUTCOMES if row[o]} == expected
    totals = [sum(row[outcome] for outcome in OUTCOMES) for row in found]
    assert totals == sorted(totals, reverse=True)


def test_causes_are_compared_where_any_is_named(document, hand, asked):
    """With a cause and without it are the debriefs of eight weeks that name any, on worse."""
    compared = windows.compared_weeks(asked, TODAY)
    naming = {}
    for row, debrief in hand.parts("factors", compared):
        naming.setdefault(debrief["id"], (debrief["outcome"], set()))[1].add(row["factor"])
    assert {entry["factor"] for entry in document["causes"]} == {
        name for _, names in naming.values() for name in names
    }
    for entry in document["causes"]:
        for side, there in (("with", True), ("without", False)):
            own = [o for o, names in naming.values() if (entry["factor"] in names) is there]
            assert (entry[side]["k"], entry[side]["n"]) == (own.count("below"), len(own))
        enough = min(entry["with"]["n"], entry["without"]["n"]) >= 5
        assert (entry["difference"]["gate"] == "ok") is enough
        assert (entry["shrunk"] is not None) is enough


def test_solved_and_respect(document, hand, recent):
    """The one-key answers are counted as they were given."""
    given = answered(hand, recent)
    for name, counts in document["basics"].items():
        assert counts == Counter(given.get(f"basics.{name}", {}).values())


def test_lenses_with_an_answer_are_there(document, hand, recent):
    """A closer look counts the debriefs that took it, and one nobody took is left out."""
    took = {name: set() for name in SAYS}
    for key, by_debrief in answered(hand, recent).items():
        if key not in ELSEWHERE:
            took.setdefault(key.split(".")[0], set()).update(by_debrief)
    for table, lens in (("stages", "stages"), ("kudos", "people"), ("promises", "promise")):
        took[lens].update(d["id"] for _, d in hand.parts(table, recent))
    expected = {name: len(ids) for name, ids in took.items() if name in SAYS and ids}
    assert {entry["lens"]: entry["debriefs"] for entry in document["lenses"]} == expected


def line(document, key):
    """The line of that name, or None when nobody took its lens."""
    lines = [entry for lens in document["lenses"] for entry in lens["lines"]]
    return next((entry for entry in lines if entry["line"] == key), None)


def counts_of(found):
    return (found["k"], found["n"]) if found else (0, 0)


def test_what_answers_say(document, hand, recent):
    """Assumed right, easy for them, calmer at the end: of those who answered."""
    given = answered(hand, recent)
    right = list(given.get("attention.assumption_right", {}).values())
    ease = list(given.get("effort.ease", {}).values())
    start = given.get("feelings.tension_start", {})
    end = given.get("feelings.tension_end", {})
    both = [(start[id_], end[id_]) for id_ in start.keys() & end.keys()]
    assert counts_of(line(document, "attention.assumption_right")) == (sum(right), len(right))
    assert counts_of(line(document, "effort.ease")) == (sum(e >= 5 for e in ease), len(ease))
    assert counts_of(line(document, "feelings.tension")) == (
        sum(after < before for before, after in both),
        len(both),
    )
    real = given.get("expectation.real", {})
    assert counts_of(line(document, "expectation.real")) == (len(real), len(real))


@pytest.mark.parametrize("verdict", ["turned", "worked"])
def test_where_it_turned_most_often(document, hand, recent, verdict):
    """The part of the call noted in most debriefs, of those that note any so."""
    noted = {}
    for row, debrief in hand.parts("stages", recent):
        if row["verdict"] == verdict:
            noted.setdefault(row["stage"], set()).add(debrief["id"])
    found = line(document, f"stages.{verdict}")
    assert counts_of(found) == (
        max(map(len, noted.values()), default=0),
        len(set().union(*noted.values())),
    )
    if found and found["name"]:
        assert len(noted[found["name"]]) == found["k"]


def test_thanks_and_promises(document, hand, recent):
    """Who was thanked most, of all thanks; promises kept, of those settled."""
    thanks = Counter(row["to"] for row, _ in hand.parts("kudos", recent))
    found = line(document, "people.thanks")
    assert counts_of(found) == (max(thanks.values(), default=0), sum(thanks.values()))
    states = Counter(row["state"] for row, _ in hand.parts("promises", recent))
    settled = states["kept"] + states["broken"]
    assert counts_of(line(document, "promise.kept")) == (states["kept"], settled)


def test_the_newest_words_are_quoted_from_five_on(document, hand, recent):
    """A closer look quotes the newest answer to one of its open questions."""
    given = answered(hand, recent)
    days = {id_: row["day"] for id_, row in hand.by_id.items()}
    for entry in document["lenses"]:
        own = [
            (days[id_], id_, key, text)
            for key in SAYS[entry["lens"]].quoted
            for id_, text in given.get(key, {}).items()
        ]
        if not own or entry["debriefs"] < 5:
            assert entry["quoted"] is None
            continue
        quoted = entry["quoted"]
        newest = max(own)
        assert (quoted["day"], quoted["debrief"]) == newest[:2]
        assert (quoted["question"], quoted["text"]) in [(key, t) for _, _, key, t in own]


def test_no_line_and_no_figure_below_its_gate(document):
    """Five answers for a line; below that counts alone, and how many are missing."""
    for found in gates(document["lenses"]):
        assert found["gate"] == ("ok" if found["n"] >= 5 else "too_few")
        assert found.get("needs", 0) == max(0, 5 - found["n"])
    for found in gates([document["causes"], document["since_plans"]]):
        figures = [value for value in found.values() if isinstance(value, float)]
        assert bool(figures) is (found["gate"] == "ok")


def test_plans_over_time(document, hand, asked):
    """Each week or month has what was made and answered in it; together they are the whole."""
    spans = spans_of(asked, TODAY)
    found = document["plans_over_time"]
    if spans[0].kind == "month":
        # Months begin with the first that has anything to tell.
        while len(spans) > 1 and not (
            hand.within("plays", spans[0])
            or [c for c in hand.within("checks", spans[0]) if c["came_up"] and c["play"]]
        ):
            del spans[0]
    assert [entry["start"] for entry in found] == [span.start.isoformat() for span in spans]
    for entry, days in zip(found, spans, strict=True):
        checks = [c for c in hand.within("checks", days) if c["came_up"] and c["play"]]
        done = [c for c in checks if c["did"] == "yes"]
        assert entry["made"] == len(hand.within("plays", days))
        assert entry["came_up"] == len(checks)
        assert entry["did"] == len(done)
        assert entry["partly"] == sum(c["did"] == "partly" for c in checks)
        assert entry["worked"] == sum(c["worked"] == "yes" for c in done)


def test_before_a_plan_and_since(document, journal, asked):
    """Both sides are the debriefs like the plan's situation, the same rule for each."""
    rows = [
        row
        for row in journal.rows["debriefs"]
        if row["conduct"] is None and row["day"] < asked.end.isoformat()
    ]
    candidates = [matching.Candidate(row["id"], (row["situation"],)) for row in rows]
    plays = {row["id"]: row for row in journal.rows["plays"]}
    assert len(document["since_plans"]) <= 5
    for entry in document["since_plans"]:
        plan = plays[entry["play"]]
        ranked = matching.rank(matching.Situation(plan["if"]), candidates, matching.ALIKE)
        like = {key for key, _ in ranked} - {plan["from_debrief"]}
        alike = [row for row in rows if row["id"] in like]
        sides = [
            [row["outcome"] != "below" for row in alike if row["day"] < plan["day"]],
            [row["outcome"] != "below" for row in alike if row["day"] > plan["day"]],
        ]
        (before, since) = [(sum(side), len(side)) for side in sides]
        assert (entry["before"]["k"], entry["before"]["n"]) == before
        assert (entry["since"]["k"], entry["since"]["n"]) == since
        difference = entry["difference"]
        if min(before[1], since[1]) < 5:
            assert difference["gate"] == "too_few"
            assert difference["reading"] == "no_clear_change"
            assert difference["needs"] == max(0, 5 - before[1]) + max(0, 5 - since[1])
        else:
            found, low, high = newcombe(since[0] / since[1], since[1], before[0] / before[1],
                                        before[1])  # fmt: skip
            assert difference["difference"] == round(found, 6)
            expected = "up" if low > 0 else "down" if high < 0 else "no_clear_change"
            assert difference["reading"] == expected


def test_one_thing_by_week(document, hand, journal, asked):
    """Each week's one thing, the latest first, with the evenings' answers and its plan's checks."""
    weeks = windows.shown_weeks(asked, TODAY)
    first, final = weeks[0].label, weeks[-1].label
    set_in = {
        row["week"]: row
        for row in sorted(journal.rows["focuses"], key=lambda row: row["id"])
        if first <= row["week"] <= final
    }
    found = document["focus_weeks"]
    assert [entry["week"] for entry in found] == sorted(set_in, reverse=True)
    for entry in found:
        row = set_in[entry["week"]]
        days = period.parse_week(entry["week"])
        assert (entry["text"], entry["play"]) == (row["text"], row["play"])
        evenings = hand.within("reflections", days)
        assert entry["answers"] == Counter(r["focus"] for r in evenings if r["focus"])
        own = [c for c in hand.within("checks", days) if c["came_up"]]
        own = [c for c in own if row["play"] is not None and c["play"] == row["play"]]
        done = [c for c in own if c["did"] == "yes"]
        worked = sum(c["worked"] == "yes" for c in done)
        assert (entry["came_up"], entry["did"], entry["worked"]) == (len(own), len(done), worked)


def test_an_answer_of_another_kind_is_passed_over(journal, asked, document):
    """What another program left under a question is neither a step of its scale nor quoted."""
    given = {(row["debrief"], row["key"]) for row in journal.rows["answers"]}
    staged = {row["debrief"] for row in journal.rows["stages"]}
    for id_ in (row["id"] for row in journal.rows["debriefs"]):
        # Only where the lens has been taken anyway.
        begun, ended = ((id_, f"feelings.tension_{side}") in given for side in ("start", "end"))
        if begun and not ended:
            journal.add("answers", id_, "feelings.tension_end", '"x"')
        if id_ in staged and (id_, "stages.earlier") not in given:
            journal.add("answers", id_, "stages.earlier", "17")
    found = as_document(build(tally(journal.connect(), asked, TODAY), asked, TODAY, "UTC"))
    assert line(found, "feelings.tension") == line(document, "feelings.tension")
    assert [e["quoted"] for e in found["lenses"] if e["quoted"]] == [
        e["quoted"] for e in document["lenses"] if e["quoted"]
    ]


def test_the_first_screen_counts_no_more_than_it_shows(journal, asked):
    """Without what only the full report has, the rest is the same."""
    whole = tally(journal.connect(), asked, TODAY)
    glance = tally(journal.connect(), asked, TODAY, full=False)
    assert glance.full is None
    for name in ("debriefs", "customers", "plays", "ideas", "factors", "contributions", "focuses"):
        assert getattr(glance, name) == getattr(whole, name)
    assert build(glance, asked, TODAY, "").next == build(whole, asked, TODAY, "").next


def test_a_plan_made_later_is_not_listed(journal, asked):
    """The list has the plans on trial that were made by the period's end, and those asked about."""
    report = as_document(build(tally(journal.connect(), asked, TODAY), asked, TODAY, "UTC"))
    days = {row["id"]: date.fromisoformat(row["day"]) for row in journal.rows["plays"]}
    asked_about = {
        row["play"] for row in journal.rows["checks"] if date.fromisoformat(row["day"]) in asked
    }
    for play in report["plays"]["list"]:
        assert play["id"] in asked_about or days[play["id"]] < asked.end
    trying = {row["id"] for row in journal.rows["plays"] if row["state"] == "trying"}
    listed = {play["id"] for play in report["plays"]["list"]}
    assert {id_ for id_ in trying if days[id_] < asked.end} <= listed


def test_every_page_fits_and_is_kind(journal, asked):
    """Whatever a journal holds, the full page has no line over 80 columns and ends well."""
    report = build(tally(journal.connect(), asked, TODAY), asked, TODAY, "UTC")
    file = io.StringIO()
    print_blocks(pages.whole(report, Vocabulary()).blocks, color=False, width=80, file=file)
    lines = file.getvalue().split("\n")
    assert max(map(width_of, lines)) <= 80
    assert not [line for line in lines if "None" in line or "_" in line]
