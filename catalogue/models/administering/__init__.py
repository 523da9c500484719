"""Tables by which processes know of one another."""
