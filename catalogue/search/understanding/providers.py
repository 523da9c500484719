"""Providers by name: "Hochvoltkurse von Hochvoltschule Nordheide"."""

from __future__ import annotations

from catalogue.search.understanding.reading import Reading


def read_providers(reading: Reading) -> None:
    """Find names of providers beside a subject; of a question that is nothing else, the provider is an answer."""
    for at in range(len(reading.words)):
        found = [
            (end, key) for end, key in reading.names.providers.matches(reading.folded, at) if reading.is_open(at, end)
        ]
        if not found:
            continue
        end = max(found)[0]
        keys = sorted(key for place, key in found if place == end)
        if not reading.hangs_on(at, end) and _has_more(reading, at, end):
            lead = reading.before(at, "from", "place", "near", "until")
            reading.take(lead.start if lead else at, end, "provider", keys)


def _has_more(reading: Reading, start: int, end: int) -> bool:
    others = [at for at in range(len(reading.words)) if not start <= at < end]
    return any(not reading.is_filler(at) for at in others)
