"""The newest courses are those of as many providers as possible."""

from catalogue.models import Course
from catalogue.services.courses.loading import newest_courses


def bring(importing, tmp_path, provider, titles):
    path = tmp_path / f"{provider}.csv"
    rows = [f"{title};https://{provider}.example/{title.replace(' ', '-')}" for title in titles]
    path.write_text("\n".join(["title;url", *rows]), "utf-8")
    importing.path(path, provider=provider)


def test_one_large_import_does_not_push_the_others_out(importing, tmp_path, session):
    bring(importing, tmp_path, "small", ["Cell design"])
    bring(importing, tmp_path, "large", [f"Course number {n}" for n in range(9)])
    assert [course.title for course in newest_courses(session, 2)] == ["Course number 8", "Cell design"]


def test_where_there_are_few_providers_their_newest_fill_up(importing, tmp_path, session):
    bring(importing, tmp_path, "small", ["Cell design"])
    bring(importing, tmp_path, "large", [f"Course number {n}" for n in range(9)])
    titles = [course.title for course in newest_courses(session, 4)]
    assert titles == ["Course number 8", "Cell design", "Course number 7", "Course number 6"]


def test_withdrawn_courses_are_not_among_them(importing, tmp_path, session):
    bring(importing, tmp_path, "small", ["Cell design", "Cell assembly"])
    session.query(Course).filter_by(title="Cell assembly").update({"status": "withdrawn"})
    session.commit()
    assert [course.title for course in newest_courses(session, 4)] == ["Cell design"]
