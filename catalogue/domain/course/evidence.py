"""Where it was seen that a course teaches something."""

from __future__ import annotations

from enum import StrEnum


class EvidencePlace(StrEnum):
    """The part of a course that names a skill or skill area, or what else says so: a person, or what its text means."""

    PERSON = "person"
    TITLE = "title"
    KEYWORDS = "keywords"
    OUTCOMES = "outcomes"
    SUMMARY = "summary"
    TEXT = "text"
    MEANING = "meaning"
