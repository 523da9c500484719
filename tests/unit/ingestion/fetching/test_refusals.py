"""What may be asked for, to the number of the port, and what is said of what may not."""

from socket import EAI_AGAIN

import pytest

from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.guard import check_url, safe_addresses, system_addresses
from catalogue.ingestion.fetching.policy import FetchPolicy

POLICY = FetchPolicy(user_agent="TestBot", contact="us")


def refusal(url, policy=POLICY):
    with pytest.raises(FetchRefused) as refused:
        check_url(url, policy)
    return refused.value.code, str(refused.value)


@pytest.mark.parametrize("port", ["", ":80", ":443", ":8080", ":8443"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_web_pages_are_asked_for_at_the_usual_ports(scheme, port):
    assert check_url(f"{scheme}://partner.example{port}/a", POLICY).path == "/a"


@pytest.mark.parametrize("port", [0, 22, 79, 81, 442, 444, 8079, 8081, 8442, 8444])
def test_and_at_no_other(port):
    assert refusal(f"http://partner.example:{port}/") == (
        "port",
        f"'http://partner.example:{port}/' was not fetched: port {port} is not one of 80, 443, 8080, 8443.",
    )


def test_a_host_with_a_route_of_its_own_is_asked_at_any_port():
    routed = FetchPolicy(user_agent="TestBot", contact="us", routes={"partner.example": ("127.0.0.1", 8765)})
    assert check_url("http://partner.example:8765/", routed).port == 8765
    assert refusal("http://other.example:8765/", routed)[0] == "port"


@pytest.mark.parametrize(
    ("url", "code", "says"),
    [
        (
            "http://a.example:x/",
            "host",
            "'http://a.example:x/' is no address; write one such as https://www.example.org/.",
        ),
        ("http://xn--/", "host", "'http://xn--/' is no address; write one such as https://www.example.org/."),
        ("ftp://a.example/", "scheme", "'ftp://a.example/' was not fetched: give an http or https address."),
        ("http:///a", "host", "'http:///a' names no host; write an address such as https://www.example.org/."),
        (
            "http://me:secret@a.example/",
            "credentials",
            "'http://a.example/' was not fetched: take the user name and password out of it.",
        ),
        (
            "ftp://me:secret@a.example/b@c",
            "scheme",
            "'ftp://a.example/b@c' was not fetched: give an http or https address.",
        ),
    ],
)
def test_what_is_refused_is_named_without_its_secrets_and_with_a_remedy(url, code, says):
    assert refusal(url) == (code, says)


def test_of_an_address_without_end_two_hundred_characters_are_shown():
    url = "ftp://partner.example/" + "a" * 300
    assert refusal(url)[1] == f"'{url[:200]}' was not fetched: give an http or https address."


def test_public_addresses_are_answered_once_each_in_the_order_of_the_resolver():
    asked = []

    def resolve(host, port):
        asked.append((host, port))
        return iter(["93.184.216.34", "2606:2800:220:1::1", "93.184.216.34"])

    assert safe_addresses("partner.example", 8080, resolve) == ["93.184.216.34", "2606:2800:220:1::1"]
    assert asked == [("partner.example", 8080)]


def test_only_the_addresses_inside_are_named_in_a_refusal():
    with pytest.raises(FetchRefused) as refused:
        safe_addresses("mixed.example", 80, lambda host, port: ["10.0.0.1", "93.184.216.34", "::1"])
    assert refused.value.code == "address"
    assert "mixed.example was not fetched: it leads into a private network (10.0.0.1, ::1);" in str(refused.value)


def test_a_name_that_cannot_be_written_as_a_host_is_not_found():
    def resolve(host, port):
        return host.encode("idna") and [host]

    with pytest.raises(FetchFailed) as failed:
        safe_addresses("a" * 64, 80, resolve)
    assert (failed.value.code, str(failed.value)) == (
        "dns",
        f"{'a' * 64} was not found; check the address for a typing error.",
    )


def test_an_error_of_another_kind_with_the_number_of_a_busy_resolver_is_no_answer_of_it():
    class Odd(UnicodeError):
        errno = EAI_AGAIN

    def resolve(host, port):
        raise Odd

    with pytest.raises(FetchFailed) as failed:
        safe_addresses("partner.example", 80, resolve)
    assert failed.value.code == "dns"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_the_system_says_an_address_once(address):
    assert system_addresses(address, 80) == [address]
