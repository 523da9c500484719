"""The moderators' queue. What a kind of item means is known by its module in ``kinds``, which is found, not listed."""
