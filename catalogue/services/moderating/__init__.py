"""Use cases of moderators: the queue, likenesses, readers' reports of problems, the audit trail."""
