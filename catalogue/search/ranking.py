"""What weighs how much when courses are put in order; the same for every engine."""

from __future__ import annotations

FIELD_WEIGHTS = {
    "title": 4.0,
    "keywords": 2.0,
    "concepts": 2.0,
    "provider": 1.5,
    "summary": 1.5,
    "description": 1.0,
}
"""A word in the title says more than one in the description. These are also the fields a query searches."""

STEM_WEIGHT = 0.6
"""A related form of a word counts less than the word as it was typed."""

AREA_WEIGHT = 3.0
"""A skill area that two courses share makes them alike as three words of their titles do, rarer ones more."""

LEAST_LIKENESS = 0.25
"""The share of what the likest course has in common that makes another one worth showing."""

OWN_LANGUAGE = 1.25
"""Courses written in the reader's language come before others that match as well."""
