"""`python -m debrief_cli`, and what the installed `debrief` runs."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run debrief and leave with its exit code."""
    # A short process makes little garbage; looking for it costs a tenth of start-up, and at
    # the end as much again (frozen objects are not looked through).
    gc.disable()
    from debrief_cli.app import main as run

    code = run()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
