"""`python -m debrief_cli`, and what the installed `debrief` runs."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run debrief and leave with its exit code."""
    # A short process makes little garbage; collecting during imports costs a tenth of start-up.
    gc.disable()
    from debrief_cli.app import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
