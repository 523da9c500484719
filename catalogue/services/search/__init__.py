"""Use cases of search: asking, suggesting, and keeping the index at what the database says."""
