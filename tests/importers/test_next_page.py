"""The next page of a list, by whatever a site marks it, and what only looks like one."""

import pytest

from importers.markup.next_page import following_page

OWN = "https://school.example/courses/"
CARDS = '<a href="/courses/welding-2/">Welding 2</a><a href="/news/2027/">News</a>'


def following(markup, own=OWN):
    return following_page(f"<html><body>{CARDS}{markup}</body></html>", own, own).removeprefix("https://school.example")


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="/courses/page/2/">',
        '<a class="next page-numbers" href="/courses/page/2/">more</a>',
        '<li class="pager__item pager-next"><a href="/courses/page/2/">…</a></li>',
        '<a href="/courses/page/2/" aria-label="Next page"><svg></svg></a>',
        '<a href="/courses/page/2/" title="nächste Seite"></a>',
        '<a href="/courses/page/2/">Weiter</a>',
        '<a href="/courses/page/2/">Suivant &raquo;</a>',
        '<a href="/courses/page/2/"><span>Další</span> <i>›</i></a>',
        '<a href="/courses/page/2/">Επόμενη σελίδα</a>',
        '<a href="/courses/page/2/">Следваща</a>',
        '<a href="/courses/page/9/">»</a><a href="/courses/page/2/">›</a>',
        '<a href="/courses/page/2/">&gt;</a>',
        '<a href="/courses/page/2/">»</a>',
        '<a href="/courses/page/3/">3</a><a href="/courses/page/2/">2</a>',
        '<button class="btn load-more" data-url="/courses/page/2/">Show more</button>',
        '<div class="list" data-next-url="/courses/page/2/"></div>',
    ],
)
def test_a_site_says_in_many_ways_where_its_list_goes_on(link):
    assert following(link) == "/courses/page/2/"


@pytest.mark.parametrize(
    ("own", "link", "expected"),
    [
        ("/courses?page=3", '<a href="?page=2">2</a><a href="?page=4">4</a><a href="?page=5">5</a>', "/courses?page=4"),
        ("/courses?start=10", '<a href="?start=0">1</a><a href="?start=20">3</a>', "/courses?start=20"),
        ("/courses", '<a href="/courses?page=0">1</a><a href="/courses?page=1">2</a>', "/courses?page=1"),
        ("/kurse-2.html", '<a href="/kurse-1.html">«</a><a href="/kurse-3.html">Nächste</a>', "/kurse-3.html"),
        ("/kurse.html", '<a href="/kurse-2.html">weiter ›</a>', "/kurse-2.html"),
        ("/agenda/2027-03/", '<a href="/agenda/2027-04/" aria-label="Mois suivant">avril</a>', "/agenda/2027-04/"),
        ("/agenda/", '<a href="/agenda/2027/04" class="cal-next">April</a>', "/agenda/2027/04"),
        ("/kurse/seite/2", '<a href="/kurse/seite/1">1</a><a href="/kurse/seite/3">3</a>', "/kurse/seite/3"),
    ],
)
def test_numbered_pages_and_months_go_on_by_one(own, link, expected):
    assert following(link, f"https://school.example{own}") == expected


@pytest.mark.parametrize(
    "link",
    [
        '<a class="next" href="/news/2/">Next article</a>',
        '<a class="carousel-control-next" href="/courses/page/2/"></a>',
        '<li class="next disabled"><a href="/courses/page/2/">›</a></li>',
        '<a href="/courses/page/2/">Read next what our teachers wrote about it</a>',
        '<a href="https://other.example/courses/page/2/">Weiter</a>',
        '<a href="/courses/#top">›</a>',
        '<a href="javascript:next()">›</a>',
        '<td><a href="/courses/2027-03-02/">2</a></td><td><a href="/courses/2027-03-03/">3</a></td>',
        '<a href="/courses/5/">5</a>',
        '<button class="load-more" data-target="list">Show more</button>',
        '<a href="/courses/welding/">Weiter</a>',
    ],
)
def test_what_leads_to_something_else_is_no_next_page(link):
    assert following(link) == ""


def test_the_last_page_has_none():
    own = "https://school.example/courses?page=3"
    assert following('<a href="?page=1">1</a><a href="?page=2">2</a><span>3</span>', own) == ""
