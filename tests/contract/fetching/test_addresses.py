"""Addresses, names and certificates that the guarded client does not trust."""

import ssl
import subprocess
from contextlib import contextmanager
from socketserver import StreamRequestHandler, TCPServer
from threading import Thread

import httpcore2
import pytest

from catalogue.ingestion.fetching import Fetcher, FetchFailed, FetchPolicy, FetchRefused
from catalogue.ingestion.fetching.network import Deadline, GuardedBackend
from tests.contract.fetching.misbehaving_server import policy, running


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://partner.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://user:secret@partner.example/", "credentials"),
        ("http://example.org:22/", "port"),
        ("http:///nowhere", "host"),
        ("http://127.0.0.1/", "address"),
        ("http://2130706433/", "address"),
        ("http://0x7f.1/", "address"),
        ("http://127.1/", "address"),
        ("http://0177.0.0.1/", "host"),
        ("http://0x7f000001/", "address"),
        ("http://①②⑦.⓪.⓪.①/", "host"),
        ("http://[::1]/", "address"),
        ("http://[::127.0.0.1]/", "address"),
        ("http://[64:ff9b::7f00:1]/", "address"),
        ("http://[2002:7f00:1::]/", "address"),
        ("http://[2a00:1450::5efe:7f00:1]/", "address"),
        ("http://[::ffff:10.0.0.1]/", "address"),
        ("http://localhost/", "address"),
    ],
)
def test_addresses_that_are_not_a_partners_are_refused(fetcher, url, code):
    with pytest.raises(FetchRefused) as refused:
        fetcher.fetch(url)
    assert refused.value.code == code
    assert "secret" not in str(refused.value)


class Recording(httpcore2.NetworkBackend):
    """Connects to nothing and remembers to what it was asked to."""

    def __init__(self):
        self.addresses = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.addresses.append(host)
        return httpcore2.MockStream([])


def test_a_name_that_changes_its_mind_is_refused_the_second_time(site):
    answers, network = iter([["93.184.216.34"], ["127.0.0.1"]]), Recording()
    backend = GuardedBackend(policy(site), lambda host, port: next(answers), Deadline(), network)
    backend.connect_tcp("rebinding.example", 80)
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1"):
        backend.connect_tcp("rebinding.example", 80)
    assert network.addresses == ["93.184.216.34"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for partner.example, and its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "partner.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", "/CN=partner.example", "-addext", "subjectAltName=DNS:partner.example"),
            *("-keyout", path, "-out", path.with_suffix(".crt")),
        ],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def secure_site(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with running(tls=context) as server:
        yield server


def test_a_secure_page_is_read_where_the_certificate_names_the_host(secure_site, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    with Fetcher(policy(secure_site)) as fetcher:
        assert fetcher.fetch("https://partner.example/page").status == 200
        with pytest.raises(FetchFailed, match=r"not valid for 'other\.example'"):
            fetcher.fetch("https://other.example/page")


def test_a_certificate_nobody_vouches_for_is_not_believed(secure_site):
    with Fetcher(policy(secure_site, respect_robots=False)) as fetcher, pytest.raises(FetchFailed) as failed:
        fetcher.fetch("https://partner.example/page")
    assert failed.value.code == "tls"
    assert secure_site.asked == []


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"220 mail.partner.example ESMTP\r\n"])
def test_a_server_without_tls_is_not_said_to_need_another_certificate(answer):
    with answering(answer) as port:
        routes = {"partner.example": ("127.0.0.1", port)}
        asked = FetchPolicy(user_agent="TestBot", contact="us", routes=routes, respect_robots=False)
        with Fetcher(asked) as fetcher, pytest.raises(FetchFailed) as failed:
            fetcher.fetch("https://partner.example/page")
    assert (failed.value.code, "certificate" in str(failed.value)) == ("tls", False)
    assert "try it with http://" in str(failed.value)


@contextmanager
def answering(answer):
    """A server that says the same to everybody, in plain text."""

    class Plain(StreamRequestHandler):
        def handle(self):
            self.request.recv(1000)
            self.wfile.write(answer)

    with TCPServer(("127.0.0.1", 0), Plain) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()


def test_a_name_that_also_leads_inside_is_refused_before_connecting(site):
    answers = iter([["93.184.216.34", "10.0.0.8"]])
    with (
        Fetcher(policy(site), resolve=lambda host, port: next(answers)) as fetcher,
        pytest.raises(FetchRefused, match=r"10\.0\.0\.8"),
    ):
        fetcher.fetch("http://rebinding.example/")
    assert site.asked == []
