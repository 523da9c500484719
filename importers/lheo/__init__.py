"""LHEO, the French language of training offers."""
