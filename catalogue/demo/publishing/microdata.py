"""schema.org as microdata inside the detail pages; the list is an ``ItemList`` of links to them."""

from __future__ import annotations

from catalogue.demo.content import SampleSite
from catalogue.demo.pages import Resource
from catalogue.demo.publishing.website import website

KEY = "microdata"


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site, listing="microdata-list.html", detail="microdata.html")
