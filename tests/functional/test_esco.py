"""The ESCO download is loaded, updated in place, and shown with the job roles."""

import shutil

import pytest
from sqlalchemy import func, select

from catalogue.models import EscoConcept, EscoRelation

OCCUPATION = "http://data.europa.eu/esco/occupation/06bd6285-13ed-4ea7-90cc-e9638a0600a9"
SKILL = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001"


@pytest.fixture
def load(app):
    def run(folder):
        result = app.test_cli_runner().invoke(app.cli, ["skills", "load-esco", str(folder)])
        return result.exit_code, result.output

    return run


@pytest.fixture
def official(tmp_path):
    """A folder as the portal packs it: a file per kind and language."""
    folder = tmp_path / "esco"
    folder.mkdir()
    head = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n"
    (folder / "occupations_en.csv").write_text(f'{head}Occupation,{OCCUPATION},7412,battery technician,"one\ntwo"\n')
    (folder / "occupations_de.csv").write_text(f"{head}Occupation,{OCCUPATION},7412,Batterietechniker,\n", "utf-8")
    head = "conceptType,conceptUri,skillType,preferredLabel\n"
    (folder / "skills_en.csv").write_text(f"{head}KnowledgeSkillCompetence,{SKILL},knowledge,electrolytes\n")
    (folder / "occupationSkillRelations_en.csv").write_text(
        f"occupationUri,relationType,skillType,skillUri\n{OCCUPATION},essential,knowledge,{SKILL}\n"
    )
    return folder


def test_a_download_in_several_files_and_languages_becomes_one_concept_each(load, official, session):
    assert load(official) == (
        0, "Concepts: 2 added, 0 changed, 0 unchanged.\nRelations: 1 added, 0 changed, 0 unchanged.\n"
    )  # fmt: skip
    occupation = session.get(EscoConcept, OCCUPATION)
    assert occupation.labels == {"en": "battery technician", "de": "Batterietechniker"}
    assert (occupation.isco, occupation.alternative_labels) == ("7412", {"en": ["one", "two"]})


def test_a_second_load_changes_nothing_and_a_changed_file_updates_in_place(load, official, session):
    load(official)
    assert "0 added, 0 changed, 2 unchanged" in load(official)[1]
    path = official / "skills_en.csv"
    path.write_text(path.read_text().replace("electrolytes", "electrolytes of cells"))
    assert "0 added, 1 changed, 1 unchanged" in load(official)[1]
    assert session.get(EscoConcept, SKILL).labels["en"] == "electrolytes of cells"
    assert session.scalar(select(func.count()).select_from(EscoRelation)) == 1


def test_another_language_adds_labels_and_takes_none_away(load, official, session):
    load(official)
    (official / "occupations_en.csv").unlink()
    (official / "occupations_de.csv").rename(official / "occupations_cs.csv")
    load(official)
    assert set(session.get(EscoConcept, OCCUPATION).labels) == {"en", "de", "cs"}


def test_what_vanishes_or_becomes_obsolete_stays_marked_and_ours_that_point_to_it_are_named(load, official, session):
    other = SKILL.replace("01", "02")
    skills = "conceptType,conceptUri,skillType,preferredLabel,status\n"
    rows = [f"KnowledgeSkillCompetence,{SKILL[:-2]}{n:02},knowledge,skill {n},released\n" for n in range(1, 11)]
    (official / "skills_en.csv").write_text(skills + "".join(rows))
    (official / "broaderRelationsSkillPillar_en.csv").write_text(
        "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel\n"
        f"KnowledgeSkillCompetence,{SKILL},skill 1,SkillGroup,http://data.europa.eu/esco/isced-f/0711,chemistry\n"
    )
    assert "Links to broader and related concepts: 1 added, 0 removed." in load(official)[1]
    assert session.query(EscoConcept).count() == 11
    head = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
    (official / "occupations_en.csv").write_text(f"{head}Occupation,{OCCUPATION},7412,battery mechanic,,obsolete\n")
    (official / "skills_en.csv").write_text(skills + "".join(rows[:1] + rows[2:]))
    said = load(official)[1]
    assert "“battery technician” is now “battery mechanic”" in said
    assert "1 gone from ESCO, kept and marked:\n  skill 2" in said
    assert "Ours that now point to an obsolete or gone concept: battery-technician." in said
    session.expire_all()
    assert session.get(EscoConcept, other).status == "gone"
    assert session.get(EscoConcept, OCCUPATION).alternative_labels == {}
    (official / "skills_en.csv").write_text(skills + "".join(rows[:1]))
    assert "8 known concepts are not in this download" in load(official)[1]
    again = load(official)[1]
    assert "0 added, 0 changed, 2 unchanged" in again
    assert "gone from ESCO" not in again


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00"])
def test_a_folder_without_esco_says_what_is_wanted(load, tmp_path, content):
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "skills_en.csv").write_text(content)
    status, said = load(tmp_path / "odd")
    assert status != 0
    assert "conceptUri" in said or "cannot be read" in said


def test_the_recorded_sample_loads_whole(load, shared_data, session, tmp_path):
    folder = shutil.copytree(shared_data / "esco", tmp_path / "esco")
    assert load(folder) == (
        0, "Concepts: 1682 added, 0 changed, 0 unchanged.\nRelations: 3527 added, 0 changed, 0 unchanged.\n"
    )  # fmt: skip
    assert "0 added, 0 changed, 1682 unchanged" in load(folder)[1]


def test_a_role_shows_what_esco_says_of_it(load, official, client):
    load(official)
    page = client.get("/job-roles/battery-technician?lang=de").get_data(as_text=True)
    assert "Batterietechniker" in page
    assert "electrolytes" in page
