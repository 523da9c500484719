"""The sample catalogue served by a real server, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import threading

import pytest
from filelock import FileLock
from werkzeug.serving import make_server

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db

# The shell draws the same pages without a window of its own around each, which takes more than the pages do.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def sample_instance(tmp_path_factory, worker_id):
    """A folder with the sample catalogue, harvested by the command a person would use; once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder if worker_id == "master" else folder.parent
    with FileLock(shared / "samples.lock"):
        if not (shared / "samples").exists():
            app = create_app(Settings(instance=shared / "samples-in-the-making"))
            result = app.test_cli_runner().invoke(app.cli, ["demo"])
            assert result.exit_code == 0, result.output
            with app.app_context():
                db.engine.dispose()
            (shared / "samples-in-the-making").rename(shared / "samples")
    return shutil.copytree(shared / "samples", tmp_path_factory.mktemp("own") / "samples")


@pytest.fixture(scope="session")
def sample_catalogue(sample_instance):
    """Its address, served."""
    app = create_app(Settings(instance=sample_instance))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; without it these tests are skipped, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: .ci/run must install it")
        pytest.skip("Chromium is not installed (apt-get install chromium-headless-shell)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, sample_catalogue):
    """Opens an address and answers the page; ``width``, ``dark``, ``javascript`` and ``language`` say how."""
    contexts = []

    def open_page(address, width=1280, dark=False, javascript=True, language="en-GB"):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale=language,
        )
        contexts.append(context)
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
        page.goto(sample_catalogue + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def site(app):
    """The address of a catalogue without courses, served."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def window(browser, site):
    """Opens a browser of somebody's own; answers its first page."""
    contexts = []

    def open_window(javascript=True):
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, java_script_enabled=javascript, locale="en-GB", base_url=site
        )
        context.set_default_timeout(30_000)  # the first listing to be indexed waits for the encoder
        contexts.append(context)
        page = context.new_page()
        page.javascript = javascript
        return page

    yield open_window
    for context in contexts:
        context.close()
