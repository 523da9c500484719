"""European Learning Model 3, profile LOQ: learning opportunities as Europass exchanges them, in XML or JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.domain.text.messages import N_
from catalogue.ingestion.contract import Found, Page
from importers.elm import json_nodes, xml_nodes
from importers.elm.nodes import Node
from importers.elm.opportunities import course_draft
from importers.markup.json_document import head_of
from importers.markup.xml_stream import found_until_broken

key = "elm"
label = N_("European Learning Model (Europass)")
aliases = ("loq", "europass")

XML_NAMESPACE = re.compile(rb"""["']https?://data\.europa\.eu/snb/model/(?:ap/loq-constraints|elm)/?["']""")
JSON_OPPORTUNITY = re.compile(rb""""(?:[\w:/.#-]*[:/#])?LearningOpportunity\"""")
LISTS_ADDRESS = b"data.europa.eu/snb"
HEAD_BYTES = 5000


def detect(page: Page) -> float:
    """Return near 1 where the model's namespace is named, or an opportunity beside the addresses of its lists."""
    head = page.content[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return 0.95 if XML_NAMESPACE.search(head) else 0.0
    return 0.92 if head_of(page) and LISTS_ADDRESS in page.content and JSON_OPPORTUNITY.search(page.content) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield opportunities in the order of the document. Raise ``Unreadable`` if it holds none."""
    none = N_("%(url)s holds no LearningOpportunity; publish what is offered, not its parts alone.")
    yield from found_until_broken(page, (course_draft(opportunities) for opportunities in _courses(page)), none)


def _courses(page: Page) -> Iterator[list[Node]]:
    return json_nodes.courses(page) if head_of(page) else xml_nodes.courses(page)
