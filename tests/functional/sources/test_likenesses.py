"""Moderators decide on courses that are alike."""

from sqlalchemy import select

from catalogue.domain.people.permissions import Role
from catalogue.models import Likeness, Review
from catalogue.services.moderating.likenesses import find_likenesses
from catalogue.services.moderating.queue_upkeep import refresh_queue
from tests.functional.people import person, post, sign_in


def test_a_moderator_merges_two_courses_and_takes_it_back(client, courses, importing, session, tmp_path, parts):
    path = tmp_path / "other.csv"
    path.write_text("title;url;language;start_date\nHydrogen safety;https://o.example/4;en;2031-05-01\n", "utf-8")
    importing.path(path, provider="other")
    assert find_likenesses(session, parts.engine) == 1
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


def test_the_same_course_in_another_language_comes_to_the_queue_and_is_linked_or_dismissed_there(
    client, importing, session, tmp_path, parts
):
    told = {
        "north": (
            "pl",
            "Bezpieczeństwo przy wysokim napięciu w pojazdach",
            "Odłączanie napięcia i pomiary w warsztacie.",
        ),
        "south": ("pt", "Segurança em alta tensão no automóvel", "Desligar a tensão e medir na oficina."),
        "west": ("de", "Führung im Wandel", "Wie Teams durch Veränderungen kommen."),
    }
    for provider, (language, title, text) in told.items():
        path = tmp_path / f"{provider}.csv"
        path.write_text(
            f"title;url;language;description\n{title};https://{provider}.example/;{language};{text}\n", "utf-8"
        )
        importing.path(path, provider=provider)
    assert find_likenesses(session, parts.engine) == 1
    likeness = session.scalar(select(Likeness))
    assert (likeness.kind, likeness.reasons) == ("translation", ["meaning"])
    refresh_queue(session)
    review = session.scalar(select(Review))
    sign_in(client, person(Role.MODERATOR))
    item = f"/moderation/{review.id}"
    page = client.get(item).get_data(as_text=True)
    assert "the same meaning in other words" in page and "Segurança em alta tensão" in page
    post(client, f"/moderation/likenesses/{likeness.id}", page=item, decision="link:one", queue="1")
    session.expire_all()
    assert (likeness.state, review.outcome, likeness.other.adapted_from_id) == ("linked", "approved", likeness.one_id)
    post(client, f"/moderation/likenesses/{likeness.id}", page=item, decision="undo")
    refresh_queue(session)
    again = session.scalar(select(Review).where(Review.outcome == ""))
    post(client, f"/moderation/{again.id}", version=again.version, verdict="rejected")
    session.expire_all()
    assert (likeness.state, likeness.other.adapted_from_id) == ("dismissed", None)
