"""The questions of the closer looks, as rows: key, wording, label, kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from debrief_cli.form import Answers, Question
from debrief_cli.kinds import Kind, OneOf, Text, Whole, YesNo
from debrief_cli.vocabulary import Term, Vocabulary

MULTITASKING = (
    Term("none", "nothing else", "1"),
    Term("typing", "typing", "2"),
    Term("colleague", "a colleague", "3"),
    Term("message", "a message", "4"),
    Term("other", "something else", "5"),
)
SOLVED = (
    Term("yes", "yes", "1"),
    Term("partly", "partly", "2"),
    Term("no", "no", "3"),
    Term("cannot_be", "it cannot be", "4"),
)
RESPECT = (Term("yes", "yes", "1"), Term("mostly", "mostly", "2"), Term("no", "no", "3"))

_TEXT = Text()
_YES_NO = YesNo()


def _need_terms(words: Vocabulary) -> tuple[Term, ...]:
    keys = "1234567890abcdefg"
    return tuple(Term(t.name, t.words, keys[i : i + 1]) for i, t in enumerate(words.needs))


def _gap_ask(answers: Answers) -> str:
    if answers.get("outcome") == "exceeded":
        return "What went past what they expected?"
    return "What fell short of it?"


def _earlier_ask(answers: Answers) -> str:
    if answers.get("outcome") == "below":
        return "What, just before that, might have kept it calm?"
    return "What, just before that, made it possible?"


def _earlier_proposal(answers: Answers) -> Any:
    if answers.get("outcome") != "below":
        return None
    tries: Sequence[str] = answers.get("would_change", ())
    return tries[0] if tries else None


def _earlier_hint(answers: Answers) -> str:
    return "Enter = the same as above" if _earlier_proposal(answers) else "Enter = leave"


def lens_questions(words: Vocabulary) -> tuple[Question, ...]:
    """Every question that is answered under `lens.key`, over a person's own lists."""
    rows = (*_rows_about_them(words), *_rows_about_me(), *_rows_written())
    return (
        *(
            Question(f"answers.{key}", ask, label, kind, flag=f"--answer {key}=…")
            for key, ask, label, kind in rows
        ),
        Question(
            "answers.stages.earlier",
            _earlier_ask,
            "just before that",
            _TEXT,
            hint=_earlier_hint,
            proposal=_earlier_proposal,
            flag="--answer stages.earlier=…",
        ),
    )


Row = tuple[str, Any, str, Kind]


def _rows_about_them(words: Vocabulary) -> tuple[Row, ...]:
    return (
        ("basics.solved", "Is it solved for them?", "solved", OneOf(SOLVED)),
        (
            "basics.respect", "Were you kind and respectful all through?",
            "kind and respectful", OneOf(RESPECT),
        ),
        ("expectation.gap", _gap_ask, "past it or short of it", _TEXT),
        (
            "expectation.particular", "What was particular about this customer?",
            "particular about them", _TEXT,
        ),
        (
            "expectation.real", "What was the real problem behind the one they named?",
            "the real problem", _TEXT,
        ),
        ("expectation.surprise", "What surprised you?", "what surprised you", _TEXT),
        (
            "expectation.purpose", "What did they need it for, and by when?",
            "what it was for", _TEXT,
        ),
        (
            "feelings.need", "What did they need besides the fix?", "what they needed",
            OneOf(_need_terms(words)),
        ),
        ("feelings.cue", "What gave it away?", "what gave it away", _TEXT),
        (
            "feelings.tension_start", "How tense was it at the start?", "tense at the start",
            Whole(1, 5, "calm", "boiling"),
        ),
        (
            "feelings.tension_end", "And at the end?", "tense at the end",
            Whole(1, 5, "calm", "boiling"),
        ),
        ("feelings.wanted", "How did you want them to feel?", "how you wanted them to feel", _TEXT),
        ("feelings.left_with", "How did they leave feeling?", "how they left", _TEXT),
        ("effort.ease", "How easy was it for them?", "easy for them", Whole(1, 7, "hard", "easy")),
        (
            "effort.steps", "Which hand-offs and steps did they go through?",
            "steps they went through", _TEXT,
        ),
        ("story.line", "What would they tell a friend?", "what they would tell", _TEXT),
        (
            "story.their_view", "Tell it in their voice, in a line or two.", "in their voice",
            _TEXT,
        ),
    )  # fmt: skip


def _rows_about_me() -> tuple[Row, ...]:
    return (
        (
            "effort.mine", "How hard did you have to work?", "how hard you worked",
            Whole(1, 5, "barely", "all I had"),
        ),
        (
            "effort.confidence", "How sure were you of what to do?", "how sure you were",
            Whole(1, 5, "not at all", "quite sure"),
        ),
        (
            "attention.multitasking", "What else were you doing at the same time?",
            "at the same time", OneOf(MULTITASKING),
        ),
        ("attention.assumption", "What did you take for granted?", "took for granted", _TEXT),
        ("attention.assumption_right", "Was that right?", "was that right", _YES_NO),
        (
            "attention.different", "What was different from the usual case?",
            "unlike the usual case", _TEXT,
        ),
        ("attention.interrupted", "What broke in?", "what broke in", _TEXT),
        ("judgement.options", "Which other ways were open?", "other ways open", _TEXT),
        (
            "judgement.friction", "Which rule or script got in the way?", "rule in the way",
            _TEXT,
        ),
        ("judgement.sign_off", "Did it need someone's sign-off?", "needed a sign-off", _YES_NO),
        ("judgement.exception", "Which exception did you make?", "exception", _TEXT),
        ("judgement.declined", "What did you say no to?", "said no to", _TEXT),
        ("judgement.cost", "What did it cost?", "what it cost", _TEXT),
        ("escalation.who", "Who helped, or could have?", "who helped or could have", _TEXT),
        ("escalation.handover", "What did you pass on to them?", "what you passed on", _TEXT),
        ("escalation.lesson", "What do you know now for the next one?", "know now", _TEXT),
        (
            "business.system_issue", "What should someone else hear about?", "to pass on",
            _TEXT,
        ),
        (
            "business.lacked", "What did you lack: a tool, a fact, a say?", "what you lacked",
            _TEXT,
        ),
    )  # fmt: skip


def _rows_written() -> tuple[Row, ...]:
    return (
        (
            "reply.next_question", "What would they have asked next?", "their next question",
            _TEXT,
        ),
        ("reply.answered", "Did your first reply answer that too?", "answered at once", _YES_NO),
        (
            "reply.or_instead", "Did you say how to get it, or what to take instead?",
            "how, or what instead", _TEXT,
        ),
        ("reply.avoided", "Which further message did that spare?", "spared a message", _TEXT),
    )  # fmt: skip
