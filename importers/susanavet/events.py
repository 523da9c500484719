"""Education events as runs: when, where and for how much."""

from __future__ import annotations

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, PlaceDraft
from importers.markup.json_document import Node, nodes, text, texts
from importers.markup.texts import best, own_language
from importers.susanavet.texts import address, first, string, strings


def course_of_events(education: str, events: list[Node], page_language: str | None) -> CourseDraft:
    """Return what the events of one education say of it, with themselves as its runs."""
    titles = next((found for event in events if (found := strings(event.get("title")))), [])
    language = own_language(titles, page_language)
    urls = (address(event.get("url"), language) for event in events)
    keywords = [string(one, language) for event in events for one in nodes(event.get("keywords"))]
    return CourseDraft(
        where=f"education {education}",
        title=best(titles, language),
        url=next(filter(None, urls), ""),
        external_id=education or None,
        description=next((words for event in events if (words := string(event.get("description"), language))), ""),
        page_language=language,
        keywords=list(dict.fromkeys(filter(None, keywords))),
        teaching_languages=list(
            dict.fromkeys(code for event in events for code in texts(event.get("languageOfInstructions")))
        ),
        instances=[instance_draft(event, language) for event in events],
    )


def instance_draft(event: Node, language: str) -> InstanceDraft:
    """Return the run of an event. Terms and weeks, which stand for dates that are not set yet, are none."""
    execution, application = first(event.get("execution")), first(event.get("application"))
    languages = texts(event.get("languageOfInstructions"))
    price, currency = _price(event)
    return InstanceDraft(
        external_id=text(event.get("identifier")) or None,
        start=text(execution.get("start")),
        end=text(execution.get("end")),
        enrolment_deadline=text(application.get("last")),
        place=_place(event, language),
        mode=_mode(event),
        language=languages[0] if len(languages) == 1 else "",
        price=price,
        currency=currency,
        capacity=text(event.get("places")),
        url=address(event.get("url"), language) or address(application.get("url"), language),
        status="cancelled" if event.get("isCancelled") is True else "",
    )


def pace_of(events: list[Node]) -> str:
    """Return that one goes at one's own pace where all events say so."""
    return (
        "self-paced"
        if events and all(first(one.get("paceOfStudy")).get("individual") is True for one in events)
        else ""
    )


def _place(event: Node, language: str) -> PlaceDraft | None:
    location = first(event.get("locations"))
    place = PlaceDraft(
        name=string(location.get("studyLocation"), language) or string(location.get("organization"), language),
        street=text(location.get("streetAddress")),
        postal_code=text(location.get("postalCode")),
        locality=text(location.get("town")),
        country=text(location.get("country")),
    )
    return place if place != PlaceDraft(country=place.country) else None


def _mode(event: Node) -> str:
    """Return that it is taught at a distance, with meetings that one must attend or without; else it is not said."""
    if not isinstance(event.get("distance"), dict):
        return ""
    meetings = text(event["distance"].get("noOfMandatorySessions"))
    return "blended" if meetings.strip("0.") else "online"


def _price(event: Node) -> tuple[str, str]:
    """Return the one fee that depends on no condition; that of universities is for students from elsewhere only."""
    fees = [fee for fee in nodes(event.get("fees")) if not strings(fee.get("condition"))]
    amounts = {(text(fee.get("totalAmount")), text(fee.get("currency"))) for fee in fees}
    return amounts.pop() if len(amounts) == 1 else ("", "")
