"""Learners' interest: recorded by the web processes, counted by the worker, queried by pages.

A request only appends a line to a file of the minute and touches no table. Every minute the worker turns finished
files into numbers of a day, from which statistics are made.
"""

from catalogue.services.indicators.interest.asking import median_of_area, per_course, per_day, per_day_of
from catalogue.services.indicators.interest.counting import count_notes
from catalogue.services.indicators.interest.noting import InterestNotes, Visitor

__all__ = ["InterestNotes", "Visitor", "count_notes", "median_of_area", "per_course", "per_day", "per_day_of"]
