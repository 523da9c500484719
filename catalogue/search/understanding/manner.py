"""How a course is held and what it leads to: online, free of charge, for a micro-credential, at EQF level 5."""

from __future__ import annotations

from catalogue.domain.course.eqf_levels import parse_eqf_level
from catalogue.search.understanding.reading import Lead, Reading

MODES = ("online", "onsite", "blended")
MAX_LEVEL_WORDS = 6
MAX_WORDS_TO_SUBJECT = 3
"""Words from one that may be a condition to the noun that may belong to it: "livre de chumbo"."""


def read_levels(reading: Reading) -> None:
    """Find a level with its framework; "level 5" of who knows what is none."""
    for at in range(len(reading.words)):
        if reading.at(at, "framework"):
            _take_level(reading, at)


def _take_level(reading: Reading, at: int) -> None:
    for length in range(MAX_LEVEL_WORDS, 1, -1):
        for start in range(max(0, at - length + 1), at + 1):
            end = start + length
            if not reading.is_open(start, end) or reading.words[start].joined or not reading.is_together(start, end):
                continue
            text = reading.text[reading.words[start].start : reading.words[end - 1].end]
            if (level := parse_eqf_level(text)) and not reading.at(start, "and"):
                reading.take(start, end, "level", [str(level)])
                return


def read_credentials(reading: Reading) -> None:
    """Find credentials; a certificate or badge that another noun follows is its first half ("badge reader")."""
    for at in range(len(reading.words)):
        said = reading.at(at, "micro-credential", "certificate", "badge")
        if said is None or reading.hangs_on(said.start, said.end):
            continue
        begins_compound = said.key != "micro-credential" and reading.is_followed_by_content(said.end)
        if not begins_compound and not _is_thing(reading, said, "credential", said.key):
            reading.take(said.start, said.end, "credential", [said.key])


def read_modes(reading: Reading) -> None:
    """Find how the course is held, unless the words are the name of a thing: "online monitoring"."""
    for at in range(len(reading.words)):
        said = reading.at(at, *MODES)
        if said is None or reading.hangs_on(said.start, said.end):
            continue
        if not _belongs_to_noun(reading, said) and not _is_thing(reading, said, "delivery_mode", said.key):
            reading.take(said.start, said.end, "delivery_mode", [said.key])


def _belongs_to_noun(reading: Reading, said: Lead) -> bool:
    """Return whether the words say how something is done, not a course: "conduite à distance des robots"."""
    before, of = said.start - 1, reading.at(said.end, "of") if said.end < len(reading.words) else None
    if of is None or not reading.is_open(before, said.start) or reading.is_filler(before):
        return False
    return reading.is_followed_by_content(of.end)


def read_schedules(reading: Reading) -> None:
    """Find times of the week: "evening", "am Wochenende", "à temps partiel"."""
    for at in range(len(reading.words)):
        said = reading.at(at, "schedule")
        if said is None or reading.hangs_on(said.start, said.end):
            continue
        if not _is_thing(reading, said, "schedule", said.value):
            lead = reading.before(at, "during", "place")
            reading.take(lead.start if lead else at, said.end, "schedule", [said.value])


def read_free(reading: Reading) -> None:
    """Find "free of charge"; words that say other things too need a course, or another condition, beside them."""
    for at in range(len(reading.words)):
        said = reading.at(at, "free")
        if said is None or reading.hangs_on(said.start, said.end) or _is_thing(reading, said, "price", "free"):
            continue
        unsure = reading.at(at, "unsure")
        alone = unsure is not None and unsure.end == said.end and not _is_about_courses(reading, said)
        if not alone:
            reading.take(said.start, said.end, "price", ["free"])


def _is_about_courses(reading: Reading, said: Lead) -> bool:
    is_all = said.start == 0 and said.end == len(reading.words)
    return is_all or reading.has_course_word or bool(reading.conditions)


def _is_thing(reading: Reading, said: Lead, facet: str, value: str) -> bool:
    """Return whether the words with the noun after them, or the one before, name a thing."""
    condition = reading.condition(said.start, said.end, facet, [value])
    return any(reading.names.is_thing(text, condition) for text in _with_nouns(reading, said))


def _with_nouns(reading: Reading, said: Lead) -> list[str]:
    found = []
    for end in range(said.end, min(said.end + MAX_WORDS_TO_SUBJECT, len(reading.words))):
        if reading.words[end].apart or reading.taken[end] or reading.words[end].kind != "letters":
            break
        if not reading.is_filler(end):
            found.append(reading.text[reading.words[said.start].start : reading.words[end].end])
            break
    before = said.start - 1
    if reading.is_open(before, said.start) and reading.is_together(before, said.end) and not reading.is_filler(before):
        found.append(reading.text[reading.words[before].start : reading.words[said.end - 1].end])
    return found
