"""Courses from tables of any kind: which column a header means, and drafts from rows."""
