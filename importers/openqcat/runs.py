"""A service as a run: when, where and for how much. An offer is its own first run."""

from __future__ import annotations

import re

from catalogue.domain.course.free_of_charge import says_free
from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.openqcat.codes import MODE_BY_EXECUTION_FORM, MODE_BY_INSTRUCTION_FORM
from importers.openqcat.header import Header, country_of, said
from importers.xcri.elements import Node

# Days are written as midnights, with an offset that some generators leave at +02:00 in winter: the day is as it stands.
MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T00:00(?::00(?:\.0+)?)?)?(?:Z|[+-]\d\d:\d\d)?")
MODULES = ("MODULE_COURSE", "MODULE_CBT", "MODULE_WBT")


def instance_draft(service: Node, details: Node, education: Node, header: Header) -> InstanceDraft | None:
    """Return the run of a service; None where it says neither when nor where, how or for how much."""
    languages = teaching_languages(education)
    modules = modules_of(education)
    price, currency = _price(service, header)
    run = InstanceDraft(
        start=_when(details, modules, "START_DATE"),
        end=_when(details, modules, "END_DATE"),
        enrolment_deadline=day(education.text("REGISTRATION_DATE")),
        place=next((place for module in modules if (place := _place(module))), None),
        mode=mode_of(education),
        language=languages[0] if len(languages) == 1 else "",
        price=price,
        currency=currency,
        capacity=next((text for module in modules if (text := module.text("MAX_PARTICIPANTS"))), ""),
    )
    says_nothing = run == InstanceDraft(language=run.language)
    run.external_id = service.text("PRODUCT_ID") or None
    return None if says_nothing else run


def modules_of(education: Node) -> list[Node]:
    """Return the segments of the teaching, in their order."""
    return [module for name in MODULES for module in education.nodes(name)]


def day(text: str) -> str:
    """Return the day of a midnight as it is written, whatever its offset; any other moment stays as it is."""
    found = MIDNIGHT.fullmatch(text)
    return found[1] if found else text


def mode_of(education: Node) -> str:
    """Return how it is taught: the code decides, its text only where there is no code."""
    extended = next(iter(education.nodes("EXTENDED_INFO")), education)
    for name, modes in (("INSTRUCTION_FORM", MODE_BY_INSTRUCTION_FORM), ("EXECUTION_FORM", MODE_BY_EXECUTION_FORM)):
        for node in extended.nodes(name):
            code = node.element.get("type")
            if mode := modes.get(code, "") if code else said(extended.text(name)):
                return mode
    return ""


def teaching_languages(education: Node) -> list[str]:
    """Return the languages it is taught in; before version 1.1 of 2025 there was one list for all purposes."""
    listed = [text for part in education.nodes("EXTENDED_INFO") for text in part.texts("TEACHING_LANGUAGES")]
    return list(dict.fromkeys(listed or education.texts("LANGUAGE")))


def _when(details: Node, modules: list[Node], name: str) -> str:
    """Return the date of the service, else that of its first or last segment."""
    if text := details.at("SERVICE_DATE", name):
        return day(text)
    found = [day(text) for module in modules for text in (module.at("DURATION", name) or module.text(name),) if text]
    return (min(found) if name == "START_DATE" else max(found)) if found else ""


def _place(module: Node) -> PlaceDraft | None:
    """Return where a segment is held; an empty name stands for no place."""
    for location in module.nodes("LOCATION"):
        names = [said(location.text("NAME")), said(location.text("NAME2"))]
        postcode = location.text("ZIP")
        place = PlaceDraft(
            name=", ".join(filter(None, names)),
            street=said(location.text("STREET")),
            postal_code=postcode,
            locality=said(location.text("CITY")),
            region="" if postcode else said(location.text("STATE")),
            country=country_of(location),
        )
        if place != PlaceDraft(country=place.country):
            return place
    return None


def _price(service: Node, header: Header) -> tuple[str, str]:
    """Return amount and currency. Nothing stands for zero unless the remarks say that it costs nothing."""
    details = next(iter(service.nodes("SERVICE_PRICE_DETAILS")), service)
    prices = {(one.text("PRICE_AMOUNT"), one.text("PRICE_CURRENCY")) for one in details.nodes("SERVICE_PRICE")}
    amounts = {amount: currency for amount, currency in prices if amount.strip("0.,")}
    if len(amounts) == 1:
        amount, currency = amounts.popitem()
        return amount, currency or header.currency
    remarks = details.text("REMARKS")
    return (remarks, "") if not amounts and remarks and says_free(remarks) else ("", "")
