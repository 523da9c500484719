"""Recomputes the indicators from the raw downloads, knowing nothing of the catalogue's code but their definitions.

By hand: ``python tests/functional/indicators/recompute_indicators.py courses.csv interest.csv 2026-11-23``.
Declared numbers and the people whom places need are recomputed by ``declared`` and ``needed``.
"""

import csv
import io
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

AREAS = {
    *("batteries", "hydrogen", "electric-drive", "electronics", "it-software", "automated-connected-driving"),
    *("repair-maintenance", "manufacturing", "circular-economy", "quality-safety", "supply-chain", "management-skills"),
}
FACETS = {"skill_area": "skill_areas", "country": "countries", "language": "languages", "region": "regions"}


def recompute(courses: str, interest: str, moment: datetime) -> Counter:
    """(indicator, facet, subject, skill area) → number, of the month up to ``moment``."""
    rows = list(csv.DictReader(io.StringIO(courses)))
    shown = [row for row in rows if row["status"] == "published"]
    parts = holdings(shown), changes(rows, shown, moment), quality(shown, moment), asked(interest, moment), opened(rows)
    return Counter({key: value for part in parts for key, value in part.items()})


def holdings(shown):
    found = Counter({("courses", "", "", ""): len(shown)})
    found["providers", "", "", ""] = len({row["provider"] for row in shown})
    found["countries", "", "", ""] = len({one for row in shown for one in many(row, "countries")} - {"online"})
    found["languages", "", "", ""] = len({one for row in shown for one in many(row, "languages")})
    # a NUTS code is its country's two letters and a character a level
    found["regions", "", "", ""] = len({one for row in shown for one in many(row, "regions") if len(one) == 4})
    for row in shown:
        areas = [area for area in many(row, "skill_areas") if area in AREAS]
        found["seats", "", "", ""] += int(row["seats"])
        for facet, column in FACETS.items():
            for value in many(row, column):
                found["courses", facet, value, ""] += 1
                if facet in ("country", "region"):
                    found.update(("courses", facet, value, area) for area in areas)
        for place, seats in seats_at(row):
            facet = "country" if len(place) == 2 else "region"
            found.update({("seats", facet, place, area): seats for area in ["", *areas]})
        for area in areas:
            found["seats", "skill_area", area, ""] += int(row["seats"])
    return found


def seats_at(row):
    """Each run's announced places, at the region it is held in and at those around it, but for NUTS 3."""
    for told in many(row, "seats_at"):
        code, seats = told.split(":")
        yield from ((place, int(seats)) for place in [code, *surrounding(code)] if code and len(place) < 5)


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


def opened(rows):
    """Of all courses, those since withdrawn included."""
    found = Counter()
    for row in rows:
        found.update(
            {("opened", "skill_area", area, ""): int(row["opened"]) for area in AREAS & {*many(row, "skill_areas")}}
        )
    return found


def skills_taught(courses: str, asked: set) -> Counter:
    """(place, skill) → courses, of the skills that job roles ask for; at countries, NUTS 2 regions and everywhere."""
    found = Counter()
    for row in csv.DictReader(io.StringIO(courses)):
        if row["status"] == "published":
            regions = [one for one in many(row, "regions") if len(one) == 4]
            places = ["", *({*many(row, "countries")} - {"online"}), *regions]
            found.update((place, skill) for place in places for skill in asked & {*many(row, "skills")})
    return found


def declared(declarations: str) -> dict:
    """Year → partners, people trained, programmes updated."""
    found = {}
    for row in csv.DictReader(io.StringIO(declarations)):
        partners, people, programmes = found.get(int(row["year"]), (0, 0, 0))
        found[int(row["year"])] = (
            partners + 1,
            people + int(row["people_trained"]),
            programmes + int(row["programmes_updated"]),
        )
    return found


def needed(demand: str) -> dict:
    """(place, first-level skill area) → people, from the declared figures that are in force.

    The newest year counts. A figure for the whole area is taken as it is; else narrower areas and job roles add up.
    A place without figures of its own has the sum of the outermost ones within it.
    """
    groups = {}
    for row in csv.DictReader(io.StringIO(demand)):
        groups.setdefault((row["region"], row["within"]), []).append(row)
    own = {key: people_in(rows, key[1]) for key, rows in groups.items()}
    places = {around for region, _area in own for around in surrounding(region)}
    summed = {}
    for place in places:
        for area in {area for region, area in own if place in surrounding(region)}:
            inner = {region for region, of in own if of == area and place in surrounding(region)}
            outermost = [region for region in inner if not inner & set(surrounding(region))]
            summed[place, area] = sum(own[region, area] for region in outermost)
    return summed | own


def people_in(rows, area):
    newest = max(row["year"] for row in rows)
    rows = [row for row in rows if row["year"] == newest]
    whole = [row for row in rows if row["skill_area"] == area and not row["job_role"]]
    parts = {row["skill_area"] for row in rows}
    alone = {part: [row for row in rows if row["skill_area"] == part and not row["job_role"]] for part in parts}
    counted = whole or [row for row in rows if not alone[row["skill_area"]] or not row["job_role"]]
    return sum(int(row["number"]) for row in counted)


def surrounding(region):
    """The regions around a NUTS region, and its country, whose code is ISO's."""
    if len(region) == 2:
        return []
    country = {"EL": "GR", "UK": "GB"}.get(region[:2], region[:2])
    return [region[:length] for length in range(len(region) - 1, 2, -1)] + [country]


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
