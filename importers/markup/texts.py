"""Texts in several languages, as metadata formats give them."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.domain.text.cldr import base_language

Texts = list[tuple[str, str]]
"""Language (BCP 47, empty if not given) and text, in order."""


def best(texts: Texts, language: str) -> str:
    """Return the text in this language, else the one that states none, else the first; empty if there is none."""
    for wanted in (language, ""):
        for code, text in texts:
            if code == wanted:
                return text
    return texts[0][1] if texts else ""


def others(titles: Texts, summaries: Texts, language: str) -> dict[str, dict[str, str]]:
    """Return title and summary in each other language."""
    summary_by_language = dict(summaries)
    return {
        code: {"title": title, "summary": summary_by_language.get(code, "")}
        for code, title in titles
        if code and code != language
    }


def own_language(titles: Texts, page_language: str | None) -> str:
    """Return, of the languages the titles are in, that of the page, else the first; empty if none is stated."""
    wanted = base_language(page_language)
    return next((code for code, _ in titles if code and base_language(code) == wanted), main_language(titles, ()))


def main_language(titles: Texts, stated: Iterable[str]) -> str:
    """Return, of the languages the titles are in, the one the record states first; else that of the first title."""
    codes = [code for code, _ in titles if code]
    return next((code for code in stated if code in codes), codes[0] if codes else "")
