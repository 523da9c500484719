"""Courses that are alike across providers: suggested, decided by a person, taken back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalogue.domain.course.similarity import ComparedCourse, likely_relation, likely_relation_by_meaning
from catalogue.domain.people.permissions import Actor
from catalogue.models import Course, Likeness
from catalogue.services.courses.loading import course_by_slug
from catalogue.services.moderating.likenesses import (
    LikenessAlreadyDecided,
    dismiss,
    find_likenesses,
    link,
    merge,
    undo_decision,
)

HEADERS = "id,title,url,description,language,start_date,city,country\n"
MODERATOR = Actor(user_id=None, moderator=True)


def traits(number, **changed):
    found = {"id": number, "provider_id": number, "title": "Battery cell assembly", "language": "en"}
    return ComparedCourse(**{"url": f"https://p{number}.example/", **found, **changed})


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"url": "https://p1.example/?utm_source=x", "title": "Anything"}, "duplicate"),
        ({"starts": frozenset({1})}, "duplicate"),
        ({}, "adaptation"),
        ({"language": "de"}, "translation"),
        ({"title": "Batteriezellmontage von A bis Z", "translated": {"en": "Battery cell assembly"}}, "translation"),
        ({"title": "Battery cell design"}, None),
        ({"provider_id": 1}, None),
    ],
)
def test_what_two_courses_may_be_to_each_other(changed, kind):
    found = likely_relation(traits(1, starts=frozenset({1})), traits(2, **changed))
    assert (found.kind if found else None) == kind


def test_a_title_of_one_word_says_nothing():
    assert likely_relation(traits(1, title="Batteries"), traits(2, title="Batteries")) is None


@pytest.mark.parametrize(
    ("changed", "closeness", "kind"),
    [
        ({"language": "de"}, 0.71, "translation"),
        ({"language": "de"}, 0.69, None),
        ({}, 0.86, "adaptation"),
        ({}, 0.8, None),
        ({"language": "de", "areas": frozenset({"hydrogen"})}, 0.9, None),
        ({"language": "de", "provider_id": 1}, 0.9, None),
    ],
)
def test_what_means_the_same_is_suspected_within_a_subject_only(changed, closeness, kind):
    one, other = (traits(number, areas=frozenset({"batteries"})) for number in (1, 2))
    found = likely_relation_by_meaning(one, replace(other, **changed), closeness)
    assert (found.kind if found else None) == kind


@pytest.fixture
def pair(importing, tmp_path, session, parts):
    """The same course of two providers, suggested to be one."""
    for provider in ("north", "south"):
        row = f"1,Battery cell assembly,https://{provider}.example/1,Text.,en,2031-03-03,Ulm,DE\n"
        path = tmp_path / f"{provider}.csv"
        path.write_text(HEADERS + row, "utf-8")
        importing.path(path, provider=provider)
    assert find_likenesses(session, parts.engine) == 1
    return session.scalar(select(Likeness))


def test_a_suggestion_names_its_reasons_and_is_made_once(pair, session, parts):
    assert (pair.kind, pair.reasons) == ("duplicate", ["title", "dates", "place"])
    assert find_likenesses(session, parts.engine) == 0


def test_merged_courses_are_one_and_both_addresses_lead_to_it(pair, session, parts):
    former = pair.other.slug
    merge(session, MODERATOR, pair, pair.one)
    assert course_by_slug(session, former).id == pair.one_id
    assert pair.other.status == "withdrawn"
    with pytest.raises(LikenessAlreadyDecided):
        merge(session, MODERATOR, pair, pair.other)


def test_an_import_does_not_bring_a_merged_course_back(pair, session, importing, tmp_path):
    merge(session, MODERATOR, pair, pair.one)
    report = importing.path(tmp_path / "south.csv", provider="south")
    assert report.counts()["unchanged"] == 1
    assert "merged" in str(report.items[0].message)
    assert session.scalars(select(Course.status).order_by(Course.id)).all() == ["published", "withdrawn"]


def test_a_merge_taken_back_leaves_everything_as_it_was(pair, session):
    before = [(course.id, course.slug, course.status) for course in (pair.one, pair.other)]
    merge(session, MODERATOR, pair, pair.one)
    undo_decision(session, MODERATOR, pair)
    assert [(course.id, course.slug, course.status) for course in (pair.one, pair.other)] == before
    assert course_by_slug(session, before[1][1]).id == pair.other_id
    assert (pair.state, pair.other.replaced_by_id) == ("open", None)


def test_linked_courses_both_stay_and_one_is_made_from_the_other(pair, session):
    link(session, MODERATOR, pair, pair.one)
    assert pair.other.adapted_from_id == pair.one_id
    undo_decision(session, MODERATOR, pair)
    assert pair.other.adapted_from_id is None


def test_what_was_dismissed_is_not_suggested_again(pair, session, parts):
    dismiss(session, MODERATOR, pair)
    assert find_likenesses(session, parts.engine) == 0
    undo_decision(session, MODERATOR, pair)
    assert pair.state == "open"
