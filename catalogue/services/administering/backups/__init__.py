"""Backups: one file that holds all that cannot be made anew, and its way back into an instance.

The index is not among it: the database is the truth, an index of another program version may not be readable, and a
restore makes it anew.
"""
