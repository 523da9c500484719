"""A database of any older program, with rows in every table, comes to the newest revision and loses nothing."""

import logging
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import create_engine, event

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.services.administering.upgrading import UpgradeFailed, bring_to_newest_revision
from catalogue.services.administering.upgrading.revisions import newest_revision, revision_of
from tests.databases import POSTGRES
from tests.old_databases import (
    contents,
    differences,
    empty_database,
    killed,
    lost,
    make_at,
    revisions,
    step_by_step,
    upgrade_as_before,
)

ALL = revisions()
sqlite_alone = pytest.mark.skipif(bool(POSTGRES), reason="PostgreSQL undoes half an upgrade and copies no file")


@pytest.fixture
def address(tmp_path):
    with empty_database(tmp_path) as address:
        yield address


@pytest.fixture
def engine(address):
    engine = create_engine(address)
    yield engine
    engine.dispose()


def test_no_migration_loses_a_row_of_any_table(engine):
    assert [(revision, gone) for revision, gone in step_by_step(engine) if gone] == []
    assert differences(engine) == []


@pytest.mark.parametrize("revision", ["0001", ALL[-2]])
def test_an_old_catalogue_is_upgraded_at_once_and_lists_its_courses(revision, address, engine, tmp_path):
    before = make_at(engine, revision)
    assert bring_to_newest_revision(engine) == revision
    assert lost(before, contents(engine)) == []
    assert differences(engine) == []
    app = create_app(Settings(instance=tmp_path, database_url=address))
    assert app.test_cli_runner().invoke(app.cli, ["index", "rebuild", "--force"]).exit_code == 0
    page = app.test_client().get("/courses").get_data(as_text=True)
    assert all(f"title-{number}" in page for number in range(3))


@pytest.mark.parametrize("statement", [3, 30, 90])
def test_an_upgrade_that_was_killed_left_the_database_as_it_was(statement, address, engine):
    before = make_at(engine, "0002")
    assert killed(bring_to_newest_revision, address, statement)
    assert contents(engine) == before
    assert revision_of(engine) == "0002"
    bring_to_newest_revision(engine)
    assert lost(before, contents(engine)) == []
    assert differences(engine) == []


@sqlite_alone
@pytest.mark.parametrize("statement", [30, 60, 140])
def test_what_an_older_program_left_half_upgraded_is_helped_on(statement, address, engine, caplog):
    before = make_at(engine, "0002")
    assert killed(upgrade_as_before, address, statement)
    with caplog.at_level(logging.WARNING):
        bring_to_newest_revision(engine)
    assert lost(before, contents(engine)) == []
    assert differences(engine) == []


@sqlite_alone
def test_a_catalogue_stuck_before_its_skills_is_helped_on(engine, caplog):
    before = make_at(engine, "0012")
    with engine.begin() as connection:  # what revision 0013 left when it failed
        connection.exec_driver_sql("CREATE TABLE course_skill (course_id INTEGER, skill_key VARCHAR)")
        connection.exec_driver_sql("CREATE TABLE _alembic_tmp_course (id INTEGER)")
        connection.exec_driver_sql("DROP INDEX ix_upload_row_upload_id_position")
    bring_to_newest_revision(engine)
    assert "put right: DROP TABLE" in caplog.text
    assert lost(before, contents(engine)) == []
    assert differences(engine) == []


@sqlite_alone
def test_a_table_of_a_newer_revision_that_holds_rows_is_never_dropped(engine):
    make_at(engine, "0012")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE course_skill (course_id INTEGER)")
        connection.exec_driver_sql("INSERT INTO course_skill VALUES (7)")
    with pytest.raises(UpgradeFailed, match=r"course_skill .* holds rows"):
        bring_to_newest_revision(engine)
    assert contents(engine)["course_skill"] == [{"course_id": 7}]


@sqlite_alone
def test_the_copy_of_the_latest_upgrade_stays_beside_the_database_and_is_private(engine, tmp_path):
    before = make_at(engine, "0002")
    (tmp_path / "catalogue.sqlite.at-0001").touch()
    bring_to_newest_revision(engine)
    copy = tmp_path / "catalogue.sqlite.at-0002"
    assert list(tmp_path.glob("*.at-*")) == [copy]
    assert copy.stat().st_mode & 0o777 == 0o600
    old = create_engine(f"sqlite:///{copy}")
    assert contents(old) == before
    old.dispose()


@sqlite_alone
def test_a_failed_upgrade_that_could_not_be_undone_is_replaced_by_the_copy(engine, tmp_path, monkeypatch):
    before = make_at(engine, "0002")

    def commit_and_fail(connection):
        connection.exec_driver_sql("DROP TABLE course_instance")
        connection.connection.dbapi_connection.execute("COMMIT")
        raise OSError("the worst case")

    monkeypatch.setattr("catalogue.services.administering.upgrading.upgrade.migrate", commit_and_fail)
    with pytest.raises(UpgradeFailed, match="It is as it was"):
        bring_to_newest_revision(engine)
    assert contents(engine) == before


@sqlite_alone
def test_a_disk_that_fills_up_during_an_upgrade_is_said_and_changes_nothing(engine):
    before = make_at(engine, "0002")
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA max_page_count=1"))
    with pytest.raises(UpgradeFailed, match=r"is full.* make room"):
        bring_to_newest_revision(engine)
    assert contents(engine) == before


def test_two_processes_that_start_at_once_upgrade_once(address, engine):
    make_at(engine, "0002")
    found, engines = [], [create_engine(address) for _ in range(2)]
    creations = []
    for one in engines:
        event.listen(one, "before_cursor_execute", lambda *told: creations.append(told[2]))
    threads = [threading.Thread(target=lambda one=one: found.append(bring_to_newest_revision(one))) for one in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert revision_of(engine) == newest_revision()
    assert len([one for one in creations if "CREATE TABLE provider_logo" in one]) == 1
    for one in engines:
        one.dispose()


def test_a_database_of_a_newer_program_is_left_alone_with_a_word(engine):
    make_at(engine, "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'abcdef012345'")
    with pytest.raises(UpgradeFailed, match="only a newer program knows"):
        bring_to_newest_revision(engine)


@sqlite_alone
def test_a_command_says_what_hindered_the_upgrade_and_ends_with_status_2(tmp_path):
    app = create_app(Settings(instance=tmp_path))
    engine = create_engine(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    make_at(engine, "0001")
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'abcdef012345'")
    result = app.test_cli_runner().invoke(app.cli, ["index", "status"])
    assert result.exit_code == 2
    assert "only a newer program knows" in result.stderr
    engine.dispose()
