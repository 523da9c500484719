"""Learners' interest: recorded by the web processes, counted by the worker, queried by pages.

A request only appends a line to a file of the minute and touches no table. Every minute the worker turns finished
files into numbers of a day, from which statistics are made.
"""

from catalogue.services.interest.counting import count_notes
from catalogue.services.interest.queries import (
    course_interest_per_day,
    interest_per_course,
    interest_per_day,
    median_interest_of_area,
)
from catalogue.services.interest.recording import InterestRecorder, Visitor

__all__ = [
    "InterestRecorder",
    "Visitor",
    "count_notes",
    "course_interest_per_day",
    "interest_per_course",
    "interest_per_day",
    "median_interest_of_area",
]
