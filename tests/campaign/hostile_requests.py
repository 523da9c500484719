"""Random requests over the whole map of addresses, by everybody: whatever is sent, no answer is a fault of ours."""

from __future__ import annotations

import inspect
import io
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, got_request_exception
from flask.testing import FlaskClient
from werkzeug.routing import BuildError, Rule

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.domain.people.permissions import Role
from catalogue.extensions import db, limiter
from catalogue.models import User
from tests.browsing import FreshClient, quick_passwords
from tests.campaign.figures import Figures
from tests.databases import Pristine, fill
from tests.functional.people import sign_in
from tests.functional.two_of_everything import OURS, World, two_of_everything

REQUESTS = 20_000
REQUESTS_PER_ALLOWANCE = 25
ROOT = Path(__file__).parents[2]

ODD_WORDS = (
    *("", " ", "0", "-1", "1", "2", "%", "*", "a*", "NOT", "OR OR", '"', "(" * 200, "../../etc/passwd", "//", "."),
    *("\x00", "a\x00b", "\ufffd", "\u202e", "é" * 300, "🚗", "<script>alert(1)</script>", "{{7*7}}", "%s", "null"),
    *("x" * 5_000, "1" * 5_000, "٣", "1e400", "NaN", "inf", "1_000", "0x10", "9" * 19, str(2**31), str(2**63)),
    *(str(2**63 - 1), str(-(2**63)), str(2**64), "true", "[]", "{}", "a=b&c=d", "en", "xx", "zz-ZZ", "EL", "CZ080"),
    *("0000-00-00", "0000", "99999", "9999-12", "9999-12-31", "0001-01-01", "10000-01-01", "2027-13-01", "2027-02-30"),
    *(
        "-2027",
        "2027-W01",
        "https://[",
        "https://[::1",
        "javascript:alert(1)",
        "http://\x00/",
        "mailto:a@b",
        "?q=cells",
    ),
)
ODD_PATHS = (
    *("/%00", "/%ff", "/%ed%a0%80", "//", "//courses", "/courses/../courses", "/./", "/.%2e/", "/courses/%2e%2e/x"),
    *(
        "/" + "x" * 8_000,
        "/courses/" + "a/" * 500,
        "/%",
        "/%zz",
        "/courses;x=1",
        "/cs",
        "/cs/",
        "/cs/cs/courses",
        "/en//",
    ),
    *(
        "/courses/%0d%0aSet-Cookie:x=1",
        "/static/../app.py",
        "/static/%00.css",
        "/static/",
        "/samples/%00/%00",
        "/sources/",
    ),
    *("/sources//do/", "/sources/x/do/%00", "/%F0%9F%9A%97", "/courses/%c3%28", "/\\..\\", "/courses/%E2%80%AE"),
)
ODD_FILES = (b"", b"\x00", b"title;url\nA;https://ours.example/a", b"PK\x03\x04", b"a,b\n1", b"\xff\xfe")
QUERY_NAMES = (
    *("q", "page", "per_page", "sort", "lang", "exact", "across", "facets", "month", "year", "indicator", "field"),
    *("skill_area", "country", "language", "provider", "starts", "region", "place", "days", "subject", "before", "on"),
    *("courses", "next", "outcome", "kind", "state", "mine", "edition", "version", "number", "area", "role", "_anchor"),
    *("_external", "_method", "_scheme", "endpoint", "values", "key", "slug", "ref", "form", "autosave", "review"),
)
HEADERS = (
    *("Referer", "Origin", "Accept-Language", "Accept", "Range", "If-None-Match", "If-Modified-Since", "Sec-Purpose"),
    *("User-Agent", "X-Forwarded-For", "Authorization", "Accept-Encoding", "Content-Type", "X-Requested-With"),
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a browser of their own."""

    role: Role | None
    browser: FlaskClient
    cookie: str

    def come_back(self) -> None:
        """Be who one was: some acts end the session, or begin another."""
        if self.cookie:
            self.browser.set_cookie("session", self.cookie)


class Hostility:
    """An application with two of everything, and what is sent to it."""

    def __init__(self, instance: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        fill(Settings(instance=instance))
        self.app = _application(instance)
        self.faults: Counter[str] = Counter()
        self.fields = _field_names()
        got_request_exception.connect(self._note, self.app)

    def requests(self, count: int) -> int:
        """Send ``count`` requests and return how many were answered with a fault of ours."""
        with self.app.app_context():
            world = two_of_everything()
            visitors = [visitor_of(self.app, world, role) for role in (None, *Role)]
            rules = list(self.app.url_map.iter_rules())
            as_it_was, stopped = Pristine(), 0
            for number in range(count):
                if number % REQUESTS_PER_ALLOWANCE == 0:
                    limiter.reset()
                stopped += self._send(self.chance.choice(visitors), self.chance.choice(rules), world)
                as_it_was.put_back()
            db.session.remove()
            db.engine.dispose()
            return stopped

    def _send(self, visitor: Visitor, rule: Rule, world: World) -> bool:
        method = self.chance.choice(sorted(rule.methods or {"GET"}))
        address = self._address(rule, world)
        sent: dict[str, Any] = {"method": method, "query_string": self._pairs(QUERY_NAMES, 4)}
        if method not in ("GET", "HEAD", "OPTIONS"):
            sent |= self._body(rule)
        if self.chance.random() < 0.2:
            sent["headers"] = [(self.chance.choice(HEADERS), _printable(self.chance.choice(ODD_WORDS)))]
        visitor.come_back()
        code = visitor.browser.open(address, buffered=True, **sent).status_code
        if code >= 500:
            self.faults[f"{code} {method} {rule.rule} by {visitor.role or 'a visitor'}"] += 1
        return code >= 500

    def _address(self, rule: Rule, world: World) -> str:
        if self.chance.random() < 0.05:
            return self.chance.choice(ODD_PATHS)
        values = {name: self._argument(rule, name, world) for name in rule.arguments}
        try:
            return rule.build(values, append_unknown=False)[1]  # type: ignore[index]
        except (BuildError, TypeError, ValueError):
            parts = (values.get(part[1:-1].split(":")[-1], part) for part in rule.rule.split("/"))
            return "/".join(quote(str(part), safe="") for part in parts)

    def _argument(self, rule: Rule, name: str, world: World) -> object:
        known = world.values[OURS].get((rule.rule.split("/")[1], name))
        choices = getattr(rule._converters[name], "items", None)
        if choices and self.chance.random() < 0.8:
            return self.chance.choice(sorted(choices))
        if known is not None and self.chance.random() < 0.6:
            return known
        return self.chance.choice(ODD_WORDS)

    def _pairs(self, names: tuple[str, ...] | list[str], most: int) -> list[tuple[str, str]]:
        return [(self.chance.choice(names), self.chance.choice(ODD_WORDS)) for _ in range(self.chance.randint(0, most))]

    def _body(self, rule: Rule) -> dict[str, Any]:
        kind = self.chance.randint(0, 9)
        if kind == 0:
            return {"data": self.chance.choice(ODD_WORDS), "content_type": "application/json"}
        if kind == 1:
            return {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"}
        form: dict[str, Any] = {}
        own = _names_in(_room(self.app.view_functions[rule.endpoint])) or self.fields
        for name, value in self._pairs(own, 12) + self._pairs(self.fields, 3):
            form.setdefault(name, []).append(value)
        if kind < 5:
            content = self.chance.choice(
                (b"", b"\x00", b"title;url\nA;https://ours.example/a", b"PK\x03\x04", b"a,b\n1")
            )
            form["file"] = (io.BytesIO(content), self.chance.choice(("", "a.csv", "a.xlsx", "../a.csv", "\x00")))
        return {"data": form}

    def _note(self, _app: Flask, exception: BaseException, **_more: object) -> None:
        self.faults[f"{type(exception).__name__}: {str(exception)[:200]}"] += 1


def run(share: float) -> Iterator[Figures]:
    """Send random requests; every answer of 500 or more counts as stopped."""
    with tempfile.TemporaryDirectory() as folder:
        hostility = Hostility(Path(folder), seed=17)
        count = max(1, int(REQUESTS * share))
        stopped = hostility.requests(count)
    told = "; ".join(f"{times} × {fault}" for fault, times in hostility.faults.most_common(20))
    yield Figures(trial="odd requests by everybody", tried=count, stopped=stopped, note=told)


def _application(instance: Path) -> Flask:
    app = create_app(Settings(instance=instance, search_url="memory://"))
    app.test_client_class = FreshClient
    app.config.update(WTF_CSRF_ENABLED=False, TRAP_SECONDS=0, ALIKE_SECONDS=0)
    quick_passwords(app)
    return app


def visitor_of(app: Flask, world: World, role: Role | None) -> Visitor:
    browser = app.test_client()
    if role is not None:
        sign_in(browser, db.session.get(User, world.people[role].user_id))
    cookie = browser.get_cookie("session")
    return Visitor(role, browser, cookie.value if cookie else "")


def _room(view: Callable[..., Any]) -> tuple[Path, ...]:
    """The files of the room that a view stands in."""
    file = Path(inspect.getfile(inspect.unwrap(view)))
    return tuple(sorted(file.parent.glob("*.py"))) if file.parent.name not in ("web", "flask_security") else (file,)


@cache
def _names_in(files: tuple[Path, ...]) -> list[str]:
    """What a view's forms call their fields, and what it looks for in them."""
    found: set[str] = set()
    for path in files:
        text = path.read_text("utf-8")
        found |= set(re.findall(r'\bname="([\w-]+)"', text))
        found |= set(re.findall(r'\.form\.get(?:list)?\("([\w-]+)"', text))
        found |= {f"{stem}-cs" for stem in re.findall(r'\.form\.get\(f"([\w-]+)-\{', text)}
        found |= set(re.findall(r"^    (\w+) = \w+Field\(", text, re.MULTILINE))
    return sorted(found)


def _field_names() -> list[str]:
    """Whatever our forms call their fields, and views look for."""
    files = (*ROOT.glob("templates/**/*.html"), *ROOT.glob("catalogue/web/**/*.py"))
    return sorted({"csrf_token", "shown_at", *_names_in(files)})


def _printable(text: str) -> str:
    """What a server hands on of a header."""
    return text.encode("utf-8").decode("latin1").replace("\x00", "")
