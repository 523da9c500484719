"""Actions, which say where, how and for how much, and their sessions, which say when, as runs of a course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.lheo.codes import MODE_BY_CODE, REGION_BY_CODE, STATUS_BY_CODE
from importers.lheo.values import address, day, extras, stated
from importers.xcri.elements import Node

CURRENCY = "EUR"  # prices of LHEO are in euros
COUNTRY = "FR"


def instance_drafts(action: Node) -> Iterator[InstanceDraft]:
    """Yield a run for each session that is not over; one without a date where only a place or a price is known."""
    sessions = action.nodes("session")
    for session in sessions:
        if "1" not in extras(session, "session-perimee"):
            yield _instance(action, session)
    if not sessions:
        undated = _instance(action, Node(action.element))
        undated.external_id = None
        if undated.place or undated.price:
            yield undated


def forget_shared_identifiers(instances: list[InstanceDraft]) -> None:
    """Leave out what several runs are called alike: some publishers give all of them the number of the formation."""
    number = Counter(run.external_id for run in instances)
    for run in instances:
        if number[run.external_id] > 1:
            run.external_id = None


def _instance(action: Node, session: Node) -> InstanceDraft:
    languages = action.texts("langue-formation")
    return InstanceDraft(
        external_id=session.element.get("numero"),
        start=day(session.at("periode", "debut")),
        end=day(session.at("periode", "fin")),
        enrolment_deadline=_deadline(session) or _deadline(action),
        place=place_draft(action),
        mode=MODE_BY_CODE.get(action.text("modalites-enseignement"), ""),
        language=languages[0] if len(languages) == 1 else "",
        price=_price(action),
        currency=CURRENCY if _price(action) else "",
        capacity=session.at("cycle", "capacite-simultanee"),
        url=address(session, "url-session") or address(action, "url-action"),
        status=STATUS_BY_CODE.get(session.text("etat-recrutement"), ""),
    )


def _deadline(node: Node) -> str:
    """Return the last day to enrol; until version 2.0 it was an element of its own."""
    period = node.at("periode-inscription", "periode", "fin")
    return day(period or node.at("date-limite-inscription", "date"))


def _price(action: Node) -> str:
    """Return the price with tax, also where it follows from the one without and the rate of the tax."""
    whole = stated(action.text("prix-total-TTC")) or next(iter(extras(action, "frais-ttc")), "")
    return whole or _with_tax(extras(action, "frais-ht"), extras(action, "taux-tva"))


def _with_tax(net: list[str], rates: list[str]) -> str:
    try:
        (amount,), (percent,) = net, rates
        return f"{Decimal(amount.replace(',', '.')) * (100 + Decimal(percent.replace(',', '.'))) / 100:.2f}"
    except (ValueError, InvalidOperation):
        return ""


def place_draft(action: Node) -> PlaceDraft | None:
    """Return the first place of an action; summaries give town and postcode without one."""
    located = next(iter(action.inside("lieu-de-formation", "coordonnees")), None)
    if located is None:
        return _place(action, "", [], action)
    where = next(iter(located.nodes("adresse")), Node(etree.Element("adresse")))
    name = next((text for one in _names(located, where) if (text := stated(one))), "")
    lines = [line for text in where.texts("ligne") if (line := stated(text)) and line != name]
    return _place(where, name, lines, next(iter(where.nodes("geolocalisation")), where))


def _names(located: Node, where: Node) -> list[str]:
    """Return what may be the name of the place; beside a first name it is that of a person."""
    is_person = located.text("prenom") or located.text("civilite")
    return [*located.texts("ligne"), *where.texts("denomination"), *([] if is_person else located.texts("nom"))]


def _place(where: Node, name: str, lines: list[str], point: Node) -> PlaceDraft | None:
    postcode, town = stated(where.text("codepostal")), stated(where.text("ville"))
    place = PlaceDraft(
        name=name,
        street=", ".join(lines),
        postal_code=postcode,
        locality=town,
        region="" if postcode else REGION_BY_CODE.get(where.text("region"), ""),
        country=where.text("pays") or COUNTRY,  # its codes of communes, departments and regions are the French ones
        latitude=point.text("latitude") or next(iter(extras(point, "latitude")), ""),
        longitude=point.text("longitude") or next(iter(extras(point, "longitude")), ""),
    )
    return place if place != PlaceDraft(country=place.country) else None
