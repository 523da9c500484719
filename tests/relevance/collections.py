"""The courses of the judged sets, as the index holds them: through the model and service that every course takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import catalogue.demo
from catalogue.demo.content import SampleCourse, SampleSite, load_site
from catalogue.models import Course, CourseSkill, CourseSkillArea, Provider
from catalogue.search.documents import CourseDocument
from catalogue.services.courses.course_skills import recognise_skills
from catalogue.services.courses.documents import document_of
from catalogue.taxonomy.skill_areas import skill_areas

TODAY = date(2027, 1, 1)
_CREATED = datetime(2026, 9, 1, tzinfo=UTC)
_URL = "https://provider.example/courses/%d"
_HOME = {"en": "IE", "cs": "CZ", "sv": "SE"}
"""Where courses of a language are given, unless its code is that of the country."""


def sample_courses() -> tuple[list[CourseDocument], dict[int, str]]:
    """The documents of the sample catalogue, and the slug of each by id; courses with a deliberate flaw that an import
    would reject, such as a missing title, are left out."""
    sites = map(load_site, sorted((Path(catalogue.demo.__file__).parent / "sites").glob("*.example")))
    found = [(site, course) for site in sites for course in site.courses if course.title]
    documents = [document_of(_sample(number, *each), TODAY) for number, each in enumerate(found, start=1)]
    return documents, {number: course.slug for number, (_, course) in enumerate(found, start=1)}


def report_courses(rows: Sequence[Sequence[str]]) -> tuple[list[CourseDocument], dict[int, frozenset[str]]]:
    """Documents and topics of rows of language, mode, topics, title and summary."""
    documents = [document_of(_short(number, *row), TODAY) for number, row in enumerate(rows, start=1)]
    return documents, {number: frozenset(row[2].split()) for number, row in enumerate(rows, start=1)}


def _short(number: int, language: str, mode: str, _topics: str, title: str, summary: str) -> Course:
    country = _HOME.get(language, language.upper())
    provider = Provider(key=language, name=f"School {country}", country=country)
    return _course(number, provider, language=language, title=title, summary=summary, delivery_mode=mode)


def _sample(number: int, site: SampleSite, course: SampleCourse) -> Course:
    return _course(
        number,
        Provider(key=site.key, name=site.name, country=site.country),
        language=site.language_of(course),
        title=course.title,
        summary=course.summary,
        keywords=list(course.keywords),
        description=course.description,
        learning_outcomes=list(course.outcomes),
        delivery_mode=course.delivery_mode,
    )


def offered_course(number: int, provider: Provider, **fields: Any) -> Course:
    """A course with whatever its provider states, ``instances`` among it, ready to be stored."""
    title = fields["title"]
    return _course(number, provider, slug=f"course-{number}", title_key=title.casefold(), url=_URL % number, **fields)


def _course(number: int, provider: Provider, **fields: Any) -> Course:
    """A course as the database would give it, its skill areas told from its words as an import does."""
    absent = {"description": "", "keywords": [], "learning_outcomes": [], "teaching_languages": [], "instances": []}
    known = absent | fields
    areas = skill_areas().classify(known["title"], known["keywords"], known["summary"], known["language"])
    tagged = [CourseSkillArea(area_key=area.key) for area in areas]
    course = Course(id=number, provider=provider, created_at=_CREATED, skill_areas=tagged, **known)
    for key, (place, words) in sorted(recognise_skills(course).items()):
        course.skills.append(CourseSkill(skill_key=key, place=place, evidence=words))
    return course
