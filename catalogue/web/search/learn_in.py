"""Choosing the languages that one can learn in, once and without an account."""

from __future__ import annotations

from flask import Blueprint, Flask, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import csrf, limiter
from catalogue.search.address import read_languages
from catalogue.services.search.searching import count_catalogue
from catalogue.web.guards.same_origin_forms import is_from_our_page, redirect_back, set_long_cookie
from catalogue.web.site import values
from catalogue.web.site.languages_read import COOKIE, languages_read
from catalogue.web.site.locale import LOCALES, SOURCE_LANGUAGE, reader_language
from catalogue.web.site.requests import engine

blueprint = Blueprint("learn_in", __name__)


@blueprint.record_once
def _open(state: object) -> None:
    app: Flask = state.app  # type: ignore[attr-defined]
    app.config.setdefault("OPEN_FORMS", set()).add("learn_in.choose")


@blueprint.get("/learn-in")
@everyone
def page() -> ResponseReturnValue:
    """Show the languages to choose from, those ticked that count now."""
    ticked = languages_read() or (reader_language(), SOURCE_LANGUAGE)
    offered = [value.value for value in count_catalogue(engine()).facets.get("language", ())]
    codes = dict.fromkeys((*ticked, *offered, *LOCALES))
    choices = [(code, values.language(code), code in ticked) for code in codes]
    return render_template("search/learn_in.html", choices=choices, back=request.args.get("back", ""))


@blueprint.post("/learn-in")
@everyone
@limiter.limit("60 per minute")
def choose() -> ResponseReturnValue:
    """Keep the languages in the browser, that of the page first, and lead back."""
    if not is_from_our_page():
        abort(400)
    chosen = read_languages(",".join(request.form.getlist("language")))
    answer = redirect_back(url_for("search.courses"), "")
    if chosen:
        set_long_cookie(answer, COOKIE, ",".join(sorted(chosen, key=lambda code: code != reader_language())))
    else:  # what the browser asks for counts again
        answer.delete_cookie(COOKIE)
    return answer


csrf.exempt(choose)
