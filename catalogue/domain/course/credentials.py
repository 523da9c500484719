"""What a learner holds at the end, from the words sources use for it."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.domain.course.records import Credential
from catalogue.domain.text.cldr import base_language
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import Phrases, last_segment, negated
from catalogue.languages import words

# "Abschluss: Zertifikat": what is awarded stands after the colon
_LABEL = re.compile(r"^[^\W\d_]{4,20}:\s+(?=\w)")
_WORDS = Phrases.of("credentials", Credential)
# "examen" is one in Swedish, and elsewhere what one has to pass
_OWN_QUALIFICATIONS = words("own_credentials", "qualification")


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
    return named.pop() if len(named) == 1 and Credential.NONE not in named else None
