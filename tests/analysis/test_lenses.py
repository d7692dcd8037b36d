"""Closer looks in the full report: each has its line, and no question feeds nothing."""

from __future__ import annotations

from datetime import date

import pytest

from debrief_cli.analysis.full_tallies import Answered, Looked, StageDebriefs
from debrief_cli.analysis.lenses import lenses_of
from debrief_cli.analysis.tallies import Words
from debrief_cli.forms.lens_lines import ELSEWHERE, SAYS, TENSION
from debrief_cli.forms.lens_questions import lens_questions
from debrief_cli.forms.lenses import LENSES
from debrief_cli.kinds import Text
from debrief_cli.vocabulary import Vocabulary

QUESTIONS = {q.key.removeprefix("answers."): q for q in lens_questions(Vocabulary())}
DAY = date(2026, 3, 3)


def test_every_lens_says_something():
    """Each closer look declares what it puts into the full report, in the order of the lenses."""
    assert list(SAYS) == list(LENSES)
    assert all(says.lines or says.quoted for says in SAYS.values())


@pytest.mark.parametrize("key", QUESTIONS)
def test_no_question_feeds_nothing(key):
    """An answer is counted in a line, quoted, or has a section of its own."""
    says = SAYS.get(key.split(".")[0])
    fed = {*ELSEWHERE, *TENSION}
    if says:
        fed |= {line.key for line in says.lines} | set(says.quoted)
    assert key in fed


@pytest.mark.parametrize("lens", SAYS)
def test_lines_speak_of_questions_that_there_are(lens):
    """What is quoted is text; what is counted by its value is not."""
    for key in SAYS[lens].quoted:
        assert isinstance(QUESTIONS[key].kind, Text)
    for line in SAYS[lens].lines:
        if line.how == "times":
            assert not isinstance(QUESTIONS[line.key].kind, Text)
            assert line.values
        elif line.how == "answered":
            assert isinstance(QUESTIONS[line.key].kind, Text)


def test_nothing_taken_says_nothing():
    """Without an answer there is no figure."""
    assert lenses_of(Looked()) == ()


@pytest.mark.parametrize(("answers", "gate", "needs"), [(4, "too_few", 1), (5, "ok", 0)])
def test_a_line_is_said_from_five_answers_on(answers, gate, needs):
    """Four assumptions are too few to say how often they were right."""
    rows = (Answered("attention.assumption_right", "true", answers),)
    (figure,) = lenses_of(Looked(lenses={"attention": answers}, answers=rows))
    (said,) = figure.lines
    assert (said.k, said.n, said.gate, said.needs) == (answers, answers, gate, needs)
    assert figure.needs == needs


def test_what_is_most_frequent_is_named():
    """Of two parts of the call noted as often, the first by name stands for both."""
    stages = (
        StageDebriefs("resolve", "turned", 3),
        StageDebriefs("greet", "turned", 3),
        StageDebriefs("greet", "neutral", 9),
    )
    looked = Looked(lenses={"stages": 6}, stages=stages, noted={"turned": 5})
    turned, worked = lenses_of(looked)[0].lines
    assert (turned.name, turned.k, turned.n) == ("greet", 3, 5)
    assert (worked.name, worked.k, worked.n, worked.needs) == (None, 0, 0, 5)


def test_the_newest_words_are_quoted():
    """The latest day's; of one day's, those of the later debrief."""
    said = (
        ("feelings.cue", Words(9, DAY, "she laughed")),
        ("feelings.left_with", Words(8, DAY, "relieved")),
        ("story.line", Words(12, DAY, "of another lens")),
    )
    (figure,) = lenses_of(Looked(lenses={"feelings": 5}, said=said))
    assert figure.quoted.words.text == "she laughed"
    assert figure.needs == 0
    (figure,) = lenses_of(Looked(lenses={"feelings": 4}, said=said))
    assert (figure.quoted, figure.needs) == (None, 1)
