"""An index that is missing, emptied or damaged is said and healed while the catalogue serves; nothing is restarted."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from catalogue.app import parts_for
from catalogue.extensions import db
from catalogue.models import Course, IndexChange
from catalogue.models.columns import now
from catalogue.search.port import Changes, IndexDamaged
from catalogue.services.courses.index_changes import note_change
from catalogue.services.search.index_check import check_index
from catalogue.services.search.index_health import index_health, repair_index
from catalogue.services.search.indexing import bring_index_up_to_date, rebuild_index
from tests.campaign.index_damages import IndexDamages

SEARCH = "/api/v1/courses?q=battery"


@pytest.fixture
def restarted(app, parts, courses):
    """A process that begins now takes the place of the one that imported the courses."""

    def restart():
        app.extensions["catalogue"] = parts_for(parts.settings)
        return app.extensions["catalogue"].engine

    return restart


@pytest.fixture
def index(parts):
    return parts.settings.index_directory


def lose(index):
    shutil.rmtree(index)


def empty(index):
    from catalogue.search.whoosh_engine import WhooshEngine

    WhooshEngine(index).rebuild([], force=True)


def lose_the_pointer(index):
    (index / "current").unlink()


def spoil_the_contents(index):
    [path] = index.rglob("*.toc")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [lose, empty, lose_the_pointer, spoil_the_contents])
def test_a_lost_index_is_said_on_every_page_that_needs_it_and_healed_without_a_restart(
    harm, index, restarted, client, session
):
    before = client.get(SEARCH).get_json()["total"]
    harm(index)
    restarted()

    found = client.get("/courses?q=battery", headers={"Accept-Language": "en"})
    assert (found.status_code, found.headers["Retry-After"]) == (503, "60")
    assert "Search is being repaired" in found.text
    assert client.get("/").status_code == client.get(SEARCH).status_code == 503
    assert client.get("/api/v1/courses/1").status_code == 200
    course = session.get(Course, 1)
    assert client.get(f"/courses/{course.slug}").status_code == 200
    assert client.get("/readyz").status_code == 503

    worker = parts_for(client.application.extensions["catalogue"].settings).engine
    assert repair_index(session, worker)
    assert client.get(SEARCH).get_json()["total"] == before > 0
    assert client.get("/readyz").status_code == 200
    assert not repair_index(session, worker), "there is nothing left to mend"


@pytest.mark.parametrize("harm", [lose, lose_the_pointer])
def test_a_process_that_still_answers_is_ready_and_says_what_is_wrong(harm, index, courses, client, session):
    before = client.get(SEARCH).get_json()["total"]
    harm(index)

    assert client.get(SEARCH).get_json()["total"] == before > 0
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "ready")
    assert "index" in answer.get_json()["index"] != "sound"

    assert repair_index(session, parts_for(client.application.extensions["catalogue"].settings).engine)
    assert client.get("/readyz").get_json()["index"] == "sound"


def test_a_catalogue_without_courses_needs_no_index(client):
    assert client.get("/courses").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_an_edit_made_while_the_index_is_lost_is_found_once_it_is_healed(index, restarted, session, client):
    lose(index)
    engine = restarted()
    session.get(Course, 3).title = "Tinplate engraving"
    note_change(session, [3])
    session.commit()

    assert bring_index_up_to_date(session, engine) == 0
    with pytest.raises(IndexDamaged):
        engine.apply(Changes(deletions=[3]))
    assert repair_index(session, engine)
    bring_index_up_to_date(session, engine)
    assert client.get("/api/v1/courses?q=tinplate").get_json()["total"] == 1
    assert check_index(session, engine).sound


def test_courses_that_only_one_side_has_are_brought_into_line(restarted, session):
    engine = restarted()
    engine.apply(Changes(deletions=[2, 3]))
    assert index_health(session, engine).problems == ("5 published courses, 3 in the index",)

    assert repair_index(session, engine)
    assert (check_index(session, engine).sound, index_health(session, engine).problems) == (True, ())


def test_the_same_count_of_other_courses_is_found_by_a_thorough_look(restarted, session):
    engine = restarted()
    [document] = [one for one in _documents(session) if one.id == 2]
    engine.apply(Changes(deletions=[2], upserts=[_numbered(document, 999)]))

    assert not repair_index(session, engine)
    assert repair_index(session, engine, thorough=True)
    assert check_index(session, engine).sound


def test_a_change_that_waits_long_is_late(restarted, session):
    engine = restarted()
    session.add(IndexChange(course_id=1))
    session.commit()
    assert index_health(session, engine).problems == ()

    session.query(IndexChange).update({"created_at": now() - timedelta(minutes=16)})
    session.commit()
    [reason] = index_health(session, engine).problems
    assert "waiting since" in reason


def test_the_check_finds_what_says_something_else(app, restarted, session):
    engine = restarted()
    assert check_index(session, engine).sound
    session.get(Course, 4).title = "Changed behind the back of the outbox"
    session.commit()

    assert check_index(session, engine).different == (4,)
    result = app.test_cli_runner().invoke(app.cli, ["index", "check"])
    assert result.exit_code == 1
    assert "Not as the database has them: 1, such as 4." in result.output

    session.add(IndexChange(course_id=4))
    session.commit()
    assert check_index(session, engine).sound, "what waits in the outbox is on its way"


def test_an_edit_made_while_the_index_is_made_anew_is_not_lost(restarted, session, client):
    engine = restarted()

    def edit(done, _total):
        if done == 5:
            with Session(db.engine) as other:
                other.get(Course, 3).title = "Tinplate engraving"
                note_change(other, [3])
                other.commit()

    rebuild_index(session, engine, progress=edit)
    bring_index_up_to_date(session, engine)
    assert client.get("/api/v1/courses?q=tinplate").get_json()["total"] == 1


def test_where_the_index_cannot_be_written_the_rest_goes_on(index, restarted, session, client):
    lose(index)
    index.write_text("in the way")
    engine = restarted()

    assert not repair_index(session, engine)
    note_change(session, [3])
    session.commit()
    assert bring_index_up_to_date(session, engine) == 0
    assert client.get("/courses").status_code == client.get("/readyz").status_code == 503
    assert client.get(f"/courses/{session.get(Course, 3).slug}").status_code == 200
    index.unlink()
    assert repair_index(session, engine)
    assert client.get("/courses").status_code == 200


def test_the_index_of_a_later_version_is_left_to_that(index, restarted, session):
    (index / "v99-000001").mkdir()
    (index / "current").write_text("v99-000001")

    assert not repair_index(session, restarted())
    assert (index / "current").read_text() == "v99-000001"


def test_damages_of_every_kind_are_answered_rightly_or_said_and_healed(app):
    figures = IndexDamages(app, courses=16).trial(3)
    assert figures.clean, figures.note


def _documents(session):
    from catalogue.services.courses.documents import published_documents

    return list(published_documents(session))


def _numbered(document, number):
    from dataclasses import replace

    return replace(document, id=number)
