"""Collections of courses, choices among them, and answers kept while the catalogue stays the same."""
