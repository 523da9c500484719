"""Run the campaign: ``python -m tests.campaign [--share 0.1] [--only NAME]``; exit status 1 if anything was lost."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pkgutil import iter_modules
from time import monotonic

from tests import campaign


def main() -> int:
    """Run the trials that were asked for, print a line for each, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign")
    parser.add_argument("--share", type=float, default=1.0, help="of the whole campaign's tries")
    parser.add_argument("--only", action="append", help="a trial's name; may be repeated")
    arguments = parser.parse_args()
    clean = True
    for name in sorted(found.name for found in iter_modules(campaign.__path__)):
        run = getattr(import_module(f"{campaign.__name__}.{name}"), "run", None)
        if run is None or (arguments.only and name not in arguments.only):
            continue
        began = monotonic()
        for figures in run(arguments.share):
            clean = clean and figures.clean
            print(
                f"{name}: {figures.trial}: tried {figures.tried}, lost {figures.lost}, stopped {figures.stopped}"
                f"{'; ' + figures.note if figures.note else ''}",
                flush=True,
            )
        print(f"{name}: {monotonic() - began:.0f} s", flush=True)
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
