"""Use cases of courses: reading, exporting, keeping them fresh, documents for the index."""
