"""Counts of what the closer looks brought, for the full report; see `counting`."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from debrief_cli.analysis.full_tallies import Answered, Looked, StageDebriefs
from debrief_cli.analysis.tallies import Words
from debrief_cli.forms.lens_lines import ELSEWHERE, SAYS, TENSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from debrief_cli.store.counting import Days

# CROSS JOIN: the days first. Otherwise all answers to a question are read, ever given.
# A plus before a key, below: a debrief's few answers are read through, not looked up by each key.
_ANSWERS = """FROM debriefs d CROSS JOIN answers a ON a.debrief = d.id
             WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL"""
_COUNTED = (
    *ELSEWHERE,
    *(line.key for says in SAYS.values() for line in says.lines if line.values),
)
_STEPS = frozenset("12345")
_QUOTED = tuple(key for says in SAYS.values() for key in says.quoted)


def looked(days: Days) -> Looked:
    """All of them, of the debriefs of some days."""
    return Looked(
        lenses={**_lenses(days), **_other_lenses(days)},
        keys=dict(days.rows(f"SELECT a.key, count(*) {_ANSWERS} GROUP BY a.key")),
        answers=_answers(days),
        tension=_tension(days),
        stages=_stages(days),
        noted=_noted(days),
        thanks=_thanks(days),
        promised=_promised(days),
        said=_said(days),
    )


def _lenses(days: Days) -> Mapping[str, int]:
    """Debriefs by the lens of which they answer any question that belongs to it alone."""
    return dict(
        days.rows(
            f"""SELECT substr(a.key, 1, instr(a.key, '.') - 1), count(DISTINCT d.id)
                {_ANSWERS} AND +a.key NOT IN ({_names(ELSEWHERE)}) GROUP BY 1"""
        )
    )


def _other_lenses(days: Days) -> Mapping[str, int]:
    """Debriefs by the lenses that fill something else than answers, too."""
    where = "WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL"
    found = days.rows(
        f"""SELECT 'stages', count(*) FROM debriefs d {where} AND (
                   EXISTS (SELECT 1 FROM stages s WHERE s.debrief = d.id)
                OR EXISTS (SELECT 1 FROM answers a
                            WHERE a.debrief = d.id AND a.key = 'stages.earlier'))
            UNION ALL
            SELECT 'people', count(*) FROM debriefs d {where}
               AND EXISTS (SELECT 1 FROM kudos k WHERE k.debrief = d.id)
            UNION ALL
            SELECT 'promise', count(DISTINCT d.id)
              FROM debriefs d JOIN promises m ON m.debrief = d.id {where}"""
    )
    return {lens: n for lens, n in found if n}


def _answers(days: Days) -> tuple[Answered, ...]:
    """The answers that are chosen or numbers, by what was answered."""
    found = days.rows(
        f"""SELECT a.key, a.value, count(*) {_ANSWERS} AND +a.key IN ({_names(_COUNTED)})
            GROUP BY a.key, a.value"""
    )
    # The value is JSON; a name in it is well-formed and has nothing to unescape.
    return tuple(Answered(key, value.strip('"'), n) for key, value, n in found)


def _names(keys: Iterable[str]) -> str:
    return ", ".join(f"'{key}'" for key in keys)


def _tension(days: Days) -> tuple[tuple[int, int, int], ...]:
    start, end = TENSION
    found = days.rows(
        f"""SELECT a.value, b.value, count(*)
              FROM debriefs d CROSS JOIN answers a ON a.debrief = d.id
                   CROSS JOIN answers b ON b.debrief = d.id
             WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
               AND a.key = '{start}' AND b.key = '{end}' GROUP BY 1, 2"""
    )
    return tuple(
        (int(before), int(after), n)
        for before, after, n in found
        if before in _STEPS and after in _STEPS
    )


def _stages(days: Days) -> tuple[StageDebriefs, ...]:
    found = days.rows(
        """SELECT s.stage, s.verdict, count(DISTINCT d.id)
             FROM debriefs d JOIN stages s ON s.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
            GROUP BY s.stage, s.verdict"""
    )
    return tuple(map(StageDebriefs._make, found))


def _noted(days: Days) -> Mapping[str, int]:
    return dict(
        days.rows(
            """SELECT s.verdict, count(DISTINCT d.id)
                 FROM debriefs d JOIN stages s ON s.debrief = d.id
                WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
                GROUP BY s.verdict"""
        )
    )


def _thanks(days: Days) -> tuple[tuple[str, int], ...]:
    found = days.rows(
        """SELECT k."to", count(*) FROM debriefs d JOIN kudos k ON k.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL GROUP BY 1"""
    )
    return tuple((name, n) for name, n in found)


def _promised(days: Days) -> Mapping[str, int]:
    return dict(
        days.rows(
            """SELECT m.state, count(*) FROM debriefs d JOIN promises m ON m.debrief = d.id
                WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL GROUP BY m.state"""
        )
    )


def _said(days: Days) -> tuple[tuple[str, Words], ...]:
    """The newest answer in own words to each question that may be quoted."""
    found = days.rows(
        f"""SELECT n.key, n.id, n.day, t.value
              FROM (SELECT a.key, d.id, d.day,
                           row_number() OVER (
                               PARTITION BY a.key ORDER BY d.day DESC, d.id DESC) AS place
                      {_ANSWERS} AND +a.key IN ({_names(_QUOTED)})
                       AND substr(a.value, 1, 1) = '"') n
              JOIN answers t ON t.debrief = n.id AND t.key = n.key
             WHERE n.place = 1"""
    )
    return tuple(
        (key, Words(id_, date.fromisoformat(day), json.loads(text)))
        for key, id_, day, text in found
    )
