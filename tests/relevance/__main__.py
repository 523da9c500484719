"""Print how good the answers are: ``python -m tests.relevance [--misses] [--shares]``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import fields

from rich.console import Console
from rich.table import Table

from catalogue.search.ranking import Signals
from catalogue.taxonomy.skill_areas import skill_areas
from tests.relevance.classifying import tally
from tests.relevance.contenders import (
    Answerer,
    by_kind,
    by_language,
    catalogue_engine,
    measured,
    overall,
    stock_whoosh,
)
from tests.relevance.judged import JudgedQuery, JudgedSet, develop_set, report_set
from tests.relevance.measures import Measures

Results = Sequence[tuple[JudgedQuery, Measures]]


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.relevance", description=__doc__)
    options.add_argument("--misses", action="store_true", help="list the queries answered worst, with what was found")
    options.add_argument("--shares", action="store_true", help="tell what each ranking signal is worth")
    chosen = options.parse_args()
    console = Console(width=130)
    for judged in (develop_set(), report_set()):
        ours, stock = catalogue_engine(judged.documents), stock_whoosh(judged.documents)
        results = measured(judged, ours)
        _print(console, judged, {"catalogue": results, "stock Whoosh": measured(judged, stock)})
        if chosen.misses:
            _print_misses(console, judged, results, ours)
        if chosen.shares:
            _print_shares(console, judged, results)
    _print_areas(console, chosen.misses)


def _print_areas(console: Console, with_mistakes: bool) -> None:
    counted = tally()
    table = Table(title=f"Skill areas of {counted.courses} courses: macro-F1 {counted.macro_f1:.3f}")
    for heading in ("area", "F1", "right", "wrong", "missed"):
        table.add_column(heading, justify="left" if heading == "area" else "right")
    for root in skill_areas().roots():
        numbers = (counts[root.key] for counts in (counted.right, counted.wrong, counted.missed))
        table.add_row(root.key, f"{counted.f1(root.key):.3f}", *map(str, numbers))
    console.print(table)
    for title, missed, wrong in counted.mistakes if with_mistakes else ():
        console.print(f"{title}: missed {', '.join(sorted(missed)) or '–'}, wrong {', '.join(sorted(wrong)) or '–'}")


def _print(console: Console, judged: JudgedSet, contenders: Mapping[str, Results]) -> None:
    size = f"{len(judged.documents)} courses, {len(judged.queries)} queries"
    table = Table(title=f"The {judged.name} set ({size}): nDCG@10, recall@10, mean reciprocal rank")
    table.add_column("queries")
    for name in contenders:
        table.add_column(name, justify="right")
    table.add_row("all", *(_shown(overall(results)) for results in contenders.values()))
    for grouping in (by_kind, by_language):
        table.add_section()
        groups = [grouping(results) for results in contenders.values()]
        for group in groups[0]:
            table.add_row(group, *(_shown(each[group]) for each in groups))
    console.print(table)


def _print_misses(console: Console, judged: JudgedSet, results: Results, answer: Answerer) -> None:
    titles = {document.id: f"{document.title} ({document.language})" for document in judged.documents}
    for query, measures in sorted(results, key=lambda result: result[1].ndcg):
        if measures.ndcg < 0.7:
            console.print(f"{measures.ndcg:.2f} {query.kind} {query.language} {query.text!r} {dict(query.grades)}")
            grades = judged.grades(query)
            for number in answer(query):
                console.print(f"      {grades.get(number, 0)} {titles[number]}")


def _print_shares(console: Console, judged: JudgedSet, results: Results) -> None:
    """What is lost over all queries, and in the kind that loses most, when one signal is left out."""
    table = Table(title=f"The {judged.name} set without one signal: nDCG@10 lost")
    for heading in ("without", "all", "most in", "there"):
        table.add_column(heading, justify="right")
    kinds = by_kind(results)
    for signal in fields(Signals):
        left = measured(judged, catalogue_engine(judged.documents, Signals.without([signal.name])))
        lost = {kind: kinds[kind].ndcg - measures.ndcg for kind, measures in by_kind(left).items()}
        most = max(lost, key=lost.__getitem__)
        table.add_row(signal.name, f"{overall(results).ndcg - overall(left).ndcg:+.3f}", most, f"{lost[most]:+.3f}")
    console.print(table)


def _shown(measures: Measures) -> str:
    return f"{measures.ndcg:.3f}  {measures.recall:.3f}  {measures.mrr:.3f}"


if __name__ == "__main__":
    main()
