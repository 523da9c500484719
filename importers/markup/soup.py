"""The tree of an HTML page for selectors; pages nested too deeply to be made for people are refused."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Page, Unreadable

MAX_DEPTH = 256
"""Elements within one another. Browsers stop at 512 (Blink's ``kMaximumHTMLParserDOMTreeDepth``), pages at about 60."""

MAX_PROLOG_CHARACTERS = 4096
XML_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*>\s*", re.I)
XML_ROOT = re.compile(r"\s*<\?xml\b[^>]*>\s*(?:<[?!][^>]*>\s*)*<(?:[\w.-]+:)?([\w.-]+)", re.I)


def is_data_in_xml(text: str) -> bool:
    """Say whether this is an XML document of another kind than pages are, such as a feed or a sitemap."""
    root = XML_ROOT.match(text[:MAX_PROLOG_CHARACTERS])
    return root is not None and root[1].lower() != "html"


def soup_of(text: str, page: Page) -> BeautifulSoup:
    """Return the tree of a page's text. Raise ``Unreadable`` for one that is deeper than ``MAX_DEPTH``, and for a
    document in XML that is no page: as HTML it would be misread, and other importers know what it is."""
    if is_data_in_xml(text):
        raise Unreadable(Message(N_("%(url)s is data in XML and no page; name the format it is in."), url=page.url))
    soup = BeautifulSoup(XML_DECLARATION.sub("", text), "lxml")  # a page in XHTML is read as browsers read it
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depth = depths[id(tag.parent)] + 1
        if depth > MAX_DEPTH:
            deep = N_("%(url)s puts more than %(most)s elements within one another, as no page for people does.")
            raise Unreadable(Message(deep, url=page.url, most=MAX_DEPTH))
    return soup
