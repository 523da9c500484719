"""Tables: columns, relationships and constraints; one file per aggregate. Rules live in services and domain."""

from catalogue.models.accounts.mail import Mail
from catalogue.models.accounts.sign_in import SignIn
from catalogue.models.accounts.user import GrantedRole, ProviderMember, RegionCurator, User
from catalogue.models.administering.worker_beat import WorkerBeat
from catalogue.models.courses.course import (
    Course,
    CourseInstance,
    CourseJobRole,
    CourseSkill,
    CourseSkillArea,
    CourseSlug,
)
from catalogue.models.courses.esco import EscoConcept, EscoLink, EscoRelation
from catalogue.models.courses.index_change import IndexChange
from catalogue.models.courses.likeness import Likeness
from catalogue.models.courses.link_check import DeadLink
from catalogue.models.courses.vocabulary import Region, SkillArea
from catalogue.models.curating.collection import Collection, CollectionCourse, CollectionEvent, CourseOverlay
from catalogue.models.curating.curriculum import CurriculumVersion
from catalogue.models.curating.demand import DemandFigure, DemandUpload, PlaceDemand
from catalogue.models.indicators.measurement import Figure, SkillSupply, Snapshot
from catalogue.models.indicators.usage import CourseInterest, DayInterest, InterestBatch, InterestMark
from catalogue.models.learning.goal import LearningGoal
from catalogue.models.learning.saved_search import SavedSearch
from catalogue.models.learning.shortlist import ShortlistItem
from catalogue.models.moderating.audit import AuditEntry
from catalogue.models.moderating.problem_report import Report
from catalogue.models.moderating.review import Review
from catalogue.models.providers.logo import ProviderLogo
from catalogue.models.providers.provider import Provider
from catalogue.models.providing.declaration import Declaration
from catalogue.models.providing.submission import Submission
from catalogue.models.providing.upload import Upload, UploadRow
from catalogue.models.sources.run import ImportItem, ImportRun
from catalogue.models.sources.source import Source, SourcePage

__all__ = [
    "AuditEntry",
    "Collection",
    "CollectionCourse",
    "CollectionEvent",
    "Course",
    "CourseInstance",
    "CourseInterest",
    "CourseJobRole",
    "CourseOverlay",
    "CourseSkill",
    "CourseSkillArea",
    "CourseSlug",
    "CurriculumVersion",
    "DayInterest",
    "DeadLink",
    "Declaration",
    "DemandFigure",
    "DemandUpload",
    "EscoConcept",
    "EscoLink",
    "EscoRelation",
    "Figure",
    "GrantedRole",
    "ImportItem",
    "ImportRun",
    "IndexChange",
    "InterestBatch",
    "InterestMark",
    "LearningGoal",
    "Likeness",
    "Mail",
    "PlaceDemand",
    "Provider",
    "ProviderLogo",
    "ProviderMember",
    "Region",
    "RegionCurator",
    "Report",
    "Review",
    "SavedSearch",
    "ShortlistItem",
    "SignIn",
    "SkillArea",
    "SkillSupply",
    "Snapshot",
    "Source",
    "SourcePage",
    "Submission",
    "Upload",
    "UploadRow",
    "User",
    "WorkerBeat",
]
