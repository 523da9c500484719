"""What the head of a catalogue says for all that follows: suppliers, language, currency, and where files lie."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalogue.domain.text.web_addresses import is_web_address, with_scheme
from catalogue.ingestion.contract import ProviderDraft
from importers.openqcat.codes import COUNTRY_BY_CAR_CODE, NOTHING_SAID
from importers.xcri.elements import Node, joined

NO_PAGES = ("image/", "video/", "audio/")


@dataclass(slots=True)
class Header:
    """Values that services refer to; ``suppliers`` by their id."""

    language: str = ""
    currency: str = ""
    files: str = ""
    suppliers: dict[str, ProviderDraft] = field(default_factory=dict)

    @classmethod
    def of(cls, node: Node) -> Header:
        """Return what a HEADER element says."""
        catalog = Node(node.all("CATALOG")[0]) if node.all("CATALOG") else node
        suppliers = {one.text("SUPPLIER_ID"): _supplier(one) for one in node.nodes("SUPPLIER")}
        return cls(catalog.text("LANGUAGE"), catalog.text("CURRENCY"), catalog.text("MIME_ROOT"), suppliers)

    def supplier(self, identifier: str) -> ProviderDraft | None:
        """Return the supplier of this id, or the only one there is."""
        only = next(iter(self.suppliers.values())) if len(self.suppliers) == 1 else None
        return self.suppliers.get(identifier) or only

    def address(self, *parts: Node) -> str:
        """Return the first web page among the files of these elements; empty if there is none."""
        files = (one for part in parts for one in part.inside("MIME_INFO", "MIME_ELEMENT"))
        pages = (one for one in files if not one.text("MIME_TYPE").lower().startswith(NO_PAGES))
        return next((url for one in pages if (url := self._whole(one.text("MIME_SOURCE")))), "")

    def _whole(self, source: str) -> str:
        """Return the address in full; the format joins it to the root as it stands."""
        whole = with_scheme(source) if source else ""
        joined_to_root = f"{self.files}{source}"
        return whole or (joined_to_root if source and is_web_address(joined_to_root) else "")


def said(text: str) -> str:
    """Return the text; empty for what the forms of KURSNET write where nothing was filled in."""
    return "" if text.strip().lower() in NOTHING_SAID else text.strip()


def text_of(node: Node, name: str) -> str:
    """Return the first text of this name with its line breaks."""
    texts = ("".join(child.itertext()).strip() for child in node.all(name))  # type: ignore[arg-type]
    return next((text for text in texts if said(text)), "")


def country_of(address: Node) -> str:
    """Return the country as written; a car's sign, which some publishers use, as its code."""
    country = address.text("COUNTRY_CODED") or address.text("COUNTRY")
    return COUNTRY_BY_CAR_CODE.get(country, country)


def _supplier(node: Node) -> ProviderDraft:
    address = next(iter(node.nodes("ADDRESS")), node)
    name = " ".join(joined(one) for one in node.all("SUPPLIER_NAME")[:1])
    return ProviderDraft(name=name, url=with_scheme(address.text("URL")), country=country_of(address))
