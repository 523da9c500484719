"""Nearness in meaning: the vectors that courses and questions are compared by, and what counts as near.

A course has two texts: what it is about in a sentence or two, and its subject in a few names. Both vectors make one of
length one, and so does the question's, said twice; their cosine is the mean of the two. How high cosines are differs
from question to question: a course is near if its cosine stands out from those that courses have with this question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Encoder, Vectors

USUAL_COSINE = 0.1
"""What most courses have in common with most questions, and how far that varies: measured on the judged sets."""

USUAL_DEVIATION = 0.1

COURSES_ASSUMED = 30
"""Courses that this counts for, so that a catalogue of two does not tell its own mean."""

MAX_COURSES_BY_MEANING = 300
"""Courses that join the results for their meaning alone."""

MIN_DEVIATIONS_TO_JOIN = 1.7
"""Standard deviations above the usual from which a course that lacks the words joins the results."""

NEAR_COSINE = 0.5
"""The cosine from which a course is near however many others are: where all teach the same, none stands out."""

MIN_COSINE_FOR_UNKNOWN_WORDS = 0.27
"""The cosine with the text of the nearest course from which a question counts that has no word of any course: nonsense
is as far from every text, yet something is always nearest."""

MIN_COSINE_FOR_FUNCTION_WORDS = 0.15
"""The same for a question of whose words courses have only such as "how" and "to"."""


@dataclass(frozen=True, slots=True)
class UsualCosine:
    """The mean and the standard deviation of the cosines of courses with one question."""

    mean: float
    deviation: float

    def deviations(self, cosines: Vectors) -> Vectors:
        """Return by how many standard deviations each of these is above the mean."""
        return (cosines - self.mean) / self.deviation


def usual_cosine(cosines: Vectors, weights: Vectors) -> UsualCosine:
    """Return the mean and deviation of some courses' cosines, each standing for as many courses as its weight says,
    together with what is usual."""
    courses = float(weights.sum()) + COURSES_ASSUMED
    mean = (float((cosines * weights).sum()) + COURSES_ASSUMED * USUAL_COSINE) / courses
    squares = float((((cosines - mean) ** 2) * weights).sum()) + COURSES_ASSUMED * USUAL_DEVIATION**2
    return UsualCosine(mean, sqrt(squares / courses))


def course_vectors(encoder: Encoder, documents: Sequence[CourseDocument]) -> Vectors:
    """Return a row of length one per course, in which its two texts count alike; one without a subject says its gist
    twice."""
    texts = [text for document in documents for text in (document.gist, document.subject or document.gist)]
    pairs: Vectors = encoder.encode(texts).reshape(len(documents), -1) / np.float32(sqrt(2))
    return pairs


def question_vector(encoded: Vectors) -> Vectors:
    """Return what an encoder makes of a question as it is compared with the vectors of courses."""
    twice: Vectors = np.concatenate([encoded, encoded]) * np.float32(sqrt(0.5))
    return twice


def products(vectors: Vectors, vector: Vectors) -> Vectors:
    """Return the product of each row with a vector. Not by BLAS, whose threads wait for one another in a process that
    answers several requests: that takes fifty times as long as the multiplying."""
    found: Vectors = np.einsum("ij,j->i", vectors, vector)
    return found


def gist_cosines(courses: Vectors, question: Vectors) -> Vectors:
    """Return the cosine of each course's gist alone with the question: names of a word or two are near to anything
    that no encoder knows."""
    half = question.size // 2
    cosines: Vectors = 2 * products(courses[:, :half], question[:half])
    return cosines


def deviations_to_join(usual: UsualCosine, deviations: Vectors) -> float:
    """Return the deviations from which courses join the results, given those of all that could."""
    least = min(MIN_DEVIATIONS_TO_JOIN, (NEAR_COSINE - usual.mean) / usual.deviation)
    if deviations.size <= MAX_COURSES_BY_MEANING:
        return least
    return max(least, float(np.partition(deviations, -MAX_COURSES_BY_MEANING)[-MAX_COURSES_BY_MEANING]))


def min_nearest_cosine(*, any_word: bool, any_content_word: bool) -> float:
    """Return the cosine that the nearest course's gist must have for courses to join at all, by whether some course has
    a word of the question, and one that says something."""
    if any_content_word:
        return 0.0
    return MIN_COSINE_FOR_FUNCTION_WORDS if any_word else MIN_COSINE_FOR_UNKNOWN_WORDS
