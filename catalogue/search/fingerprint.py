"""A hash of all that an index holds of a course, by which index and database are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter

from catalogue.search.documents import CourseDocument, RunDocument

_SEVERAL = {"facets", "terms", "title_terms", "runs"}
_SINGLE = attrgetter(*(field.name for field in fields(CourseDocument) if field.name not in _SEVERAL))
_SINGLE_OF_RUN = attrgetter(*(field.name for field in fields(RunDocument) if field.name not in _SEVERAL))


def fingerprint(document: CourseDocument) -> int:
    """Return 64 bits that differ if anything in the document differs; the order in which values stand does not
    count."""
    runs = sorted(repr((_SINGLE_OF_RUN(run), _sorted(run.facets))) for run in document.runs)
    lists = _sorted(document.facets), sorted(document.terms), sorted(document.title_terms), runs
    content = repr((_SINGLE(document), *lists))
    return int.from_bytes(blake2b(content.encode(), digest_size=8).digest())


def _sorted(facets: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    return sorted((key, sorted(values)) for key, values in facets.items() if values)
