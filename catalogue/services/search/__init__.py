"""Use cases of search: searching, suggesting, and keeping the index at what the database says."""
