"""The course-list API of Open edX platforms (``/api/courses/v1/courses/``): runs of one course are its instances."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import (
    CourseDraft,
    Fault,
    Found,
    InstanceDraft,
    Link,
    LinkKind,
    Page,
    ProviderDraft,
    Unreadable,
)
from importers.markup.json_document import Node, as_list, head_of, nodes, parsed, text
from importers.markup.page_facts import absolute, elsewhere

key = "openedx"
label = N_("Open edX course list")
aliases = ("open-edx", "edx")

MARKS = (b'"blocks_url":', b'"course_id":')
PACES = {"self": "self-paced", "instructor": "scheduled"}


def detect(page: Page) -> float:
    """Return near 1 for two names that only this API has together."""
    head = head_of(page)
    return 0.95 if all(mark in head for mark in MARKS) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield courses in list order, then the next page. Raise ``Unreadable`` for what is no JSON or no such list.

    The list is ordered by key, so the runs of one course stand together but where a page ends between them.
    """
    value = parsed(page)
    envelope = value if isinstance(value, dict) else {"results": value}
    if "results" not in envelope:
        none = N_("%(url)s holds no list named results; check that it is the list of courses.")
        raise Unreadable(Message(none, url=page.url))
    groups: dict[str, list[Node]] = {}
    for number, run in enumerate(as_list(envelope.get("results")), start=1):
        if not isinstance(run, dict) or not text(run.get("name")):
            yield _nameless(run, number, page)
        elif run.get("hidden") is not True:
            groups.setdefault(_course_key(run), []).append(run)
    yield from (_course(key, runs, page) for key, runs in groups.items())
    pagination = next(iter(nodes(envelope.get("pagination"))), envelope)
    stated = text(pagination.get("next"))
    if address := elsewhere(absolute(page.url, stated), page.url) if stated else "":
        yield Link(url=address, kind=LinkKind.NEXT)


def _nameless(run: object, number: int, page: Page) -> Fault:
    message, where = Message(N_("The result names no course; give it a name.")), f"result {number}"
    if not isinstance(run, dict):
        return Fault(where=where, message=message)
    return Fault(where=where, message=message, external_id=_course_key(run) or None, url=_address(run, page))


def _course_key(run: Node) -> str:
    """Return organisation and number, which all runs of a course share."""
    parts = [text(run.get("org")), text(run.get("number"))]
    return "+".join(parts) if all(parts) else _run_key(run)


def _run_key(run: Node) -> str:
    return text(run.get("course_id")) or text(run.get("id"))


def _course(identifier: str, runs: list[Node], page: Page) -> CourseDraft:
    """Return the course of these runs; the latest one gives its texts."""
    latest = max(runs, key=lambda run: text(run.get("start")))
    organisation = text(latest.get("org"))
    return CourseDraft(
        where=f"result {_run_key(latest)}",
        title=text(latest.get("name")),
        url=_address(latest, page),
        external_id=identifier or None,
        summary=text(latest.get("short_description")),
        description=text(latest.get("overview")),
        page_language=page.language or "",
        provider=ProviderDraft(name=organisation) if organisation else None,
        workload=text(latest.get("effort")),
        delivery_mode="online",
        pace=PACES.get(text(latest.get("pacing")), ""),
        image=_image(latest, page),
        instances=[_instance(run, latest, page) for run in runs],
    )


def _instance(run: Node, latest: Node, page: Page) -> InstanceDraft:
    """Return one run. Where no date is set the platform writes one far away and says so in ``start_type``."""
    return InstanceDraft(
        external_id=_run_key(run) or None,
        start="" if run.get("start_type") == "empty" else text(run.get("start")),
        end=text(run.get("end")),
        enrolment_deadline=text(run.get("enrollment_end")),
        mode="online",
        url="" if run is latest else _address(run, page),
    )


def _address(run: Node, page: Page) -> str:
    """Return the public page of a run, which the list does not give but every platform has."""
    known = _run_key(run)
    return absolute(page.url, f"/courses/{quote(known, safe=':+')}/about") if known else ""


def _image(run: Node, page: Page) -> str:
    media = next(iter(nodes(run.get("media"))), {})
    pictures = next(iter(nodes(media.get("image"))), {})
    stated = text(pictures.get("large")) or text(pictures.get("raw"))
    return absolute(page.url, stated) if stated else ""
