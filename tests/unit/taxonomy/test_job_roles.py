"""The reference job roles are whole: known skills, known areas, names in every language."""

from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.skills import roles_trained_by
from catalogue.taxonomy.terms import terms

LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv"}


def test_there_are_enough_roles_each_with_enough_skills():
    assert len(job_roles()) >= 25
    assert all(8 <= len(role.skills) <= 20 for role in job_roles())


def test_roles_ask_for_skills_and_areas_there_are():
    known = {term.key for term in terms()}
    assert {skill.key for role in job_roles() for skill in role.skills} <= known
    assert all(skill_areas().get(role.area) for role in job_roles())


def test_roles_have_names_in_every_language_and_levels_of_the_framework():
    for role in job_roles():
        assert set(role.labels) == LANGUAGES
        assert all(role.labels.values())
        assert all(1 <= skill.level <= 8 for skill in role.skills)
        assert any(skill.essential for skill in role.skills)


def test_no_role_asks_for_a_skill_twice():
    assert all(len({skill.key for skill in role.skills}) == len(role.skills) for role in job_roles())


def test_a_course_is_for_the_roles_whose_essential_skills_it_teaches():
    assert "battery-technician" in roles_trained_by(["battery-repair"])
    assert roles_trained_by(["spreadsheet"]) == []
    assert roles_trained_by(["leadership"]) == []
    assert roles_trained_by(["leadership", "change"]) == ["lean-manager"]
