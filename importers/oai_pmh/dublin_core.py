"""oai_dc: simple Dublin Core (https://www.dublincore.org/specifications/dublin-core/dces/), fifteen texts."""

from __future__ import annotations

from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import CourseDraft, ProviderDraft
from importers.markup.texts import Texts, best, main_language, others
from importers.xcri.elements import LANG, Node, joined


def course_draft(metadata: Node, identifier: str, where: str) -> CourseDraft:
    """Return a record's course; its dates are those of the record's publication, so it has no instances."""
    titles, descriptions = _texts(metadata, "title"), _texts(metadata, "description")
    languages = metadata.texts("language")
    language = main_language(titles, languages)
    return CourseDraft(
        where=where,
        title=best(titles, language),
        url=_address(metadata),
        external_id=identifier or None,
        description=best(descriptions, language),
        page_language=language,
        language="" if language or len(languages) != 1 else languages[0],
        teaching_languages=languages,
        provider=next((ProviderDraft(name=name) for name in metadata.texts("publisher")), None),
        keywords=list(dict.fromkeys(metadata.texts("subject"))),
        audience=", ".join(metadata.texts("audience")),
        licence=next(iter(metadata.texts("rights")), ""),
        translations=others(titles, descriptions, language),
    )


def _texts(metadata: Node, name: str) -> Texts:
    return [(element.get(LANG) or "", text) for element in metadata.all(name) if (text := joined(element))]


def _address(metadata: Node) -> str:
    """Return the first identifier, or else source or relation, that is a web address; empty if there is none."""
    given = [text for name in ("identifier", "source", "relation") for text in metadata.texts(name)]
    return next((text for text in given if is_web_address(text)), "")
