"""Whoever sends a request byte by byte holds a thread for a while only, and others are answered."""

import http.client
import socket
from contextlib import ExitStack
from itertools import cycle
from threading import Event, Thread

import pytest

from tests.functional.enduring.gunicorn_process import THREADS, ImpatientWorker, serving

BODY = b"POST /account/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
REQUESTS = {
    "headers": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "a body": BODY + b"Content-Length: 1000\r\n\r\nemail=",
    "chunks": BODY + b"Transfer-Encoding: chunked\r\n\r\n",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory, databases):
    instance = tmp_path_factory.mktemp("served")
    databases.copy(instance)
    with serving(instance, f"{ImpatientWorker.__module__}.{ImpatientWorker.__name__}") as port:
        yield port


@pytest.mark.parametrize("slow", REQUESTS)
def test_a_request_sent_byte_by_byte_keeps_nobody_else_waiting(slow, port):
    with ExitStack() as stack:
        connections = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(THREADS)]
        for connection in connections:
            connection.sendall(REQUESTS[slow])
        ended = Event()
        stack.callback(ended.set)
        Thread(target=drip, args=(connections, b"1\r\na\r\n" if slow == "chunks" else b"a", ended), daemon=True).start()
        assert status(port) == 200


def drip(connections, piece, ended):
    for connection in cycle(connections):
        if ended.wait(0.05):
            return
        try:
            connection.sendall(piece)
        except OSError:
            continue  # the server has closed it


def status(port):
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=60
    )  # the first request waits for the process to begin
    connection.request("GET", "/healthz")
    return connection.getresponse().status


def test_what_is_sent_in_time_is_answered_however_it_is_cut(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        for piece in (BODY, b"Content-Length: 7\r\n", b"\r\n", b"email", b"=a"):
            connection.sendall(piece)
        assert b" 400 " in connection.recv(100).splitlines()[0]  # the form lacks its token
