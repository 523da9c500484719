"""schema.org as JSON-LD: an ``ItemList`` on the list page, a ``Course`` on each detail page."""

from __future__ import annotations

import json

from catalogue.demo.content import SampleCourse, SampleSite
from catalogue.demo.pages import Resource
from catalogue.demo.publishing.website import website
from catalogue.demo.schema_org import course_data, item_list, organization

KEY = "json-ld"


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site, list_blocks=[_block(item_list(site))], course_blocks=course_blocks)


def course_blocks(site: SampleSite, course: SampleCourse) -> list[str]:
    """The blocks of a course's page, with the mistakes real sites make where the course asks for one."""
    block = _block(course_data(site, course))
    if course.flaw == "broken-json":
        return [block.replace('"description": "', '"description": ', 1)]
    if course.flaw == "broken-block":
        return [_block(organization(site)).removesuffix("}"), block]
    if course.flaw == "second-block":
        return [_block(organization(site)), block]
    return [f"{block};"] if course.flaw == "trailing-semicolon" else [block]


def _block(data: dict[str, object]) -> str:
    """JSON safe inside a script element; ``<`` is escaped so that no text can close it."""
    return json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False, indent=1).replace("<", "\\u003c")
