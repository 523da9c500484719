"""A hash of all that an index holds of a course, by which index and database are compared."""

from __future__ import annotations

from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter

from catalogue.search.port import CourseDocument

_SINGLE = attrgetter(
    *(field.name for field in fields(CourseDocument) if field.name not in {"facets", "terms", "title_terms"})
)


def fingerprint(document: CourseDocument) -> int:
    """Return 64 bits that differ if anything in the document differs; the order in which values stand does not
    count."""
    facets = sorted((key, sorted(values)) for key, values in document.facets.items() if values)
    content = repr((_SINGLE(document), facets, sorted(document.terms), sorted(document.title_terms)))
    return int.from_bytes(blake2b(content.encode(), digest_size=8).digest())
