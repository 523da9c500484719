"""Pages for learners: courses, skills, job roles, regions, curricula, the shortlist."""
