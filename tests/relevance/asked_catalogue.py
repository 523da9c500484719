"""A fresh catalogue with the courses of a question set, asked through the service of the search page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models import Course, CourseInstance, Provider
from catalogue.search.address import request_from
from catalogue.services.search.indexing import rebuild_index
from catalogue.services.search.searching import SearchResult, search_courses
from tests.databases import fill
from tests.relevance.collections import offered_course
from tests.relevance.question_sets import OfferedCourse, OfferedRun, Question, QuestionSet, last_day


@dataclass(frozen=True)
class Answer:
    """The ids of the first courses, best first, and the names of the filters that were understood in the question."""

    ids: Sequence[int]
    understood: frozenset[str]


@contextmanager
def catalogue_of(held: QuestionSet) -> Iterator[Flask]:
    """An application in whose context the set's courses are stored and indexed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder))
        fill(settings)
        app = create_app(settings)
        with app.app_context():
            store(app, held)
            yield app
            db.session.remove()
            db.engine.dispose()


def store(app: Flask, held: QuestionSet) -> None:
    """Put the set's courses into the empty catalogue of this application, and index them."""
    db.session.add_all(_courses(held))
    db.session.commit()
    rebuild_index(db.session(), app.extensions["catalogue"].engine, force=True)


def ask(app: Flask, question: Question) -> Answer:
    """The first page that a reader of the question's language gets."""
    asked = request_from({"q": [question.text]}, question.language)
    result = search_courses(db.session(), app.extensions["catalogue"].engine, asked)
    return Answer([course.id for _, course in result.found], _understood(result))


def _understood(result: SearchResult) -> frozenset[str]:
    """The names of the filters that were read from words."""
    return frozenset(condition.facet for condition in result.understood)


def _courses(held: QuestionSet) -> list[Course]:
    providers = {key: Provider(key=key, name=name, country=country) for key, (name, country) in held.providers.items()}
    return [_stored(number, providers[course.provider], course) for number, course in held.courses.items()]


def _stored(number: int, provider: Provider, course: OfferedCourse) -> Course:
    modes = {run.mode for run in course.runs}
    return offered_course(
        number,
        provider,
        language=course.language,
        title=course.title,
        summary=course.summary,
        workload=f"PT{course.hours}H" if course.hours else None,
        eqf_level=course.eqf,
        credential=course.credential,
        delivery_mode=modes.pop() if len(modes) == 1 else None,
        pace="self-paced" if any(run.start is None for run in course.runs) else "scheduled",
        instances=[_instance(position, run) for position, run in enumerate(course.runs)],
    )


def _instance(position: int, run: OfferedRun) -> CourseInstance:
    town = run.town
    return CourseInstance(
        position=position,
        start=run.start,
        end=last_day(run),
        locality=town.name if town else "",
        country=town.country if town else None,
        region=town.region if town else None,
        latitude=town.latitude if town else None,
        longitude=town.longitude if town else None,
        mode=run.mode,
        language=run.language,
        price_amount=run.price,
        price_currency=run.currency or None,
    )
