"""schema.org Course and its kin as drafts."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, ProviderDraft
from importers.markup.graph import Thing
from importers.markup.schema_instances import instance_draft

COURSES = frozenset({"Course", "EducationalOccupationalProgram", "LearningResource", "LanguageCourse"})
EVENTS = frozenset({"CourseInstance", "Event", "EducationEvent", "BusinessEvent", "ExhibitionEvent", "Hackathon"})
OWN_RUN = ("startDate", "endDate", "location", "offers", "courseMode", "isAccessibleForFree", "eventAttendanceMode")
COMMAS = re.compile(r"\s*[,;|]\s*")


def course_draft(thing: Thing, page: Page, base: str, page_language: str) -> CourseDraft:
    """One course; ``base`` resolves relative addresses."""
    outcomes = thing.texts("teaches", "learningOutcome", "educationalAlignment")
    return CourseDraft(
        where=thing.where,
        title=thing.text("name", "headline"),
        url=_address(thing, base),
        external_id=_identifier(thing),
        summary=thing.text("abstract", "disambiguatingDescription"),
        description=thing.text("description"),
        page_language=page_language or page.language or "",
        language=thing.text("inLanguage"),
        teaching_languages=_languages(thing),
        provider=_provider(thing),
        skill_areas=thing.texts("about"),
        keywords=_keywords(thing),
        learning_outcomes=outcomes,
        prerequisites="; ".join(thing.texts("coursePrerequisites", "competencyRequired", "programPrerequisites")),
        audience=", ".join(thing.texts("audience", "educationalAudience")),
        eqf_level=thing.text("educationalLevel", "educationalProgramLevel"),
        credits=thing.text("numberOfCredits"),
        credential=thing.text("educationalCredentialAwarded", "credentialAwarded"),
        workload=_workload(thing),
        delivery_mode=_mode(thing),
        licence=thing.text("license"),
        image=_image(thing, base),
        translations=_translations(thing),
        instances=instances_of(thing),
    )


def instances_of(thing: Thing) -> list[InstanceDraft]:
    """Its instances; what states its own dates, place or price is an instance of itself."""
    runs = thing.things("hasCourseInstance", "courseInstance", "subEvent", "event")
    if runs:
        return [_with_offers(instance_draft(run), thing) for run in runs]
    if any(name in thing.property_names() for name in OWN_RUN):
        return [instance_draft(thing)]
    return []


def _with_offers(run: InstanceDraft, course: Thing) -> InstanceDraft:
    """A price stated for the course holds for its instances that state none."""
    if not run.price:
        own = instance_draft(course)
        run.price, run.currency = own.price, own.currency
    return run


def _address(thing: Thing, base: str) -> str:
    """Its url, else its ``@id`` where that is an address."""
    url = thing.text("url", "mainEntityOfPage", "sameAs")
    if not url and thing.id.startswith(("http://", "https://")):
        url = thing.id
    if not url:
        return ""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _identifier(thing: Thing) -> str | None:
    for value in thing.things("identifier"):
        if text := value.text("value"):
            return text
    return thing.text("identifier", "courseCode") or thing.id or None


def _languages(thing: Thing) -> list[str]:
    """Languages of teaching are those of its instances, else its own ``availableLanguage``."""
    runs = thing.things("hasCourseInstance", "courseInstance")
    return list(dict.fromkeys(code for one in (*runs, thing) for code in one.texts("inLanguage", "availableLanguage")))


def _provider(thing: Thing) -> ProviderDraft | None:
    for provider in thing.things("provider", "organizer", "publisher", "hostInstitution"):
        name = provider.text("name", "legalName")
        if name:
            return ProviderDraft(name=name, url=provider.text("url"), country=_country(provider))
    name = next((value for value in thing.raw("provider", "organizer") if isinstance(value, str)), "")
    return ProviderDraft(name=name) if name else None


def _country(provider: Thing) -> str:
    return next((address.text("addressCountry") for address in provider.things("address", "location")), "")


def _keywords(thing: Thing) -> list[str]:
    return [word for text in thing.texts("keywords") for word in COMMAS.split(text) if word]


def _workload(thing: Thing) -> str:
    runs = thing.things("hasCourseInstance", "courseInstance")
    stated = dict.fromkeys(run.text("courseWorkload") for run in runs)
    own = thing.text("courseWorkload", "timeRequired", "timeToComplete", "duration")
    return own or (next(iter(stated)) if len(stated) == 1 else "")


def _mode(thing: Thing) -> str:
    run = instance_draft(thing)
    return run.mode


def _image(thing: Thing, base: str) -> str:
    picture = next((one.text("url", "contentUrl") or one.id for one in thing.things("image")), "")
    try:
        return urljoin(base, picture or next((v for v in thing.raw("image") if isinstance(v, str)), "")) or ""
    except ValueError:
        return ""


def _translations(thing: Thing) -> dict[str, dict[str, str]]:
    found = {}
    for work in thing.things("workTranslation"):
        if language := work.text("inLanguage"):
            found[language] = {"title": work.text("name"), "summary": work.text("abstract", "description")}
    return found
