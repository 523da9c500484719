"""Lists of courses in JSON under names of the publisher's own: where the list is, and its records as rows."""
