"""Text is stored exactly as it was typed, whatever it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debrief_cli.records import Kudos, NextTime, Promised
from debrief_cli.store.drafts import Drafts
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading

HOSTILE = [
    "".join(map(chr, range(1, 0xA0))),
    "\x1b]0;title\x07\x1b[2J\r\n\t",
    "‮gnp.exe‬ ​⁦x⁩ ﻿",
    "👩‍👩‍👧‍👦 👍🏽 e\u0301 \U000e0041 \ufffe",
    "x'); DROP TABLE debrief; -- \" `",
    "[bold]no[/bold] **md** <script>alert(1)</script> {{x}} %s {0} :smile:",
    "=1+1 @x +x -x",
    "语言 " * 12_000,
    " leading and trailing \n\n",
    "?1 :name $x @y",
]
text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1)


def round_trip(path, clock, debrief, reflection, words):
    journal = Journal(path, clock)
    given = debrief(
        situation=words,
        customer=words,
        contributions=(words, words),
        answers={"story.line": words},
        kudos=(Kudos(words, words),),
        promises=(Promised(words),),
        next_time=NextTime(words, words, words),
    )
    (saved,) = journal.add_debriefs([given])
    (stored,) = journal.add_reflections([reflection(further=words)], replace=True)
    with open_reading(path) as reading:
        found = reading.debrief(saved.debrief.id)
        assert reading.reflection(stored.id) == stored
    assert found == saved.debrief
    assert found.situation == found.customer == found.answers["story.line"] == words
    assert found.kudos == given.kudos
    assert found.promises == given.promises
    assert stored.further == words
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_text_comes_back_as_it_was_typed(path, clock, debrief, reflection, words):
    """Control characters, markup, emoji, long texts: nothing is changed, nothing is run."""
    found = round_trip(path, clock, debrief, reflection, words)
    assert (found.next_time.if_, found.next_time.then) == (words, words)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(words=text)
def test_any_text_comes_back_as_it_was_typed(path, clock, debrief, reflection, words):
    """The same for whatever else one can think of."""
    round_trip(path, clock, debrief, reflection, words)


@pytest.mark.parametrize("words", [*HOSTILE, "\0", "\udcff and \ud800"])
def test_a_draft_keeps_even_what_no_record_may_have(path, words):
    """Half-typed text is kept before anybody has checked it."""
    drafts = Drafts(path)
    draft = drafts.begin("debrief", drafts._clock())
    drafts.keep(draft, {"situation": words})
    drafts.keep_half(draft, words, words) if "\ud800" not in words else drafts.keep_half(
        draft, "key", words
    )
    drafts.close()
    (kept,) = drafts.all()
    assert kept.answers == {"situation": words}
    assert kept.half_text == words
