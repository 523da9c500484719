"""The questions with conditions as data: that they can be judged, and that the judging is right."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tests.relevance.asked_catalogue import Answer, ask, store
from tests.relevance.conditions import judge
from tests.relevance.question_sets import FOLDER, OfferedCourse, OfferedRun, Question, QuestionSet, Town, read_set
from tests.relevance.stated_conditions import CONDITIONS, meets, right_courses, worth

TODAY = date(2026, 11, 30)
LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "cs", "sk", "pl", "sv"}
PARTS = {"conditions": 80, "traps": 30, "synonym": 30, "natural": 30}
MUNICH = Town("München", "DE", "DE212", 48.137, 11.575)
BERLIN = Town("Berlin", "DE", "DE300", 52.52, 13.405)


@pytest.fixture(scope="module")
def develop():
    return read_set("develop", FOLDER, TODAY)


def _run(town: Town, start: date, price: int = 100) -> OfferedRun:
    return OfferedRun(town, start, 2, "onsite", Decimal(price), "EUR", "de")


def _catalogue(*runs: OfferedRun) -> QuestionSet:
    course = OfferedCourse("de", "school", frozenset({"hv"}), "Hochvolt", "Kurz.", runs)
    towns = {"München": MUNICH, "Berlin": BERLIN}
    return QuestionSet("small", TODAY, towns, {"school": ("Schule", "DE")}, {1: course}, [])


def _question(**conditions) -> Question:
    return Question("conditions", "de", "Hochvolt", {"hv": 2}, conditions, None)


def test_questions_are_asked_in_ten_languages_and_four_kinds(develop):
    assert {question.language for question in develop.questions} >= LANGUAGES
    counts = Counter(question.kind for question in develop.questions)
    assert {kind: counts[kind] for kind, least in PARTS.items() if counts[kind] < least} == {}


@pytest.mark.parametrize("today", [TODAY, date(2027, 4, 17), date(2028, 2, 28)])
def test_the_set_does_not_age(today):
    held = read_set("develop", FOLDER, today)
    hopeless = [question.text for question in held.questions if not right_courses(held, question)]
    assert len(hopeless) < len(held.questions) / 20  # such as "next month", where nothing begins then
    assert all(run.start is None or run.start >= today for course in held.courses.values() for run in course.runs)


def test_every_question_has_a_right_course_but_no_condition_is_met_by_all(develop):
    for question in develop.questions:
        right = right_courses(develop, question)
        assert right and right <= set(worth(develop, question)), question.text
        assert set(question.conditions) <= set(CONDITIONS)
        everything = all(meets(develop, course, question, exactly=False) for course in develop.courses.values())
        assert not question.conditions or not everything, question.text


def test_two_runs_that_meet_half_of_the_conditions_each_meet_none():
    held = _catalogue(_run(MUNICH, date(2027, 6, 1)), _run(BERLIN, date(2027, 7, 1)))
    assert right_courses(held, _question(place="München", month=6)) == {1}
    assert right_courses(held, _question(place="München", month=7)) == set()


def test_a_month_is_the_next_one_and_a_later_year_is_met_nearly():
    [held, question] = _catalogue(_run(MUNICH, date(2028, 3, 1))), _question(month=3)
    assert right_courses(held, question) == set()
    assert worth(held, question) == {1: 1}


@pytest.mark.parametrize(("limit", "found"), [("100EUR", {1}), ("99EUR", set()), ("2600CZK", {1}), ("2400CZK", set())])
def test_prices_are_compared_across_currencies(limit, found):
    assert right_courses(_catalogue(_run(MUNICH, date(2027, 3, 1))), _question(max_price=limit)) == found


def test_an_answer_without_a_course_meets_nothing():
    figures = judge(_catalogue(_run(MUNICH, date(2027, 3, 1))), _question(place="München"), Answer([], frozenset()))
    assert (figures.met, figures.found, figures.ndcg) == (0.0, 0.0, 0.0)


def test_a_trap_is_kept_only_if_no_filter_was_understood():
    held = _catalogue(_run(MUNICH, date(2027, 3, 1)))
    trap = Question("traps", "de", "Hochvolt", {"hv": 2}, {}, "place")
    assert judge(held, trap, Answer([1], frozenset())).kept == 1.0
    assert judge(held, trap, Answer([1], frozenset({"region"}))).kept == 0.0


def test_questions_are_asked_of_the_courses_as_they_are_stored(app):
    store(app, _catalogue(_run(MUNICH, date(2027, 3, 1))))
    assert ask(app, _question()).ids == [1]
    assert ask(app, Question("conditions", "de", "Buchhaltung", {"hv": 2}, {}, None)).ids == []


def test_no_text_is_in_both_halves(develop):
    if not (FOLDER / "report_conditions.toml").exists():
        pytest.skip("the report half is kept apart")
    report = read_set("report", FOLDER, TODAY)
    assert not {course.title for course in develop.courses.values()} & {c.title for c in report.courses.values()}
    assert not {question.text for question in develop.questions} & {q.text for q in report.questions}
