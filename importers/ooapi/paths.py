"""Addresses of the API that follow from one another: the next page of a list, the offerings of a course."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from catalogue.domain.text.web_addresses import address_parts, is_web_address
from importers.markup.json_document import Node, text

COURSE_LIST = re.compile(
    r"(?P<root>.*?)(?:/organi[sz]ations/[^/]+)?/(?P<list>courses|programs|programmes)(?:/[^/]+)?/?"
)
MAX_PAGE_SIZE = "250"  # the largest that the specification allows
OFFERINGS_BY_LIST = {"courses": "offerings", "programs": "offerings", "programmes": "programme-offerings"}
VERSION_6_NAMES = frozenset({"modesOfDelivery", "teachingLanguages", "organisationId", "organisation"})


def next_page(url: str, envelope: Node) -> str:
    """Return the address of the page after this one; empty if there is none, or no address to begin from."""
    if envelope.get("hasNextPage") is not True or not is_web_address(url):
        return ""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = text(envelope.get("pageNumber")) or query.get("pageNumber", "1")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        return ""
    query["pageNumber"] = str(int(number) + 1)
    return urlunsplit(parts._replace(query=urlencode(query)))


def offerings_address(url: str, course: Node, identifier: str) -> str:
    """Return where the offerings of a course are; empty if the page is no list of the API, or a file."""
    parts = address_parts(url)
    found = COURSE_LIST.fullmatch(parts.path) if is_web_address(url) else None
    if found is None:
        return ""
    name = OFFERINGS_BY_LIST[found["list"]]
    if found["list"] == "courses" and not VERSION_6_NAMES.isdisjoint(course):
        name = "course-offerings"
    path = f"{found['root']}/{found['list']}/{quote(identifier, safe='')}/{name}"
    return urlunsplit(parts._replace(path=path, query=urlencode({"pageSize": MAX_PAGE_SIZE}), fragment=""))
