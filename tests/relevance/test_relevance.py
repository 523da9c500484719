"""The judged queries as tests: a change that answers them worse fails. ``make relevance`` prints the whole table."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.relevance.contenders import by_kind, catalogue_engine, measured, overall, stock_whoosh
from tests.relevance.judged import JudgedSet, develop_set, report_set

LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "cs", "sk", "pl", "sv"}
FLOORS = {"develop": 0.895, "report": 0.935}
"""nDCG@10 over all queries of a set; raise them with every gain."""
KIND_FLOORS = {"exact": 0.9, "typo": 0.91, "cross-lingual": 0.85, "compound": 0.93, "synonym": 0.85, "filtered": 0.93}

SETS = {"develop": develop_set, "report": report_set}


@pytest.fixture(scope="module", params=SETS)
def judged(request) -> JudgedSet:
    return SETS[request.param]()


@pytest.fixture(scope="module")
def results(judged):
    return measured(judged, catalogue_engine(judged.documents))


def test_queries_are_asked_in_ten_languages_and_nine_kinds(judged):
    assert {query.language for query in judged.queries} == LANGUAGES
    assert len({query.kind for query in judged.queries}) == 9
    assert min(Counter(query.kind for query in judged.queries).values()) >= 6


def test_every_query_asks_for_something_that_is_there(judged):
    known = {topic for topics in judged.topics.values() for topic in topics}
    assert not [query.text for query in judged.queries if not judged.grades(query) or not set(query.grades) <= known]


def test_no_course_is_in_both_sets():
    titles = [{document.title for document in make().documents} for make in SETS.values()]
    assert not titles[0] & titles[1]


def test_the_answers_are_as_good_as_they_were(judged, results):
    assert overall(results).ndcg >= FLOORS[judged.name]


def test_no_kind_of_query_is_answered_worse_than_it_was(results):
    kinds = by_kind(results)
    assert {kind: kinds[kind].ndcg for kind, floor in KIND_FLOORS.items() if kinds[kind].ndcg < floor} == {}


def test_whoosh_alone_does_not_reach_it(judged, results):
    stock = overall(measured(judged, stock_whoosh(judged.documents)))
    assert overall(results).ndcg > stock.ndcg
