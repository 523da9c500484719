"""Which changes of earlier runs speak against taking a value now, and what is said of it."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from catalogue.models import ImportItem, ImportRun
from catalogue.models.columns import now
from catalogue.services.sources.importing.flapping import FlappingValues, flapping_notice, held_back_message

COURSE = 7
BACK = (90, 100)


class CountingSession(Session):
    """Counts the rows that are read."""

    rows = 0

    def execute(self, *args, **options):
        result = super().execute(*args, **options).all()
        self.rows += len(result)
        return result


class History:
    """Items of runs in a database that holds nothing else."""

    def __init__(self, session):
        self.session, self.runs = session, 0

    def run(self, changes=None, course=COURSE, held=None, outcome="updated", days=1, field="price"):
        """One more run, so many days ago, in which a course's field went from one value to another."""
        self.runs += 1
        self.session.add(ImportRun(id=self.runs, source_id=1 + self.runs % 2, started_at=now() - timedelta(days=days)))
        changed = {field: list(changes)} if changes else {}
        self.session.add(
            ImportItem(run_id=self.runs, course_id=course, outcome=outcome, changes=changed, held=held or {})
        )
        self.session.flush()

    def back_and_forth(self, course=COURSE, **options):
        """Three changes, the last two of them returns."""
        self.run((100, 90), course, **options)
        self.run((90, 100), course, **options)
        self.run((100, 90), course, **options)

    def held(self, differences=None, courses=(COURSE,), course=COURSE):
        return FlappingValues(self.session, courses).of(course, differences or {"price": BACK})


@pytest.fixture
def history():
    engine = create_engine("sqlite://")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # neither sources nor courses matter here
    ImportRun.__table__.create(engine)
    ImportItem.__table__.create(engine)
    with CountingSession(engine) as session:
        yield History(session)
    engine.dispose()


def test_a_second_return_is_held_and_the_fields_that_do_not_waver_are_taken(history):
    history.back_and_forth()
    assert history.held({"price": BACK, "title": ("A", "B")}) == {"price": BACK}


def test_two_changes_and_the_second_return_are_enough(history):
    history.run((100, 90))
    history.run((90, 100))
    assert history.held({"price": (100, 90)}) == {"price": (100, 90)}


def test_a_first_return_may_be_a_correction_taken_back(history):
    history.run((100, 90))
    assert history.held() == {}


def test_a_course_that_never_changed_takes_what_is_read(history):
    history.run(outcome="created")
    assert history.held() == {}


def test_a_new_value_is_taken_however_the_field_wavered_before(history):
    history.back_and_forth()
    assert history.held({"price": (90, 120)}) == {}


def test_changes_of_another_field_or_course_do_not_count(history):
    history.back_and_forth(field="title")
    history.back_and_forth(course=8)
    assert history.held() == {}
    assert history.held(courses=(COURSE, 8)) == {}
    assert history.held(courses=(COURSE, 8), course=8) == {"price": BACK}


@pytest.mark.parametrize(("days", "held"), [(89.9, {"price": BACK}), (90, {})])
def test_changes_of_the_last_ninety_days_count(history, days, held):
    history.back_and_forth(days=days)
    assert history.held() == held


def test_a_change_is_as_old_as_its_own_run(history):
    history.back_and_forth(days=100)
    history.run((1, 2), course=8)
    assert history.held(courses=(COURSE, 8)) == {}


def test_what_was_read_and_not_stored_does_not_count(history):
    history.back_and_forth(outcome="rejected")
    assert history.held() == {}


def test_what_the_run_before_held_too_is_taken(history):
    history.back_and_forth()
    history.run(held={"price": [90, 100]}, outcome="unchanged")
    assert history.held() == {}


def test_what_the_run_before_held_in_another_field_or_for_another_value_is_held(history):
    history.back_and_forth()
    history.run(held={"title": ["A", "B"], "price": [90, 95]}, outcome="unchanged")
    assert history.held() == {"price": BACK}


def test_what_a_run_before_the_last_held_is_held_again(history):
    history.back_and_forth()
    history.run(held={"price": [90, 100]}, outcome="unchanged")
    history.run(outcome="unchanged")
    assert history.held() == {"price": BACK}


def test_each_of_many_courses_is_told_by_its_own_past(history):
    courses = range(1, 1002)
    history.back_and_forth(course=3)
    history.back_and_forth(course=1001)
    history.run(held={"price": [90, 100]}, course=3, outcome="unchanged")
    wavering = FlappingValues(history.session, courses)
    assert [wavering.of(course, {"price": BACK}) for course in (2, 3, 1001)] == [{}, {}, {"price": BACK}]


def test_no_change_is_counted_twice_however_many_courses_there_are(history):
    history.run((100, 90))
    history.run((90, 80))
    assert history.held({"price": (80, 100)}, courses=range(1, 1002)) == {}


def test_of_the_courses_asked_for_the_changes_and_the_last_items_are_read_and_nothing_else(history):
    for course in (COURSE, 8, 9):
        history.back_and_forth(course=course)
        history.run(course=course, outcome="unchanged")
    wavering = FlappingValues(history.session, [COURSE])
    assert history.session.rows == 3 + 1
    assert wavering.of(8, {"price": BACK}) == {}


def test_what_is_said_names_the_fields_as_readers_know_them():
    assert str(held_back_message(["title", "url"])) == (
        "Goes back and forth between the same values, so the course keeps what it has: Title, Address. "
        "If the next run reads the same again, it is taken."
    )
    assert str(flapping_notice(3, ["title"])) == (
        "Values go back and forth between the same two in so many courses: 3 (Title). They were left "
        "as they are; see whether the page shows now one and now the other, or whether two sources disagree."
    )
