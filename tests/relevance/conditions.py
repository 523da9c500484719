"""Print how wishes in words are answered: ``python -m tests.relevance.conditions [--sets report] [--questions]``.

Of questions with conditions: the share of the first five courses that meet them, and the shares of the right courses
among the first five and on the first page. Of words that only look like conditions: the share whose course
comes first with no filter understood. Of all: nDCG@10.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from tests.relevance.asked_catalogue import Answer, ask, catalogue_of
from tests.relevance.measures import measure
from tests.relevance.question_sets import FOLDER, Question, QuestionSet, read_set
from tests.relevance.stated_conditions import meets, right_courses, worth

FIRST_COURSES = 5
COURSES_PER_PAGE = 20
COURSES_LISTED = 3
FILTERS_BY_KIND: Mapping[str, frozenset[str]] = {
    "place": frozenset({"country", "region", "place", "near", "distance"}),
    "time": frozenset({"starts", "month", "from", "until", "start"}),
    "price": frozenset({"price", "max_price"}),
    "mode": frozenset({"delivery_mode", "mode"}),
    "level": frozenset({"level", "eqf"}),
}
"""The filters that a trap of a kind must not set."""


@dataclass(frozen=True)
class Figures:
    """All between 0 and 1; None where a question has nothing to measure by."""

    met: float | None
    found_first: float | None
    found: float | None
    kept: float | None
    ndcg: float


Results = Sequence[tuple[Question, Answer, Figures]]


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.relevance.conditions", description=__doc__)
    options.add_argument("--sets", choices=("develop", "report"), default="develop", help="which half is asked")
    options.add_argument("--folder", type=Path, default=FOLDER, help="where the files of the sets are")
    options.add_argument("--questions", action="store_true", help="list every question with its first courses")
    chosen = options.parse_args()
    held = read_set(chosen.sets, chosen.folder, datetime.now(UTC).date())
    console, began = Console(width=130), perf_counter()
    results = answered(held)
    if chosen.questions:
        _print_questions(console, held, results)
    for title, group in (("part", lambda question: question.kind), ("language", lambda question: question.language)):
        console.print(_table(f"{held.name}: {len(held.courses)} courses, by {title}", results, group))
    left_out = len(held.questions) - len(results)
    console.print(f"{len(results)} questions in {perf_counter() - began:.0f} s; {left_out} have no right course today")


def answered(held: QuestionSet) -> Results:
    """Every question of a set that has a right course, its answer, and how good that is."""
    with catalogue_of(held) as app:
        asked = [question for question in held.questions if right_courses(held, question)]
        answers = [(question, ask(app, question)) for question in asked]
    return [(question, answer, judge(held, question, answer)) for question, answer in answers]


def judge(held: QuestionSet, question: Question, answer: Answer) -> Figures:
    """The measures of one answer; one without a course meets nothing."""
    ndcg = measure(answer.ids, worth(held, question)).ndcg
    if question.never:
        return Figures(None, None, None, float(_is_kept(held, question, answer)), ndcg)
    right, first = right_courses(held, question), answer.ids[:FIRST_COURSES]
    return Figures(
        met=_share_met(held, question, first),
        found_first=len(right & set(first)) / min(len(right), FIRST_COURSES),
        found=len(right & set(answer.ids)) / min(len(right), COURSES_PER_PAGE),
        kept=None,
        ndcg=ndcg,
    )


def mean(values: Iterable[float | None]) -> float | None:
    """Mean of what was measured; None if nothing was."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _share_met(held: QuestionSet, question: Question, first: Sequence[int]) -> float | None:
    if not question.conditions:
        return None
    return mean(float(meets(held, held.courses[number], question, exactly=False)) for number in first) or 0.0


def _is_kept(held: QuestionSet, question: Question, answer: Answer) -> bool:
    first = held.courses[answer.ids[0]] if answer.ids else None
    misread = FILTERS_BY_KIND[question.never or ""] & answer.understood
    return bool(first and first.topics & set(question.topics)) and not misread


def _table(title: str, results: Results, group: Callable[[Question], str]) -> Table:
    table = Table(title=title)
    for heading in ("", "questions", "top 5 meet", "right in 5", "right in 20", "traps kept", "nDCG@10"):
        table.add_column(heading, justify="right" if heading else "left")
    for name in dict.fromkeys(["all", *(group(question) for question, _, _ in results)]):
        ours = [figures for question, _, figures in results if name in ("all", group(question))]
        means = (
            mean(getattr(each, field) for each in ours) for field in ("met", "found_first", "found", "kept", "ndcg")
        )
        table.add_row(name, str(len(ours)), *("–" if value is None else f"{value:.3f}" for value in means))
    return table


def _print_questions(console: Console, held: QuestionSet, results: Results) -> None:
    for question, answer, figures in results:
        console.print(f"{figures.ndcg:.2f} {question.kind} {question.language} {question.text!r}", markup=False)
        right = right_courses(held, question)
        for number in answer.ids[:COURSES_LISTED]:
            course = held.courses[number]
            mark = "right" if number in right else "meets" if meets(held, course, question, exactly=False) else "–"
            console.print(f"      {mark:5} {course.title} ({course.language})", markup=False)


if __name__ == "__main__":
    main()
