"""Which terms of the trade a question names."""

from __future__ import annotations

from catalogue.search.knowledge import Knowledge
from catalogue.search.port import SearchRequest
from catalogue.taxonomy.terms import terms

KNOWLEDGE = Knowledge(terms=terms())


def terms_of(text: str) -> set[str]:
    return {key for clause in KNOWLEDGE.question(SearchRequest(text=text)).clauses for key in clause.terms}


def test_a_quoted_phrase_names_what_its_words_name() -> None:
    assert terms_of('"fuel cell"') == terms_of("fuel cell") != set()


def test_a_quoted_phrase_that_says_more_an_excluded_one_or_one_of_a_field_names_nothing() -> None:
    assert terms_of('"fuel cell for beginners"') == terms_of('-"fuel cell"') == terms_of('title:"fuel cell"') == set()
