"""What a record leaves empty and its own text states under a label; never what it states itself already."""

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
from catalogue.ingestion.stages.reading import Reading

Value = TypeVar("Value")


def fill_from_text(record: CourseRecord, text: str, reading: Reading) -> None:
    """Fill workload, mode, level, credential, teaching languages and price; sets their origin to detected.

    ``text`` is plain, a line per block. Two values under one label are no answer.
    """
    told = facts_under_labels(text)
    if not told:
        return
    language = reading.language
    _fill(record, "workload", told, lambda said: parse_workload(said, language), reading)
    _fill(record, "eqf_level", told, parse_eqf_level, reading)
    _fill(record, "credential", told, lambda said: parse_credential(said, language), reading)
    if _fill(record, "delivery_mode", told, lambda said: parse_delivery_mode(said, language), reading):
        record.instances = tuple(replace(run, mode=run.mode or record.delivery_mode) for run in record.instances)
    languages = _one(told.get("teaching_language", ()), lambda said: parse_languages(said, language) or None)
    if languages and not record.teaching_languages:
        record.teaching_languages = languages
        reading.origins["teaching_languages"] = Origin.DETECTED
    _price(record, _one(told.get("price", ()), lambda said: _price_of(said, reading)), reading)


def _fill(
    record: CourseRecord,
    name: str,
    told: Mapping[str, Sequence[str]],
    parse: Callable[[str], object],
    reading: Reading,
) -> bool:
    """Whether the field was empty and is filled now."""
    if getattr(record, name) is not None or (value := _one(told.get(name, ()), parse)) is None:
        return False
    setattr(record, name, value)
    reading.origins[name] = Origin.DETECTED
    return True


def _one(said: Sequence[str], parse: Callable[[str], Value | None]) -> Value | None:
    """What all of these mean; None if they differ or one is not understood."""
    values = [parse(text) for text in said]
    return values[0] if values and all(value == values[0] for value in values) else None


def _price_of(said: str, reading: Reading) -> Price | None:
    return parse_price(said, reading.language) or parse_price(said, reading.language, reading.defaults.currency)


def _price(record: CourseRecord, price: Price | None, reading: Reading) -> None:
    """The price of all runs, where none states its own; a course without runs has one of no date that does."""
    if price is None or any(run.price for run in record.instances):
        return
    runs = record.instances or (InstanceRecord(mode=record.delivery_mode),)
    record.instances = tuple(replace(run, price=price) for run in runs)
    reading.origins["price"] = Origin.DETECTED
