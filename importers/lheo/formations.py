"""A formation with its actions as a course: what is learned, for whom, and under which codes it is registered."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from catalogue.domain.text.web_addresses import with_scheme
from catalogue.ingestion.contract import CourseDraft, Page, ProviderDraft
from importers.lheo.codes import ENTRY_LEVEL_BY_CODE, EQF_LEVEL_BY_CODE, PACE_BY_CODE
from importers.lheo.keywords import keywords
from importers.lheo.sessions import COUNTRY, forget_shared_identifiers, instance_drafts
from importers.lheo.values import address, extras, markup, stated
from importers.markup.sections import lines_of, sections
from importers.xcri.elements import Node

SUMMARY, TITLE = "resume-offre", "intitule-formation"
LANGUAGE = "fr"  # the decree wants the offer in French
MAX_CREDENTIAL_CHARACTERS = 100


def formation_id(element: etree._Element) -> str | None:
    """Return what a formation is known by, None if it has no number of its own."""
    return element.get("numero") or stated(Node(element).text("identifiant-module")) or element.get("uri")


def course_draft(element: etree._Element, page: Page) -> CourseDraft:
    """Return the course of a formation; a summary, which has no actions, is read as its own only action."""
    node = Node(element)
    actions = node.nodes("action") or [node]
    instances = [run for action in actions for run in instance_drafts(action)]
    forget_shared_identifiers(instances)
    aims, provider = markup(node, "objectif-formation"), _provider(node)
    identifier = formation_id(element)
    return CourseDraft(
        where=f"line {element.sourceline}",
        title=node.text(TITLE),
        url=_url(node, actions) or (provider.url if provider and identifier else ""),
        external_id=identifier,
        description=sections(*_texts(node, actions)) or sections(aims),
        page_language=page.language or LANGUAGE,
        teaching_languages=list(dict.fromkeys(code for one in actions for code in one.texts("langue-formation"))),
        provider=provider,
        keywords=keywords(node, actions),
        learning_outcomes=lines_of(aims),
        prerequisites="\n".join(_prerequisites(node, actions)),
        audience="; ".join(_distinct(actions, lambda one: stated(one.text("info-public-vise")))),
        eqf_level=EQF_LEVEL_BY_CODE.get(_exit_level(node), ""),
        credential=_credential(node),
        workload=_common(actions, _workload),
        pace=_common(actions, lambda one: PACE_BY_CODE.get(one.text("modalites-entrees-sorties"), "")),
        instances=instances,
    )


def _url(node: Node, actions: list[Node]) -> str:
    """Return the page of the formation, else that of its first action or session that has one, else of a summary.

    None of these is obligatory: where all are missing, people are sent to the site of the organisation.
    """
    sessions = [session for action in actions for session in action.nodes("session")]
    found = (
        address(node, "url-formation"),
        *(address(action, "url-action") for action in actions),
        *(address(session, "url-session") for session in sessions),
        *(with_scheme(node.element.get(name) or "") for name in ("uri", "href", "file")),
    )
    return next(filter(None, found), "")


def _texts(node: Node, actions: list[Node]) -> list[str]:
    """Return what is taught, what one holds at the end, and who may pay for it."""
    paid = _distinct(actions, lambda one: markup(one, "detail-conditions-prise-en-charge"))
    return [markup(node, "contenu-formation"), markup(node, "resultats-attendus"), *paid]


def _provider(node: Node) -> ProviderDraft | None:
    """Return the responsible organisation; None where only its number in the French register is given."""
    found = next(iter(node.nodes("organisme-formation-responsable")), node)
    name = stated(found.text("nom-organisme")) or stated(found.text("raison-sociale"))
    contact = next(iter(found.inside("coordonnees-organisme", "coordonnees")), found)
    country = contact.at("adresse", "pays") or COUNTRY
    return ProviderDraft(name=name, url=address(contact, "web"), country=country) if name else None


def _prerequisites(node: Node, actions: list[Node]) -> list[str]:
    """Return the conditions in words, and the level one must have where it is obligatory."""
    words = _distinct(actions, lambda one: markup(one, "conditions-specifiques"))
    level = ENTRY_LEVEL_BY_CODE.get(node.text("code-niveau-entree"), "")
    wanted = all(action.text("niveau-entree-obligatoire") == "1" for action in actions)
    return [*words, *([level] if level and wanted else [])]


def _exit_level(node: Node) -> str:
    return node.text("code-niveau-sortie") or next(iter(extras(node, "code-niveau-sortie")), "")


def _credential(node: Node) -> str:
    """Return the kind that its register says it is, else what one holds at the end in few words.

    The RNCP holds qualifications, the RS (répertoire spécifique) certificates of single competences.
    """
    if node.text("certifiante") == "0":
        return ""
    certified = node.nodes("certification")
    if any(part.text("code-RNCP") for part in certified):
        return "qualification"
    if any(part.text("code-RS") for part in certified):
        return "certificate"
    words = markup(node, "resultats-attendus")
    return words if len(words) <= MAX_CREDENTIAL_CHARACTERS else ""


def _workload(action: Node) -> str:
    """Return the hours in all, or at the centre and in a firm together; else how long it takes in words."""
    parts = [action.text("nombre-heures-centre"), action.text("nombre-heures-entreprise")]
    total = action.text("nombre-heures-total") or str(sum(int(hours) for hours in parts if _is_number(hours)))
    if _is_number(total) and int(total):
        return f"PT{int(total)}H"
    return stated(action.text("duree-indicative"))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def _common(actions: list[Node], read: Callable[[Node], str]) -> str:
    """Return the value in which all actions agree; empty if they differ."""
    values = {read(action) for action in actions}
    return values.pop() if len(values) == 1 else ""


def _distinct(actions: list[Node], read: Callable[[Node], str]) -> list[str]:
    return list(dict.fromkeys(text for action in actions if (text := read(action))))
