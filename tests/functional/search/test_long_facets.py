"""Facets of a large catalogue: long lists are cut, never a chosen value."""

from catalogue.extensions import db
from catalogue.search.facets import FacetValue
from catalogue.search.port import SearchPage, SearchRequest
from catalogue.web.search.facets import LISTED, present_facets


def presented(app, key, values, path="/courses"):
    with app.test_request_context(path):
        page = SearchPage(total=1, hits=(), facets={key: values}, suggestion=None, took_ms=0.0)
        (facet,) = present_facets(db.session(), SearchRequest(), page)
        return facet, [value.value for value in facet.flat()]


def providers(count, chosen):
    return [FacetValue(value=f"p{n}", count=count - n, selected=f"p{n}" == chosen) for n in range(count)]


def test_of_hundreds_of_providers_the_largest_are_listed_and_the_chosen_one(app):
    facet, listed = presented(app, "provider", providers(400, chosen="p399"))
    assert listed[:1] == ["p0"] and len(listed) == LISTED + 1 and "p399" in listed
    assert not facet.whole


def test_a_list_that_is_not_long_is_whole(app):
    facet, listed = presented(app, "provider", providers(LISTED, chosen=""))
    assert facet.whole and len(listed) == LISTED


def test_regions_are_listed_down_to_the_second_level_and_deeper_where_chosen(app):
    codes = {"DE": False, "DE2": False, "DE21": False, "DE212": True, "DE211": False}
    values = [FacetValue(value=code, count=1, selected=chosen) for code, chosen in codes.items()]
    facet, listed = presented(app, "region", values)
    assert listed == ["DE2", "DE21", "DE212"] and facet.whole


def test_only_a_chosen_value_has_an_address_that_takes_it_away(app):
    facet, _ = presented(app, "provider", providers(2, chosen="p1"))
    assert [bool(value.url) for value in facet.flat()] == [False, True]
