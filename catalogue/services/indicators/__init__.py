"""Indicators: what the catalogue holds and how it is used, measured by the worker, kept month by month, read by pages.

- ``definitions``: what each indicator means, in words that stand on the page.
- ``measuring.measure``: the numbers of this moment, from the index and from aggregates of the database.
- ``keeping.refresh``: stores them as this month's, if the catalogue has changed since.
- ``role_supply``: what the reference job roles ask for, and where it is taught.
- ``reading``: what pages, downloads and the API show.
- ``raw``: the rows from which anybody can recompute them.
"""
