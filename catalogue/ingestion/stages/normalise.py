"""From text as a page has it to domain values: the only place where drafts are interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from catalogue.domain.course.credentials import parse_credential
from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.eqf_levels import parse_eqf_level
from catalogue.domain.course.pace import parse_pace
from catalogue.domain.course.records import CourseRecord, DeliveryMode, InstanceRecord, Origin, ProviderRecord
from catalogue.domain.places.countries import parse_country
from catalogue.domain.text.languages import parse_language, parse_languages
from catalogue.domain.text.sanitisation import clean_html, plain_line, plain_text
from catalogue.domain.text.web_addresses import is_web_address, without_tracking
from catalogue.domain.time.durations import parse_workload
from catalogue.ingestion.contract import CourseDraft, ProviderDraft
from catalogue.ingestion.item import Item, Stage
from catalogue.ingestion.stages.areas import AreaFinder, chosen_areas, stated_areas
from catalogue.ingestion.stages.instances import instance_record
from catalogue.ingestion.stages.labelled_values import fill_from_text
from catalogue.ingestion.stages.reading import DraftReading
from catalogue.ingestion.stages.text_language import text_language

_ISCED_F = re.compile(r"(?:.*[/#])?((?:0\d|10)\d{0,2})", re.ASCII)


def normaliser(areas: AreaFinder) -> Stage:
    """Return the stage that fills ``record`` from ``draft`` and ``defaults``; ``areas`` knows the skill areas.

    A value that is present but not understood stays empty, with a sentence in ``notes``. Nothing is made up.
    """
    return partial(_normalise, areas=areas)


def _normalise(item: Item, areas: AreaFinder) -> Item:
    reading = DraftReading(item.defaults)
    item.record = _record(item.draft, areas, reading)
    item.notes.extend(reading.notes)
    return item


def _record(draft: CourseDraft, areas: AreaFinder, reading: DraftReading) -> CourseRecord:
    title, description = plain_line(draft.title), clean_html(draft.description)
    text = plain_text(description)
    language = reading.language = text_language(draft, f"{title}\n{draft.summary}\n{text}", reading)
    stated, unmatched = stated_areas(draft.skill_areas, areas)
    keywords = _distinct([*draft.keywords, *unmatched])
    provider = _provider(draft.provider, reading)
    reading.home = provider.country if provider else reading.defaults.country
    mode = reading.understood("delivery_mode", draft.delivery_mode, parse_delivery_mode(draft.delivery_mode, language))
    instances = tuple(instance_record(each, mode, reading) for each in draft.instances)
    credential = parse_credential(draft.credential, language)
    record = CourseRecord(
        external_id=draft.external_id,
        url=without_tracking(draft.url),
        title=title,
        summary=plain_text(draft.summary),
        description=description,
        language=language,
        teaching_languages=_teaching_languages(draft, reading),
        provider=provider,
        skill_areas=chosen_areas(stated, title, keywords, text, areas, reading),
        keywords=keywords,
        learning_outcomes=tuple(line for each in draft.learning_outcomes if (line := plain_line(each))),
        prerequisites=plain_text(draft.prerequisites),
        audience=plain_text(draft.audience),
        eqf_level=reading.understood("eqf_level", draft.eqf_level, parse_eqf_level(draft.eqf_level)),
        isced_f=_isced_f(draft.isced_f, reading),
        credits=plain_line(draft.credits),
        credential=reading.understood("credential", draft.credential, credential),
        workload=reading.understood("workload", draft.workload, parse_workload(draft.workload, language)),
        delivery_mode=mode or _common_mode(instances),
        pace=reading.understood("pace", draft.pace, parse_pace(draft.pace, language)),
        licence=plain_line(draft.licence),
        image=_address("image", draft.image, reading),
        translations=_translations(draft, reading),
        instances=instances,
    )
    fill_from_text(record, f"{record.summary}\n{text}", reading)
    record.origins = reading.origins | _stated(record, reading)
    return record


def _teaching_languages(draft: CourseDraft, reading: DraftReading) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in draft.teaching_languages:
        codes = parse_languages(text, reading.language)
        reading.understood("teaching_languages", text, codes or None)
        found.update(dict.fromkeys(codes))
    return tuple(found)


def _provider(draft: ProviderDraft | None, reading: DraftReading) -> ProviderRecord | None:
    """Return who offers the course, None without a name; its country is the source's where it states none."""
    if draft is None or not (name := plain_line(draft.name)):
        return None
    country = reading.understood("country", draft.country, parse_country(draft.country, reading.language))
    url = _address("provider_url", draft.url, reading)
    return ProviderRecord(name=name, url=url, country=country or reading.defaults.country)


def _address(name: str, text: str, reading: DraftReading) -> str:
    text = without_tracking(text)
    return reading.understood(name, text, text if is_web_address(text) else None) or ""


def _isced_f(text: str, reading: DraftReading) -> str | None:
    match = _ISCED_F.fullmatch(text.strip())
    return reading.understood("isced_f", text, match[1] if match else None)


def _translations(draft: CourseDraft, reading: DraftReading) -> dict[str, dict[str, str]]:
    """Return plain title and summary per BCP 47 language; records hold no other translated fields."""
    translations: dict[str, dict[str, str]] = {}
    for name, texts in draft.translations.items():
        code = reading.understood("translations", name, parse_language(name))
        plain = {field: line for field in ("title", "summary") if (line := plain_line(texts.get(field, "")))}
        if code and plain:
            translations[code] = plain
    return translations


def _common_mode(instances: Iterable[InstanceRecord]) -> DeliveryMode | None:
    modes = {instance.mode for instance in instances}
    return modes.pop() if len(modes) == 1 else None


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Return words in order, each once whatever its case."""
    distinct: dict[str, str] = {}
    for word in map(plain_line, words):
        if word:
            distinct.setdefault(word.casefold(), word)
    return tuple(distinct.values())


_FIELDS = tuple(name for name in CourseRecord.__dataclass_fields__ if name not in ("origins", "external_id"))


def _stated(record: CourseRecord, reading: DraftReading) -> dict[str, Origin]:
    return {name: Origin.STATED for name in _FIELDS if name not in reading.origins and getattr(record, name)}
