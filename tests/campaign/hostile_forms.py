"""The forms of every page, filled in as a browser would send them but for one field or two: no answer is our fault."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from werkzeug.routing import Rule

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db, limiter
from tests.campaign.figures import Figures
from tests.campaign.hostile_requests import ODD_FILES, ODD_WORDS, Hostility, Visitor, visitor_of
from tests.databases import Pristine
from tests.functional.two_of_everything import OURS, World, two_of_everything

FORMS = 20_000
WELL_FILLED = {"email": "somebody@ours.example", "url": "https://ours.example/x", "date": "2031-05-01", "number": "3"}


@dataclass(frozen=True, slots=True)
class Form:
    """A form as its page shows it."""

    address: str
    values: dict[str, list[str]]
    files: tuple[str, ...]


def run(share: float) -> Iterator[Figures]:
    """Send forms with odd values in them; every answer of 500 or more counts as stopped."""
    count = max(1, int(FORMS * share))
    with tempfile.TemporaryDirectory() as folder:
        hostility = Hostility(Path(folder), seed=19)
        tried, stopped = _send_forms(hostility, count)
    told = "; ".join(f"{times} × {fault}" for fault, times in hostility.faults.most_common(20))
    yield Figures(trial="forms with an odd field", tried=tried, stopped=stopped, note=told)


def _send_forms(hostility: Hostility, count: int) -> tuple[int, int]:
    with hostility.app.app_context():
        world = two_of_everything()
        people = [visitor_of(hostility.app, world, role) for role in (None, *Role)]
        addresses = [address for rule in hostility.app.url_map.iter_rules() if (address := _address(rule, world))]
        as_it_was, tried, stopped = Pristine(), 0, 0
        while tried < count:
            limiter.reset()
            who = hostility.chance.choice(people)
            for form in _forms_of(hostility.chance.choice(addresses), who):
                stopped += _send(hostility, who, form)
                tried += 1
            as_it_was.put_back()
        db.session.remove()
        db.engine.dispose()
    return tried, stopped


def _forms_of(address: str, who: Visitor) -> Iterator[Form]:
    """The forms of a page, as somebody sees it."""
    who.come_back()
    page = who.browser.get(address)
    if page.status_code == 200 and page.mimetype == "text/html":
        for form in BeautifulSoup(page.data, "lxml").find_all("form", method="post"):
            yield _read(form, address)


def _address(rule: Rule, world: World) -> str:
    """Where the page of something of ours is; empty for what is no page."""
    if "GET" not in (rule.methods or ()):
        return ""
    values = {name: world.values[OURS].get((rule.rule.split("/")[1], name)) for name in rule.arguments}
    for name in rule.arguments:
        choices = getattr(rule._converters[name], "items", None)
        values[name] = values[name] or (min(choices) if choices else None)
    built = None if None in values.values() else rule.build(values, append_unknown=False)
    return built[1] if built else ""


def _read(form: Tag, page: str) -> Form:
    values: dict[str, list[str]] = {}
    files = []
    for field in form.find_all(["input", "textarea", "select", "button"]):
        name, kind = str(field.get("name") or ""), str(field.get("type") or "text")
        if kind == "file":
            files.append(name)
        elif name:
            values.setdefault(name, []).append(_value(field, kind))
    return Form(str(form.get("action") or page), values, tuple(files))


def _value(field: Tag, kind: str) -> str:
    if field.name == "select":
        options = [str(option.get("value") or "") for option in field.find_all("option")]
        return next((option for option in options if option), "")
    return str(field.get("value") or field.get_text() or WELL_FILLED.get(kind, "Some words"))


def _send(hostility: Hostility, who: Visitor, form: Form) -> bool:
    chance = hostility.chance
    data: dict[str, Any] = {name: list(values) for name, values in form.values.items()}
    for name in chance.sample(sorted(data), min(len(data), chance.randint(0, 2))):
        act = chance.randint(0, 5)
        if act == 0:
            del data[name]
        elif act == 1:
            data[name] = [*data[name], chance.choice(ODD_WORDS), *data[name]]
        else:
            data[name] = [chance.choice(ODD_WORDS)]
    for name in form.files:
        data[name] = (io.BytesIO(chance.choice(ODD_FILES)), chance.choice(("", "a.csv", "a.xlsx", "a.png", "a.exe")))
    who.come_back()
    code = who.browser.post(form.address, data=data).status_code
    if code >= 500:
        hostility.faults[f"{code} {form.address} by {who.role or 'a visitor'}"] += 1
    return code >= 500
