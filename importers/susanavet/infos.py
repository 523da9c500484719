"""Education infos as courses; their runs are a list of its own."""

from __future__ import annotations

from catalogue.ingestion.contract import CourseDraft, Page
from importers.markup.json_document import Node, nodes, text
from importers.markup.texts import best, others, own_language
from importers.susanavet.texts import address, code, first, string, strings

# Preschool classes, compulsory schools and leisure centres; what is for adults and the upper secondary school stays.
SCHOOLS_FOR_CHILDREN = frozenset({"FKLASS", "FTH", "GR", "GRAN", "OPPFTH", "SAM", "SP"})
ISO_BY_UNIT = {"hours": "PT{}H", "days": "P{}D", "weeks": "P{}W", "months": "P{}M", "years": "P{}Y"}
FIELD_LIST = "C_Subject_ISCED2013"


def is_for_children(info: Node) -> bool:
    """Say whether it is of a school that nobody chooses as a course."""
    return code(info.get("type")) in SCHOOLS_FOR_CHILDREN


def course_draft(info: Node, page: Page) -> CourseDraft:
    """Return the course of an info, without runs."""
    titles, identifier = strings(info.get("title")), text(info.get("identifier"))
    language = own_language(titles, page.language)
    wanted = [string(info.get(name), language) for name in ("eligibility", "recommendedPriorKnowledge")]
    return CourseDraft(
        where=f"education {identifier}",
        title=best(titles, language),
        url=address(info.get("url"), language),
        external_id=identifier or None,
        description=string(info.get("description"), language),
        page_language=language,
        prerequisites="\n".join(filter(None, wanted)),
        audience=code(info.get("audience")),
        eqf_level=code(info.get("qualificationLevel")),  # of SeQF, whose levels are the European ones
        isced_f=next((code(one) for one in nodes(info.get("subjects")) if text(one.get("type")) == FIELD_LIST), ""),
        credits=_credits(info),
        credential="qualification" if info.get("resultIsDegree") is True else "",
        workload=_workload(info),
        translations=others(titles, [], language),
    )


def _credits(info: Node) -> str:
    """Return the points with their system: "hp" of universities, "yh" of higher vocational education."""
    points = first(info.get("credits"))
    return f"{text(points.get('credits'))} {code(points.get('system'))}".strip() if text(points.get("credits")) else ""


def _workload(info: Node) -> str:
    """Return how long it takes; a range is no one length, and a term has none that holds everywhere."""
    extent = first(info.get("extent"))
    length, most = text(extent.get("length")), text(extent.get("max"))
    form = ISO_BY_UNIT.get(code(extent.get("unit")), "")
    return form.format(length) if form and length and most in ("", length) else ""
