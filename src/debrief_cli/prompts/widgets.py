"""What a question looks like on a terminal, and what the keys typed there mean.

Pure: an Ask in, lines and key tables out; what was typed in, an Answered out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from debrief_cli.interview import BACK, Answered, Ask, Back
from debrief_cli.kinds import Due, Each, Kind, Moment, Name, OneOf, Shape, Text, Whole, YesNo
from debrief_cli.render.text import one_line
from debrief_cli.vocabulary import Term
from debrief_cli.wording import in_words

WIDTH = 78
LABEL_WIDTH = 26


def one_key(ask: Ask) -> dict[str, Any]:
    """The keys that answer at once, each with its raw answer; empty when a line is typed."""
    kind = ask.question.kind
    if isinstance(kind, YesNo):
        return {"y": True, "n": False}
    if isinstance(kind, Whole) and kind.low >= 0 and kind.high <= 9:
        return {str(number): number for number in range(kind.low, kind.high + 1)}
    if isinstance(kind, OneOf) and not ask.options:
        keyless = [term.name for term in kind.terms if not term.press]
        if not keyless or keyless == [ask.question.proposal({})]:
            return {term.press: term.name for term in kind.terms if term.press}
    return {}


def keys_of(ask: Ask) -> str:
    """Every key that a one-key question takes, besides `<`; "" among them is Enter."""
    optional = not ask.question.required
    return "".join(one_key(ask)) + ("-" if optional and ask.earlier is not None else "")


def may_enter(ask: Ask) -> bool:
    """Whether Enter alone answers a one-key question."""
    return not ask.question.required or ask.earlier is not None


def read_key(ask: Ask, key: str) -> Answered | Back:
    """What a key means at a one-key question: "" is Enter, `-` takes the answer away."""
    if key == "<":
        return BACK
    if key == "-":
        return Answered(None, none=True)
    return Answered(one_key(ask).get(key, key) if key else ask.earlier, typed=key)


def terms_of(ask: Ask) -> Sequence[Term]:
    """The numbered choices of a question that takes numbers; those of its extras not."""
    kind = ask.question.kind
    if ask.options:
        return ask.options
    return kind.terms if isinstance(kind, OneOf) and not one_key(ask) else ()


def lines(ask: Ask) -> list[str]:
    """The question and its choices, at most 78 columns wide; the hint is apart."""
    kind = ask.question.kind
    if isinstance(kind, Whole):
        scale = f"{kind.low} {kind.lowest} … {kind.high} {kind.highest}"
        return _wrap(f"{ask.text}  {scale}")
    if one_key(ask) and isinstance(kind, OneOf):
        rows = [f"{term.press}  {term.words}" for term in kind.terms if term.press]
        if len(rows) <= 3:
            return [*_wrap(ask.text), *(f"  {row}" for row in rows)]
        return [*_wrap(ask.text), *flow([r.replace("  ", " ", 1) for r in rows])]
    if isinstance(kind, YesNo):
        return _wrap(f"{ask.text}  y yes  n no")
    numbered = [term.words for term in terms_of(ask)]
    numbered += [extra.words for extra in ask.extras]
    if isinstance(kind, Text):
        return [*_wrap(ask.text), *(f"  {n}  {one_line(w, 70)}" for n, w in _count(numbered))]
    return [*_wrap(ask.text), *_columns(numbered)]


def hint(ask: Ask) -> str:
    """What Enter does, or an example."""
    if ask.earlier is not None and one_key(ask):
        none = "" if ask.question.required else "    - = none"
        return f"Enter = keep: {in_words(ask.question.kind, ask.earlier)}{none}"
    return ask.hint or ("" if ask.question.required else "Enter = leave")


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH) or [""]


def _count(items: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(items, 1))


def flow(items: Sequence[str]) -> list[str]:
    """Choices one after the other, broken between them."""
    rows = [""]
    for item in items:
        if rows[-1] and len(rows[-1]) + len(item) + 2 > WIDTH - 2:
            rows.append("")
        rows[-1] += ("  " if rows[-1] else "") + item
    return [f"  {row}" for row in rows]


def _columns(items: Sequence[str]) -> list[str]:
    """Numbered choices in as many columns as fit, counted down each column."""
    if not items:
        return []
    cells = [f"{n:>2} {text}" for n, text in _count(items)]
    width = max(len(cell) for cell in cells) + 2
    columns = max(1, min(3, (WIDTH - 2) // width))
    height = -(-len(cells) // columns)
    return [
        "  " + "".join(cell.ljust(width) for cell in cells[row::height]).rstrip()
        for row in range(height)
    ]


def prefill(ask: Ask) -> str:
    """What stands on the line already: what was just typed, or one's own earlier answer."""
    if ask.typed or ask.earlier is None:
        return ask.typed
    kind, value = ask.question.kind, ask.earlier
    if terms := terms_of(ask):
        return _as_numbers(kind, value, [term.name for term in terms])
    if isinstance(kind, Each) and isinstance(kind.item, Text):
        return "\n".join(value)
    if isinstance(kind, Each) and isinstance(kind.item, Shape):
        return "\n".join(" :: ".join(str(v) for v in item.values()) for item in value)
    if isinstance(kind, Each):
        return " ".join(value)
    return value.isoformat() if isinstance(kind, Moment) else str(value)


def _as_numbers(kind: Kind, value: Any, names: list[str]) -> str:
    signs = {"helped": "+", "hurt": "-", None: ""}
    marks = []
    for item in value if isinstance(kind, Each) else [value]:
        name = next(iter(item.values())) if isinstance(item, Mapping) else item
        sign = signs.get(item.get("direction"), "") if isinstance(item, Mapping) else ""
        if name in names:
            marks.append(f"{sign}{names.index(name) + 1}")
    return " ".join(marks)


def read_line(ask: Ask, text: str) -> Answered | Back:
    """What a typed line means: an answer, nothing, or a step back."""
    typed = text.strip()
    if typed == "<":
        return BACK
    if not typed:
        return Answered(None)
    if typed == "-" and not ask.question.required:
        return Answered(None, none=True)
    kind = ask.question.kind
    if isinstance(kind, Text):
        return _text_or_offer(ask, text)
    if terms_of(ask):
        return _numbers(ask, typed)
    return Answered(_raw(kind, text), typed=text)


def _text_or_offer(ask: Ask, text: str) -> Answered:
    extras = ask.extras
    if text.strip().isdecimal() and 1 <= int(text) <= len(extras):
        extra = extras[int(text) - 1]
        return Answered(extra.raw, {extra.key: extra.value}, typed=text)
    return Answered(text, typed=text)


def _raw(kind: Kind, text: str) -> Any:
    """A typed line as the raw value that a document would have."""
    if isinstance(kind, Each) and isinstance(kind.item, Shape):
        keys = [part.key for part in kind.item.parts]
        pieces = [re.split(r"\s*::\s*", line.strip()) for line in text.splitlines()]
        return [dict(zip(keys, piece, strict=False)) for piece in pieces if piece]
    if isinstance(kind, Each) and isinstance(kind.item, Name):
        return re.split(r"[\s,]+", text.strip())
    if isinstance(kind, Each):
        return [line for line in text.splitlines() if line.strip()]
    return text.strip() if isinstance(kind, (Moment, Due)) else text


def _numbers(ask: Ask, typed: str) -> Answered:
    """Numbers of a list, such as `2 4` or `+2 -4` where a cause can help or hurt."""
    kind, terms, extras = ask.question.kind, terms_of(ask), ask.extras
    picked: list[Any] = []
    also: dict[str, str] = {}
    for mark in re.split(r"[\s,;]+", typed):
        found = re.fullmatch(r"([+-]?)(\d{1,3})", mark)
        number = int(found[2]) if found else 0
        if found and 1 <= number <= len(terms):
            picked.append(_pick(kind, terms[number - 1].name, found[1]))
        elif found and 1 <= number - len(terms) <= len(extras):
            extra = extras[number - len(terms) - 1]
            also[extra.key] = extra.value
        else:
            problem = f"“{mark}” is not a number of this list (1 to {len(terms) + len(extras)})"
            return Answered(None, typed=typed, problem=problem)
    if isinstance(kind, Each):
        return Answered(picked or None, also, typed=typed)
    return Answered(picked[0] if len(picked) == 1 else typed, also, typed=typed)


def _pick(kind: Kind, name: str, sign: str) -> Any:
    item = kind.item if isinstance(kind, Each) else kind
    if not isinstance(item, Shape):
        return name
    shape = {item.parts[0].key: name}
    if sign:
        shape["direction"] = "helped" if sign == "+" else "hurt"
    return shape
