"""While sites hang and large files come, pages go on being answered, and nobody loses what was typed."""

import io
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from flask.testing import FlaskClient

from catalogue.domain.people.permissions import Role
from catalogue.web.guards.heavy_requests import MAX_DOCUMENT_BYTES, MAX_FORM_BYTES
from tests.functional.people import person, sign_in
from tests.functional.providing.writing import TOKEN
from tests.importers.spreadsheet.workbooks import evil

THREADS = 4
"""As many as a process of the web server has."""
PATIENCE = 20.0
ADDRESS = "http://slow.example/courses"


class SlowSite:
    """Takes every connection and answers none until ``wake``; ``asked`` counts those that wait."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.asked, self._open = threading.Semaphore(0), []
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._open.append(connection)
            self.asked.release()

    def wake(self) -> None:
        """Hang up, on those who wait and on whoever comes."""
        with suppress(OSError):  # hung up before
            self._socket.shutdown(socket.SHUT_RDWR)  # to close it would leave it open to who waits in ``accept``
        self._socket.close()
        for connection in self._open:
            connection.close()


@pytest.fixture
def slow_site(monkeypatch):
    site = SlowSite()

    @contextmanager
    def routes(address):
        yield {"slow.example": ("127.0.0.1", site.port)}

    monkeypatch.setattr("catalogue.web.sources.onboarding.sample_routes", routes)
    yield site
    site.wake()


@pytest.fixture
def browser(app, client, courses):
    """Makes clients that are signed in as one and the same owner."""
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    session = client.get_cookie("session").value

    def another():
        made = FlaskClient(app, app.response_class)  # which threads may use, as it needs no context of theirs
        made.set_cookie("session", session)
        return made

    return another


def test_looks_at_a_site_that_hangs_leave_threads_for_everybody_else(browser, slow_site):
    token = TOKEN.search(browser().get("/sources/new").get_data(as_text=True))[1]
    form = {"provider": "dilna", "url": ADDRESS, "csrf_token": token}
    sent_from = {"Origin": "http://localhost"}
    with ThreadPoolExecutor(THREADS) as threads:
        clients = [browser() for _ in range(8)]
        looks = [threads.submit(one.post, "/sources/new", data=form, headers=sent_from) for one in clients]
        assert slow_site.asked.acquire(timeout=PATIENCE) and slow_site.asked.acquire(timeout=PATIENCE)
        pages = [threads.submit(browser().get, address) for address in ("/", "/courses?q=battery", "/healthz") * 2]
        assert [page.result(PATIENCE).status_code for page in pages] == [200] * len(pages)
        assert sum(not look.done() for look in looks) == 2
        slow_site.wake()
        answers = [look.result(PATIENCE) for look in looks]
    assert sorted(answer.status_code for answer in answers) == [200] * 2 + [503] * 6
    busy = next(answer for answer in answers if answer.status_code == 503)
    assert busy.retry_after is not None
    assert ADDRESS in busy.get_data(as_text=True) and "nothing that you wrote is lost" in busy.get_data(as_text=True)
    assert browser().post("/sources/new", data=form).status_code == 200, "there is room again"


class Untouched(io.RawIOBase):
    """A body of so many bytes that nobody may read."""

    def __init__(self, size: int) -> None:
        self._size, self._at = size, 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = self._size if whence == io.SEEK_END else offset
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")


def send(client, address, size):
    return client.post(address, input_stream=Untouched(size), content_type="multipart/form-data; boundary=x")


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("/account/sign-in", MAX_FORM_BYTES + 1),
        ("/no/such/page", MAX_FORM_BYTES + 1),
        ("/sources/new", MAX_DOCUMENT_BYTES + 1),
        ("/providers/dilna/uploads", MAX_DOCUMENT_BYTES + 1),
    ],
)
def test_what_is_too_large_is_refused_before_any_of_it_is_read(browser, address, size):
    answer = send(browser(), address, size)
    assert answer.status_code == 413
    assert "smaller" in answer.get_data(as_text=True)


def test_a_large_file_that_comes_while_there_is_no_room_is_not_read_either(browser, slow_site):
    token = TOKEN.search(browser().get("/sources/new").get_data(as_text=True))[1]
    form = {"provider": "dilna", "url": ADDRESS, "csrf_token": token}
    with ThreadPoolExecutor(2) as threads:
        looks = [threads.submit(browser().post, "/sources/new", data=form) for _ in range(2)]
        assert slow_site.asked.acquire(timeout=PATIENCE) and slow_site.asked.acquire(timeout=PATIENCE)
        answer = send(browser(), "/providers/dilna/uploads", MAX_DOCUMENT_BYTES)
        slow_site.wake()
        assert [look.result(PATIENCE).status_code for look in looks] == [200, 200]
    assert answer.status_code == 503 and "again in a moment" in answer.get_data(as_text=True)


def test_an_evil_workbook_is_an_answer_and_the_page_goes_on(browser):
    client = browser()
    for name in ("a count of shared texts", "more letters than columns have"):
        token = TOKEN.search(client.get("/providers/dilna/uploads").get_data(as_text=True))[1]
        form = {"file": (io.BytesIO(evil()[name]), "courses.xlsx"), "csrf_token": token}
        answer = client.post("/providers/dilna/uploads", data=form)
        assert answer.status_code == 200 and "courses.xlsx" in answer.get_data(as_text=True)
        assert client.get("/").status_code == 200
