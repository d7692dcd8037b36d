"""Writing up a customer whom a reflection already told of."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from debrief_cli.context import Context
from debrief_cli.errors import BadInput, DebriefError
from debrief_cli.records import Customer, Debrief, Reflection


class FromReflection(NamedTuple):
    """A customer of a reflection: `place` counts from 0."""

    reflection: Reflection
    place: int

    @property
    def customer(self) -> Customer:
        """The customer."""
        return self.reflection.customers[self.place]

    @property
    def given(self) -> dict[str, Any]:
        """What the reflection already answers of the debrief, as raw answers."""
        customer = self.customer
        known = {
            "outcome": customer.verdict,
            "occurred_at": self.reflection.recorded_at.isoformat(),
            "customer": customer.customer,
            "channel": customer.channel,
            "evidence": customer.evidence,
            "conduct": customer.conduct,
            "contributions": [customer.why]
            if customer.why and customer.verdict == "exceeded"
            else None,
        }
        return {key: value for key, value in known.items() if value is not None}


def from_reflection(context: Context, text: str) -> FromReflection:
    """The customer that `4.2` (or `r4.2`) names: the second of reflection 4.

    Raises BadInput when it names none, DebriefError when that one is written up already.
    """
    found = re.fullmatch(r"r?(\d{1,15})\.(\d)", text.strip().lower())
    if not found:
        raise BadInput(
            f"--reflection: “{text[:40]}” names no customer.", "4.2 is the second of r4."
        )
    with context.reading() as reading:
        reflection = reading.reflection(int(found[1]))
    if reflection is None:
        raise DebriefError(f"There is no reflection {found[1]}.")
    place = int(found[2]) - 1
    if not 0 <= place < len(reflection.customers):
        count = len(reflection.customers)
        told = "one customer" if count == 1 else f"{count} customers"
        raise DebriefError(
            f"r{reflection.id} has {told}.", f"Read it: debrief show r{reflection.id}"
        )
    written = reflection.customers[place].debrief
    if written is not None:
        raise DebriefError(f"That one is written up already, as {written}.")
    return FromReflection(reflection, place)


def link(context: Context, source: FromReflection, debrief: Debrief) -> None:
    """Note in the reflection that its customer is that debrief."""
    customers = list(source.reflection.customers)
    customers[source.place] = source.customer._replace(debrief=debrief.id)
    linked = source.reflection._replace(customers=tuple(customers))
    context.journal.add_reflections([linked], replace=True, single=True)
