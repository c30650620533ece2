"""The verbs behind the Makefile."""

from __future__ import annotations

import sys
from importlib import import_module

VERBS = ("demo", "check", "diagrams", "schema", "lend", "bench", "bench_city")

if __name__ == "__main__":
    verb, *arguments = sys.argv[1:] or [""]
    if verb not in VERBS:
        sys.exit(f"fujisawa_care.local: {' | '.join(VERBS)}")
    sys.exit(import_module(f"fujisawa_care.local.{verb}").main(*arguments))
