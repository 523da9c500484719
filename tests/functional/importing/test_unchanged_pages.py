"""A page that comes as it came before is not read again, and nobody can tell from what the run reports."""

import csv
import json

import pytest
from sqlalchemy import select, update

import importers.jsonl.importer
import importers.spreadsheet.importer
from catalogue.models import Course, Source, SourcePage
from catalogue.models.columns import now
from catalogue.services.sources.importing.import_service import ImportService

COURSES = [
    {"id": f"c{number}", "title": f"Battery course {number}", "url": f"https://academy.example/{number}"}
    for number in range(6)
]


@pytest.fixture
def feed(tmp_path):
    """Writes courses line by line and answers the file's path."""

    def write(courses=COURSES, name="courses.jsonl"):
        path = tmp_path / "feeds" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{json.dumps(course)}\n" for course in courses), "utf-8")
        return path

    return write


@pytest.fixture
def read(monkeypatch):
    """The addresses of all pages that an importer was asked to read."""
    asked = []
    for importer in (importers.jsonl.importer, importers.spreadsheet.importer):

        def reading(page, before=importer.read):
            asked.append(page.url.rpartition("/")[2])
            return before(page)

        monkeypatch.setattr(importer, "read", reading)
    return asked


def outcomes(report):
    return {name: count for name, count in report.counts().items() if count}


def test_the_report_is_the_same_as_if_it_had_been_read(importing, feed, read, session):
    importing.path(feed(), provider="academy")
    session.execute(update(Course).values(checked_at=now().replace(year=2020)))
    session.execute(update(SourcePage).values(rules="older"))
    session.commit()
    as_read = importing.path(feed(), provider="academy")
    as_remembered = importing.path(feed(), provider="academy")
    assert read == ["courses.jsonl"] * 2
    assert as_remembered.as_json() == as_read.as_json()
    assert [item.location for item in as_remembered.items] == [f"line {number}" for number in range(1, 7)]
    assert as_remembered.fills == as_read.fills
    assert min(session.scalars(select(Course.checked_at))).year > 2020


def test_what_was_said_of_how_a_page_is_read_is_said_again(importing, tmp_path, read):
    path = tmp_path / "courses.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([("Kursname", "Adresse"), ("Battery course", "https://academy.example/1")])
    first = importing.path(path, provider="academy")
    again = importing.path(path, provider="academy")
    assert read == ["courses.csv"]
    assert [str(remark) for remark in again.remarks] == [str(remark) for remark in first.remarks] != []


def withdrawn_by_hand(session):
    session.execute(update(Course).where(Course.external_id == "c3").values(status="withdrawn"))


def unlocked(session):
    session.execute(update(Course).where(Course.external_id == "c3").values(draft_mark="", fingerprint=""))


def given_other_defaults(session):
    session.execute(update(Source).values(defaults={"language": "cs"}))


def read_by_other_rules(session):
    session.execute(update(SourcePage).values(rules="older"))


@pytest.mark.parametrize("happens", [withdrawn_by_hand, unlocked, given_other_defaults, read_by_other_rules])
def test_it_is_read_again_once_its_courses_or_our_ways_have_changed(importing, feed, read, session, happens):
    importing.path(feed(), provider="academy")
    happens(session)
    session.commit()
    importing.path(feed(), provider="academy")
    assert len(read) == 2
    assert set(session.scalars(select(Course.status))) == {"published"}


def test_a_page_with_a_record_that_was_rejected_is_read_and_rejected_again(importing, feed, read):
    courses = [*COURSES, {"id": "c9", "title": "No address", "url": "mailto:us"}]
    reports = [importing.path(feed(courses), provider="academy") for _ in range(2)]
    assert len(read) == 2
    assert [report.counts()["rejected"] for report in reports] == [1, 1]


def test_a_course_that_left_a_changed_page_goes_though_the_other_page_is_as_it_was(importing, feed, read):
    feed(COURSES[4:], "b.jsonl")
    folder = feed(COURSES[:4], "a.jsonl").parent
    importing.path(folder, provider="academy")
    feed(COURSES[1:4], "a.jsonl")
    report = importing.path(folder, provider="academy")
    assert read == ["a.jsonl", "b.jsonl", "a.jsonl"]
    assert outcomes(report) == {"unchanged": 5, "withdrawn": 1}


def test_what_another_page_says_by_now_too_is_still_noticed(importing, feed, read):
    folder = feed(COURSES[:3], "b.jsonl").parent
    importing.path(folder, provider="academy")
    feed(COURSES[2:4], "a.jsonl")
    report = importing.path(folder, provider="academy")
    assert outcomes(report) == {"created": 1, "unchanged": 3, "rejected": 1}
    assert read == ["b.jsonl", "a.jsonl", "b.jsonl"]
    feed(COURSES[3:5], "c.jsonl")
    assert outcomes(importing.path(folder, provider="academy"))["rejected"] == 2


def test_a_dry_run_reads_everything(importing, parts, feed, read, session):
    importing.path(feed(), provider="academy")
    dry = ImportService(session=session, engine=parts.engine, settings=parts.settings, dry_run=True)
    assert outcomes(dry.path(feed(), provider="academy")) == {"unchanged": 6}
    assert len(read) == 2
