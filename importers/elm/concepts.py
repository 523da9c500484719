"""Concepts of the model's lists as words that the catalogue understands, by the last part of their address."""

from __future__ import annotations

import re
from collections.abc import Iterable

# http://data.europa.eu/snb/learning-assessment; what is work-based, project-based or in a laboratory may be either.
MODE_BY_CODE = {"920fbb3cbe": "online", "9191af2ed9": "onsite", "e92d221e4d": "blended"}
# http://data.europa.eu/snb/education-credit
CREDIT_FRAMEWORK_BY_CODE = {"60b314e826": "ECVET", "6fcec5c5af": "ECTS"}
EQF_ADDRESS = re.compile(r"/eqf/([1-8])$")
NUTS_ADDRESS = re.compile(r"/nuts/(?:code/)?([A-Z]{2}[A-Z0-9]{0,3})$")


def last_part(address: str) -> str:
    """Return the code of ``…/language/CES``, "CES"."""
    return address.rstrip("/").rpartition("/")[2]


def modes(addresses: Iterable[str]) -> str:
    """Return how it is taught, several modes with commas; concepts that do not say it are ignored."""
    return ", ".join(dict.fromkeys(MODE_BY_CODE[code] for one in addresses if (code := last_part(one)) in MODE_BY_CODE))


def level(addresses: Iterable[str]) -> str:
    """Return the level of the European Qualifications Framework among levels of any framework, or an empty text."""
    return next((found[1] for one in addresses if (found := EQF_ADDRESS.search(one))), "")


def region(addresses: Iterable[str]) -> str:
    """Return the NUTS code among codes of any list; empty if there is none."""
    return next((found[1] for one in addresses if (found := NUTS_ADDRESS.search(one))), "")
