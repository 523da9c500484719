"""A sample course as a partner would describe it in schema.org terms: values as its pages show them."""

from __future__ import annotations

from markupsafe import escape

from catalogue.demo.content import SampleCourse, SampleInstance, SampleSite
from catalogue.domain.course.records import InstanceStatus

Data = dict[str, object]


def item_list(site: SampleSite) -> Data:
    """Return the ``ItemList`` of a site's courses."""
    entries = [
        {"@type": "ListItem", "position": position, "url": site.url_of(course)}
        for position, course in enumerate(site.courses, start=1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(entries), "itemListElement": entries}


def organization(site: SampleSite) -> Data:
    """Return the ``EducationalOrganization`` of a site."""
    address: Data = {"@type": "PostalAddress", "addressLocality": site.city, "addressCountry": site.country}
    return {
        "@type": "EducationalOrganization",
        "name": site.name,
        "url": site.canonical("/"),
        "address": _stated(address),
    }


def course_data(site: SampleSite, course: SampleCourse) -> Data:
    """Return a ``Course`` with its ``hasCourseInstance``; whatever the course does not state is left out."""
    return _stated(
        {
            "@type": "Course",
            "@id": site.url_of(course),
            "url": site.url_of(course),
            "courseCode": course.slug,
            "name": course.title,
            "abstract": course.summary,
            "description": "".join(f"<p>{escape(paragraph)}</p>" for paragraph in course.paragraphs),
            "inLanguage": site.language_of(course),
            "provider": organization(site),
            "about": course.skill_areas,
            "keywords": ", ".join(course.keywords),
            "teaches": course.outcomes,
            "coursePrerequisites": course.prerequisites,
            "audience": {"@type": "Audience", "audienceType": course.audience} if course.audience else None,
            "educationalLevel": f"EQF {course.eqf_level}" if course.eqf_level else "",
            "educationalCredentialAwarded": course.credential,
            "numberOfCredits": course.credits,
            "timeRequired": course.workload,
            "license": course.licence,
            "hasCourseInstance": [_instance(course, run) for run in course.instances],
        }
    )


def _instance(course: SampleCourse, run: SampleInstance) -> Data:
    return _stated(
        {
            "@type": "CourseInstance",
            "courseMode": run.mode or course.delivery_mode,
            "inLanguage": run.language,
            "startDate": run.starts,
            "endDate": run.end,
            "courseWorkload": course.workload,
            "maximumAttendeeCapacity": run.capacity,
            "eventStatus": "https://schema.org/EventCancelled" if run.status == InstanceStatus.CANCELLED else "",
            "location": _place(run),
            "offers": _offer(run),
        }
    )


def _place(run: SampleInstance) -> Data | None:
    if not (run.city or run.country):
        return None
    address: Data = {
        "@type": "PostalAddress",
        "streetAddress": run.street,
        "postalCode": run.postal_code,
        "addressLocality": run.city,
        "addressRegion": run.region,
        "addressCountry": run.country,
    }
    return _stated({"@type": "Place", "name": run.venue, "address": _stated(address)})


def _offer(run: SampleInstance) -> Data | None:
    if not run.price:
        return None
    full = "https://schema.org/SoldOut" if run.status == InstanceStatus.FULL else ""
    return _stated(
        {
            "@type": "Offer",
            "price": run.price,
            "priceCurrency": run.currency,
            "validThrough": run.deadline,
            "availability": full,
        }
    )


def _stated(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", (), [])}
