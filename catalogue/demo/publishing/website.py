"""The pages every partner has: home, list, one page per course, stylesheet, robots.txt and sitemap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from catalogue.demo.content import SampleCourse, SampleSite
from catalogue.demo.pages import Document, Resource, Visit, page, render, xml

_STYLE = Path(__file__).parents[1] / "templates" / "style.css"

StructuredData = Callable[[SampleSite, SampleCourse], list[str]]
"""The JSON-LD blocks of a course's page, as text."""


def website(
    site: SampleSite,
    *,
    listing: str = "list.html",
    detail: str = "detail.html",
    list_blocks: list[str] | None = None,
    course_blocks: StructuredData | None = None,
    feed: str = "",
) -> dict[str, Resource]:
    """Return the site's pages from the named templates; ``feed`` is the path of a machine-readable list to link to."""
    resources: dict[str, Resource] = {
        "/": lambda visit: page("home.html", visit),
        "/style.css": _stylesheet,
        "/robots.txt": _robots,
        "/sitemap.xml": lambda visit: xml("sitemap.xml", visit, courses=site.courses),
        site.list_path: lambda visit: page(listing, visit, blocks=list_blocks or [], feed=feed, pager=None),
    }
    for course in site.courses:
        blocks = course_blocks(site, course) if course_blocks else []
        resources[site.path_of(course)] = _detail(detail, course, blocks)
    return resources


def _detail(template: str, course: SampleCourse, blocks: list[str]) -> Resource:
    def answer(visit: Visit) -> Document | None:
        if course.flaw == "dead-link":
            return None
        return page(template, visit, course=course, blocks=blocks, language=visit.site.language_of(course))

    return answer


def _stylesheet(visit: Visit) -> Document:
    own = visit.site.folder / "style.css"
    look = f":root {{ --accent: {visit.site.accent}; --font: {visit.site.font}; }}\n"
    sheets = [file.read_text(encoding="utf-8") for file in (_STYLE, own) if file.is_file()]
    return Document((look + "\n".join(sheets)).encode(), "text/css")


def _robots(visit: Visit) -> Document:
    return Document(render("robots.txt", visit).encode(), "text/plain")
