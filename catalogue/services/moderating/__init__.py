"""Use cases of moderators: deciding on what waits in the queue, likenesses, readers' reports of problems."""
