"""The tree of an HTML page for selectors; pages nested too deeply to be made for people are refused."""

from __future__ import annotations

from bs4 import BeautifulSoup

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Page, Unreadable

MAX_DEPTH = 256
"""Elements within one another. Browsers stop at 512 (Blink's ``kMaximumHTMLParserDOMTreeDepth``), pages at about 60."""


def soup_of(text: str, page: Page) -> BeautifulSoup:
    """Return the tree of a page's text. Raises ``Unreadable`` for one that is deeper than ``MAX_DEPTH``."""
    soup = BeautifulSoup(text, "lxml")
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depth = depths[id(tag.parent)] + 1
        if depth > MAX_DEPTH:
            deep = N_("%(url)s puts more than %(most)s elements within one another, as no page for people does.")
            raise Unreadable(Message(deep, url=page.url, most=MAX_DEPTH))
    return soup
