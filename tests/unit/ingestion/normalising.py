"""Drafts, normalised as a run does, but for three skill areas of our own."""

from dataclasses import dataclass, field

from catalogue.ingestion.contract import CourseDraft, InstanceDraft
from catalogue.ingestion.item import Item, SourceDefaults
from catalogue.ingestion.stages.normalise import normaliser


@dataclass(frozen=True)
class Found:
    key: str


@dataclass
class ThreeAreas:
    """Knows three areas by name, and hydrogen and electrolysis, a part of it, by their words in a text."""

    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def find(self, label: str) -> str | None:
        return {"batterien": "batteries", "batteries": "batteries", "quality": "quality-safety"}.get(label.casefold())

    def classify(self, title: str, keywords: object, text: str, language: str | None) -> list[Found]:
        self.asked.append((text, language))
        words = f"{title} {text}".casefold()
        return [Found(key) for key in ("hydrogen", "electrolysis") if key in words]

    def ancestors(self, key: str) -> list[str]:
        return ["hydrogen"] if key == "electrolysis" else []


NOTHING_SAID = SourceDefaults()


def normalised(defaults: SourceDefaults = NOTHING_SAID, **values: object) -> Item:
    draft = CourseDraft(where="row 1", **{"title": "Cells", "url": "https://e.org/1", **values})  # type: ignore[arg-type]
    return normaliser(ThreeAreas())(Item(draft=draft, page_url="https://e.org/", defaults=defaults))


def run(**values: object) -> InstanceDraft:
    return InstanceDraft(**values)  # type: ignore[arg-type]
