"""What kind of XML a page holds, from its beginning alone."""

from __future__ import annotations

import re

from catalogue.ingestion.contract import Page

HEAD_BYTES = 5000
BEFORE_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*+<(?:[\w.-]+:)?([\w.-]+)", re.S
)


def root_name(page: Page) -> str:
    """Return the local name of the document's first element; empty if the page does not begin like XML."""
    found = BEFORE_ROOT.match(page.content[:HEAD_BYTES])
    return found[1].decode("ascii", "replace") if found else ""
