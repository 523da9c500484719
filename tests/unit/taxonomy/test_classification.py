"""What a course is about, told from its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalogue.taxonomy.classification import Classification
from catalogue.taxonomy.skill_areas import skill_areas

FEED = Path(__file__).parents[4] / "shared/data/xcri/open-university.xml"

TITLES = [
    ("en", "Introduction to Lithium-Ion Battery Management Systems", "battery-management-systems"),
    ("en", "Electrode Coating and Calendering for Cell Production", "cell-manufacturing"),
    ("en", "Thermal Runaway: Causes and Test Methods", "battery-testing-safety"),
    ("en", "ISO 26262 in Practice", "functional-safety"),
    ("en", "PLC Programming with TIA Portal", "automation-robotics"),
    ("en", "Strategic Sourcing for Automotive Buyers", "procurement"),
    ("de", "Hochvolttechnik im Kraftfahrzeug", "high-voltage-systems"),
    ("de", "Batteriezellfertigung verstehen", "cell-manufacturing"),
    ("de", "Schutzgasschweißen für Einsteiger", "welding-joining"),
    ("de", "Ladeinfrastruktur planen und errichten", "charging"),
    ("de", "Qualitätsmanagement nach IATF 16949", "quality-management"),
    ("fr", "Habilitation électrique des intervenants", "electrical-safety"),
    ("fr", "La pile à combustible au quotidien", "fuel-cells"),
    ("fr", "Recyclage des batteries au lithium", "battery-second-use"),
    ("fr", "Conduite du changement en atelier", "change-transformation"),
    ("fr", "Usinage à commande numérique", "metalworking"),
    ("es", "Mantenimiento de vehículos eléctricos e híbridos", "electric-vehicle-servicing"),
    ("es", "Soldadura robotizada de carrocerías", "welding-joining"),
    ("es", "Ciberseguridad para el automóvil", "cybersecurity"),
    ("es", "Puntos de recarga: instalación", "charging"),
    ("pt", "Segurança de baterias de alta tensão", "battery-testing-safety"),
    ("pt", "Produção de hidrogénio verde por eletrólise", "hydrogen-production"),
    ("pt", "Gestão de projetos para engenheiros", "project-management"),
    ("pt", "Injeção de plásticos: afinação de máquinas", "plastics-composites"),
    ("it", "Sistemi di assistenza alla guida: calibrazione", "driver-assistance"),
    ("it", "Carrozzeria e verniciatura di base", "body-and-paint"),
    ("it", "Produzione snella: i fondamenti", "lean"),
    ("it", "Elettronica di potenza per azionamenti", "power-electronics"),
    ("cs", "Výroba bateriových článků", "cell-manufacturing"),
    ("cs", "Palivové články ve vozidlech", "fuel-cells"),
    ("cs", "Diagnostika vozidel pro pokročilé", "vehicle-diagnostics"),
    ("cs", "Strojové učení v průmyslu", "artificial-intelligence"),
    ("sk", "Zváranie metódou MAG", "welding-joining"),
    ("sk", "Riadenie kvality u dodávateľov", "quality-management"),
    ("sk", "Výkonová elektronika v praxi", "power-electronics"),
    ("sk", "Recyklácia autovrakov", "recycling"),
    ("pl", "Magazyny energii w przemyśle", "battery-applications"),
    ("pl", "Programowanie sterowników PLC", "automation-robotics"),
    ("pl", "Zarządzanie łańcuchem dostaw", "supplier-management"),
    ("pl", "Lakiernictwo samochodowe", "body-and-paint"),
    ("sv", "Batteriåtervinning i industriell skala", "battery-second-use"),
    ("sv", "Felsökning på elbilar", "vehicle-diagnostics"),
    ("sv", "Ledarskap i produktionen", "leadership"),
    ("sv", "Vätgastankning: lagring av vätgas", "hydrogen-storage-refuelling"),
    ("nl", "Batterijmanagementsystemen voor monteurs", "battery-management-systems"),
    ("nl", "Laadpalen installeren en onderhouden", "charging"),
]

OTHER_TITLES = [
    ("en", "Medieval History: The Crusades"),
    ("en", "Reading and Writing Poetry"),
    ("en", "Understanding Cardiovascular Disease"),
    ("de", "Aquarellmalerei für Anfänger"),
    ("fr", "Cuisine végétarienne : les bases"),
    ("es", "Historia del arte barroco"),
    ("pt", "Dança contemporânea"),
    ("it", "La poesia di Dante"),
    ("cs", "Dějiny středověku"),
    ("sk", "Ľudové tance"),
    ("pl", "Historia literatury polskiej"),
    ("sv", "Medeltidens konst"),
]


def classify(title: str, *keywords: str, text: str = "", language: str | None = "en") -> list[Classification]:
    return list(skill_areas().classify(title, keywords, text, language))


def keys(title: str, *keywords: str, text: str = "", language: str | None = "en") -> list[str]:
    return [found.key for found in classify(title, *keywords, text=text, language=language)]


@pytest.mark.parametrize(("language", "title", "area"), TITLES)
def test_a_title_alone_betrays_its_area(language: str, title: str, area: str) -> None:
    assert area in keys(title, language=language)


@pytest.mark.parametrize(("language", "title"), OTHER_TITLES)
def test_courses_of_other_fields_get_no_area(language: str, title: str) -> None:
    assert keys(title, language=language) == []


def test_a_passing_mention_in_the_text_is_not_enough() -> None:
    assert keys("A Summer Course", text="You need a laptop with a good battery. Battery life matters.") == []


def test_several_different_signs_in_the_text_are_enough() -> None:
    text = "We cover thermal runaway, abuse testing and the transport of lithium batteries."
    assert keys("Advanced Course", text=text) == ["battery-testing-safety"]


def test_signs_of_different_children_together_betray_the_parent() -> None:
    text = "From electrode to battery pack, with a look at the state of charge."
    assert keys("Advanced Course", text=text) == ["batteries"]


def test_a_child_stands_for_its_parent() -> None:
    assert keys("Battery recycling", "batteries") == ["battery-second-use", "recycling"]


def test_the_surest_area_comes_first_and_says_why() -> None:
    first, second = classify("Altbatterien", "Projektmanagement", "PMP", language="de")
    assert (first.key, first.evidence, first.place) == ("project-management", "Projektmanagement", "keywords")
    assert (second.key, second.evidence, second.place) == ("battery-second-use", "Altbatterien", "title")
    assert 0 < second.confidence < first.confidence <= 1


def test_three_areas_are_the_most() -> None:
    assert len(classify("Welding, robotics, leadership, logistics and cybersecurity")) == 3


texts = st.text(max_size=80) | st.sampled_from([title for _, title, _ in TITLES])


@given(texts, st.lists(texts, max_size=3), texts, st.sampled_from(["de", "cs", "pt-BR", "", "xx", None]))
def test_whatever_the_text_an_answer_is_made_of_known_areas(
    title: str, keywords: list[str], text: str, language: str | None
) -> None:
    found = classify(title, *keywords, text=text, language=language)
    assert len(found) <= 3
    assert all(skill_areas().get(each.key) and 0 < each.confidence <= 1 and each.evidence for each in found)
    parents = {above for each in found for above in skill_areas().ancestors(each.key)}
    assert not parents & {each.key for each in found}


@pytest.mark.skipif(not FEED.exists(), reason="the recorded feed of a university is not beside the repository")
def test_of_a_general_university_few_courses_get_an_area() -> None:
    titles = [course.findtext("{*}title") or "" for course in etree.parse(FEED).iter("{*}course")]
    found = {title: keys(title) for title in titles}
    assert any("programming" in areas for title, areas in found.items() if "programming" in title.lower())
    assert not any(areas for title, areas in found.items() if "poetry" in title.lower() or "histor" in title.lower())
    assert sum(map(bool, found.values())) < len(titles) / 5
