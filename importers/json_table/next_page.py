"""Where a list of records goes on, in the words of common APIs."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import Page
from importers.markup.json_document import Node, text
from importers.markup.page_facts import absolute, elsewhere

# Where an address of the next page stands: JSON:API, HAL, OData, Django REST, Laravel, and those like them.
ADDRESSES = (
    *("next", "links.next", "links.next.href", "_links.next", "_links.next.href", "@odata.nextLink", "odata.nextLink"),
    *("nextLink", "next_link", "next_page_url", "nextPageUrl", "next_url", "nextUrl", "paging.next", "pagination.next"),
    *("pagination.next_url", "pagination.links.next", "meta.next", "meta.links.next", "meta.pagination.links.next"),
    *("page.next", "info.next", "nextPage", "next_page", "next_rest_url", "pagination.next_page_url"),
)
# A token of what follows, and the parameter that asks for it.
TOKENS = {
    **{"next_cursor": "cursor", "nextCursor": "cursor", "meta.next_cursor": "cursor", "meta.nextCursor": "cursor"},
    **{"pagination.next_cursor": "cursor", "paging.cursors.after": "after", "pagination.continuation": "continuation"},
    **{"nextPageToken": "pageToken", "next_page_token": "page_token", "pagination.cursor": "cursor"},
}
# The number of this page and of the last one.
NUMBERS = (
    *(("current_page", "last_page"), ("meta.current_page", "meta.last_page"), ("page", "total_pages")),
    *(("page", "pages"), ("page", "totalPages"), ("pagination.page", "pagination.pages"), ("page", "page_count")),
    *(("pagination.current_page", "pagination.total_pages"), ("pagination.page", "pagination.total_pages")),
    *(("meta.page", "meta.pages"), ("meta.page", "meta.total_pages"), ("currentPage", "totalPages")),
    *(("pagination.page_number", "pagination.page_count"), ("meta.pagination.page", "meta.pagination.pageCount")),
    *(("meta.pagination.current_page", "meta.pagination.total_pages"), ("page.number", "page.totalPages")),
)
PAGE_PARAMETERS = ("page", "p", "pageNumber", "page_number", "page[number]", "currentPage", "pg")
COUNTED_FROM_ZERO = "page.number"
"""The one number of a page that begins with 0 (Spring Data REST)."""
MAX_PAGE_DIGITS = 6


def next_page(value: Any, page: Page) -> str:
    """Return the address of the next page of a list; empty if the document names none, or is no page of the web."""
    if not isinstance(value, dict):
        return ""
    for path in ADDRESSES:
        stated = _at(value, path)
        if isinstance(stated, str) and _is_address(stated):
            return elsewhere(absolute(page.url, stated), page.url)
    if not is_web_address(page.url):
        return ""
    for path, parameter in TOKENS.items():
        if isinstance(token := _at(value, path), str | int) and text(token):
            return elsewhere(_with(page.url, parameter, text(token)), page.url)
    return _numbered(value, page.url)


def _is_address(stated: str) -> bool:
    return is_web_address(stated) or stated.startswith(("/", "?"))


def _at(value: Node, path: str) -> Any:
    """Return what stands at a path of names; names may hold a point themselves."""
    if path in value:
        return value[path]
    inner: Any = value
    for name in path.split("."):
        inner = inner.get(name) if isinstance(inner, dict) else None
    return inner


def _numbered(value: Node, url: str) -> str:
    """Return the address with the number of the next page, where this page's and the last one's are given."""
    for at_path, last_path in NUMBERS:
        at, last = _number(_at(value, at_path)), _number(_at(value, last_path))
        if at is not None and last is not None:
            pages = last if at_path != COUNTED_FROM_ZERO else last - 1
            return _with(url, _page_parameter(url), str(at + 1)) if at < pages else ""
    return ""


def _number(stated: Any) -> int | None:
    known = text(stated) if not isinstance(stated, bool | float) else ""
    return int(known) if re.fullmatch(rf"\d{{1,{MAX_PAGE_DIGITS}}}", known, re.ASCII) else None


def _page_parameter(url: str) -> str:
    """Return the name by which the address asks for a page, or else what most call it."""
    asked = {name for name, _ in parse_qsl(urlsplit(url).query)}
    return next((name for name in PAGE_PARAMETERS if name in asked), PAGE_PARAMETERS[0])


def _with(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    others = [(known, said) for known, said in parse_qsl(parts.query, keep_blank_values=True) if known != name]
    return urlunsplit(parts._replace(query=urlencode([*others, (name, value)]), fragment=""))
