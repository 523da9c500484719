"""What a field of a course is: its kind of value, its names in the formats, and how people are asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The type of value that a field holds."""

    LINE = "line"
    TEXT = "text"
    HTML = "html"
    LIST = "list"
    """Several texts, of which people write one a line."""
    WORDS = "words"
    """Several words, which people write with commas between them."""
    ADDRESS = "address"
    CODE = "code"
    """A value of a closed list, whose labels ``Field.value_labels`` names."""
    LEVEL = "level"
    DURATION = "duration"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    AREAS = "areas"
    TRANSLATIONS = "translations"
    INSTANCES = "instances"
    MOMENT = "moment"
    """A day, or a day with its time."""
    NUMBER = "number"
    WHOLE = "whole"
    """Several columns looked at as one, those of ``Field.parts``."""


LISTED_KINDS = frozenset({Kind.LIST, Kind.WORDS, Kind.LANGUAGES, Kind.AREAS})
"""Kinds of which a course has several values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a course or of an instance; ``key`` is its name in records, tables and the API.

    ``label`` is what readers call it, ``value_labels`` the facet under which its values have labels. ``column`` is its
    column in a sheet, where ``explanation`` says what goes in it unless the label does; ``step`` the page of the form
    that asks for it, under ``form_key`` where that differs from the key, with a ``hint`` and room for
    ``max_characters`` where that differs from its kind's. ``alarms`` says whether a run that loses it from nearly all
    courses is held back, ``points`` how much of a listing's completeness it is, of 100, and ``points_reason`` tells
    providers why. ``schema_org``, ``elm``, ``moochub`` and ``xcri`` are its names there; where one is empty,
    ``unnamed`` says why by the format's key, or the format is no export of ours; likewise by "page" why a course's page
    does not show it. ``advised`` tells a publisher which properties of schema.org to fill, where that is worth advice,
    ``advised_columns`` likewise.
    """

    key: str
    label: str
    kind: Kind
    value_labels: str = ""
    column: str = ""
    explanation: str = ""
    step: str = ""
    form_key: str = ""
    hint: str = ""
    max_characters: int = 0
    parts: tuple[str, ...] = ()
    alarms: bool = False
    points: int = 0
    points_reason: str = ""
    schema_org: str = ""
    elm: str = ""
    moochub: str = ""
    xcri: str = ""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    advised: str = ""
    advised_columns: str = ""

    @property
    def name_in_form(self) -> str:
        """The key under which forms and sheets of listings hold it."""
        return self.form_key or self.key
