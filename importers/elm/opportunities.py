"""Learning opportunities as drafts.

https://github.com/european-commission-empl/European-Learning-Model: what is offered is a LearningOpportunity, what is
learned by it a LearningAchievementSpecification (or Qualification), how it is spent a LearningActivitySpecification.
"""

from __future__ import annotations

from catalogue.domain.text.languages import parse_language
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import CourseDraft, ProviderDraft
from importers.elm import concepts
from importers.elm.instances import instance_drafts
from importers.elm.nodes import LEARNING_ACHIEVEMENT, Node
from importers.markup.texts import Texts, best, main_language, others

ACTIVITY = "learningActivitySpecification"
QUALIFICATION = "qualification"


def course_draft(opportunities: list[Node]) -> CourseDraft:
    """Return the course of these opportunities, which differ in when and where; the first of them says the rest."""
    node = opportunities[0]
    titles, descriptions = node.texts("title"), node.texts("description")
    language = _language(node, titles)
    learned = node.nodes(LEARNING_ACHIEVEMENT)
    return CourseDraft(
        where=node.where,
        title=best(titles, language),
        url=_homepage(node, language) or (node.id if is_web_address(node.id) else ""),
        external_id=node.id or next((text for one in node.nodes("identifier") if (text := one.text("notation"))), None),
        description=best(descriptions, language),
        page_language=language,
        teaching_languages=_taught_in(node, learned),
        provider=next((_provider(agent, language) for agent in node.nodes("providedBy")), None),
        keywords=_labels(learned, "educationSubject", language),
        learning_outcomes=_outcomes(learned, language),
        prerequisites="\n".join(_notes(learned, "entryRequirement", language)),
        audience=", ".join(_labels(learned, "targetGroup", language)),
        eqf_level=concepts.level(
            one for part in learned for one in [*part.ids("EQFLevel"), *part.ids("educationLevel")]
        ),
        isced_f=next((concepts.last_part(one) for part in learned for one in part.ids("ISCEDFCode")), ""),
        credits=next((points for one in _parts(learned, "creditPoint") if (points := _credits(one))), ""),
        credential=QUALIFICATION if any(_is_qualification(part) for part in learned) else "",
        workload=_workload(node, learned),
        delivery_mode=concepts.modes(one for part in [*opportunities, *learned] for one in part.ids("mode")),
        translations=others(titles, descriptions, language),
        instances=[run for each in opportunities for run in instance_drafts(each, language)],
    )


def _language(node: Node, titles: Texts) -> str:
    """Return, of the languages of the titles, the one that the opportunity calls its own."""
    stated = [code for one in node.ids("defaultLanguage") if (code := parse_language(concepts.last_part(one)))]
    return main_language(titles, stated) or next(iter(stated), "")


def _homepage(node: Node, language: str) -> str:
    """Return the page in the language of the texts, else the first; empty if there is none."""
    pages = node.nodes("homepage")
    own = [page for page in pages if language in map(parse_language, map(concepts.last_part, page.ids("language")))]
    found = (text for page in [*own, *pages] for text in page.ids("contentUrl"))
    return next((url for url in found if is_web_address(url)), "")


def _taught_in(node: Node, learned: list[Node]) -> list[str]:
    languages = [one for part in [*node.nodes(ACTIVITY), *learned] for one in part.ids("language")]
    return list(dict.fromkeys(concepts.last_part(one) for one in languages))


def _provider(agent: Node, language: str) -> ProviderDraft:
    pages = [*agent.inside("homepage"), *agent.inside("contactPoint", "contactForm")]
    countries = [code for place in agent.nodes("location") for one in place.nodes("address")
                 for code in one.ids("countryCode")]  # fmt: skip
    return ProviderDraft(
        name=best(agent.texts("legalName", "prefLabel", "altLabel"), language),
        url=next((url for page in pages for url in page.ids("contentUrl") if is_web_address(url)), ""),
        country=concepts.last_part(next(iter(countries), "")),
    )


def _outcomes(learned: list[Node], language: str) -> list[str]:
    """Return the outcomes one by one, else their summary."""
    titles = [best(one.texts("title"), language) for one in _parts(learned, "learningOutcome")]
    return [title for title in titles if title] or _notes(learned, "learningOutcomeSummary", language)


def _workload(node: Node, learned: list[Node]) -> str:
    """Return the learner's own time where it is stated, else how long the opportunity takes."""
    stated = [text for part in [*learned, *node.nodes(ACTIVITY)] for _, text in part.texts("volumeOfLearning")]
    return next(iter(stated), "") or node.text("duration")


def _credits(points: Node) -> str:
    framework = next(
        (concepts.CREDIT_FRAMEWORK_BY_CODE.get(concepts.last_part(one), "") for one in points.ids("framework")), ""
    )
    return " ".join(filter(None, (points.text("point"), framework))) if points.text("point") else ""


def _is_qualification(part: Node) -> bool:
    return any(name.lower() == QUALIFICATION for name in part.types)


def _parts(nodes: list[Node], name: str) -> list[Node]:
    return [part for node in nodes for part in node.nodes(name)]


def _notes(nodes: list[Node], name: str, language: str) -> list[str]:
    return [text for note in _parts(nodes, name) if (text := best(note.texts("noteLiteral"), language))]


def _labels(nodes: list[Node], name: str, language: str) -> list[str]:
    return [text for one in _parts(nodes, name) if (text := best(one.texts("prefLabel", "altLabel"), language))]
