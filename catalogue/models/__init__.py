"""Tables: columns, relationships and constraints; one file per aggregate. Rules live in services and domain."""

from catalogue.models.change import IndexChange
from catalogue.models.course import Course, CourseInstance, CourseSkillArea, CourseSlug
from catalogue.models.provider import Provider
from catalogue.models.run import ImportItem, ImportRun
from catalogue.models.source import Source
from catalogue.models.vocabulary import Region, SkillArea

__all__ = [
    "Course",
    "CourseInstance",
    "CourseSkillArea",
    "CourseSlug",
    "ImportItem",
    "ImportRun",
    "IndexChange",
    "Provider",
    "Region",
    "SkillArea",
    "Source",
]
