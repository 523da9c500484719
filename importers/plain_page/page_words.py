"""What a page says that it is of: courses, events, or something else, by its address and headings."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from catalogue.ingestion.contract import LinkKind, Page
from catalogue.ingestion.leads import speaks_of_courses, speaks_of_events, speaks_of_others
from importers.markup.page_facts import own_address

MAX_CHARACTERS_SEARCHED = 200_000
MAX_HEADINGS = 8
HEADING = re.compile(r"<(title|h1|h2)\b[^<>]*>(.{0,300}?)</(?:title|h1|h2)", re.I | re.S)
MARKUP = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class PageWords:
    """Whether the page speaks ``of_courses``, ``of_events``, of which courses are one kind, or ``of_others``."""

    of_courses: bool
    of_events: bool
    of_others: bool
    continues_a_list: bool = False

    @property
    def may_be_of_courses(self) -> bool:
        return not self.of_others and (self.of_courses or self.of_events or self.continues_a_list)


def words_of(page: Page, text: str) -> PageWords:
    """Return what the address and the headings of a page say; a file's folders are not the site's."""
    headings = [
        (name.lower(), html.unescape(MARKUP.sub(" ", said)))
        for name, said in HEADING.findall(text[:MAX_CHARACTERS_SEARCHED])[:MAX_HEADINGS]
    ]
    path = unquote(urlsplit(own_address(text, page)).path)
    if page.url.startswith("file:") and not path.startswith("http"):
        path = path.rpartition("/")[2]
    said = [path, *(heading for _, heading in headings)]
    first = [path.rstrip("/").rpartition("/")[2], next((heading for name, heading in headings if name == "h1"), "")]
    return PageWords(
        of_courses=any(map(speaks_of_courses, said)),
        of_events=any(map(speaks_of_events, said)),
        of_others=any(map(speaks_of_others, first)) and not any(map(speaks_of_courses, first)),
        continues_a_list=page.follows is LinkKind.NEXT,
    )
