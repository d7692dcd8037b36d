"""A form as an empty document, for the editor."""

from __future__ import annotations

from typing import Any

from debrief_cli.form import Answers, Form, nest
from debrief_cli.kinds import Each
from debrief_cli.records import document

# The document's own order; the closer looks' answers stay an object to be filled.
_LEFT_OUT = ("next_time.play",)


def debrief_template(form: Form, given: Answers) -> dict[str, Any]:
    """Every key of a debrief with what was given, else `null` or an empty list."""
    keys: dict[str, Any] = {
        q.key: [] if isinstance(q.kind, Each) else None
        for q in form.questions
        if not q.key.startswith("answers.") and q.key not in _LEFT_OUT
    }
    filled = nest({**keys, **given})
    return {**filled, "answers": document(filled.get("answers", {}))}


def reflection_template(day: str, customers: int) -> dict[str, Any]:
    """An empty reflection of `day` with room for its customers."""
    one = dict.fromkeys(("customer", "channel", "felt", "verdict", "why", "evidence"))
    return {
        "day": day,
        "customers": [dict(one) for _ in range(customers)],
        "further": None,
        "tomorrow": None,
        "went_well": None,
    }
