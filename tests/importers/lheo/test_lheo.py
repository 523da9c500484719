"""LHEO feeds: days of which a part is known, fillers, registers and funders."""

from contextlib import suppress

import pytest
from hypothesis import given, settings

from catalogue.domain.time.dates import parse_moment
from catalogue.ingestion.contract import CourseDraft, Unreadable
from importers.lheo.importer import detect, read
from importers.lheo.values import day
from tests.importers.reading import courses, faults, file_page, mutations, page

OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- export -->\n<lheo xmlns="http://www.lheo.org/2.2"><offres>'
CLOSE = "</offres></lheo>"


def formation(inside="", action="", number=1):
    return f"""<formation numero="F{number}"><intitule-formation>Batteries {number}</intitule-formation>
      <objectif-formation>Diagnostiquer</objectif-formation><contenu-formation>Cellules</contenu-formation>{inside}
      <action><modalites-enseignement>0</modalites-enseignement>{action}</action></formation>"""


def feed(*formations):
    return page(OPEN + "".join(formations) + CLOSE)


def only(*parts):
    (course,) = courses(read(feed(formation(*parts))))
    return course


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("20170904", "2017-09-04"),
        ("2017-09-04", "2017-09-04"),
        ("20170900", "2017-09"),
        ("20170000", "2017"),
        ("00000000", ""),
        ("99999999", ""),
        ("-", ""),
        ("septembre", "septembre"),
    ],
)
def test_of_a_day_only_what_is_known_is_said(written, known):
    assert day(written) == known


@pytest.mark.parametrize("written", ["20170900", "20170000"])
def test_a_month_or_year_never_becomes_a_day(written):
    assert parse_moment(day(written)) is None


def test_an_open_end_is_no_end():
    session = "<session><periode><debut>20270104</debut><fin>99999999</fin></periode></session>"
    (run,) = only("", session).instances
    assert (run.start, run.end) == ("2027-01-04", "")


@pytest.mark.parametrize(
    ("code", "level"),
    [("11", "1"), ("15", "5"), ("18", "8"), ("4", "3"), ("5", "4"), ("6", "5"), ("7", "6"), ("8", ""), ("0", "")],
)
def test_a_level_is_the_european_one_where_the_decree_sets_one_against_it(code, level):
    assert only(f"<code-niveau-sortie>{code}</code-niveau-sortie>").eqf_level == level


@pytest.mark.parametrize(("code", "mode"), [("0", "onsite"), ("1", "blended"), ("2", "online"), ("9", "")])
def test_the_mode_is_the_code_of_the_action(code, mode):
    text = formation().replace("<modalites-enseignement>0", f"<modalites-enseignement>{code}")
    (course,) = courses(read(feed(text.replace("</action>", "<prix-total-TTC>90</prix-total-TTC></action>"))))
    assert course.instances[0].mode == mode


def test_registers_cpf_codes_and_funders_are_kept_as_keywords():
    course = only(
        "<certification><code-RNCP>474</code-RNCP><code-CPF>130805</code-CPF></certification>",
        "<organisme-financeur><code-financeur>16</code-financeur></organisme-financeur>"
        '<session><extras info="eligibilite-cpf" numero="1487"/></session>',
    )
    assert {"RNCP474", "CPF 130805", "CPF 1487", "OPCO"} <= set(course.keywords)
    assert course.credential == "qualification"


def test_what_only_fills_an_obligatory_element_is_nothing():
    course = only("<resultats-attendus>-</resultats-attendus>", "<conditions-specifiques>-</conditions-specifiques>")
    assert (course.prerequisites, course.description, course.credential) == ("", "Cellules", "")


def test_actions_that_differ_leave_the_course_without_that_value():
    text = formation(action="<nombre-heures-total>14</nombre-heures-total>")
    further = "<action><nombre-heures-total>21</nombre-heures-total></action></formation>"
    (course,) = courses(read(feed(text.replace("</formation>", further))))
    assert course.workload == ""


def test_a_price_without_tax_is_none_unless_the_rate_is_known():
    net = '<extras info="action"><extra info="frais-ht">100.00</extra>{}</extras><session/>'
    (without,), (with_rate,) = (
        only("", net.format(rate)).instances for rate in ("", '<extra info="taux-tva">20.0</extra>')
    )
    assert (without.price, with_rate.price, with_rate.currency) == ("", "120.00", "EUR")


def test_a_formation_that_is_repeated_for_each_session_is_one_wherever_it_stands():
    sessions = [
        f'<session numero="S{number}"><periode><debut>2027030{number}</debut></periode></session>' for number in (1, 2)
    ]
    found = courses(read(feed(formation("", sessions[0]), formation(number=2), formation("", sessions[1]))))
    assert [(course.external_id, [run.external_id for run in course.instances]) for course in found] == [
        ("F2", []),
        ("F1", ["S1", "S2"]),
    ]


def test_formations_of_one_number_and_two_titles_are_two():
    other = formation().replace("Batteries 1", "Moteurs")
    assert [course.title for course in courses(read(feed(formation(), other)))] == ["Batteries 1", "Moteurs"]


def test_without_an_address_of_its_own_a_formation_that_can_be_told_leads_to_its_organisation():
    web = "<coordonnees><web><urlweb>www.a.example</urlweb></web></coordonnees>"
    named = f"<nom-organisme>A</nom-organisme><coordonnees-organisme>{web}</coordonnees-organisme>"
    body = f"<organisme-formation-responsable>{named}</organisme-formation-responsable>"
    assert only(body).url == "http://www.a.example"
    assert only(f"{body}<url-formation><urlweb>b.example/1</urlweb></url-formation>").url == "http://b.example/1"
    (unknown,) = courses(read(feed(formation(body).replace(' numero="F1"', ""))))
    assert unknown.url == ""


def test_runs_that_share_one_number_have_none():
    course = only("", '<session numero="F1"/><session numero="F1"/><session numero="S3"/>')
    assert [run.external_id for run in course.instances] == [None, None, "S3"]


def test_a_feed_is_told_by_its_root_and_a_page_that_speaks_of_it_is_not():
    assert detect(feed(formation())) > 0.9
    assert detect(page('<x:lheo xmlns:x="http://lheo.gouv.fr/2.3"/>')) > 0.9
    assert detect(page("<html><title>LHEO</title><pre>&lt;lheo&gt;</pre><lheo></lheo></html>")) == 0
    assert detect(page("<lheologie/>")) == 0


def test_formations_before_a_break_are_read_and_the_rest_is_not_taken_for_gone():
    broken = page((OPEN + formation(number=1) + formation(number=2) + "<formation").encode())
    found = list(read(broken))
    assert [course.external_id for course in courses(found)] == ["F1", "F2"]
    assert [fault.truncates for fault in faults(found)] == [True]


def test_a_feed_without_formations_is_refused():
    with pytest.raises(Unreadable, match="no <formation>"):
        list(read(page(OPEN + CLOSE)))


def test_a_long_feed_is_read_one_formation_at_a_time():
    found = read(page(OPEN + formation(number=1) + formation(number=2) + "<formation"))
    assert next(found).external_id == "F1"  # though the feed turns out to be broken


@given(mutations(feed(formation(action="<session/>")).content))
@settings(deadline=None)
def test_a_damaged_feed_is_read_or_refused(content):
    with suppress(Unreadable):
        assert all(isinstance(one, CourseDraft) or one.truncates for one in read(page(content)))


def test_the_sample_of_the_definition_is_one_formation_at_quimperle(shared_data):
    sample = shared_data / "lheo/exemple-2.2.xml"
    if not sample.exists():
        pytest.skip("the sample is not there")
    found = list(read(file_page(sample)))
    (course,) = courses(found)
    (run,) = course.instances
    assert faults(found) == []
    assert (course.external_id, run.start, run.end) == ("9436_18706", "2015-09-01", "2017-08-31")
    assert (run.place.locality, run.place.postal_code) == ("QUIMPERLÉ", "29391")
    assert (course.title, course.eqf_level) == ("BTS négociation et relation client", "5")
