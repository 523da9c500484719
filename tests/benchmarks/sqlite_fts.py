"""SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from catalogue.search.documents import CourseDocument
from catalogue.search.facets import FACET_KEYS
from catalogue.search.ranking import FIELD_WEIGHTS
from tests.benchmarks.asking import FIELDS, PAGE, Ask, Reply


class Fts5:
    """SQLite's full-text search, facets by ``GROUP BY`` over a table of values."""

    name = "fts5"

    def build(self, directory: Path, documents: Sequence[CourseDocument]) -> None:
        directory.mkdir(parents=True)
        database = sqlite3.connect(directory / "fts.db")
        database.execute(
            f"CREATE VIRTUAL TABLE course USING fts5({', '.join(FIELDS)}, tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute("CREATE TABLE facet (course INTEGER, facet TEXT, value TEXT)")
        places = ", ".join("?" * (len(FIELDS) + 1))
        database.executemany(
            f"INSERT INTO course (rowid, {', '.join(FIELDS)}) VALUES ({places})",
            ((document.id, *(getattr(document, name) for name in FIELDS)) for document in documents),
        )
        database.executemany(
            "INSERT INTO facet VALUES (?, ?, ?)",
            ((d.id, key, value) for d in documents for key, values in d.facets.items() for value in values),
        )
        database.execute("CREATE INDEX facet_course ON facet (course, facet, value)")
        database.execute("CREATE INDEX facet_value ON facet (facet, value, course)")
        database.execute("ANALYZE")
        database.commit()
        database.close()

    def open(self, directory: Path) -> Callable[[Ask], Reply]:
        database = sqlite3.connect(directory / "fts.db")
        weights = ", ".join(str(FIELD_WEIGHTS[name]) for name in FIELDS)

        def match(ask: Ask) -> str:
            words = [f'"{word}"' for word in ask.words]
            if ask.phrase:
                return '"' + " ".join(ask.words) + '"'
            return (" OR " if ask.any_word else " ").join(words) + "*" * ask.prefix

        def matched(ask: Ask, leaving: str | None) -> tuple[str, list[str]]:
            parts, values = [], []
            if ask.words:
                parts.append("SELECT rowid FROM course WHERE course MATCH ?")
                values.append(match(ask))
            for key, chosen in ask.filters.items():
                if key != leaving:
                    marks = ", ".join("?" * len(chosen))
                    parts.append(f"SELECT course FROM facet WHERE facet = ? AND value IN ({marks})")
                    values += [key, *sorted(chosen)]
            return " INTERSECT ".join(parts) or "SELECT rowid FROM course", values

        def ask(question: Ask) -> Reply:
            database.execute("DROP TABLE IF EXISTS temp.found")
            sql, values = matched(question, None)
            database.execute("CREATE TEMP TABLE found (course INTEGER PRIMARY KEY)")
            database.execute(f"INSERT INTO found {sql}", values)
            [[total]] = database.execute("SELECT count(*) FROM temp.found").fetchall()
            if question.words:
                only = "AND rowid IN temp.found" if question.filters else ""
                database.execute(
                    f"SELECT rowid FROM course WHERE course MATCH ? {only} "
                    f"ORDER BY bm25(course, {weights}) LIMIT {PAGE}",
                    [match(question)],
                ).fetchall()
            facets: dict[str, dict[str, int]] = {key: {} for key in FACET_KEYS}
            counted = database.execute(
                "SELECT facet, value, count(*) FROM temp.found JOIN facet USING (course) GROUP BY 1, 2"
            )
            for key, value, count in counted:
                facets[key][value] = count
            for key in question.filters:
                sql, values = matched(question, key)
                rows = database.execute(
                    f"SELECT value, count(*) FROM facet WHERE facet = ? AND course IN ({sql}) GROUP BY 1",
                    [key, *values],
                )
                facets[key] = dict(rows.fetchall())
            return Reply(total, facets)

        return ask
