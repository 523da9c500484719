"""Links of a page of courses to pages that may be one each, where the page itself states nothing of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from bs4 import Tag

from catalogue.domain.text.web_addresses import same_site
from catalogue.ingestion.leads import speaks_of_courses, speaks_of_others
from importers.markup.page_facts import absolute, elsewhere
from importers.plain_page.drafts import PageTold
from importers.plain_page.segments import content_of
from importers.scaffolding.names import text_of

MIN_LINKS = 3
MAX_LINKS = 1000
MIN_TITLE_CHARACTERS = 5
FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|webp|svg|mp[34])\Z", re.I)


def links_to_courses(scope: Tag, page: PageTold) -> Sequence[str]:
    """Return the links to pages below this one, or below a path that speaks of courses; none if they are too few."""
    found: dict[str, None] = {}
    for tag in content_of(scope):
        address = tag.get("href") if tag.name == "a" else None
        target = elsewhere(absolute(page.base, address), page.own) if isinstance(address, str) else ""
        if target and _may_be_of_a_course(target, page.own) and len(text_of(tag)) >= MIN_TITLE_CHARACTERS:
            found.setdefault(target)
    return list(found)[:MAX_LINKS] if len(found) >= MIN_LINKS else ()


def _may_be_of_a_course(target: str, own: str) -> bool:
    path, here = urlsplit(target).path, urlsplit(own).path.rstrip("/")
    if not same_site(target, own) or FILE.search(path) or urlsplit(target).query:
        return False
    above, _, name = path.rstrip("/").rpartition("/")
    below = bool(here) and above == here
    return bool(name) and (below or speaks_of_courses(above)) and not speaks_of_others(name)
