"""Organisations and places in the European Learning Model."""

from __future__ import annotations

from catalogue.exports import elm_codes
from catalogue.exports.elm_texts import E, concept, note, text
from catalogue.exports.xml_elements import Element, elements_of
from catalogue.models import CourseInstance, Provider

LOCN = "http://www.w3.org/ns/locn#"
CORE = "http://data.europa.eu/m8g/"
Locn = elements_of(LOCN, {"locn": LOCN, "clv": CORE})
Core = elements_of(CORE)


def organisation(provider: Provider, address: str, language: str) -> Element:
    """Return the element of who offers the course; ``address`` is its page in the catalogue."""
    made: Element = E.organisation(
        text("legalName", provider.name, language),
        *([E.homepage(E.contentUrl(provider.url))] if provider.url else []),
        E.location(idref=f"{address}#seat"),
        id=address,
    )
    return made


def seat(provider: Provider, address: str) -> Element:
    """Return the element of where the provider is."""
    return _located(f"{address}#seat", provider.country, provider.region)


def place(run: CourseInstance, address: str, language: str) -> Element | None:
    """Return the element of where a run takes place; None where its country is unknown or not in the model's list."""
    if not run.country or not elm_codes.country(run.country):
        return None
    name = run.locality or run.place_name
    written = ", ".join(filter(None, (run.place_name, run.street, f"{run.postal_code} {run.locality}".strip())))
    made = _located(
        address,
        run.country,
        run.region,
        [text("geographicName", name, language)] if name else [],
        [note("fullAddress", written, language)] if run.street else [],
    )
    if run.latitude is not None and run.longitude is not None:
        made.append(Locn.geometry(Core.longitude(f"{run.longitude}"), Core.latitude(f"{run.latitude}")))
    return made


def _located(
    address: str,
    country: str | None,
    region: str | None,
    names: list[Element] | None = None,
    written: list[Element] | None = None,
) -> Element:
    spatial = elm_codes.spatial(region) if region else None
    made: Element = E.location(
        *(names or []),
        *([concept("spatialCode", spatial)] if spatial else []),
        E.address(*(written or []), concept("countryCode", elm_codes.country(country or ""))),
        id=address,
    )
    return made
