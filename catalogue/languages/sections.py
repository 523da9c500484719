"""The sections of a language file and the keys that each may have; ``tests/unit/languages`` holds them to the domain.

Keys stand in the order in which they are tried: where two languages use one word for two things, the first key wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

WORDS = ("words",)
UNITS = ("year", "month", "week", "day", "hour", "minute")
COUNTRY_CODES = re.compile(r"[A-Z]{2}")
CURRENCY_CODES = re.compile(r"[A-Z]{3}")
LANGUAGE_CODES = re.compile(r"[a-z]{2,3}")
COLUMN_NAMES = re.compile(r"[a-z]+(?:_[a-z]+)*")
WHOLE_NUMBERS = re.compile(r"[1-9]\d?")
LETTERS = re.compile(r"[a-z]*")
REGION_CODES = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}(?:\+[A-Z]{2}[A-Z0-9]{1,3})*")

SECTIONS: Mapping[str, tuple[str, ...] | re.Pattern[str]] = {
    # time
    "months": tuple(map(str, range(1, 13))),  # spellings that CLDR lacks
    "units": UNITS,
    "unit_adjectives": UNITS,  # they end a compound with a number: "zweitägig"
    "unit_abbreviations": UNITS,  # a letter or two, which nobody puts after a number in words
    "numbers": WHOLE_NUMBERS,  # in words, as they stand before a unit, with the forms that begin compounds
    "connectives": ("and",),
    # of lengths: what makes one a rate, a bound or a choice; before the unit of a rate; half a day; what may stand
    # between number and unit; "that is", between a length and the same length in another unit
    "durations": ("unclear", "per", "half", "half_days", "qualifiers", "same"),
    # of lessons: their names; before and after the length of one; hours that may have 45 minutes
    "lessons": ("lesson", "of", "each", "school_hours"),
    # of dates: between the first and the last, before a colon, before the first
    "dates": ("until", "labels", "from"),
    # of times of day: between two, before one, before two that are surely times, between a day and its times; after
    # one, so that it is surely a time, and after one of two
    "clock": ("until", "at", "span", "span_lead", "oclock", "hours"),
    # money
    "prices": ("net", "gross", "per", "per_units", "rates", "bounds"),
    "currencies": CURRENCY_CODES,
    "free": ("phrases", "around"),  # what says so, and what may stand around it without changing that
    # values of a course
    "delivery_modes": ("online", "onsite", "blended"),
    "credentials": ("none", "micro-credential", "badge", "qualification", "certificate"),
    "own_credentials": ("qualification",),  # what means one in this language only
    "schedules": ("evening", "weekend", "part-time", "full-time"),
    "paces": ("self-paced", "scheduled"),
    "instance_statuses": ("scheduled", "cancelled", "full"),
    "eqf_levels": ("levels", "between"),  # words for a level, and between it and its framework
    "negation": WORDS,
    "answers": ("yes", "no"),
    # telling languages, and reading questions
    "function_words": WORDS,
    "question_words": WORDS,
    "language_names": LANGUAGE_CODES,  # that CLDR lacks: "in German"
    "language_leads": WORDS,  # before the name of a language: "auf Deutsch", "idioma: español"
    "country_names": COUNTRY_CODES,  # that CLDR lacks
    "region_names": REGION_CODES,  # that the table of regions lacks; of several regions together: "Moravia"
    "country_groups": ("nordic", "scandinavia", "baltic", "benelux", "dach", "iberia", "visegrad"),
    # endings of names, and what they become in other cases: "Ostrava", "v Ostravě"
    "case_endings": LETTERS,
    # how people who ask for a course say its conditions
    "conditions": (
        *("place", "near", "articles"),  # before a place; around one; between these and the name of a country
        "of",  # between a thing and what it belongs to
        *("during", "from", "before", "until", "range", "within", "next", "this"),  # before times; between two
        *("spring", "summer", "autumn", "winter"),
        *("at_most", "at_least", "lasting"),  # before an amount of money, time or distance; before a length
        *("free", "unsure"),  # what says "free of charge" in questions; which of its words say other things too
        *("online", "onsite", "blended", "certificate", "badge"),
        "wishes",  # words around the subject that belong to asking: "looking for", "taught", "costs"
    ),
    # labels
    "fact_labels": ("workload", "price", "delivery_mode", "credential", "eqf_level", "teaching_language"),
    "columns": COLUMN_NAMES,  # those of the table of fields, which ``tests/unit/languages`` sees to
    "page_labels": (  # of facts on pages and names of their elements, beside those of columns
        *("start", "end", "summary", "place.locality", "place.country", "price", "credential", "delivery_mode"),
        *("learning_outcomes", "skill_areas"),
    ),
    "course_words": ("stems",),  # found anywhere in an address or heading, they make it one of courses
    "next_page": WORDS,
    # letters between the parts of a compound word and after the last
    "compounds": ("links", "endings"),
}
