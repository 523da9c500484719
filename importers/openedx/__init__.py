"""The course-list API of Open edX."""
