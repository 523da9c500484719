"""Indicators: what the catalogue holds and how it is used, measured by the worker, kept month by month, read by pages.

The numbers of a moment come from the index and from aggregates of the database; they are stored as this month's if
the catalogue has changed since. Pages, downloads and the API only read what is stored, and offer the rows from which
anybody can recompute it.
"""
