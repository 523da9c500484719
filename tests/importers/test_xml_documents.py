"""Data in XML is left to the importers of its format: read as a page it would give nothing, and a warning."""

import warnings

import pytest

from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.registry import candidates, discover
from importers.markup.soup import soup_of

COURSES = (
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><title>Courses</title><h1>Courses</h1><main>{}</main></html>'
)
BLOCK = (
    '<div class="one"><h3><a href="https://academy.example/{0}">{0} of cells</a></h3>'
    "<p>Duration: 3 days</p><p>Price: 90 EUR</p></div>"
)
PAGE = COURSES.format("".join(map(BLOCK.format, ("Assembly", "Winding", "Testing"))))
FEED = (
    f"<rss version='2.0'><channel><title>Courses</title><description><![CDATA[{PAGE}]]></description></channel></rss>"
)
PROLOGS = ['<?xml version="1.0"?>', "\n<?xml version='1.0' encoding='utf-8'?>\n<!-- made by hand -->\n"]


def page(text, host="academy.example"):
    return Page(url=f"https://{host}/courses.html", content=text.encode())


@pytest.fixture(autouse=True)
def every_warning_is_a_fault():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("prolog", PROLOGS)
def test_a_feed_is_no_page_whatever_it_speaks_of(prolog):
    assert discover()["plain-page"].detect(page(prolog + FEED)) == 0
    with pytest.raises(Unreadable, match="data in XML"):
        soup_of(prolog + FEED, page(prolog + FEED))


@pytest.mark.parametrize("prolog", PROLOGS)
def test_a_recipe_leaves_the_feeds_of_its_host_to_others(prolog):
    for recipe in (importer for importer in discover().values() if hasattr(importer, "RECIPE")):
        feed = page(prolog + FEED, recipe.RECIPE.hosts[0])
        assert recipe.detect(feed) == 0
        assert recipe not in [one.importer for one in candidates(feed)]


@pytest.mark.parametrize(
    "prolog", ["", *PROLOGS, '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">']
)
def test_a_page_in_xhtml_is_a_page(prolog):
    assert discover()["plain-page"].detect(page(prolog + PAGE)) > 0
