"""What the trade is called is not taken for conditions: "3D printing", "mise à jour à distance"."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.understanding import Names, Understood, understand
from catalogue.services.search.understanding import terms_in
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skills import skills
from catalogue.taxonomy.terms import terms

NAMES = Names(terms=terms_in)
SKILLS = [
    (language, name)
    for skill in skills()
    for language, names in terms().all_labels(skill.key).items()
    for name in names
]
ROLES = [label for role in job_roles() for label in role.labels.items()]


@given(st.sampled_from([*SKILLS, *ROLES]))
def test_names_of_skills_and_job_roles_stay_words(label):
    language, name = label
    assert understand(name, language, date(2026, 11, 30), NAMES) == Understood(name)
