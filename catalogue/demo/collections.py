"""Sample collections of two regions, so that curated pages can be looked at before anybody has curated."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.search.collections import Choice, State
from catalogue.models import Collection, Course, CourseSkillArea
from catalogue.services.curating.collections import editing
from catalogue.taxonomy.skill_areas import skill_areas

CURATOR = Actor(name="SampleCollection curator")


@dataclass(frozen=True, slots=True)
class SampleCollection:
    """A collection: its region, its texts by language, its rules."""

    region: str
    texts: dict[str, dict[str, str]]
    rules: tuple[str, ...]


SAMPLE_COLLECTIONS = (
    SampleCollection(
        region="ES41",
        texts={
            "es": {
                "title": "Baterías y movilidad eléctrica",
                "introduction": "Cursos para quienes trabajan, o quieren trabajar, en las fábricas, los talleres y los "
                "laboratorios de Castilla y León: presenciales en español y, en línea, en cualquier idioma.\n\n"
                "Colección de muestra: los cursos y sus proveedores son inventados.",
            },
            "en": {
                "title": "Batteries and electric mobility",
                "introduction": "Courses for people who work, or want to work, in the plants, workshops and "
                "laboratories of Castilla y León: in Spanish, or online in any language.\n\n"
                "A sample collection: courses and providers are invented.",
            },
        },
        rules=(
            "skill_area=batteries&skill_area=electric-drive&language=es",
            "skill_area=batteries&skill_area=electric-drive&country=online",
        ),
    ),
    SampleCollection(
        region="CZ08",
        texts={
            "cs": {
                "title": "Baterie pro Moravskoslezský kraj",
                "introduction": "Kurzy pro bateriový průmysl v kraji a blízkém okolí. "
                "Ukázková sbírka: kurzy i poskytovatelé jsou smyšlení.",
            },
            "en": {
                "title": "Batteries for the Moravian-Silesian Region",
                "introduction": "Courses for the battery industry in and around the region. "
                "A sample collection: courses and providers are invented.",
            },
        },
        rules=("skill_area=batteries&language=cs&language=sk&language=pl",),
    ),
)


def load_collections(session: Session) -> list[str]:
    """Make those that are missing, and return the slugs of all."""
    return [_find_or_create(session, sample).slug for sample in SAMPLE_COLLECTIONS]


def _batteries() -> list[str]:
    return ["batteries", *(child.key for child in skill_areas().children("batteries"))]


def _find_or_create(session: Session, sample: SampleCollection) -> Collection:
    existing = session.scalar(select(Collection).where(Collection.region == sample.region, Collection.is_sample))
    if existing is not None:
        return existing
    collection = editing.create_collection(session, CURATOR, region=sample.region, texts=sample.texts)
    collection.is_sample = True
    for rule in sample.rules:
        editing.add_rule(session, collection, CURATOR, rule)
    language = next(iter(sample.texts))
    fitting = (
        select(Course.id)
        .join(CourseSkillArea)
        .where(Course.status == CourseStatus.PUBLISHED, Course.language == language)
    )
    first = fitting.where(CourseSkillArea.area_key.in_(_batteries())).order_by(Course.id)
    editing.choose_courses(
        session, collection, CURATOR, session.scalars(first.distinct().limit(3)).all(), Choice.PINNED
    )
    editing.set_state(session, collection, CURATOR, State.PUBLISHED)
    return collection
