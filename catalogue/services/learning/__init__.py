"""Use cases of learners: goals, shortlist, saved searches, skills."""
