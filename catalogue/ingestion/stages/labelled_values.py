"""Fills empty fields of a record from labels in its own text; never a field that has a value already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from catalogue.domain.course.credentials import parse_credential
from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.eqf_levels import parse_eqf_level
from catalogue.domain.course.prices import Price, parse_price
from catalogue.domain.course.records import CourseRecord, InstanceRecord, Origin
from catalogue.domain.text.labelled_facts import facts_under_labels
from catalogue.domain.text.languages import parse_languages
from catalogue.domain.time.durations import parse_workload
from catalogue.ingestion.stages.reading import DraftReading

Value = TypeVar("Value")


def fill_from_text(record: CourseRecord, text: str, reading: DraftReading) -> None:
    """Fill workload, mode, level, credential, teaching languages and price from labels; set their origin to detected.

    ``text`` is plain, a line per block. Two different values under one label are ignored.
    """
    facts = facts_under_labels(text)
    if not facts:
        return
    language = reading.language
    _fill(record, "workload", facts, lambda said: parse_workload(said, language), reading)
    _fill(record, "eqf_level", facts, parse_eqf_level, reading)
    _fill(record, "credential", facts, lambda said: parse_credential(said, language), reading)
    if _fill(record, "delivery_mode", facts, lambda said: parse_delivery_mode(said, language), reading):
        record.instances = tuple(replace(run, mode=run.mode or record.delivery_mode) for run in record.instances)
    languages = _common_value(facts.get("teaching_language", ()), lambda said: parse_languages(said, language) or None)
    if languages and not record.teaching_languages:
        record.teaching_languages = languages
        reading.origins["teaching_languages"] = Origin.DETECTED
    _fill_price(record, _common_value(facts.get("price", ()), lambda said: _price_of(said, reading)), reading)


def _fill(
    record: CourseRecord,
    name: str,
    facts: Mapping[str, Sequence[str]],
    parse: Callable[[str], object],
    reading: DraftReading,
) -> bool:
    """Fill the field if it is empty and the text gives one value; say whether it was filled."""
    if getattr(record, name) is not None or (value := _common_value(facts.get(name, ()), parse)) is None:
        return False
    setattr(record, name, value)
    reading.origins[name] = Origin.DETECTED
    return True


def _common_value(texts: Sequence[str], parse: Callable[[str], Value | None]) -> Value | None:
    """Return what all of these texts mean; None if they differ or one is not understood."""
    values = [parse(text) for text in texts]
    return values[0] if values and all(value == values[0] for value in values) else None


def _price_of(text: str, reading: DraftReading) -> Price | None:
    return parse_price(text, reading.language) or parse_price(text, reading.language, reading.defaults.currency)


def _fill_price(record: CourseRecord, price: Price | None, reading: DraftReading) -> None:
    """Give the price to all runs where none states its own; a course without runs gets one without a date."""
    if price is None or any(run.price for run in record.instances):
        return
    runs = record.instances or (InstanceRecord(mode=record.delivery_mode),)
    record.instances = tuple(replace(run, price=price) for run in runs)
    reading.origins["price"] = Origin.DETECTED
