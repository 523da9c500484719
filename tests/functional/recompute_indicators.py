"""Recomputes the indicators from the raw downloads, knowing nothing of the catalogue's code but their definitions.

By hand: ``python tests/functional/recompute_indicators.py courses.csv interest.csv 2026-11-23``.
"""

import csv
import io
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

FACETS = {"skill_area": "skill_areas", "country": "countries", "language": "languages", "region": "regions"}


def recompute(courses: str, interest: str, moment: datetime) -> Counter:
    """(indicator, facet, subject, skill area) → number, of the month up to ``moment``."""
    rows = list(csv.DictReader(io.StringIO(courses)))
    shown = [row for row in rows if row["status"] == "published"]
    return Counter(holdings(shown) | changes(rows, shown, moment) | quality(shown, moment) | asked(interest, moment))


def holdings(shown):
    found = Counter({("courses", "", "", ""): len(shown)})
    found["providers", "", "", ""] = len({row["provider"] for row in shown})
    found["countries", "", "", ""] = len({one for row in shown for one in many(row, "countries")} - {"online"})
    found["languages", "", "", ""] = len({one for row in shown for one in many(row, "languages")})
    # a NUTS code is its country's two letters and a character a level
    found["regions", "", "", ""] = len({one for row in shown for one in many(row, "regions") if len(one) == 4})
    for row in shown:
        areas = many(row, "skill_areas")
        found["seats", "", "", ""] += int(row["seats"])
        for facet, column in FACETS.items():
            for value in many(row, column):
                found["courses", facet, value, ""] += 1
                if facet in ("country", "region"):
                    found.update(("courses", facet, value, area) for area in areas)
        for area in areas:
            found["seats", "skill_area", area, ""] += int(row["seats"])
    return found


def changes(rows, shown, moment):
    first = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    created, updated = (lambda row: instant(row["created"])), (lambda row: instant(row["updated"]))
    withdrawn = [row for row in rows if row["status"] == "withdrawn" and row["merged"] == "0"]
    return {
        ("new", "", "", ""): sum(created(row) >= first for row in rows),
        ("updated", "", "", ""): sum(updated(row) >= first > created(row) for row in shown),
        ("withdrawn", "", "", ""): sum(updated(row) >= first for row in withdrawn),
    }


def quality(shown, moment):
    def checked(days):
        return sum(instant(row["checked"]) >= moment - timedelta(days=days) for row in shown)

    fields = Counter(field for row in shown for field in many(row, "states"))
    return {
        ("checked-week", "", "", ""): checked(7),
        ("checked-month", "", "", ""): checked(30),
        ("broken-links", "", "", ""): sum(row["broken_link"] == "1" for row in shown),
        **{("complete", "field", field, ""): count for field, count in fields.items()},
    }


def asked(interest, moment):
    days = [row for row in csv.DictReader(io.StringIO(interest)) if row["day"].startswith(f"{moment:%Y-%m}")]
    columns = ("visits", "searches", "fruitless", "opened", "followed")
    return {(column, "", "", ""): sum(int(row[column]) for row in days) for column in columns}


def many(row, column):
    return [value for value in row[column].split("|") if value]


def instant(text):
    return datetime.fromisoformat(text)


if __name__ == "__main__":
    texts = [Path(path).read_text("utf-8") for path in sys.argv[1:3]]
    for key, number in sorted(recompute(*texts, datetime.fromisoformat(sys.argv[3]).replace(tzinfo=UTC)).items()):
        print(*key, number, sep=",")
