"""Learners' interest: noted by the web processes, counted by the worker, asked for by pages.

- ``noting.InterestNotes``: what a request does, one line appended to a file of the minute; no table is touched.
- ``counting.count_notes``: what the worker does every minute, files → numbers a day.
- ``asking``: ``per_course``, ``per_day``, ``per_day_of`` and ``median_of_area``, what statistics are made of.
"""

from catalogue.services.indicators.interest.asking import median_of_area, per_course, per_day, per_day_of
from catalogue.services.indicators.interest.counting import count_notes
from catalogue.services.indicators.interest.noting import InterestNotes, Visitor

__all__ = ["InterestNotes", "Visitor", "count_notes", "median_of_area", "per_course", "per_day", "per_day_of"]
