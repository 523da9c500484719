"""A MOOChub course of any version as a draft.

Versions 2.x and 3.0.1: https://github.com/MOOChub/schema/releases; what changed between them is in their changelog.
The family's first form (2017) has the attributes of version 2 without the JSON:API envelope around them.
"""

from __future__ import annotations

import re
from typing import Any

from catalogue.ingestion.contract import CourseDraft, ProviderDraft
from importers.markup.json_document import Node, as_list, nodes, text, texts
from importers.markup.page_facts import absolute
from importers.moochub.runs import instances_of, mode_of, pace_of

DURATION_IN_WEEKS = re.compile(r"P(\d{1,3})W")
WEEKLY_UNITS = frozenset({"h/week", ""})


def course_draft(attributes: Node, identifier: str, where: str, base: str) -> CourseDraft:
    """Return one course; ``base`` resolves its addresses, ``identifier`` is the envelope's, empty if there is none."""
    languages = texts(attributes.get("inLanguage") or attributes.get("languages"))
    return CourseDraft(
        where=where,
        title=text(attributes.get("name")),
        url=absolute(base, text(attributes.get("url"))) if text(attributes.get("url")) else "",
        external_id=identifier or text(attributes.get("courseCode")) or None,
        summary=text(attributes.get("abstract")),
        description=text(attributes.get("description")),
        language=languages[0] if len(languages) == 1 else "",
        teaching_languages=languages,
        provider=_provider(attributes),
        keywords=texts(attributes.get("keywords") or attributes.get("categories")),
        learning_outcomes=_outcomes(attributes, languages),
        prerequisites="; ".join(_named(attributes.get("competencyRequired"), languages) or _requirements(attributes)),
        audience=", ".join(texts(attributes.get("audience"))),
        isced_f=_field_of_study(attributes),
        credits=text(attributes.get("numberOfCredits")),
        credential=", ".join(texts(attributes.get("educationalCredentialsAwarded"))[:1]),
        workload=_workload(attributes),
        delivery_mode=mode_of(attributes),
        pace=pace_of(attributes),
        licence=_licence(attributes),
        image=_image(attributes, base),
        instances=instances_of(attributes),
    )


def label(value: Any, languages: list[str]) -> str:
    """Return a label that is a text or a list of texts by language: in one of these, else English, else the first."""
    by_language = {text(one.get("inLanguage")): text(one.get("name")) for one in nodes(value)}
    wanted = (by_language.get(language) for language in (*languages, "en"))
    return next(filter(None, wanted), "") or next(iter(by_language.values()), "") or text(value)


def _provider(attributes: Node) -> ProviderDraft | None:
    """Return who publishes it (version 3) or who runs it (version 2 and 2017); None if nobody is named."""
    for name in ("publisher", "moocProvider", "partnerInstitute", "partnerInstitutes"):
        for one in nodes(attributes.get(name)):
            if title := text(one.get("name")):
                return ProviderDraft(name=title, url=text(one.get("url")))
        if title := text(attributes.get(name)):
            return ProviderDraft(name=title)
    return None


def _outcomes(attributes: Node, languages: list[str]) -> list[str]:
    return _named(attributes.get("teaches"), languages) or texts(attributes.get("learningObjectives"))


def _named(value: Any, languages: list[str]) -> list[str]:
    return [name for one in nodes(value) if (name := label(one.get("name"), languages))]


def _requirements(attributes: Node) -> list[str]:
    """Return those requirements that are in words: some are references to other courses."""
    return [one for one in texts(attributes.get("requirements")) if not one.startswith("courseref:")]


def _field_of_study(attributes: Node) -> str:
    fields = nodes(attributes.get("educationalAlignment"))
    return next((text(one.get("shortCode")) for one in fields if one.get("educationalFramework") == "ISCED-F"), "")


def _workload(attributes: Node) -> str:
    """Return hours a week times weeks where both are known, else how long it takes."""
    duration, stated = text(attributes.get("duration")), attributes.get("workload")
    unit: str = "" if isinstance(stated, int) else "other"
    hours: Any = stated
    for one in nodes(stated):
        unit, hours = text(one.get("timeUnit")) or "other", one.get("timeValue")
    weeks = DURATION_IN_WEEKS.fullmatch(duration)
    if weeks and unit in WEEKLY_UNITS and isinstance(hours, int) and 0 < hours < 100:
        return f"PT{hours * int(weeks[1])}H"
    return duration


def _licence(attributes: Node) -> str:
    for name in ("license", "courseLicenses"):
        for one in as_list(attributes.get(name)):
            stated = (
                text(one.get("identifier") or one.get("id") or one.get("url")) if isinstance(one, dict) else text(one)
            )
            if stated:
                return stated
    return ""


def _image(attributes: Node, base: str) -> str:
    picture = next(iter(nodes(attributes.get("image"))), {})
    stated = text(picture.get("contentUrl")) or text(picture.get("url"))
    return absolute(base, stated) if stated else ""
