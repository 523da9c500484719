"""A catalogue with a few courses of an invented provider, for journeys through the client."""

from __future__ import annotations

import pytest

FEED = """id;title;url;description;language;country;city;region;skill_areas;delivery_mode;start_date;end_date;price;currency;credential;eqf_level;workload;keywords
1;Výroba baterií;https://dilna.example/kurzy/1;Od elektrody k článku.;cs;CZ;Ostrava;CZ080;batteries;onsite;2031-03-03;2031-03-05;12000;CZK;certificate;4;24 hours;články
2;Batteriezellfertigung;https://dilna.example/kurzy/2;Von der Elektrode zur Zelle.;de;DE;Ulm;;batteries|manufacturing;onsite;2031-04-01;;900;EUR;certificate;5;5 days;
3;Battery cell manufacturing online;https://dilna.example/kurzy/3;From electrode to cell, at your own pace.;en;;;;batteries;online;;;free;;badge;4;6 weeks;
4;Hydrogen safety;https://dilna.example/kurzy/4;Handling <b>hydrogen</b> with care <script>alert(1)</script>.;en;IE;Cork;;hydrogen|quality-safety;blended;2031-05-01;;300;EUR;none;6;2 days;
5;Old diagnostics;https://dilna.example/kurzy/5;It is over.;en;IE;Cork;;repair-maintenance;onsite;2020-05-01;2020-05-02;300;EUR;none;3;2 days;
"""  # noqa: E501


@pytest.fixture
def courses(importing, tmp_path):
    """Five courses, imported by the ordinary way."""
    path = tmp_path / "kurzy.csv"
    path.write_text(FEED, "utf-8")
    report = importing.path(path, provider="dilna")
    assert report.counts()["created"] == 5, report.as_json()
    return path
