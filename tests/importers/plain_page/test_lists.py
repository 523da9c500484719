"""Lists of courses on pages without markup: what is taken for a course, and what only repeats."""

import pytest

from catalogue.ingestion.contract import CourseDraft, Fault, Link, LinkKind, Page, Remark
from importers.plain_page.importer import detect, read

OWN = "https://akademie.example/kurse/"


def page(body, url=OWN, language="de", heading="Unsere Kurse", **known):
    content = f'<!doctype html><html lang="{language}"><title>{heading}</title><body>{body}</body></html>'
    return Page(url=url, content=content.encode(), **known)


def courses(body, **about):
    found = page(body, **about)
    drafts = [one.known if isinstance(one, Link) else one for one in read(found)]
    drafts = [one for one in drafts if isinstance(one, CourseDraft)]
    assert (detect(found) == 0.2) == bool(drafts)
    return drafts


def titles(body, **about):
    return [draft.title for draft in courses(body, **about)]


def run(draft):
    (one,) = draft.instances
    return one.start, one.price, one.place and one.place.locality


CARDS = """<div class="grid">
<div><h3><a href="/kurse/zellen/">Zellen verstehen</a></h3><p>📅 3. März 2027</p><p>Köln</p><p>⏱ 2 Tage · 450 €</p>
</div>
<div><h3><a href="/kurse/module/">Module bauen</a></h3><p>📅 10. März 2027</p><p>Essen</p><p>⏱ 3 Tage · 650 €</p>
</div>
</div>"""
NAMELESS = "<div><b>{0}</b><br>Dauer: {1} Tage</div>"
TABLE = """<table><tr><th>Szkolenie</th><th>Termin</th><th>Miejsce</th><th>Cena</th></tr>
<tr><td>Ogniwa</td><td>03.03.2027</td><td>Gdańsk</td><td>900 zł</td></tr>
<tr><td>Moduły</td><td>10.03.2027</td><td>Opole</td><td>1200 zł</td></tr></table>"""
SECTIONS = """<main><h2>Batteries</h2><p>Durée : 2 jours</p><p>Tarif : 900 €</p>
<h2>Hydrogène</h2><p>Durée : 3 jours</p><p>Tarif : 1100 €</p></main>"""
TERMS = """<dl><dt>Akut på bilen</dt><dd>12 mars 2027</dd><dd>Pris: 900 kr</dd>
<dt>Laga batterier</dt><dd>19 mars 2027</dd><dd>Pris: 1200 kr</dd></dl>"""


def test_cards_without_any_class_state_date_town_length_and_price():
    first, second = courses(CARDS)
    assert (first.title, first.url, first.workload) == ("Zellen verstehen", f"{OWN}zellen/", "2 Tage")
    assert run(first) == ("3. März 2027", "450 €", "Köln")
    assert second.title == "Module bauen"


@pytest.mark.parametrize(
    ("body", "language", "heading", "expected"),
    [
        (NAMELESS.format("Zellen", 2) + NAMELESS.format("Module", 3), "de", "Seminare", ["Zellen", "Module"]),
        (TABLE, "pl", "Szkolenia", ["Ogniwa", "Moduły"]),
        (SECTIONS, "fr", "Nos formations", ["Batteries", "Hydrogène"]),
        (TERMS, "sv", "Kurser i vår", ["Akut på bilen", "Laga batterier"]),
    ],
)
def test_blocks_rows_headed_sections_and_lists_of_terms_are_courses(body, language, heading, expected):
    found = courses(body, url="https://a.example/", language=language, heading=heading)
    assert [draft.title for draft in found] == expected
    assert all(draft.workload or draft.instances for draft in found)


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        *[("Обучения", "bg"), ("Kurzy", "cs"), ("Kurser", "da"), ("Lehrgänge", "de"), ("Σεμινάρια", "el")],
        *[("Workshops", "en"), ("Talleres", "es"), ("Koolitused", "et"), ("Koulutukset", "fi"), ("Ateliers", "fr")],
        *[("Tečajevi", "hr"), ("Képzések", "hu"), ("I nostri corsi", "it"), ("Mokymai", "lt"), ("Apmācības", "lv")],
        *[("Kursoversikt", "nb"), ("Opleidingen", "nl"), ("Szkolenia", "pl"), ("Formações", "pt"), ("Cursuri", "ro")],
        *[("Školenia", "sk"), ("Delavnice", "sl"), ("Utbildningar", "sv")],
    ],
)
def test_a_page_says_in_any_of_our_languages_that_it_is_of_courses(heading, language):
    body = NAMELESS.format("A", 2).replace("A<", "Alpha<") + NAMELESS.format("Beta", 3)
    assert titles(body, url="https://a.example/x", language=language, heading=heading) == ["Alpha", "Beta"]


@pytest.mark.parametrize(
    "heading", ["Informationen", "Transformation", "Konkursy", "Rennbahn", "Über uns", "Discours", "Exkursionen"]
)
def test_a_word_that_only_holds_one_for_courses_says_nothing(heading):
    assert titles(CARDS, url="https://a.example/x", heading=heading) == []


@pytest.mark.parametrize(
    ("url", "heading"),
    [
        ("https://a.example/news/", "Aktuelles"),
        ("https://a.example/kurse/team/", "Unser Team"),
        ("https://a.example/kurse/shop", "Shop"),
        ("https://a.example/schulungen/stellenangebote", "Stellenangebote"),
    ],
)
def test_news_people_vacancies_and_shops_below_courses_are_none(url, heading):
    assert titles(CARDS, url=url, heading=heading) == []


@pytest.mark.parametrize(
    "body",
    [
        "<nav><ul><li><a href='/kurse/a'>Online</a></li><li><a href='/kurse/b'>Präsenz</a></li></ul></nav>",
        "<div class='facets'><p><a href='?m=1'>Online (12)</a> 2 Tage</p><p><a href='?m=2'>Abend</a> 3 Tage</p></div>",
        "<ul class='filter-list'><li><b>Dauer</b> 2 Tage</li><li><b>Länge</b> 3 Tage</li></ul>",
        "<div id='cookie-consent'><p><b>Statistik</b>Dauer: 2 Jahre</p><p><b>Werbung</b>Dauer: 1 Jahr</p></div>",
        "<ol class='breadcrumb'><li><a href='/'>Start, 2 Tage</a></li><li><a href='/kurse'>Kurse, 3 Tage</a></li></ol>",
        "<footer><div><h4>Büro Köln</h4>Online</div><div><h4>Büro Essen</h4>Online</div></footer>",
        "<div><h3>Anna Muster</h3><p>Trainerin bei uns</p></div><div><h3>Bert Beispiel</h3><p>Coach</p></div>",
        "<ul><li><a href='/kurse/1'>Anmelden</a> 3.3.2027</li><li><a href='/kurse/2'>Anmelden</a> 4.3.2027</li></ul>",
        "<table><tr><td>Montag</td><td>40 €</td></tr><tr><td>Dienstag</td><td>50 €</td></tr></table>",
        "<p>Zurzeit bieten wir keine Kurse an.</p>",
    ],
)
def test_what_only_repeats_is_no_course(body):
    assert titles(body) == []


def test_categories_and_titles_are_no_modes_of_delivery():
    card = "<li><h3>{0}</h3><span>Marketing Digital</span><p>Duración: 8 horas</p></li>"
    body = f"<ul>{card.format('Vehículos híbridos')}{card.format('Tienda online')}</ul>"
    found = courses(body, language="es", heading="Cursos")
    assert [(draft.title, draft.delivery_mode) for draft in found] == [
        ("Vehículos híbridos", ""),
        ("Tienda online", ""),
    ]


def test_a_crossed_out_price_is_not_the_price():
    card = "<li><h3>{0}</h3><p><del>900 €</del> 700 €</p></li>"
    found = courses(f"<ul>{card.format('Zellen')}{card.format('Module')}</ul>")
    assert [run(draft)[1] for draft in found] == ["700 €", "700 €"]


def test_dates_in_titles_are_dates_and_a_title_held_twice_is_one_course_with_two_runs():
    item = "<li><a href='https://lms.example/list?id=2'>{0}</a></li>"
    body = "".join(map(item.format, ("Zellen (3.-5.3.2027)", "Module – 9.3.2027", "Zellen (6.-8.4.2027)")))
    first, second = courses(f"<ul>{body}</ul>")
    assert [one.start for one in first.instances] == ["3.-5.3.2027", "6.-8.4.2027"]
    assert (first.title, second.title, run(second)[0]) == ("Zellen", "Module", "9.3.2027")
    assert first.url == second.url and first.external_id != second.external_id


def test_what_is_shown_once_for_the_wide_and_once_for_the_narrow_screen_is_one_course():
    assert titles(f"<div class='wide'>{CARDS}</div><div class='narrow'>{CARDS}</div>") == [
        "Zellen verstehen",
        "Module bauen",
    ]


def test_dates_below_the_heading_of_a_course_are_its_runs():
    course = "<section><h3>{0}</h3><ul><li>Teil 1 – {1}.3.2027</li><li>Teil 2 – {2}.3.2027</li></ul></section>"
    first, second = courses(course.format("Kurs Zellen", 3, 4) + course.format("Kurs Module", 10, 11))
    assert [one.start for one in first.instances] == ["3.3.2027", "4.3.2027"]
    assert second.title == "Kurs Module"


def test_the_machines_date_serves_where_people_are_shown_none_with_a_year():
    item = "<li><a href='/kurse/{0}'>{0} für alle</a> <time datetime='2027-03-0{1}'>{1}. März</time></li>"
    found = courses(f"<ul>{item.format('Zellen', 3)}{item.format('Module', 4)}</ul>")
    assert [run(draft)[0] for draft in found] == ["2027-03-03", "2027-03-04"]


def test_times_below_a_date_are_those_of_the_day():
    card = "<div><h3>{0}</h3><p>3. März 2027</p><p>9:00 – 16:00 Uhr</p></div>"
    found = courses(card.format("Zellen") + card.format("Module"))
    assert [run(draft)[0] for draft in found] == ["3. März 2027 9:00 – 16:00 Uhr"] * 2


def test_a_course_without_a_page_keeps_its_place_on_the_list_and_a_name_to_be_known_by():
    cards = "<div id='{1}'><h3>{0}</h3><p>2 Tage</p></div><div><h3>{2}</h3><p>3 Tage</p><a href='#{3}'>Mehr</a></div>"
    found = courses(cards.format("Zellen", "z", "Module", "m"))
    assert [(draft.url, draft.external_id) for draft in found] == [(f"{OWN}#z", "zellen"), (f"{OWN}#m", "module")]


def test_events_are_courses_where_nearly_all_have_a_day_and_on_no_other_page():
    card = "<li><h3><a href='/events/{0}'>{0} talk</a></h3><p>{1}</p></li>"
    dated = card.format("First", "March 3, 2027") + card.format("Second", "March 4, 2027")
    about = {"url": "https://a.example/events", "language": "en", "heading": "Upcoming events"}
    assert titles(f"<ul>{dated}</ul>", **about) == ["First talk", "Second talk"]
    assert titles(f"<ul>{dated.replace('March 4, 2027', '90 minutes')}</ul>", **about) == []


def test_parts_that_look_alike_and_state_nothing_are_left_out_and_named():
    odd = "<div><h3>Schreiben Sie uns</h3><p>Wir antworten gern auf jede Frage.</p></div>"
    body = CARDS.replace('<a href="/kurse/zellen/">Zellen verstehen</a>', "Zellen").replace(
        "</div>\n</div>", f"</div>{odd}</div>"
    )
    body = body.replace('<a href="/kurse/module/">Module bauen</a>', "Module")
    found = list(read(page(body)))
    assert [one.title for one in found if isinstance(one, CourseDraft)] == ["Zellen", "Module"]
    assert any("“Schreiben Sie uns”" in str(one.message) for one in found if isinstance(one, Remark))


def test_a_part_with_facts_and_no_title_is_a_fault_that_says_so():
    cards = CARDS.replace('<h3><a href="/kurse/module/">Module bauen</a></h3>', "<h3></h3>")
    third = '<div><h3><a href="/kurse/packs/">Packs</a></h3><p>4 Tage</p></div></div>'
    found = list(read(page(cards.replace("</div>\n</div>", f"</div>{third}"))))
    assert [one.where for one in found if isinstance(one, Fault)] == ["block 2"]


def test_a_list_goes_on_on_its_next_page_which_needs_no_heading():
    first = page(f'{CARDS}<a class="next" href="/kurse/seite/2/">weiter</a>')
    assert [one.url for one in read(first) if isinstance(one, Link) and one.kind is LinkKind.NEXT] == [f"{OWN}seite/2/"]
    second = Page(url=f"{OWN}seite/2/", content=CARDS.strip().encode(), follows=LinkKind.NEXT)
    assert detect(second) == 0.2


def test_mere_links_below_a_list_of_courses_are_followed_and_stated_by_nobody():
    links = "".join(f"<p><a href='/kurse/{name}'>{name} heute</a></p>" for name in ("zellen", "module", "packs"))
    listed = page(
        f"<main>{links}<a href='/impressum'>Impressum lesen</a><a href='/kurse/plan.pdf'>Plan als PDF</a></main>"
    )
    found = list(read(listed))
    assert [one.url for one in found] == [f"{OWN}zellen", f"{OWN}module", f"{OWN}packs"]
    assert detect(listed) == 0.1


def test_a_page_that_may_have_markup_is_left_to_those_who_know_it_without_being_read():
    marked = page(f'{CARDS}<script type="application/ld+json">{{"@context": "https://schema.org"}}</script>')
    assert 0 < detect(marked) < 0.1
    assert detect(page('<script>"https://schema.org"</script>', url="https://a.example/", heading="Hello")) == 0.0


def test_the_folders_of_a_file_say_nothing_of_it():
    assert titles(CARDS, url="file:///home/kurse/seite.html", heading="Willkommen") == []
