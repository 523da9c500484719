"""Who reads the results: the language of the page, and the languages that its reader can learn in."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.search.ranking import OWN_LANGUAGE_BOOST, READ_LANGUAGE_BOOST, UNREAD_LANGUAGE_BOOST, Signals


@dataclass(frozen=True, slots=True)
class Reader:
    """``language`` is that of the page, ``reads`` those that the reader can learn in, the best first, all base
    languages; none if nobody said so."""

    language: str
    reads: tuple[str, ...] = ()

    def knows(self, language: str) -> bool:
        """Return whether the reader can learn in a base language, or it is not known which it is."""
        return not language or language in (self.reads or (self.language,))

    def language_factor(self, language: str, signals: Signals) -> float:
        """Return the factor of courses in a base language, empty for one that is not known."""
        chosen = self.reads or (self.language,)
        if not signals.own_language or not language:
            return 1.0
        if language == chosen[0]:
            return OWN_LANGUAGE_BOOST
        if language in chosen:
            return READ_LANGUAGE_BOOST
        return UNREAD_LANGUAGE_BOOST if self.reads else 1.0
