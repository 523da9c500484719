"""What a learner holds at the end, from the words sources use for it."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.domain.course.records import Credential
from catalogue.domain.text.cldr import base_language
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import MAX_VALUE_LENGTH, Phrases, last_segment, negated
from catalogue.languages import all_words, words

# "Abschluss: Zertifikat": what is awarded stands after the colon
_LABEL = re.compile(r"^[^\W\d_]{4,20}:\s+(?=\w)")
_WORDS = Phrases.of("credentials", Credential)
# "examen" is one in Swedish, and elsewhere what one has to pass
_OWN_QUALIFICATIONS = words("own_credentials", "qualification")
_OF_DEGREES = {Credential.CERTIFICATE, Credential.QUALIFICATION}


def _abbreviation(written: str) -> str:
    """Return what finds "BEng", "B.Eng." and "B. Eng.": capitals tell it from words such as the English "but"."""
    return r"(?:\.?-|\.\s?)?".join(re.findall(r"[A-Z][a-z]*", written))


_DEGREES = re.compile(rf"(?<![\w.])(?:{'|'.join(map(_abbreviation, all_words('degrees', 'words')))})(?!\w)")


@lru_cache(maxsize=2048)
def parse_credential(text: str, language: str | None = None) -> Credential | None:
    """Return the one kind of credential the text names, or that there is none; None for two kinds or for no kind."""
    text = _LABEL.sub("", last_segment(text))
    if fold_phrase(text) in _OWN_QUALIFICATIONS.get(base_language(language) or "", ()):
        return Credential.QUALIFICATION
    if (kind := _WORDS.exactly(text)) is not None:
        return kind
    if negated(text):
        return None
    named = _WORDS.within(text)
    if named <= _OF_DEGREES and _DEGREES.search(text[:MAX_VALUE_LENGTH]):  # "HNC: Higher National Certificate"
        return Credential.QUALIFICATION
    return named.pop() if len(named) == 1 and Credential.NONE not in named else None
