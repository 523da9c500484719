"""Values and rules in plain Python: nothing here knows a database, a network or Flask."""
