"""Pages for moderators: the queue, likenesses, skills of courses, the audit trail."""
