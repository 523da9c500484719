"""Pages for moderators: the queue, likenesses, the audit trail."""
