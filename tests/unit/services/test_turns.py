"""One that always fails keeps no other from its turn, in every queue there is."""

import json

import pytest
from sqlalchemy import select

from catalogue.models import Course, CourseSkillArea, InterestBatch
from catalogue.services.database.independent_steps import run_independently
from catalogue.services.interest.counting import count_notes
from catalogue.services.learning.skills import classify_areas
from catalogue.services.learning.skills.classify_areas import AREAS_LOOKED_FOR, classify_courses


@pytest.fixture
def courses(importing, tmp_path, session):
    path = tmp_path / "courses.csv"
    titles = "".join(f"Battery cells {number};https://a.example/{number}\n" for number in range(3))
    path.write_text(f"title;url\n{titles}", "utf-8")
    importing.path(path, provider="academy")
    return session.scalars(select(Course.id).order_by(Course.id)).all()


def test_what_one_had_written_when_it_failed_is_taken_back_and_what_others_wrote_stays(session, courses):
    def rename(course_id):
        course = session.get_one(Course, course_id)
        course.title = "Renamed"
        session.flush()
        if course_id == courses[0]:
            raise RuntimeError("out of luck")
        session.commit()
        return course_id

    assert list(run_independently(session, courses, rename)) == courses[1:]
    titles = session.scalars(select(Course.title).order_by(Course.id)).all()
    assert titles == ["Battery cells 0", "Renamed", "Renamed"]


def test_a_course_of_which_nothing_can_be_told_is_not_the_first_for_ever(session, courses, monkeypatch):
    usual = classify_areas.areas_named

    def told(course):
        if course.id == courses[0]:
            raise ValueError("no words")
        return usual(course)

    monkeypatch.setattr(classify_areas, "areas_named", told)
    assert classify_courses(session, None) == 3
    assert classify_courses(session, None) == 0
    tried = [course.origins[AREAS_LOOKED_FOR] for course in session.scalars(select(Course).order_by(Course.id))]
    assert tried == ["failed", "yes", "yes"]
    assert session.scalars(select(CourseSkillArea.confidence)).all().count(None) == 1


def test_a_file_of_notes_that_cannot_be_counted_keeps_no_other_from_being(session, tmp_path):
    (tmp_path / "20260101T0000@a.jsonl").write_text("[]\n", "utf-8")
    note = {"step": "opened", "visitor": "v", "courses": []}
    (tmp_path / "20260101T0001@a.jsonl").write_text(json.dumps(note), "utf-8")
    assert count_notes(session, tmp_path) == 1
    assert len(session.scalars(select(InterestBatch)).all()) == 1
