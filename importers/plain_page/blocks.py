"""What one line of a block says, and where it belongs in a draft."""

from __future__ import annotations

import re
from dataclasses import fields

from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.records import DeliveryMode
from catalogue.domain.time.date_ranges import parse_date_range
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, PlaceDraft
from catalogue.ingestion.leads import speaks_of_courses, speaks_of_events
from catalogue.languages import all_words
from importers.scaffolding.values import field_said, field_shown, fits, has_form

_LABELLED = re.compile(r"\s*([^\W\d_][^:\n]{0,40}?)\s*:\s*(\S.{0,120})")
_COURSE = frozenset(each.name for each in fields(CourseDraft) if each.type == "str")
_RUN = frozenset(each.name for each in fields(InstanceDraft) if each.type == "str")
_PLACE = frozenset(each.name for each in fields(PlaceDraft))
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
MAX_LETTERS_OF_JOINT = 2
_NUMBER = re.compile(r"[\d½¼¾€$£]")
_CONNECTING = frozenset(all_words("connectives", "and")) | frozenset(all_words("durations", "unclear"))
MAX_UNLABELLED_CHARACTERS = 60
MAX_CHARACTERS_BEFORE_NUMBER = 7
"""Characters that may stand before the number of a length or a price: "ca. ", "EUR "."""
MAX_CHARACTERS_IN_WORDS = 25
"""Characters of a length without a number: "ein halber Tag"."""
_POSTCODE = re.compile(r"\d{2,5}[\s-]?\d{0,3}\s+\w")


def fact_of(line: str, language: str | None) -> tuple[str, str]:
    """Return the field and its text, by the label before it or by its form; two empty texts for prose."""
    if (labelled := _LABELLED.fullmatch(line)) and (field := field_said(labelled[1])):
        value = labelled[2].strip()
        if field == "start" and parse_date_range(value, language):
            return field, value
        return (field, value) if not has_form(field) or fits(field, value, language) else ("", "")
    if len(line) > MAX_UNLABELLED_CHARACTERS:
        return "", ""
    if parse_date_range(line, language):
        return "start", line
    field = field_shown(line, language)
    return (field, line) if field and _says_nothing_else(field, line, language) else ("", "")


def _says_nothing_else(field: str, line: str, language: str | None) -> bool:
    """Say whether a value without a label is all that a line says: an offer or a deadline has more words."""
    if field in ("workload", "price"):
        number = _NUMBER.search(line)
        before = line[: number.start()] if number else line
        short = len(before) <= (MAX_CHARACTERS_BEFORE_NUMBER if number else MAX_CHARACTERS_IN_WORDS)
        return short or _is_of_mode(before, language)
    if field == "delivery_mode":
        return _is_of_mode(line, language)
    return not (field == "start" and field_said(_NUMBER.split(line)[0].strip(" :-–")) not in ("", "start"))


def _is_of_mode(text: str, language: str | None) -> bool:
    """Say whether every word names a mode or a course, or joins two: "Marketing Digital" is no mode."""
    return all(len(word) <= MAX_LETTERS_OF_JOINT or _names_a_mode(word, language) for word in _WORD.findall(text))


def _names_a_mode(word: str, language: str | None) -> bool:
    known = parse_delivery_mode(word, language) is not None or word.casefold() in _CONNECTING
    return known or speaks_of_courses(word) or speaks_of_events(word)


def put(draft: CourseDraft, field: str, value: str) -> None:
    """Set a field of the course, of its one run or of that run's place, unless it has a value already."""
    whole, _, part = field.rpartition(".")
    if whole == "place" and part in _PLACE:
        _put_place(draft, part, value)
    elif not whole and field in _RUN and field not in ("language", "url", "external_id"):
        _set(_run(draft), field, value)
    elif not whole and field in _COURSE and field not in ("title", "url", "where"):
        _set(draft, field, value)


def _put_place(draft: CourseDraft, part: str, value: str) -> None:
    if parse_delivery_mode(value) is DeliveryMode.ONLINE:  # given as the place
        _set(draft, "delivery_mode", value)
        return
    run = _run(draft)
    run.place = run.place or PlaceDraft()
    # "69007 Lyon" is divided where addresses are parsed
    _set(run.place, "street" if part == "locality" and _POSTCODE.match(value) else part, value)


def _run(draft: CourseDraft) -> InstanceDraft:
    if not draft.instances:
        draft.instances = [InstanceDraft()]
    return draft.instances[0]


def _set(part: CourseDraft | InstanceDraft | PlaceDraft, name: str, value: str) -> None:
    if not getattr(part, name):
        setattr(part, name, value)
