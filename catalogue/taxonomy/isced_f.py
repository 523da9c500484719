"""Fields of education and training, as ISCED-F 2013 (UNESCO) numbers them.

``isced_f.csv`` labels the broad fields (two digits) and those narrow ones (three) that the sector's courses are in, in
the languages of the interface; any other field has the label of the nearest field above it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "isced_f.csv"


def field_label(code: str, language: str) -> str | None:
    """Return the label of a field of two to four digits; None for what is no code of ISCED-F."""
    labels = next((found for size in (3, 2) if (found := _fields().get(code[:size]))), None)
    return labels.get(language.replace("_", "-").split("-")[0], labels["en"]) if labels else None


@cache
def _fields() -> Mapping[str, Mapping[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as rows:
        return {row.pop("code"): row for row in csv.DictReader(rows, delimiter=";")}
