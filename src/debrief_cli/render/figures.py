"""Figures as JSON values: six decimals, and their gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from debrief_cli.analysis.figures import Share

DECIMALS = 6


def rounded(value: float | None) -> float | None:
    """A float to six decimals; None stays None."""
    # Adding zero turns -0.0 into 0.0.
    return None if value is None else round(value, DECIMALS) + 0.0


def gate(state: str, needs: int) -> dict[str, Any]:
    """`gate`, and `needs` beside it where something lacks."""
    return {"gate": state, "needs": needs} if needs else {"gate": state}


def share(found: Share) -> dict[str, Any]:
    """k of n with share and interval."""
    return {
        "k": found.k,
        "n": found.n,
        "share": rounded(found.share),
        "low": rounded(found.low),
        "high": rounded(found.high),
        **gate(found.gate, found.needs),
    }
