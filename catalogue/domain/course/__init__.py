"""A course and its instances, and the rules for each of their values."""
