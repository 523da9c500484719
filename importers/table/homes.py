"""Courses of a table that names no addresses: people are sent to where their provider, or the list itself, is found.

Such a course is known by its title: what makes it this course and no other must not change from run to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.domain.course.identity import title_key
from catalogue.ingestion.contract import CourseDraft, Page
from importers.table.headed import Headed, is_homeless


def with_home(courses: Iterable[CourseDraft], one: Headed, page: Page) -> Iterator[CourseDraft]:
    """Yield the courses, those of a table without addresses with the page's ``home`` and an id made of their title."""
    homeless = bool(page.home) and is_homeless(one, page)
    for course in courses:
        if homeless and not course.url and course.title.strip():
            course.url = page.home
            course.external_id = course.external_id or f"title:{title_key(course.title)}"
        yield course
