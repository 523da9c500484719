"""Import runs on a real database and a real index."""

import csv
import io

import pytest
from sqlalchemy import func, select

from catalogue.ingestion.item import Outcome
from catalogue.models import Course, ImportItem, ImportRun, IndexChange
from catalogue.search.port import SearchRequest
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.importing.locks import SourceBusy, close_dead_runs, locked_source
from catalogue.services.sources.registering import upload_source

HEADERS = ("id", "title", "url", "description", "language", "start_date", "price", "currency", "city", "country")


def rows(count, **changed):
    """Courses as spreadsheet rows; ``changed`` maps ``r3`` to what differs in row 3."""
    for number in range(count):
        row = {
            "id": f"c{number}",
            "title": f"Battery course {number}",
            "url": f"https://academy.example/courses/{number}",
            "description": "What a technician should know about cells.",
            "language": "en",
            "start_date": "2030-05-04",
            "price": "100",
            "currency": "EUR",
            "city": "Ostrava",
            "country": "CZ",
        }
        yield row | changed.get(f"r{number}", {})


@pytest.fixture
def sheet(tmp_path):
    """Writes a spreadsheet and answers its path."""

    def write(found, name="courses.csv"):
        text = io.StringIO()
        writer = csv.DictWriter(text, HEADERS)
        writer.writeheader()
        writer.writerows(found)
        path = tmp_path / name
        path.write_text(text.getvalue(), "utf-8")
        return path

    return write


def counts(report):
    return {name: count for name, count in report.counts().items() if count}


def found(parts, text):
    return parts.engine.search(SearchRequest(text=text)).total


def test_a_first_import_creates_courses_that_can_be_found_at_once(importing, parts, sheet):
    report = importing.path(sheet(rows(5)), provider="academy")
    assert counts(report) == {"created": 5}
    assert (report.found, report.instances, report.format) == (5, 5, "csv")
    assert found(parts, "battery") == 5


def test_a_second_import_of_the_same_file_changes_nothing(importing, session, sheet):
    path = sheet(rows(5))
    importing.path(path, provider="academy")
    before = session.execute(select(Course.id, Course.updated_at, Course.fingerprint)).all()
    report = importing.path(path, provider="academy")
    assert counts(report) == {"unchanged": 5}
    assert session.execute(select(Course.id, Course.updated_at, Course.fingerprint)).all() == before


def test_an_unchanged_import_leaves_no_note_for_the_index(importing, session, sheet, monkeypatch):
    path = sheet(rows(5))
    importing.path(path, provider="academy")
    monkeypatch.setattr(
        "catalogue.services.sources.importing.import_runner.bring_index_up_to_date", lambda session, engine: 0
    )
    importing.path(path, provider="academy")
    assert session.scalar(select(func.count()).select_from(IndexChange)) == 0


def test_a_changed_field_is_reported_before_and_after(importing, sheet):
    importing.path(sheet(rows(5)), provider="academy")
    report = importing.path(sheet(rows(5, r2={"title": "Another battery course"})), provider="academy")
    assert counts(report) == {"unchanged": 4, "updated": 1}
    changed = next(item for item in report.items if item.outcome is Outcome.UPDATED)
    assert changed.changes == {"title": ["Battery course 2", "Another battery course"]}


def test_a_value_gone_at_the_source_goes_here(importing, session, sheet):
    importing.path(sheet(rows(1)), provider="academy")
    importing.path(sheet(rows(1, r0={"price": "", "description": ""})), provider="academy")
    course = session.scalar(select(Course))
    assert course.description == ""
    assert course.instances[0].price_amount is None


def test_a_locked_field_is_never_overwritten(importing, session, sheet):
    importing.path(sheet(rows(1)), provider="academy")
    course = session.scalar(select(Course))
    course.title, course.locked = "Corrected by a person", ["title"]
    session.commit()
    importing.path(sheet(rows(1, r0={"title": "Typo", "description": "New text."})), provider="academy")
    session.refresh(course)
    assert (course.title, "New text." in course.description) == ("Corrected by a person", True)


def test_a_listing_that_vanishes_is_withdrawn_and_no_longer_found(importing, parts, sheet):
    importing.path(sheet(rows(10)), provider="academy")
    report = importing.path(sheet(list(rows(10))[:9]), provider="academy")
    assert counts(report) == {"unchanged": 9, "withdrawn": 1}
    assert found(parts, "battery") == 9


def test_a_listing_that_comes_back_is_published_again(importing, parts, sheet):
    importing.path(sheet(rows(10)), provider="academy")
    importing.path(sheet(list(rows(10))[:9]), provider="academy")
    report = importing.path(sheet(rows(10)), provider="academy")
    assert counts(report) == {"unchanged": 9, "updated": 1}
    assert found(parts, "battery") == 10


def test_a_source_that_loses_half_its_courses_withdraws_nothing_and_says_so(importing, parts, sheet):
    importing.path(sheet(rows(10)), provider="academy")
    report = importing.path(sheet(rows(5)), provider="academy")
    assert counts(report) == {"unchanged": 5}
    assert "nothing was withdrawn" in str(report.notices[0])
    assert found(parts, "battery") == 10


def test_courses_that_come_do_not_make_room_for_others_to_vanish(importing, parts, sheet):
    importing.path(sheet(rows(10)), provider="academy")
    others = [row | {"id": f"other-{row['id']}", "url": f"{row['url']}-other"} for row in rows(100)]
    for outcome in ("created", "unchanged"):  # nor do those that came when nothing could be withdrawn
        report = importing.path(sheet(others), provider="academy")
        assert counts(report) == {outcome: 100}
        assert "Courses no longer at the source: 10 of 10" in str(report.notices[0])
        assert found(parts, "battery") == 110


def test_a_person_may_let_more_vanish(session, parts, sheet):
    generous = ImportService(session=session, engine=parts.engine, settings=parts.settings, withdrawal_share=1.0)
    generous.path(sheet(rows(10)), provider="academy")
    assert counts(generous.path(sheet(rows(5)), provider="academy")) == {"unchanged": 5, "withdrawn": 5}


def test_one_bad_record_is_rejected_with_its_place_and_the_others_are_kept(importing, sheet):
    report = importing.path(sheet(rows(5, r3={"title": ""})), provider="academy")
    assert counts(report) == {"created": 4, "rejected": 1}
    rejected = next(item for item in report.items if item.outcome is Outcome.REJECTED)
    assert (rejected.stage, rejected.location, rejected.external_id) == ("validate", "row 5", "c3")
    assert "title" in str(rejected.message)


def test_a_record_that_has_become_unreadable_does_not_withdraw_its_course(importing, parts, sheet):
    importing.path(sheet(rows(10)), provider="academy")
    report = importing.path(sheet(rows(10, r3={"title": ""})), provider="academy")
    assert counts(report) == {"unchanged": 9, "rejected": 1}
    assert found(parts, "battery") == 10


def test_a_dry_run_says_what_a_run_would_do_and_writes_nothing(importing, session, parts, sheet):
    importing.path(sheet(rows(10)), provider="academy")
    runs = session.scalar(select(func.count()).select_from(ImportRun))
    dry = ImportService(session=session, engine=parts.engine, settings=parts.settings, dry_run=True)
    changed = sheet([*rows(9, r2={"title": "Module course"}), *list(rows(12))[11:]])
    foreseen = dry.path(changed, provider="academy")
    assert session.scalar(select(func.count()).select_from(ImportRun)) == runs
    assert found(parts, "battery") == 10
    done = importing.path(changed, provider="academy")
    assert counts(foreseen) == counts(done) == {"created": 1, "updated": 1, "unchanged": 8, "withdrawn": 1}
    assert [item.changes for item in foreseen.items] == [item.changes for item in done.items]


def test_a_dry_run_on_an_empty_catalogue_stores_nothing(session, parts, sheet):
    dry = ImportService(session=session, engine=parts.engine, settings=parts.settings, dry_run=True)
    assert counts(dry.path(sheet(rows(3)))) == {"created": 3}
    assert session.scalar(select(func.count()).select_from(Course)) == 0


def test_the_same_identifier_twice_is_reported_and_the_first_is_kept(importing, session, sheet):
    twice = [*rows(3), {"id": "c0", "title": "Another", "url": "https://academy.example/other"}]
    report = importing.path(sheet(twice), provider="academy")
    assert counts(report) == {"created": 3, "rejected": 1}
    assert "row 2" in str(next(item.message for item in report.items if item.outcome is Outcome.REJECTED))
    assert session.scalar(select(Course.title).where(Course.external_id == "c0")) == "Battery course 0"


def test_without_identifiers_a_course_is_known_by_its_address(importing, sheet):
    importing.path(sheet(rows(3, r0={"id": ""})), provider="academy")
    tracked = "https://academy.example/courses/0?utm_source=mail"
    report = importing.path(sheet(rows(3, r0={"id": "", "url": tracked, "title": "Renamed"})), provider="academy")
    assert counts(report) == {"unchanged": 2, "updated": 1}


def test_every_record_of_every_run_is_kept(importing, session, sheet):
    importing.path(sheet(rows(3)), provider="academy")
    importing.path(sheet(rows(3, r1={"title": "Other"})), provider="academy")
    kept = session.execute(select(ImportItem.run_id, ImportItem.outcome).order_by(ImportItem.id)).all()
    assert len(kept) == 6
    assert {outcome for _, outcome in kept} == {"created", "updated", "unchanged"}
    assert session.scalars(select(ImportRun.status)).all() == ["done", "done"]


def test_a_run_that_crashes_is_closed_as_failed_and_keeps_what_was_stored(importing, session, sheet, monkeypatch):
    def fail(*arguments, **named):
        raise RuntimeError("out of luck")

    monkeypatch.setattr("catalogue.services.sources.importing.import_runner.withdraw_missing", fail)
    with pytest.raises(RuntimeError):
        importing.path(sheet(rows(3)), provider="academy")
    run = session.scalar(select(ImportRun))
    assert (run.status, "out of luck" in run.message) == ("failed", True)
    assert session.scalar(select(func.count()).select_from(Course)) == 3


def test_a_source_is_run_by_one_at_a_time(importing, session, parts, sheet, tmp_path):
    path = sheet(rows(1))
    importing.path(path, provider="academy")
    source = upload_source(session, "upload:academy:csv", None, dry_run=False)
    with (
        locked_source(session, parts.settings.instance / "locks", source),
        pytest.raises(SourceBusy, match="upload:academy"),
    ):
        importing.path(path, provider="academy")
    assert counts(importing.path(path, provider="academy")) == {"unchanged": 1}


def test_a_run_whose_process_was_killed_is_closed_as_dead(session, parts, importing, sheet):
    importing.path(sheet(rows(1)), provider="academy")
    source = upload_source(session, "upload:academy:csv", None, dry_run=False)
    session.add(ImportRun(source_id=source.id))
    session.commit()
    assert close_dead_runs(session, parts.settings.instance / "locks") == 1
    assert session.scalars(select(ImportRun.status).order_by(ImportRun.id)).all() == ["done", "dead"]


def test_prices_dates_and_places_arrive_as_values(importing, session, sheet):
    importing.path(sheet(rows(1)), provider="academy")
    run = session.scalar(select(Course)).instances[0]
    assert (str(run.price_amount), run.price_currency, run.start.isoformat(), run.start_time, run.country) == (
        "100.00", "EUR", "2030-05-04", None, "CZ",
    )  # fmt: skip
