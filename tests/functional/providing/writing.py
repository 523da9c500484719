"""A listing written and handed in through its forms, and what becomes of it."""

import re

from catalogue.extensions import db
from catalogue.models import Review
from tests.functional.people import post

COURSE = {
    "title": "Cell assembly for beginners",
    "url": "https://works.example/cells",
    "language": "en",
    "summary": "From electrode to cell.",
    "description": "Winding, stacking and sealing battery cells in a dry room.",
}
RUN = {"instances-0-start": "2031-03-01", "instances-0-end": "2031-03-05", "instances-0-city": "Ostrava"}
RUN |= {"instances-0-country": "CZ", "instances-0-price": "490", "instances-0-currency": "EUR"}

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def write(browser, draft, areas=("batteries",), **changed):
    post(browser, f"{draft}/course", **COURSE | changed)
    post(browser, f"{draft}/content", skill_areas=list(areas), learning_outcomes="wind a cell\nseal a cell")


def hand_in(browser, draft):
    return post(browser, f"{draft}/hand-in", page=f"{draft}/check")


def latest_review():
    return db.session.query(Review).order_by(Review.id.desc()).first()


def decide(browser, review, verdict, reason=""):
    address = f"/moderation/{review.id}"
    return post(browser, address, verdict=verdict, reason=reason, version=review.version)
