"""Every ranking signal, judged: with it the better course comes first or is found at all, without it that is not so."""

from dataclasses import fields, replace
from datetime import date

import pytest

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Knowledge
from catalogue.search.port import Changes, SearchRequest
from catalogue.search.ranking import Signals
from catalogue.search.universal_encoder import universal_encoder
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.taxonomy.terms import terms

PLAIN = CourseDocument(id=1, title="Welding of busbars", description="By laser.", language="en")
BETTER = {
    "fields": replace(PLAIN, id=2, title="Laser safety", description="Welding of busbars."),
    "exact_title": replace(PLAIN, id=2, title="Busbars and their welding"),
    "own_language": replace(PLAIN, id=2, language="de"),
    "upcoming": replace(PLAIN, id=2, last_start=date(2020, 1, 1)),
    "complete": replace(PLAIN, id=2, completeness=0.2),
}
"""By signal: a second course that comes after the first one because of it."""


def engine(tmp_path, signals, *documents, **knowledge):
    made = WhooshEngine(tmp_path / f"index-{hash(signals)}", Knowledge(signals=signals, **knowledge))
    made.apply(Changes(upserts=documents))
    return made


def scores(made, text, language="en"):
    return {hit.id: hit.score for hit in made.search(SearchRequest(text=text, language=language)).hits}


@pytest.mark.parametrize(("signal", "second"), BETTER.items())
def test_a_signal_puts_the_better_course_first_and_off_it_does_not(tmp_path, signal, second):
    text = {"fields": "laser", "exact_title": "welding of busbars"}.get(signal, "busbars")
    with_it = scores(engine(tmp_path, Signals(), PLAIN, second), text)
    without = scores(engine(tmp_path, Signals.without([signal]), PLAIN, second), text)
    better, other = (2, 1) if signal == "fields" else (1, 2)
    assert with_it[better] > with_it[other]
    assert without[better] - without[other] < with_it[better] - with_it[other]
    assert signal in ("fields", "exact_title") or without[better] == without[other]


def test_compounds_are_found_by_their_parts_unless_that_is_off(tmp_path):
    course = CourseDocument(id=1, title="Fertigung der Zelle einer Batterie", language="de")
    assert scores(engine(tmp_path, Signals(), course), "Batteriezellfertigung", "de")
    assert not scores(engine(tmp_path, Signals.without(["compounds"]), course), "Batteriezellfertigung", "de")


def test_terms_are_found_in_every_language_unless_that_is_off(tmp_path):
    vocabulary = terms()
    keys = [mention.key for mention in vocabulary.asked_for(["battery", "recycling"])]
    course = CourseDocument(id=1, title="Upcyklace", language="cs", title_terms=keys, terms=keys)
    assert scores(engine(tmp_path, Signals(), course, terms=vocabulary), "Batterierecycling", "de")
    assert not scores(engine(tmp_path, Signals.without(["terms"]), course, terms=vocabulary), "Batterierecycling", "de")


def test_meaning_finds_what_no_word_does_unless_that_is_off(tmp_path):
    encoder = universal_encoder()
    if encoder is None:
        pytest.skip("the extra “semantic” is not installed")
    courses = [
        CourseDocument(
            id=1, title="Lebensmittelhygiene in der Küche", gist="Food hygiene in the kitchen", language="de"
        ),
        CourseDocument(id=2, title="Elektroautos reparieren", gist="Repairing electric cars", language="de"),
    ]
    text = "how do I mend an electric vehicle"
    assert list(scores(engine(tmp_path, Signals(), *courses, encoder=encoder), text))[:1] == [2]
    assert not scores(engine(tmp_path, Signals.without(["meaning"]), *courses, encoder=encoder), text)


def test_every_signal_is_judged_here():
    judged = {"compounds", "terms", "meaning", *BETTER}
    assert judged == {signal.name for signal in fields(Signals)}


def test_a_signal_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"mood.*own_language"):
        Signals.without(["mood"])
