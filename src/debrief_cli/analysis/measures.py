"""What can be followed over time, and the sums by day that it is made from."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

SHARE, MEAN, COUNT = "share", "mean", "count"


class Measure(NamedTuple):
    """One measure: a share of cases, a mean of answers, or a count.

    `alike`: the cases of one day resemble each other, and weigh less for it. `scale` is the
    range that the answers of a mean can have.
    """

    name: str
    kind: str
    alike: bool = False
    scale: tuple[float, float] | None = None


class DaySum(NamedTuple):
    """What a day adds: k of n cases, answers summed over n of them, or n things counted."""

    day: date
    total: float
    n: int


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("exceeded", SHARE, alike=True),
        Measure("met_or_better", SHARE, alike=True),
        Measure("written_up", COUNT),
        Measure("looked_back", COUNT),
        Measure("my_effort", MEAN, scale=(1, 5)),
        Measure("ease", MEAN, scale=(1, 7)),
        Measure("tension_drop", MEAN),
        Measure("confidence", MEAN, scale=(1, 5)),
        Measure("follow_through", SHARE),
        Measure("consistency", SHARE),
    )
}
