"""The documents of revisions, as an export has them: what each key may hold.

Stricter than what people write (every key is there, links are uids, times have an offset),
and more open in one way: a name that is not in this machine's lists is taken if it is well
formed, since another machine may have it in its own. The closed lists are those of all forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from debrief_cli.errors import Invalid, Problem
from debrief_cli.forms.lens_questions import lens_questions
from debrief_cli.forms.reflection import HOW_MANY
from debrief_cli.forms.shapes import check_rule
from debrief_cli.forms.stored_kinds import (
    Date,
    DateOrInstant,
    Instant,
    Number,
    TrueOrFalse,
    Uid,
    Value,
    Week,
    Whatever,
)
from debrief_cli.kinds import Each, Kind, Name, OneOf, Text, Whole, YesNo, unknown_keys
from debrief_cli.vocabulary import (
    CONDUCTS,
    DID,
    DIRECTIONS,
    EVIDENCE,
    FOCUS,
    OUTCOMES,
    PLAY_STATES,
    PROMISE_STATES,
    STAGE_VERDICTS,
    WORKED,
    Term,
    Vocabulary,
)


class Listed:
    """One name of a list, as OneOf has it, and quick: there may be millions to check."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._names = frozenset(term.name for term in terms)
        self._kind = OneOf(terms)

    def parse(self, raw: object) -> str:
        return raw if isinstance(raw, str) and raw in self._names else self._kind.parse(raw)


class Answers:
    """The answers of closer looks, each by its key."""

    def __init__(self) -> None:
        needs = Vocabulary().needs
        self._known: dict[str, Kind] = {}
        for question in lens_questions(Vocabulary()):
            kind: Kind = question.kind
            if isinstance(kind, OneOf) and {t.name for t in kind.terms} == {t.name for t in needs}:
                kind = Name()  # a list to which people add their own
            elif isinstance(kind, Whole):
                kind = Number(kind.low, kind.high)
            elif isinstance(kind, YesNo):
                kind = TrueOrFalse()
            self._known[question.key.removeprefix("answers.")] = kind

    def parse(self, raw: object) -> Mapping[str, Any]:
        if not isinstance(raw, Mapping):
            raise Invalid("must be an object")
        problems: list[Problem] = []
        for key, value in raw.items():
            try:
                Name().parse(key)
                self._known.get(key, _VALUE).parse(value)
            except Invalid as invalid:
                problems += [p.under(str(key)[:64]) for p in invalid.problems]
        if problems:
            raise Invalid(problems)
        return raw


class Key(NamedTuple):
    """One key of a stored object; one that is not `needed` may be null."""

    name: str
    kind: Kind
    needed: bool = False


class Stored:
    """An object that has all of its keys, and no others, but for those it `may_lack`.

    `rule` returns what is wrong with the whole, or nothing.
    """

    def __init__(
        self,
        *keys: Key,
        may_lack: frozenset[str] = frozenset(),
        rule: Callable[[Mapping[str, Any]], str] = lambda _: "",
    ) -> None:
        self._keys = keys
        # Bound once: this is called for every object of millions.
        self._checks = [(key.name, key.kind.parse, key.needed) for key in keys]
        self._names = {key.name for key in keys}
        self._may_lack = may_lack
        self._rule = rule

    def parse(self, raw: object) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            raise Invalid("must be an object")
        problems = [] if raw.keys() == self._names else self._wrong_keys(raw)
        for name, parse, needed in self._checks:
            value = raw.get(name)
            if value is None:
                if needed and name in raw:
                    problems.append(Problem(name, "is missing"))
                continue
            try:
                parse(value)
            except Invalid as invalid:
                problems += [problem.under(name) for problem in invalid.problems]
        if not problems and (wrong := self._rule(raw)):
            problems.append(Problem("", wrong))
        if problems:
            raise Invalid(problems)
        return raw

    def _wrong_keys(self, raw: Mapping[str, Any]) -> list[Problem]:
        lacking = [k.name for k in self._keys if k.name not in raw and k.name not in self._may_lack]
        return [
            *unknown_keys(raw, [key.name for key in self._keys]),
            *(Problem(name, "is missing") for name in lacking),
        ]


_TEXT, _NAME, _LINKED, _TIME, _VALUE = Text(), Name(), Uid(), Instant(), Value()


def _given_check(values: Mapping[str, Any]) -> str:
    return check_rule({key: value for key, value in values.items() if value is not None})


_CHECK = (
    Key("play", _LINKED, True),
    Key("came_up", TrueOrFalse(), True),
    Key("did", Listed(DID)),
    Key("worked", Listed(WORKED)),
    Key("note", _TEXT),
)
_CHECKS = Key("checks", Each(Stored(*_CHECK, rule=_given_check)), True)
_HOW_IT_WENT = (Key("evidence", Listed(EVIDENCE)), Key("conduct", Listed(CONDUCTS)))
_NOTED = Key("note", _TEXT)
_OWN = (Key("uid", _LINKED, True),)
_MADE = (*_OWN, Key("created_at", _TIME, True))

SHAPES: Mapping[str, Stored] = {
    "debrief": Stored(
        *_MADE,
        *_HOW_IT_WENT,
        _CHECKS,
        Key("occurred_at", _TIME, True),
        Key("situation", _TEXT, True),
        Key("outcome", Listed(OUTCOMES), True),
        Key("channel", _NAME, True),
        Key("customer", _TEXT),
        Key("reference", _TEXT),
        Key("customer_words", _TEXT),
        Key("expectation", _TEXT),
        Key("contributions", Each(_TEXT), True),
        Key("would_change", Each(_TEXT), True),
        Key(
            "factors",
            Each(
                Stored(
                    Key("factor", _NAME, True), Key("direction", Listed(DIRECTIONS), True), _NOTED
                )
            ),
            True,
        ),
        Key(
            "stages",
            Each(
                Stored(
                    Key("stage", _NAME, True), Key("verdict", Listed(STAGE_VERDICTS), True), _NOTED
                )
            ),
            True,
        ),
        Key("techniques", Each(_NAME), True),
        Key("tags", Each(_NAME), True),
        Key("next_time", Stored(Key("play", _LINKED, True))),
        Key("answers", Answers(), True),
        Key("kudos", Each(Stored(Key("to", _TEXT, True), Key("for", _TEXT))), True),
    ),
    "reflection": Stored(
        *_MADE,
        _CHECKS,
        Key("day", Date(), True),
        Key("recorded_at", _TIME, True),
        Key(
            "customers",
            Each(
                Stored(
                    Key("verdict", Listed(OUTCOMES), True),
                    *_HOW_IT_WENT,
                    Key("customer", _TEXT),
                    Key("channel", _NAME),
                    Key("felt", _TEXT),
                    Key("why", _TEXT),
                    Key("debrief", _LINKED),
                ),
                at_least=1,
                at_most=HOW_MANY,
            ),
            True,
        ),
        Key("further", _TEXT),
        Key("went_well", _TEXT),
        Key("tomorrow", _TEXT),
        Key("focus", Listed(FOCUS)),
    ),
    "play": Stored(
        *_MADE,
        Key("if", _TEXT, True),
        Key("then", _TEXT, True),
        Key("because", _TEXT),
        Key("state", Listed(PLAY_STATES), True),
        Key("from_debrief", _LINKED),
    ),
    "promise": Stored(
        *_MADE,
        Key("text", _TEXT, True),
        Key("due", DateOrInstant()),
        Key("state", Listed(PROMISE_STATES), True),
        _NOTED,
        Key("debrief", _LINKED),
        Key("closed_at", _TIME),
    ),
    "focus": Stored(
        *_OWN, Key("week", Week(), True), Key("text", _TEXT, True), Key("play", _LINKED)
    ),
    "check": Stored(
        *_OWN,
        *_CHECK,
        Key("day", Date(), True),
        Key("position", Number(0), True),
        may_lack=frozenset({"position"}),
        rule=_given_check,
    ),
}

LINE = Stored(
    Key("type", Listed(tuple(Term(name, name) for name in SHAPES)), True),
    Key("schema", Number(1), True),
    Key("uid", _LINKED, True),
    Key(
        "revisions",
        Each(
            Stored(
                Key("number", Number(1), True),
                Key("time", _TIME, True),
                Key("device", _LINKED, True),
                Key("command", _LINKED, True),
                Key("deleted", TrueOrFalse(), True),
                Key("document", Whatever()),
            ),
            at_least=1,
        ),
        True,
    ),
)
