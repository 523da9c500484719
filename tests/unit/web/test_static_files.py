"""Style sheets and scripts stay readable: they are served as they are written."""

from pathlib import Path

import catalogue

STATIC = Path(catalogue.__file__).parent / "static"
LINE_LENGTH = 120


def test_no_line_of_a_style_sheet_or_a_script_is_longer_than_those_of_the_code():
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js"}]
    assert files
    long = [
        (path.name, line) for path in files for line in path.read_text("utf-8").splitlines() if len(line) > LINE_LENGTH
    ]
    assert long == []
