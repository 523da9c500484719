"""Moderators decide on courses that are alike."""

from sqlalchemy import select

from catalogue.domain.permissions import Role
from catalogue.models import Likeness
from catalogue.services.likenesses import find_likenesses
from tests.functional.people import person, post, sign_in


def test_a_moderator_merges_two_courses_and_takes_it_back(client, courses, importing, session, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("title;url;language;start_date\nHydrogen safety;https://o.example/4;en;2031-05-01\n", "utf-8")
    importing.path(path, provider="other")
    assert find_likenesses(session) == 1
    likeness = session.scalar(select(Likeness))
    former, kept = likeness.other.slug, likeness.one.slug
    sign_in(client, person(Role.MODERATOR))
    page = client.get("/moderation/likenesses/").get_data(as_text=True)
    assert "May be the same course" in page and page.count("Hydrogen safety") == 2
    address = f"/moderation/likenesses/{likeness.id}"
    post(client, address, page="/moderation/likenesses/", decision="merge:one")
    moved = client.get(f"/courses/{former}")
    assert (moved.status_code, moved.location) == (301, f"/courses/{kept}")
    post(client, address, page="/moderation/likenesses/?state=merged", decision="undo")
    assert client.get(f"/courses/{former}").status_code == 200
