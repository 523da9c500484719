"""All that reads a text, found and not listed: the rules, what understands questions, and every importer."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import catalogue.domain
import catalogue.search
import catalogue.taxonomy
import importers
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, PlaceDraft, ProviderDraft
from catalogue.ingestion.item import Item, Stage
from catalogue.ingestion.registry import discover
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.ingestion.stages.validate import validate
from catalogue.search.highlighting import FIELDS, highlights, wanted_words
from catalogue.search.question import read_question
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.terms import terms

ROOMS = (catalogue.domain, catalogue.taxonomy, importers)
FURTHER = (
    *(
        "catalogue.search.analysis",
        "catalogue.search.question",
        "catalogue.search.spelling",
        "catalogue.search.address",
    ),
    *("catalogue.ingestion.leads", "catalogue.ingestion.documents", "catalogue.ingestion.stages.text_language"),
)


@dataclass(frozen=True, slots=True)
class Parser:
    """Something that takes a text; ``module`` is where its regular expressions stand."""

    name: str
    call: Callable[[str], object]
    module: ModuleType


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """Yield all modules below a package."""
    for found in walk_packages(package.__path__, f"{package.__name__}."):
        yield import_module(found.name)


def text_parsers() -> Iterator[Parser]:
    """Yield every function of the rooms whose one needed argument is a text."""
    modules = [module for room in ROOMS for module in modules_of(room)] + [import_module(name) for name in FURTHER]
    for module in modules:
        for name, function in vars(module).items():
            plain = inspect.unwrap(function) if callable(function) else None
            if not inspect.isfunction(plain) or plain.__module__ != module.__name__ or name.startswith("_"):
                continue
            if _takes_a_text(plain):
                yield Parser(f"{module.__name__}.{name}", _whole(plain), module)


def search_parsers() -> Iterator[Parser]:
    """Yield what a search does with the text of a course that it found, and with what somebody typed."""
    module, wanted = import_module(highlights.__module__), wanted_words(read_question("a 1 Tage"), ("de",))
    yield Parser("search.highlights", lambda text: highlights(dict.fromkeys(FIELDS, text), wanted, "de"), module)
    yield Parser("search.wanted_words", lambda text: wanted_words(read_question(text), ("de", "en")), module)
    yield Parser("search.terms", lambda text: terms().seen_in(text, "de"), import_module(terms.__module__))


def _takes_a_text(function: Callable[..., object]) -> bool:
    parameters = list(inspect.signature(function).parameters.values())
    return (
        bool(parameters)
        and parameters[0].annotation in ("str", str)
        and all(each.default is not each.empty or each.annotation in LIKELY for each in parameters[1:])
    )


LIKELY: dict[object, Any] = {"str | None": "de", "str": "de"}


def _whole(function: Callable[..., Any]) -> Callable[[str], object]:
    """The function with likely arguments beside the text; what it yields is taken to the end."""
    others = [each for each in list(inspect.signature(function).parameters.values())[1:] if each.annotation in LIKELY]
    named = {each.name: LIKELY[each.annotation] for each in others if each.kind is not each.VAR_KEYWORD}

    def call(text: str) -> object:
        found = function(text, **named)
        return list(found) if inspect.isgenerator(found) else found

    return call


def importer_parsers() -> Iterator[Parser]:
    """Yield ``detect`` and ``read`` of every importer, for a page of this text."""
    for key, importer in sorted(discover().items()):
        module = import_module(getattr(importer, "__name__", "importers.recipe"))
        yield Parser(f"{key}.detect", _of_page(importer.detect), module)
        yield Parser(f"{key}.read", _of_page(lambda page, read=importer.read: list(read(page))), module)  # type: ignore[misc]


def _of_page(call: Callable[[Page], object]) -> Callable[[str], object]:
    return lambda text: call(Page(url="https://academy.example/courses/", content=text.encode("utf-8", "replace")))


def field_parsers() -> Iterator[Parser]:
    """Yield what a run does with a text in each field of a draft, of its run, place and provider."""
    stage, module = normaliser(skill_areas()), import_module("catalogue.ingestion.stages.normalise")
    for kind in (CourseDraft, InstanceDraft, PlaceDraft, ProviderDraft):
        for one in fields(kind):
            if one.name != "where" and one.type in ("str", "str | None", "list[str]"):
                yield Parser(f"{kind.__name__}.{one.name}", _of_field(stage, kind, one.name, one.type), module)


def _of_field(stage: Stage, kind: type, name: str, type_: object) -> Callable[[str], object]:
    def call(text: str) -> object:
        value: Any = [text] if type_ == "list[str]" else text
        draft = CourseDraft(where="row 1", title="Cells", url="https://a.example/1", page_language="de")
        if kind is CourseDraft:
            setattr(draft, name, value)
        elif kind is ProviderDraft:
            draft.provider = ProviderDraft(**{"name": "Academy", name: value})
        elif kind is InstanceDraft:
            draft.instances = [InstanceDraft(**{name: value})]
        else:
            draft.instances = [InstanceDraft(place=PlaceDraft(**{name: value}))]
        return validate(stage(Item(draft=draft, page_url="https://a.example/")))

    return call
