"""Judged sets: courses with the topics a person gave them, queries with the topics they ask for.

A course is worth the highest grade any of its topics has in a query (2 asked for, 1 close to it, 0 else), whatever
language it is in; so that every course is judged for every query, and a set can grow without judging anew.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.search.documents import CourseDocument
from tests.relevance.collections import report_courses, sample_courses

FOLDER = Path(__file__).parent / "sets"


@dataclass(frozen=True)
class JudgedQuery:
    """What somebody types who reads ``language``, and the grade of each topic."""

    kind: str
    language: str
    text: str
    grades: Mapping[str, int]
    filters: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class JudgedSet:
    """``topics`` maps course id to its topics."""

    name: str
    documents: Sequence[CourseDocument]
    topics: Mapping[int, frozenset[str]]
    queries: Sequence[JudgedQuery]

    def grades(self, query: JudgedQuery) -> dict[int, int]:
        """The courses that are worth something for a query, those its filters leave."""
        left = [document for document in self.documents if _passes(document, query.filters)]
        worth = {each.id: max((query.grades.get(t, 0) for t in self.topics[each.id]), default=0) for each in left}
        return {number: grade for number, grade in worth.items() if grade}


@cache
def develop_set() -> JudgedSet:
    """The sample catalogue, to look at while changing the search."""
    documents, slugs = sample_courses()
    listed: dict[str, list[str]] = _read("develop_topics.toml")["topics"]
    by_slug: dict[str, set[str]] = {slug: set() for slug in slugs.values()}
    for topic, courses in listed.items():
        for slug in courses:
            by_slug[slug].add(topic)
    topics = {number: frozenset(by_slug[slug]) for number, slug in slugs.items()}
    return JudgedSet("develop", documents, topics, _queries("develop_queries.toml"))


@cache
def report_set() -> JudgedSet:
    """Courses of its own, to tell how good the search is; nothing is tuned on it."""
    documents, topics = report_courses(_read("report_courses.toml")["courses"])
    return JudgedSet("report", documents, topics, _queries("report_queries.toml"))


def _queries(name: str) -> list[JudgedQuery]:
    return [_query(*row) for row in _read(name)["queries"]]


def _query(kind: str, language: str, text: str, topics: str, filters: str) -> JudgedQuery:
    graded = (topic.split("=") for topic in topics.split())
    chosen: dict[str, set[str]] = {}
    for key, value in (each.split("=") for each in filters.split()):
        chosen.setdefault(key, set()).add(value)
    grades = {topic: int(grade) for topic, grade in graded}
    return JudgedQuery(kind, language, text, grades, {key: frozenset(values) for key, values in chosen.items()})


def _passes(document: CourseDocument, filters: Mapping[str, frozenset[str]]) -> bool:
    return all(values & set(document.facets.get(key, ())) for key, values in filters.items())


def _read(name: str) -> dict:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))
