"""A sitemap index that leads to one sitemap per language, and those to detail pages with JSON-LD."""

from __future__ import annotations

from catalogue.demo.content import SampleSite
from catalogue.demo.pages import Document, Resource, Visit, xml
from catalogue.demo.publishing.json_ld import course_blocks
from catalogue.demo.publishing.website import website

KEY = "sitemap"


def resources(site: SampleSite) -> dict[str, Resource]:
    languages = sorted({site.language_of(course) for course in site.courses})
    maps = {f"/sitemap-{language}.xml": _urlset(language) for language in languages}
    index: Resource = lambda visit: xml("sitemap-index.xml", visit, maps=list(maps))  # noqa: E731
    return website(site, course_blocks=course_blocks) | maps | {"/sitemap.xml": index}


def _urlset(language: str) -> Resource:
    def answer(visit: Visit) -> Document:
        courses = [course for course in visit.site.courses if visit.site.language_of(course) == language]
        return xml("sitemap.xml", visit, courses=courses)

    return answer
