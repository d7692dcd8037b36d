"""Checked answers in the words of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debrief_cli.kinds import Each, Kind, Moment, OneOf, Shape, YesNo
from debrief_cli.vocabulary import named


def in_words(kind: Kind, value: Any) -> str:
    """A checked answer in a person's words."""
    if isinstance(kind, OneOf):
        return named(kind.terms, value)
    if isinstance(kind, YesNo):
        return "yes" if value else "no"
    if isinstance(kind, Moment):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(kind, Each):
        return ", ".join(in_words(kind.item, item) for item in value)
    if isinstance(kind, Shape):
        return _shape_words(kind, value)
    return str(value)


def _shape_words(kind: Shape, value: Mapping[str, Any]) -> str:
    shown = [in_words(part.kind, value[part.key]) for part in kind.parts if part.key in value]
    return f"{shown[0]} ({', '.join(shown[1:])})" if len(shown) > 1 else shown[0]
