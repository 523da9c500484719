"""The language a text is in: as stated, else as recognised when the text is long and clear enough."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from catalogue.domain.course.records import Origin
from catalogue.domain.text.function_words import clear_language
from catalogue.domain.text.languages import parse_language
from catalogue.ingestion.contract import CourseDraft
from catalogue.ingestion.stages.reading import DraftReading

# The languages of the Union and its neighbours, as the model names them.
_DETECTABLE = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl"),
    *("pt", "ro", "sk", "sl", "sv", "ca", "no", "tr", "uk"),
)
_MIN_LETTERS = 40
_SAMPLE_CHARACTERS = 400
_MIN_PROBABILITY = 0.75


def text_language(draft: CourseDraft, text: str, reading: DraftReading) -> str | None:
    """Return the language the draft states, else its page, else its source, else what ``text`` shows; set the origin.

    ``text`` is plain.
    """
    stated = reading.understood("language", draft.language, parse_language(draft.language)) or reading.understood(
        "page_language", draft.page_language, parse_language(draft.page_language)
    )
    for code, origin in ((stated, Origin.STATED), (reading.defaults.language, Origin.DEFAULT)):
        if code:
            reading.origins["language"] = origin
            return code
    detected = detected_language(text)
    if detected:
        reading.origins["language"] = Origin.DETECTED
    return detected


def detected_language(text: str) -> str | None:
    """Return the European language of a plain text; None if it has under 40 letters or is not clearly one of them."""
    if clear := clear_language(text):
        return clear
    sample = text[:_SAMPLE_CHARACTERS]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _MIN_PROBABILITY else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Return py3langid's model with probabilities, loaded at first use (1 s) and held here: its own is global state."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_DETECTABLE)
    return identifier
