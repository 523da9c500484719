"""The moderators' queue. Kinds of items are modules in the rooms of their nouns, found by ``kinds``."""
