"""Facts that a text states under a label, one a line: "Dauer: 3 Tage", "Prezzo – 450 € + IVA".

Only a line that is a label and a value counts: what a sentence mentions in passing may be meant of something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from catalogue.domain.text.phrases import Phrases

MAX_LABEL_LENGTH = 40
MAX_VALUE_LENGTH = 120
MAX_LINES_READ = 400
MAX_LINE_LENGTH = MAX_LABEL_LENGTH + MAX_VALUE_LENGTH + 10
"""With the signs before and between them."""

# What may mean several things ("level", "format") is left out or read strictly: a level counts only with its framework.
_LABELS = Phrases.of("fact_labels", str)
_LINE = re.compile(
    rf"[•▪▸✓–*-]?\s*([^\W\d_][^:\n]{{0,{MAX_LABEL_LENGTH}}}?)\s*(?::|\s[–—-]\s)\s*(\S.{{0,{MAX_VALUE_LENGTH}}})"
)
_ONLY_LABEL = re.compile(rf"[•▪▸✓*-]?\s*([^\W\d_][^:\n]{{0,{MAX_LABEL_LENGTH}}}?)\s*:?\s*")


@lru_cache(maxsize=4096)
def field_of_label(label: str) -> str:
    """Return the field that a label means in any language; empty for any other text."""
    return _LABELS.exactly(label[: MAX_LABEL_LENGTH + 5]) or ""


def facts_under_labels(text: str) -> Mapping[str, list[str]]:
    """Return the different values under each label, in order. ``text`` is plain, a line per block.

    A value stands after its label, or on the next line where a label has one of its own. Levels come with their
    label, which may be what names their framework.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for field, value in _stated(text.split("\n", MAX_LINES_READ)[:MAX_LINES_READ]):
        if value not in found[field]:
            found[field].append(value)
    return found


def _stated(lines: list[str]) -> Iterator[tuple[str, str]]:
    waiting = ""
    for line in map(str.strip, lines):
        if waiting and len(line) <= MAX_VALUE_LENGTH and not field_of_label(line):
            yield field_of_label(waiting), f"{waiting} {line}" if field_of_label(waiting) == "eqf_level" else line
        waiting = ""
        if len(line) <= MAX_LINE_LENGTH and (stated := _LINE.fullmatch(line)) and (field := field_of_label(stated[1])):
            yield field, f"{stated[1]} {stated[2]}" if field == "eqf_level" else stated[2].strip()
        elif len(line) <= MAX_LABEL_LENGTH and (alone := _ONLY_LABEL.fullmatch(line)):
            waiting = alone[1] if field_of_label(alone[1]) else ""
