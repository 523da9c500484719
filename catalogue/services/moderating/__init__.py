"""Use cases of moderators: the queue, likenesses, problem reports, the audit trail."""
