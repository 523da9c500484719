"""Where a course is held: "in Munich", "v Ostravě", "near Lyon", "im Umkreis von 70 km um München", "na Slovensku"."""

from __future__ import annotations

from catalogue.domain.places.localities.plain_words import is_plain_word
from catalogue.languages import words
from catalogue.search.limit_arguments import MAX_KILOMETRES
from catalogue.search.limits import DEFAULT_KILOMETRES, Limits, Near
from catalogue.search.understanding.amounts import distance_after, distance_before
from catalogue.search.understanding.place_names import Place, place_named
from catalogue.search.understanding.reading import COMMON_LANGUAGE, Lead, Reading
from catalogue.search.understanding.vocabulary import case_endings

MAX_WORDS_IN_NAME = 4
LETTERS_OF_DISTRICT = 5
"""Of the code of one of the smallest regions."""
MIN_INHABITANTS_ALONE = 50_000
"""Of a town that is meant though nothing says that its name is a place."""
MIN_INHABITANTS_AT_BEGINNING = 200_000
"""Of one that the question begins with, as subjects do."""
MIN_INHABITANTS_AFTER_LEAD = 20_000
"""Of one that "in" stands before in lower case: nearly every word is the name of some village."""
MIN_INHABITANTS_OF_WORD = 100_000
"""Of one whose name is a word of the reader's language as well, after "in" and in lower case."""
MIN_INHABITANTS_OF_SUBJECT = 500_000
"""The same, where nothing else could be the subject: "course in reading", but "Kurs in Essen"."""
MIN_INHABITANTS_BEYOND_DOUBT = 1_000_000


def read_places(reading: Reading) -> None:
    """Find places, those first that a word such as "in" leads to."""
    for with_lead in (True, False):
        for at in range(len(reading.words)):
            if reading.is_open(at, at + 1) and reading.words[at].kind == "letters":
                _read_place(reading, at, with_lead)


def _read_place(reading: Reading, at: int, with_lead: bool) -> None:
    lead = _lead(reading, at)
    if with_lead != (lead is not None):
        return
    for end in range(min(at + MAX_WORDS_IN_NAME, len(reading.words)), at, -1):
        if not reading.is_open(at, end) or not reading.is_together(at, end) or reading.hangs_on(at, end):
            continue
        place = _named(reading, at, end, lead)
        if place and _is_meant(reading, at, end, place, lead):
            _take(reading, at, end, place, lead)
            return


def _lead(reading: Reading, at: int) -> Lead | None:
    """Return the words before a name that say that it is a place; an article may stand between."""
    found = reading.before(at, "place", "near")
    article = reading.before(at, "articles")
    if found is None and article:
        found = reading.before(article.start, "place", "near")
    if found is None and distance_before(reading, at):
        return Lead(at, at, "near", frozenset())
    return found


def _named(reading: Reading, at: int, end: int, lead: Lead | None) -> Place | None:
    name = reading.text[reading.words[at].start : reading.words[end - 1].end]
    spoken = (lead.languages if lead else frozenset()) | {reading.language}
    bare: frozenset[str] = (
        frozenset() if lead is None and reading.language not in _languages_without_leads() else spoken
    )
    return place_named(name, reading.language, bare & frozenset(case_endings()))


def _languages_without_leads() -> frozenset[str]:
    """Return the languages whose names say by their endings alone that they are places: "Győrben", "Helsingissä"."""
    return frozenset(case_endings().keys() - words("conditions", "place").keys())


def _is_meant(reading: Reading, at: int, end: int, place: Place, lead: Lead | None) -> bool:
    """Return whether there is enough to tell that a name is meant as a place."""
    if lead is None and not place.exact:
        return place.town is None or place.town.inhabitants >= MIN_INHABITANTS_AFTER_LEAD
    if lead is None:
        return _is_meant_alone(reading, at, end, place)
    if place.town is None:
        small = place.facet == "region" and len(place.values[0]) == LETTERS_OF_DISTRICT
        return not (small and _is_word(reading, at, end, lead)) or _is_capital(reading, at)
    if lead.key == "near" and place.exact:
        return True
    return _is_meant_after_lead(reading, at, end, place.town.inhabitants, lead)


def _is_meant_after_lead(reading: Reading, at: int, end: int, inhabitants: int, lead: Lead) -> bool:
    capital = _is_capital(reading, at)
    if _article_between(reading, at, lead) and not capital:
        return False
    if _is_word(reading, at, end, lead):
        least = MIN_INHABITANTS_OF_WORD if _leaves_subject(reading, lead.start, end) else MIN_INHABITANTS_OF_SUBJECT
        return not reading.is_followed_by_content(end) and (capital or inhabitants >= least)
    return capital or inhabitants >= MIN_INHABITANTS_AFTER_LEAD


def _is_capital(reading: Reading, at: int) -> bool:
    """Return whether a word has a capital letter that says something: nouns of German all have one."""
    return reading.language != "de" and reading.words[at].text[0].isupper() and not reading.text.istitle()


def _article_between(reading: Reading, at: int, lead: Lead) -> bool:
    """Return whether an article stands before the name: countries and regions have one, few towns have."""
    return lead.end < at


def _is_meant_alone(reading: Reading, at: int, end: int, place: Place) -> bool:
    if _is_word(reading, at, end, None) and not _is_beyond_doubt(place):
        return False
    begins = all(map(reading.is_filler, range(at)))
    if reading.is_followed_by_content(end) and not begins:
        return False
    if place.town is None:
        return place.facet == "country" or not reading.is_followed_by_content(end)
    if reading.is_followed_by_content(end):
        return place.town.inhabitants >= MIN_INHABITANTS_AT_BEGINNING
    return place.town.inhabitants >= MIN_INHABITANTS_ALONE


def _is_beyond_doubt(place: Place) -> bool:
    return place.town is not None and place.town.inhabitants >= MIN_INHABITANTS_BEYOND_DOUBT


def _is_word(reading: Reading, at: int, end: int, lead: Lead | None) -> bool:
    """Return whether a name of one word is a word of a language that the reader may be writing."""
    spoken = {reading.language, COMMON_LANGUAGE, *(lead.languages if lead else ())}
    return end - at == 1 and (is_plain_word(reading.folded[at], spoken) or reading.is_filler(at))


def _leaves_subject(reading: Reading, start: int, end: int) -> bool:
    others = [at for at in range(len(reading.words)) if not start <= at < end and not reading.taken[at]]
    return any(not reading.is_filler(at) for at in others) or bool(reading.conditions)


def _take(reading: Reading, at: int, end: int, place: Place, lead: Lead | None) -> None:
    start = lead.start if lead else at
    if place.town is None:
        reading.take(start, end, place.facet, place.values)
        return
    kilometres = DEFAULT_KILOMETRES
    if before := distance_before(reading, start):
        start, kilometres = before
    elif after := distance_after(reading, end):
        end, kilometres = after
    town = place.town
    near = Near(town.name, town.latitude, town.longitude, min(max(kilometres, 1), MAX_KILOMETRES))
    reading.take(start, end, "near", limits=Limits(near=near), country=town.country)
