"""Words for "online" where a place was asked for."""

import pytest

from catalogue.domain.places.online_places import says_online
from catalogue.languages import words


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Streamed",
            "Teams",
            "Microsoft Teams Meeting",
            "ZOOM",
            "Webinar",
            "virtual",
            "Live-Webinar",
            "Online (Webex)",
        ),
        *("Onlineseminar", "En visio", "Aula virtual", "da remoto", "op afstand", "Zdalnie", "na dálku", "Verkossa"),
        *("онлайн", "https://zoom.us/j/93", "Join: https://teams.microsoft.com/l/meetup", "Web-Seminar", "à distance"),
    ],
)
def test_a_word_for_online_is_no_place(text: str) -> None:
    assert says_online(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Ulm", "Ulm or online", "Zoom Hotel", "not online", "Internet Café", "Digital Hub Ulm", "Teamsaal"),
        *("https://akademie.example/anfahrt", "online " * 40, "Campus", "Seminar"),
    ],
)
def test_a_place_that_only_holds_such_a_word_stays_one(text: str) -> None:
    assert not says_online(text)


@pytest.mark.parametrize(("language", "listed"), words("places", "online").items())
def test_every_listed_word_says_so_by_itself(language: str, listed: tuple[str, ...]) -> None:
    assert [word for word in listed if not says_online(word.replace("*", ""))] == []
