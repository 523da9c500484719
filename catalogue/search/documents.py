"""What an index holds of a course and of its runs, whatever the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDocument:
    """One run of a course as the index holds it; what is not known is None. ``facets`` has the values of the facets of
    runs, ``price`` is in euros, and the coordinates of the place are degrees (WGS 84)."""

    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    start: date | None = None
    price: Decimal | None = None
    hours_per_week: float | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDocument:
    """One course as the index holds it. ``facets`` maps facet key to values (ancestors of hierarchical ones included).

    ``language`` is that of the text (BCP 47, None if unknown); ``concepts`` are labels in every language of what the
    course is tagged with; ``first_start`` the next start that has not passed when the document was made, ``last_start``
    that of its last run. ``terms`` are keys of the terms of the trade that its title, summary or keywords name,
    ``title_terms`` of those in the title. ``gist`` is what it is about in a sentence or two and ``subject`` that in a
    few names, for comparing meanings; ``completeness`` the share, 0 to 1, of what a listing should say that it does
    say. ``hours`` is the whole workload.

    Of the facets of runs, ``facets`` has all values that any of its ``runs`` has; a course without runs answers by
    them as if it had one.
    """

    id: int
    title: str
    summary: str = ""
    description: str = ""
    keywords: str = ""
    provider: str = ""
    concepts: str = ""
    language: str | None = None
    first_start: date | None = None
    last_start: date | None = None
    created: date | None = None
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    terms: Sequence[str] = ()
    title_terms: Sequence[str] = ()
    gist: str = ""
    subject: str = ""
    completeness: float = 1.0
    hours: float | None = None
    runs: Sequence[RunDocument] = ()

    @property
    def runs_to_meet(self) -> Sequence[RunDocument]:
        """The runs of which one must meet what is asked of runs; the course itself where it has none."""
        return self.runs or (RunDocument(facets=self.facets),)
