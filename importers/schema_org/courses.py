"""schema.org Course and its kin as drafts."""

from __future__ import annotations

import re

from catalogue.domain.course.eqf_levels import parse_eqf_level
from catalogue.domain.course.field import Kind
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.domain.text.slugs import slugify
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, ProviderDraft
from importers.schema_org.graph import Thing
from importers.schema_org.instances import instance_draft, mode_of, price_of
from importers.schema_org.offerings import Offering, is_event

RUN_PROPERTIES = ("startDate", "endDate", "location", "offers", "isAccessibleForFree", "courseSchedule")
COMMAS = re.compile(r"[,;|]")
PROVIDER_PROPERTIES = ("provider", "organizer", "publisher", "hostInstitution", "sourceOrganization")
ISCED = re.compile(r"\bISCED", re.I)
_READ_APART = frozenset({"title", "external_id", "summary", "prerequisites", "audience"})
"""Texts that have several names or forms."""
_READ_BY_NAME = tuple(
    one
    for one in COURSE_FIELDS.values()
    if one.schema_org and one.kind in (Kind.LINE, Kind.TEXT) and one.key not in _READ_APART
)
_OLDER = {"licence": "useRightsUrl"}  # the LRMI's own name
EQF = re.compile(r"\bEQF\b|/eqf/|European Qualifications Framework", re.I)


def course_draft(offering: Offering, page_language: str) -> CourseDraft:
    """Return one course with its runs, as its page has them."""
    thing = offering.course
    language = thing.language or page_language
    titles = thing.by_language("name")
    return CourseDraft(
        where=thing.where,
        title=titles.get(language) or thing.text("name", "headline"),
        url=_address(thing),
        external_id=_identifier(offering),
        summary=_in_language(thing, "abstract", language) or thing.text("disambiguatingDescription"),
        description=_in_language(thing, "description", language),
        page_language=language if language in titles or not titles else next(iter(titles)),
        language=thing.text("inLanguage"),
        teaching_languages=_languages(offering),
        provider=_provider(offering),
        skill_areas=_words(thing, "about") or _aligned(thing, "educationalsubject"),
        keywords=_words(thing, "keywords"),
        learning_outcomes=thing.texts("teaches", "learningOutcome") or _aligned_outcomes(thing),
        prerequisites="; ".join(_prerequisites(thing)),
        audience=_audience(thing),
        eqf_level=_level(thing),
        isced_f=_isced_f(thing),
        credential=_credential(thing),
        workload=_workload(offering),
        delivery_mode=mode_of(thing),
        image=_image(thing),
        translations=_translations(thing, language),
        instances=instances_of(offering),
        **{one.key: thing.text(one.schema_org) or thing.text(_OLDER.get(one.key, "")) for one in _READ_BY_NAME},
    )


def instances_of(offering: Offering) -> list[InstanceDraft]:
    """Return its runs; a course that states its own dates, place or price is its own run. Its prices hold for all."""
    course = offering.course
    runs = [draft for run in offering.all_runs() if (draft := instance_draft(run)) != InstanceDraft()]
    if not runs:
        stated = is_event(course) or any(course.raw(name) for name in RUN_PROPERTIES)
        return [instance_draft(course)] if stated else []
    price, currency = ("", "") if offering.is_series else price_of(course)
    for run in runs:
        if price and not run.price:
            run.price, run.currency = price, currency
    return runs


def _in_language(thing: Thing, name: str, language: str) -> str:
    return thing.by_language(name).get(language) or thing.text(name)


def _address(thing: Thing) -> str:
    """Return its url, else its ``@id`` where that is an address."""
    return thing.address("url", "mainEntityOfPage", "sameAs") or thing.id


def _identifier(offering: Offering) -> str | None:
    """Return the stated identifier, None if there is none.

    Dates come and go, so a course that is told by dates with a page each is known by its title.
    """
    thing = offering.course
    if offering.is_series:
        pages = {run.address("url") for run in offering.all_runs()}
        return slugify(thing.text("name"), 200) if len(pages) > 1 else None
    stated = next((text for one in thing.things("identifier") if (text := one.text("value"))), "")
    return stated or thing.text("identifier", "courseCode") or thing.id or None


def _languages(offering: Offering) -> list[str]:
    """Return the languages of teaching: those of its runs, and those it states itself."""
    things = (*offering.all_runs(), offering.course)
    return list(dict.fromkeys(code for one in things for code in one.texts("inLanguage", "availableLanguage")))


def _provider(offering: Offering) -> ProviderDraft | None:
    """Return who offers it; where the course does not say, who organises its runs; None if nobody is named."""
    for thing in (offering.course, *offering.all_runs()):
        for name in PROVIDER_PROPERTIES:
            for provider in thing.things(name):
                if title := provider.text("name", "legalName"):
                    return ProviderDraft(name=title, url=provider.address("url", "sameAs"), country=_country(provider))
            if plain := next((value for value in thing.raw(name) if isinstance(value, str)), ""):
                return ProviderDraft(name=plain)
    authors = (one for one in offering.course.things("creator", "author") if one.types and "Person" not in one.types)
    return next(
        (ProviderDraft(name=name, url=one.address("url")) for one in authors if (name := one.text("name"))), None
    )


def _country(provider: Thing) -> str:
    return next((address.text("addressCountry") for address in provider.things("address", "location")), "")


def _words(thing: Thing, name: str) -> list[str]:
    """Return terms one by one: text is split at commas, the names of defined terms are not."""
    terms = {term.text("name", "termCode") for term in thing.things(name)}
    texts = thing.texts(name)
    parts = (part for text in texts for part in ([text] if text in terms else COMMAS.split(text)))
    return [word for part in parts if (word := part.strip())]


def _audience(thing: Thing) -> str:
    """Return all it is meant for; an audience names its kinds, or itself."""
    kinds = [text for one in thing.things("audience") for text in one.texts("audienceType", "educationalRole", "name")]
    return ", ".join(kinds or thing.texts("audience", "educationalAudience"))


def _aligned_outcomes(thing: Thing) -> list[str]:
    """Return what it teaches, or is aligned to in no stated way; fields of education are no outcomes."""
    aligned = thing.things("educationalAlignment")
    return _aligned(thing, "teaches", "") if aligned else thing.texts("educationalAlignment")


def _prerequisites(thing: Thing) -> list[str]:
    stated = thing.texts("coursePrerequisites", "competencyRequired", "programPrerequisites")
    return stated or _aligned(thing, "requires")


def _aligned(thing: Thing, *ways: str) -> list[str]:
    """Return what it is aligned to in one of these ways, which are in lower case (https://schema.org/alignmentType)."""
    aligned = (one for one in thing.things("educationalAlignment") if not _is_isced(one))
    return [
        name
        for one in aligned
        if one.text("alignmentType").casefold().replace(" ", "") in ways
        and (name := one.text("targetName", "name", "url"))
    ]


def _isced_f(thing: Thing) -> str:
    """Return the code of the first alignment to a field of education, as written."""
    aligned = thing.things("educationalAlignment")
    return next((code for one in aligned if _is_isced(one) and (code := one.text("termCode", "targetName"))), "")


def _is_isced(alignment: Thing) -> bool:
    return bool(ISCED.search(alignment.text("educationalFramework")))


def _level(thing: Thing) -> str:
    """Return a level of the European Qualifications Framework, else an empty text: "Beginner" is none, nor an error."""
    for name in ("educationalLevel", "educationalProgramLevel"):
        for text in _level_texts(thing, name):
            if parse_eqf_level(text) is not None or EQF.search(text):
                return text
    return ""


def _level_texts(thing: Thing, name: str) -> list[str]:
    terms = thing.things(name)
    coded = [f"EQF {term.text('termCode')}" for term in terms if EQF.search(term.text("inDefinedTermSet"))]
    return [*(text for text in coded if parse_eqf_level(text)), *thing.texts(name)]


def _credential(thing: Thing) -> str:
    names = ("educationalCredentialAwarded", "credentialAwarded")
    return next((text for one in thing.things(*names) if (text := one.text("credentialCategory"))), "") or thing.text(
        *names
    )


def _workload(offering: Offering) -> str:
    """Return what the learner invests; an event's ``duration`` is that too, unless its days say how long it spans."""
    stated = dict.fromkeys(run.text("courseWorkload") for run in offering.all_runs())
    own = offering.course.text("courseWorkload", "timeRequired", "timeToComplete", "duration")
    return own or (next(iter(stated)) if len(stated) == 1 else "")


def _image(thing: Thing) -> str:
    pictures = (one.address("url", "contentUrl") or one.id for one in thing.things("image"))
    return next(filter(None, pictures), "") or thing.address("image")


def _translations(thing: Thing, language: str) -> dict[str, dict[str, str]]:
    """Return title and summary in other languages: of texts that state theirs, and of translated works."""
    summaries = thing.by_language("abstract")
    found = {
        code: {"title": title, "summary": summaries.get(code, "")} for code, title in thing.by_language("name").items()
    }
    for work in thing.things("workTranslation"):
        if code := work.text("inLanguage"):
            found[code] = {"title": work.text("name"), "summary": work.text("abstract", "description")}
    found.pop(language if language in found or not found else next(iter(found)), None)
    return found
