"""Which plans, or earlier interactions, are like the situation at hand.

Words are compared by their stems, by a common beginning and by short lists of everyday words
that say the same. What is found counts twice: as the share of the situation that it covers, and
as the share of the other text. Below a threshold nothing is said: silence is better than a
wrong plan. Why so, and how often it is right: docs/decisions/0012-matching.md.
"""

# No postponed annotations: as text they double the cost of defining a named tuple.

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from debrief_cli.analysis import everyday
from debrief_cli.analysis.stemming import stems, words

# From these scores on: a plan is shown to someone who looks for one; an interaction is shown
# (there are many more of them, and so more by chance); a plan comes without being looked for.
LIKE = 0.1
ALIKE = 0.15
SURE = 0.19
# What has less than so much of the best score is about something else.
_NEAR_THE_BEST = 0.5

# What a word is worth that nearly every call has.
_COMMON = 0.5
# How well one word stands for another: of the same meaning, of the same matter, begun alike.
_SAME, _NEAR, _BEGUN_ALIKE = 0.85, 0.6, 0.75
_BEGINNING = 5
# What a word is worth in a plan's “then”, beside one in its “if”.
_AFTERWARDS = 0.5
# What a word is worth in the debriefs behind: so much in any, so much more in all of them.
_ONCE, _ALWAYS = 0.3, 0.6
# How much a word loses that many candidates have; the second makes few candidates lose little.
_FREQUENT, _FEW = 0.4, 60
# What is left of a score when the other text is about something else.
_FAR = 0.6
_ON_CHANNEL, _OFF_CHANNEL, _TAGGED, _SERVED = 1.1, 0.9, 1.2, 1.05
# More than this says nothing new, and a text may have 64 KiB.
_LONGEST = 2_000
_SHORTEST_WORD = 2
_DECIMALS = 6

# How well each wanted word, by its number, is said.
Strengths = Mapping[int, float]


class Situation(NamedTuple):
    """What is described now."""

    text: str
    channel: str | None = None
    tags: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """Something that may fit: a plan, or an earlier interaction.

    `texts` are its own, the one that tells when it fits first: a plan's “if”, then its “then”.
    `behind` is one text for each debrief that made it or in which it came up.
    """

    key: int
    texts: tuple[str, ...]
    channels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def best_plan(situations: Sequence[Situation], plans: Sequence[Candidate]) -> int | None:
    """The key of the plan for any of the situations; None when that is not sure.

    Each situation is taken by itself: joined, each would be but a part of what is looked for.
    """
    nearest = [hit for each in situations for hit in rank(each, plans, SURE)[:1]]
    return max(nearest, key=lambda hit: hit[1], default=(None, 0.0))[0]


def rank(
    situation: Situation, candidates: Sequence[Candidate], threshold: float = LIKE
) -> list[tuple[int, float]]:
    """The keys of those like the situation with their scores from 0 to 1, best first.

    Of two that are equally like it, the one with the higher key comes first. One that tells of
    itself, or of what is behind it, in the very words of the situation has 1.
    """
    wanted = _Wanted(situation)
    found = [_found(wanted, candidate) for candidate in candidates]
    weights = _told_apart(wanted.weights, [strengths for strengths, _ in found])
    scored = []
    for candidate, (strengths, nearest) in zip(candidates, found, strict=True):
        if wanted.in_the_same_words(candidate):
            scored.append((candidate.key, 1.0))
        elif strengths:
            score = _score(weights, strengths, nearest)
            agreed = score * _agreement(situation, wanted.channel, candidate)
            scored.append((candidate.key, min(1.0, agreed)))
    best = max((score for _, score in scored), default=0.0)
    least = max(threshold, best * _NEAR_THE_BEST)
    kept = [(key, round(score, _DECIMALS)) for key, score in scored if score >= least]
    return sorted(kept, key=lambda each: (-each[1], -each[0]))


class _Phrase(NamedTuple):
    """Words that say something only together, and which wanted words they stand for."""

    parts: tuple[str, ...]
    says: Strengths


class _Word(NamedTuple):
    """A word of a candidate: what it is worth, and which wanted words it stands for."""

    stem: str
    weight: float
    says: Strengths
    begins: tuple[_Phrase, ...]


class _Lists:
    """The lists of everyday words, by their stems."""

    def __init__(self) -> None:
        known = (everyday.SILENT, everyday.COMMON, everyday.SAME, everyday.NEAR)
        every = " ".join(known).replace("_", " ").split()
        stem_of = dict(zip(every, stems(every), strict=True))
        self._silent = frozenset(everyday.SILENT.split())
        self._common = frozenset(stem_of[word] for word in everyday.COMMON.split())
        self._lines: dict[str, list[tuple[float, list[str]]]] = {}
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for text, strength in ((everyday.SAME, _SAME), (everyday.NEAR, _NEAR)):
            for line in text.strip().splitlines():
                members = [tuple(stem_of[p] for p in each.split("_")) for each in line.split()]
                names = [" ".join(parts) for parts in members]
                for name, parts in zip(names, members, strict=True):
                    self._lines.setdefault(name, []).append((strength, names))
                    if len(parts) > 1:
                        self._phrases.setdefault(parts[0], []).append(parts)

    def terms(self, text: str) -> list[str]:
        """The words and phrases of a text that say something, each once."""
        said = words(text)
        stemmed = tuple(stems(said))
        found: dict[str, None] = {}
        place = 0
        while place < len(said):
            known = self._phrases.get(stemmed[place], ())
            here = [parts for parts in known if stemmed[place : place + len(parts)] == parts]
            phrase = max(here, key=len, default=())
            if phrase:
                found[" ".join(phrase)] = None
            elif not self.is_silent(said[place]):
                found[stemmed[place]] = None
            place += len(phrase) or 1
        return list(found)

    def is_silent(self, word: str) -> bool:
        """Whether a word says nothing about a situation."""
        return len(word) < _SHORTEST_WORD or word in self._silent

    def weight(self, term: str) -> float:
        """What a word is worth before anything is known of the candidates."""
        return _COMMON if term in self._common or term.isdigit() else 1.0

    def alike(self, term: str) -> list[tuple[str, float]]:
        """The words that stand for `term`, and how well."""
        lines = self._lines.get(term, ())
        return [(name, strength) for strength, names in lines for name in names]


_lists = cache(_Lists)


class _Wanted(dict[str, _Word]):
    """The words of a situation, and what is known of each word met since."""

    def __init__(self, situation: Situation) -> None:
        super().__init__()
        self._line = situation.text.strip().casefold()
        self._lists = _lists()
        self.terms = self._lists.terms(situation.text[:_LONGEST])
        self.weights = [self._lists.weight(term) for term in self.terms]
        spoken = {everyday.CHANNELS[term] for term in self.terms if term in everyday.CHANNELS}
        self.channel = situation.channel or (spoken.pop() if len(spoken) == 1 else None)
        self._says: dict[str, dict[int, float]] = {}
        self._begun: dict[str, list[int]] = {}
        for number, term in enumerate(self.terms):
            for other, strength in [*self._lists.alike(term), (term, 1.0)]:
                _keep_best(self._says.setdefault(other, {}), {number: strength})
            if len(term) >= _BEGINNING:
                self._begun.setdefault(term[:_BEGINNING], []).append(number)
        self._phrases: dict[str, list[_Phrase]] = {}
        for name, says in self._says.items():
            parts = tuple(name.split())
            if len(parts) > 1:
                self._phrases.setdefault(parts[0], []).append(_Phrase(parts, says))

    def __missing__(self, word: str) -> _Word:
        (stem,) = stems([word])
        says = dict(self._says.get(stem, {}))
        for number in self._begun.get(stem[:_BEGINNING], ()):
            if self.terms[number].startswith(stem) or stem.startswith(self.terms[number]):
                says.setdefault(number, _BEGUN_ALIKE)
        weight = 0.0 if self._lists.is_silent(word) else self._lists.weight(stem)
        self[word] = _Word(stem, weight, says, tuple(self._phrases.get(stem, ())))
        return self[word]

    def in_the_same_words(self, candidate: Candidate) -> bool:
        """Whether the first line of one of its texts is the situation, word for word."""
        end = len(self._line)
        return end > 0 and any(
            text[:end].casefold() == self._line and text[end : end + 1] in {"", "\n"}
            for text in (*candidate.texts[:1], *candidate.behind)
        )

    def found_in(self, text: str) -> tuple[dict[int, float], float]:
        """How well a text says each wanted word, and the share of the text that does."""
        said = [self[word] for word in words(text[:_LONGEST])]
        heard = {word.stem: word.says for word in said if word.says}
        for place, word in enumerate(said):
            for phrase in word.begins:
                parts = tuple(each.stem for each in said[place : place + len(phrase.parts)])
                if parts == phrase.parts:
                    heard |= dict.fromkeys(parts, phrase.says)
        if not heard:
            return {}, 0.0
        found: dict[int, float] = {}
        for says in heard.values():
            _keep_best(found, says)
        weights = {word.stem: word.weight for word in said}
        covered = sum(weights[stem] * max(says.values()) for stem, says in heard.items())
        return found, covered / (sum(weights.values()) or 1.0)


def _found(wanted: _Wanted, candidate: Candidate) -> tuple[Strengths, float]:
    """How well each wanted word is said, and the share of the nearest text that says one."""
    strengths: dict[int, float] = {}
    nearest = 0.0
    for place, text in enumerate(candidate.texts):
        says, share = wanted.found_in(text)
        if place == 0:
            nearest = share
        _keep_best(strengths, says, _AFTERWARDS if place else 1.0)
    behind: dict[int, list[float]] = {}
    for text in candidate.behind:
        says, share = wanted.found_in(text)
        nearest = max(nearest, share)
        for term, strength in says.items():
            behind.setdefault(term, []).append(strength)
    for term, each in behind.items():
        worth = _ONCE + _ALWAYS * len(each) / (len(candidate.behind) + 1)
        _keep_best(strengths, {term: max(each)}, worth)
    return strengths, nearest


def _keep_best(best: dict[int, float], found: Strengths, worth: float = 1.0) -> None:
    for term, strength in found.items():
        if strength * worth > best.get(term, 0.0):
            best[term] = strength * worth


def _told_apart(weights: Sequence[float], found: Sequence[Strengths]) -> list[float]:
    """The weights of the wanted words, less for those that many of the candidates have."""
    having = [0] * len(weights)
    for strengths in found:
        for term in strengths:
            having[term] += 1
    most = math.log(len(found) + _FEW)
    return [
        weight * (1 - _FREQUENT * math.log1p(count) / most)
        for weight, count in zip(weights, having, strict=True)
    ]


def _score(weights: Sequence[float], strengths: Strengths, nearest: float) -> float:
    """The share of the situation that is found, less when that is little in itself."""
    found = sum(weights[term] * strengths[term] for term in sorted(strengths))
    share = found / sum(weights)
    return share * found / (found + 1) * (_FAR + (1 - _FAR) * nearest)


def _agreement(situation: Situation, channel: str | None, candidate: Candidate) -> float:
    """A little more for the same channel, tag or way of serving, a little less for another."""
    factor = 1.0
    if channel and candidate.channels:
        factor *= _ON_CHANNEL if channel in candidate.channels else _OFF_CHANNEL
    if not set(situation.tags).isdisjoint(candidate.tags):
        factor *= _TAGGED
    if not set(situation.techniques).isdisjoint(candidate.techniques):
        factor *= _SERVED
    return factor
