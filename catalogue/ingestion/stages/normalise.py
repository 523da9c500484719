"""From text as a page has it to domain values: the only place where drafts are interpreted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from catalogue.domain.course.credentials import parse_credential
from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.eqf_levels import parse_eqf_level
from catalogue.domain.course.field import Field, Kind
from catalogue.domain.course.fields import COURSE_FIELDS
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
from catalogue.ingestion.stages.moments import order_shown_by
from catalogue.ingestion.stages.reading import DraftReading
from catalogue.ingestion.stages.text_language import text_language
from catalogue.ingestion.stages.workloads import agreed_workload

_ISCED_F = re.compile(r"(?:.*[/#])?((?:0\d|10)\d{0,2})", re.ASCII)
_READ_WITH_OTHERS = frozenset(
    {"title", "url", "description", "language", "teaching_languages", "skill_areas", "keywords", "delivery_mode"}
    | {"translations", "instances", "external_id"}
)
"""Fields that depend on others, or that are more than one text; each has its code below."""


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
    reading.date_order = order_shown_by(draft.instances)
    mode = _understood(COURSE_FIELDS["delivery_mode"], draft, reading)
    instances = tuple(instance_record(each, mode, reading) for each in draft.instances)
    record = CourseRecord(
        external_id=draft.external_id,
        url=without_tracking(draft.url),
        title=title,
        description=description,
        language=language,
        teaching_languages=_teaching_languages(draft, reading),
        provider=provider,
        skill_areas=chosen_areas(stated, title, keywords, text, areas, reading),
        keywords=keywords,
        delivery_mode=mode or _common_mode(instances),
        **{one.key: _value(one, draft, reading) for one in _READ_ALONE},
        translations=_translations(draft, reading),
        instances=instances,
    )
    record.workload = agreed_workload(record.workload, draft.workload, instances, reading)
    fill_from_text(record, f"{record.summary}\n{text}", reading)
    record.origins = reading.origins | _stated(record, reading)
    return record


def _value(one: Field, draft: CourseDraft, reading: DraftReading) -> Any:
    """Return the value of a field that is read by itself, in the way of its kind."""
    if clean := _CLEANED_BY_KIND.get(one.kind):
        return clean(getattr(draft, one.key))
    if one.kind is Kind.ADDRESS:
        return _address(one.key, getattr(draft, one.key), reading)
    return _understood(one, draft, reading)


def _understood(one: Field, draft: CourseDraft, reading: DraftReading) -> Any:
    text: str = getattr(draft, one.key)
    return reading.understood(one.key, text, PARSERS[one.key](text, reading.language))


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


def _parse_isced_f(text: str, language: str | None) -> str | None:
    match = _ISCED_F.fullmatch(text.strip())
    return match[1] if match else None


def _plain_lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for each in texts if (line := plain_line(each)))


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


_CLEANED_BY_KIND: Mapping[Kind, Callable[[Any], object]] = {
    Kind.LINE: plain_line,
    Kind.TEXT: plain_text,
    Kind.HTML: clean_html,
    Kind.LIST: _plain_lines,
    Kind.WORDS: _distinct,
}
PARSERS: Mapping[str, Callable[[str, str | None], object]] = {
    "eqf_level": lambda text, language: parse_eqf_level(text),
    "isced_f": _parse_isced_f,
    "credential": parse_credential,
    "workload": parse_workload,
    "delivery_mode": parse_delivery_mode,
    "pace": parse_pace,
}
"""How the text of a field becomes a value of its closed list or measure, in the language of the page."""
_READ_ALONE = tuple(one for one in COURSE_FIELDS.values() if one.key not in _READ_WITH_OTHERS)
_FIELDS = tuple(name for name in CourseRecord.__dataclass_fields__ if name not in ("origins", "external_id"))


def _stated(record: CourseRecord, reading: DraftReading) -> dict[str, Origin]:
    return {name: Origin.STATED for name in _FIELDS if name not in reading.origins and getattr(record, name)}
