"""The providers of an XCRI-CAP feed, whose location comes after their courses."""

from __future__ import annotations

from lxml import etree

from catalogue.ingestion.contract import Page, PlaceDraft, ProviderDraft
from importers.markup.xml_stream import BrokenXml, elements, local_name
from importers.xcri.elements import PROVIDERS, Node, place_draft, provider_draft, provider_of


class Providers:
    """Who offers a course and where they are; their locations are read before the first course."""

    def __init__(self, page: Page, courses: frozenset[str]) -> None:
        self._homes = _homes(page, courses)
        self._known: tuple[etree._Element, ProviderDraft] | None = None

    def of(self, course: etree._Element) -> tuple[ProviderDraft | None, PlaceDraft | None]:
        """Return the provider around a course, and its location if the feed gives one."""
        element = provider_of(course)
        if element is None:
            return None, None
        if self._known is None or self._known[0] is not element:
            self._known = element, provider_draft(element)
        return self._known[1], self._homes.get(_place_in_feed(element))


def _homes(page: Page, courses: frozenset[str]) -> dict[int, PlaceDraft]:
    """Return locations by the place of their provider in the feed, as far as it can be read."""
    homes: dict[int, PlaceDraft] = {}
    if b"location" not in page.content:
        return homes
    try:
        for element in elements(page, {"location", *courses}):
            provider = element.getparent()
            if local_name(element) == "location" and provider is not None and _is_main(provider):
                home = place_draft(Node(provider))
                home.name = ""  # the provider's name is not that of the place
                if home.locality or home.postal_code:
                    homes[_place_in_feed(provider)] = home
    except BrokenXml:
        pass  # reading the courses fails at the same place, and reports it
    return homes


def _is_main(provider: etree._Element) -> bool:
    """Say whether it is a provider of courses, not one that stands for a venue."""
    parent = provider.getparent()
    return local_name(provider) in PROVIDERS and (parent is None or local_name(parent) != "venue")


def _place_in_feed(provider: etree._Element) -> int:
    parent = provider.getparent()
    return 0 if parent is None else parent.index(provider)
