"""A source that suddenly finds nothing, or loses a field it always had: alarm, and nothing emptied unasked."""

import csv
import io

import pytest
from sqlalchemy import select

from catalogue.domain.course.fields import ALARMING_FIELDS
from catalogue.domain.text.messages import message_from_json
from catalogue.ingestion.item import Outcome
from catalogue.models import Course, ImportRun
from catalogue.services.sources.importing.import_service import ImportService

HEADERS = ("id", "title", "url", "description", "workload", "start_date", "price", "currency", "city")


def rows(count, **same):
    """Courses that all have every field, but for what ``same`` says of all of them."""
    for number in range(count):
        yield {
            "id": f"c{number}",
            "title": f"Battery course {number}",
            "url": f"https://academy.example/courses/{number}",
            "description": "What a technician should know about cells.",
            "workload": f"{number + 1} hours",
            "start_date": "2130-05-04",
            "price": "100",
            "currency": "EUR",
            "city": "Ostrava",
        } | same


@pytest.fixture
def read(importing, tmp_path):
    """Imports rows as one provider's file, with another importing if need be."""

    def run(found, by=importing):
        text = io.StringIO()
        writer = csv.DictWriter(text, HEADERS)
        writer.writeheader()
        writer.writerows(found)
        path = tmp_path / "courses.csv"
        path.write_text(text.getvalue(), "utf-8")
        return by.path(path, provider="academy")

    return run


def alarms(report):
    return [alarm.key for alarm in report.alarms]


def values(session):
    """What the courses say, by title."""
    session.expire_all()
    courses = session.scalars(select(Course).order_by(Course.id))
    return [(one.workload, one.instances[0].price_amount if one.instances else None) for one in courses]


def test_a_field_that_nearly_all_courses_lose_at_once_raises_an_alarm_and_stays(read, session):
    read(rows(6))
    before = values(session)
    report = read(rows(6, workload="", title="Renamed"))
    assert alarms(report) == ["workload"]
    assert str(report.alarms[0].message).startswith("Workload: 100% of courses had it, now 0%.")
    assert values(session) == before
    # what else the source said is taken
    assert set(session.scalars(select(Course.title))) == {"Renamed"}
    assert "Workload" in str(next(item for item in report.items if item.outcome is Outcome.UPDATED).message)


def test_the_alarm_stays_on_until_the_values_are_back(read, session):
    read(rows(6))
    before = values(session)
    read(rows(6, price="", currency=""))
    again = read(rows(6, price="", currency=""))
    assert (alarms(again), again.outcomes[Outcome.UNCHANGED]) == (["price"], 6)
    assert values(session) == before
    healed = read(rows(6))
    assert (alarms(healed), values(session)) == ([], before)
    assert read(rows(6)).outcomes[Outcome.UNCHANGED] == 6


def test_values_that_a_person_says_are_gone_go_and_are_missed_no_more(read, importing, session, parts):
    read(rows(6))
    read(rows(6, price="", currency=""))
    knowing = ImportService(session=session, engine=parts.engine, settings=parts.settings, accept_losses=True)
    assert alarms(read(rows(6, price="", currency=""), knowing)) == []
    assert {price for _, price in values(session)} == {None}
    assert alarms(read(rows(6, price="", currency=""))) == []


def test_a_few_courses_that_lose_a_value_lose_it_here(read, session):
    read(rows(6))
    changed = [row | ({"workload": ""} if row["id"] in ("c1", "c2") else {}) for row in rows(6)]
    assert alarms(read(changed)) == []
    assert [workload for workload, _ in values(session)].count(None) == 2


def test_dates_that_are_over_are_no_loss(read, session):
    read(rows(6, start_date="2021-05-04", price="", currency="", city=""))
    assert alarms(read(rows(6, start_date="", price="", currency="", city=""))) == []


def test_a_field_that_only_some_courses_had_is_not_missed(read):
    some = [row | ({"workload": ""} if row["id"] in ("c1", "c2", "c3") else {}) for row in rows(6)]
    read(some)
    assert alarms(read(rows(6, workload=""))) == []


def test_unchanged_courses_count_like_those_that_changed(read, session):
    read(rows(8))
    run = session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()
    read(rows(8))
    again = session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()
    assert run.fills == again.fills
    assert (run.fills["read"], run.fills["workload"], run.fills["price"], run.fills["start"]) == (8, 8, 8, 8)
    assert set(run.fills) == {"read", *ALARMING_FIELDS}


def test_a_source_in_which_suddenly_nothing_is_found_raises_an_alarm_and_keeps_its_courses(read, session):
    read(rows(6))
    report = read([])
    assert alarms(report) == ["found"]
    assert set(session.scalars(select(Course.status))) == {"published"}
    kept = session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()
    assert (kept.alarms, kept.fills["read"]) == (["found"], 0)
    assert "the run before found 6" in " ".join(str(message_from_json(one)) for one in kept.notices)


def test_a_new_source_has_nothing_to_miss(read):
    assert alarms(read(rows(6, workload=""))) == []
    assert alarms(read(rows(6, workload=""))) == []


def test_a_trial_run_says_the_same_and_changes_nothing(read, session, parts):
    read(rows(6))
    before = values(session)
    trial = ImportService(session=session, engine=parts.engine, settings=parts.settings, dry_run=True)
    assert alarms(read(rows(6, workload="", price="", currency=""), trial)) == ["workload", "price"]
    assert values(session) == before
