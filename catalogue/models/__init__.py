"""Tables: columns, relationships and constraints; one file per aggregate. Rules live in services and domain."""

from catalogue.models.audit import AuditEntry
from catalogue.models.beat import WorkerBeat
from catalogue.models.change import IndexChange
from catalogue.models.collection import Collection, CollectionCourse, CollectionEvent, CourseOverlay
from catalogue.models.course import Course, CourseInstance, CourseJobRole, CourseSkill, CourseSkillArea, CourseSlug
from catalogue.models.curriculum import CurriculumVersion
from catalogue.models.declaration import Declaration
from catalogue.models.demand import DemandFigure, DemandUpload, PlaceDemand
from catalogue.models.esco import EscoConcept, EscoLink, EscoRelation
from catalogue.models.goal import LearningGoal
from catalogue.models.indicators import Figure, SkillSupply, Snapshot
from catalogue.models.interest import CourseInterest, DayInterest, InterestBatch, InterestMark
from catalogue.models.likeness import Likeness
from catalogue.models.link_look import LinkLook
from catalogue.models.logo import ProviderLogo
from catalogue.models.mail import Mail
from catalogue.models.provider import Provider
from catalogue.models.report import Report
from catalogue.models.review import Review
from catalogue.models.run import ImportItem, ImportRun
from catalogue.models.saved_search import SavedSearch
from catalogue.models.shortlist import ShortlistItem
from catalogue.models.sign_in import SignIn
from catalogue.models.source import Source, SourcePage
from catalogue.models.submission import Submission
from catalogue.models.upload import Upload, UploadRow
from catalogue.models.user import GrantedRole, ProviderMember, RegionCurator, User
from catalogue.models.vocabulary import Region, SkillArea

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
    "LinkLook",
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
