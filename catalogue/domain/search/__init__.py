"""Collections of courses, choices among them, and results cached while the catalogue stays the same."""
