"""A programme as a draft, in the language of the page or else in the first it is written in."""

from __future__ import annotations

from catalogue.domain.text.web_addresses import with_scheme
from catalogue.ingestion.contract import CourseDraft, Page
from importers.edudex.runs import FALSE, instance_drafts, is_true
from importers.edudex.texts import by_language, first, of_subject, text_in, words_in
from importers.markup.json_document import Node, as_list, nodes, text, texts
from importers.markup.sections import lines_of, sections
from importers.markup.texts import best, others, own_language

PREREQUISITES, AUDIENCE = frozenset({"admission"}), frozenset({"student profile"})
OUTCOMES = frozenset({"objectives", "competencies"})
ELSEWHERE = frozenset({"contact", "application", "enrollment", "commercial partners", "library", "related programs"})
CREDENTIAL_BY_DEGREE = {
    **dict.fromkeys(("certificate", "certificate on request", "certificate of participation"), "certificate"),
    **dict.fromkeys(("testimonial", "module certificate", "mbo-certificaat", "mbo-verklaring"), "certificate"),
    **{"none": "none", "": "", "diploma": "qualification"},
}
MODE_BY_LOCATION = {"fully online": "online", "fixed location": "onsite", "blended": "blended"}
MODE_BY_FORM = {
    **dict.fromkeys(("e-learning", "virtual classroom", "distance learning"), "online"),
    **{"classroom teaching": "onsite", "blended learning": "blended"},
}
PACE_BY_SCHEDULE = {"fixed dates": "scheduled", "own pace": "self-paced"}
PACE_BY_START = {"fixed starting date": "scheduled", "direct start": "self-paced"}
CREDIT_SYSTEM = "ECTS"


def is_public(program: Node) -> bool:
    """Say whether it is published, and no offer for one client."""
    for_client = bool(text(program.get("clientId")) or first(program.get("clientId")))
    return not for_client and text(program.get("inPublication")).lower() not in FALSE


def program_id(program: Node) -> str:
    """Return the id of a programme, which is one within its organisation only."""
    known = first(program.get("programClassification"))
    parts = [text(known.get("orgUnitId")), text(known.get("programId")) or text(known.get("programUUID"))]
    return "/".join(filter(None, parts)) if parts[1] else ""


def course_draft(program: Node, where: str, page: Page) -> CourseDraft:
    """Return a programme with its runs."""
    known, described = first(program.get("programClassification")), first(program.get("programDescriptions"))
    curriculum = first(program.get("programCurriculum"))
    titles = by_language(described.get("programName"))
    language = own_language(titles, page.language)
    subjects = nodes(described.get("subjectText"))
    return CourseDraft(
        where=where,
        title=best(titles, language),
        url=_url(described, language),
        external_id=program_id(program) or None,
        summary=text_in(described.get("programSummaryText") or described.get("programSummaryHtml"), language),
        description=_description(described, subjects, language),
        page_language=language,
        teaching_languages=[text(one.get("languageCode")) for one in nodes(curriculum.get("instructionLanguage"))],
        skill_areas=texts(known.get("theme")),
        keywords=[*words_in(described.get("searchword"), language), *_registers(known)],
        learning_outcomes=[line for one in _about(subjects, OUTCOMES, language) for line in lines_of(one)],
        prerequisites="\n".join(_about(subjects, PREREQUISITES, language) or _requirements(known, language)),
        audience="\n".join(_about(subjects, AUDIENCE, language)),
        eqf_level=_level(program),
        credits=_credits(known),
        credential=_credential(known),
        workload=_workload(known, curriculum),
        delivery_mode=_mode(program, known, curriculum),
        pace=_pace(program),
        image=_image(described),
        translations=others(titles, by_language(described.get("programSummaryText")), language),
        instances=instance_drafts(program, language),
    )


def _url(described: Node, language: str) -> str:
    stated = (text_in(described.get(name), language) for name in ("webLink", "courseSiteLink"))
    return next((url for one in stated if (url := with_scheme(one))), "")


def _description(described: Node, subjects: list[Node], language: str) -> str:
    """Return what it is about, and what is said of subjects that have no field of their own."""
    own = described.get("programDescriptionHtml") or described.get("programDescriptionText")
    taken = PREREQUISITES | AUDIENCE | OUTCOMES | ELSEWHERE
    further = [one for one in subjects if text(one.get("subject")).lower() not in taken]
    return sections(text_in(own, language), *(of_subject(one, language) for one in further))


def _about(subjects: list[Node], wanted: frozenset[str], language: str) -> list[str]:
    plain = [{**one, "header1": None} for one in subjects if text(one.get("subject")).lower() in wanted]
    return [found for one in plain if (found := of_subject(one, language))]


def _requirements(known: Node, language: str) -> list[str]:
    names = ("requirementDescription", "requirementSummary")
    return [
        next(filter(None, (text_in(one.get(name), language) for name in names)), "")
        for one in nodes(known.get("applicationRequirement"))
    ]


def _registers(known: Node) -> list[str]:
    codes = {"CREBO": text(known.get("creboCode")), "CROHO": text(known.get("crohoCode"))}
    return [f"{name} {code}" for name, code in codes.items() if code]


def _level(program: Node) -> str:
    """Return the European level under which it is registered; what it is like says nothing of that."""
    registered = nodes(first(program.get("programExternalAcknowledgements")).get("nlqfRegistration"))
    levels = {text(one.get("eqfLevel")) for one in registered}
    return levels.pop() if len(levels) == 1 else ""


def _credits(known: Node) -> str:
    points = [
        text(one.get("credits")) for one in nodes(known.get("credits")) if text(one.get("system")) == CREDIT_SYSTEM
    ]
    return f"{points[0]} {CREDIT_SYSTEM}" if points and points[0] else ""


def _credential(known: Node) -> str:
    """Return the kind of document; all further degrees of the list are academic or vocational ones."""
    return CREDENTIAL_BY_DEGREE.get(text(known.get("degree")), "qualification")


def _workload(known: Node, curriculum: Node) -> str:
    """Return the hours of study in all, also where they are given for each of its weeks; else how long it takes."""
    stated, lasts = curriculum.get("studyLoad"), first(known.get("programDuration"))
    load = first(stated)
    hours = text(load.get("program")) or ("" if load else text(stated))
    each_week, weeks = text(load.get("week")), text(lasts.get("weeks"))
    if each_week.isascii() and each_week.isdigit() and weeks.isascii() and weeks.isdigit() and len(weeks) < 4:
        hours = hours or str(int(each_week) * int(weeks))
    if hours:
        return f"PT{hours}H"
    return next((f"{text(value)} {unit}" for unit, value in lasts.items() if text(value)), "")


def _mode(program: Node, known: Node, curriculum: Node) -> str:
    """Return how it is taught; ways of both kinds together are blended."""
    if is_true(known.get("fullyOnline")):
        return "online"
    stated = text(first(program.get("programBasicProfile")).get("location")).lower()
    if stated in MODE_BY_LOCATION:
        return MODE_BY_LOCATION[stated]
    forms = (*as_list(known.get("programForm")), *as_list(curriculum.get("instructionMode")))
    modes = {MODE_BY_FORM[form] for form in map(text, forms) if form in MODE_BY_FORM}
    return "blended" if len(modes) > 1 else next(iter(modes), "")


def _pace(program: Node) -> str:
    schedule = text(first(program.get("programBasicProfile")).get("schedule")).lower()
    start = text(first(program.get("programAdmission")).get("startDateDetermination")).lower()
    return PACE_BY_SCHEDULE.get(schedule, "") or PACE_BY_START.get(start, "")


def _image(described: Node) -> str:
    pictures = (one for one in nodes(described.get("media")) if text(one.get("type")) == "image")
    return next((url for one in pictures if (url := with_scheme(text(one.get("url"))))), "")
