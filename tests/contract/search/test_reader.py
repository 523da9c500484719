"""The languages that a reader can learn in: a soft order, never a filter."""

from __future__ import annotations

from datetime import date

from catalogue.search.documents import CourseDocument
from catalogue.search.port import Changes, SearchEngine, SearchRequest


def filled(engine: SearchEngine) -> SearchEngine:
    languages = ("cs", "de", "en", "fr")
    engine.apply(
        Changes(
            upserts=[
                CourseDocument(id=number, title="Laser", language=language, created=date(2026, 1, number))
                for number, language in enumerate(languages, start=1)
            ]
        )
    )
    return engine


def order(engine: SearchEngine, text: str, *reads: str) -> list[int]:
    return [hit.id for hit in engine.search(SearchRequest(text=text, language="en", reads=reads)).hits]


def test_courses_in_languages_read_come_first_in_the_order_in_which_they_are_read(engine: SearchEngine) -> None:
    filled(engine)
    assert order(engine, "laser", "de", "fr")[:2] == [2, 4]
    assert set(order(engine, "laser", "de", "fr")) == {1, 2, 3, 4}
    assert order(engine, "laser")[0] == 3


def test_without_words_they_are_newer_than_others_by_some_months(engine: SearchEngine) -> None:
    filled(engine)
    assert order(engine, "", "cs", "de") == [2, 1, 4, 3]
    assert order(engine, "") == [4, 3, 2, 1]


def test_a_much_newer_course_in_another_language_still_comes_first(engine: SearchEngine) -> None:
    filled(engine)
    engine.apply(Changes(upserts=[CourseDocument(id=9, title="Laser", language="pl", created=date(2027, 1, 1))]))
    assert order(engine, "", "cs")[:2] == [9, 1]


def test_a_compound_in_the_readers_language_comes_before_a_foreign_word_spelt_alike(engine: SearchEngine) -> None:
    engine.apply(
        Changes(
            upserts=[
                CourseDocument(id=1, title="Produire une batterie", language="fr"),
                CourseDocument(id=2, title="Batteriesysteme verstehen", language="de"),
                CourseDocument(id=3, title="Rohstoffe der Batterie", language="de"),
            ]
        )
    )
    found = engine.search(SearchRequest(text="batterie", language="de")).hits
    assert found[0].id == 3 and len(found) == 3
