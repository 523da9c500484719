"""A list and detail pages in hand-made markup: the site's own ``list.html`` and ``detail.html``."""

from __future__ import annotations

from catalogue.demo.content import SampleSite
from catalogue.demo.pages import Resource
from catalogue.demo.publishing.website import website

KEY = "layout"


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site)
