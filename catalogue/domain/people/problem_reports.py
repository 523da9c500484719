"""What readers may find wrong with a course."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """The kind of a problem; its value is stored, and the pages have the words for it."""

    DEAD_LINK = "dead-link"
    WRONG_DATA = "wrong-data"
    DATES_PAST = "dates-past"
    NO_COURSE = "no-course"
    OTHER = "other"
