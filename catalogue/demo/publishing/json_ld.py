"""schema.org as JSON-LD: an ``ItemList`` on the list page, a ``Course`` on each detail page."""

from __future__ import annotations

import json

from catalogue.demo.content import SampleCourse, SampleSite
from catalogue.demo.pages import Resource
from catalogue.demo.publishing.website import website
from catalogue.demo.schema_org import Data, course_data, item_list, organization

KEY = "json-ld"


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site, list_blocks=[_block(item_list(site), site)], course_blocks=course_blocks)


def course_blocks(site: SampleSite, course: SampleCourse) -> list[str]:
    """Return the blocks of a course's page, with the mistakes real sites make where the course asks for one."""
    block = _block(course_data(site, course), site)
    if course.flaw == "broken-json":
        return [block.replace('"description": "', '"description": ', 1)]
    if course.flaw == "broken-block":
        return [_block(organization(site), site).removesuffix("}"), block]
    if course.flaw == "second-block":
        return [_block(organization(site), site), block]
    return [f"{block};"] if course.flaw == "trailing-semicolon" else [block]


def _block(data: Data, site: SampleSite) -> str:
    """Return JSON that is safe inside a script element, where neither ``<`` nor a character reference means what it
    does in HTML."""
    plain = site.charset != "utf-8"
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=plain, indent=1)
    return text.replace("<", "\\u003c")
