"""Which addresses are of one site, and what is said of links that lead elsewhere."""

import pytest

from catalogue.ingestion.contract import Remark
from tests.unit.ingestion.walked_site import Walk, course, listing


@pytest.mark.parametrize("spelling", ["https://www.a.example", "http://a.example", "http://www.a.example:80"])
def test_a_site_is_one_with_www_or_without_by_http_or_https(spelling):
    walk = Walk(listing("b", host=spelling), {f"{spelling}/b": course("b")})
    assert (walk.asked, walk.titles) == ([f"{spelling}/b"], ["b"])


def test_a_page_is_asked_for_once_whichever_spelling_of_its_site_a_link_has():
    walk = Walk(listing("b") + listing("b", host="http://www.a.example"), {"b": course("b")})
    assert (walk.asked, walk.titles) == (["b"], ["b"])


def test_another_port_is_another_site():
    assert Walk(listing("b", host="https://a.example:8443"), {}).asked == []


def test_links_to_other_hosts_are_counted_and_said_once_at_the_end_the_most_named_first():
    elsewhere = listing("x", host="https://b.example") + listing("y", "z", host="https://shop.a.example")
    walk = Walk(elsewhere + listing("b"), {"b": course("b")})
    *_, said = walk.seen
    assert walk.titles == ["b"]
    assert "shop.a.example (2), b.example (1)." in str(said.found.message)
    assert [one for one in walk.seen if isinstance(one.found, Remark)] == [said]


def test_at_most_five_other_hosts_are_named():
    (said,) = Walk("".join(listing("x", host=f"https://{name}.example") for name in "bcdefg"), {}).seen
    assert "f.example (1), …" in str(said.found.message)


def test_what_is_not_wanted_is_not_said_to_be_left_out():
    assert Walk(listing("x", host="https://b.example"), {}, wants=lambda url: False).seen == []
