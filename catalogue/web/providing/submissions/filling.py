"""Between a step's form and what a submission keeps: the text that was typed, whether it is right or not."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, SelectMultipleField

from catalogue.services.providing.submissions.content import Content
from catalogue.web.providing.submissions.forms import FORMS, MAX_RUNS_PER_LISTING, Amount, RunForm
from catalogue.web.site.locale import LOCALES

RUN_FIELDS = tuple(RunForm()._fields)
# Kept of a run though no field asks for it.
FIELDS_WITHOUT_QUESTION = ("start_time", "end_time", "zone", "region")


def shown_form(step: str, content: Content) -> FlaskForm:
    """Return the step's form, filled with what the submission holds."""
    return FORMS[step](formdata=MultiDict(_typed(step, content)))


def posted_form(step: str, posted: MultiDict[str, str]) -> FlaskForm:
    """Return the step's form, filled with what was sent."""
    return FORMS[step](formdata=posted)


def values_of(step: str, form: FlaskForm, before: Content) -> Content:
    """Return what was typed in this step, as text."""
    if step == "dates":
        return {"instances": [_run(entry, index, before) for index, entry in enumerate(form["instances"].entries)]}
    if step == "translations":
        return {"translations": _translations(form["translations"])}
    return {field.name: _value(field) for field in form if field.name != "csrf_token"}


def changed_rows(rows: list[dict[str, str]], add: bool, remove: str | None) -> list[dict[str, str]]:
    """Return the runs with one more, or without the one whose number is given."""
    remaining = [row for number, row in enumerate(rows) if str(number) != remove]
    if add and len(remaining) < MAX_RUNS_PER_LISTING:
        remaining.append({name: remaining[-1][name] for name in _REPEATED if remaining and name in remaining[-1]})
    return remaining


_REPEATED = ("mode", "place", "street", "postal_code", "city", "country", "language", "price", "currency", "capacity")


def _value(field: Any) -> Any:
    if isinstance(field, SelectMultipleField):
        return list(field.data or ())
    if isinstance(field, Amount):
        return field.normalised
    return (field.raw_data[0] if field.raw_data else field.data or "").strip()


def _run(entry: Any, index: int, before: Content) -> dict[str, str]:
    typed = {field.short_name: _value(field) for field in entry.form}
    runs = before.get("instances") or []
    kept = runs[index] if index < len(runs) and runs[index].get("start", "") == typed["start"] else {}
    typed |= {name: kept[name] for name in FIELDS_WITHOUT_QUESTION if name in kept}
    told = {name: value for name, value in typed.items() if value}
    return told if told.keys() - {"currency"} else {}


def _translations(field: FieldList) -> dict[str, dict[str, str]]:
    texts = {
        entry.form.language.data: {"title": _value(entry.form.title), "summary": _value(entry.form.summary)}
        for entry in field.entries
    }
    return {code: text for code, text in texts.items() if code in LOCALES and any(text.values())}


def _typed(step: str, content: Content) -> list[tuple[str, str]]:
    if step == "dates":
        runs = content.get("instances") or []
        return [
            (f"instances-{number}-{name}", run.get(name, "EUR" if name == "currency" else ""))
            for number, run in enumerate(runs)
            for name in RUN_FIELDS
        ]
    if step == "translations":
        return list(_typed_translations(content))
    pairs: list[tuple[str, str]] = []
    for name in FORMS[step]()._fields:
        value = content.get(name) or ""
        pairs += [(name, one) for one in value] if isinstance(value, list) else [(name, str(value))]
    return pairs


def _typed_translations(content: Content) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    known = content.get("translations") or {}
    others = [code for code in LOCALES if code != str(content.get("language") or "").split("-")[0]]
    for number, code in enumerate(others):
        text = known.get(code, {})
        pairs += [(f"translations-{number}-language", code)]
        pairs += [(f"translations-{number}-{name}", text.get(name, "")) for name in ("title", "summary")]
    return pairs
