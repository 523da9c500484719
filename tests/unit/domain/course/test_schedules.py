"""Times of the week that a course's text states."""

import pytest

from catalogue.domain.course.schedules import Schedule, stated_schedules


@pytest.mark.parametrize(
    ("text", "schedules"),
    [
        ("Safety zones. Taught on evenings after work.", [Schedule.EVENING]),
        ("Der Unterricht findet samstags statt.", [Schedule.WEEKEND]),
        ("Berufsbegleitend in Teilzeit.", [Schedule.PART_TIME]),
        ("Cours du soir, deux fois par semaine.", [Schedule.EVENING]),
        ("Zajęcia weekendowe.", [Schedule.WEEKEND]),
        ("Kurz prebieha večer, aj cez víkend.", [Schedule.EVENING, Schedule.WEEKEND]),
        ("Robots. No classes at the weekend.", []),
        ("Night vision by infrared.", []),
    ],
)
def test_a_schedule_is_read_where_a_text_states_it(text, schedules):
    assert stated_schedules([text]) == schedules
