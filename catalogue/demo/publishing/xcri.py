"""An XCRI-CAP 1.2 feed beside ordinary pages."""

from __future__ import annotations

from catalogue.demo.content import SampleSite
from catalogue.demo.pages import Resource, xml
from catalogue.demo.publishing.website import website

KEY = "xcri"
FEED = "/xcri.xml"


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site, feed=FEED) | {FEED: lambda visit: xml("xcri.xml", visit)}
