"""One course on a page without markup: what its labels say, and which pages are of no one course."""

import pytest

from catalogue.ingestion.contract import CourseDraft, LinkKind, Page, Remark
from importers.plain_page.importer import detect, read

OWN = "https://skola.example/kurzy/hv-1"


def page(body, url=OWN, language="cs", follows=LinkKind.DETAIL):
    content = f'<!doctype html><html lang="{language}"><title>x</title><body><main>{body}</main></body></html>'
    return Page(url=url, content=content.encode(), follows=follows)


def course(body, **about):
    """The one course of a page, None if it is of none, and what is remarked."""
    found = list(read(page(body, **about)))
    drafts = [one for one in found if isinstance(one, CourseDraft)]
    assert len(drafts) <= 1
    return (drafts or [None])[0], [str(one.message) for one in found if isinstance(one, Remark)]


LABELLED = {
    "lines": "<h1>Vysoké napětí</h1><p>Délka: 2 dny</p><p>Cena: 9 000 Kč</p>",
    "terms": "<h1>Vysoké napětí</h1><dl><dt>Délka</dt><dd>2 dny</dd><dt>Cena</dt><dd>9 000 Kč</dd></dl>",
    "rows": "<h1>Vysoké napětí</h1><table><tr><th>Délka<td>2 dny<tr><th>Cena<td>9 000 Kč</table>",
    "pairs": "<h1>Vysoké napětí</h1><div><span>Délka</span><span>2 dny</span></div><div><b>Cena:</b> 9 000 Kč</div>",
    "blocks": "<h1>Vysoké napětí</h1><div>Délka</div><div>2 dny</div><div>Cena</div><div>9 000 Kč</div>",
}


@pytest.mark.parametrize("body", LABELLED.values(), ids=list(LABELLED))
def test_a_page_states_its_course_by_a_heading_and_labels_however_these_are_laid_out(body):
    draft, _ = course(body)
    assert (draft.title, draft.url, draft.workload) == ("Vysoké napětí", OWN, "2 dny")
    assert [one.price for one in draft.instances] == ["9 000 Kč"]
    assert detect(page(body)) == 0.2


def test_rows_with_dates_are_the_runs_of_the_course_at_the_price_of_all():
    rows = "".join(f"<tr><td>{day}.3.2027</td><td>Brno</td></tr>" for day in (3, 10, 17))
    draft, _ = course(
        f"<h1>Vysoké napětí</h1><p>Délka: 2 dny</p><p>Cena: 9 000 Kč</p>"
        f"<table><tr><th>Termín</th><th>Místo</th></tr>{rows}</table>"
    )
    assert [(one.start, one.place.locality, one.price) for one in draft.instances] == [
        (f"{day}.3.2027", "Brno", "9 000 Kč") for day in (3, 10, 17)
    ]


def test_of_two_readings_none_is_taken_and_both_are_named():
    draft, remarks = course("<h1>Vysoké napětí</h1><p>Délka: 2 dny</p><p>Forma: online</p><p>900 €</p><p>950 €</p>")
    assert not any(one.price for one in draft.instances)
    assert any("900 € / 950 €" in remark for remark in remarks)


def test_the_same_said_twice_in_other_words_is_one_reading():
    draft, _ = course("<h1>Vysoké napětí</h1><p>Délka: 2 dny</p><p>900 €</p><p>900 EUR</p>")
    assert [one.price for one in draft.instances] == ["900 €"]


def test_what_stands_under_a_label_goes_before_what_only_looks_like_it():
    draft, _ = course("<h1>Vysoké napětí</h1><p>3 hodiny</p><p>Délka: 2 dny</p><p>Cena: 900 Kč</p>")
    assert draft.workload == "2 dny"


def test_the_parts_of_a_programme_are_no_courses():
    modules = "".join(f"<div><h3>{name}</h3><p>2 hodiny</p></div>" for name in ("Bezpečnost", "Měření", "Praxe"))
    draft, _ = course(f"<h1>Vysoké napětí</h1><p>Délka: 6 hodin</p><p>Cena: 900 Kč</p>{modules}", follows=None)
    assert (draft.title, draft.workload) == ("Vysoké napětí", "6 hodin")


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("<h1>Vysoké napětí</h1><p>Délka: 2 dny</p>", OWN),
        ("<p>Délka: 2 dny</p><p>Cena: 900 Kč</p>", OWN),
        ("<h1>Délka</h1><p>Délka: 2 dny</p><p>Cena: 900 Kč</p>", OWN),
        ("<h1>Naše dílna</h1><p>Délka: 2 dny</p><p>Cena: 900 Kč</p>", "https://skola.example/dilna"),
        ("<h1>Novinky</h1><p>Délka: 2 dny</p><p>Cena: 900 Kč</p>", "https://skola.example/kurzy/novinky"),
        ("<h1>Vysoké napětí</h1><p>Kurz, který stál 900 Kč a trval 2 dny, se líbil.</p>", OWN),
    ],
    ids=["one fact", "no title", "a label for a title", "no word for courses", "news", "prose"],
)
def test_what_is_not_surely_a_course_is_none(body, url):
    assert course(body, url=url)[0] is None
    assert detect(page(body, url=url)) == 0.0
