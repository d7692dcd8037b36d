"""Documents and jrnl's entries coming in: what they hold becomes debriefs and look backs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from debrief_cli.acts.intake import check
from debrief_cli.context import Context
from debrief_cli.documents import read_documents
from debrief_cli.errors import Invalid, Problem, Rejected
from debrief_cli.form import Form
from debrief_cli.forms.debrief import debrief_form, to_debrief
from debrief_cli.forms.reflection import reflection_form, to_reflection
from debrief_cli.forms.stored import Answers
from debrief_cli.forms.stored_kinds import Instant, Uid
from debrief_cli.kinds import Kind, Name
from debrief_cli.records import Debrief, Reflection
from debrief_cli.render.written_out import LOOKING_BACK
from debrief_cli.store.uids import reflection_uid
from debrief_cli.vocabulary import OUTCOMES, Vocabulary

_CONTENTS = UUID("3f0d1a52-7a0a-4c1c-9f43-6d5b8e2c9a77")
_OF_ITS_JOURNAL: Mapping[str, Kind] = {
    "uid": Uid(), "created_at": Instant(), "updated_at": Instant(),
}  # fmt: skip
TAG = "jrnl"


class Found(NamedTuple):
    """The records of a file by the places they stood in, and what is to be said of them."""

    debriefs: Mapping[str, Debrief]
    reflections: Mapping[str, Reflection]
    notes: tuple[str, ...] = ()


def read(context: Context, data: bytes) -> Found:
    """The records in `data`. Raises Rejected with everything that is wrong, or BadInput."""
    documents, single = read_documents(data)
    if single and "entries" in documents[0]:
        return _Reader(context).jrnl(documents[0]["entries"])
    places = [""] if single else [f"[{number}]" for number in range(len(documents))]
    return _Reader(context).documents(dict(zip(places, documents, strict=True)))


class _Reader:
    """Turns documents into records, and gathers what is wrong with them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._problems: list[Problem] = []
        self._debriefs: dict[str, Debrief] = {}
        self._reflections: dict[str, Reflection] = {}
        self._links_left_out = 0

    def documents(self, given: Mapping[str, Mapping[str, Any]], *notes: str) -> Found:
        """Debriefs and reflections; the latter have customers."""
        words = _with_names_of(self._context.words, given.values())
        debriefs = debrief_form(words, self._context.clock)
        reflections = reflection_form(words, self._context.clock)
        for place, document in given.items():
            if "customers" in document:
                self._reflection(place, document, reflections)
            else:
                self._debrief(place, document, debriefs)
        if self._problems:
            raise Rejected(self._problems, "Nothing was imported.")
        return Found(self._debriefs, self._reflections, (*notes, *self._told_of_links()))

    def _told_of_links(self) -> list[str]:
        if not self._links_left_out:
            return []
        links = "link" if self._links_left_out == 1 else "links"
        return [
            f"{self._links_left_out} {links} by number left out: a number means something in its"
            " own journal only. debrief export keeps links."
        ]

    def _problem(self, place: str, problems: Sequence[Problem]) -> None:
        self._problems += [problem.under(place) if place else problem for problem in problems]

    def _own(self, place: str, document: Mapping[str, Any]) -> dict[str, Any]:
        """What its journal gave the record: uid and times, checked."""
        own: dict[str, Any] = {}
        for key, kind in _OF_ITS_JOURNAL.items():
            try:
                if document.get(key) is not None:
                    own[key] = kind.parse(document[key])
            except Invalid as invalid:
                self._problem(place, [problem.under(key) for problem in invalid.problems])
        return own

    def _debrief(self, place: str, document: Mapping[str, Any], form: Form) -> None:
        own = self._own(place, document)
        content = {k: v for k, v in document.items() if k not in ("id", "day", *_OF_ITS_JOURNAL)}
        uid = own.pop("uid", None) or str(uuid5(_CONTENTS, json.dumps(content, sort_keys=True)))
        content["checks"] = self._kept(content.get("checks"), "play")
        content["next_time"] = self._plan(content.get("next_time"))
        closer, content["answers"] = _closer_looks(content.get("answers"), form)
        answers, problems = check(form, content)
        try:
            Answers().parse(closer)
        except Invalid as invalid:
            problems += [problem.under("answers") for problem in invalid.problems]
        self._problem(place, problems)
        if not problems:
            clock = self._context.clock
            made = to_debrief(answers, clock.now(), clock.starts_at, uid)
            self._debriefs[place] = made._replace(answers={**made.answers, **closer}, **own)

    def _plan(self, given: Any) -> Any:
        """The words of a plan; its number is dropped, since they find it."""
        if not isinstance(given, Mapping) or not isinstance(given.get("play"), int):
            return given
        if given.get("then") is None:
            self._links_left_out += 1
            return None
        return {**given, "play": None}

    def _kept(self, given: Any, key: str) -> Any:
        """The entries of a list that link to nothing by number."""
        if not isinstance(given, list):
            return given
        by_number = [isinstance(e, Mapping) and isinstance(e.get(key), int) for e in given]
        self._links_left_out += sum(by_number)
        return [each for each, drop in zip(given, by_number, strict=True) if not drop]

    def _reflection(self, place: str, document: Mapping[str, Any], form: Form) -> None:
        own = self._own(place, document)
        content = {k: v for k, v in document.items() if k not in ("id", *_OF_ITS_JOURNAL)}
        content["checks"] = self._kept(content.get("checks"), "play")
        content["customers"] = self._unlinked(content["customers"])
        answers, problems = check(form, content)
        self._problem(place, problems)
        if problems:
            return
        clock = self._context.clock
        made = to_reflection(answers, clock.now(), clock.starts_at)
        uid = reflection_uid(made.day)
        if own.pop("uid", uid) != uid:
            self._problem(place, [Problem("uid", "is not that of its day")])
        self._reflections[place] = made._replace(uid=uid, **own)

    def _unlinked(self, customers: Any) -> Any:
        if not isinstance(customers, list):
            return customers
        linked = [
            c for c in customers if isinstance(c, Mapping) and isinstance(c.get("debrief"), int)
        ]
        self._links_left_out += len(linked)
        return [{**c, "debrief": None} if c in linked else c for c in customers]

    def jrnl(self, entries: Any) -> Found:
        """The entries of jrnl, as debriefs; what they cannot say is said."""
        if not isinstance(entries, list):
            raise Rejected([Problem("entries", "must be a list")], "Nothing was imported.")
        given: dict[str, dict[str, Any]] = {}
        without = left = 0
        for number, entry in enumerate(entries):
            place = f"entries[{number}]"
            if not isinstance(entry, Mapping):
                self._problem(place, [Problem("", "must be an object")])
                continue
            tags = _tags(entry.get("tags"))
            if LOOKING_BACK in tags:
                left += 1
                continue
            outcomes = [term.name for term in OUTCOMES if term.name in tags]
            without += not outcomes
            given[place] = _document(entry, tags, outcomes[0] if outcomes else "met")
        return self.documents(given, *_told_of_jrnl(without, left))


def _told_of_jrnl(without: int, left: int) -> list[str]:
    notes = []
    if without:
        entries = "1 entry does" if without == 1 else f"{without} entries do"
        notes.append(
            f"{entries} not say how it left the customer: taken “as they expected”, tagged {TAG}."
            f" To see them: debrief list --tag {TAG}"
        )
    if left:
        notes.append(
            f"{left} of debrief's own look backs left out: debrief export keeps them whole."
        )
    return notes


def _tags(given: Any) -> list[str]:
    """jrnl's tags as names: without their first sign, and tidied."""
    tidied = []
    for tag in given if isinstance(given, list) else ():
        name = "".join(c if c.isascii() and (c.isalnum() or c in "_.") else "_" for c in str(tag))
        tidied.append(name.strip("_").lower()[:64])
    return [name for name in dict.fromkeys(tidied) if name]


def _document(entry: Mapping[str, Any], tags: Sequence[str], outcome: str) -> dict[str, Any]:
    """An entry as a document: its text is what it was about, whole."""
    texts = [entry.get("title"), entry.get("body")]
    wrong = next((text for text in texts if text is not None and not isinstance(text, str)), None)
    situation = wrong or "\n".join(text.strip() for text in texts if text and text.strip())
    when = " ".join(str(entry[key]) for key in ("date", "time") if entry.get(key))
    names = {term.name for term in OUTCOMES}
    starred = ["starred"] if entry.get("starred") is True else []
    document = {
        "situation": situation,
        "outcome": outcome,
        "occurred_at": when or None,
        "tags": [TAG, *starred, *(tag for tag in tags if tag not in names)],
    }
    return {**document, "uid": _uid_of(entry) or str(uuid5(_CONTENTS, json.dumps(document)))}


def _uid_of(entry: Mapping[str, Any]) -> str | None:
    try:
        return str(UUID(entry["uuid"]))
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _closer_looks(given: Any, form: Form) -> tuple[dict[str, Any], Any]:
    """The answers of closer looks that are not known here, and the others."""
    if not isinstance(given, Mapping):
        return {}, given
    unknown = {k: v for k, v in given.items() if f"answers.{k}" not in form and v is not None}
    return unknown, {key: value for key, value in given.items() if key not in unknown}


def _with_names_of(words: Vocabulary, documents: Any) -> Vocabulary:
    """The lists with the names in the documents: another machine may have its own entries."""
    names: dict[str, set[str]] = {
        "channels": set(), "stages": set(), "techniques": set(), "needs": set(), "factors": set(),
    }  # fmt: skip
    for document in documents:
        for each in (document, *_parts(document, "customers")):
            names["channels"] |= _texts([each.get("channel")])
        for name, key in (("factors", "factor"), ("stages", "stage")):
            names[name] |= _texts([part.get(key) for part in _parts(document, name)])
        names["techniques"] |= _texts(document.get("techniques"))
        answers = document.get("answers")
        if isinstance(answers, Mapping):
            names["needs"] |= _texts([answers.get("feelings.need")])
    own: dict[str, dict[str, str]] = {}
    for name, found in names.items():
        new = found - {term.name for term in getattr(words, name)}
        own[name] = {each: each.replace("_", " ") for each in sorted(new) if _is_name(each)}
    return words.with_own(own)


def _parts(document: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    given = document.get(key)
    return [each for each in given if isinstance(each, Mapping)] if isinstance(given, list) else []


def _texts(values: Any) -> set[str]:
    return {each for each in values if isinstance(each, str)} if isinstance(values, list) else set()


def _is_name(text: str) -> bool:
    try:
        Name().parse(text)
    except Invalid:
        return False
    return True
