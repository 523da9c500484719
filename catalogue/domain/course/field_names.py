"""What the fields of a course are called, for readers; whoever shows one translates it."""

from __future__ import annotations

from catalogue.domain.text.messages import N_, Message

FIELD_NAMES = {
    "title": N_("Title"),
    "url": N_("Address"),
    "language": N_("Language"),
    "summary": N_("Summary"),
    "description": N_("Description"),
    "instances": N_("Dates and places"),
    "delivery_mode": N_("How it is taught"),
    "teaching_languages": N_("Taught in"),
    "skill_areas": N_("Skill areas"),
    "learning_outcomes": N_("What participants learn"),
    "prerequisites": N_("Prerequisites"),
    "audience": N_("Who it is for"),
    "eqf_level": N_("Level"),
    "isced_f": N_("Field of education"),
    "workload": N_("Workload"),
    "credits": N_("Credits"),
    "credential": N_("Credential"),
    "pace": N_("Pace"),
    "keywords": N_("Keywords"),
    "licence": N_("Licence"),
    "image": N_("Picture"),
    "translations": N_("Translations"),
    "external_id": N_("Identifier"),
}


def field_name(field: str) -> Message:
    """The field's name; of one that is none of a course's, the word itself."""
    return Message(FIELD_NAMES.get(field, field))
